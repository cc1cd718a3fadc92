namespace AnSinh.Store.Readings;

/// <summary>What is read, as the log of readings calls it.</summary>
public static class ReadingKinds
{
    /// <summary>A person's file (<c>person:217</c>), with whom else it showed.</summary>
    public const string File = "person.read";

    /// <summary>People in a list, behind a figure, in data of the API.</summary>
    public const string List = "people.list";

    /// <summary>Somebody was looked for, found or not.</summary>
    public const string Search = "people.search";

    /// <summary>Rows left the house as a file.</summary>
    public const string Export = "list.export";

    /// <summary>A purpose was stated and protected facts were opened.</summary>
    public const string Opened = "protected.open";

    /// <summary>The log itself was read.</summary>
    public const string Audit = "audit.read";

    /// <summary>Somebody signed in asked for what they may not have.</summary>
    public const string Refused = "access.refused";

    /// <summary>Somebody signed in.</summary>
    public const string SignIn = "sign-in";

    /// <summary>A wrong password.</summary>
    public const string SignInFailed = "sign-in.failed";

    /// <summary>Somebody signed out.</summary>
    public const string SignOut = "sign-out";
}

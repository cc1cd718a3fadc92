namespace AnSinh.Rulebook.Procedures;

/// <summary>The deeds that rooms know by name: doing them does more than lead a case to its next step.</summary>
public static class KindDeeds
{
    /// <summary>The deed every case begins with.</summary>
    public const string Open = "open";

    /// <summary>A draft of the law is handed in; it has to pass its review.</summary>
    public const string Submit = "submit";

    /// <summary>A draft of the law is approved, exactly as it was looked at.</summary>
    public const string Approve = "approve";

    /// <summary>An approved draft becomes law.</summary>
    public const string Publish = "publish";

    /// <summary>The field with which deeds on a draft of the law say what they are about: the mark of what it held.</summary>
    public const string Content = "content";

    /// <summary>The field that says nobody signed in to hand a draft in.</summary>
    public const string Unproved = "unproved";

    /// <summary>The field of the opening that says what a draft of the law is about.</summary>
    public const string Title = "title";

    /// <summary>The deeds a procedure about something must have, each with the fields it must ask and whose doers may not do it.</summary>
    public static IReadOnlyList<(string Deed, IReadOnlyList<string> Fields, IReadOnlyList<string> NotBy)> Of(CaseKind kind) => kind switch
    {
        CaseKind.LawChange =>
            [(Open, [Title], []), (Submit, [Content, Unproved], []), (Approve, [Content], [Open]), (Publish, [Content], [])],
        _ => [],
    };
}

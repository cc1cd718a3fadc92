namespace AnSinh.Access;

/// <summary>Somebody who may sign in.</summary>
/// <param name="Login">Name to sign in with.</param>
/// <param name="Name">Name shown.</param>
/// <param name="Role">Id of their role in the access matrix.</param>
/// <param name="UnitKey">Key of their unit version.</param>
/// <param name="PasswordHash">Salted hash of the password.</param>
public sealed record Account(string Login, string Name, string Role, string UnitKey, string PasswordHash)
{
    /// <summary>True after somebody else set the password: it is used once, to choose one's own.</summary>
    public bool MustChange { get; init; }
}

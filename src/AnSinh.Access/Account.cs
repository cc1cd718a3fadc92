namespace AnSinh.Access;

/// <summary>Somebody who may sign in.</summary>
/// <param name="Login">Name to sign in with.</param>
/// <param name="Name">Name shown.</param>
/// <param name="PasswordHash">Salted hash of the password.</param>
/// <param name="EndedOn">Last day on which it could be used; null while it can.</param>
public sealed record Account(string Login, string Name, string PasswordHash, DateOnly? EndedOn = null)
{
    /// <summary>True after somebody else set the password: it is used once, to choose one's own.</summary>
    public bool MustChange { get; init; }
}

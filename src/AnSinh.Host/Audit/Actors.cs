using AnSinh.Host.Web;

namespace AnSinh.Host.Audit;

/// <summary>Who acted, in words: the log keeps logins. Each is looked up once.</summary>
internal sealed class Actors(Office office, Language l)
{
    private readonly Dictionary<string, (string Name, string Role)> _known = new(StringComparer.Ordinal);

    /// <summary>Name and role of a login; the login itself and nothing if it is no account.</summary>
    public (string Name, string Role) Of(string login)
    {
        if (_known.TryGetValue(login, out var known))
        {
            return known;
        }

        var account = office.Accounts.FindOrNull(login);
        var viewer = account is null ? null : Viewer.OfOrNull(account, office);
        return _known[login] = login == SignInNotes.Stranger ? (l.T("không rõ ai", "not known"), "")
            : (account?.Name ?? login, viewer is null ? ""
                : $"{string.Join(", ", viewer.Posts.Select(p => l.T(p.At.Label)).Distinct())}, {viewer.Unit.FullName}");
    }
}

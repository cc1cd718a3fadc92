using AnSinh.Access.Roles;
using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Host.Web;

/// <summary>What somebody may do for the people of a unit today.</summary>
/// <param name="At">What the access matrix lets them do.</param>
/// <param name="Unit">Their unit.</param>
/// <param name="Scope">Whose people that is.</param>
/// <param name="DelegatedBy">Login of whom they stand in for, or null.</param>
public sealed record Post(RoleAt At, Unit Unit, Scope Scope, string? DelegatedBy = null);

/// <summary>
/// Who is looking, what they may see and do. The scope goes into every question asked for them: lists, counts, drill-downs,
/// searches, exports and the API alike.
/// </summary>
/// <param name="Login">Name signed in with.</param>
/// <param name="Name">Name shown.</param>
/// <param name="Posts">What they may do where, today, whatever time is looked at; one at least.</param>
public sealed record Viewer(string Login, string Name, IReadOnlyList<Post> Posts)
{
    private const int CommuneLevel = 3;

    /// <summary>Whose people they may see here: those of all their posts, or of those that give what an address needs.</summary>
    public Scope Scope { get; private init; } = ScopeOf(Posts);

    /// <summary>Their unit here: the widest.</summary>
    public Unit Unit { get; private init; } = Widest(Posts);

    /// <summary>True if the access matrix lets them do this, for somebody.</summary>
    public bool May(Permission permission) => Posts.Any(p => p.At.May.Contains(permission));

    /// <summary>True if they receive requests under some procedure.</summary>
    public bool MayReceive(Policy policy) => policy.Procedures.Where(p => p.About == CaseKind.Application).SelectMany(p => p.Versions)
        .Any(v => CaseActor.Is(v.Opening.By));

    /// <summary>Who they are to cases; who works on none, as one who drafts the law, sees those of no unit.</summary>
    public CaseActor CaseActor => new(Login, [.. Posts.Where(p => p.At.ActsAs.Count > 0 || p.At.May.Contains(Permission.WorkOnCases))
        .Select(p => new CasePost(p.At.ActsAs, p.At.May.Contains(Permission.WorkOnCases) ? p.Scope : Scope.Nobody))]);

    /// <summary>True if they see the whole register.</summary>
    public bool SeesAll => Scope.IsEverything;

    /// <summary>True if people of this unit are in the scope.</summary>
    public bool MaySee(Unit unit) => Scope.Contains(unit.Key);

    /// <summary>
    /// The same somebody where all of these are needed: who may read people in one commune and record them in another records nobody
    /// of the first.
    /// </summary>
    public Viewer For(params IReadOnlyCollection<Permission> needed)
    {
        var giving = needed.Select(n => Posts.Where(p => p.At.May.Contains(n)).ToList()).ToList();
        return giving.Any(g => g.Count == 0) ? this with { Scope = Scope.Nobody } : Posts.Count == 1 || needed.Count == 0 ? this : this with
        {
            Scope = giving.Select(ScopeOf).Aggregate((one, other) => one.And(other)),
            Unit = Widest(giving[^1]),
        };
    }

    /// <summary>The viewer of an account, or null if it has no role today that the access matrix gives in its unit.</summary>
    public static Viewer? OfOrNull(Account account, Office office)
    {
        var posts = office.Roles.Of(account.Login, office.Clock.Today)
            .Select(h => new Post(h.At, h.Unit, ScopeOf(h.Unit, office.Units), h.Grant.DelegatedBy)).ToList();
        return posts.Count == 0 ? null : new Viewer(account.Login, account.Name, [.. posts, .. Widened(office, account.Login, posts)]);
    }

    /// <summary>Whose people somebody of a unit may see: those of a commune its own, others the whole register.</summary>
    public static Scope ScopeOf(Unit unit, UnitMap units) => unit.Level == CommuneLevel ? units.ScopeOf(unit) : Scope.Everything;

    // Sees more people for some hours: what they may read anyway, of others.
    private static IEnumerable<Post> Widened(Office office, string login, IReadOnlyList<Post> posts)
    {
        if (!posts.Any(p => p.At.May.Contains(Permission.WidenView)))
        {
            return [];
        }

        var may = office.Policy.Permissions.Where(p => p.Widens && posts.Any(post => post.At.May.Contains(p.Id)))
            .Select(p => p.Id).ToHashSet();
        return office.Widenings.OpenOf(login).Select(w => office.Units.FindOrNull(w.UnitKey)).OfType<Unit>().Select(unit =>
            new Post(new RoleAt(unit.Level, WideningLabel, may, new HashSet<ProcedureRole>()), unit, ScopeOf(unit, office.Units)));
    }

    private static readonly LocalText WideningLabel = new("quyền xem tạm", "for some hours");

    private static Scope ScopeOf(IReadOnlyList<Post> posts) => posts.Aggregate(Scope.Nobody, (all, post) => all.Or(post.Scope));

    // Their own unit, not one they look at for some hours.
    private static Unit Widest(IReadOnlyList<Post> posts) => posts.MinBy(p => (p.At.Label == WideningLabel, p.Unit.Level))!.Unit;
}

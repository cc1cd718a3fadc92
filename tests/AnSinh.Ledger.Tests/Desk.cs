using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Ledger.Tests;

/// <summary>Those who bring runs on their way over <see cref="SmallWorld"/>, by the procedure of policy/.</summary>
internal sealed class Desk : IDisposable
{
    public static Policy Law => Read.Value;

    private static readonly Lazy<Policy> Read = new(() => SmallWorld.LoadSmall(
        ("vn/procedures/pay_run.yaml", File.ReadAllText(Checkout.File("policy/vn/procedures/pay_run.yaml")))));

    public static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();
    public static readonly CaseActor Officer = Somebody("canbo", ProcedureRole.DistrictOfficer);
    public static readonly CaseActor Accountant = Somebody("ketoan", ProcedureRole.Accountant);
    public static readonly CaseActor Chair = Somebody("lanhdao", ProcedureRole.DistrictChair);

    public Desk(SmallWorld world)
    {
        World = world;
        Drafts = new RunDrafts(world.Determiner, world.MonthRun, world.Acts, new CaseBooks(world.Register, world.Policy));
        Queries = new DraftQueries(world.Database);
    }

    /// <summary>Three people, two of whom draw.</summary>
    public static Desk Of(Database? database) => new(new SmallWorld(database: database, policy: Law)
        .Person(1, "1930-01-01").Person(2, "1931-01-01").Person(3, "1932-01-01").Decide(1, "2015-01-10").Decide(2, "2015-01-10").Load());

    public static CaseActor Somebody(string login, params ProcedureRole[] roles) =>
        new(login, new HashSet<ProcedureRole>(roles), Scope.Everything);

    public SmallWorld World { get; }

    public RunDrafts Drafts { get; }

    public DraftQueries Queries { get; }

    public RunDraftFile FileOf(long draft) => Drafts.FindOrNull(draft)!;

    public DraftResult Draft(string month, CaseActor? by = null, string known = "2020-09-30")
    {
        var drafted = Drafts.Draft(SmallWorld.M(month), SmallWorld.Known(known), "272", by ?? Officer,
            Act.By((by ?? Officer).Login));
        Assert.True(drafted.Ok, string.Join("; ", drafted.Refusals));
        return drafted.Value;
    }

    public long Approved(string month, string known = "2020-09-30")
    {
        var draft = Draft(month, known: known).DraftId!.Value;
        Does(draft, "checked", Accountant);
        Does(draft, "approve", Chair);
        return draft;
    }

    public Outcome<RunDraftFile> Do(long draft, string deed, CaseActor actor, IReadOnlyDictionary<string, string> told) =>
        Drafts.Do(draft, FileOf(draft).Case.Entries.Count, deed, told, actor, Act.By(actor.Login));

    public void Does(long draft, string deed, CaseActor actor, IReadOnlyDictionary<string, string>? told = null)
    {
        var done = Do(draft, deed, actor, told ?? Nothing);
        Assert.True(done.Ok, deed + ": " + string.Join("; ", done.Refusals));
    }

    public string Refused(long draft, string deed, CaseActor actor, IReadOnlyDictionary<string, string>? told = null) =>
        Assert.Single(Do(draft, deed, actor, told ?? Nothing).Refusals).Code;

    public void Dispose() => World.Dispose();
}

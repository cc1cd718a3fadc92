using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Store;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Ledger.Tests;

/// <summary>A register of a few people under <see cref="SmallLaw"/>, with its decisions and its ledger.</summary>
internal sealed class SmallWorld : IDisposable
{
    public const string Commune = "09715";
    public const string OtherCommune = "09718";
    private readonly string? _file;
    private RegisterLoad? _load;

    public SmallWorld(string jurisdiction = "vn", string? law = null, Database? database = null, TimeProvider? clock = null,
        Policy? policy = null)
    {
        Policy = policy ?? (law is null ? SharedLaw.Value : Load(law));
        if (database is null)
        {
            _file = Path.Combine(Directory.CreateTempSubdirectory("ansinh-").FullName, "register.db");
            database = Database.Open("sqlite:" + _file, clock ?? TimeProvider.System);
        }

        Database = database;
        Register = RegisterDb.Create(database, new Jurisdiction(jurisdiction), Policy.Facts, Units, []);
        Determiner = new Determiner(Policy, Register);
        Decisions = new Decisions(Register);
        MonthRun = new MonthRun(Determiner, Decisions, RulebookOf);
        Ledger = new LedgerQueries(database);
        Acts = new RunActs(Register);
        Assert.True(OpeningMonth.Set(Register, M("2015-01")).Ok);
    }

    public Database Database { get; }

    public Policy Policy { get; }

    public RegisterDb Register { get; }

    public Determiner Determiner { get; private set; }

    public Decisions Decisions { get; }

    public MonthRun MonthRun { get; private set; }

    public LedgerQueries Ledger { get; }

    public RunActs Acts { get; }

    /// <summary>Earlier states of the law by hash, as an office keeps them.</summary>
    public Dictionary<string, Policy> Rulebooks { get; } = [];

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    public static AsKnown Known(string day) => new(Day(day));

    public static Month M(string text) => Month.Parse(text);

    public static long At(string day) => AsKnown.NoonOf(Day(day));

    /// <summary>A person who lives alone in a household of the same number, known from the start.</summary>
    public SmallWorld Person(long id, string? birth, string unit = Commune, string lived = "2010-01-01", string? left = null,
        string recorded = "2010-01-01", long? household = null)
    {
        var (source, at) = ("sổ", At(recorded));
        Loading.Add(
            new PersonRow(id, null, "Người " + id, Sex.Female, birth is null ? null : new BirthDate(Day(birth), DatePrecision.Day),
                at, null, source));
        if (household is null)
        {
            Loading.Add(new HouseholdRow(id, "H" + id, "thôn 1", at, null, source));
        }

        Loading.Add(
            new MembershipRow(id, household ?? id, household is null ? "head" : "child", new DateInterval(Day(lived), null),
                at, null, source));
        Loading.Add(
            new ResidenceRow(id, unit, "permanent", new DateInterval(Day(lived), left is null ? null : Day(left)), at, null, source));
        return this;
    }

    public SmallWorld Fact(long subject, string kind, string value, string from, string recorded, string? to = null,
        string? superseded = null, string source = "giấy")
    {
        Loading.Add(
            new FactRow(subject, null, kind, value, new DateInterval(Day(from), to is null ? null : Day(to)), At(recorded),
                superseded is null ? null : At(superseded), source));
        return this;
    }

    /// <summary>From a day on something else is believed: the row believed before is superseded, this one takes its place.</summary>
    public SmallWorld Record(long subject, string kind, string value, string from, string recorded, string source = "giấy")
    {
        Load();
        Register.Write(Act.By("test"), (connection, transaction) => connection.Execute(
            "update fact set superseded_at = @at where subject_id = @subject and kind = @kind and superseded_at is null",
            new { at = At(recorded), subject, kind }, transaction));
        Loading.Add(new FactRow(subject, null, kind, value, new DateInterval(Day(from), null), At(recorded), null, source));
        return Load();
    }

    public SmallWorld Facts(long subject, string kind, IEnumerable<(string Value, DateOnly From, DateOnly? To,
        DateOnly Recorded, DateOnly? Superseded)> rows)
    {
        foreach (var (value, from, to, recorded, superseded) in rows)
        {
            Loading.Add(
                new FactRow(subject, null, kind, value, new DateInterval(from, to), AsKnown.NoonOf(recorded),
                    superseded is { } s ? AsKnown.NoonOf(s) : null, "giấy"));
        }

        return this;
    }

    public SmallWorld Load()
    {
        _load?.Commit();
        _load?.Dispose();
        _load = null;
        return this;
    }

    /// <summary>A decision; it may be added at any time.</summary>
    public SmallWorld Decide(long person, string signed, string programme = "aid", string? recorded = null,
        string? start = null, string? end = null)
    {
        Load();
        Decisions.BulkAdd(
            [new Decision(0, person, programme, $"{person}/QĐ-UBND", Day(signed), "Người ký", start is null ? null : M(start),
                end is null ? null : M(end), null, At(recorded ?? signed), null, "hồ sơ")], Act.By("test"));
        return this;
    }

    /// <summary>One decision with the times between which it was believed; each later one is another paper.</summary>
    public SmallWorld Decide(long person, IEnumerable<(DateOnly Recorded, DateOnly? Superseded)> papers)
    {
        Decisions.BulkAdd(papers.Select(p => new Decision(
            0, person, "aid", $"{person}/QĐ-UBND", p.Recorded, "Người ký", null, null, null, AsKnown.NoonOf(p.Recorded),
            p.Superseded is { } s ? AsKnown.NoonOf(s) : null, "hồ sơ")), Act.By("test"));
        return this;
    }

    public RunResult Run(string month, string? known = null)
    {
        Load();
        var outcome = MonthRun.Run(M(month), Act.By("test"), known is null ? UsualDay(M(month)) : Known(known));
        Assert.True(outcome.Ok, string.Join("; ", outcome.Refusals));
        return outcome.Value;
    }

    /// <summary>The last day of the month or of the last run, but no day to come.</summary>
    private AsKnown UsualDay(Month month) => new(new[]
    {
        Ledger.Runs().Where(r => r.Stands).Select(r => r.Known.Day).Append(month.LastDay).Max(),
        Database.Clock.Today,
    }.Min());

    private Policy? RulebookOf(string hash) => Rulebooks.GetValueOrDefault(hash);

    public IReadOnlyList<PostedLine> Lines(RunResult run) =>
        run.RunId is { } id ? Ledger.Lines(id, new LineFilter(), Scope.Everything, 0, 10_000).Items : [];

    /// <summary>The same register under another law folder, as after an update of policy/.</summary>
    public void Reload(Policy law)
    {
        Determiner = new Determiner(law, Register);
        MonthRun = new MonthRun(Determiner, Decisions, RulebookOf);
    }

    /// <summary>The load under way; it is committed before anything is asked.</summary>
    private RegisterLoad Loading => _load ??= Register.BulkLoad();

    public void Dispose()
    {
        _load?.Dispose();
        Database.Dispose();
        if (_file is not null)
        {
            Directory.Delete(Path.GetDirectoryName(_file)!, true);
        }
    }

    /// <summary>The small law, some of its files written otherwise.</summary>
    public static Policy LoadSmall(params (string File, string Text)[] more)
    {
        var folder = SmallLaw.Write(more);
        try
        {
            return Load(folder);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    public static Policy Load(string folder)
    {
        var policy = Policy.Load(folder);
        Assert.True(policy.Ok, string.Join("\n", policy.Refusals));
        return policy.Value;
    }

    private static readonly Lazy<Policy> SharedLaw = new(() => LoadSmall());

    private static readonly Unit[] Units =
    [
        new("01", "01", "Thành phố", "Thành phố", "thành phố", 1, null, null, null, null),
        new("272", "272", "Huyện", "Huyện", "huyện", 2, "01", null, null, null),
        new(Commune, Commune, "Xã Một", "Xã Một", "xã", 3, "272", null, null, null),
        new(OtherCommune, OtherCommune, "Xã Hai", "Xã Hai", "xã", 3, "272", null, null, null),
    ];
}

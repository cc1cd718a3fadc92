using AnSinh.Basics;
using AnSinh.Intake.Duplicates;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Rulebook;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Ledger.Tests;

/// <summary>
/// Random lives of a small office: events recorded in every way, lists, undoing, merges, decisions, changes of the law, runs, settlements,
/// runs thrown away and reversed. After every act on the ledger the books agree, and every line of the past names causes that are true. A
/// seeded tenth in ./test, all with <c>ANSINH_LONG=1</c>.
/// </summary>
public abstract class LedgerHistoryContract
{
    private const int Histories = 500;
    private static readonly bool Long = Environment.GetEnvironmentVariable("ANSINH_LONG") == "1";

    [Fact]
    public void The_books_agree_whatever_happened()
    {
        for (var seed = 0; seed < (Long ? Histories : Histories / 10); seed++)
        {
            var clock = new MovingClock(new DateTimeOffset(2020, 2, 3, 1, 0, 0, TimeSpan.Zero));
            using var life = new OfficeLife(seed, NewDatabase(clock), clock);
            try
            {
                life.Live();
            }
            catch (Exception trouble) when (trouble is not OutOfMemoryException)
            {
                throw new InvalidOperationException($"history {seed}:\n{life.Story}", trouble);
            }
        }
    }

    /// <summary>An empty database.</summary>
    protected abstract Database NewDatabase(TimeProvider clock);
}

/// <summary>Over SQLite files.</summary>
public class SqliteLedgerHistoryTests : LedgerHistoryContract
{
    /// <inheritdoc/>
    protected override Database NewDatabase(TimeProvider clock) =>
        Database.Open("sqlite:" + Path.Combine(Directory.CreateTempSubdirectory("ansinh-").FullName, "register.db"), clock);
}

/// <summary>Over a schema of a PostgreSQL server of our own.</summary>
public class PostgresLedgerHistoryTests : LedgerHistoryContract
{
    /// <inheritdoc/>
    protected override Database NewDatabase(TimeProvider clock) => PostgresCluster.NewDatabase(clock);
}

/// <summary>A clock that is moved.</summary>
internal sealed class MovingClock(DateTimeOffset now) : TimeProvider
{
    public void Move(TimeSpan by) => now += by;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now;
}

/// <summary>One life of an office, told by a number.</summary>
internal sealed class OfficeLife : IDisposable
{
    private const int People = 4;
    private static readonly string[] Disabilities = ["none", "mild", "severe", "extremely_severe", "unknown"];
    private static readonly string[] Poverties = ["none", "near_poor", "poor"];
    private static readonly Lazy<Policy[]> Laws = new(
        () => [.. new[] { "270000", "300000", "200000" }.Select(standard => SmallWorld.LoadSmall(
        ("vn/parameters/standard.yaml",
            SmallLaw.Text("vn/parameters/standard.yaml").Replace("value: 270000", "value: " + standard, StringComparison.Ordinal))))]);

    private readonly Random _dice;
    private readonly MovingClock _clock;
    private readonly SmallWorld _world;
    private readonly Stack<long> _batches = new();
    private readonly List<string> _story = [];

    public OfficeLife(int seed, Database database, MovingClock clock)
    {
        (_dice, _clock, _world) = (new Random(seed), clock, new SmallWorld(database: database));
        foreach (var law in Laws.Value)
        {
            _world.Rulebooks[law.Hash] = law;
        }

        _world.Reload(Laws.Value[0]);
        _world.Person(1, "1938-05-05").Person(2, "1990-03-03").Person(3, "2012-01-01", household: 2)
            .Person(4, _dice.Next(2) == 0 ? null : "1939-12-31");
        _world.Load();
        foreach (var person in Enumerable.Range(1, People).Where(_ => _dice.Next(4) > 0))
        {
            _world.Decide(person, "2019-04-01");
        }
    }

    public string Story => string.Join("\n", _story);

    public void Live()
    {
        for (var act = 0; act < 14; act++)
        {
            _clock.Move(_dice.Next(3) == 0 ? TimeSpan.FromMinutes(7)
                : TimeSpan.FromDays(_dice.Next(1, 22)) + TimeSpan.FromMinutes(_dice.Next(1, 300)));
            Step(_dice.Next(15));
        }

        Run(0);
        Books.Agree(_world);
    }

    public void Dispose() => _world.Dispose();

    private void Step(int which)
    {
        switch (which)
        {
            case 0 or 1:
                Tell("fact", _world.Register.Record(Fact()));
                break;
            case 2:
                Correct();
                break;
            case 3:
                Tell("residence",
                    _world.Register.Record(
                        new ResidenceRow(Anyone(), _dice.Next(2) == 0 ? SmallWorld.OtherCommune : SmallWorld.Commune,
                            "permanent", new DateInterval(ADay(), null), 0, null, "đơn")));
                break;
            case 4:
                var death = ADay();
                Tell("death",
                    _world.Register.Record(
                        new FactRow(Anyone(), null, "death_date", new AsKnown(death).ToString(), new DateInterval(death, null),
                            0, null, "trích lục")));
                break;
            case 5:
                List();
                break;
            case 6:
                Undo();
                break;
            case 7:
                Decide();
                break;
            case 8:
                Law();
                break;
            case 9:
                TakeBack();
                break;
            case 10:
                Settle();
                break;
            default:
                Run(_dice.Next(4) == 0 ? _dice.Next(3) : 0);
                break;
        }
    }

    private long Anyone() => _dice.Next(1, People + 1);

    private DateOnly ADay() => _world.Database.Clock.Today.AddDays(-_dice.Next(0, 150));

    private FactRow Fact()
    {
        var (kind, value) = _dice.Next(3) switch
        {
            0 => ("pension", _dice.Next(2) == 0 ? "none" : "retirement"),
            1 => ("poverty", Poverties[_dice.Next(Poverties.Length)]),
            _ => ("disability", Disabilities[_dice.Next(Disabilities.Length)]),
        };
        var (from, subject) = (ADay(), kind == "poverty" ? 2 : Anyone());
        return new FactRow(subject, null, kind, value, new DateInterval(from, _dice.Next(4) == 0 ? from.AddDays(_dice.Next(60)) : null),
            0, null, "giấy");
    }

    private void Correct()
    {
        using var connection = _world.Database.Connect();
        var rows =
            Dapper.SqlMapper.Query<long>(connection,
                "select row_id from fact where superseded_at is null and kind <> 'death_date' order by row_id").ToList();
        if (rows.Count > 0)
        {
            var row = rows[_dice.Next(rows.Count)];
            Tell("correct", _dice.Next(3) == 0 ? _world.Register.WithdrawFact(row, "nhầm") : _world.Register.Correct(row, Fact()));
        }
    }

    private void List()
    {
        var list = new ChangeSet("import", "Danh sách", "tệp");
        for (var i = 0; i < 3; i++)
        {
            list.Record(Fact());
        }

        var applied = _dice.Next(3) == 0 && MergePlan.Of(_world.Register, 1, 4, MergeChoice.Kept, "thử") is { Ok: true } merge
            ? _world.Register.Apply(merge.Value, Act.By("thử"))
            : _world.Register.Apply(list, Act.By("thử"));
        Tell("list", applied);
        if (applied.Ok)
        {
            _batches.Push(applied.Value.BatchId);
        }
    }

    private void Undo()
    {
        if (_batches.Count > 0)
        {
            Tell("undo", _world.Register.Undo(_batches.Pop(), "nhầm", Act.By("thử")));
        }
    }

    private void Decide()
    {
        var (person, now) = (Anyone(), _world.Database.Clock.Now());
        var standing = _world.Decisions.OfPerson(person).Where(d => d.SupersededAt is null && d.End is null).ToList();
        if (standing.Count == 0)
        {
            Tell("decide",
                _world.Decisions.Record(
                    new(0, person, "aid", $"{person}/QĐ", _world.Database.Clock.Today, "Người ký", null, null, null, now, null, "hồ sơ"),
                    Act.By("test")));
        }
        else
        {
            Tell("end",
                _world.Decisions.End(standing[0].DecisionId, _world.Database.Clock.Month.Add(-_dice.Next(0, 3)),
                    "thôi hưởng", now, "đơn", Act.By("test")));
        }
    }

    private void Law()
    {
        var law = Laws.Value[_dice.Next(Laws.Value.Length)];
        _story.Add($"law {law.Hash[..6]}");
        _world.Reload(law);
        if (_dice.Next(2) == 0)
        {
            Tell("recover", _world.Acts.DecideRecovery(null, "5/QĐ", "thu hồi", Act.By("thử")));
        }
    }

    private void TakeBack()
    {
        foreach (var run in _world.Ledger.Runs())
        {
            var possible = _world.Acts.Possible(run.RunId);
            if (possible != RunUndo.None)
            {
                _story.Add($"{possible} {run.RunId}");
                Assert.True(possible == RunUndo.Throw ? _world.Acts.Throw(run.RunId, "nhầm", Act.By("thử")).Ok
                    : _world.Acts.Reverse(run.RunId, "nhầm", Act.By("thử")).Ok);
                Books.Agree(_world);
                return;
            }
        }
    }

    private void Settle()
    {
        if (_world.Ledger.Runs().Where(r => r.SettledAt is null && r.ReversedBy is null).ToList() is { Count: > 0 } open)
        {
            var run = open[_dice.Next(open.Count)].RunId;
            Tell($"settle {run}", _world.MonthRun.Settle(run, Act.By("test")));
            Books.Agree(_world);
        }
    }

    private void Run(int back)
    {
        var month = _world.Database.Clock.Month.Add(-back);
        var standing = _world.Ledger.Runs().Where(r => r.Stands).ToList();
        var run = _world.MonthRun.Run(month, Act.By("test"));
        Tell($"run {month}", run);
        Assert.True(run.Ok, string.Join("; ", run.Refusals));
        Assert.Equal(0, run.Value.Unseen);
        foreach (var line in _world.Lines(run.Value))
        {
            _story.Add($"  {line.PersonId} {line.ForMonth} {line.Amount} {line.Kind}: {Cause.ToVietnamese(line.Causes)}");
            Check(line, standing, run.Value.RulebookHash);
        }

        Books.Agree(_world);
        Assert.Equal((0, null),
            (_world.MonthRun.Run(month, Act.By("test")).Value.NewLines, _world.MonthRun.Run(month, Act.By("test")).Value.RunId));
    }

    // Every cause came to be known after the last run that looked at the month, on its very day or later, and there is one.
    private static void Check(PostedLine line, List<LedgerRun> standing, string rulebook)
    {
        Assert.Equal(line.Kind == LineKind.Current, line.Causes.Count == 0);
        Assert.DoesNotContain(line.Causes, c => c.Kind == "other");
        Assert.True(line.Causes.Count != 1 || line.Causes[0].Kind != "together");
        if (line.Kind == LineKind.Current)
        {
            return;
        }

        var before = standing.Where(r => r.Month >= line.ForMonth).MaxBy(r => r.RunId)!;
        foreach (var cause in line.Causes.Where(c => c.Recorded is not null && c.Kind is not ("law" or "recovery")))
        {
            Assert.True(cause.Recorded >= AsKnown.DayOf(before.Saw.Instant), $"{cause.ToVietnamese()} was known on {before.Saw}");
        }

        Assert.True(before.RulebookHash != rulebook || line.Causes.All(c => c.Kind is not ("rulebook" or "law")), "no law changed");
    }

    private void Tell<T>(string what, Outcome<T> outcome) =>
        _story.Add(
            $"{_world.Database.Clock.Today:yyyy-MM-dd} {what}: "
            + (outcome.Ok ? "ok" : string.Join("; ", outcome.Refusals.Select(r => r.Code))));
}

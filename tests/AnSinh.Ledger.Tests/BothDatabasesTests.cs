using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Ledger.Tests;

/// <summary>The same office over any database: decisions, runs, settling, lists, kept determinations.</summary>
public abstract class LedgerContract
{
    [Fact]
    public void A_year_of_the_office_reads_the_same()
    {
        using var world = new SmallWorld(database: NewDatabase())
            .Person(1, "1930-01-01")
            .Person(2, "1990-01-01", SmallWorld.OtherCommune).Fact(2, "disability", "severe", "2020-03-05", "2020-03-10")
            .Person(3, null)
            .Person(4, "1990-01-01").Fact(4, "poverty", "poor", "2020-01-01", "2020-01-05")
            .Decide(1, "2015-01-10").Decide(4, "2020-01-20");
        var march = world.Run("2020-03");
        Assert.Equal((4, 3, 1, 2, 540_000), (march.People, march.Determined, march.Unknown, march.NewLines, march.Amount));
        Assert.Equal(new SettleResult(1, 2, 540_000, default), world.MonthRun.Settle(march.RunId!.Value, Act.By("test")).Value);

        world.Decide(2, "2020-04-08");
        world.Record(1, "death_date", "2020-02-20", "2020-02-20", "2020-04-15", "trích lục");
        var april = world.Run("2020-04");
        Assert.Equal(
            [(1L, "2020-03", -270_000L, LineKind.Recovery), (2L, "2020-03", 405_000L, LineKind.Arrears),
                (2L, "2020-04", 405_000L, LineKind.Current), (4L, "2020-04", 270_000L, LineKind.Current)],
            world.Lines(april).OrderBy(l => l.PersonId).ThenBy(l => l.ForMonth)
                .Select(l => (l.PersonId, l.ForMonth.ToString(), l.Amount, l.Kind)));
        Assert.Equal(0, world.Run("2020-04").NewLines);
        Assert.Equal(
            [(SmallWorld.Commune, 2L, 0L), (SmallWorld.OtherCommune, 1L, 810_000L)],
            world.Ledger.Totals(april.RunId!.Value, Scope.Everything).Select(t => (t.Unit!, t.Persons, t.Amount)));
        Assert.Equal(new Balance(1_350_000, 540_000, 1_080_000, 270_000, 0), world.Ledger.Balance(Scope.Everything));
        Assert.Equal(810_000,
            world.Ledger.Lines(april.RunId.Value, new LineFilter(), Scope.Of([SmallWorld.OtherCommune]), 0,
                10).Items.Sum(l => l.Amount));

        var gap = new PromiseGap(world.Determiner, world.Decisions).Of("aid", SmallWorld.M("2020-04"),
            SmallWorld.Known("2020-04-30")).Value;
        Assert.Equal([1L], gap.PersonIds(GapKind.Leak, Scope.Everything));
        Assert.Equal([3L], gap.PersonIds(GapKind.Unknown, Scope.Everything));
        Assert.Equal([2L, 4L], gap.PersonIds(GapKind.Unpaid, Scope.Everything));
        Assert.Equal("Người 3", gap.People(GapKind.Unknown, Scope.Everything, 0, 5).Items[0].Name);
        Assert.Equal(2, world.Determiner.Stored.OfPerson(4).Count);
        Assert.Equal(2,
            new PersonPayments(world.Determiner, world.Decisions, world.Ledger)
                .Of(2, SmallWorld.Known("2020-04-30"), Scope.Everything).Count);
        Assert.Equal(
            [(2L, "aid", "2020-03", 405_000L), (2L, "aid", "2020-04", 405_000L)],
            world.Ledger.PostedTo(new HashSet<long> { 1, 2 }, SmallWorld.Known("2020-04-30"))
                .Select(p => (p.PersonId, p.Programme, p.ForMonth.ToString(), p.Amount)));
        Books.Agree(world);
    }

    [Fact]
    public void Where_the_law_asks_for_no_home_who_has_none_is_paid_without_a_commune()
    {
        var law = SmallWorld.LoadSmall(("vn/programmes/aid.yaml",
            SmallLaw.Text("vn/programmes/aid.yaml").Replace("when: \"resident\"", "when: \"true\"", StringComparison.Ordinal)));
        using var world = new SmallWorld(database: NewDatabase(), policy: law);
        world.Register.Load(Some.Person(1, birth: new(1930, 1, 1), recorded: new(2010, 1, 1)));
        world.Decide(1, "2015-01-10");
        var run = world.Run("2020-03");
        Assert.Equal(270_000, world.MonthRun.Settle(run.RunId!.Value, Act.By("test")).Value.Amount);
        Assert.Null(Assert.Single(world.Lines(run)).Unit);
        Assert.Null(Assert.Single(world.Ledger.Totals(run.RunId.Value, Scope.Everything)).Unit);
        var gap = new PromiseGap(world.Determiner, world.Decisions).Of("aid", SmallWorld.M("2020-03"),
            SmallWorld.Known("2020-03-31")).Value;
        Assert.Null(Assert.Single(gap.ByUnit(Scope.Everything)).Unit);
        Books.Agree(world);
    }

    [Fact]
    public void A_month_is_settled_over_all_its_runs_at_once()
    {
        using var world = new SmallWorld(database: NewDatabase()).Person(1, "1930-01-01").Person(2, "1930-01-01").Decide(1, "2015-01-10");
        world.Run("2020-03", "2020-03-31");
        world.Decide(2, "2020-03-20", recorded: "2020-04-02");
        Assert.Equal(270_000, world.Run("2020-03", "2020-04-03").Amount);
        Assert.Equal(2 * 270_000, world.Run("2020-04").Amount);
        var month = SmallWorld.M("2020-03");
        Assert.Equal((2L, 2 * 270_000L), Settled(month));
        Assert.Equal((0L, 0L), Settled(month));
        Assert.Equal(2 * 270_000, world.Ledger.Balance(Scope.Everything).Paid);
        Books.Agree(world);

        (long, long) Settled(Month of) =>
            world.MonthRun.SettleMonth(of, Act.By("test")).Value is var settled ? (settled.NewLines, settled.Amount) : default;
    }

    [Fact]
    public void A_person_with_a_decision_does_not_vanish_with_the_list_that_brought_the_person()
    {
        using var world = new SmallWorld(database: NewDatabase()).Person(1, "1930-01-01").Load();
        var list = new ChangeSet("import", "Danh sách", "tệp");
        var person = list.Add(new PersonRow(0, null, "Người Mới", Sex.Male, null, 0, null, ""));
        list.Record(new ResidenceRow(person, SmallWorld.Commune, "permanent", new DateInterval(new(2019, 1, 1), null), 0, null, ""));
        var applied = world.Register.Apply(list, Act.By("thử")).Value;
        world.Decide(applied.Persons[person], "2026-12-10");
        var refused = world.Register.Undo(applied.BatchId, "nhầm", Act.By("thử"));
        Assert.Equal(["decision.person-decided"], refused.Refusals.Select(r => r.Code));
    }

    [Fact]
    public void A_decision_is_ended_and_both_beliefs_stay()
    {
        using var world = new SmallWorld(database: NewDatabase()).Person(1, "1930-01-01").Decide(1, "2015-01-10");
        var id = world.Decisions.OfPerson(1)[0].DecisionId;
        Assert.True(world.Decisions.End(id, SmallWorld.M("2020-05"), "chuyển đi", SmallWorld.At("2020-06-03"), "đơn", Act.By("test")).Ok);
        Assert.Equal([(null, true), ("2020-05", false)],
            world.Decisions.OfPerson(1).Select(d => (d.End?.ToString(), d.SupersededAt is not null)));
        Assert.Equal([false, true, false], Beliefs("2015-01-09", "2020-06-02", "2020-06-03").Select(b => b.First));
        Assert.Equal([false, false, true], Beliefs("2015-01-09", "2020-06-02", "2020-06-03").Select(b => b.Second));
        Assert.NotNull(world.Decisions.Known(SmallWorld.Known("2020-06-02")).FindOrNull(1, "aid", SmallWorld.M("2020-06")));
        Assert.Null(world.Decisions.Known(SmallWorld.Known("2020-06-03")).FindOrNull(1, "aid", SmallWorld.M("2020-06")));

        IEnumerable<(bool First, bool Second)> Beliefs(params string[] days) =>
            days.Select(SmallWorld.Known)
            .Select(known => (world.Decisions.OfPerson(1)[0].IsBelieved(known), world.Decisions.OfPerson(1)[1].IsBelieved(known)));
    }

    [Fact]
    public void Decisions_are_counted_and_each_keeps_its_number()
    {
        using var world = new SmallWorld(database: NewDatabase())
            .Person(1, "1930-01-01").Person(2, "1930-01-01").Person(3, "1930-01-01").Load();
        Decision Paper(long id, long person) => new(
            id, person, "aid", $"{person}/QĐ", new(2020, 1, 5), "Người ký", SmallWorld.M("2020-01"), null, null,
            SmallWorld.At("2020-01-06"), null, "hồ sơ");
        Assert.Equal(2, world.Decisions.BulkAdd([Paper(0, 3), Paper(7, 1)], Act.By("test")));
        Assert.Equal(8, world.Decisions.Record(Paper(0, 2), Act.By("test")).Value);
        Assert.Equal(9, world.Decisions.Record(Paper(0, 2) with { SignedOn = new(2020, 1, 6) }, Act.By("test")).Value);
        Assert.True(world.Decisions.End(8, SmallWorld.M("2020-03"), "chuyển đi", SmallWorld.At("2020-04-03"), "đơn", Act.By("test")).Ok);
        Assert.Equal([(1L, 7L), (2L, 8L), (3L, 1L)], Of("2020-02"));
        Assert.Equal([(1L, 7L), (2L, 9L), (3L, 1L)], Of("2020-04"));
        Assert.Equal(["8: ", "9: ", "8:2020-03 chuyển đi"],
            world.Decisions.OfPerson(2).Select(d => $"{d.DecisionId}:{d.End} {d.EndReason}"));
        Assert.Null(world.Decisions.Known(SmallWorld.Known("2020-12-31")).FindOrNull(4, "aid", SmallWorld.M("2020-02")));
        Assert.True(world.Register.Audit.Verify().Ok);

        IEnumerable<(long, long)> Of(string month) => new[] { 1L, 2, 3 }.Select(person =>
            (person, world.Decisions.Known(SmallWorld.Known("2020-12-31")).FindOrNull(person, "aid", SmallWorld.M(month))!.DecisionId));
    }

    [Fact]
    public void A_decision_that_cannot_stand_is_refused_with_every_reason_and_nothing_is_written()
    {
        using var world = new SmallWorld(database: NewDatabase()).Person(1, "1930-01-01").Load();
        var change = world.Register.ChangeNo;
        var refused =
            world.Decisions.Record(
                new(0, 99, "aid", " ", SmallWorld.Day("2020-01-01"), "Người ký", SmallWorld.M("2020-05"),
                    SmallWorld.M("2020-04"), null, SmallWorld.At("2020-01-01"), null, "đơn"), Act.By("test"));
        Assert.Equal(["decision.end-before-start", "decision.no-number", "decision.no-such-person"],
            refused.Refusals.Select(r => r.Code).Order());
        Assert.Equal("decision.unknown",
            Assert.Single(world.Decisions.End(7, SmallWorld.M("2020-05"), "", 0, "", Act.By("test")).Refusals).Code);
        Assert.Equal(change, world.Register.ChangeNo);
    }

    /// <summary>An empty database.</summary>
    protected abstract Database? NewDatabase();
}

/// <summary>Over a SQLite file.</summary>
public class SqliteLedgerTests : LedgerContract
{
    /// <inheritdoc/>
    protected override Database? NewDatabase() => null;
}

/// <summary>Over a schema of a PostgreSQL server of our own.</summary>
public class PostgresLedgerTests : LedgerContract
{
    /// <inheritdoc/>
    protected override Database? NewDatabase() => PostgresCluster.NewDatabase();
}

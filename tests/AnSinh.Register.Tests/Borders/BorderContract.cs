using AnSinh.Basics;
using AnSinh.Intake.Borders;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Register.Tests.Borders;

/// <summary>
/// Reorganisations on both databases: applied as one batch, undone whole, refused when people were recorded on what they made.
/// </summary>
public abstract class BorderContract : IDisposable
{
    private static readonly DateOnly On = new(2020, 7, 1);
    private readonly TestRegister _test;
    private readonly RegisterDb _register;
    private readonly ReorganisationService _service;

    protected BorderContract(TestRegister test)
    {
        (_test, _register, _service) = (test, test.Register, new ReorganisationService(test.Register));
        _register.Load(
            Some.Person(1), Some.Person(2), Some.Person(3), Some.Household(7), Some.Household(8) with { Hamlet = "Thôn 2" },
            Some.Membership(1, 7), Some.Membership(2, 7, "spouse"), Some.Membership(3, 8), Some.Residence(1, "101"),
            Some.Residence(2, "101"), Some.Residence(3, "101"));
        _test.Clock.Day = new(2020, 6, 20);
    }

    public void Dispose()
    {
        _test.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_merger_moves_everybody_without_touching_a_row_of_theirs()
    {
        var plan = _service.Check(BorderWorld.Event("E1", On, "101>104", "102>104")).Value;
        var moved = _service.Moved(plan);
        Assert.Equal([("101", 3, 2), ("102", 0, 0)], moved.Select(m => (m.Unit.Key, m.People, m.Households)));
        var batch = Done(_service.Apply(plan, Act.By("officer")));
        Assert.Equal((5, 2), (batch.RowsAdded, batch.RowsSuperseded));
        Assert.Equal("101", UnitOf(1, new(2020, 6)));
        Assert.Equal("104~2020-07-01", UnitOf(1, new(2020, 7)));
        Assert.Equal(ReorganisationService.BatchKind, _register.Batches.FindOrNull(batch.BatchId)!.Kind);
        Assert.Equal("E1", BorderDetail.ReadOrNull(_register.Batches.FindOrNull(batch.BatchId)!)!.Event);
        Assert.True(_register.Audit.Verify().Ok);
    }

    [Fact]
    public void Undone_the_map_is_as_before_and_the_file_can_be_applied_again()
    {
        var what = BorderWorld.Event("E1", On, "101>102", "102>102");
        var before = Text(_register.Units);
        var batch = Done(_service.Apply(_service.Check(what).Value, Act.By("officer")));
        Assert.Equal(["borders.applied"], _service.Check(what).Refusals.Select(r => r.Code));
        var after = Text(_register.Units);
        _test.Clock.Day = new(2020, 8, 20);
        Assert.True(_register.Undo(batch.BatchId, "nhầm", Act.By("officer")).Ok);
        Assert.Equal(before, Text(_register.Units));
        Assert.Equal("101", UnitOf(1, new(2020, 8)));
        _test.Clock.Day = new(2020, 9, 20);
        Done(_service.Apply(_service.Check(what).Value, Act.By("officer")));
        Assert.Equal(after, Text(_register.Units));

        // Each of the three stands in the history for the days it was believed.
        Assert.Equal(before, Text(_register.UnitsAsKnown(new AsKnown(new(2020, 6, 19)))));
        Assert.Equal(after, Text(_register.UnitsAsKnown(new AsKnown(new(2020, 8, 19)))));
        Assert.Equal(before, Text(_register.UnitsAsKnown(new AsKnown(new(2020, 9, 19)))));
        Assert.True(_register.Audit.Verify().Ok);
    }

    [Fact]
    public void It_is_not_undone_while_somebody_was_recorded_in_a_unit_it_made()
    {
        var batch = Done(_service.Apply(_service.Check(BorderWorld.Event("E1", On, "101>104", "102>104")).Value, Act.By("officer")));
        _test.Clock.Day = new(2020, 8, 1);
        Assert.True(
            _register.Record(
                new ResidenceRow(3, "104~2020-07-01", "temporary", new DateInterval(new(2020, 7, 15), null), 0, null, Some.Source)).Ok);
        var refused = _register.Undo(batch.BatchId, "nhầm", Act.By("officer"));
        Assert.Equal(["borders.lived-in"], refused.Refusals.Select(r => r.Code));
        Assert.Equal("person:3", refused.Refusals[0].Place);
        Assert.Equal("104~2020-07-01", UnitOf(1, new(2020, 7)));
    }

    [Fact]
    public void A_later_one_must_be_undone_first()
    {
        var first = Done(_service.Apply(_service.Check(BorderWorld.Event("E1", On, "101>104", "102>104")).Value, Act.By("officer")));
        var second = Done(_service.Apply(
            _service.Check(BorderWorld.Event("E2", On.AddYears(1), "104>103", "103>103")).Value, Act.By("officer")));
        Assert.Equal("103~2021-07-01", UnitOf(1, new(2021, 8)));
        Assert.Equal(["borders.changed-since"],
            _register.Undo(first.BatchId, "nhầm", Act.By("officer")).Refusals.Select(r => r.Code).Distinct());
        Assert.True(_register.Undo(second.BatchId, "nhầm", Act.By("officer")).Ok);
        Assert.True(_register.Undo(first.BatchId, "nhầm", Act.By("officer")).Ok);
        Assert.Equal(Text(BorderWorld.Map), Text(_register.Units));
    }

    [Fact]
    public void A_plan_made_for_another_map_is_refused()
    {
        var plan = _service.Check(BorderWorld.Event("E1", On, "101>104", "102>104")).Value;
        Done(_service.Apply(_service.Check(BorderWorld.Event("E2", On, "103>103")).Value, Act.By("other")));
        Assert.Equal(["borders.map-changed"], _service.Apply(plan, Act.By("officer")).Refusals.Select(r => r.Code));
        Assert.Null(_register.Units.FindOrNull("104~2020-07-01"));
    }

    [Fact]
    public void Of_a_split_every_household_is_counted_in_the_old_commune_until_it_is_assigned()
    {
        Done(_service.Apply(_service.Check(BorderWorld.Event("E1", On, "101>101/part", "101>104/part")).Value, Act.By("officer")));
        var split = Assert.Single(_service.Splits());
        Assert.Equal(["101~2020-07-01", "104~2020-07-01"], split.To.Select(u => u.Key));
        Assert.Equal("101", UnitOf(1, new(2020, 7)));
        var waiting = _service.Unassigned(split);
        Assert.Equal([(7L, 2), (8L, 1)], waiting.Select(h => (h.HouseholdId!.Value, h.PersonIds.Count)));

        var batch =
            Done(_service.Assign(
                split, split.To[1], [.. waiting.Where(h => h.Hamlet == "Thôn 1")], "biên bản bàn giao", Act.By("officer")));
        Assert.Equal("104~2020-07-01", UnitOf(1, new(2020, 7)));
        Assert.Equal("101", UnitOf(1, new(2020, 6)));
        Assert.Equal([8L], _service.Unassigned(split).Select(h => h.HouseholdId!.Value));
        Assert.Equal(["borders.not-a-part"],
            _service.Assign(split, _register.Units.FindOrNull("103")!, waiting, "x", Act.By("officer")).Refusals.Select(r => r.Code));
        Assert.Equal(["borders.nobody"], _service.Assign(split, split.To[0], [], "x", Act.By("officer")).Refusals.Select(r => r.Code));

        Assert.True(_register.Undo(batch.BatchId, "nhầm thôn", Act.By("officer")).Ok);
        Assert.Equal(2, _service.Unassigned(split).Count);
        Assert.Equal("101", UnitOf(1, new(2020, 7)));
    }

    [Fact]
    public void Who_died_before_the_split_by_a_mere_fact_is_not_assigned_and_keeps_no_hamlet_from_it()
    {
        _register.Load(Some.Fact(1, "death_date", "2020-06-10", from: new(2020, 6, 10)),
            Some.Fact(3, "death_date", "2020-07-10", from: new(2020, 7, 10)));
        var plan = _service.Check(BorderWorld.Event("E1", On, "101>101/part", "101>104/part")).Value;
        Assert.Equal(2, Assert.Single(_service.Moved(plan)).People);
        Done(_service.Apply(plan, Act.By("officer")));
        var split = Assert.Single(_service.Splits());
        var waiting = _service.Unassigned(split);
        Assert.DoesNotContain(1L, waiting.SelectMany(h => h.PersonIds));
        Assert.Contains(3L, waiting.SelectMany(h => h.PersonIds));
        Done(_service.Assign(split, split.To[1], [.. waiting.Where(h => h.Hamlet == "Thôn 1")], "biên bản", Act.By("officer")));
    }

    [Fact]
    public void Hamlets_the_instrument_names_are_assigned_at_once()
    {
        var what = BorderWorld.Event("E1", On, "101>101/part", "101>104/part");
        what = what with { Lines = [what.Lines[0] with { Hamlets = ["thôn 2"] }, what.Lines[1]] };
        var plan = _service.Check(what).Value;
        Done(_service.Apply(plan, Act.By("officer")));
        Done(Assert.Single(_service.AssignHamlets(plan, Act.By("officer"))));
        Assert.Equal("101~2020-07-01", UnitOf(3, new(2020, 7)));
        Assert.Equal([7L], _service.Unassigned(_service.Splits()[0]).Select(h => h.HouseholdId!.Value));
    }

    private string? UnitOf(long person, Month month)
    {
        var snapshot = _register.LoadHistory(new AsKnown(new(2030, 1, 1)), []).At(month);
        return snapshot.UnitOf[snapshot.RowOf(person)] is >= 0 and var unit ? snapshot.Units[unit] : null;
    }

    private static string Text(UnitMap map) =>
        string.Join('\n',
            map.All.Select(u => u.ToString()).Order(StringComparer.Ordinal)
                .Concat(map.Changes.Select(c => c.ToString()).Order(StringComparer.Ordinal)));

    private static AppliedBatch Done(Outcome<AppliedBatch> outcome)
    {
        Assert.True(outcome.Ok, string.Join("; ", outcome.Refusals));
        return outcome.Value;
    }
}

public sealed class BordersOnSqliteTests() : BorderContract(TestRegister.Sqlite(units: BorderWorld.Map));

public sealed class BordersOnPostgresTests() : BorderContract(TestRegister.Postgres(units: BorderWorld.Map));

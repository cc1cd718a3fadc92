using AnSinh.Basics;
using AnSinh.Intake.Borders;
using AnSinh.Register.Changes;
using AnSinh.Register.History;
using AnSinh.Register.People;
using AnSinh.Register.Tests.Borders;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Register.Tests.History;

/// <summary>
/// What changed between two moments and why, on both databases: life, correction and borders are told apart, and sums agree.
/// </summary>
public abstract class WhatChangedContract : IDisposable
{
    private static readonly Moment NewYear = new(new(2020, 1, 31), new(new(2020, 1, 31)));
    private static readonly Moment Summer = new(new(2020, 7, 31), new(new(2020, 7, 31)));
    private readonly TestRegister _test;
    private readonly RegisterDb _register;

    protected WhatChangedContract(TestRegister test)
    {
        (_test, _register) = (test, test.Register);
        _register.Load(
            Some.Person(1), Some.Person(2), Some.Person(3), Some.Person(4, "Bé Bốn", birth: new(2020, 3, 5), recorded: new(2020, 3, 9)),
            Some.Person(5), Some.Household(7),
            Some.Membership(1, 7), Some.Residence(1, "101"), Some.Residence(2, "101"), Some.Residence(3, "102"),
            Some.Residence(4, "101", from: new(2020, 3, 5), recorded: new(2020, 3, 9)), Some.Fact(1, value: "mild"));
        _test.Clock.Day = new(2020, 6, 1);
    }

    public void Dispose()
    {
        _test.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_change_and_a_correction_of_a_file_are_told_apart()
    {
        _register.Record(new FactRow(1, null, "disability", "severe", new DateInterval(new(2020, 5, 1), null), 0, null, "giấy mới"),
            Act.By("canbo"));
        _register.Correct(Some.Person(1, "Nguyễn Thị Khuyên") with { RecordedAt = 0 }, Act.By("canbo"));
        var differences = Between(1, NewYear, Summer);
        Assert.Equal(["fact disability", "name"], differences.Select(d => d.Either.Thing));
        Assert.Equal((DifferenceWhy.Change, "mild", "severe"),
            (differences[0].Why, differences[0].Before!.Value, differences[0].After!.Value));
        Assert.Equal(DifferenceWhy.Correction, differences[1].Why);
        Assert.Equal("canbo", new Authors(_register).Of("fact", differences[0].After!.RowId, 1).Actor);
        Assert.Empty(Between(1, NewYear, NewYear));
    }

    [Fact]
    public void A_fact_told_late_is_a_correction_of_the_day_it_was_true_on_already()
    {
        _register.Record(new FactRow(2, null, "disability", "severe", new DateInterval(new(2019, 5, 1), null), 0, null, "giấy muộn"));
        Assert.Equal(DifferenceWhy.Correction, Assert.Single(Between(2, NewYear, Summer)).Why);
        Assert.Equal(DifferenceWhy.FirstKnown, Between(4, NewYear, Summer).First(d => d.Either.Thing == "name").Why);
    }

    [Fact]
    public void A_row_of_a_batch_names_the_batch_and_its_author()
    {
        var set = new ChangeSet("fix", "Sửa một dữ kiện", "biên bản 3");
        set.Record(new FactRow(1, null, "disability", "severe", new DateInterval(new(2020, 5, 1), null), 0, null, ""));
        var applied = _register.Apply(set, Act.By("hanh")).Value;
        var author = new Authors(_register).Of("fact", Between(1, NewYear, Summer)[0].After!.RowId, 1);
        Assert.Equal((applied.BatchId, "hanh"), (author.Batch!.BatchId, author.Actor));
    }

    [Fact]
    public void Who_came_and_went_makes_up_the_difference_and_says_why()
    {
        _register.Record(new ResidenceRow(2, "102", "permanent", new DateInterval(new(2020, 5, 1), null), 0, null, Some.Source));
        _register.Record(new ResidenceRow(5, "101", "permanent", new DateInterval(new(2019, 5, 1), null), 0, null, Some.Source));
        _register.Record(new FactRow(1, null, "death_date", "2020-04-01", new DateInterval(new(2020, 4, 1), null), 0, null, Some.Source));
        _register.Apply(Ended(1, new(2020, 4, 1)), Act.By("canbo"));
        var difference = new UnitHistories(_register).Between(Scope.Of(["101"]), NewYear, Summer);
        Assert.Equal([(4L, MoveWhy.Birth, null), (5L, MoveWhy.Correction, null)],
            difference.Came.Select(m => (m.PersonId, m.Why, m.Other)));
        Assert.Equal([(1L, MoveWhy.Death, null), (2L, MoveWhy.Moved, "102")], difference.Went.Select(m => (m.PersonId, m.Why, m.Other)));
        Assert.Equal(difference.After, difference.Before + difference.Came.Count - difference.Went.Count);
        Assert.Equal(1, difference.Facts.Single(f => f.Kind == "death_date").Began);
    }

    [Fact]
    public void Who_is_elsewhere_because_borders_moved_did_not_move()
    {
        var desk = new ReorganisationService(_register);
        Assert.True(desk.Apply(desk.Check(BorderWorld.Event("E1", new(2020, 7, 1), "101>104", "102>104")).Value, Act.By("canbo")).Ok);
        var difference = new UnitHistories(_register).Between(Scope.Of(["104~2020-07-01"]), NewYear, Summer);
        Assert.Equal([MoveWhy.Borders, MoveWhy.Borders, MoveWhy.Borders, MoveWhy.Birth], difference.Came.Select(m => m.Why));
        var home = Between(1, NewYear, Summer).Single();
        Assert.Equal((DifferenceWhy.Borders, "101", "104~2020-07-01"), (home.Why, home.Before!.Value, home.After!.Value));
    }

    private ChangeSet Ended(long person, DateOnly day)
    {
        var set = new ChangeSet("event.death", "Mất", "giấy chứng tử");
        set.End(DatedRows.Residence, File(person).Residences[^1].RowId, day);
        return set;
    }

    private PersonFile File(long person) => new PeopleQueries(_register).FileOrNull(person, Scope.Everything)!;

    private IReadOnlyList<Difference> Between(long person, Moment first, Moment second) =>
        new PersonHistory(File(person), _register.UnitsAsKnown).Between(first, second);
}

public sealed class WhatChangedOnSqliteTests() : WhatChangedContract(TestRegister.Sqlite(units: BorderWorld.Map));

public sealed class WhatChangedOnPostgresTests() : WhatChangedContract(TestRegister.Postgres(units: BorderWorld.Map));

using AnSinh.Basics;
using AnSinh.Register.Snapshots;
using AnSinh.Testing;

namespace AnSinh.Register.Tests.History;

/// <summary>The register in columns: what a month's column holds, on both databases.</summary>
public abstract class HistoryContract(TestRegister test) : IDisposable
{
    private static readonly Month May = new(2020, 5);
    private static readonly AsKnown Later = new(new(2020, 12, 31));
    private readonly RegisterDb _register = test.Register;

    public void Dispose()
    {
        test.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Rows_are_persons_in_order_of_number_however_they_were_recorded()
    {
        _register.Load(Some.Person(30), Some.Person(5, birth: new(1939, 2, 1), sex: Sex.Male), Some.Person(1_000_000_007));
        var snapshot = At(May);
        Assert.Equal([5L, 30, 1_000_000_007], snapshot.PersonIds);
        Assert.Equal(snapshot.PersonIds, snapshot.Columns["id"]);
        Assert.Equal(new DateOnly(1939, 2, 1).DayNumber, snapshot.Columns["birth_date"][0]);
        Assert.Equal([0L, 1, 1], snapshot.Columns["sex"]);
        Assert.Equal((1, -1), (snapshot.RowOf(30), snapshot.RowOf(31)));
    }

    [Fact]
    public void The_value_of_the_last_day_is_the_column_and_that_of_the_days_before_is_in_the_stretches()
    {
        _register.Load(
            Some.Person(1), Some.Person(2), Some.Person(3), Some.Person(4),
            Some.Fact(1, value: "mild", to: new(2020, 5, 14)), Some.Fact(1, value: "severe", from: new(2020, 5, 15)),
            Some.Fact(2, value: "mild", to: new(2020, 5, 1)),
            Some.Fact(3, value: "mild", from: new(2020, 5, 31)),
            Some.Fact(4, value: "mild", to: new(2020, 4, 30)), Some.Fact(4, value: "severe", from: new(2020, 6, 1)));
        var snapshot = At(May, "disability");
        Assert.Equal(["severe", "none", "mild", "none"], Values(snapshot, "disability"));
        var states = snapshot.States!;
        Assert.Equal([0, 1, 2], states.Persons);
        Assert.Equal(["mild", "severe", "mild", "none", "none", "mild"],
            states.Columns["disability"].Select(Some.Facts["disability"].Decode));
        Assert.Equal([new DateOnly(2020, 5, 1), new(2020, 5, 15), new(2020, 5, 1), new(2020, 5, 2), new(2020, 5, 1), new(2020, 5, 31)],
            states.From.Select(DateOnly.FromDayNumber));
    }

    [Fact]
    public void Silence_is_what_the_kind_says_and_unknown_can_be_said_on_purpose()
    {
        _register.Load(Some.Person(1), Some.Person(2), Some.Fact(1, "disability", "unknown"), Some.Fact(1, "stable_income", "no"),
            Some.Fact(1, "death_date", "2020-05-09"), Some.Fact(1, "pension_amount", "3100000"), Some.Fact(1, "raised_by", "2"));
        var snapshot = At(May, "disability", "stable_income", "death_date", "pension_amount", "raised_by");
        Assert.Equal(["unknown", "none"], Values(snapshot, "disability"));
        Assert.Equal(["no", "unknown"], Values(snapshot, "stable_income"));
        Assert.Equal(["2020-05-09", "never"], Values(snapshot, "death_date"));
        Assert.Equal([3_100_000, FactKind.Unknown], snapshot.Columns["pension_amount"]);
        Assert.Equal([2L, 0], snapshot.Columns["raised_by"]);
    }

    [Fact]
    public void Only_the_kinds_asked_for_are_read_and_an_undeclared_one_is_a_bug()
    {
        _register.Load(Some.Person(1), Some.Fact(1));
        Assert.Equal(["birth_date", "id", "resident", "sex"], At(May).Columns.Keys.Order());
        Assert.Throws<KeyNotFoundException>(() => At(May, "shoe_size"));
    }

    [Fact]
    public void A_household_fact_is_that_of_its_members_of_the_month()
    {
        _register.Load(
            Some.Person(1), Some.Person(2), Some.Person(3), Some.Household(7), Some.Household(8),
            Some.Membership(1, 7), Some.Membership(2, 7, "child", to: new(2020, 5, 10)), Some.Membership(2, 8, from: new(2020, 5, 11)),
            Some.Fact(7, "poverty", "poor", from: new(2020, 1, 1), to: new(2020, 12, 31)));
        var (april, may) = (At(May.Add(-1), "poverty"), At(May, "poverty"));
        Assert.Equal(["poor", "poor", "none"], Values(april, "poverty"));
        Assert.Equal(["poor", "none", "none"], Values(may, "poverty"));
        Assert.Equal([0, 1, -1], may.HouseholdOf);
        Assert.Equal([7L, 8], may.HouseholdIds);
        Assert.Equal([0, 1], Members(april, 0));
        Assert.Empty(Members(april, 1));
        Assert.Equal([1], Members(may, 1));
    }

    [Fact]
    public void A_home_is_the_commune_of_the_months_last_day()
    {
        _register.Load(Some.Person(1), Some.Person(2), Some.Person(3), Some.Residence(1, "101"),
            Some.Residence(2, "103", to: new(2020, 2, 10)));
        Assert.Equal(["101", "103", "-"], Units(At(new(2020, 2))));
        Assert.Equal([1L, 0, 0], At(new(2020, 2)).Columns["resident"]);
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(At(new(2020, 2)).LivesHere));
        Assert.Equal(["102~2020-03-01", "-", "-"], Units(At(new(2020, 3))));
        Assert.Equal([1L, 0, 0], At(new(2020, 3)).Columns["resident"]);
        Assert.Equal(["103~2025-07-01", "-", "-"], Units(At(new(2025, 7))));
    }

    [Fact]
    public void A_day_shows_who_lives_here_and_what_holds_on_it_and_not_what_was_so_earlier_in_the_month()
    {
        _register.Load(
            Some.Person(1), Some.Person(2), Some.Person(3), Some.Household(7), Some.Household(8),
            Some.Residence(1, "103", to: new(2020, 5, 14)), Some.Residence(2, "900", to: new(2020, 5, 14)),
            Some.Residence(2, "103", from: new(2020, 5, 15)),
            Some.Residence(3, "103", from: new(2020, 6, 1)),
            Some.Membership(1, 7), Some.Membership(2, 7, to: new(2020, 5, 14)), Some.Membership(2, 8, from: new(2020, 5, 15)),
            Some.Fact(1, to: new(2020, 5, 30)), Some.Fact(2, value: "mild", from: new(2020, 5, 31)), Some.Fact(7, "poverty", "poor"));
        var history = _register.LoadHistory(Later, ["disability", "poverty"]);
        var (middle, end) = (history.On(new(2020, 5, 14)), history.On(May.LastDay));
        Assert.Equal(["103", "-", "-"], Units(middle));
        Assert.Equal(["-", "103", "-"], Units(end));
        Assert.Equal([1L, 0, 0], middle.Columns["resident"]);
        Assert.Equal([0L, 1, 0], end.Columns["resident"]);
        Assert.Equal(["severe", "none", "none"], Values(middle, "disability"));
        Assert.Equal(["none", "mild", "none"], Values(end, "disability"));
        Assert.Equal(["poor", "poor", "none"], Values(middle, "poverty"));
        Assert.Equal(["poor", "none", "none"], Values(end, "poverty"));
        Assert.Equal([0, 0, -1], middle.HouseholdOf);
        Assert.Equal([0, 1, -1], end.HouseholdOf);
        Assert.Equal(May, end.Month);
    }

    [Fact]
    public void A_permanent_home_counts_before_a_temporary_one_and_one_elsewhere_does_not_count()
    {
        _register.Load(
            Some.Person(1), Some.Person(2), Some.Person(3),
            Some.Residence(1, "103"), Some.Residence(1, "101", "temporary", new(2019, 1, 1)),
            Some.Residence(2, "900"),
            Some.Residence(3, "900"), Some.Residence(3, "103", "temporary"));
        Assert.Equal(["103", "-", "103"], Units(At(new(2020, 1))));
        Assert.Equal([1L, 0, 1], At(new(2020, 1)).Columns["resident"]);
    }

    [Fact]
    public void The_dead_keep_their_row()
    {
        _register.Load(Some.Person(1), Some.Residence(1, to: new(2020, 4, 2)),
            Some.Fact(1, "death_date", "2020-04-02", from: new(2020, 4, 2)));
        var snapshot = At(new(2021, 1), "death_date");
        Assert.Equal((1, 0L, "2020-04-02"),
            (snapshot.PersonIds.Length, snapshot.Columns["resident"][0], Values(snapshot, "death_date")[0]));
    }

    [Fact]
    public void What_was_recorded_later_is_not_known_yet_and_what_was_superseded_is_no_longer_believed()
    {
        var (first, second) = (new DateOnly(2020, 6, 1), new DateOnly(2020, 9, 1));
        _register.Load(
            Some.Person(1), Some.Person(2, recorded: second),
            Some.Fact(1, value: "mild", recorded: first) with { SupersededAt = AsKnown.NoonOf(second) },
            Some.Fact(1, value: "severe", recorded: second));
        Assert.Equal(["none"], Values(On(new(2020, 5, 31)), "disability"));
        Assert.Equal(["mild"], Values(On(new(2020, 8, 31)), "disability"));
        Assert.Equal(["severe", "none"], Values(On(second), "disability"));

        Snapshot On(DateOnly known) => _register.LoadHistory(new AsKnown(known), ["disability"]).At(May);
    }

    [Fact]
    public void Facts_of_units_are_read_by_month()
    {
        _register.Load(Some.Fact(0, "health_criteria_met", "no", to: new(2019, 12, 31), unit: "103"),
            Some.Fact(0, "health_criteria_met", "yes", from: new(2020, 1, 1), unit: "103"));
        var history = _register.LoadHistory(Later, ["health_criteria_met"]);
        Assert.Equal(1, Assert.Contains("103", history.UnitFacts("health_criteria_met", May)));
        Assert.Equal(0, history.UnitFacts("health_criteria_met", new(2019, 5))["103"]);
        Assert.Empty(history.UnitFacts("health_criteria_met", new(2018, 5)));
        Assert.DoesNotContain("health_criteria_met", history.At(May).Columns.Keys);
    }

    [Fact]
    public void An_empty_register_has_empty_columns()
    {
        var snapshot = At(May, "disability", "poverty");
        Assert.Empty(snapshot.PersonIds);
        Assert.False(snapshot.Columns.ContainsKey("poverty"), "a kind without a record has no column");
        Assert.Equal([0], snapshot.HouseholdStart);
    }

    private Snapshot At(Month month, params string[] kinds) => _register.LoadHistory(Later, kinds).At(month);

    private static List<string> Values(Snapshot snapshot, string kind) =>
        [.. (snapshot.Columns.TryGetValue(kind, out var column) ? column
            : [.. snapshot.PersonIds.Select(_ => Some.Facts[kind].Absent)]).Select(Some.Facts[kind].Decode)];

    private static List<string> Units(Snapshot snapshot) => [.. snapshot.UnitOf.Select(u => u < 0 ? "-" : snapshot.Units[u])];

    private static int[] Members(Snapshot snapshot, int household) =>
        snapshot.HouseholdMembers[snapshot.HouseholdStart[household]..snapshot.HouseholdStart[household + 1]];
}

public sealed class SqliteHistoryTests() : HistoryContract(TestRegister.Sqlite());

public sealed class PostgresHistoryTests() : HistoryContract(TestRegister.Postgres());

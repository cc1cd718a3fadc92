using AnSinh.Basics;
using AnSinh.Register.Snapshots;
using AnSinh.Testing;
using CsCheck;

namespace AnSinh.Register.Tests.History;

/// <summary>
/// The stretches of a month say of every day what the register says of that day alone: for random rows of facts, households and homes, some
/// of them over each other. And what says the same of every day is the same, however it was recorded.
/// </summary>
public class StateProperties
{
    private static readonly Month Month = new(2020, 5);
    private static readonly string[] Kinds = ["disability", "poverty", "stable_income", "death_date"];

    private static readonly Gen<Row> AnyRow = Gen.Select(
        Gen.Int[0, 4], Gen.Int[1, 4], Gen.Int[0, 3], Gen.Int[-40, 45], Gen.Int[-1, 40],
        (what, person, value, start, length) => new Row(what, person, value, Month.FirstDay.AddDays(start), length < 0 ? null : length));

    private sealed record Row(int What, int Person, int Value, DateOnly From, int? Length)
    {
        public DateOnly? To => Length is { } days ? From.AddDays(days) : null;
    }

    [Fact]
    public void Every_day_of_a_stretch_is_as_the_register_stood_on_it() =>
    Gen.Select(AnyRow.Array[0, 14], Gen.Bool).Sample((rows, withEve) =>
    {
        using var test = TestRegister.Sqlite();
        Load(test.Register, rows);
        var history = test.Register.LoadHistory(new AsKnown(new(2020, 12, 31)), Kinds);
        var month = history.At(Month, withEve);
        for (var day = withEve ? Month.Eve : Month.FirstDay; day <= Month.LastDay; day = day.AddDays(1))
        {
            var stood = history.On(day);
            for (var row = 0; row < stood.PersonIds.Length; row++)
            {
                var (table, at) = Seen(month, row, day.DayNumber);
                Assert.Equal(Said(stood.Columns, row), Said(table.Columns, at));
                Assert.Equal(
                    Kin(stood.HouseholdOf, stood.HouseholdStart, stood.HouseholdMembers, row, r => stood.PersonIds[r]),
                    Kin(table.HouseholdOf, table.HouseholdStart, table.HouseholdMembers, at, r => table.Columns["id"][r]));
            }
        }
    }, iter: 120, threads: 1);

    [Fact]
    public void Nobody_to_whom_nothing_happens_is_cut()
    {
        using var test = TestRegister.Sqlite();
        test.Register.Load(
            Some.Person(1), Some.Person(2), Some.Household(7), Some.Membership(1, 7), Some.Residence(1), Some.Residence(2),
            Some.Fact(1, value: "mild", to: new(2020, 5, 14)), Some.Fact(1, value: "mild", from: new(2020, 5, 15)),
            Some.Fact(7, "poverty", "poor", from: new(2020, 5, 1)), Some.Fact(2, value: "severe", from: new(2020, 6, 1)));
        var history = test.Register.LoadHistory(new AsKnown(new(2020, 12, 31)), Kinds);
        Assert.Null(history.At(Month).States);
        Assert.Equal([0], history.At(Month, withEve: true).States!.Persons);
        Assert.Null(history.On(Month.FirstDay).States);
    }

    [Fact]
    public void Somebody_died_on_the_day_named_though_the_row_begins_later_in_the_month()
    {
        using var test = TestRegister.Sqlite();
        test.Register.Load(Some.Person(1), Some.Residence(1), Some.Fact(1, "death_date", "2020-04-02", from: new(2020, 5, 15)),
            Some.Fact(1, value: "severe", to: new(2020, 5, 20)));
        var states = test.Register.LoadHistory(new AsKnown(new(2020, 12, 31)), Kinds).At(Month).States!;
        Assert.All(states.Columns["death_date"], d => Assert.Equal(new DateOnly(2020, 4, 2).DayNumber, d));
    }

    private static void Load(RegisterDb register, Row[] rows)
    {
        register.Load(Some.Person(1), Some.Person(2), Some.Person(3), Some.Person(4), Some.Household(7), Some.Household(8),
            Some.Household(9));
        foreach (var r in rows)
        {
            register.Load(r.What switch
            {
                0 => Some.Fact(r.Person, value: ((string[])["none", "mild", "severe", "unknown"])[r.Value], from: r.From, to: r.To),
                1 => Some.Fact(7 + (r.Person % 3), "poverty", r.Value < 2 ? "poor" : "none", from: r.From, to: r.To),
                2 => Some.Membership(r.Person, 7 + (r.Value % 3), "other", r.From, r.To),
                3 => Some.Residence(r.Person, r.Value == 0 ? "900" : "103", r.Value == 1 ? "temporary" : "permanent", r.From, r.To),
                _ => Some.Fact(r.Person, "stable_income", r.Value < 2 ? "yes" : "no", from: r.From, to: r.To),
            });
        }
    }

    private static string Said(IReadOnlyDictionary<string, long[]> columns, int row) =>
        string.Join("; ", columns.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value[row]}"));

    private static List<long> Kin(int[] of, int[] start, int[] members, int row, Func<int, long> id) =>
        of[row] < 0 ? [] : [.. members[start[of[row]]..start[of[row] + 1]].Select(id).Order()];

    /// <summary>Where a day of a person is told: in the stretches, or in the month itself.</summary>
    private static ((IReadOnlyDictionary<string, long[]> Columns, int[] HouseholdOf, int[] HouseholdStart,
        int[] HouseholdMembers) Table, int Row) Seen(Snapshot month, int row, int day)
    {
        if (month.States is not { } states || states.Find(row) is not (>= 0 and var at))
        {
            return ((month.Columns, month.HouseholdOf, month.HouseholdStart, month.HouseholdMembers), row);
        }

        var stretch = Enumerable.Range(states.Start[at], states.Start[at + 1] - states.Start[at])
            .Single(s => states.From[s] <= day && day <= states.To[s]);
        return ((states.Columns, states.HouseholdOf, states.HouseholdStart, states.HouseholdMembers), stretch);
    }
}

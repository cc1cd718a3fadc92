using AnSinh.Casework.Poverty;
using CsCheck;

namespace AnSinh.Ledger.Tests.Poverty;

/// <summary>The turnover over random lists: it balances exactly if the review explains every household.</summary>
public class TurnoverProperties
{
    private static readonly Gen<string> Class = Gen.Int[0, 2].Select(i => PovertyClass.All[i]);

    /// <summary>
    /// A household: class before, on the list or not, class found, relapse, moved out, moved in, and a class written outside the review or
    /// null.
    /// </summary>
    private static readonly Gen<(string Before, bool Listed, string To, bool Relapse, bool Gone, bool Arrived,
        string? Outside)[]> Households =
        Gen.Select(Class, Gen.Bool, Class, Gen.Bool, Gen.Int[0, 9], Gen.Int[0, 19], Class,
            (before, listed, to, relapse, moved, outside, other) =>
                (before, listed, to, relapse, moved == 0, moved == 1, outside == 0 ? other : null)).Array[0, 60];

    [Fact]
    public void It_balances_exactly_if_nothing_was_written_outside_the_review() => Households.Sample(households =>
    {
        var (start, end, found, gone, arrived) = World(households);
        var table = Turnover.Of(start, end, found, gone, arrived);
        var outside = households.Select((h, i) => (h, i)).Where(x => x.h.Outside is not null && !x.h.Gone && x.h.Outside != Expected(x.h))
            .Select(x => (long)x.i + 1)
            .Where(id => !(arrived.Contains(id) && !found.ContainsKey(id)));
        Assert.Equal(outside, table.Unexplained.Select(u => u.Household));
        Assert.Equal(table.Unexplained.Count == 0, table.Balances);
    });

    [Fact]
    public void A_row_counts_every_household_once_at_the_start_and_once_at_the_end() => Households.Sample(households =>
    {
        var (start, end, found, gone, arrived) = World(households);
        foreach (var row in Turnover.Of(start, end, found, gone, arrived).Rows)
        {
            Assert.Equal(start.Values.Count(c => c == row.Class), row.Start);
            Assert.Equal(end.Values.Count(c => c == row.Class), row.End);
            Assert.True(row.Exits + row.ToOther + row.MovedOut <= row.Start);
        }

        var rows = Turnover.Of(start, end, found, gone, arrived).Rows;
        Assert.Equal((rows[0].ToOther, rows[1].ToOther), (rows[1].FromOther, rows[0].FromOther));
    });

    [Fact]
    public void One_household_recorded_otherwise_is_named()
    {
        var none = new HashSet<long>();
        var table =
            Turnover.Of(new Dictionary<long, string> { [1] = "poor" }, new Dictionary<long, string> { [1] = "poor", [2] = "near_poor" },
            new Dictionary<long, ReviewFinding> { [1] = new("none", false) }, none, none);
        Assert.Equal([new Unexplained(1, "none", "poor"), new Unexplained(2, "none", "near_poor")], table.Unexplained);
        Assert.Equal([-1, -1], table.Rows.Select(r => r.Rest));
        Assert.False(table.Balances);
    }

    private static string Expected((string Before, bool Listed, string To, bool Relapse, bool Gone, bool Arrived, string? Outside) h) =>
        h.Gone ? "none" : h.Listed && !h.Arrived ? h.To : h.Before;

    private static (Dictionary<long, string> Start, Dictionary<long, string> End, Dictionary<long, ReviewFinding> Found,
        HashSet<long> Gone, HashSet<long> Arrived) World(
        (string Before, bool Listed, string To, bool Relapse, bool Gone, bool Arrived, string? Outside)[] households)
    {
        var (start, end, found, gone, arrived) =
            (new Dictionary<long, string>(), new Dictionary<long, string>(), new Dictionary<long, ReviewFinding>(),
                new HashSet<long>(), new HashSet<long>());
        for (var i = 0; i < households.Length; i++)
        {
            var (household, id) = (households[i], (long)i + 1);
            Put(start, id, household.Arrived ? "none" : household.Before);
            Put(end, id, household.Gone ? "none" : household.Outside ?? Expected(household));
            if (household.Listed && !household.Arrived)
            {
                found[id] = new ReviewFinding(household.To, household.Relapse);
            }

            _ = household.Gone ? gone.Add(id) : household.Arrived && arrived.Add(id);
        }

        return (start, end, found, gone, arrived);

        static void Put(Dictionary<long, string> map, long id, string @class)
        {
            if (@class != "none")
            {
                map[id] = @class;
            }
        }
    }
}

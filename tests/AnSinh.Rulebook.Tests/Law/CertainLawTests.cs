using AnSinh.Basics;
using AnSinh.Rulebook.Checking.Logic;
using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Kernels;

namespace AnSinh.Rulebook.Tests.Law;

/// <summary>
/// The real law, held against trying: a fact or two of a person are taken away, and every value they could have is put in their place. What
/// was said to be certain must be given in every case, nothing may be given beyond what was possible; and nearly always the bounds are met.
/// </summary>
public class CertainLawTests(ITestOutputHelper output)
{
    private const int CompletionsLimit = 400;

    [Fact]
    public void What_is_certain_is_the_least_and_what_is_possible_the_most_of_every_completion()
    {
        var (asked, exact, loose) = (0, 0, new SortedDictionary<string, int>(StringComparer.Ordinal));
        var seed = 1;
        foreach (var programme in RealLaw.All().Where((_, i) => i % 2 == 0))
        {
            var random = new Random(seed);
            var table = LawPeople.Of(programme, ++seed).Make(12, unknown: 0, absent: 0);
            var values = Values(programme);
            foreach (var row in Enumerable.Range(0, table.Rows).Where(_ => values.Count > 0).Take(14))
            {
                var taken = Enumerable.Range(0, random.Next(1, 3)).Select(_ => values.Keys.ElementAt(random.Next(values.Count)))
                    .Distinct().Where(k => table.Columns.ContainsKey(k)).ToList();
                if (taken.Count == 0 || taken.Aggregate(1L, (n, k) => n * values[k].Count) > CompletionsLimit)
                {
                    continue;
                }

                var before = programme.Decide(With(table, row, taken.Select(k => (k, FactKind.Unknown))), row);
                var after = Completions(taken, values).Select(c => programme.Decide(With(table, row, c), row)).ToList();
                if (after.Exists(a => a.Status is Truth.Unknown or Truth.Conflict || a.AtMost != (a.Amount ?? Dong.Zero)))
                {
                    // Something else is open: a row that a table has not.
                    continue;
                }

                var (least, most) = (after.Min(a => a.Amount?.Value ?? 0), after.Max(a => a.Amount?.Value ?? 0));
                var (certain, possible) = (before.Amount?.Value ?? 0, before.AtMost?.Value ?? KernelResult.Unbounded);
                var what =
                    $"{programme.Name()} row {row} without {string.Join(", ", taken)}: "
                    + $"{before.Status} {certain}..{possible}, completions {least}..{most}";
                Assert.True(certain <= least && possible >= most, what);
                Assert.True(before.Status != Truth.No || after.TrueForAll(a => a.Status == Truth.No), what);
                Assert.True(before.Status != Truth.Yes || after.TrueForAll(a => a.Status == Truth.Yes), what);
                asked++;
                exact += certain == least && possible == most ? 1 : 0;
                if (certain != least || possible != most)
                {
                    var key = $"{programme.Programme.Id}: {string.Join("+", taken.Order())}";
                    loose[key] = loose.GetValueOrDefault(key) + 1;
                }
            }
        }

        foreach (var (key, count) in loose)
        {
            output.WriteLine($"{count} × {key}");
        }

        output.WriteLine($"{exact} of {asked} exact");
        Assert.True(asked > 500, $"{asked}");
        Assert.True(exact * 100 >= asked * 90,
            $"{exact} of {asked} exact: "
            + string.Join("; ", loose.OrderByDescending(l => l.Value).Take(12).Select(l => $"{l.Value} × {l.Key}")));
    }

    /// <summary>The person's and household's facts a programme reads itself, each with the values at which something turns.</summary>
    private static Dictionary<string, List<long>> Values(ProgrammeAt programme)
    {
        var variables = new Variables();
        foreach (var node in BoundProgramme.Of(programme, payable: false).Nodes.ToList())
        {
            variables.Take(ConstantFolding.Fold(node));
        }

        return variables.All.Select((v, i) => (v.Kind, Values: variables.ValuesOf(i)))
            .Where(v => v.Kind is not null && v.Kind.Type is not FactType.Person && v.Values.Count > 1 && !Variables.IsResult(v.Kind.Name))
            .ToDictionary(v => v.Kind!.Name, v => v.Values.ToList(), StringComparer.Ordinal);
    }

    private static IEnumerable<List<(string Fact, long Value)>> Completions(List<string> taken, Dictionary<string, List<long>> values) =>
        taken.Aggregate((IEnumerable<List<(string, long)>>)[[]],
            (all, fact) => all.SelectMany(one => values[fact].Select(v => one.Append((fact, v)).ToList())));

    /// <summary>The table with facts of one row otherwise; of the household, for all of its rows.</summary>
    private static FactTable With(FactTable table, int row, IEnumerable<(string Fact, long Value)> facts)
    {
        var columns = new Dictionary<string, long[]>(table.Columns, StringComparer.Ordinal);
        foreach (var (fact, value) in facts)
        {
            var column = (long[])columns[fact].Clone();
            var household = RealLaw.Policy.Facts[fact].Subject == FactSubject.Household ? table.HouseholdOf[row] : -1;
            foreach (var r in household < 0 ? [row] : Enumerable.Range(0, table.Rows).Where(r => table.HouseholdOf[r] == household))
            {
                column[r] = value;
            }

            columns[fact] = column;
        }

        return table with { Columns = columns };
    }
}

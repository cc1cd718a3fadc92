using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Sql;
using AnSinh.Rulebook.Tests.Sql;

namespace AnSinh.Rulebook.Tests.Law;

/// <summary>
/// Every programme of policy/, in every version: explained, compiled and as SQL in two databases, the answers are the same for random
/// households.
/// </summary>
public class RealLawAgreementTests
{
    private const int Households = 60;

    /// <summary>Routes that no household can be in, with the reason.</summary>
    private static readonly Dictionary<string, string> Unreachable = new(StringComparer.Ordinal);

    private static readonly Lazy<List<(ProgrammeAt Programme, FactTable Table, KernelResult Result)>> Asked = new(() => [.. Ask()]);

    private static readonly Lazy<List<(LawAt Law, QuantityAt Quantity, FactTable Table,
        long[] Values)>> AskedQuantities = new(() => [.. AskQuantities()]);

    /// <summary>Both databases; the second is asked one question in three.</summary>
    public static TheoryData<SqlDialect> Dialects => [SqlDialect.Sqlite, SqlDialect.PostgreSql];

    [Fact]
    public void Explained_and_compiled_are_the_same_and_every_route_is_met()
    {
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = 0;
        foreach (var (programme, table, result) in Asked.Value)
        {
            rows += table.Rows;
            for (var row = 0; row < table.Rows; row++)
            {
                var told = programme.Decide(table, row);
                Assert.True(
                    told.Status == (Truth)result.Status[row] && (told.Amount?.Value ?? 0) == result.Amount[row]
                        && (told.AtMost?.Value ?? KernelResult.Unbounded) == result.MostOf(row)
                        && told.Routes.SequenceEqual(Routes(programme, result.Routes[row])),
                    $"{programme.Name()} row {row}: explained {told.Status} {told.Amount} {string.Join("+", told.Routes)}, "
                    + $"compiled {(Truth)result.Status[row]} {result.Amount[row]} "
                    + string.Join("+", Routes(programme, result.Routes[row])));
                if (row % 40 == 0)
                {
                    var reasons = programme.Explain(table, row);
                    Assert.Equal((told.Status, told.Amount), (reasons.Status, reasons.Amount));
                    Assert.Equal(told.Routes, reasons.Routes);
                    Assert.Equal(told.Missing, reasons.Missing);
                }
            }

            foreach (var route in programme.Version.Routes.Where(r => held.GetValueOrDefault(Name(programme, r)) == 0))
            {
                held[Name(programme, route)] = Meeting(programme, route, table);
            }
        }

        // A route few meet gets more people before it counts as one that nobody can be in.
        foreach (var programme in RealLaw.All())
        {
            foreach (var route in programme.Version.Routes.Where(r => held[Name(programme, r)] == 0))
            {
                held[Name(programme, route)] =
                    Meeting(programme, route, LawPeople.Of(programme, 99).Make(Households * 8, unknown: 0, absent: 0));
            }
        }

        Assert.True(rows > 5_000);
        Assert.Equal(Unreachable.Keys.Order(), held.Where(h => h.Value == 0).Select(h => h.Key).Order());
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Compiled_and_asked_of_a_database_are_the_same(SqlDialect dialect)
    {
        using var database = SqlTable.On(dialect);
        foreach (var (programme, table, result) in Asked.Value.Where((_, i) => dialect == SqlDialect.Sqlite || i % 3 == 1))
        {
            Assert.Null(Difference(programme, table, result, database));
        }
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Quantities_are_the_same_in_four_readings(SqlDialect dialect)
    {
        using var database = SqlTable.On(dialect);
        foreach (var (law, quantity, table, values) in AskedQuantities.Value.Where((_, i) => dialect == SqlDialect.Sqlite || i % 3 == 0))
        {
            var told = database.Ask(table, name => SqlReader.Query(law, quantity, dialect, name, table.Columns.Keys.ToHashSet()));
            for (var row = 0; row < table.Rows; row++)
            {
                Assert.True(values[row] == told[row][0],
                    $"{quantity.Quantity.Name}/{quantity.Version.Id} {law.Month} row {row}: as SQL {told[row][0]}, compiled {values[row]}");
                if (dialect == SqlDialect.Sqlite && row % 4 == 0)
                {
                    Assert.Equal(values[row], law.Explain(quantity, table, row).Value ?? FactKind.Unknown);
                }
            }
        }
    }

    [Fact]
    public void A_changed_rule_is_seen_by_the_comparison()
    {
        // The same programme with one condition turned round, one threshold moved, one rate changed: asked as SQL, held against the law
        // compiled.
        using var database = SqlTable.On(SqlDialect.Sqlite);
        var programme = RealLaw.Policy.At(Jurisdiction.National, new Month(2024, 8), new AsKnown(new DateOnly(2035, 12, 31)))
            .ProgrammeOrNull("social_assistance")!;
        var table = LawPeople.Of(programme, 7).Make(700, unknown: 3, absent: 0);
        var result = new KernelResult(table.Rows);
        programme.Compile(payable: false)(table, 0, table.Rows, result);
        Assert.Null(Difference(programme, table, result, database));
        var (seen, all) = (0, 0);
        foreach (var mutant in Mutants(programme).Where((_, i) => i % 3 == 0))
        {
            all++;
            seen += Difference(mutant, table, result, database) is null ? 0 : 1;
        }

        // A few changes of a tree change no answer: a threshold that another clause covers.
        Assert.True(all > 25, $"only {all} mutants");
        Assert.True(seen * 100 >= all * 90, $"{seen} of {all} seen");
    }

    private static IEnumerable<(ProgrammeAt Programme, FactTable Table, KernelResult Result)> Ask()
    {
        var seed = 1;
        foreach (var programme in RealLaw.All())
        {
            seed++;
            var table = LawPeople.Of(programme, seed).Make(Households, unknown: seed % 3 == 0 ? 0 : 6, absent: seed % 2 == 0 ? 0 : 12);
            var result = new KernelResult(table.Rows);
            programme.Compile(payable: false)(table, 0, table.Rows, result);
            yield return (programme, table, result);
        }
    }

    private static IEnumerable<(LawAt Law, QuantityAt Quantity, FactTable Table, long[] Values)> AskQuantities()
    {
        var seed = 1;
        foreach (var (law, quantity) in RealLaw.Quantities())
        {
            seed++;
            var table = LawPeople.Of(law, quantity, seed)
                .Make(Households / 3, unknown: seed % 3 == 0 ? 0 : 6, absent: seed % 2 == 0 ? 0 : 12);
            var values = new long[table.Rows];
            law.Compile(quantity)(table, 0, table.Rows, values);
            yield return (law, quantity, table, values);
        }
    }

    private static string? Difference(ProgrammeAt programme, FactTable table, KernelResult result, SqlTable database)
    {
        var told = database.Ask(table, name => SqlReader.Query(programme, database.Dialect, name, table.Columns.Keys.ToHashSet()));
        var row = Enumerable.Range(0, table.Rows)
            .FirstOrDefault(
                r => told[r][0] != result.Status[r] || told[r][1] != result.Amount[r] || (ulong)told[r][2] != result.Routes[r]
                    || told[r][3] != result.MostOf(r), -1);
        return row < 0 ? null
            : $"{programme.Name()} row {row}: as SQL {string.Join(" ", told[row])}, "
                + $"compiled {result.Status[row]} {result.Amount[row]} {result.Routes[row]} {result.MostOf(row)}";
    }

    /// <summary>How many hold of a route, asked alone so that no higher route hides it.</summary>
    private static int Meeting(ProgrammeAt programme, Route route, FactTable table)
    {
        var alone = new ProgrammeAt(programme.Law, programme.Programme,
            programme.Version with { Routes = [route], Select = programme.Version.Select with { Together = [] } });
        var result = new KernelResult(table.Rows);
        alone.Compile(payable: false)(table, 0, table.Rows, result);
        return result.Status.Count(s => s == (byte)Truth.Yes);
    }

    private static string Name(ProgrammeAt programme, Route route) => $"{programme.Programme.Id}/{programme.Version.Id}/{route.Id}";

    private static IEnumerable<string> Routes(ProgrammeAt programme, ulong routes) =>
        programme.Version.Routes.Where((_, i) => (routes >> i & 1) != 0).Select(r => r.Id);

    /// <summary>Each expression of the programme with its n-th node changed, for several n.</summary>
    private static IEnumerable<ProgrammeAt> Mutants(ProgrammeAt programme)
    {
        var version = programme.Version;
        for (var r = 0; r < version.Routes.Count; r++)
        {
            var route = version.Routes[r];
            foreach (var when in Changed(route.When))
            {
                yield return With(route with { When = when }, r);
            }

            for (var k = 0; k < route.Rates.Count; k++)
            {
                var rate = route.Rates[k];
                foreach (var changed in (rate.When is null ? []
                    : Changed(rate.When).Select(w => rate with { When = w })).Concat(Changed(rate.Amount)
                    .Select(a => rate with { Amount = a })))
                {
                    yield return With(route with { Rates = [.. route.Rates.Select(x => x == rate ? changed : x)] }, r);
                }
            }
        }

        ProgrammeAt With(Route route, int at) =>
            new(programme.Law, programme.Programme, version with { Routes = [.. version.Routes.Select((x, i) => i == at ? route : x)] });

        static IEnumerable<Expression> Changed(Expression expression)
        {
            var count = expression.Root.All().Count(n => Change(n) != n);
            for (var at = 0; at < count; at++)
            {
                var met = 0;
                yield return new Expression(expression.Text, expression.Place,
                    expression.Root.Rewrite(n => Change(n) is var other && other != n && met++ == at ? other : n));
            }
        }

        static Node Change(Node node) => node switch
        {
            And a => new Or(a.Left, a.Right),
            Or o => new And(o.Left, o.Right),
            Compare { Operator: CompareOperator.Less } c => c with { Operator = CompareOperator.LessOrEqual },
            Compare { Operator: CompareOperator.GreaterOrEqual } c => c with { Operator = CompareOperator.Greater },
            Compare { Operator: CompareOperator.Equal } c => c with { Operator = CompareOperator.NotEqual },
            Compare { Operator: CompareOperator.NotEqual } c => c with { Operator = CompareOperator.Equal },
            OneOf o => o with { Values = [.. o.Values.Skip(1).DefaultIfEmpty(-1)] },
            Constant { Type.Kind: ExpressionType.Coefficient } c => c with { Value = c.Value + 1_000 },
            _ => node,
        };
    }
}

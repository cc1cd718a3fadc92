using AnSinh.Basics;
using AnSinh.Rulebook.Checking.Logic;
using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Kernels;

namespace AnSinh.Rulebook.Cases;

/// <summary>
/// Cases at every turning point of a programme (<i lang="vi">ca mẫu</i>), with the answers the law of policy/ gives there.
/// </summary>
/// <param name="Cases">Pairs of cases: just inside and just outside a threshold, or the month before and the first month of a
/// change.</param>
/// <param name="Unpaired">Thresholds for which no person was found whose answer turns on it alone, and why.</param>
public sealed record BoundarySet(IReadOnlyList<PolicyCase> Cases, IReadOnlyList<string> Unpaired);

/// <summary>
/// Finds, for every threshold of every clause, a person for whom the clause turns on that threshold alone, and makes a case on either side;
/// and for every month in which the law of the programme changes, the same person before and after.
/// </summary>
public sealed class Boundaries
{
    private const int StepLimit = 10_000;
    private readonly Policy _policy;
    private readonly Programme _programme;
    private readonly Jurisdiction _jurisdiction;
    private readonly List<PolicyCase> _cases = [];
    private readonly List<string> _unpaired = [];

    private Boundaries(Policy policy, Programme programme, Jurisdiction jurisdiction) =>
        (_policy, _programme, _jurisdiction) = (policy, programme, jurisdiction);

    /// <summary>The turning points of a programme in a jurisdiction, over all its versions as known at last.</summary>
    public static BoundarySet Of(Policy policy, Programme programme, Jurisdiction jurisdiction) =>
        new Boundaries(policy, programme, jurisdiction).Find();

    private BoundarySet Find()
    {
        foreach (var version in _programme.Versions)
        {
            var month = Month.Of(version.From);
            if (At(month) is { } programme && programme.Version == version)
            {
                Thresholds(programme);
            }
        }

        foreach (var month in Turns())
        {
            foreach (var programme in new[] { At(month), At(month.Add(-1)) }.OfType<ProgrammeAt>().Take(1))
            {
                Turn(programme, month);
            }
        }

        return new BoundarySet(_cases, _unpaired);
    }

    private static AsKnown AtLast => new(DateOnly.MaxValue.AddDays(-1));

    private ProgrammeAt? At(Month month) => _policy.At(_jurisdiction, month, AtLast).ProgrammeOrNull(_programme.Id);

    /// <summary>Months in which a version or a value it uses begins.</summary>
    private IEnumerable<Month> Turns() => _programme.Versions
        .SelectMany(v => v.Expressions.SelectMany(e => e.ParametersUsed).Distinct()
            .SelectMany(p => _policy.ParameterOrNull(p)!.Values).Where(x => _jurisdiction.IsUnder(x.Level) && x.From >= v.From)
            .Select(x => Month.Of(x.From))
            .Append(Month.Of(v.From)))
        .Distinct().Order();

    private void Thresholds(ProgrammeAt programme)
    {
        foreach (var (id, condition, all) in Clauses(programme))
        {
            var variables = new Variables();
            var (clause, context) = (variables.Take(ConstantFolding.Fold(condition)), variables.Take(ConstantFolding.Fold(all)));
            foreach (var (variable, low, high) in TurningPoints(clause).Distinct().ToList())
            {
                // Under a "not" or in an exclusion the inner side may be either.
                if ((Person(variables, Alone(variables, clause), Alone(variables, context), variable, low, high)
                    ?? Person(variables, clause, context, variable, low, high)) is not { } given)
                {
                    _unpaired.Add(
                        $"{_programme.Id}/{programme.Version.Id}/{id}: {variables.All[variable].Kind?.Name ?? "members"} "
                            + (variables.OverHousehold > 0 ? "(phụ thuộc người khác trong hộ)" : "(không tách riêng được)"));
                    continue;
                }

                var kind = variables.All[variable].Kind!;
                foreach (var value in new[] { low, high })
                {
                    var facts = new Dictionary<string, string>(given) { [Key(kind)] = kind.Decode(value) };
                    Add(programme, $"{programme.Version.Id}/{id}/{kind.Name}={facts[Key(kind)]}", facts);
                }
            }
        }
    }

    /// <summary>
    /// A person for whom the clause holds with one value and fails with the other, all else being met; null if none was found.
    /// </summary>
    internal static Dictionary<string, string>? Person(Variables variables, Node clause, Node context, int variable, long low, long high)
    {
        foreach (var (inside, outside) in new[] { (low, high), (high, low) })
        {
            var search = new Search(variables,
                new And(new And(Set(clause, variable, inside), new Not(Set(clause, variable, outside))), Set(context, variable, inside)),
                new SearchBudget(), StepLimit);
            if (variables.All[variable].Kind is { } kind && !Variables.IsResult(kind.Name) && search.Run() == SearchOutcome.Witness
                && Given(variables, search.Values, variable) is { } given)
            {
                return given;
            }
        }

        return null;
    }

    /// <summary>The people of each route in the month before a change and the month of it.</summary>
    private void Turn(ProgrammeAt programme, Month month)
    {
        var bound = Bound(programme);
        for (var i = 0; i < bound.Routes.Count; i++)
        {
            var variables = new Variables();
            var condition =
                Alone(variables, variables.Take(ConstantFolding.Fold(
                    bound.Requirements.Aggregate(bound.Routes[i].When, (a, b) => new And(a, b)))));
            var search = new Search(variables, condition, new SearchBudget());
            if (search.Run() == SearchOutcome.Witness && Given(variables, search.Values, -1) is { } given)
            {
                foreach (var asked in new[] { month.Add(-1), month })
                {
                    Add(asked, $"{programme.Version.Id}/{programme.Version.Routes[i].Id}/{asked}", given);
                }
            }
        }
    }

    /// <summary>
    /// The rules of a month over facts alone: where the result of another programme is read, that programme's own conditions stand. A rule
    /// between programmes may yet take it; the answers the cases get are those of the law.
    /// </summary>
    private static BoundProgramme Bound(ProgrammeAt programme) =>
        BoundProgramme.Of(programme, payable: false).Map(n => OverFacts(n, programme.Law));

    /// <summary>The same of one condition.</summary>
    internal static Node OverFacts(Node node, LawAt law) => node.Rewrite(n =>
    {
        if (n is not FactNode { Type.Kind: ExpressionType.Bool } fact || ResultSource.ProgrammeOf(fact.Kind.Name) is not { } read
            || law.ProgrammeOrNull(read) is not { } programme)
        {
            return n;
        }

        var bound = Bound(programme);
        return bound.Requirements.Aggregate(bound.Routes.Aggregate((Node)Constant.No, (a, r) => new Or(a, r.When)),
            (a, r) => new And(r, a));
    });

    /// <summary>Every clause with what has to hold besides.</summary>
    private static IEnumerable<(string Id, Node Condition, Node All)> Clauses(ProgrammeAt programme)
    {
        var (version, bound) = (programme.Version, Bound(programme));
        var all = bound.Requirements.Aggregate((Node)Constant.Yes, (a, b) => new And(a, b));
        var some = bound.Routes.Aggregate((Node)Constant.No, (a, b) => new Or(a, b.When));
        for (var i = 0; i < version.Requirements.Count; i++)
        {
            yield return (version.Requirements[i].Id, bound.Requirements[i], new And(all, some));
        }

        for (var i = 0; i < version.Routes.Count; i++)
        {
            yield return (version.Routes[i].Id, bound.Routes[i].When, all);
            for (var r = 0; version.Routes[i].Rates.Count > 1 && r < version.Routes[i].Rates.Count; r++)
            {
                yield return ($"{version.Routes[i].Id}/{version.Routes[i].Rates[r].Id}", bound.Routes[i].Rates[r].When,
                    new And(all, bound.Routes[i].When));
            }
        }
    }

    /// <summary>Values on either side of each comparison of a fact with a value.</summary>
    internal static IEnumerable<(int Variable, long Low, long High)> TurningPoints(Node clause) =>
        clause.All().OfType<Compare>().SelectMany(c => (c.Left, c.Right) switch
    {
        (VariableNode v, Constant { IsUnknown: false } k) when v.Type.Kind is ExpressionType.Date or ExpressionType.Whole
            or ExpressionType.Dong => Sides(v.Index, c.Operator, k.Value),
        _ => [],
    });

    private static IEnumerable<(int Variable, long Low, long High)> Sides(int variable, CompareOperator sign, long value)
    {
        if (sign is CompareOperator.Less or CompareOperator.GreaterOrEqual or CompareOperator.Equal
            or CompareOperator.NotEqual && value > 0)
        {
            yield return (variable, value - 1, value);
        }

        if (sign is CompareOperator.LessOrEqual or CompareOperator.Greater or CompareOperator.Equal or CompareOperator.NotEqual)
        {
            yield return (variable, value, value + 1);
        }
    }

    /// <summary>The condition for a person who lives alone: a route may also be met without others in the household.</summary>
    private static Node Alone(Variables variables, Node condition)
    {
        for (var i = 0; i < variables.All.Count; i++)
        {
            condition = variables.All[i].Name.StartsWith("members:", StringComparison.Ordinal) ? Set(condition, i, 0) : condition;
        }

        return condition;
    }

    private static Node Set(Node node, int variable, long value) =>
        ConstantFolding.Fold(node.Rewrite(n => n is VariableNode v && v.Index == variable ? new Constant(v.Type, value) : n));

    /// <summary>The facts of a witness as a case gives them; null if it needs other people in the household or a missing fact.</summary>
    internal static Dictionary<string, string>? Given(Variables variables, IReadOnlyList<long> values, int except)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < values.Count; i++)
        {
            var (name, _, kind) = variables.All[i];
            if (i == except || values[i] == FactKind.Unknown)
            {
                continue;
            }

            if (Variables.IsResult(name))
            {
                return null;
            }

            if (kind is null)
            {
                if (name.StartsWith("known:", StringComparison.Ordinal) ? values[i] == 0 : values[i] != 0)
                {
                    return null;
                }
            }
            else
            {
                given[Key(kind)] = kind.Decode(values[i]);
            }
        }

        return given;
    }

    internal static string Key(FactKind kind) =>
        kind.Subject switch { FactSubject.Household => "household." + kind.Name, FactSubject.Unit => "unit." + kind.Name, _ => kind.Name };

    private void Add(ProgrammeAt programme, string id, Dictionary<string, string> given) => Add(programme.Law.Month, id, given);

    private void Add(Month month, string id, Dictionary<string, string> given)
    {
        var asked = new PolicyCase(
            $"{_programme.Id}/{id}", "", _programme.Id, null, null, null, _jurisdiction, month, AtLast, given, [],
            new CaseExpectation(null, null, null, null, null), null, "boundary", null, "");
        if (_cases.Any(c => c.Id == asked.Id))
        {
            return;
        }

        var told = At(month)?.Explain(CaseTable.Of(asked, _policy.Facts), 0);
        _cases.Add(asked with
        {
            Expect = told is null
                ? new CaseExpectation(Truth.No, null, null, null, null)
                : new CaseExpectation(told.Status, told.Status == Truth.Yes ? told.Amount?.Value : null,
                    told.Status == Truth.Yes ? told.Routes : null, told.Status == Truth.Unknown ? told.Missing : null, null),
        });
    }
}

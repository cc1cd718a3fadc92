using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Kernels;

/// <summary>A rate with the law of a month put in.</summary>
internal sealed record BoundRate(Node When, Node Amount);

/// <summary>A route with the law of a month put in: its condition without the exclusions' cases, and its rates.</summary>
internal sealed record BoundRoute(Node When, IReadOnlyList<BoundRate> Rates);

/// <summary>A version with the law of a month put in, as the compiled loop wants it.</summary>
internal sealed record BoundProgramme(IReadOnlyList<Node> Requirements, IReadOnlyList<BoundRoute> Routes)
{
    /// <summary>How many of the requirements, from the first, few rows meet: they are asked before the routes.</summary>
    public int Selective { get; init; }

    public IEnumerable<Node> Nodes => Requirements.Concat(Routes.SelectMany(r => r.Rates.SelectMany(x => new[] { x.When, x.Amount }).Prepend(r.When)));

    public static BoundProgramme Of(ProgrammeAt programme, bool payable)
    {
        var decided = Decision(programme);
        var requirements = programme.Version.Requirements.Select(r => Bind(r.When)).ToList();
        if (payable)
        {
            requirements.Insert(0, new Compare(CompareOperator.NotEqual, decided, new Constant(ExprType.Whole, decided.Kind.Absent)));
        }

        return new BoundProgramme(requirements, programme.Version.Routes.Select(Route).ToList());

        BoundRoute Route(Route route)
        {
            var when = route.Unless.Aggregate(Bind(route.When), (all, unless) => new And(all, new Not(Bind(unless.When))));
            if (payable && route.Starts == Starts.Decision)
            {
                when = new And(when, new Compare(CompareOperator.LessOrEqual, decided, new Constant(ExprType.Whole, programme.Law.Month.Index)));
            }

            var rates = route.Rates.Select(r => new BoundRate(r.When is null ? Constant.Yes : Bind(r.When), Bind(r.Amount))).ToList();
            return new BoundRoute(when, rates.Count > 0 ? rates : [new BoundRate(Constant.Yes, new Constant(ExprType.Dong, 0))]);
        }

        Node Bind(Expression expression) => Binding.Bind(expression.Root, programme.Law);
    }

    /// <summary>The same with every node mapped.</summary>
    public BoundProgramme Map(Func<Node, Node> map) => this with
    {
        Requirements = Requirements.Select(map).ToList(),
        Routes = Routes.Select(r => new BoundRoute(map(r.When), r.Rates.Select(x => new BoundRate(map(x.When), map(x.Amount))).ToList())).ToList(),
    };

    /// <summary>The same with the tests most rows fail in front.</summary>
    public BoundProgramme Ordered()
    {
        var sorted = Map(Ordering.Sort);
        var shared = SharedBound.Of(sorted.Routes.Select(r => r.When));
        return sorted with
        {
            Requirements = [.. shared is null ? [] : new[] { shared }, .. sorted.Requirements.OrderBy(r => Ordering.IsSelective(r) ? 0 : 1)],
            Selective = sorted.Requirements.Count(Ordering.IsSelective) + (shared is null ? 0 : 1),
        };
    }

    /// <summary>The decision column as a fact: absent, nobody is decided.</summary>
    private static FactNode Decision(ProgrammeAt programme) => new(
        new FactKind(programme.DecisionColumn, FactSubject.Person, FactType.Whole, [], long.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture), false, new LocalText(programme.DecisionColumn), new Dictionary<string, LocalText>(), false),
        OfMember: false);
}

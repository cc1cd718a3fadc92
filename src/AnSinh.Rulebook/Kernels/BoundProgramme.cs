using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Programmes;

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

    public IEnumerable<Node> Nodes =>
        Requirements.Concat(Routes.SelectMany(r => r.Rates.SelectMany(x => new[] { x.When, x.Amount }).Prepend(r.When)));

    public static BoundProgramme Of(ProgrammeAt programme, bool payable)
    {
        var rules = payable ? DecidedProgramme.Of(programme) : programme;
        return new BoundProgramme([.. rules.Version.Requirements.Select(r => Bind(r.When))], rules.Version.Routes.Select(Route).ToList());

        BoundRoute Route(Route route)
        {
            var when = route.Unless.Aggregate(Bind(route.When), (all, unless) => new And(all, new Not(Bind(unless.When))));
            var rates = route.Rates.Select(r => new BoundRate(r.When is null ? Constant.Yes : Bind(r.When), Bind(r.Amount))).ToList();
            return new BoundRoute(when, rates.Count > 0 ? rates : [new BoundRate(Constant.Yes, new Constant(ExprType.Dong, 0))]);
        }

        Node Bind(Expression expression) => Binding.Bind(expression.Root, programme.Law);
    }

    /// <summary>The same with every node mapped.</summary>
    public BoundProgramme Map(Func<Node, Node> map) => this with
    {
        Requirements = Requirements.Select(map).ToList(),
        Routes = Routes.Select(r => new BoundRoute(map(r.When), r.Rates.Select(x => new BoundRate(map(x.When), map(x.Amount))).ToList()))
        .ToList(),
    };

    /// <summary>The same with the tests most rows fail in front.</summary>
    public BoundProgramme Ordered()
    {
        var sorted = Map(Ordering.Sort);
        var shared = SharedBound.Of(sorted.Routes.Select(r => r.When));
        return sorted with
        {
            Requirements = [.. shared is null ? [] : new[] { shared },
                .. sorted.Requirements.OrderBy(r => Ordering.IsSelective(r) ? 0 : 1)],
            Selective = sorted.Requirements.Count(Ordering.IsSelective) + (shared is null ? 0 : 1),
        };
    }
}

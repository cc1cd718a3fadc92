using System.Linq.Expressions;
using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Programmes;
using Linq = System.Linq.Expressions.Expression;

namespace AnSinh.Rulebook.Kernels;

/// <summary>Builds the loop over rows around the conditions.</summary>
internal sealed class LoopBuilder
{
    private readonly ParameterExpression _input = Linq.Parameter(typeof(LoopInput), "input");
    private readonly ParameterExpression _from = Linq.Parameter(typeof(int), "from");
    private readonly ParameterExpression _to = Linq.Parameter(typeof(int), "to");
    private readonly ParameterExpression _row = Linq.Variable(typeof(int), "row");
    private readonly List<ParameterExpression> _locals = [];
    private readonly List<Linq> _prologue = [];
    private readonly RowEmitter _emit;

    public LoopBuilder(string[] names, Dictionary<string, ColumnState> states, int slots)
    {
        var columns = new Dictionary<string, (ParameterExpression, bool)>(StringComparer.Ordinal);
        var given = Local("columns", Linq.Property(_input, nameof(LoopInput.Columns)));
        for (var i = 0; i < names.Length; i++)
        {
            columns[names[i]] =
                (Local(names[i], Linq.ArrayIndex(given, Linq.Constant(i))), states[names[i]] == ColumnState.MayBeUnknown);
        }

        var values = Local("constants", Linq.Property(_input, nameof(LoopInput.Constants)));
        var constants = Enumerable.Range(0, slots).Select(i => Local($"k{i}", Linq.ArrayIndex(values, Linq.Constant(i)))).ToArray();
        var table = Local("table", Linq.Property(_input, nameof(LoopInput.Table)));
        _emit = new RowEmitter(
            _row, columns, constants,
            Local("householdOf", Linq.Property(table, nameof(FactTable.HouseholdOf))),
            Local("householdStart", Linq.Property(table, nameof(FactTable.HouseholdStart))),
            Local("members", Linq.Property(table, nameof(FactTable.HouseholdMembers))));
    }

    /// <summary>
    /// Per row: selective requirements, then the first route not ruled out, then the other requirements; only the few rows left are scored,
    /// from that route on.
    /// </summary>
    public Expression<RowLoop> Programme(BoundProgramme programme)
    {
        var score = Linq.Parameter(typeof(RouteScore), "score");
        var result = Linq.Parameter(typeof(KernelResult), "result");
        var first = Linq.Variable(typeof(int), "first");
        _locals.Add(first);
        var live = programme.Routes.Select((route, index) => (route, index)).Where(r => r.route.When is not Constant { Value: 0 }).ToList();

        var gate = All(programme.Requirements.Take(programme.Selective).Select(_emit.Maybe)
            .Append(live.Select(
                r => (Linq)Linq.AndAlso(_emit.Maybe(r.route.When),
                    Linq.Block(Linq.Assign(first, Linq.Constant(r.index)), Linq.Constant(true)))).Aggregate(Linq.OrElse))
            .Concat(programme.Requirements.Skip(programme.Selective).Select(_emit.Maybe)));

        var scoring = new List<Linq> { Call(score, nameof(RouteScore.Begin),
            All(programme.Requirements.Where(_emit.CanBeUnknown).Select(_emit.True))) };
        scoring.AddRange(live.Select(r =>
        {
            var index = Linq.Constant(r.index);
            var touched = Linq.OrElse(Linq.Equal(first, index), Linq.AndAlso(Linq.LessThan(first, index), _emit.Maybe(r.route.When)));
            return Linq.IfThen(touched, Linq.Block(Route(score, r.route, r.index)));
        }));
        scoring.Add(Call(score, nameof(RouteScore.Write), result, _row));
        return Over<RowLoop>(Linq.IfThen(gate, Linq.Block(scoring)), score, result);
    }

    public Expression<TruthLoop> Condition(Node condition)
    {
        var truth = Linq.Parameter(typeof(byte[]), "truth");
        var answer = Linq.Condition(
            _emit.True(condition), Linq.Constant((byte)Truth.Yes),
            Linq.Condition(Linq.AndAlso(Linq.Constant(_emit.CanBeUnknown(condition)), _emit.Maybe(condition)),
                Linq.Constant((byte)Truth.Unknown), Linq.Constant((byte)Truth.No)));
        return Over<TruthLoop>(Linq.Assign(Linq.ArrayAccess(truth, _row), answer), truth);
    }

    public Expression<ValueLoop> Value(Node node)
    {
        var values = Linq.Parameter(typeof(long[]), "values");
        var unknown = Linq.Constant(FactKind.Unknown);
        var value = node.Type.Kind != ExpressionType.Bool ? _emit.ValueOrUnknown(node)
            : Linq.Condition(_emit.True(node), Linq.Constant(1L),
                _emit.CanBeUnknown(node) ? Linq.Condition(_emit.Maybe(node), unknown, Linq.Constant(0L)) : Linq.Constant(0L));
        return Over<ValueLoop>(Linq.Assign(Linq.ArrayAccess(values, _row), value), values);
    }

    private IEnumerable<Linq> Route(ParameterExpression score, BoundRoute route, int index)
    {
        yield return Call(score, nameof(RouteScore.Open), Linq.Constant(index),
            _emit.CanBeUnknown(route.When) ? _emit.True(route.When) : Linq.Constant(true));
        foreach (var rate in route.Rates)
        {
            var amount = _emit.ValueOrUnknown(rate.Amount);
            var sure = Call(score, nameof(RouteScore.Sure), amount);
            yield return rate.When is Constant { Value: 1 } ? sure
                : !_emit.CanBeUnknown(rate.When) ? Linq.IfThen(_emit.True(rate.When), sure)
                : Linq.IfThenElse(_emit.True(rate.When), sure,
                    Linq.IfThen(_emit.Maybe(rate.When), Call(score, nameof(RouteScore.Maybe), amount)));
        }

        yield return Call(score, nameof(RouteScore.Close));
    }

    private static Linq All(IEnumerable<Linq> conditions)
    {
        var all = conditions.ToList();
        return all.Count == 0 ? Linq.Constant(true) : all.Aggregate(Linq.AndAlso);
    }

    private static MethodCallExpression Call(Linq on, string method, params Linq[] arguments) =>
        Linq.Call(on, on.Type.GetMethod(method, arguments.Select(a => a.Type).ToArray())!, arguments);

    private ParameterExpression Local(string name, Linq value)
    {
        var local = Linq.Variable(value.Type, name);
        _locals.Add(local);
        _prologue.Add(Linq.Assign(local, value));
        return local;
    }

    private Expression<T> Over<T>(Linq body, params ParameterExpression[] outputs) where T : Delegate
    {
        var done = Linq.Label("done");
        var loop =
            Linq.Loop(Linq.IfThenElse(Linq.LessThan(_row, _to), Linq.Block(body, Linq.PreIncrementAssign(_row)), Linq.Break(done)), done);
        var block = Linq.Block(_locals.Append(_row).Concat(_emit.Temporaries), _prologue.Append(Linq.Assign(_row, _from)).Append(loop));
        return Linq.Lambda<T>(block, [_input, _from, _to, .. outputs]);
    }
}

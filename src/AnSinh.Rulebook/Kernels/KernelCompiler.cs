using System.Collections.Concurrent;
using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Programmes;
using AnSinh.Rulebook.Results;

namespace AnSinh.Rulebook.Kernels;

/// <summary>
/// From rules to loops: bind parameters and period → put absent columns in → fold, ages become days → order tests → constants to slots →
/// compile, or take the loop of the same shape.
/// </summary>
internal static class KernelCompiler
{
    /// <summary>Rows whose results stay in the processor's cache between clearing and writing.</summary>
    private const int BlockSize = 8192;

    /// <summary>Up to here walking a loop's tree costs less than compiling it.</summary>
    private const int FewRows = 16;

    public static Kernel Programme(ProgrammeAt programme, bool payable)
    {
        var bound = BoundProgramme.Of(programme, payable);
        var facts = Facts(bound.Nodes);
        var plans = new ConcurrentDictionary<string, Ready<RowLoop>>(StringComparer.Ordinal);
        return (table, from, to, result) =>
        {
            table = JointAnswers.Supply(programme.Law, table, facts);
            var states = States(table, facts);
            var plan = plans.GetOrAdd(Key(states, table), _ => Plan(programme, bound, states, IsMany(table)));
            var (input, score) = (plan.Input(table), new RouteScore(programme));
            for (var start = from; start < to; start += BlockSize)
            {
                var end = Math.Min(to, start + BlockSize);
                result.Clear(start, end - start);
                plan.Loop?.Invoke(input, start, end, score, result);
            }

            if (table.States is { } days && plan.Loop is { } loop)
            {
                var inside = plan.Input(days.Table);
                StretchKernel.Settle(programme, days, from, to, result,
                    (row, one, scratch) => loop(inside, row, row + 1, one, scratch));
            }
        };
    }

    public static Predicate Predicate(LawAt law, Expression condition)
    {
        var root = Binding.Bind(condition.Root, law);
        var facts = Facts([root]);
        var plans = new ConcurrentDictionary<string, Ready<TruthLoop>>(StringComparer.Ordinal);
        return (table, from, to, truth) =>
        {
            table = JointAnswers.Supply(law, table, facts);
            var states = States(table, facts);
            var plan = plans.GetOrAdd(Key(states, table), _ => Plan(law, root, states, IsMany(table)));
            plan.Loop!.Invoke(plan.Input(table), from, to, truth);
        };
    }

    /// <summary>The value of an expression per row; the mark of unknown where it is.</summary>
    public static Values Values(LawAt law, Node node)
    {
        var root = Binding.Bind(node, law);
        var facts = Facts([root]);
        var plans = new ConcurrentDictionary<string, Ready<ValueLoop>>(StringComparer.Ordinal);
        return (table, from, to, values) =>
        {
            table = JointAnswers.Supply(law, table, facts);
            var states = States(table, facts);
            var plan = plans.GetOrAdd(Key(states, table), _ =>
            {
                var slots = new Slots();
                var ready = slots.Take(Ordering.Sort(Specific(root, states)));
                var names = Facts([ready]);
                var loop =
                    law.Policy.Kernels.Loop($"{Layout(names, states)}={ready.Type.Kind}:{Shape.Of(ready)}", IsMany(table),
                        () => new LoopBuilder(names, states, slots.Values.Length).Value(ready));
                return new Ready<ValueLoop>(loop, names, slots.Values);
            });
            plan.Loop!.Invoke(plan.Input(table), from, to, values);
        };
    }

    /// <summary>A loop ready for tables of one layout; no loop if nobody can be entitled.</summary>
    private sealed record Ready<T>(T? Loop, string[] Names, long[] Constants) where T : Delegate
    {
        public LoopInput Input(FactTable table) => new(Array.ConvertAll(Names, n => table.Columns[n]), Constants, table);
    }

    private static Ready<RowLoop> Plan(ProgrammeAt programme, BoundProgramme bound, Dictionary<string, ColumnState> states, bool many)
    {
        var specific = bound.Map(n => Specific(n, states)).Ordered();
        if (specific.Requirements.Any(r => r is Constant { Value: 0 }) || specific.Routes.All(r => r.When is Constant { Value: 0 }))
        {
            return new Ready<RowLoop>(null, [], []);
        }

        var slots = new Slots();
        var ready = specific.Map(slots.Take);
        var names = Facts(ready.Nodes);
        var requirements = string.Join("|", ready.Requirements.Select(Shape.Of));
        var routes = string.Join("|", ready.Routes.Select(
            r => Shape.Of(r.When) + string.Concat(r.Rates.Select(x => $"[{Shape.Of(x.When)} {Shape.Of(x.Amount)}]"))));
        var shape = $"{Layout(names, states)}|{ready.Selective}|{requirements}||{routes}";
        var loop = programme.Law.Policy.Kernels.Loop(shape, many,
            () => new LoopBuilder(names, states, slots.Values.Length).Programme(ready));
        return new Ready<RowLoop>(loop, names, slots.Values);
    }

    private static Ready<TruthLoop> Plan(LawAt law, Node root, Dictionary<string, ColumnState> states, bool many)
    {
        var slots = new Slots();
        var ready = slots.Take(Ordering.Sort(Specific(root, states)));
        var names = Facts([ready]);
        var loop =
            law.Policy.Kernels.Loop($"{Layout(names, states)}?{Shape.Of(ready)}", many,
                () => new LoopBuilder(names, states, slots.Values.Length).Condition(ready));
        return new Ready<TruthLoop>(loop, names, slots.Values);
    }

    /// <summary>Absent columns are constants: no record means the same for everybody.</summary>
    private static Node Specific(Node node, Dictionary<string, ColumnState> states) => ConstantFolding.Fold(node.Rewrite(n => n switch
    {
        FactNode f when states[f.Kind.Name] == ColumnState.Absent => new Constant(f.Type, f.Kind.Absent, f.Kind.Name),
        KnownNode { Fact: var f } when states[f.Kind.Name] == ColumnState.Absent => Constant.Of(f.Kind.WhenAbsent is not null),
        KnownNode { Fact: var f } when states[f.Kind.Name] == ColumnState.Known => Constant.Yes,
        _ => n,
    }));

    private static string[] Facts(IEnumerable<Node> nodes) =>
        nodes.SelectMany(n => n.All()).OfType<FactNode>().Select(f => f.Kind.Name).Distinct().ToArray();

    private static Dictionary<string, ColumnState> States(FactTable table, string[] facts) =>
        facts.ToDictionary(
            f => f, f =>
                table.States is { Table: var days } && ColumnKnowledge.Of(days, f) is var inside && inside > ColumnKnowledge.Of(table, f)
                ? inside : ColumnKnowledge.Of(table, f), StringComparer.Ordinal);

    private static bool IsMany(FactTable table) => table.Rows > FewRows;

    private static string Key(Dictionary<string, ColumnState> states, FactTable table) =>
        (IsMany(table) ? "" : "~") + string.Concat(states.Values.Select(s => (char)('0' + (int)s)));

    private static string Layout(string[] names, Dictionary<string, ColumnState> states) =>
        string.Join(",", names.Select(n => states[n] == ColumnState.MayBeUnknown ? n + "?" : n));
}

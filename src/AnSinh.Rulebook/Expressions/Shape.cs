using System.Globalization;

namespace AnSinh.Rulebook.Expressions;

/// <summary>A tree as one text: equal texts, equal trees. Tells duplicate clauses, and is the key of compiled loops.</summary>
internal static class Shape
{
    public static string Of(Node node) => node switch
    {
        Constant c => $"{c.Type.Kind}:{c.Value.ToString(CultureInfo.InvariantCulture)}",
        FactNode f => (f.OfMember ? "m." : "") + f.Kind.Name,
        OneOf o => $"({Of(o.Operand)} in {string.Join(",", o.Values)})",
        DefineNode d => Of(d.Body),
        TableNode t => $"tables.{t.Table.Name}[{t.Row}{(t.Key is null ? "" : Of(t.Key))}]",
        Lookup l => $"{l.Rows.Shape}[{Of(l.Key)}]",
        ResultNode r => $"results.{r.Source.Id}.{(r.OfAmount ? "amount" : "drawn")}",
        QuantityNode q => "quantities." + q.Quantity.Name,
        ScoreNode s => $"score({s.Scorecard.Name})",
        CutNode c => $"cut({c.Scorecard.Name} {c.Cut})",
        ParameterNode p => "parameters." + p.Parameter.Name,
        _ => $"{Head(node)}({string.Join(" ", node.Children().Select(Of))})",
    };

    private static string Head(Node node) => node switch
    {
        Compare c => c.Operator.ToString(),
        Arithmetic a => $"{a.Operator}",
        Span s => s.Years ? "years" : "months",
        Extreme e => e.Greatest ? "max" : "min",
        Rounded r => $"round{r.Unit}{r.Operand.Type.Kind}",
        Members m => m.Operation.ToString(),
        PeriodNode p => p.Part.ToString(),
        DateCall d => d.Operation.ToString(),
        Kernels.SlotNode s => $"#{s.Index}",
        _ => node.GetType().Name,
    };
}

using AnSinh.Basics;

namespace AnSinh.Rulebook.Expressions;

/// <summary>
/// Computes what is constant. An age compared with a number becomes a comparison of the birth date with a day:
/// <c>age_at(birth_date, 2024-08-31) &gt;= 80</c> is <c>birth_date &lt;= 1944-08-31</c>.
/// </summary>
internal static class ConstantFolding
{
    public static Node Fold(Node node) => node.Rewrite(Step);

    private static Node Step(Node node) => node switch
    {
        DefineNode define => define.Body,
        Not { Operand: Constant c } => c.IsUnknown ? c : Constant.Of(c.Value == 0),
        Not { Operand: Not inner } => inner.Operand,
        And { Left: Constant { Value: 0 } } or And { Right: Constant { Value: 0 } } => Constant.No,
        And { Left: Constant { Value: 1 } } a => a.Right,
        And { Right: Constant { Value: 1 } } a => a.Left,
        Or { Left: Constant { Value: 1 } } or Or { Right: Constant { Value: 1 } } => Constant.Yes,
        Or { Left: Constant { Value: 0 } } o => o.Right,
        Or { Right: Constant { Value: 0 } } o => o.Left,
        Compare { Left: Constant l, Right: Constant r } c =>
            Both(l, r, ExprType.Bool, () => Operations.Compare(c.Operator, l.Value, r.Value) ? 1 : 0),
        Compare { Left: Span, Right: Constant } c => Bound((Span)c.Left, c.Operator, (Constant)c.Right) ?? c,
        Compare { Left: Constant, Right: Span } c => Bound((Span)c.Right, Mirror(c.Operator), (Constant)c.Left) ?? c,
        OneOf { Operand: Constant c } o => c.IsUnknown ? Unknown(ExprType.Bool, c) : Constant.Of(o.Values.Contains(c.Value)),
        Arithmetic { Left: Constant l, Right: Constant r } a => Both(l, r, a.Type, () => Operations.Apply(a.Operator, l.Value, r.Value)),
        Conditional { Condition: Constant c } x => c.IsUnknown ? Unknown(x.Type, c) : c.Value == 1 ? x.Then : x.Else,
        Span { From: Constant l, To: Constant r } s =>
            Both(l, r, ExprType.Whole, () => s.Years ? Calendar.Years(l.Value, r.Value) : Calendar.Months(l.Value, r.Value)),
        Extreme { Left: Constant l, Right: Constant r } e =>
            Both(l, r, e.Type, () => e.Greatest ? Math.Max(l.Value, r.Value) : Math.Min(l.Value, r.Value)),
        Rounded { Operand: Constant c } r => c.IsUnknown ? Unknown(r.Type, c)
            : new Constant(r.Type, Operations.Round(c.Value, Operations.Divisor(r), r.Unit)),
        DateCall { Date: Constant l, Amount: Constant r } d => Both(l, r, d.Type, () => Calendar.Apply(d.Operation, l.Value, r.Value)),
        PercentOf { Money: Constant l, Percent: Constant r } => Both(l, r, ExprType.Dong, () => Operations.Percent(l.Value, r.Value)),
        Lookup { Key: Constant { IsUnknown: true } c } l => Unknown(l.Type, c),
        Lookup { Key: Constant c } l => new Constant(l.Type, l.Rows.At(c.Value), l.Rows.Missing),
        Widened { Operand: Constant c } w => c.IsUnknown ? Unknown(w.Type, c) : Typing.Widen(c, w.Type),
        // A household has at least one member: the person.
        Members { Operation: MembersOperation.Exists, Body: Constant { IsUnknown: false } c } => c,
        Members { Operation: not MembersOperation.Exists, Body: Constant { Value: 0 } } m => new Constant(m.Type, 0),
        _ => node,
    };

    private static Constant Unknown(ExprType type, Constant because) => new(type, FactKind.Unknown, because.Missing);

    private static Constant Both(Constant left, Constant right, ExprType type, Func<long> value) =>
        left.IsUnknown ? Unknown(type, left) : right.IsUnknown ? Unknown(type, right) : new Constant(type, value());

    private static CompareOperator Mirror(CompareOperator sign) => sign switch
    {
        CompareOperator.Less => CompareOperator.Greater,
        CompareOperator.LessOrEqual => CompareOperator.GreaterOrEqual,
        CompareOperator.Greater => CompareOperator.Less,
        CompareOperator.GreaterOrEqual => CompareOperator.LessOrEqual,
        _ => sign,
    };

    /// <summary>
    /// Span compared with a number as comparisons of its first day with constant days, or null if the second day is not constant.
    /// </summary>
    private static Node? Bound(Span span, CompareOperator sign, Constant count)
    {
        if (span.To is not Constant { IsUnknown: false } to || span.From is Constant || count.IsUnknown
            || Calendar.Latest(span.Years, to.Value, count.Value) is not { } latest
            || Calendar.Latest(span.Years, to.Value, count.Value + 1) is not { } latestOfNext)
        {
            return null;
        }

        return sign switch
        {
            CompareOperator.GreaterOrEqual => NotAfter(latest),
            CompareOperator.Greater => NotAfter(latestOfNext),
            CompareOperator.Less => After(latest),
            CompareOperator.LessOrEqual => After(latestOfNext),
            CompareOperator.Equal => new And(After(latestOfNext), NotAfter(latest)),
            _ => new Or(NotAfter(latestOfNext), After(latest)),
        };

        Compare NotAfter(long day) => new(CompareOperator.LessOrEqual, span.From, new Constant(ExprType.Date, day));

        Compare After(long day) => new(CompareOperator.Greater, span.From, new Constant(ExprType.Date, day));
    }
}

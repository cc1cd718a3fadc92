namespace AnSinh.Rulebook.Expressions;

/// <summary>
/// The arithmetic of the language on known values; overflow throws. Public to the compiled loops, which call <see cref="Round"/>.
/// </summary>
internal static class Operations
{
    public static bool Compare(CompareOperator sign, long left, long right) => sign switch
    {
        CompareOperator.Equal => left == right,
        CompareOperator.NotEqual => left != right,
        CompareOperator.Less => left < right,
        CompareOperator.LessOrEqual => left <= right,
        CompareOperator.Greater => left > right,
        _ => left >= right,
    };

    public static long Apply(ArithmeticOperator sign, long left, long right) => sign switch
    {
        ArithmeticOperator.Add => checked(left + right),
        ArithmeticOperator.Subtract => checked(left - right),
        _ => checked(left * right),
    };

    /// <summary>What a rounded operand is divided by to count units.</summary>
    public static long Divisor(Rounded node) =>
        node.Operand.Type.Kind == ExpressionType.Scaled ? checked(node.Unit * Coefficients.Scale) : node.Unit;

    /// <summary>So many hundredths of an amount, to a đồng.</summary>
    public static long Percent(long money, long percent) => Round(checked(money * percent), 100, 1);

    /// <summary>To a multiple of the unit, half away from zero.</summary>
    public static long Round(long value, long divisor, long unit)
    {
        var units = checked(Math.Abs(value) + (divisor / 2)) / divisor;
        return checked((value < 0 ? -units : units) * unit);
    }
}

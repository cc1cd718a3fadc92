using AnSinh.Basics;

namespace AnSinh.Rulebook.Expressions;

/// <summary>Values as people in Viet Nam read them.</summary>
internal static class Spoken
{
    public const string NotKnown = "chưa rõ";

    private static readonly long Never = DateOnly.MaxValue.DayNumber;

    public static string Number(long value, ParameterUnit counts) => counts switch
    {
        ParameterUnit.Dong => new Dong(value).ToString(),
        ParameterUnit.Coefficient => Coefficient(value),
        _ => Vietnamese.Number(value),
    };

    public static string Coefficient(long value) => ((decimal)value / Coefficients.Scale).ToString("#,0.0###", Vietnamese.Numbers);

    public static string Date(long value) =>
        value == Never ? "không có" : value is > 0 and <= int.MaxValue ? Vietnamese.Date(DateOnly.FromDayNumber((int)value)) : NotKnown;

    /// <summary>A birth date; the first of January stands for a year of which no more is known.</summary>
    public static string Birth(long value)
    {
        if (value == FactKind.Unknown || value == Never)
        {
            return NotKnown;
        }

        var day = DateOnly.FromDayNumber((int)value);
        return new BirthDate(day, day is { Month: 1, Day: 1 } ? DatePrecision.Year : DatePrecision.Day).ToString();
    }

    public static string Value(ExprType type, long value) => value == FactKind.Unknown ? NotKnown : type.Kind switch
    {
        ExpressionType.Bool => value == 0 ? "không" : "có",
        ExpressionType.Dong => new Dong(value).ToString(),
        ExpressionType.Coefficient => Coefficient(value),
        ExpressionType.Scaled => ((decimal)value / Coefficients.Scale).ToString("#,0.####", Vietnamese.Numbers) + " đ",
        ExpressionType.Date => Date(value),
        ExpressionType.Month => new Month((int)value).ToVietnamese(),
        ExpressionType.Code => Code(type.Codes!, value),
        ExpressionType.Person => value == 0 ? "không có" : "người số " + value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => Vietnamese.Number(value),
    };

    public static string Fact(FactKind kind, long value) => Value(ExprType.Of(kind), value);

    public static string Code(FactKind kind, long value)
    {
        var code = kind.Codes[(int)value];
        return kind.CodeLabels.TryGetValue(code, out var label) ? label.Vi : code;
    }
}

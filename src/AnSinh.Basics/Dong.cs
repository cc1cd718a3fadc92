using System.Globalization;

namespace AnSinh.Basics;

/// <summary>An amount of money in whole đồng (<i lang="vi">đồng</i>). Arithmetic is checked: overflow throws, never wraps.</summary>
/// <param name="Value">Whole đồng; negative for a recovery.</param>
public readonly record struct Dong(long Value) : IComparable<Dong>
{
    /// <summary>No money.</summary>
    public static Dong Zero => default;

    /// <summary>Sum of two amounts.</summary>
    public static Dong operator +(Dong a, Dong b) => new(checked(a.Value + b.Value));

    /// <summary>Difference of two amounts: the only source of a payment line.</summary>
    public static Dong operator -(Dong a, Dong b) => new(checked(a.Value - b.Value));

    /// <inheritdoc/>
    public int CompareTo(Dong other) => Value.CompareTo(other.Value);

    /// <summary>The amount as people write it in Viet Nam, e.g. <c>1.234.567 đ</c>.</summary>
    public override string ToString() => Value.ToString("#,0", Vietnamese.Numbers) + " đ";

    /// <summary>Digits with thousands separators and no currency sign, for tables.</summary>
    public string ToDigits() => Value.ToString("#,0", Vietnamese.Numbers);
}

/// <summary>How numbers and dates are written in Viet Nam: <c>1.234.567,8</c> and <c>dd/MM/yyyy</c>.</summary>
public static class Vietnamese
{
    /// <summary>Decimal comma, dot between thousands.</summary>
    public static NumberFormatInfo Numbers { get; } = NumberFormatInfo.ReadOnly(new NumberFormatInfo
    {
        NumberDecimalSeparator = ",",
        NumberGroupSeparator = ".",
        NegativeSign = "−",
    });

    /// <summary>A whole number with dots between thousands.</summary>
    public static string Number(long value) => value.ToString("#,0", Numbers);

    /// <summary>A date as <c>dd/MM/yyyy</c>.</summary>
    public static string Date(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A rate such as <c>1,25 %</c>; <paramref name="decimals"/> digits, rounded half away from zero.</summary>
    public static string Percent(decimal percent, int decimals = 2) =>
        decimal.Round(percent, decimals, MidpointRounding.AwayFromZero).ToString("#,0." + new string('0', decimals), Numbers) + " %";
}

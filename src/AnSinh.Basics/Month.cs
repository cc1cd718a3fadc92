using System.Globalization;

namespace AnSinh.Basics;

/// <summary>A calendar month (<i lang="vi">tháng</i>), the period most benefits are owed for.</summary>
public readonly record struct Month : IComparable<Month>
{
    /// <summary>Months since January of year 0: months subtract and sort as integers.</summary>
    public int Index { get; }

    /// <summary>The month with the given index; see <see cref="Index"/>.</summary>
    public Month(int index) => Index = index;

    /// <summary>The month <paramref name="number"/> (1–12) of <paramref name="year"/>.</summary>
    public Month(int year, int number) : this((year * 12) + number - 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 12);
    }

    /// <summary>Calendar year.</summary>
    public int Year => Index / 12;

    /// <summary>1 for January.</summary>
    public int Number => (Index % 12) + 1;

    /// <summary>First day, part of the month.</summary>
    public DateOnly FirstDay => new(Year, Number, 1);

    /// <summary>Last day, part of the month.</summary>
    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    /// <summary>The day before the first: what was lost by then is no longer owed, what is lost later still is.</summary>
    public DateOnly Eve => FirstDay.AddDays(-1);

    /// <summary>The month in which a day lies.</summary>
    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>The month <paramref name="months"/> later (earlier if negative).</summary>
    public Month Add(int months) => new(Index + months);

    /// <summary>Reads <c>yyyy-MM</c>, years 1900–2199. False for anything else.</summary>
    public static bool TryParse(string? text, out Month month)
    {
        month = default;
        if (text is not { Length: 7 } || text[4] != '-'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year is < 1900 or > 2199 || number is < 1 or > 12)
        {
            return false;
        }

        month = new Month(year, number);
        return true;
    }

    /// <summary>Reads <c>yyyy-MM</c>; throws <see cref="FormatException"/> for anything else.</summary>
    public static Month Parse(string text) =>
        TryParse(text, out var month) ? month : throw new FormatException($"'{text}' is not a month (yyyy-MM).");

    /// <inheritdoc/>
    public int CompareTo(Month other) => Index.CompareTo(other.Index);

    /// <summary>Earlier than.</summary>
    public static bool operator <(Month a, Month b) => a.Index < b.Index;

    /// <summary>Later than.</summary>
    public static bool operator >(Month a, Month b) => a.Index > b.Index;

    /// <summary>Not later than.</summary>
    public static bool operator <=(Month a, Month b) => a.Index <= b.Index;

    /// <summary>Not earlier than.</summary>
    public static bool operator >=(Month a, Month b) => a.Index >= b.Index;

    /// <summary><c>yyyy-MM</c>, the form used in addresses, files and JSON.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}");

    /// <summary><c>MM/yyyy</c>, the form people read in Viet Nam.</summary>
    public string ToVietnamese() => string.Create(CultureInfo.InvariantCulture, $"{Number:00}/{Year:0000}");
}

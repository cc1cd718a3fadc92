using System.Globalization;

namespace AnSinh.Basics;

/// <summary>How much of a birth date is known.</summary>
public enum DatePrecision
{
    /// <summary>Only the year, as for many elders.</summary>
    Year,

    /// <summary>Year and month.</summary>
    Month,

    /// <summary>The full date.</summary>
    Day,
}

/// <summary>A birth date with its precision (<i lang="vi">ngày sinh</i>). The law counts from the first day it may mean.</summary>
/// <param name="Earliest">First day the record may mean: 1 January if only the year is known.</param>
/// <param name="Precision">What of <paramref name="Earliest"/> is really known.</param>
public readonly record struct BirthDate(DateOnly Earliest, DatePrecision Precision)
{
    /// <summary>The date as people write it: <c>1939</c>, <c>03/1939</c> or <c>05/03/1939</c>.</summary>
    public override string ToString() => Precision switch
    {
        DatePrecision.Year => Earliest.Year.ToString(CultureInfo.InvariantCulture),
        DatePrecision.Month => Earliest.ToString("MM/yyyy", CultureInfo.InvariantCulture),
        _ => Vietnamese.Date(Earliest),
    };

    /// <summary>As people write it: a day, a month of a year, or a year; null for anything else.</summary>
    public static BirthDate? ParseOrNull(string? text)
    {
        BirthDate? Read(DatePrecision precision, params string[] shapes) =>
            DateOnly.TryParseExact(text, shapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new BirthDate(day, precision) : null;
        return Read(DatePrecision.Day, "yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy")
            ?? Read(DatePrecision.Month, "yyyy-MM", "M/yyyy") ?? Read(DatePrecision.Year, "yyyy");
    }

    /// <summary>As it is kept: <c>yyyy</c>, <c>yyyy-MM</c> or <c>yyyy-MM-dd</c>.</summary>
    public string ToIso() => Earliest.ToString(
        Precision switch { DatePrecision.Year => "yyyy", DatePrecision.Month => "yyyy-MM", _ => "yyyy-MM-dd" },
        CultureInfo.InvariantCulture);

    /// <summary>
    /// Full years of age on a day. Someone born on 29 February completes a year on 28 February of a common year.
    /// </summary>
    public int AgeOn(DateOnly day)
    {
        var years = day.Year - Earliest.Year;
        return Earliest.AddYears(years) > day ? years - 1 : years;
    }
}

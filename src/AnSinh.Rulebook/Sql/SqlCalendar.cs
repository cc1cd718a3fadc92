using System.Globalization;

namespace AnSinh.Rulebook.Sql;

/// <summary>
/// Full years and months between days, by calendar: dates are compared as numbers yyyymmdd (months: 1200 y + 100 m + d), and a last day that closes its
/// month (February, for years) counts as if the month had all days a first day could have.
/// </summary>
internal sealed class SqlCalendar(SqlWords words)
{
    // Makes every difference positive, so that division rounds down in both directions.
    private const long Lift = 20_000;

    public string Years(Day from, Day to) =>
        $"(({To(to, years: true)} - {From(from, years: true)} + {words.Number(Lift * 10_000)}) / 10000 - {Lift.ToString(CultureInfo.InvariantCulture)})";

    public string Months(Day from, Day to) =>
        $"(({To(to, years: false)} - {From(from, years: false)} + {words.Number(Lift * 1_200)}) / 100 - {(Lift * 12).ToString(CultureInfo.InvariantCulture)})";

    private string From(Day day, bool years) => day.Known is { } known
        ? words.Number(years ? (known.Year * 10_000) + (known.Month * 100) + known.Day : (known.Year * 1_200) + (known.Month * 100) + known.Day)
        : years ? words.DayPart(day.Text, DayPart.YearMonthDay)
        : $"({words.DayPart(day.Text, DayPart.Year)} * 1200 + {words.DayPart(day.Text, DayPart.Month)} * 100 + {words.DayPart(day.Text, DayPart.Day)})";

    private string To(Day day, bool years)
    {
        if (day.Known is not { } known)
        {
            var next = $"({day.Text} + 1)";
            return years
                ? $"({From(day, years)} + CASE WHEN {words.DayPart(day.Text, DayPart.MonthDay)} = 228 AND {words.DayPart(next, DayPart.MonthDay)} = 301 THEN 1 ELSE 0 END)"
                : $"({From(day, years)} + CASE WHEN {words.DayPart(next, DayPart.Day)} = 1 THEN 31 - {words.DayPart(day.Text, DayPart.Day)} ELSE 0 END)";
        }

        var closes = known.Day == DateTime.DaysInMonth(known.Year, known.Month);
        var full = !closes ? known.Day : !years ? 31 : known.Month == 2 ? 29 : known.Day;
        return words.Number((known.Year * (years ? 10_000 : 1_200)) + (known.Month * 100) + full);
    }
}

/// <summary>A day as SQL text; with its value if it is the same for everybody.</summary>
internal readonly record struct Day(string Text, DateOnly? Known);

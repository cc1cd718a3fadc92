using System.Globalization;

namespace AnSinh.Rulebook.Sql;

/// <summary>
/// Full years and months between days, by calendar: dates are compared as numbers yyyymmdd (months: 1200 y + 100 m + d), and a last day
/// that closes its month (February, for years) counts as if the month had all days a first day could have.
/// </summary>
internal sealed class SqlCalendar(SqlWords words)
{
    // A day as one number: yyyymmdd, or months and days.
    private const int YearScale = 10_000;
    private const int MonthScale = 100;

    // Makes every difference positive, so that division rounds down in both directions.
    private const long LiftOffset = 20_000;

    public string Years(SqlDay from, SqlDay to) =>
        $"(({To(to, years: true)} - {From(from, years: true)} + {words.Number(LiftOffset * YearScale)}) / {Plain(YearScale)}"
        + $" - {Plain(LiftOffset)})";

    public string Months(SqlDay from, SqlDay to) =>
        $"(({To(to, years: false)} - {From(from, years: false)} + {words.Number(LiftOffset * 12 * MonthScale)}) / {Plain(MonthScale)}"
        + $" - {Plain(LiftOffset * 12)})";

    /// <summary>The day of the same number so many months later, the last of a shorter month; the ends of the calendar hold.</summary>
    public string AddMonths(string day, string months) =>
        Within($"{Index(day)} + {months}", words.DayPart(day, DayPart.Day),
            $"CASE WHEN w.q < 12 THEN {Plain(DateOnly.MinValue)}"
            + $" WHEN w.q >= {Plain((DateOnly.MaxValue.Year + 1) * 12)} THEN {Plain(DateOnly.MaxValue)} ELSE {InMonth} END");

    /// <summary>A day so many days later; the ends of the calendar hold.</summary>
    public string AddDays(string day, string days) =>
        words.Extreme(greatest: false, words.Extreme(greatest: true, $"({day} + {days})", Plain(DateOnly.MinValue)),
            Plain(DateOnly.MaxValue));

    /// <summary>The last day of the day's month.</summary>
    public string MonthEnd(string day) => Within(Index(day), "31", InMonth);

    /// <summary>The day written month × 100 + day in the day's year; 28 February for the 29th in a common year.</summary>
    public string InYear(string day, string monthAndDay) =>
        Within($"{words.DayPart(day, DayPart.Year)} * 12 + {monthAndDay} / 100 - 1", $"{monthAndDay} % 100", InMonth);

    public string Year(string day) => words.DayPart(day, DayPart.Year);

    private const string InMonth = "w.a + CASE WHEN w.d <= w.b - w.a THEN w.d ELSE w.b - w.a END - 1";

    private static string Plain(DateOnly day) => Plain(day.DayNumber);

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Months since the year 0, as in year × 12 + month − 1.</summary>
    private string Index(string day) => $"{words.DayPart(day, DayPart.Year)} * 12 + {words.DayPart(day, DayPart.Month)} - 1";

    /// <summary>
    /// An answer from q (a month by its index), d (a day of it), a (the day number of its first day) and b (that of the next month).
    /// </summary>
    private static string Within(string q, string d, string answer) =>
        $"(SELECT {answer} FROM (SELECT v.q AS q, v.d AS d, {FirstDay("v.q")} AS a, {FirstDay("(v.q + 1)")} AS b"
        + $" FROM (SELECT {q} AS q, {d} AS d) v) w)";

    /// <summary>
    /// Years are counted from March, so that the leap day is the last of its year: 153 days in any five months of 31 and 30.
    /// </summary>
    private static string FirstDay(string q) =>
        $"(({q} - 2) / 12 * 365 + ({q} - 2) / 48 - ({q} - 2) / 1200 + ({q} - 2) / 4800 + (({q} - 2) % 12 * 153 + 2) / 5 - 306)";

    private string From(SqlDay day, bool years) => day.Known is { } known
        ? words.Number((known.Year * (years ? YearScale : 12 * MonthScale)) + (known.Month * MonthScale) + known.Day)
        : years ? words.DayPart(day.Text, DayPart.YearMonthDay)
        : $"({words.DayPart(day.Text, DayPart.Year)} * {Plain(12 * MonthScale)}"
            + $" + {words.DayPart(day.Text, DayPart.Month)} * {Plain(MonthScale)} + {words.DayPart(day.Text, DayPart.Day)})";

    private string To(SqlDay day, bool years)
    {
        if (day.Known is not { } known)
        {
            var next = $"({day.Text} + 1)";
            return years
                ? $"({From(day, years)} + CASE WHEN {words.DayPart(day.Text, DayPart.MonthDay)} = 228"
                    + $" AND {words.DayPart(next, DayPart.MonthDay)} = 301 THEN 1 ELSE 0 END)"
                : $"({From(day, years)} + CASE WHEN {words.DayPart(next, DayPart.Day)} = 1"
                    + $" THEN 31 - {words.DayPart(day.Text, DayPart.Day)} ELSE 0 END)";
        }

        var closes = known.Day == DateTime.DaysInMonth(known.Year, known.Month);
        var full = !closes ? known.Day : !years ? 31 : known.Month == 2 ? 29 : known.Day;
        return words.Number((known.Year * (years ? YearScale : 12 * MonthScale)) + (known.Month * MonthScale) + full);
    }
}

/// <summary>A day as SQL text; with its value if it is the same for everybody.</summary>
internal readonly record struct SqlDay(string Text, DateOnly? Known);

namespace AnSinh.Rulebook.Expressions;

/// <summary>
/// Full years and months between days, given as day numbers. A year from 29 February is complete on 28 February of a common year; a month
/// from the 31st on the last day of a shorter month.
/// </summary>
internal static class Calendar
{
    private const long MonthsOfCalendar = 9999 * 12;
    private static readonly long First = DateOnly.MinValue.DayNumber;
    private static readonly long Last = DateOnly.MaxValue.DayNumber;

    /// <summary>The most years n such that <paramref name="from"/> plus n years is not after <paramref name="to"/>.</summary>
    public static long Years(long from, long to)
    {
        var (start, end) = (DateOnly.FromDayNumber((int)from), DateOnly.FromDayNumber((int)to));
        var years = end.Year - start.Year;
        return start.AddYears(years) > end ? years - 1 : years;
    }

    /// <summary>The most months n such that <paramref name="from"/> plus n months is not after <paramref name="to"/>.</summary>
    public static long Months(long from, long to)
    {
        var (start, end) = (DateOnly.FromDayNumber((int)from), DateOnly.FromDayNumber((int)to));
        var months = ((end.Year - start.Year) * 12) + end.Month - start.Month;
        return start.AddMonths(months) > end ? months - 1 : months;
    }

    /// <summary>
    /// The last day from which <paramref name="count"/> full years (or months) are complete on <paramref name="to"/>: a day is at least
    /// that far away if and only if it is not after this one. Null if the calendar does not reach that far.
    /// </summary>
    public static long? Latest(bool years, long to, long count)
    {
        if (count is > short.MaxValue or < -short.MaxValue)
        {
            return null;
        }

        var end = DateOnly.FromDayNumber((int)to);
        var months = years ? count * 12 : count;
        var index = (end.Year * 12L) + end.Month - 1 - months;
        if (end.Year == DateOnly.MaxValue.Year || index < 24 || index >= 9998 * 12)
        {
            return null;
        }

        var latest = end.AddMonths((int)-months);
        while (Later(latest.AddDays(1)) <= end)
        {
            latest = latest.AddDays(1);
        }

        return latest.DayNumber;

        DateOnly Later(DateOnly day) => years ? day.AddYears((int)count) : day.AddMonths((int)months);
    }

    /// <summary>A day so many days later; the ends of the calendar hold.</summary>
    public static long AddDays(long day, long days) => Math.Clamp(day + Math.Clamp(days, First - Last, Last - First), First, Last);

    /// <summary>A day so many months later, the last of a shorter month for a day it has not; the ends of the calendar hold.</summary>
    public static long AddMonths(long day, long months)
    {
        var from = DateOnly.FromDayNumber((int)day);
        var index = (from.Year * 12L) + from.Month - 1 + Math.Clamp(months, -MonthsOfCalendar, MonthsOfCalendar);
        return index < 12 ? First
            : index > MonthsOfCalendar + 11 ? Last : from.AddMonths((int)(index - ((from.Year * 12L) + from.Month - 1))).DayNumber;
    }

    /// <summary>The last day of the day's month.</summary>
    public static long MonthEnd(long day)
    {
        var of = DateOnly.FromDayNumber((int)day);
        return new DateOnly(of.Year, of.Month, DateTime.DaysInMonth(of.Year, of.Month)).DayNumber;
    }

    /// <summary>A day of the day's year, written month × 100 + day; 28 February for the 29th in a common year.</summary>
    public static long InYear(long day, long monthAndDay)
    {
        var (year, month) = (DateOnly.FromDayNumber((int)day).Year, (int)monthAndDay / 100);
        return new DateOnly(year, month, Math.Min((int)monthAndDay % 100, DateTime.DaysInMonth(year, month))).DayNumber;
    }

    /// <summary>The day's year.</summary>
    public static long YearOf(long day) => DateOnly.FromDayNumber((int)day).Year;

    public static long Apply(DateOperation operation, long day, long amount) => operation switch
    {
        DateOperation.AddDays => AddDays(day, amount),
        DateOperation.AddMonths => AddMonths(day, amount),
        DateOperation.MonthEnd => MonthEnd(day),
        DateOperation.InYear => InYear(day, amount),
        _ => YearOf(day),
    };
}

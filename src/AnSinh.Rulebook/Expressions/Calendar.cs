namespace AnSinh.Rulebook.Expressions;

/// <summary>
/// Full years and months between days, given as day numbers. A year from 29 February is complete on 28 February of a common year; a month
/// from the 31st on the last day of a shorter month.
/// </summary>
internal static class Calendar
{
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
    /// The last day from which <paramref name="count"/> full years (or months) are complete on <paramref name="to"/>: a day is at least that far
    /// away if and only if it is not after this one. Null if the calendar does not reach that far.
    /// </summary>
    public static long? Latest(bool years, long to, long count)
    {
        var end = DateOnly.FromDayNumber((int)to);
        var months = years ? count * 12 : count;
        var index = (end.Year * 12L) + end.Month - 1 - months;
        if (Math.Abs(count) > short.MaxValue || index < 24 || index >= 9998 * 12)
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
}

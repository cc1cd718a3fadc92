using AnSinh.Basics;

namespace AnSinh.Rulebook;

/// <summary>
/// Which days offices of the state work (<i lang="vi">ngày làm việc</i>): Monday to Friday but for public holidays, and the weekend days
/// worked in exchange. For deadlines that the law counts in working days.
/// </summary>
public sealed class WorkCalendar
{
    private readonly Dictionary<int, CalendarYear> _years;
    private readonly Dictionary<DateOnly, CalendarDay> _days;

    internal WorkCalendar(IEnumerable<CalendarYear> years)
    {
        Years = [.. years.OrderBy(y => y.Year)];
        _years = Years.ToDictionary(y => y.Year);
        _days = Years.SelectMany(y => y.Days).ToDictionary(d => d.Day);
    }

    /// <summary>The years whose holidays are known, in order.</summary>
    public IReadOnlyList<CalendarYear> Years { get; }

    /// <summary>True if an office works on a day. Of a year that is not known only its weekends are: see <see cref="IsCertain"/>.</summary>
    public bool IsWorking(DateOnly day) => _days.TryGetValue(day, out var named) ? named.Kind == CalendarDayKind.Workday
        : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>True if the holidays of all days from one to another, both included, are known and not doubtful.</summary>
    public bool IsCertain(DateOnly from, DateOnly to) => Enumerable.Range(from.Year, Math.Max(1, to.Year - from.Year + 1))
        .All(year => _years.TryGetValue(year, out var known) && !known.Doubtful);

    /// <summary>The last of so many working days, the first being the first working day after <paramref name="begin"/>.</summary>
    public DateOnly After(DateOnly begin, int workingDays)
    {
        var day = begin;
        for (var left = workingDays; left > 0;)
        {
            day = day.AddDays(1);
            left -= IsWorking(day) ? 1 : 0;
        }

        return day;
    }
}

/// <summary>The holidays of a year, as announced.</summary>
/// <param name="Year">The year.</param>
/// <param name="Days">Days that are otherwise than their weekday says, and holidays that fall on a weekend, in order.</param>
/// <param name="Cite">The law they rest on.</param>
/// <param name="Doubtful">Not announced yet, or uncertain.</param>
/// <param name="Checked">What they were compared with, if they were.</param>
/// <param name="Note">Remark.</param>
/// <param name="Place">File and line.</param>
public sealed record CalendarYear(int Year, IReadOnlyList<CalendarDay> Days, Citation Cite, bool Doubtful, string? Checked, string? Note,
    string Place);

/// <summary>A day of the calendar.</summary>
/// <param name="Day">The day.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Name of a holiday.</param>
/// <param name="For">The holiday it makes up for, or the day it is exchanged with.</param>
/// <param name="Cite">The law it rests on, if another than that of the year.</param>
public sealed record CalendarDay(DateOnly Day, CalendarDayKind Kind, string? Name, DateOnly? For, Citation? Cite);

/// <summary>What a day of the calendar is.</summary>
public enum CalendarDayKind
{
    /// <summary>A public holiday (<i lang="vi">ngày lễ, Tết</i>), also on a weekend.</summary>
    Holiday,

    /// <summary>A day off for a holiday that fell on a weekend (<i lang="vi">nghỉ bù</i>).</summary>
    Compensatory,

    /// <summary>A working day off in exchange for one worked (<i lang="vi">nghỉ hoán đổi</i>).</summary>
    SwappedOff,

    /// <summary>A weekend day worked in exchange (<i lang="vi">làm bù</i>).</summary>
    Workday,
}

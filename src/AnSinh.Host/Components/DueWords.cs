using AnSinh.Host.Web;

namespace AnSinh.Host.Components;

/// <summary>A deadline in words: by how many working days it is late, or how many there still are.</summary>
internal static class DueWords
{
    /// <summary>The words, and the colour of their badge.</summary>
    public static (string Text, string Tone) Of(Office office, Language l, DateOnly? due)
    {
        var today = office.Clock.Today;
        return due is not { } day ? (l.T("đồng hồ dừng", "clock stopped"), "mute")
            : day < today ? (l.T($"quá hạn {Days(office, l, day, today)}", $"{Days(office, l, day, today)} late"), "bad")
            : day == today ? (l.T("hôm nay", "today"), "warn")
            : (l.T($"còn {Days(office, l, today, day)}", $"{Days(office, l, today, day)} left"), "mute");
    }

    /// <summary>The day itself.</summary>
    public static string Day(Language l, DateOnly day) => $"{l.Weekday(day)} {l.Date(day)}";

    private static string Days(Office office, Language l, DateOnly from, DateOnly to)
    {
        var count = Enumerable.Range(1, to.DayNumber - from.DayNumber).Count(i => office.Policy.WorkDays.IsWorking(from.AddDays(i)));
        return l.T($"{count} ngày làm việc", count == 1 ? "1 working day" : $"{count} working days");
    }
}

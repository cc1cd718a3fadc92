using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Rulebook;

namespace AnSinh.Host.Rules;

/// <summary>Days of the calendar in words.</summary>
internal static class HolidayWords
{
    private static readonly string[] Weekdays = ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"];

    public static string Weekday(Language l, DateOnly day) => l.T(Weekdays[(int)day.DayOfWeek], day.DayOfWeek.ToString());

    public static string Kind(Language l, CalendarDayKind kind) => kind switch
    {
        CalendarDayKind.Holiday => l.T("nghỉ lễ", "public holiday"),
        CalendarDayKind.Compensatory => l.T("nghỉ bù", "day off instead"),
        CalendarDayKind.SwappedOff => l.T("nghỉ hoán đổi", "day off in exchange"),
        _ => l.T("làm bù", "worked in exchange"),
    };

    public static string Remark(Language l, CalendarDay day) => day.For is not { } other ? day.Name ?? ""
        : day.Kind == CalendarDayKind.Compensatory ? l.T($"cho ngày {l.Date(other)}", $"for {l.Date(other)}")
        : l.T($"đổi với ngày {l.Date(other)}", $"exchanged with {l.Date(other)}");
}

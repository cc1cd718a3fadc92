using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads policy/*/holidays: the calendar of working days, a document a year.</summary>
internal static class HolidayReader
{
    private static readonly Dictionary<string, CalendarDayKind> Kinds = new(StringComparer.Ordinal)
    {
        ["holiday"] = CalendarDayKind.Holiday,
        ["compensatory"] = CalendarDayKind.Compensatory,
        ["swapped_off"] = CalendarDayKind.SwappedOff,
        ["workday"] = CalendarDayKind.Workday,
    };

    public static void Read(PolicyDraft draft)
    {
        foreach (var (_, map) in draft.Documents("holidays"))
        {
            var year = map.RequiredWhole("year");
            var cite = draft.Cite(map, "cite", required: true) ?? new Citation("");
            var isChecked = PolicyDraft.Checked(map);
            var days = map.Maps("days").Select(d => Day(draft, d, year)).OrderBy(d => d.Day).ToList();
            var doubtful = draft.Doubt(map, isChecked, cite)
                | days.Exists(d => d.Cite is { } own && draft.Instruments.TryGetValue(own.Instrument, out var law) && law.Doubtful);
            draft.Holidays.Add(new CalendarYear(year, days, cite, doubtful, isChecked, map.Text("note"), map.Place));
            map.Done();
        }

        draft.Problems.Unique(draft.Holidays.Select(y => ($"{y.Year}", y.Place)), "năm của lịch nghỉ");
        draft.Problems.Unique(draft.Holidays.SelectMany(y => y.Days.Select(d => ($"{d.Day:yyyy-MM-dd}", y.Place))),
            "ngày của lịch nghỉ");
        Pairs(draft);
    }

    private static CalendarDay Day(PolicyDraft draft, PolicyMap map, int year)
    {
        var day = new CalendarDay(map.RequiredDate("day"), map.Word("kind", Kinds), map.Text("name"), map.Date("for"),
            draft.Cite(map, "cite", required: false));
        map.Done();
        var weekend = day.Day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        if (day.Day.Year != year)
        {
            map.Wrong("day", $"{day.Day:yyyy-MM-dd} không thuộc năm {year}");
        }
        else if (day.Kind == CalendarDayKind.Holiday ? day.Name is null : day.For is null)
        {
            map.WrongWhole("policy.holiday", "ngày lễ có 'name'; ngày nghỉ bù, nghỉ hoán đổi, làm bù có 'for' là ngày kia");
        }
        else if (day.Kind == CalendarDayKind.Workday != weekend && day.Kind != CalendarDayKind.Holiday)
        {
            map.Wrong("kind", weekend ? "nghỉ bù, nghỉ hoán đổi là ngày trong tuần" : "làm bù là thứ Bảy hoặc Chủ nhật");
        }

        return day;
    }

    /// <summary>What is exchanged is exchanged both ways, and a day off makes up for a holiday on a weekend.</summary>
    private static void Pairs(PolicyDraft draft)
    {
        var days = draft.Holidays.SelectMany(y => y.Days).GroupBy(d => d.Day).ToDictionary(g => g.Key, g => g.First());
        var years = draft.Holidays.Select(y => y.Year).ToHashSet();
        foreach (var (day, place) in draft.Holidays.SelectMany(y => y.Days.Select(d => (d, y.Place))))
        {
            if (day.For is { } other && years.Contains(other.Year) && (!days.TryGetValue(other, out var pair) || !Fits(day, pair)))
            {
                draft.Problems.Add("policy.holiday", place, $"{day.Day:yyyy-MM-dd}: 'for: {other:yyyy-MM-dd}' không khớp với ngày ấy");
            }
        }
    }

    private static bool Fits(CalendarDay day, CalendarDay other) => day.Kind switch
    {
        CalendarDayKind.Compensatory => other.Kind == CalendarDayKind.Holiday
            && other.Day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday,
        CalendarDayKind.SwappedOff => other.Kind == CalendarDayKind.Workday && other.For == day.Day,
        _ => other.Kind == CalendarDayKind.SwappedOff && other.For == day.Day,
    };
}

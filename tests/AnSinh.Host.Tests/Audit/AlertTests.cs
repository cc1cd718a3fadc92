using AnSinh.Access.Alerts;
using AnSinh.Basics;
using AnSinh.Rulebook.Access;
using AnSinh.Store;

namespace AnSinh.Host.Tests.Audit;

/// <summary>Which readings are alerts.</summary>
public class AlertTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static readonly AlertRule[] Rules =
    [
        Rule(AlertKind.ManyFiles) with { AtLeast = 3 }, Rule(AlertKind.AtNight) with { FromHour = 22, ToHour = 5 },
        Rule(AlertKind.LargeExport) with { AtLeast = 100 }, Rule(AlertKind.Colleague), Rule(AlertKind.OwnFamily),
    ];

    private long _entry;

    [Fact]
    public void Many_files_are_those_of_different_people_within_an_hour()
    {
        Assert.Empty(Found(File(9, 0, 1), File(9, 10, 2), File(9, 20, 2), File(10, 5, 3)));
        var alert = Assert.Single(Found(File(9, 50, 1), File(10, 10, 2), File(10, 40, 3), File(10, 45, 4), File(13, 0, 5)));
        Assert.Equal((AlertKind.ManyFiles, "lan", Day, 4L), (alert.Kind, alert.Actor, alert.Day, alert.Count));
    }

    [Theory]
    [InlineData(21, 59, false)]
    [InlineData(22, 0, true)]
    [InlineData(4, 59, true)]
    [InlineData(5, 0, false)]
    [InlineData(0, 0, true)]
    public void Night_has_hours(int hour, int minute, bool isNight) =>
        Assert.Equal(isNight, Found(File(hour, minute, 1)).Any(a => a.Kind == AlertKind.AtNight));

    [Fact]
    public void Many_rows_taken_at_once_are_an_alert_each()
    {
        AuditRecord Taken(string action, long rows) => Entry(10, 0, action, "/nguoi") with { Lines = rows };
        var found = Found(Taken("list.export", 99), Taken("list.export", 100), Taken("people.list", 500), Taken("list.export", 120));
        Assert.Equal([120L, 500L, 100L], found.Select(a => a.Count));
        Assert.Equal(3, found.Select(a => a.Key).Distinct().Count());
    }

    [Fact]
    public void A_colleague_is_somebody_with_an_account_and_family_includes_oneself()
    {
        var found = Found(File(10, 0, 7), File(10, 1, 8), File(10, 2, 9), File(10, 3, 8),
            Entry(10, 4, "protected.open", "protected:person:9"));
        Assert.Equal([(AlertKind.Colleague, (long?)9, 2L), (AlertKind.OwnFamily, 8, 2L), (AlertKind.OwnFamily, 7, 1L)],
            found.Where(a => a.Kind != AlertKind.ManyFiles).Select(a => (a.Kind, a.Person, a.Count)));
    }

    [Fact]
    public void What_is_older_than_a_rule_looks_back_is_let_go()
    {
        var finder = Finder();
        finder.Add(File(23, 0, 1));
        Assert.Single(finder.Found(Day.AddDays(10)));
        Assert.Empty(finder.Found(Day.AddDays(11)));
    }

    // Lan is person 7 and has person 8 in her family; person 9 works here too.
    private static AlertFinder Finder() => new(Rules, new Dictionary<string, long> { ["lan"] = 7, ["mai"] = 9 },
        new Dictionary<string, IReadOnlySet<long>> { ["lan"] = new HashSet<long> { 7, 8 } });

    private static IReadOnlyList<Alert> Found(params AuditRecord[] entries)
    {
        var finder = Finder();
        foreach (var entry in entries)
        {
            finder.Add(entry);
        }

        return finder.Found(Day);
    }

    private static AlertRule Rule(AlertKind kind) => new(kind, new LocalText("a"), new LocalText("b"), 10);

    private AuditRecord File(int hour, int minute, long person) => Entry(hour, minute, "person.read", $"person:{person}");

    private AuditRecord Entry(int hour, int minute, string action, string subject) => new(0, "lan", action, subject, "")
    {
        Entry = ++_entry,
        SystemAt = AsKnown.NoonOf(Day) + (long)(TimeSpan.FromHours(hour - 12) + TimeSpan.FromMinutes(minute)).TotalMilliseconds,
    };
}

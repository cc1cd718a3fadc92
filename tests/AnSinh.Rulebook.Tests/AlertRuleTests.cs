using AnSinh.Rulebook.Access;

namespace AnSinh.Rulebook.Tests;

/// <summary>Reads the rules of alerts.</summary>
public class AlertRuleTests
{
    private const string Office = """
        alert: many_files
        label: {vi: Nhiều hồ sơ}
        why: {vi: trong một giờ}
        at_least: 40
        days: 31
        ---
        alert: at_night
        label: {vi: Ban đêm}
        why: {vi: ngoài giờ}
        from_hour: 22
        to_hour: 5
        days: 7
        """;

    [Fact]
    public void A_rule_says_how_many_when_and_how_far_back()
    {
        var rules = Of(Office).Read().Alerts;
        Assert.Equal([(AlertKind.ManyFiles, 40, 31), (AlertKind.AtNight, 0, 7)], rules.Select(r => (r.Kind, r.AtLeast, r.Days)));
        Assert.Equal([0, 1, 2, 3, 4, 22, 23], Enumerable.Range(0, 24).Where(rules[1].IsNight));
        Assert.Equal([9, 10], Enumerable.Range(0, 24).Where((rules[1] with { FromHour = 9, ToHour = 11 }).IsNight));
    }

    [Theory]
    [InlineData("alert: many_files", "alert: many_flies", 1, "many_flies")]
    [InlineData("at_least: 40", "at_least: 0", 4, "từ 1 trở lên")]
    [InlineData("at_least: 40\n", "", 1, "at_least")]
    [InlineData("days: 31", "days: -1", 5, "từ 1 trở lên")]
    [InlineData("from_hour: 22", "from_hour: 24", 10, "0 đến 23")]
    [InlineData("to_hour: 5", "to_hour: 22", 11, "khác nhau")]
    [InlineData("to_hour: 5", "to_hour: 5\nat_least: 3", 12, "at_least")]
    [InlineData("alert: at_night", "alert: many_files", 7, "many_files")]
    public void A_mistake_is_told_with_its_line(string right, string wrong, int line, string words)
    {
        Assert.Contains(right, Office);
        var refusals = Of(Office.Replace(right, wrong, StringComparison.Ordinal)).Load().Refusals;
        Assert.Contains(refusals, r => r.Place == $"vn/alerts/office.yaml:{line}" && r.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Which_readings_are_looked_into_is_no_state_of_the_law() => Assert.Equal(PolicyFiles.Plain.Hash, Of(Office).Read().Hash);

    private static PolicyFiles Of(string alerts) => new PolicyFiles().With("vn/alerts/office.yaml", alerts);
}

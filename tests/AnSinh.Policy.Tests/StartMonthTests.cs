using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Policy.Tests;

/// <summary>
/// From which month money runs once a decision is signed. A worked case holds the facts of one month and no decision, so these cases of the
/// law (A-D12 and A-D13) stand here.
/// </summary>
public sealed class StartMonthTests
{
    private const string Programme = "social_assistance";
    private static readonly Month April2022 = new(2022, 4);
    private static readonly Month June2022 = new(2022, 6);
    private static readonly Month July2022 = new(2022, 7);

    [Fact]
    public void A_disabled_person_is_owed_from_the_month_of_the_certificate_though_the_decision_came_later()
    {
        // Certificate 12 April 2022, decision 20 July 2022: the certificate is a fact from April on.
        Assert.Equal(540_000, Payable(April2022, Disabled("severe"), decided: July2022));
        Assert.Equal(540_000, Payable(June2022, Disabled("severe"), decided: July2022));
        Assert.Equal(0, Payable(April2022.Add(-1), Disabled("none"), decided: July2022));
    }

    [Fact]
    public void A_single_parent_is_owed_from_the_month_the_decision_is_signed()
    {
        Assert.Equal(0, Payable(June2022, SingleParent(), decided: July2022));
        Assert.Equal(360_000, Payable(July2022, SingleParent(), decided: July2022));
    }

    [Fact]
    public void Nobody_is_owed_without_a_decision()
    {
        Assert.Equal(0, Payable(July2022, Disabled("severe"), decided: null));
        Assert.Equal(0, Payable(July2022, SingleParent(), decided: null));
    }

    [Theory]
    [InlineData("btxh-1", Starts.Decision)]
    [InlineData("btxh-4", Starts.Decision)]
    [InlineData("btxh-5a", Starts.Decision)]
    [InlineData("btxh-5b", Starts.Condition)]
    [InlineData("btxh-5c", Starts.Condition)]
    [InlineData("btxh-6", Starts.Condition)]
    public void Only_the_routes_of_age_and_of_disability_start_with_the_condition(string route, Starts starts) =>
        Assert.Equal(starts, At(July2022).Version.Routes.Single(r => r.Id == route).Starts);

    private static ProgrammeAt At(Month month) =>
        LoadedPolicy.Policy.At(Jurisdiction.National, month, LoadedPolicy.Latest).ProgrammeOrNull(Programme)!;

    private static long Payable(Month month, Dictionary<string, string[]> facts, Month? decided)
    {
        var rows = facts.Values.First().Length;
        var columns =
            facts.ToDictionary(f => f.Key, f => f.Value.Select(text => LoadedPolicy.Policy.Facts[f.Key].Encode(text)!.Value).ToArray());
        columns["id"] = [.. Enumerable.Range(1, rows).Select(i => (long)i)];
        columns["resident"] = [.. Enumerable.Repeat(1L, rows)];
        var programme = At(month);
        columns[programme.DecisionColumn] = [.. Enumerable.Repeat(decided?.Index ?? long.MaxValue, rows)];
        var result = new KernelResult(rows);
        programme.Compile(payable: true)(new FactTable(rows, columns, new int[rows], [0, rows], [.. Enumerable.Range(0, rows)]),
            0, rows, result);
        return result.Amount[0];
    }

    private static Dictionary<string, string[]> Disabled(string degree) =>
        new() { ["birth_date"] = ["1980-05-05"], ["disability"] = [degree] };

    private static Dictionary<string, string[]> SingleParent() => new()
    {
        ["birth_date"] = ["1985-01-01", "2014-01-01"],
        ["marital_status"] = ["widowed", "never_married"],
        ["raised_by"] = ["0", "1"],
        ["poverty"] = ["poor", "poor"],
    };
}

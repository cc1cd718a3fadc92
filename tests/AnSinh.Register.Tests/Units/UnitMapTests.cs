using AnSinh.Register.Units;
using AnSinh.Testing;

namespace AnSinh.Register.Tests.Units;

/// <summary>Borders are dated: every answer depends on the day.</summary>
public class UnitMapTests
{
    private static readonly DateOnly Before = new(2020, 2, 29);
    private static readonly DateOnly After = new(2020, 3, 1);
    private static readonly DateOnly Abolished = new(2025, 7, 1);
    private static readonly UnitMap Map = Some.Units;

    [Fact]
    public void A_code_used_again_is_another_unit_from_that_day()
    {
        Assert.Equal("B", Map.At("102", Before)!.Name);
        Assert.Equal("AB", Map.At("102", After)!.Name);
        Assert.Null(Map.At("101", After));
        Assert.Null(Map.At("272", Abolished));
    }

    [Fact]
    public void Land_is_followed_along_whole_changes_and_never_backwards()
    {
        Assert.Equal("101", Map.Resolve("101", Before)!.Key);
        Assert.Equal("102~2020-03-01", Map.Resolve("101", After)!.Key);
        Assert.Equal("103~2025-07-01", Map.Resolve("101", Abolished)!.Key);
        Assert.Null(Map.Resolve("102~2020-03-01", Before));
        Assert.Null(Map.Resolve("272", Abolished));
        Assert.Null(Map.Resolve("none", Before));
    }

    [Fact]
    public void A_unit_that_was_split_lies_nowhere_for_certain()
    {
        var split = Split();
        Assert.Null(split.Resolve("1", new(2021, 1, 1)));
        Assert.Equal(["2", "3"], split.Successors(split.FindOrNull("1")!).Select(u => u.Code));
        Assert.Equal(["1"], split.Predecessors(split.FindOrNull("2~2021-01-01")!).Select(u => u.Code));
    }

    [Fact]
    public void Children_are_those_of_the_day_and_of_an_abolished_district_what_became_of_them()
    {
        Assert.Equal(["101", "102", "103"], Map.Children("272", Before).Select(u => u.Code));
        Assert.Equal(["102", "103"], Map.Children("272", After).Select(u => u.Code));
        Assert.Equal(["103~2025-07-01"], Map.Children("272", Abolished).Select(u => u.Key));
        Assert.Equal(["101", "102", "103", "900"], Map.Children("01", Before).Select(u => u.Code));
        Assert.Equal(["272"], Map.Children("01", Before, level: 2).Select(u => u.Code));
        Assert.Empty(Map.Children("777", Before));
    }

    [Fact]
    public void The_scope_of_a_commune_reaches_back_and_that_of_a_district_over_all_times()
    {
        Assert.Equal(["102", "101", "102~2020-03-01"], UnitsOf("102~2020-03-01"), StringSet);
        Assert.Equal(["102"], UnitsOf("102"), StringSet);
        Assert.Equal(["101", "102", "102~2020-03-01", "103", "103~2025-07-01"], UnitsOf("272"), StringSet);
        Assert.DoesNotContain("900", UnitsOf("272"));
        Assert.Contains("900", UnitsOf("01"));
        Assert.Contains("103~2025-07-01", UnitsOf("01"));
    }

    [Fact]
    public void The_scope_of_a_successor_does_not_take_the_people_of_a_unit_that_was_split()
    {
        var split = Split();
        Assert.Equal(["2~2021-01-01"], split.ScopeOf(split.FindOrNull("2~2021-01-01")!).Units);
    }

    [Fact]
    public void Figures_are_summed_onto_a_later_map_and_the_total_stays()
    {
        var restated = Map.Restate(new Dictionary<string, long> { ["101"] = 5, ["102"] = 7, ["103"] = 11 }, After).Value;
        Assert.Equal((12L, 11L, 2), (restated["102~2020-03-01"], restated["103"], restated.Count));
        Assert.Equal(23, Map.Restate(restated, Abolished).Value.Single().Value);
    }

    [Fact]
    public void Figures_go_back_to_an_earlier_map_only_where_the_unit_was_the_same_land()
    {
        var merged = Map.Restate(new Dictionary<string, long> { ["102~2020-03-01"] = 12, ["103"] = 11 }, Before);
        Assert.False(merged.Ok);
        Assert.Equal("102~2020-03-01", Assert.Single(merged.Refusals).Place);
        Assert.Equal(11, Map.Restate(new Dictionary<string, long> { ["103"] = 11 }, Before).Value["103"]);
    }

    [Fact]
    public void Shares_of_a_split_unit_are_not_guessed()
    {
        var split = Split();
        Assert.False(split.Restate(new Dictionary<string, long> { ["1"] = 10 }, new(2021, 1, 1)).Ok);
        Assert.False(split.Restate(new Dictionary<string, long> { ["nowhere"] = 10 }, new(2021, 1, 1)).Ok);
    }

    private static readonly Comparison<IEnumerable<string>> Compare = (a, b) => a.Order().SequenceEqual(b.Order()) ? 0 : 1;

    private static IEqualityComparer<IEnumerable<string>> StringSet { get; } =
        EqualityComparer<IEnumerable<string>>.Create((a, b) => Compare(a!, b!) == 0, _ => 0);

    private static IReadOnlyCollection<string> UnitsOf(string key) => Map.ScopeOf(Map.FindOrNull(key)!).Units;

    private static UnitMap Split() => new(
    [
        new("1", "1", "Một", "Xã Một", "xã", 3, null, null, new(2020, 12, 31), null),
        new("2~2021-01-01", "2", "Hai", "Xã Hai", "xã", 3, null, new(2021, 1, 1), null, null),
        new("3~2021-01-01", "3", "Ba", "Xã Ba", "xã", 3, null, new(2021, 1, 1), null, null),
    ],
    [
        new("E", new(2021, 1, 1), null, "NQ", 3, "1", "2~2021-01-01", false),
        new("E", new(2021, 1, 1), null, "NQ", 3, "1", "3~2021-01-01", false),
    ]);
}

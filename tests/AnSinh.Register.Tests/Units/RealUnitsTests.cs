using AnSinh.Register.Units;
using AnSinh.Testing;

namespace AnSinh.Register.Tests.Units;

/// <summary>The map of the reference place as policy/ holds it: 23 communes, then 21, then 18, then 3.</summary>
public class RealUnitsTests
{
    private static readonly Lazy<UnitMap> Real = new(() =>
    {
        var read = UnitFiles.Read(Directory.GetDirectories(Checkout.File("policy")).Order(StringComparer.Ordinal)).Value;
        return new UnitMap(read.Units, read.Changes);
    });

    private static UnitMap Map => Real.Value;

    [Theory]
    [InlineData("2020-02-29", 23)]
    [InlineData("2020-03-01", 21)]
    [InlineData("2024-12-31", 21)]
    [InlineData("2025-01-01", 18)]
    [InlineData("2025-06-30", 18)]
    [InlineData("2025-07-01", 3)]
    [InlineData("2026-11-01", 3)]
    public void Phuc_Tho_has_as_many_communes_as_the_resolutions_left(string day, int communes) =>
        Assert.Equal(communes, Map.Children("272", Day(day)).Count);

    [Theory]
    [InlineData("09727", "2020-02-29", "Xã Xuân Phú")]
    [InlineData("09727", "2020-03-01", "Xã Xuân Đình")]
    [InlineData("09733", "2020-02-29", "Xã Sen Chiểu")]
    [InlineData("09733", "2020-03-01", "Xã Sen Phương")]
    [InlineData("09739", "2025-06-30", "Xã Võng Xuyên")]
    [InlineData("09739", "2025-07-01", "Xã Phúc Lộc")]
    [InlineData("09772", "2025-06-30", "Xã Tam Thuấn")]
    [InlineData("09772", "2025-07-01", "Xã Hát Môn")]
    [InlineData("09715", "2025-06-30", "Thị trấn Phúc Thọ")]
    [InlineData("09715", "2025-07-01", "Xã Phúc Thọ")]
    public void Codes_used_again_are_told_apart_by_the_day(string code, string day, string name) =>
        Assert.Equal(name, Map.At(code, Day(day))!.FullName);

    [Theory]
    [InlineData("09736", "2020-02-29", "Xã Cẩm Đình")]
    [InlineData("09736", "2020-03-01", "Xã Xuân Đình")]
    [InlineData("09736", "2025-07-01", "Xã Phúc Lộc")]
    [InlineData("09751", "2025-07-01", "Xã Hát Môn")]
    [InlineData("09748", "2025-01-01", "Xã Long Thượng")]
    [InlineData("09748", "2025-07-01", "Xã Phúc Thọ")]
    public void A_home_is_found_on_every_later_map(string key, string day, string name) =>
        Assert.Equal(name, Map.Resolve(key, Day(day))!.FullName);

    [Fact]
    public void Restated_figures_of_the_district_keep_their_total_on_every_later_map()
    {
        var figures = Map.Children("272", Day("2019-04-01")).Select((u, i) => (u.Key, Figure: 1000L + i))
            .ToDictionary(p => p.Key, p => p.Figure);
        Assert.Equal(23, figures.Count);
        foreach (var (day, units) in new[] { ("2020-03-01", 21), ("2025-01-01", 18), ("2025-07-01", 3) })
        {
            var restated = Map.Restate(figures, Day(day)).Value;
            Assert.Equal((units, figures.Values.Sum()), (restated.Count, restated.Values.Sum()));
        }
    }

    [Fact]
    public void A_commune_of_today_sees_the_homes_recorded_under_all_it_was_made_of()
    {
        var scope = Map.ScopeOf(Map.At("09739", Day("2025-07-01"))!);
        Assert.Contains("09736", scope.Units);
        Assert.Contains("09727~2020-03-01", scope.Units);
        Assert.DoesNotContain("09772", scope.Units);
        Assert.Equal(3, Map.ScopeOf(Map.At("09727", Day("2020-03-01"))!).Units.Count);
    }

    [Fact]
    public void The_scope_of_the_district_holds_its_communes_of_all_times_and_no_other()
    {
        var scope = Map.ScopeOf(Map.FindOrNull("272")!);
        var own = Map.All.Where(u => u.ParentCode == "272").Select(u => u.Key)
            .Concat(Map.Children("272", Day("2026-01-01")).Select(u => u.Key)).ToHashSet();
        Assert.Equal(own.Order(), scope.Units.Order());
    }

    [Fact]
    public void Ha_Noi_has_126_communes_after_the_districts_are_gone_and_their_land_is_followed_or_known_to_be_split()
    {
        Assert.Equal(126, Map.Children("01", Day("2025-07-01")).Count);
        Assert.Equal(584, Map.Children("01", Day("2020-02-29")).Count);
        foreach (var commune in Map.Children("01", Day("2020-02-29")))
        {
            Assert.NotEmpty(Map.Successors(commune).Concat(commune.ExistsOn(Day("2025-07-01")) ? [commune] : []));
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void Every_version_is_found_on_every_map_or_nowhere_whatever_kept_its_name()
    {
        foreach (var unit in Map.All)
        {
            foreach (var day in new[] { "2019-01-01", "2020-03-01", "2025-06-30", "2025-07-01", "2031-01-01" }.Select(Day))
            {
                Assert.True(Map.Resolve(unit.Key, day)?.ExistsOn(day) ?? true);
                Assert.True(Map.CountedIn(unit.Key, day) is not { } place || place.ExistsOn(day) || place.To < day);
            }
        }
    }
}

using AnSinh.Basics;

namespace AnSinh.Policy.Tests;

/// <summary>The standard of social assistance, month by month, against the table of the law written out by hand.</summary>
public sealed class StandardByMonthTests
{
    private const string Standard = "social_assistance.standard";

    [Theory]
    [InlineData("vn-01", "2015-01", "2021-06", 350_000)]
    [InlineData("vn-01", "2021-07", "2021-12", 360_000)]
    [InlineData("vn-01", "2022-01", "2024-06", 440_000)]
    [InlineData("vn-01", "2024-07", "2025-12", 500_000)]
    [InlineData("vn-01", "2026-01", "2027-12", 650_000)]
    [InlineData("vn-01-272", "2015-01", "2021-06", 350_000)]
    [InlineData("vn", "2015-01", "2021-06", 270_000)]
    [InlineData("vn", "2021-07", "2024-06", 360_000)]
    [InlineData("vn", "2024-07", "2026-06", 500_000)]
    [InlineData("vn", "2026-07", "2027-12", 540_000)]
    [InlineData("vn-30", "2024-07", "2024-07", 500_000)]
    [InlineData("vn-30", "2024-08", "2025-06", 550_000)]
    public void The_standard_is_the_higher_of_country_and_province_in_every_month(string jurisdiction, string from,
        string to, long expected)
    {
        for (var month = Month.Parse(from); !(Month.Parse(to) < month); month = month.Add(1))
        {
            var value = LoadedPolicy.Policy.At(new Jurisdiction(jurisdiction), month, LoadedPolicy.Latest).Value(Standard);
            Assert.Equal((month, expected), (month, value!.Raw));
        }
    }

    [Theory]
    [InlineData("2026-08-20", 500_000)] // not issued
    [InlineData("2026-08-21", 500_000)] // issued, not in force
    [InlineData("2026-10-04", 500_000)]
    [InlineData("2026-10-05", 540_000)]
    public void A_decree_dated_back_to_July_2026_counts_from_the_day_it_is_in_force(string known, long expected) => Assert.Equal(
        expected,
        LoadedPolicy.Policy.At(Jurisdiction.National, new Month(2026, 7), new AsKnown(DateOnly.ParseExact(known, "yyyy-MM-dd")))
            .Value(Standard)!.Raw);

    [Fact]
    public void The_value_of_the_unread_decree_carries_the_mark_of_doubt() =>
        Assert.True(LoadedPolicy.Policy.At(Jurisdiction.National, new Month(2026, 7), LoadedPolicy.Latest).Value(Standard)!.Doubtful);
}

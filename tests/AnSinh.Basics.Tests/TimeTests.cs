using CsCheck;

namespace AnSinh.Basics.Tests;

public class TimeTests
{
    private static readonly Gen<DateOnly> AnyDay = Gen.Int[new DateOnly(1900, 1, 1).DayNumber, new DateOnly(2100, 12, 31).DayNumber]
        .Select(DateOnly.FromDayNumber);

    [Fact]
    public void All_that_is_recorded_on_a_day_is_known_at_its_end_and_nothing_of_the_next() =>
        AnyDay.Sample(day => AsKnown.DayOf(new AsKnown(day).Instant) == day && AsKnown.DayOf(new AsKnown(day).Instant + 1) == day.AddDays(1)
            && AsKnown.DayOf(AsKnown.NoonOf(day)) == day);

    [Fact]
    public void An_interval_touches_a_month_if_they_share_a_day() =>
        Gen.Select(AnyDay, Gen.Int[0, 900], AnyDay).Sample((from, length, other) =>
        {
            var interval = new DateInterval(from, from.AddDays(length));
            var month = Month.Of(other);
            var shared = Enumerable.Range(0, month.LastDay.Day).Any(d => interval.Contains(month.FirstDay.AddDays(d)));
            return interval.Touches(month) == shared && interval.Overlaps(new DateInterval(month.FirstDay, month.LastDay)) == shared;
        });

    [Fact]
    public void An_interval_that_ends_before_it_starts_says_so()
    {
        Assert.True(new DateInterval(new(2020, 5, 2), new(2020, 5, 1)).IsReversed);
        Assert.False(new DateInterval(new(2020, 5, 2), new(2020, 5, 2)).IsReversed);
        Assert.False(new DateInterval(new(2020, 5, 2), null).IsReversed);
    }

    [Theory]
    [InlineData("2004-02-29", "2020-02-28", 15)]
    [InlineData("2004-02-29", "2020-02-29", 16)]
    [InlineData("2004-02-29", "2022-02-28", 18)]
    [InlineData("1940-08-31", "2020-08-30", 79)]
    [InlineData("1940-08-31", "2020-08-31", 80)]
    [InlineData("2020-08-31", "2020-08-30", -1)]
    public void Age_is_counted_in_full_years(string birth, string day, int age) =>
        Assert.Equal(age, new BirthDate(DateOnly.Parse(birth, System.Globalization.CultureInfo.InvariantCulture), DatePrecision.Day)
            .AgeOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Who_has_only_a_year_is_counted_from_its_first_day()
    {
        var birth = new BirthDate(new(1940, 1, 1), DatePrecision.Year);
        Assert.Equal(80, birth.AgeOn(new(2020, 1, 1)));
        Assert.Equal("1940", birth.ToString());
    }
}

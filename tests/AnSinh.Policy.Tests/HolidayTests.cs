using System.Globalization;

namespace AnSinh.Policy.Tests;

/// <summary>The holidays of policy/ against the facts they were taken from, and the working days of each year.</summary>
public class HolidayTests
{
    private static readonly string Facts = Path.Combine(PolicyFiles.Shared, "data", "holidays.csv");

    [Fact]
    public void Every_day_of_the_collectedFacts_is_off_or_worked_as_they_say_and_no_other()
    {
        Assert.SkipUnless(File.Exists(Facts), $"{Facts} is not here: the holidays are not compared.");
        var calendar = LoadedPolicy.Policy.WorkDays;
        var told = File.ReadLines(Facts).Skip(1).Select(l => l.Split(','))
            .ToDictionary(f => DateOnly.ParseExact(f[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), f => f[2] == "workday_swapped_in");
        for (var day = new DateOnly(2015, 1, 1); day.Year <= 2027; day = day.AddDays(1))
        {
            var weekday = day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
            Assert.True(calendar.IsWorking(day) == (told.TryGetValue(day, out var works) ? works : weekday), $"{day}");
        }
    }

    [Fact]
    public void A_year_has_as_many_working_days_as_its_weekdays_less_its_days_off()
    {
        var calendar = LoadedPolicy.Policy.WorkDays;
        Assert.Equal(Enumerable.Range(2015, 13), calendar.Years.Select(y => y.Year));
        foreach (var year in calendar.Years)
        {
            // 261 or so weekdays less ten holidays, eleven from 2021; what is exchanged changes nothing, a holiday in two years little.
            var working = Enumerable.Range(0, DateTime.IsLeapYear(year.Year) ? 366 : 365)
                .Count(d => calendar.IsWorking(new DateOnly(year.Year, 1, 1).AddDays(d)));
            Assert.InRange(working, 247, 253);
        }
    }
}

using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;
using CsCheck;

namespace AnSinh.Rulebook.Tests;

/// <summary>Ages, where days are counted out: 29 February, the first and last of a month, years without a day.</summary>
public class AgeTests
{
    [Theory]
    [InlineData("2004-02-29", "2020-02-28", 15)]
    [InlineData("2004-02-29", "2020-02-29", 16)]
    [InlineData("2004-02-29", "2022-02-27", 17)]
    [InlineData("2004-02-29", "2022-02-28", 18)]
    [InlineData("2004-03-01", "2022-02-28", 17)]
    [InlineData("2004-05-01", "2020-04-30", 15)]
    [InlineData("2004-05-01", "2020-05-01", 16)]
    [InlineData("2024-05-02", "2024-05-01", -1)]
    public void A_year_of_age_is_complete_on_the_birthday(string birth, string day, int age)
    {
        Assert.Equal(age, Calendar.Years(Day(birth), Day(day)));
        Assert.Equal(age,
            new BirthDate(DateOnly.FromDayNumber((int)Day(birth)), DatePrecision.Day).AgeOn(DateOnly.FromDayNumber((int)Day(day))));
    }

    [Fact]
    public void A_bound_of_days_is_the_same_as_counting_years_or_months() =>
        // First days within a few of the anniversary, and last days that are often the end of a month: there the calendars differ.
        Gen.Select(Gen.Int[0, 2_400], Gen.Int[-3, 3], Gen.Int[-3, 100], Gen.Int[-4, 4], Gen.Bool)
        .Sample((month, around, count, off, years) =>
        {
            var end = new DateOnly(1900, 1, 1).AddMonths(month + 1).AddDays(around - 1);
            var to = end.DayNumber;
            var from = (years ? end.AddYears(-count) : end.AddMonths(-count)).DayNumber + off;
            var counted = years ? Calendar.Years(from, to) : Calendar.Months(from, to);
            return Calendar.Latest(years, to, count) is { } latest && (counted >= count) == (from <= latest);
        }, iter: 50_000);

    [Fact]
    public void Around_29_February_every_day_is_right()
    {
        foreach (var end in new[] { "2021-02-28", "2022-02-28", "2023-02-28", "2024-02-28", "2024-02-29", "2024-03-01",
            "2023-03-01" }.Select(Day))
        {
            for (var birth = Day("1943-02-20"); birth < Day("1944-03-05"); birth++)
            {
                for (var age = 76; age <= 82; age++)
                {
                    Assert.Equal(Calendar.Years(birth, end) >= age, birth <= Calendar.Latest(years: true, end, age));
                }
            }
        }
    }

    [Fact]
    public void An_age_compared_with_a_number_becomes_a_day()
    {
        var law = PolicyFiles.Law(2024, 8);
        var folded =
            ConstantFolding.Fold(
                Binding.Bind(PolicyFiles.Plain.Parse("age_at(birth_date, period.end) >= parameters.high_age", "x").Value.Root, law));
        Assert.Equal($"LessOrEqual(birth_date Date:{new DateOnly(1944, 8, 31).DayNumber})", Shape.Of(folded));
        var range = ConstantFolding.Fold(
            Binding.Bind(PolicyFiles.Plain.Parse("18 == age_at(birth_date, period.end)", "x").Value.Root, law));
        Assert.IsType<And>(range);
    }

    [Theory]
    // Turning 80 on the last day of August counts for August, on 1 September for September.
    [InlineData("1944-08-31", 2024, 8, Truth.Yes)]
    [InlineData("1944-09-01", 2024, 8, Truth.No)]
    [InlineData("1944-09-01", 2024, 9, Truth.Yes)]
    // Only the year known: counted from 1 January.
    [InlineData("1944-01-01", 2024, 1, Truth.Yes)]
    [InlineData("1944-01-01", 2023, 12, Truth.No)]
    // 29 February 1944: 80 on 29 February 2024.
    [InlineData("1944-02-29", 2024, 2, Truth.Yes)]
    [InlineData("1944-02-29", 2024, 1, Truth.No)]
    public void The_month_a_birthday_falls_in_is_the_first(string birth, int year, int month, Truth expected) =>
        Assert.Equal(expected, PolicyFiles.Law(year, month).Ask(Tables.Of($"birth_date {birth}")).Status);

    [Theory]
    [InlineData("2008-05-01", 5, true)]
    [InlineData("2008-05-10", 5, true)]
    [InlineData("2008-05-10", 6, false)]
    [InlineData("2008-04-30", 5, false)]
    public void A_child_who_turns_16_is_still_one_in_that_month(string birth, int month, bool still)
    {
        var law = PolicyFiles.Law(2024, month);
        var answer = law.Ask(Tables.Of("birth_date 1980-01-01, poverty poor", $"birth_date {birth}, raised_by 1, poverty poor"));
        Assert.Equal(still ? Truth.Yes : Truth.No, answer.Status);
    }

    [Theory]
    [InlineData("2024-04-30", Truth.No)]
    [InlineData("2024-05-01", Truth.Yes)]
    [InlineData("2024-05-31", Truth.Yes)]
    [InlineData("2024-06-01", Truth.Yes)]
    public void The_month_of_death_is_still_due(string death, Truth expected) =>
        Assert.Equal(expected, PolicyFiles.Law(2024, 5).Ask(Tables.Of($"birth_date 1940-01-01, death_date {death}")).Status);

    private static long Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture).DayNumber;
}

using AnSinh.Basics;
using AnSinh.Determinations.Forecasting;
using AnSinh.Determinations.Simulating;
using AnSinh.Ledger.Tests;
using AnSinh.Rulebook;

namespace AnSinh.Determinations.Tests;

/// <summary>What the months to come bring by themselves, and why.</summary>
public class ForecastTests
{
    [Fact]
    public void A_birthday_starts_an_allowance_and_is_named_as_the_reason()
    {
        using var world = new SmallWorld().Person(1, "1940-10-15").Load();
        var change = Assert.Single(Run(world, "2020-09", 12).Months.SelectMany(m => m.Changes));
        Assert.Equal((1L, "aid", SmallWorld.M("2020-10"), ForecastKind.Starts, false),
            (change.PersonId, change.Programme, change.Month, change.Kind, change.Decided));
        Assert.Equal((default(RowAnswer), new RowAnswer(Truth.Yes, 270_000)), (change.Before, change.After));
        var reason = Assert.Single(change.Reasons);
        Assert.Equal((ReasonKind.Birthday, "đủ 80 tuổi", SmallWorld.Day("2020-10-15")), (reason.Kind, reason.What.Vi, reason.Day));
    }

    [Fact]
    public void A_dated_fact_that_ends_stops_it_and_a_decision_is_told()
    {
        using var world = new SmallWorld().Person(1, "1990-01-01")
            .Fact(1, "disability", "severe", "2019-03-05", "2019-03-20", to: "2020-11-30").Decide(1, "2019-04-01");
        var change = Assert.Single(Run(world, "2020-09", 6).Months.SelectMany(m => m.Changes));
        Assert.Equal((SmallWorld.M("2020-12"), ForecastKind.Stops, true), (change.Month, change.Kind, change.Decided));
        Assert.Equal("Mức độ khuyết tật: nặng → không", Assert.Single(change.Reasons).What.Vi);
    }

    [Fact]
    public void Law_already_made_changes_amounts_and_law_not_yet_issued_does_not()
    {
        using var world = new SmallWorld().Person(1, "1930-01-01").Load();
        Assert.Empty(Run(world, "2021-05", 6, known: "2020-08-31").Months.SelectMany(m => m.Changes));
        var change = Assert.Single(Run(world, "2021-05", 6, known: "2021-04-30").Months.SelectMany(m => m.Changes));
        Assert.Equal((SmallWorld.M("2021-07"), ForecastKind.Changes, 360_000L), (change.Month, change.Kind, change.After.Amount));
        var reason = Assert.Single(change.Reasons);
        Assert.Equal(ReasonKind.Law, reason.Kind);
        Assert.Contains("Mức chuẩn: 270.000 đ → 360.000 đ", reason.What.Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void A_birthday_in_the_month_of_new_law_is_still_a_birthday()
    {
        using var world = new SmallWorld().Person(1, "1941-07-20").Load();
        var change = Assert.Single(Run(world, "2021-05", 6, known: "2021-04-30").Months.SelectMany(m => m.Changes));
        Assert.Equal((ForecastKind.Starts, "đủ 80 tuổi"), (change.Kind, Assert.Single(change.Reasons).What.Vi));
    }

    [Fact]
    public void Moving_away_stops_it_where_the_person_lived_last()
    {
        using var world = new SmallWorld().Person(1, "1930-01-01", left: "2020-10-10").Load();
        var change = Assert.Single(Run(world, "2020-09", 6).Months.SelectMany(m => m.Changes));
        Assert.Equal((ForecastKind.Stops, SmallWorld.Commune, SmallWorld.M("2020-11")), (change.Kind, change.Unit, change.Month));
        Assert.NotEmpty(change.Reasons);
    }

    [Fact]
    public void A_fact_that_ends_into_the_unknown_is_unclear_and_not_a_stop()
    {
        using var world = new SmallWorld().Person(1, "1930-01-01").Fact(1, "pension", "unknown", "2020-10-01", "2020-01-01").Load();
        var change = Assert.Single(Run(world, "2020-09", 6).Months.SelectMany(m => m.Changes));
        Assert.Equal((ForecastKind.Unclear, SmallWorld.M("2020-10")), (change.Kind, change.Month));
    }

    [Fact]
    public void What_stays_certain_in_part_is_unclear_and_not_a_lower_amount()
    {
        using var world = new SmallWorld().Person(1, "1990-01-01").Fact(1, "poverty", "poor", "2019-01-01", "2019-01-05")
            .Fact(1, "disability", "severe", "2019-01-01", "2019-01-05", to: "2020-09-30")
            .Fact(1, "disability", "unknown", "2020-10-01", "2020-01-01").Load();
        var change = Assert.Single(Run(world, "2020-09", 6).Months.SelectMany(m => m.Changes));
        Assert.Equal((ForecastKind.Unclear, SmallWorld.M("2020-10")), (change.Kind, change.Month));
        Assert.Equal((Truth.Yes, 270_000L, 540_000L), (change.After.Status, change.After.Amount, change.After.Most));
    }

    [Fact]
    public void The_cost_curve_is_that_of_the_months_determined_one_by_one()
    {
        using var world = new SmallWorld().Person(1, "1940-10-15").Person(2, "1930-01-01", SmallWorld.OtherCommune)
            .Person(3, "1930-01-01").Decide(2, "2016-01-05");
        var forecast = Run(world, "2020-09", 4);
        var reading = world.Determiner.Read(Known());
        foreach (var month in forecast.Months.Prepend(forecast.Eve))
        {
            Assert.Equal(reading.Entitled(month.Month).Programmes.Sum(p => p.Total().Value), month.Costs.Sum(c => c.Amount));
            Assert.Equal(reading.Payable(month.Month, world.Decisions.Known(Known())).Programmes.Sum(p => p.Total().Value),
                month.Costs.Sum(c => c.Payable));
        }

        Assert.Equal((540_000L, 810_000L, 270_000L),
            (forecast.Months[0].Costs.Sum(c => c.Amount), forecast.Months[3].Costs.Sum(c => c.Amount),
                forecast.Months[3].Costs.Sum(c => c.Payable)));
        Assert.Contains(forecast.Months[0].Costs, c => c.Unit == SmallWorld.OtherCommune && c.Payable == 270_000);
    }

    [Fact]
    public void Another_programme_that_takes_over_is_told_on_both_sides()
    {
        using var world = new SmallWorld().Person(1, "1950-10-15").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20").Load();
        var changes =
            Run(world, "2025-07", 6, known: "2025-07-31",
                law: ("vn/parameters/grant.yaml",
                    SmallLaw.Text("vn/parameters/grant.yaml").Replace("500000", "900000", StringComparison.Ordinal))).Months.SelectMany(
                        m => m.Changes).ToList();
        Assert.Equal([("aid", ForecastKind.Stops), ("grant", ForecastKind.Starts)], changes.Select(c => (c.Programme, c.Kind)));
        Assert.All(changes, c => Assert.Equal("đủ 75 tuổi", Assert.Single(c.Reasons).What.Vi));
    }

    private static AsKnown Known(string day = "2020-08-31") => SmallWorld.Known(day);

    private static Forecast Run(SmallWorld world, string from, int months, string known = "2020-08-31", (string, string)? law = null)
    {
        if (law is { } text)
        {
            world.Reload(SmallWorld.LoadSmall(text));
        }

        return new Forecaster(world.Determiner, Known(known), world.Decisions.Known(Known(known))).Run(SmallWorld.M(from), months);
    }
}

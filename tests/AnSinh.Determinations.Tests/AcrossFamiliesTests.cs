using AnSinh.Basics;
using AnSinh.Ledger.Tests;
using AnSinh.Rulebook;
using AnSinh.Testing;

namespace AnSinh.Determinations.Tests;

/// <summary>
/// Programmes of different families on one person, by the law of the repository: what takes the place of what, and what is drawn together.
/// </summary>
public class AcrossFamiliesTests
{
    private static readonly string[] Funerals = ["si_funeral", "merit_funeral", "funeral_support"];

    [Fact]
    public void A_pensioner_of_merit_has_the_funeral_of_social_insurance_and_no_other()
    {
        using var world = Law().Person(1, "1940-01-01").Fact(1, "merit", "prisoner", "2010-01-01", "2010-01-01")
            .Fact(1, "pension", "retirement", "2000-01-01", "2010-01-01")
            .Fact(1, "monthly_support", "social_assistance", "2020-01-01", "2020-01-01")
            .Fact(1, "death_date", "2025-09-10", "2025-09-10", "2025-09-12").Load();
        Assert.Equal([23_400_000L, 0, 0], Amounts(world, "2025-09", Funerals));
    }

    [Fact]
    public void Without_social_insurance_the_higher_of_merit_and_assistance_is_kept()
    {
        using var world = Law().Person(1, "1940-01-01").Fact(1, "merit", "prisoner", "2010-01-01", "2010-01-01")
            .Fact(1, "monthly_support", "social_assistance", "2020-01-01", "2020-01-01")
            .Fact(1, "death_date", "2025-09-10", "2025-09-10", "2025-09-12").Load();
        Assert.Equal([0L, 23_400_000, 0], Amounts(world, "2025-09", Funerals));
    }

    [Fact]
    public void A_higher_support_for_an_accident_takes_the_place_of_the_funeral_of_social_insurance()
    {
        using var world = Law().Person(1, "1960-01-01").Fact(1, "pension", "retirement", "2020-01-01", "2020-01-01")
            .Fact(1, "monthly_support", "none", "2020-01-01", "2020-01-01")
            .Fact(1, "death_cause", "natural_disaster", "2025-09-10", "2025-09-12")
            .Fact(1, "death_date", "2025-09-10", "2025-09-10", "2025-09-12").Load();
        Assert.Equal([0L, 0, 25_000_000], Amounts(world, "2025-09", Funerals));
    }

    [Fact]
    public void A_merit_allowance_and_the_social_pension_are_drawn_together_and_that_is_said()
    {
        using var world = Law().Person(1, "1945-01-01").Fact(1, "merit", "prisoner", "2010-01-01", "2010-01-01").Load();
        Assert.All(Amounts(world, "2025-09", ["merit_monthly", "social_pension"]), a => Assert.True(a > 0));
        var said = world.Determiner.Explain(1, "social_pension", Month.Parse("2025-09"), SmallWorld.Known("2025-09-30")).Value;
        Assert.Equal((Truth.Yes, "merit_monthly", true), (said.Status, said.Rivals.Single().Programme, said.Rivals.Single().Wins));
    }

    private static SmallWorld Law() => new("vn", Checkout.File("policy"));

    private static long[] Amounts(SmallWorld world, string month, string[] programmes)
    {
        var last = SmallWorld.M(month).LastDay;
        var result = world.Determiner.Determine(SmallWorld.M(month), SmallWorld.Known($"{last:yyyy-MM-dd}"), programmes);
        return [.. programmes.Select(p => result.FindOrNull(p)!.Amount[0])];
    }
}

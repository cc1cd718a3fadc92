using AnSinh.Basics;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Indicators;
using AnSinh.Scoreboard.Publications;
using AnSinh.Scoreboard.Targets;
using CsCheck;

namespace AnSinh.Scoreboard.Tests;

public sealed class JudgementTests
{
    [Theory]
    [InlineData(Comparator.Above, 90, Comparator.AtLeast, 90, true)]
    [InlineData(Comparator.Above, 90, Comparator.Above, 90, true)]
    [InlineData(Comparator.AtLeast, 90, Comparator.Above, 90, null)]
    [InlineData(Comparator.Above, 90, Comparator.AtLeast, 95, null)]
    [InlineData(Comparator.Below, 2, Comparator.Below, 2, true)]
    [InlineData(Comparator.AtMost, 2, Comparator.Below, 2, null)]
    [InlineData(Comparator.Above, 90, Comparator.Below, 50, null)]
    [InlineData(Comparator.Equal, 2, Comparator.Below, 2, false)]
    [InlineData(Comparator.About, 1, Comparator.Below, 2, null)]
    public void A_bound_decides_only_what_it_implies(Comparator stated, int value, Comparator wanted, int limit, bool? expected) =>
        Assert.Equal(expected, Comparators.Implies(stated, value, wanted, limit));

    [Fact]
    public void A_share_is_judged_without_rounding()
    {
        // 1.99995 % would show as 2,00 %; it is below 2 % all the same, and 2 % itself is not.
        Assert.True(Met(new Parts(39999, 2_000_000, 0)).Met);
        Assert.False(Met(new Parts(40_000, 2_000_000, 0)).Met);
    }

    [Fact]
    public void Unclear_households_that_could_turn_the_answer_leave_it_open_and_are_counted()
    {
        var (met, reason) = Met(new Parts(19, 1000, 1));
        Assert.Null(met);
        Assert.Contains("1", reason, StringComparison.Ordinal);
        Assert.True(Met(new Parts(18, 1000, 1)).Met);
    }

    [Fact]
    public void Judging_agrees_with_every_way_the_unclear_could_turn_out() =>
    Gen.Select(Gen.Int[0, 60], Gen.Int[0, 5], Gen.Int[60, 3000]).Sample((over, unclear, below) =>
    {
        var answers = Enumerable.Range(0, unclear + 1).Select(more => (over + more) * 100m / below < 2m).Distinct().ToList();
        Assert.Equal(answers.Count == 1 ? answers[0] : null, Met(new Parts(over, below, unclear)).Met);
    });

    private static (bool? Met, string? Reason) Met(Parts parts)
    {
        var indicator = Repo.Policy.FindOrNull("poverty_rate_households")!;
        var target = new Target(indicator.Id, 2020, Comparator.Below, 2, new LocalText("x"), null, "x", false);
        return Judgement.Of(
            Repo.Policy.Words, null, target, new JudgedFigure(indicator, parts, null, parts.ValueOf(indicator)), null);
    }
}

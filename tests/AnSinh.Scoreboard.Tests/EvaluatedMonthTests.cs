using AnSinh.Scoreboard.Figures;

namespace AnSinh.Scoreboard.Tests;

public sealed class EvaluatedMonthTests
{
    private static readonly EvaluatedMonth Evaluated = Village.Evaluate();

    private static readonly List<FigureCell> Cells = [.. Evaluated.Cells([Village.Insured, Village.Poor])];

    [Fact]
    public void Only_the_living_who_live_here_are_counted()
    {
        var insured = Cells.Where(c => c.Indicator == "insured").ToList();
        Assert.Equal(4, insured.Sum(c => c.Denominator));
        Assert.Equal(2, insured.Sum(c => c.Numerator));
    }

    [Fact]
    public void Unknown_is_neither_over_the_line_nor_left_out_below_it()
    {
        var cell = Assert.Single(Cells, c => c is { Indicator: "insured", Unclear: > 0 });
        Assert.Equal(("B", 1L, 0L), (cell.UnitKey, cell.Denominator, cell.Numerator));
        Assert.Equal((-1, -1), (cell.Sex, cell.Age));
    }

    [Fact]
    public void A_household_counts_while_somebody_living_belongs_to_it()
    {
        var poor = Cells.Where(c => c.Indicator == "poor").ToDictionary(c => c.UnitKey);
        Assert.Equal((1L, 1L), (poor["A"].Numerator, poor["A"].Denominator));
        Assert.Equal((0L, 1L), (poor["B"].Numerator, poor["B"].Denominator));
        Assert.Equal(-1, Evaluated.HouseholdRow[1]);
    }

    [Fact]
    public void People_are_broken_down_by_sex_and_age_group()
    {
        Assert.Contains(Cells, c => c is { Indicator: "insured", UnitKey: "A", Sex: 0, Age: 1, Numerator: 1, Denominator: 1 });
        Assert.Contains(Cells, c => c is { Indicator: "insured", UnitKey: "A", Sex: 1, Age: 0, Numerator: 0, Denominator: 1 });
        Assert.Contains(Cells, c => c is { Indicator: "insured", UnitKey: "B", Sex: 0, Age: 2, Numerator: 1, Denominator: 1 });
    }

    [Fact]
    public void Placing_people_elsewhere_moves_them_and_loses_none()
    {
        var moved = Evaluated.Cells([Village.Insured, Village.Poor], row => row % 2 == 0 ? "even" : "?A").ToList();
        foreach (var indicator in new[] { "insured", "poor" })
        {
            Assert.Equal(Total(Cells, indicator), Total(moved, indicator));
        }

        Assert.DoesNotContain(moved, c => c.UnitKey == "A");
    }

    [Theory]
    [InlineData(0, 1, Standing.Outside)]
    [InlineData(0, 2, Standing.Outside)]
    [InlineData(1, 0, Standing.Below)]
    [InlineData(1, 1, Standing.Counted)]
    [InlineData(1, 2, Standing.Unclear)]
    [InlineData(2, 0, Standing.UnclearDenominator)]
    [InlineData(2, 1, Standing.UnclearDenominator)]
    internal void A_numerator_counts_only_within_its_denominator(byte denominator, byte numerator, Standing expected) =>
        Assert.Equal(expected, Standings.Of(denominator, numerator));

    private static (long, long, long) Total(List<FigureCell> cells, string indicator)
    {
        var mine = cells.Where(c => c.Indicator == indicator).ToList();
        return (mine.Sum(c => c.Numerator), mine.Sum(c => c.Denominator), mine.Sum(c => c.Unclear));
    }
}

using AnSinh.Scoreboard.Checks;

namespace AnSinh.Scoreboard.Tests;

public sealed class CheckTests
{
    private static readonly IReadOnlyDictionary<string, Finding> Findings = Repo.Findings(Repo.Policy);

    [Fact]
    public void K01_591_households_at_0_66_percent_need_89545_households()
    {
        var finding = Findings["K01"];
        Assert.Equal("INCONSISTENT", finding.Verdict);
        Assert.Equal(89545m, finding.Computed["implied_denominator"]);
        Assert.Equal(88872m, finding.Computed["implied_low"]);
        Assert.Equal(90229m, finding.Computed["implied_high"]);
        Assert.Equal(47439m, finding.Computed["reference"]);
        Assert.Equal(1.888m, finding.Computed["ratio"]);
        Assert.Equal(1.246m, finding.Computed["rate_of_reference"]);
        Assert.Equal(313m, finding.Computed["count_of_reference"]);
        Assert.Equal(1.21m, finding.Computed["rate_of_later"]);
        Assert.Equal(40549m, finding.Computed["earlier_implied"]);
        Assert.Equal(0.32m, finding.Computed["count_of_persons"]);
        Assert.Contains("89.545 hộ", finding.Detail.Vi, StringComparison.Ordinal);
        Assert.Contains("89,545 households", finding.Detail.Vi + finding.Detail.En, StringComparison.Ordinal);
        Assert.False(finding.Quiet);
        Assert.Equal(4, finding.Hypotheses.Count);
    }

    [Theory]
    [InlineData("K02", "CONSISTENT_WITH_TARGET", "rate_if_count_right", 1.246)]
    [InlineData("K03", "AMBIGUOUS", "base_if_points", 50.0)]
    [InlineData("K03", "AMBIGUOUS", "base_if_relative", 53.62)]
    [InlineData("K04", "DENOMINATOR_UNSTATED", "implied_1", 63791)]
    [InlineData("K04", "DENOMINATOR_UNSTATED", "denominator_1", 110365)]
    [InlineData("K04", "DENOMINATOR_UNSTATED", "implied_2", 68821)]
    [InlineData("K04", "DENOMINATOR_UNSTATED", "denominator_2", 119067)]
    [InlineData("K05", "PLAUSIBLE_BUT_HIGH", "count_at_value", 165622)]
    [InlineData("K06", "DENOMINATOR_CANNOT_BE_LABOUR_FORCE", "count_at_value", 99329)]
    [InlineData("K07", "PLAUSIBLE", "value_of_part", 2.54)]
    [InlineData("K07", "PLAUSIBLE", "term_total", 14000)]
    [InlineData("K07", "PLAUSIBLE", "share", 2.20)]
    [InlineData("K07", "PLAUSIBLE", "proportional", 3521)]
    [InlineData("K08", "CONSISTENT", "units", 21)]
    [InlineData("K08", "CONSISTENT", "units_before", 23)]
    [InlineData("K09", "CONSISTENT_ORDER_OF_MAGNITUDE", "merit", 132)]
    [InlineData("K09", "CONSISTENT_ORDER_OF_MAGNITUDE", "social_assistance", 273)]
    [InlineData("K09", "CONSISTENT_ORDER_OF_MAGNITUDE", "poor_near_poor", 120)]
    [InlineData("K09", "CONSISTENT_ORDER_OF_MAGNITUDE", "sum", 525)]
    [InlineData("K09", "CONSISTENT_ORDER_OF_MAGNITUDE", "bound", 500000)]
    [InlineData("K10", "PERIOD_NOT_CLOSED", "days", 113)]
    public void The_other_checks_compute_their_known_numbers(string id, string verdict, string number, decimal expected)
    {
        Assert.Equal(verdict, Findings[id].Verdict);
        Assert.Equal(expected, Findings[id].Computed[number]);
    }

    [Fact]
    public void No_sentence_keeps_an_unfilled_slot() =>
        Assert.All(Findings.Values, f => Assert.DoesNotContain('{', f.Detail.Vi + f.Detail.En + f.NotSupported?.Vi));

    [Theory]
    [InlineData("published/2020-09-09-bao-cao.yaml", "value: 0.66", "value: 1.25", "K01", "CONSISTENT")]
    [InlineData("published/2020-09-09-bao-cao.yaml", "value: 0.66", "value: 2.5", "K02", "DEPENDS_ON_READING")]
    [InlineData("published/2020-09-09-bao-cao.yaml", "unit: percent, unit_stated: false", "unit: percent", "K03", "CONSISTENT")]
    [InlineData("published/2020-09-09-bao-cao.yaml",
        "value: 90, op: \">\", unit: percent, as_of: 2020, status: estimate, denominator: {stated: false, vi: dân số,",
        "value: 99, op: \">\", unit: percent, as_of: 2020, status: estimate, denominator: {stated: false, vi: dân số,",
        "K05", "IMPLAUSIBLE")]
    [InlineData("reference/published-elsewhere.yaml", "value: 47.5", "value: 88", "K06", "DENOMINATOR_UNSTATED")]
    [InlineData("published/2020-09-09-bao-cao.yaml", "value: 2800", "value: 28000", "K07", "IMPLAUSIBLE")]
    [InlineData("published/2020-09-09-bao-cao.yaml", "value: 100, op", "value: 97, op", "K08", "INCONSISTENT")]
    [InlineData("published/2020-09-09-bao-cao.yaml", "published_on: 2020-09-09", "published_on: 2021-01-15", "K10", "CONSISTENT")]
    public void A_verdict_follows_the_figures_not_the_file(string file, string from, string to, string id, string verdict)
    {
        var folder = Repo.CopyOfPolicy();
        var path = Path.Combine(folder, "vn-01-272-phuc-tho", file);
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        Assert.Equal(verdict, Repo.Findings(Repo.Load(folder))[id].Verdict);
    }
}

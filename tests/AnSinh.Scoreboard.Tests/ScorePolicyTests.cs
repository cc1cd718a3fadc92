namespace AnSinh.Scoreboard.Tests;

public sealed class ScorePolicyTests
{
    [Fact]
    public void The_eight_figures_of_the_report_have_an_indicator_each()
    {
        var claims = Repo.Policy.Published.Where(p => p.Id.StartsWith('C')).ToList();
        Assert.Equal(["C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08"], claims.Select(c => c.Id));
        Assert.Equal(claims.Select(c => c.Indicator), Repo.Policy.Indicators.Select(i => i.Id));
    }

    [Fact]
    public void The_claims_are_those_of_the_shared_reading_of_the_article_if_it_is_at_hand()
    {
        var article = Path.Combine(Repo.Root, "..", "shared", "data", "article.yaml");
        if (!File.Exists(article))
        {
            Assert.Skip($"{article} is not at hand: the claims cannot be compared with the shared reading.");
        }

        var lines = File.ReadAllLines(article);
        foreach (var figure in Repo.Policy.Published.Where(p => p.Id.StartsWith('C')))
        {
            var claim = Assert.Single(lines, l => l.Contains($"{{id: {figure.Id},", StringComparison.Ordinal));
            Assert.Contains($"indicator: {figure.Indicator},", claim, StringComparison.Ordinal);
            Assert.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"value: {figure.Value},"),
                claim, StringComparison.Ordinal);
        }

        foreach (var finding in Repo.Findings(Repo.Policy).Values)
        {
            var at = Array.FindIndex(lines, l => l.Contains($"- id: {finding.Id}", StringComparison.Ordinal));
            var verdict = lines.Skip(at).First(l => l.Contains("verdict:", StringComparison.Ordinal));
            Assert.Contains($"verdict: {finding.Verdict}", verdict, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("vn/indicators/poverty.yaml", "direction: lower", "direction: sideways", "poverty.yaml:6", "lower | higher")]
    [InlineData("vn/indicators/poverty.yaml", "counts: household", "count: household", "poverty.yaml:", "'count'")]
    [InlineData("vn-01-272-phuc-tho/published/2020-09-09-bao-cao.yaml", "value: 591", "value: nhiều", "2020-09-09-bao-cao.yaml:9", "nhiều")]
    [InlineData("vn-01-272-phuc-tho/published/2020-09-09-bao-cao.yaml", "indicator: poor_households", "indicator: poor_house",
        "2020-09-09-bao-cao.yaml:9", "poor_house")]
    [InlineData("vn-01-272-phuc-tho/checks/2015-2020.yaml", "reference: households_2019,", "reference: households_1919,",
        "2015-2020.yaml:4", "households_1919")]
    [InlineData("vn-01-272-phuc-tho/checks/2015-2020.yaml", "{implied_denominator} hộ (khoảng", "{implied_households} hộ (khoảng",
        "2015-2020.yaml:4", "implied_households")]
    [InlineData("vn-01-272-phuc-tho/checks/2015-2020.yaml", "kind: implied_count", "kind: guess", "2015-2020.yaml:", "implied_denominator")]
    [InlineData("vn-01-272-phuc-tho/reports/term.yaml", "value_none: chưa có", "value_nothing: chưa có", "term.yaml:", "value_none")]
    [InlineData("vn-01-272-phuc-tho/targets/2015-2020.yaml", "    value: 2\n", "    value: null\n", "2015-2020.yaml:", "reason")]
    [InlineData("vn-01-272-phuc-tho/cartogram/tiles.csv", "09718,0,5", "09718,0,4", "maps.yaml:", "tiles.csv:")]
    [InlineData("vn/quality/implausible.yaml", "limits: {members: 25}", "limits: {people: 25}", "implausible.yaml:", "members")]
    [InlineData("vn/quality/implausible.yaml", "find: larger_than", "find: larger", "implausible.yaml:", "larger_than")]
    [InlineData("vn/quality/implausible.yaml", "reference: persons_2019", "reference: persons_1919", "implausible.yaml:", "persons_1919")]
    [InlineData("vn/quality/missing.yaml", "fix: [identity, death]", "fix: [magic]", "missing.yaml:", "magic")]
    [InlineData("vn/quality/missing.yaml", "group: missing", "group: lost", "missing.yaml:", "implausible")]
    public void A_broken_file_is_named_with_its_line(string file, string from, string to, string place, string word)
    {
        var folder = Repo.CopyOfPolicy();
        var path = Path.Combine(folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + to + text[(at + from.Length)..]);
        var outcome = ScorePolicy.Load(folder);
        Assert.False(outcome.Ok);
        Assert.Contains(outcome.Refusals,
            r => r.Place!.Contains(place, StringComparison.Ordinal) && r.Message.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void The_rulebook_accepts_the_conditions_of_all_indicators()
    {
        var law = AnSinh.Rulebook.Policy.Load(Repo.PolicyFolder);
        Assert.True(law.Ok, string.Join("\n", law.Refusals));
        Assert.Empty(Repo.Policy.Against(law.Value));
    }

    [Fact]
    public void A_condition_over_an_undeclared_fact_is_named_with_file_and_line()
    {
        var folder = Repo.CopyOfPolicy();
        var path = Path.Combine(folder, "vn", "indicators", "insurance.yaml");
        File.WriteAllText(path, File.ReadAllText(path).Replace("health_insurance !=", "health_card !=", StringComparison.Ordinal));
        var trouble =
            Assert.Single(Repo.Load(folder).Against(SmallRegister.Law),
                r => r.Place!.StartsWith("vn/indicators", StringComparison.Ordinal));
        Assert.Contains("vn/indicators/insurance.yaml:1", trouble.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_verdict_a_check_may_reach_has_its_words() =>
        Assert.All(Repo.Policy.Checks.SelectMany(c => c.Outcomes.Values),
            o => Assert.NotEqual(o.Verdict, Repo.Policy.Words.Word("verdict_words", o.Verdict)));

    [Fact]
    public void The_tiles_are_the_23_communes_and_the_maps_are_four()
    {
        var layout = Assert.Single(Repo.Policy.Cartograms);
        Assert.Equal(23, layout.Tiles.Count);
        Assert.Equal(4, layout.Maps.Count);
    }
}

using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Reports;

namespace AnSinh.Scoreboard.Tests;

public sealed class TermReportTests
{
    private static readonly Month December = new(2020, 12);

    [Fact]
    public void The_json_has_the_eight_figures_and_the_ten_findings()
    {
        using var json = JsonDocument.Parse(TermReportJson.Write(Report()));
        var figures = json.RootElement.GetProperty("figures").EnumerateArray().ToList();
        Assert.Equal(["C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08"], figures.Select(f => f.GetProperty("id").GetString()));
        Assert.All(figures, f => Assert.All(
            new[] { "indicator", "label", "value", "unit", "target", "met", "numerator", "denominator", "source", "published", "trend" },
            key => Assert.True(f.TryGetProperty(key, out _), key)));
        var findings = json.RootElement.GetProperty("findings").EnumerateArray().ToList();
        Assert.Equal(["K01", "K02", "K03", "K04", "K05", "K06", "K07", "K08", "K09", "K10"],
            findings.Select(f => f.GetProperty("id").GetString()));
        var implied = findings[0].GetProperty("computed");
        Assert.Equal(89545, implied.GetProperty("impliedDenominator").GetInt32());
        Assert.Equal(47439, implied.GetProperty("reference").GetInt32());
        Assert.Equal("INCONSISTENT", findings[0].GetProperty("verdict").GetString());
    }

    [Fact]
    public void Computed_and_published_are_kept_apart()
    {
        using var json = JsonDocument.Parse(TermReportJson.Write(Report()));
        var rate = Figure(json, "C02");
        Assert.Equal(1.2056m, rate.GetProperty("value").GetDecimal());
        Assert.Equal(591, rate.GetProperty("numerator").GetInt64());
        Assert.Equal(49020, rate.GetProperty("denominator").GetInt64());
        Assert.Equal("register", rate.GetProperty("basis").GetString());
        Assert.Equal(0.66m, rate.GetProperty("published").GetProperty("value").GetDecimal());
        Assert.False(rate.GetProperty("published").GetProperty("denominatorStated").GetBoolean());
        Assert.True(rate.GetProperty("met").GetBoolean());
    }

    [Fact]
    public void A_figure_the_register_does_not_hold_is_reported_with_its_source_and_missing_denominator()
    {
        using var json = JsonDocument.Parse(TermReportJson.Write(Report()));
        var figure = Figure(json, "C07");
        Assert.Equal("reported", figure.GetProperty("basis").GetString());
        Assert.Equal(90, figure.GetProperty("value").GetInt32());
        Assert.Equal(JsonValueKind.Null, figure.GetProperty("numerator").ValueKind);
        Assert.Contains("Lao động Thủ đô", figure.GetProperty("source").GetString(), StringComparison.Ordinal);
        Assert.Contains("phải tham gia", figure.GetProperty("missing").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, figure.GetProperty("met").ValueKind);
    }

    [Fact]
    public void A_target_without_a_value_cannot_be_judged_and_says_why()
    {
        using var json = JsonDocument.Parse(TermReportJson.Write(Report()));
        var jobs = Figure(json, "C05");
        Assert.Equal(JsonValueKind.Null, jobs.GetProperty("met").ValueKind);
        Assert.Equal(JsonValueKind.Null, jobs.GetProperty("target").GetProperty("value").ValueKind);
        Assert.Contains("không nêu", jobs.GetProperty("metReason").GetString(), StringComparison.Ordinal);
        Assert.True(jobs.GetProperty("published").GetProperty("saysMet").GetBoolean());
    }

    [Fact]
    public void The_leader_reads_what_is_computed_what_is_reported_and_what_is_doubtful()
    {
        var report = Report();
        var text = string.Join('\n', report.Paragraphs);
        Assert.Contains("số hộ nghèo là 591 hộ", text, StringComparison.Ordinal);
        Assert.Contains("tỷ lệ hộ nghèo là 1,21 % (591 trên 49.020 hộ có người đang cư trú), đạt mục tiêu dưới 2 %, số công bố là 0,66 %",
            text, StringComparison.Ordinal);
        Assert.Contains("mới có số báo cáo trên 90 %", text, StringComparison.Ordinal);
        Assert.Contains("7 chỉ tiêu được tính từ cơ sở dữ liệu", text, StringComparison.Ordinal);
        Assert.Contains("không có người thật", text, StringComparison.Ordinal);
        Assert.All(report.Figures.Where(f => f.Figure.Basis == FigureBasis.Register),
            f => Assert.Contains("mô phỏng", f.Source, StringComparison.Ordinal));
        Assert.Contains("89.545 hộ", text, StringComparison.Ordinal);
        Assert.DoesNotContain('{', text);
    }

    [Fact]
    public void Markdown_and_html_carry_every_figure_and_finding()
    {
        var report = Report();
        var (markdown, html) = (TermReportText.Markdown(report), TermReportText.Html(report));
        foreach (var id in report.Figures.Select(f => f.Id).Concat(report.Findings.Select(f => f.Id)))
        {
            Assert.Contains(id + ". ", markdown, StringComparison.Ordinal);
            Assert.Contains(id + ". ", html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("< 2", html, StringComparison.Ordinal);
        Assert.Contains("xã, thị trấn", html, StringComparison.Ordinal);
    }

    private static TermReport Report() => TermReports.Of(Board(), [.. Repo.Findings(Repo.Policy).Values], Repo.Policy);

    private static UnitBoard Board()
    {
        var policy = Repo.Policy;
        var term = policy.TermOrNull("272", "2015-2020")!;
        var numbers = new Dictionary<string, Parts>
        {
            ["poor_households"] = new(591, 49020, 0),
            ["poverty_rate_households"] = new(591, 49020, 0),
            ["trained_labour_rate"] = new(578, 1000, 3),
            ["trained_labour_rate_change"] = new(578, 1000, 3),
            ["jobs_created_stable"] = new(2804, 188000, 0),
            ["health_insurance_coverage"] = new(1700, 1880, 0),
            ["communes_meeting_national_health_criteria"] = new(21, 21, 0),
        };
        var figures = policy.Indicators.Select(indicator =>
        {
            Parts? parts = numbers.TryGetValue(indicator.Id, out var found) ? found : null;
            var value = indicator.ChangeOf is not null ? 7.8m : parts?.ValueOf(indicator);
            var published = policy.PublishedOf(indicator.Id, "272", 2020);
            var target = term.TargetOf(indicator.Id);
            var (met, reason) = Judgement.Of(policy.Words, term, target, new JudgedFigure(indicator, parts, null, value), published);
            return new IndicatorFigure(
                indicator, value is null ? FigureBasis.Reported : FigureBasis.Register, parts, value ?? published?.Value,
                null, [], [], [], published, target, met, reason, [new TrendPoint(December, parts, value)]);
        });
        var unit = new Unit("272", "272", "Phúc Thọ", "Huyện Phúc Thọ", "huyện", 2, "01", null, null, null);
        return new UnitBoard(new BoardQuestion("272", December, new AsKnown(December.LastDay), Scope.Everything), unit, December.LastDay,
            false, true, term, [.. figures], [], new Dictionary<string, Parts>());
    }

    private static JsonElement Figure(JsonDocument json, string id) =>
        json.RootElement.GetProperty("figures").EnumerateArray().Single(f => f.GetProperty("id").GetString() == id);
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AnSinh.Basics;
using AnSinh.Scoreboard.Checks;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Indicators;
using AnSinh.Scoreboard.Publications;
using AnSinh.Scoreboard.Targets;

namespace AnSinh.Scoreboard.Reports;

/// <summary>The term report as JSON: <c>figures</c> and <c>findings</c>, computed and published apart.</summary>
public static class TermReportJson
{
    private const int RateDigits = 4;

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The report as text.</summary>
    public static string Write(TermReport report) => Of(report).ToJsonString(Options);

    /// <summary>The report as a JSON object.</summary>
    public static JsonObject Of(TermReport report) => new()
    {
        ["unit"] = report.Unit.Code,
        ["unitName"] = report.Unit.FullName,
        ["term"] = report.Term.Id,
        ["month"] = report.Month.ToString(),
        ["asKnown"] = report.Known.ToString(),
        ["partial"] = report.Partial,
        ["synthetic"] = report.Synthetic,
        ["title"] = report.Title,
        ["resolution"] = report.Term.Resolution.Vi,
        ["summary"] = Texts(report.Paragraphs),
        ["figures"] = new JsonArray([.. report.Figures.Select(Figure)]),
        ["findings"] = new JsonArray([.. report.Findings.Select(f => Finding(f, report.Words))]),
    };

    private static JsonObject Figure(ReportFigure report)
    {
        var figure = report.Figure;
        var indicator = figure.Indicator;
        var computed = figure.Basis == FigureBasis.Register;
        return new JsonObject
        {
            ["id"] = report.Id,
            ["indicator"] = indicator.Id,
            ["label"] = indicator.Label.Vi,
            ["labelEn"] = indicator.Label.In("en"),
            ["value"] = Number(figure.Value),
            ["unit"] = UnitOf(indicator.Unit),
            ["basis"] = figure.Basis switch { FigureBasis.Register => "register", FigureBasis.Reported => "reported", _ => "none" },
            ["target"] = figure.Target is { } target ? Target(target) : null,
            ["met"] = figure.Met,
            ["metReason"] = figure.MetReason,
            ["numerator"] = computed ? figure.Parts!.Value.Numerator : null,
            ["denominator"] = computed && (indicator.IsShare || indicator.ChangeOf is not null) ? figure.Parts!.Value.Denominator : null,
            ["denominatorLabel"] = indicator.DenominatorLabel?.Vi,
            ["unclear"] = computed ? figure.Parts!.Value.Unclear : null,
            ["base"] = figure.BaseParts is { } parts ? PartsOf(parts, indicator.Base!.Value) : null,
            ["source"] = report.Source,
            ["missing"] = report.Missing.Length > 0 ? report.Missing : null,
            ["missingFacts"] = Texts(figure.MissingFacts.Select(f => f.Name)),
            ["definition"] = indicator.Definition.Vi,
            ["definedBy"] = indicator.Basis.Vi,
            ["doubt"] = indicator.Doubt?.Vi,
            ["published"] = figure.Published is { } published ? Published(published) : null,
            ["bySex"] = Groups(figure.BySex, indicator),
            ["byAge"] = Groups(figure.ByAge, indicator),
            ["trend"] = new JsonArray([.. figure.Trend.Select(t => Point(t, indicator))]),
        };
    }

    private static JsonObject Target(Target target) => new()
    {
        ["comparator"] = target.Comparator.Sign(),
        ["value"] = Number(target.Value),
        ["period"] = target.Period,
        ["setBy"] = target.SetBy.Vi,
        ["uncertain"] = target.Uncertain,
        ["reason"] = target.Reason?.Vi,
    };

    private static JsonObject Published(PublishedFigure figure) => new()
    {
        ["value"] = figure.Value,
        ["op"] = figure.Op.Sign(),
        ["unit"] = UnitOf(figure.Unit),
        ["unitStated"] = figure.UnitStated,
        ["asOf"] = figure.AsOf,
        ["status"] = figure.Status,
        ["denominatorStated"] = figure.Denominator?.Stated,
        ["denominator"] = figure.Denominator?.Text.Vi,
        ["saysMet"] = figure.SaysMet,
        ["note"] = figure.Note?.Vi,
        ["source"] = figure.Publication.Title.Vi,
        ["carriedBy"] = figure.Publication.CarriedBy.Vi,
        ["publishedOn"] = Day(figure.Publication.PublishedOn),
    };

    private static JsonObject Point(TrendPoint point, Indicator indicator) => new()
    {
        ["month"] = point.Month.ToString(),
        ["value"] = Number(point.Value),
        ["numerator"] = point.Parts?.Numerator,
        ["denominator"] = indicator.IsShare || indicator.ChangeOf is not null ? point.Parts?.Denominator : null,
    };

    private static JsonObject PartsOf(Parts parts, Month month) => new()
    {
        ["month"] = month.ToString(),
        ["numerator"] = parts.Numerator,
        ["denominator"] = parts.Denominator,
        ["value"] = Number(parts.Percent),
    };

    private static JsonArray Groups(IReadOnlyList<FigureGroup> groups, Indicator indicator) => new([.. groups.Select(g => new JsonObject
    {
        ["group"] = g.Code,
        ["label"] = g.Label.Vi,
        ["numerator"] = g.Parts.Numerator,
        ["denominator"] = indicator.IsShare || indicator.ChangeOf is not null ? g.Parts.Denominator : null,
        ["unclear"] = g.Parts.Unclear,
    })]);

    private static JsonObject Finding(Finding finding, ReportWords words)
    {
        var computed = new JsonObject();
        foreach (var (name, value) in finding.Computed)
        {
            computed[Camel(name)] = value switch
            {
                decimal number => Number(number),
                DateOnly day => Day(day),
                Year year => year.Number,
                LocalText text => text.Vi,
                _ => value.ToString(),
            };
        }

        return new JsonObject
        {
            ["id"] = finding.Id,
            ["kind"] = finding.Kind,
            ["title"] = finding.Title.Vi,
            ["verdict"] = finding.Verdict,
            ["verdictLabel"] = words.Word("verdict_words", finding.Verdict),
            ["detail"] = finding.Detail.Vi,
            ["detailEn"] = finding.Detail.In("en"),
            ["uses"] = Texts(finding.Uses),
            ["computed"] = computed,
            ["sources"] = Texts(finding.Sources),
            ["hypotheses"] = Texts(finding.Hypotheses.Select(h => h.Vi)),
            ["notSupported"] = finding.NotSupported?.Vi,
            ["rule"] = finding.Rule?.Vi,
        };
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);

    /// <summary>A number without trailing zeros, rates to four digits: numerator and denominator beside it are exact.</summary>
    private static JsonValue? Number(decimal? value) => value is { } number
        ? JsonValue.Create(
            decimal.Parse(decimal.Round(number, RateDigits, MidpointRounding.AwayFromZero).ToString("0.####", CultureInfo.InvariantCulture),
                CultureInfo.InvariantCulture))
        : null;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string UnitOf(IndicatorUnit unit) => IndicatorFiles.Units.First(u => u.Value == unit).Key;

    private static string Camel(string snake)
    {
        var parts = snake.Split('_');
        return parts[0] + string.Concat(parts.Skip(1).Select(p => p.Length == 0 ? p : char.ToUpperInvariant(p[0]) + p[1..]));
    }
}

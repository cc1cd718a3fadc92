using AnSinh.Basics;
using AnSinh.Scoreboard.Checks;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Indicators;
using AnSinh.Scoreboard.Publications;

namespace AnSinh.Scoreboard.Reports;

/// <summary>Chooses and fills the sentences of a report; the sentences themselves are in policy/.</summary>
internal sealed class Wording(ReportWords words, UnitBoard board)
{
    public string Fill(string path, params (string Name, object Value)[] values) => words.Fill(path, values);

    public ReportFigure Figure(IndicatorFigure figure)
    {
        var computed = figure.Basis == FigureBasis.Register;
        return new ReportFigure(
            figure.Published?.Id ?? figure.Indicator.Id,
            figure,
            computed ? Value(figure.Indicator, figure.Value!.Value) : figure.Published is { } p ? Published(p) : words["value_none"],
            computed && figure.Indicator.IsShare ? PartsOf(figure.Parts!.Value) : "",
            Target(figure),
            words[figure.Met switch { true => "met_words.met", false => "met_words.missed", _
                when figure.Target is null => "met_words.none", _ => "met_words.open" }],
            figure.Published is { } published ? Published(published) : "",
            words[figure.Basis switch { FigureBasis.Register => "basis_words.register", FigureBasis.Reported => "basis_words.reported",
                _ => "basis_words.none" }],
            Source(figure),
            string.Join("; ", Missing(figure)),
            Trend(figure));
    }

    /// <summary>The paragraph a leader reads: one clause a figure.</summary>
    public string Lead(IReadOnlyList<ReportFigure> figures)
    {
        var open = Fill("lead.open", ("month", board.Question.Month.ToVietnamese()), ("unit", Unit()));
        return $"{open} {string.Join("; ", figures.Select(Clause))}.";
    }

    /// <summary>What is computed, what only reported, what is missing, what is doubtful.</summary>
    public IEnumerable<string> Honesty(IReadOnlyList<ReportFigure> figures, IReadOnlyList<Finding> findings)
    {
        if (board.Synthetic)
        {
            yield return words["honesty.synthetic"];
        }

        var computed = figures.Count(f => f.Figure.Basis == FigureBasis.Register);
        yield return computed == figures.Count
            ? Fill("honesty.counted_all", ("all", computed))
            : Fill("honesty.counted", ("all", figures.Count), ("computed", computed),
                ("reported", figures.Count(f => f.Figure.Basis == FigureBasis.Reported)));
        var judged = figures.Where(f => f.Figure.Target?.Value is not null).ToList();
        yield return judged.Count == 0
            ? words["honesty.targets_none"]
            : Fill("honesty.targets", ("with_target", judged.Count), ("met", judged.Count(f => f.Figure.Met == true)),
                ("missed", judged.Count(f => f.Figure.Met == false)));
        var unstated = figures.Where(f => f.Figure.Published?.Denominator is { Stated: false }).ToList();
        if (unstated.Count > 0)
        {
            yield return Fill("honesty.denominators", ("count", unstated.Count),
                ("list", string.Join(", ", unstated.Select(f => $"{Lower(f.Figure.Indicator.Label.Vi)} ({f.Id})"))));
        }

        var doubtful = findings.Where(f => !f.Quiet).ToList();
        if (findings.Count > 0)
        {
            yield return Fill("honesty.checks", ("all", findings.Count), ("doubtful", doubtful.Count),
                ("list", string.Join(", ", doubtful.Select(f => f.Id))));
        }

        if (doubtful.Count > 0)
        {
            yield return Fill("honesty.first_finding", ("detail", doubtful[0].Detail));
        }
    }

    private string Clause(ReportFigure figure)
    {
        var label = ("label_lower", (object)Lower(figure.Figure.Indicator.Label.Vi));
        switch (figure.Figure.Basis)
        {
            case FigureBasis.Register:
                var parts = figure.Figure.Indicator.IsShare ? PartsClause(figure.Figure) : "";
                return Fill("lead.computed", label, ("value", figure.Value), ("parts_clause", parts),
                    ("target_clause", TargetClause(figure) + Difference(figure)));
            case FigureBasis.Reported:
                return Fill("lead.reported", label, ("published", figure.Published),
                    ("missing_clause", figure.Missing.Length > 0 ? $": {figure.Missing}" : ""));
            default:
                return Fill("lead.nothing", label);
        }
    }

    private string PartsClause(IndicatorFigure figure) => Fill(
        "lead.parts",
        ("numerator", figure.Parts!.Value.Numerator),
        ("denominator", figure.Parts.Value.Denominator),
        ("denominator_label", figure.Indicator.DenominatorLabel?.Vi ?? ""));

    private string TargetClause(ReportFigure figure) => figure.Figure.Met switch
    {
        true => Fill("lead.met", ("target", figure.Target)),
        false => Fill("lead.missed", ("target", figure.Target)),
        _ => words["lead.open_target"],
    };

    /// <summary>Names the published figure where it is not what the register gives at its own number of digits.</summary>
    private string Difference(ReportFigure figure) =>
        figure.Figure.Published is { } published && !Agrees(published, figure.Figure.Value!.Value)
        ? Fill("lead.differs", ("published", figure.Published)) : "";

    private static bool Agrees(PublishedFigure published, decimal value)
    {
        var digits = (decimal.GetBits(published.Value)[3] >> 16) & 0xFF;
        return published.Op switch
        {
            Comparator.Equal or Comparator.About => decimal.Round(value, digits, MidpointRounding.AwayFromZero) == published.Value,
            var bound => bound.Holds(value, 1, 1, published.Value),
        };
    }

    private IEnumerable<string> Missing(IndicatorFigure figure)
    {
        if (figure.MissingFacts.Count > 0)
        {
            yield return Fill("missing_fact", ("facts", string.Join(", ", figure.MissingFacts.Select(f => Lower(f.Label.Vi)))));
        }

        if (figure.Published?.Denominator is { Stated: false } denominator)
        {
            yield return Fill("missing_denominator", ("denominator", denominator.Text));
        }

        if (figure.Parts is { Unclear: > 0 } parts)
        {
            yield return Fill("unknown_people", ("count", parts.Unclear),
                ("counted",
                    figure.Indicator.Counts switch { Counts.Household => words.Word("unit_words", "households"),
                        Counts.Unit => words.Word("unit_words", "communes"), _ => words.Word("unit_words", "persons") }));
        }
    }

    private string Source(IndicatorFigure figure) => figure.Basis == FigureBasis.Reported
        ? $"{figure.Published!.Publication.Title.Vi} ({figure.Published.Publication.CarriedBy.Vi})"
        : figure.Basis == FigureBasis.None
            ? ""
            : Fill(board.Synthetic ? "source_synthetic" : "source_register", ("unit", Unit()),
                ("month", board.Question.Month.ToVietnamese()), ("known", board.Question.Known.Day));

    private string Target(IndicatorFigure figure)
    {
        if (figure.Target is not { } target)
        {
            return words["target_none"];
        }

        var comparator = words.Word("comparator_words", target.Comparator.Sign());
        return target.Value is { } value
            ? $"{comparator} {Number(value, null)}{Unit(figure.Indicator.Unit)}"
            : Fill("target_value_none", ("comparator", comparator), ("set_by", target.SetBy));
    }

    private static string Trend(IndicatorFigure figure) =>
        string.Join(" · ",
            figure.Trend.Where(t => t.Value is not null)
                .Select(t => $"{t.Month.Year}: {Number(t.Value!.Value, figure.Indicator.Decimals)}"));

    private string Value(Indicator indicator, decimal value) => Number(value, indicator.Decimals) + Unit(indicator.Unit);

    private string Published(PublishedFigure p) => words.Word("op_words", p.Op.Sign()) + Number(p.Value, null) + Unit(p.Unit);

    private string Unit(IndicatorUnit unit) => " " + words.Word("unit_words", IndicatorFiles.Units.First(u => u.Value == unit).Key);

    /// <summary>The unit as it stands inside a sentence: <c>huyện Phúc Thọ</c>.</summary>
    public string Unit() => Lower(board.Unit.FullName);

    private static string PartsOf(Parts parts) => $"{Vietnamese.Number(parts.Numerator)} / {Vietnamese.Number(parts.Denominator)}";

    private static string Number(decimal value, int? decimals) => SentenceTemplate.Number(value, decimals, "vi");

    private static string Lower(string text) =>
        text.Length > 1 && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
}

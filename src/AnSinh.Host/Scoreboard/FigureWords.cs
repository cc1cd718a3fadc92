using AnSinh.Host.Web;
using AnSinh.Host.Web.Requests;
using AnSinh.Register.Units;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Indicators;
using AnSinh.Scoreboard.Publications;

namespace AnSinh.Host.Scoreboard;

/// <summary>Indicators in words, with the address of the people behind each.</summary>
internal sealed class FigureWords(Visit visit)
{
    private Language L => visit.Language;

    /// <summary>A row of the scoreboard.</summary>
    public IndicatorRow Row(IndicatorFigure figure, Unit unit)
    {
        var indicator = figure.Indicator;
        var (kind, verdict) = Verdict(figure);
        var values = figure.Trend.Select(point => point.Value).ToList();
        return new IndicatorRow(
            indicator.Id,
            L.T(indicator.Label),
            Value(indicator, figure.Value),
            figure.Basis == FigureBasis.Register ? Href(indicator, unit.Level == 3 ? unit.Key : null) : null,
            Basis(figure),
            figure.Target is { Value: { } goal } target ? $"{Sign(target.Comparator)} {Value(indicator, goal)}".Trim() : "–",
            figure.Published is { } published
                ? $"{Sign(published.Op)} {Number(published.Value, figure.Indicator)}{Word(published.Unit)}".Trim() : null,
            values,
            figure.Target?.Value,
            Trend(figure),
            kind,
            verdict);
    }

    /// <summary>A value with its unit: <c>591 hộ</c>, <c>1,23 %</c>; a dash if there is none.</summary>
    public string Value(Indicator indicator, decimal? value) => value is { } known ? Number(known, indicator) + Word(indicator.Unit) : "–";

    /// <summary>Numerator and denominator in words, or what is missing of them.</summary>
    public string Basis(IndicatorFigure figure)
    {
        if (figure.IsSmall)
        {
            return L.T("không hiện: nhóm quá nhỏ", "not shown: too small a group");
        }

        if (figure.Basis == FigureBasis.Reported)
        {
            var missing = figure.MissingFacts.Count > 0
                ? L.T("sổ chưa có: ", "not in the register: ")
                + string.Join(", ", figure.MissingFacts.Select(kind => L.T(kind.Label).ToLowerInvariant())) : "";
            return L.T("số báo cáo", "as reported") + (missing.Length > 0 ? "; " + missing : "");
        }

        if (figure.Basis == FigureBasis.None || figure.Parts is not { } parts)
        {
            return L.T("chưa có số liệu", "no data yet");
        }

        if (figure.BaseParts is { } before)
        {
            return L.T($"từ {Percent(before)} lên {Percent(parts)}", $"from {Percent(before)} to {Percent(parts)}");
        }

        return Basis(figure.Indicator, parts);
    }

    /// <summary>Numerator and denominator in words.</summary>
    public string Basis(Indicator indicator, Parts parts)
    {
        var text = indicator.IsShare
            ? $"{L.Number(parts.Numerator)} / {L.Number(parts.Denominator)}"
                + (indicator.DenominatorLabel is { } label ? " " + L.T(label) : "")
            : indicator.NumeratorLabel is { } counted ? L.T(counted) : L.T(indicator.Definition);
        return parts.Unclear > 0 ? $"{text}; {L.Number(parts.Unclear)} {L.T("chưa rõ", "unknown")}" : text;
    }

    /// <summary>The page of the people, households or communes behind a figure; null for who may not read people.</summary>
    public string? Href(Indicator indicator, string? unit) => !visit.Viewer.May(Permission.ReadPeople) ? null
        : visit.Link("/nguoi", ("chi-tieu", indicator.Id), (Places.Key, unit));

    /// <summary>The word of a unit after a value, with a space before it.</summary>
    public string Word(IndicatorUnit unit) => unit switch
    {
        IndicatorUnit.Households => L.T(" hộ", " households"),
        IndicatorUnit.Percent => " %",
        IndicatorUnit.PercentagePoints => L.T(" điểm %", " points"),
        IndicatorUnit.Persons => L.T(" người", " people"),
        IndicatorUnit.PersonsPerYear => L.T(" người/năm", " people/year"),
        _ => L.T(" xã", " communes"),
    };

    private string Number(decimal value, Indicator indicator) => L.Number(value, indicator.Decimals);

    private string Percent(Parts parts) => parts.Percent is { } percent ? L.Number(percent, 1) + " %" : "–";

    private string Trend(IndicatorFigure figure)
    {
        var known = figure.Trend.Where(point => point.Value is not null).ToList();
        if (known.Count < 2)
        {
            return L.T("chưa đủ số liệu cho xu hướng", "too little data for a trend");
        }

        string ValueOf(int i) => Number(known[i].Value!.Value, figure.Indicator);
        var (first, last) = (known[0].Month.ToVietnamese(), known[^1].Month.ToVietnamese());
        return L.T(
            $"Từ {ValueOf(0)} (tháng {first}) đến {ValueOf(known.Count - 1)} (tháng {last})",
            $"From {ValueOf(0)} ({first}) to {ValueOf(known.Count - 1)} ({last})");
    }

    private (string Kind, string Word) Verdict(IndicatorFigure figure) => figure switch
    {
        { Met: true } => ("good", L.T("Đạt", "Met")),
        { Met: false } => ("bad", L.T("Chưa đạt", "Not met")),
        { Target: null } => ("mute", L.T("không đặt mục tiêu", "no target")),
        { Target.Value: null } => ("mute", L.T("mục tiêu không nêu mức", "level of the target not stated")),
        _ => ("warn", L.T("Chưa kết luận", "Open")),
    };

    private static string Sign(Comparator comparison) => comparison switch
    {
        Comparator.Above => ">",
        Comparator.Below => "<",
        Comparator.AtLeast => "≥",
        Comparator.AtMost => "≤",
        Comparator.About => "≈",
        _ => "",
    };
}

using AnSinh.Basics;
using AnSinh.Scoreboard.Indicators;
using AnSinh.Scoreboard.Sheets;

namespace AnSinh.Scoreboard.Publications;

/// <summary>Reads policy/*/published/*.yaml and policy/*/reference/*.yaml.</summary>
internal static class PublicationFiles
{
    private static readonly Dictionary<string, string> Statuses = new() { ["result"] = "result", ["estimate"] = "estimate",
        ["headline"] = "headline" };

    private static readonly Dictionary<string, string> Kinds = new() { ["census"] = "census", ["published"] = "published",
        ["derived"] = "derived", ["model"] = "model" };

    public static IEnumerable<PublishedFigure> Published(Sheet sheet, IReadOnlyDictionary<string, Indicator> indicators)
    {
        sheet.Only("publication", "unit", "title", "carried_by", "published_on", "term", "figures");
        var publication = new Publication(sheet.Text("publication"), sheet.Text("unit"), sheet.Local("title"),
            sheet.Local("carried_by"), sheet.Day("published_on"), sheet.TextOrNull("term"));
        foreach (var figure in sheet.List("figures"))
        {
            figure.Only("id", "indicator", "label", "value", "op", "unit", "unit_stated", "as_of", "status", "denominator",
                "says_met", "note");
            var id = figure.TextOrNull("indicator");
            var indicator = id is null ? null : indicators.GetValueOrDefault(id);
            if (id is not null && indicator is null)
            {
                figure.Error($"Không có chỉ tiêu '{id}'.", "indicator");
            }

            var denominator = figure.Inner("denominator") is { } d ? new PublishedDenominator(d.Flag("stated", false), d.AsLocal()) : null;
            yield return new PublishedFigure(
                figure.Text("id"),
                id,
                figure.LocalOrNull("label") ?? indicator?.Label ?? figure.Local("label"),
                figure.Number("value"),
                figure.Word("op", Comparisons.Words),
                figure.Word("unit", IndicatorFiles.Units),
                figure.Flag("unit_stated", true),
                figure.Whole("as_of"),
                figure.Word("status", Statuses),
                denominator,
                figure.FlagOrNull("says_met"),
                figure.LocalOrNull("note"),
                publication,
                figure.Place);
        }
    }

    /// <summary>Reads the figures of a file; a sum may only name figures read before it.</summary>
    public static void Reference(Sheet sheet, Dictionary<string, ReferenceFigure> known)
    {
        sheet.Only("reference", "title", "source", "figures");
        foreach (var figure in sheet.List("figures"))
        {
            figure.Only("id", "unit", "value", "sum_of", "op", "date", "kind", "source", "label");
            var id = figure.Text("id");
            var read = new ReferenceFigure(
                id,
                figure.Text("unit"),
                figure.Has("sum_of") ? Sum(figure, known) : figure.Number("value"),
                figure.Word("op", Comparisons.Words, "="),
                figure.Day("date"),
                figure.Word("kind", Kinds),
                figure.TextOrNull("source") ?? sheet.Text("source"),
                figure.Local("label"),
                figure.Place);
            if (!known.TryAdd(id, read))
            {
                figure.Error($"Số đối chiếu '{id}' đã có ở {known[id].Place}.", "id");
            }
        }
    }

    private static decimal Sum(Sheet figure, Dictionary<string, ReferenceFigure> known)
    {
        var sum = 0m;
        foreach (var part in figure.Texts("sum_of"))
        {
            if (known.TryGetValue(part, out var reference))
            {
                sum += reference.Value;
            }
            else
            {
                figure.Error($"Không có số đối chiếu '{part}' ở trên.", "sum_of");
            }
        }

        return sum;
    }
}

using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Scoreboard.Indicators;

namespace AnSinh.Scoreboard.Publications;

/// <summary>Reads policy/*/published/*.yaml and policy/*/reference/*.yaml.</summary>
internal static class PublicationFiles
{
    private static readonly Dictionary<string, string> Statuses = new() { ["result"] = "result", ["estimate"] = "estimate",
        ["headline"] = "headline" };

    private static readonly Dictionary<string, string> Kinds = new() { ["census"] = "census", ["published"] = "published",
        ["derived"] = "derived", ["model"] = "model" };

    public static IEnumerable<PublishedFigure> Published(PolicyMap sheet, IReadOnlyDictionary<string, Indicator> indicators)
    {
        var publication = new PublishedPaper(sheet.Required("publication"), sheet.Required("unit"), sheet.RequiredLocal("title"),
            sheet.RequiredLocal("carried_by"), sheet.RequiredDate("published_on"), sheet.Text("term"));
        foreach (var figure in sheet.Maps("figures"))
        {
            var id = figure.Text("indicator");
            var indicator = id is null ? null : indicators.GetValueOrDefault(id);
            if (id is not null && indicator is null)
            {
                figure.Wrong("indicator", $"Không có chỉ tiêu '{id}'.");
            }

            var denominator = figure.Map("denominator") is { } d ? new PublishedDenominator(d.Bool("stated", false), d.AsLocal()) : null;
            var read = new PublishedFigure(
                figure.Required("id"),
                id,
                figure.Local("label") ?? indicator?.Label ?? figure.RequiredLocal("label"),
                figure.RequiredNumber("value"),
                figure.Word("op", Comparators.Words),
                figure.Word("unit", IndicatorFiles.Units),
                figure.Bool("unit_stated", true),
                figure.RequiredWhole("as_of"),
                figure.Word("status", Statuses),
                denominator,
                figure.BoolOrNull("says_met"),
                figure.Local("note"),
                publication,
                figure.Place);
            figure.Done();
            yield return read;
        }

        sheet.Done();
    }

    /// <summary>Reads the figures of a file; a sum may only name figures read before it.</summary>
    public static void Reference(PolicyMap sheet, Dictionary<string, ReferenceFigure> known)
    {
        foreach (var figure in sheet.Maps("figures"))
        {
            var id = figure.Required("id");
            var read = new ReferenceFigure(
                id,
                figure.Required("unit"),
                figure.Has("sum_of") ? Sum(figure, known) : figure.RequiredNumber("value"),
                figure.Word("op", Comparators.Words, "="),
                figure.RequiredDate("date"),
                figure.Word("kind", Kinds),
                figure.Text("source") ?? sheet.Required("source"),
                figure.RequiredLocal("label"),
                figure.Place);
            figure.Done();
            if (!known.TryAdd(id, read))
            {
                figure.Wrong("id", $"Số đối chiếu '{id}' đã có ở {known[id].Place}.");
            }
        }

        sheet.Ignore("reference", "title", "source");
        sheet.Done();
    }

    private static decimal Sum(PolicyMap figure, Dictionary<string, ReferenceFigure> known)
    {
        var sum = 0m;
        foreach (var part in figure.OneOrMore("sum_of"))
        {
            if (known.TryGetValue(part, out var reference))
            {
                sum += reference.Value;
            }
            else
            {
                figure.Wrong("sum_of", $"Không có số đối chiếu '{part}' ở trên.");
            }
        }

        return sum;
    }
}

using System.Text;

namespace AnSinh.Scoreboard.Reports;

/// <summary>The term report as Markdown and as an HTML fragment that prints alone.</summary>
public static class TermReportText
{
    private static readonly string[] FigureColumns = ["figure", "value", "parts", "target", "met", "published", "basis",
        "trend", "missing"];

    private static readonly string[] FindingColumns = ["finding", "verdict", "detail"];

    /// <summary>Markdown, with tables.</summary>
    public static string Markdown(TermReport report)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(report.Title).Append("\n\n").Append(report.Subtitle).Append("\n\n");
        text.Append("## ").Append(report.Words["headings.summary"]).Append("\n\n");
        foreach (var paragraph in report.Paragraphs)
        {
            text.Append(paragraph).Append("\n\n");
        }

        text.Append("## ").Append(report.Words["headings.figures"]).Append("\n\n");
        Table(text, [.. FigureColumns.Select(c => report.Words[$"columns.{c}"])], report.Figures.Select(Cells));
        text.Append("## ").Append(report.Words["headings.findings"]).Append("\n\n");
        Table(text, [.. FindingColumns.Select(c => report.Words[$"columns.{c}"])],
            report.Findings.Select(f => new[] { $"{f.Id}. {f.Title.Vi}", report.Words.Word("verdict_words", f.Verdict), f.Detail.Vi }));
        text.Append("## ").Append(report.Words["headings.method"]).Append("\n\n");
        foreach (var figure in report.Figures)
        {
            text.Append("- **").Append(figure.Figure.Indicator.Label.Vi).Append("**: ").Append(Method(figure)).Append('\n');
        }

        return text.Append('\n').Append(report.Words["footer"]).Append('\n').ToString();
    }

    /// <summary>An <c>article</c> element; the page gives it its style.</summary>
    public static string Html(TermReport report)
    {
        var html = new StringBuilder();
        html.Append("<article class=\"report\" lang=\"vi\"><h1>").Append(Escape(report.Title)).Append("</h1><p class=\"sub\">")
            .Append(Escape(report.Subtitle)).Append("</p>");
        html.Append("<section><h2>").Append(Escape(report.Words["headings.summary"])).Append("</h2>");
        foreach (var paragraph in report.Paragraphs)
        {
            html.Append("<p>").Append(Escape(paragraph)).Append("</p>");
        }

        html.Append("</section><section><h2>").Append(Escape(report.Words["headings.figures"])).Append("</h2><div class=\"wide\">");
        HtmlTable(html, report, FigureColumns, report.Figures.Select(Cells));
        html.Append("</div></section><section><h2>").Append(Escape(report.Words["headings.findings"])).Append("</h2><div class=\"wide\">");
        HtmlTable(html, report, FindingColumns,
            report.Findings.Select(f => new[] { $"{f.Id}. {f.Title.Vi}", report.Words.Word("verdict_words", f.Verdict), f.Detail.Vi }));
        html.Append("</div></section><section><h2>").Append(Escape(report.Words["headings.method"])).Append("</h2><dl>");
        foreach (var figure in report.Figures)
        {
            html.Append("<dt>").Append(Escape(figure.Figure.Indicator.Label.Vi)).Append("</dt><dd>").Append(Escape(Method(figure)))
                .Append("</dd>");
        }

        return html.Append("</dl></section><footer>").Append(Escape(report.Words["footer"])).Append("</footer></article>").ToString();
    }

    private static string[] Cells(ReportFigure f) =>
        [$"{f.Id}. {f.Figure.Indicator.Label.Vi}", f.Value, f.Parts, f.Target,
            f.Figure is { MetReason: { } reason, Target: not null } ? $"{f.Met}: {reason}" : f.Met, f.Published, f.Basis,
            f.Trend, f.Missing];

    private static string Method(ReportFigure figure) =>
        string.Join(' ',
            new[] { figure.Figure.Indicator.Definition.Vi, figure.Figure.Indicator.Basis.Vi, figure.Figure.Indicator.Doubt?.Vi,
                figure.Source }.Where(t => !string.IsNullOrEmpty(t)));

    private static void Table(StringBuilder text, string[] heads, IEnumerable<string[]> rows)
    {
        text.Append("| ").AppendJoin(" | ", heads).Append(" |\n|").Append(string.Concat(Enumerable.Repeat("---|", heads.Length)))
            .Append('\n');
        foreach (var row in rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
        }

        text.Append('\n');
    }

    private static void HtmlTable(StringBuilder html, TermReport report, string[] columns, IEnumerable<string[]> rows)
    {
        html.Append("<table><thead><tr>");
        foreach (var column in columns)
        {
            html.Append("<th scope=\"col\">").Append(Escape(report.Words[$"columns.{column}"])).Append("</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append("<tr><th scope=\"row\">").Append(Escape(row[0])).Append("</th>");
            for (var i = 1; i < row.Length; i++)
            {
                html.Append("<td data-label=\"").Append(Escape(report.Words[$"columns.{columns[i]}"])).Append("\">")
                    .Append(Escape(row[i])).Append("</td>");
            }

            html.Append("</tr>");
        }

        html.Append("</tbody></table>");
    }

    /// <summary>Encodes only what HTML needs: Vietnamese stays readable in the page's source.</summary>
    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}

using AnSinh.Basics;
using AnSinh.Host.Scoreboard;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Scoreboard;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Reports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AnSinh.Host.Reports;

/// <summary>Term reports: to read and print, and as Markdown and JSON.</summary>
internal static class ReportPages
{
    private static readonly LocalText Reporting = new("lập báo cáo nhiệm kỳ", "the term report");

    public static void MapReportPages(this IEndpointRouteBuilder pages)
    {
        var reports = pages.Needing(Permission.ReadReports);
        reports.MapGet("/bao-cao", List);
        reports.MapGet("/bao-cao/nhiem-ky/{term}",
            (Office office, Visit visit, string term) => With(office, visit, term, report => Show(office, visit, report)))
                .Heavy(Reporting.Vi, Reporting.En!);
        reports.MapGet("/bao-cao/nhiem-ky/{term}.json",
            (Office office, Visit visit, string term) =>
                With(office, visit, term, report => TypedResults.Text(TermReportJson.Write(report), "application/json; charset=utf-8")))
                .Heavy(Reporting.Vi, Reporting.En!);
        reports.MapGet("/bao-cao/nhiem-ky/{term}.md",
            (Office office, Visit visit, string term) =>
                With(office, visit, term, report => TypedResults.Text(TermReportText.Markdown(report), "text/markdown; charset=utf-8")))
                .Heavy(Reporting.Vi, Reporting.En!);
    }

    /// <summary>The report of the viewer's unit; a report of a district is not for somebody who may see one commune of it.</summary>
    public static IResult With(Office office, Visit visit, string term, Func<TermReport, IResult> answer)
    {
        if (office.Scores.TermOrNull(visit.Viewer.Unit.Code, term) is not { } found)
        {
            return ProblemPages.NotFound(visit);
        }

        // The month looked at counts if it lies in the term; else the report is of the term's last month.
        var (month, known) = found.From <= visit.Month.Year && visit.Month.Year <= found.To ? (visit.Month, visit.Known)
            : (found.LastMonth, new AsKnown(found.LastMonth.LastDay));
        var outcome = new TermReports(office.Board).Build(visit.Viewer.Unit.Code, term, visit.Viewer.Scope, month, known);
        return outcome.Ok ? answer(outcome.Value) : ProblemPages.Refused(visit, outcome.Refusals);
    }

    private static RazorComponentResult<ReportListView> List(Office office, Visit visit)
    {
        var terms = office.Scores.Terms.Where(term => term.UnitCode == visit.Viewer.Unit.Code).ToList();
        return View.Of<ReportListView, ReportListModel>(
            new ReportListModel(visit.Viewer.Unit.FullName, [.. terms.Select(term => new ReportEntry(
            term.Id, visit.Language.T(term.Label), visit.Language.T(term.Resolution), term.Targets.Count))]));
    }

    private static RazorComponentResult<TermReportView> Show(Office office, Visit visit, TermReport report)
    {
        visit.LookAt(report.Month);
        var words = new FigureWords(visit);
        return View.Of<TermReportView, TermReportModel>(new TermReportModel(report, [.. report.Figures.Select(figure => new ReportRow(
            figure,
            figure.Figure.Basis == FigureBasis.Register ? words.Href(figure.Figure.Indicator, null) : null,
            figure.Figure.Met switch { true => "good", false => "bad", _ => figure.Figure.Target is null ? "mute" : "warn" }))]));
    }
}

/// <summary>Reports to choose from.</summary>
/// <param name="Unit">The place.</param>
/// <param name="Terms">Its terms.</param>
public sealed record ReportListModel(string Unit, IReadOnlyList<ReportEntry> Terms);

/// <summary>A report to choose.</summary>
/// <param name="Id">The term.</param>
/// <param name="Name">Its name.</param>
/// <param name="Resolution">The paper that sets its targets.</param>
/// <param name="Targets">How many targets it set.</param>
public sealed record ReportEntry(string Id, string Name, string Resolution, int Targets);

/// <summary>The report to read.</summary>
/// <param name="Report">The report.</param>
/// <param name="Rows">Its figures, each with the people behind it.</param>
public sealed record TermReportModel(TermReport Report, IReadOnlyList<ReportRow> Rows);

/// <summary>A figure of the report.</summary>
/// <param name="Figure">The figure in words.</param>
/// <param name="Href">The people behind it.</param>
/// <param name="Kind">Colour of the verdict.</param>
public sealed record ReportRow(ReportFigure Figure, string? Href, string Kind);

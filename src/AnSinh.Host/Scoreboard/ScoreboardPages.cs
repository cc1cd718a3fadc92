using AnSinh.Basics;
using AnSinh.Host.Payments;
using AnSinh.Host.Programmes;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Ledger;
using AnSinh.Register.Units;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Indicators;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Scoreboard;

/// <summary>The scoreboard of the viewer's unit.</summary>
internal static class ScoreboardPages
{
    public static void MapScoreboardPages(this IEndpointRouteBuilder pages) =>
        pages.Needing(Permission.ReadFigures).MapGet("/", Show).Reads("xep-hang");

    private static IResult Show(Office office, Visit visit, [FromQuery(Name = "chi-tieu")] string? indicator,
        [FromQuery(Name = "ban-do")] string? mapDay)
    {
        if (mapDay is { Length: > 0 } && visit.ReadDay(mapDay, "ban-do", out _) is { } refusal)
        {
            return ProblemPages.Refused(visit, refusal);
        }

        var unit = visit.Viewer.Unit;
        var board = new SmallFigures(office, visit).Board(new BoardQuestion(unit.Key, visit.Month, visit.Known, visit.Viewer.Scope));
        if (board is null)
        {
            return View.Of<NothingHereView, Unit>(unit);
        }

        var figures = new FigureWords(visit);
        var rows = board.Figures.OrderBy(figure => Order(office, figure), StringComparer.Ordinal)
            .Select(figure => figures.Row(figure, unit)).ToList();
        return View.Of<ScoreboardView, ScoreboardModel>(new ScoreboardModel(
            unit,
            board.Term?.Id ?? "2015-2020",
            rows,
            visit.Viewer.SeesAll ? Doubts(office, visit, board) : [],
            Gap(office, visit),
            !visit.Viewer.May(Permission.ReadPayments) ? []
                : [.. office.RunsKnown(visit.Known).Take(4).Select(run => PaymentPages.Row(office, visit, run))],
            visit.Viewer.SeesAll ? MapCards.Of(office, visit, board, indicator, mapDay) : null));
    }

    /// <summary>The checks that found a published figure impossible to reconcile.</summary>
    private static List<FigureDoubt> Doubts(Office office, Visit visit, UnitBoard board) => board.Term is not { } term ? [] :
        [.. new AnSinh.Scoreboard.Checks.CheckRunner(office.Scores).Findings(term, office.Board.CommunesOn)
            .Where(finding => finding.Verdict == "INCONSISTENT")
            .Select(finding => new FigureDoubt(finding.Id, FirstSentence(visit.Language.T(finding.Detail))))];

    /// <summary>In the order of the publication; what was not published comes last.</summary>
    private static string Order(Office office, IndicatorFigure figure) =>
        office.Scores.Published.FirstOrDefault(p => p.Indicator == figure.Indicator.Id)?.Id ?? "~" + figure.Indicator.Id;

    private static string FirstSentence(string text) =>
        text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? text[..(end + 1)] : text;

    private static GapModel? Gap(Office office, Visit visit)
    {
        var law = office.Policy.At(office.Register.Jurisdiction, visit.Month, visit.Known);
        if (law.Programmes.FirstOrDefault(p => p.Programme.Ledger) is not { } programme)
        {
            return null;
        }

        var gap = office.Gaps.Of(programme.Programme.Id, visit.Month, visit.Known);
        if (!gap.Ok)
        {
            return null;
        }

        var total = gap.Value.Total(visit.Viewer.Scope);
        if (!new SmallFigures(office, visit).Tells(total.Entitled, total.Decided, total.Paid, total.Missed, total.Unpaid, total.Leak))
        {
            return null;
        }

        var words = new GapWords(visit, programme.Programme.Id);
        return new GapModel(
            visit.Language.T(programme.Programme.ShortName),
            visit.Link("/che-do/" + programme.Programme.Id),
            words.Steps(total),
            visit.Language.T("đang có quyết định hoặc đã chi mà không đủ điều kiện.", "decided or paid without being entitled."),
            words.Href(GapKind.Leak),
            total.Leak);
    }
}

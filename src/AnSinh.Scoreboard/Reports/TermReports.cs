using AnSinh.Basics;
using AnSinh.Scoreboard.Checks;
using AnSinh.Scoreboard.Figures;

namespace AnSinh.Scoreboard.Reports;

/// <summary>Makes term reports.</summary>
public sealed class TermReports(ScoreEngine engine)
{
    /// <summary>
    /// The report of a place for a term; by default for its last month, as known at that month's end. Refused if the place or
    /// the term is not declared in policy/, or the reader may see no part of the place.
    /// </summary>
    public Outcome<TermReport> Build(string unit, string term, Scope scope, Month? month = null, AsKnown? known = null)
    {
        if (engine.Policy.TermOrNull(unit, term) is not { } found)
        {
            var there = engine.Policy.Terms.Select(t => $"{t.UnitCode} {t.Id}");
            return new Refusal("report.term",
                $"Không có nhiệm kỳ '{term}' của đơn vị '{unit}'. Đang có: {string.Join(", ", there)}.", "term");
        }

        var at = month ?? found.LastMonth;
        if (at.Year < found.From || at.Year > found.To)
        {
            return new Refusal("report.month", $"Tháng {at.ToVietnamese()} không thuộc nhiệm kỳ {found.Id}.", "month");
        }

        var board = engine.Board(new BoardQuestion(unit, at, known ?? new AsKnown(at.LastDay), scope));
        if (board is null)
        {
            return new Refusal("report.unit", $"Không có đơn vị '{unit}' trong cơ sở dữ liệu hoặc trong phạm vi được xem.", "unit");
        }

        return Of(board, new CheckRunner(engine.Policy).Findings(found, engine.CommunesOn), engine.Policy);
    }

    /// <summary>The report over a board and findings already computed.</summary>
    internal static TermReport Of(UnitBoard board, IReadOnlyList<Finding> findings, ScorePolicy policy)
    {
        var wording = new Wording(policy.Words, board);
        var figures = board.Figures
            .Select(wording.Figure)
            .OrderBy(f => f.Figure.Published is null)
            .ThenBy(f => f.Id, StringComparer.Ordinal)
            .ToList();
        var term = board.Term!;
        return new TermReport(
            board.Unit,
            term,
            board.Question.Month,
            board.Question.Known,
            board.Partial,
            board.Synthetic,
            wording.Fill("title", ("unit", wording.Unit()), ("term", term.Id.Replace('-', '–'))),
            wording.Fill("subtitle", ("month", board.Question.Month.ToVietnamese()), ("known", board.Question.Known.Day),
                ("resolution", term.Resolution)),
            [wording.Lead(figures), .. wording.Honesty(figures, findings)],
            figures,
            findings,
            policy.Words);
    }
}

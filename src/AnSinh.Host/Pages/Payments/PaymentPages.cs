using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Host.Pages.Jobs;
using AnSinh.Host.Pages.Problems;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Ledger;
using AnSinh.Store.Acts;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Pages.Payments;

/// <summary>Month runs: the list, one month with its lines and reasons, and the buttons that run and settle.</summary>
internal static class PaymentPages
{
    private const int PageSize = 25;

    public static void MapPaymentPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/chi-tra", List).Light();
        pages.MapGet("/chi-tra/{month}", Show).Light();
        pages.MapPost("/chi-tra", Run);
        pages.MapPost("/chi-tra/{month}/chot", Settle);
        pages.MapPost("/chi-tra/{month}/lui", TakeBack);
        pages.MapPost("/chi-tra/{month}/thu-hoi", Recover);
    }

    private static IResult List(Office office, Visit visit, [FromQuery(Name = "trang")] int? page)
    {
        var asked = RunList.Of(office, visit).Ask(visit, null, page);
        if (!asked.Ok)
        {
            return ProblemPages.Refused(visit, asked.Refusals);
        }

        var runs = office.Ledger.Runs().Where(run => run.Stands).ToList();
        var work = office.Jobs.OpenOrNull(MonthJob.Code);
        JobPages.Refresh(visit, work);
        var next = runs.Count == 0 ? visit.Default.Month : runs.Max(run => run.Month).Add(1);
        return View.Of<RunListView, RunListModel>(new RunListModel(
            asked.Value,
            next,
            visit.Viewer.MayPay,
            Press.NewKey(),
            work,
            office.Ledger.Balance(new LineFilter(), visit.Viewer.Scope, null, visit.Known),
            office.MonthRun.UsualDay(next),
            office.Ledger.OpeningMonthOrNull()));
    }

    private static IResult Show(
        Office office, MonthDesk desk, Visit visit, string month, [FromQuery(Name = "loai")] string? kindText,
        [FromQuery(Name = Places.Key)] string? commune, [FromQuery(Name = "trang")] int? page)
    {
        if (visit.ReadMonth(month, "thang", out var at) is { } wrong)
        {
            return ProblemPages.Refused(visit, wrong);
        }

        // The month of the page is the month looked at: choosing another one in the bar goes to its page.
        if (visit.Query.ContainsKey(Visit.MonthKey) && visit.Month != at)
        {
            return TypedResults.LocalRedirect($"/chi-tra/{visit.Month}");
        }

        visit.LookAt(at);
        var kind = LineKinds.FromText(kindText);
        if (kind is null && kindText is { Length: > 0 })
        {
            return ProblemPages.Refused(visit, new Refusal("run.kind", $"Không có loại dòng “{kindText}”.", "loai"));
        }

        var place = Places.Ask(office, visit, commune);
        if (place.Refusal is not null)
        {
            return place.Refusal;
        }

        var work = office.Jobs.OpenOrNull(MonthJob.Code);
        JobPages.Refresh(visit, work);
        var number = Math.Max(1, page ?? 1);
        var runs = office.AllRunsKnown(visit.Known).Where(run => run.Month == at).ToList();
        var lines = new MonthLines(office, visit, [.. runs.Where(run => run.ThrownAt is null)]);
        var (rows, total) = lines.Page(kind, place.Scope, (number - 1) * PageSize, visit.Rows(PageSize));
        return View.Of<MonthView, MonthModel>(new MonthModel(
            at, [.. runs.Select(run => Row(office, visit, run))], lines.Kinds(place.Scope), lines.Communes(), rows, total, number, PageSize,
            kind, commune, place.Name, visit.Viewer.MayPay, Press.NewKey(), work,
            office.Jobs.Ended(visit.Viewer.Login, MonthJob.Code, at.ToString()),
            Said(visit, desk.TakeTold(visit.Viewer.Login, at)),
            office.Ledger.Balance(new LineFilter(Units: place.Scope), visit.Viewer.Scope, at, visit.Known)));
    }

    private static IResult Run(
        Office office, MonthDesk desk, JobRunner runner, Visit visit, [FromForm(Name = "thang")] string? month,
        [FromForm(Name = "biet")] string? known, [FromForm(Name = "khoa")] string? key)
    {
        if (!visit.Viewer.MayPay)
        {
            return ProblemPages.Forbidden(visit);
        }

        if (visit.ReadMonth(month, "thang", out var at) is { } wrong)
        {
            return ProblemPages.Refused(visit, wrong);
        }

        AsKnown? day = null;
        if (!string.IsNullOrEmpty(known))
        {
            if (visit.ReadDay(known, "biet", out var read) is { } wrongDay)
            {
                return ProblemPages.Refused(visit, wrongDay);
            }

            day = new AsKnown(read);
        }

        return Press.Once(
            Press.ActOf(visit, "run.ask", key),
            $"/chi-tra/{at}",
            act =>
            {
                act.AfterCommit(runner.Wake);
                return MonthJob.Ask(office.Jobs, act, at, day);
            },
            refusals =>
            {
                desk.Tell(visit.Viewer.Login, new Told(at, null, refusals));
                return TypedResults.LocalRedirect($"/chi-tra/{at}");
            });
    }

    private static IResult Settle(Office office, MonthDesk desk, Visit visit, string month, [FromForm(Name = "khoa")] string? key)
    {
        if (!visit.Viewer.MayPay)
        {
            return ProblemPages.Forbidden(visit);
        }

        if (!Month.TryParse(month, out var at))
        {
            return ProblemPages.NotFound(visit);
        }

        return Said(office, desk, Press.ActOf(visit, "run.settle", key), at, act => office.MonthRun.SettleMonth(at, act),
            settled => new Told(at, settled, []));
    }

    // Whether a run is thrown away or reversed is no choice: one of the two is possible, and the page says which.
    private static IResult TakeBack(
        Office office, MonthDesk desk, Visit visit, string month, [FromForm(Name = "ky")] string? runText,
        [FromForm(Name = "cach")] string? how,
        [FromForm(Name = "ly-do")] string? reason, [FromForm(Name = "khoa")] string? key)
    {
        if (!visit.Viewer.MayPay)
        {
            return ProblemPages.Forbidden(visit);
        }

        if (!Month.TryParse(month, out var at) || !long.TryParse(runText, out var id) || office.Ledger.FindRunOrNull(id)?.Month != at)
        {
            return ProblemPages.NotFound(visit);
        }

        return how == "dao"
            ? Said(office, desk, Press.ActOf(visit, "run.reverse", key), at, act => office.RunActs.Reverse(id, reason ?? "", act),
                _ => new Told(at, null, []) { TakenBack = (id, RunUndo.Reverse) })
            : Said(office, desk, Press.ActOf(visit, "run.throw", key), at, act => office.RunActs.Throw(id, reason ?? "", act),
                _ => new Told(at, null, []) { TakenBack = (id, RunUndo.Throw) });
    }

    private static IResult Recover(
        Office office, MonthDesk desk, Visit visit, string month, [FromForm(Name = "so")] string? number,
        [FromForm(Name = "ly-do")] string? reason, [FromForm(Name = "khoa")] string? key)
    {
        if (!visit.Viewer.MayPay)
        {
            return ProblemPages.Forbidden(visit);
        }

        if (!Month.TryParse(month, out var at))
        {
            return ProblemPages.NotFound(visit);
        }

        return Said(
            office, desk, Press.ActOf(visit, "run.recover", key), at,
            act => office.RunActs.DecideRecovery(null, number ?? "", reason ?? "", act),
            decided => new Told(at, null, []) { Decided = decided });
    }

    /// <summary>Does something about a month once; its page then says what was done, or why not.</summary>
    private static IResult Said<T>(Office office, MonthDesk desk, Act act, Month month, Func<Act, Outcome<T>> work, Func<T, Told> told) =>
        Press.Once(
        act,
        $"/chi-tra/{month}",
        _ =>
        {
            var outcome = work(act);
            if (outcome.Ok)
            {
                desk.Tell(act.Actor, told(outcome.Value));
            }

            return outcome;
        },
        refusals =>
        {
            desk.Tell(act.Actor, new Told(month, null, refusals));
            return TypedResults.LocalRedirect($"/chi-tra/{month}");
        });

    /// <summary>A run within what the viewer may see.</summary>
    internal static RunRow Row(Office office, Visit visit, LedgerRun run)
    {
        var undo = visit.Viewer.MayPay ? office.RunActs.Possible(run.RunId) : RunUndo.None;
        if (visit.Viewer.SeesAll)
        {
            return new RunRow(run.RunId, run.Month, run.Known.Day, run.CreatedAt, run.SettledAt, run.Lines, run.Amount, run, undo);
        }

        var totals = office.Ledger.Totals(run.RunId, visit.Viewer.Scope);
        return new RunRow(
            run.RunId, run.Month, run.Known.Day, run.CreatedAt, run.SettledAt,
            totals.Sum(t => t.ByKind.Current.Count + t.ByKind.Arrears.Count + t.ByKind.Recovery.Count),
            totals.Sum(t => t.Amount),
            run,
            undo);
    }

    private static string? Said(Visit visit, Told? told) => told is null ? null : PaymentWords.Said(visit, told);
}

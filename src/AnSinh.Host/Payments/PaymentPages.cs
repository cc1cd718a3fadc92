using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.Jobs;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Ledger;
using AnSinh.Store.Acts;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Payments;

/// <summary>Month runs: the list, one month with its lines and reasons, and the buttons that run and settle.</summary>
internal static class PaymentPages
{
    private const int PageSize = 25;

    public static void MapPaymentPages(this IEndpointRouteBuilder pages)
    {
        var read = pages.Needing(Permission.ReadPayments);
        var run = read.Needing(Permission.RunMonths);
        read.MapGet("/chi-tra", List).Light().ShowsForms();
        read.MapGet("/chi-tra/{month}", Show).Light().ShowsForms();
        run.MapPost("/chi-tra", Run);
        read.Needing(Permission.SettleMonths).MapPost("/chi-tra/{month}/chot", Settle);
        run.MapPost("/chi-tra/{month}/lui", TakeBack);
        read.Needing(Permission.DecideRecoveries).MapPost("/chi-tra/{month}/thu-hoi", Recover);
        pages.MapDraftPages();
        pages.MapPayListPages();
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
            Press.NewKey(),
            work,
            office.Ledger.Balance(new LineFilter(), visit.Viewer.Scope, null, visit.Known),
            office.MonthRun.UsualDay(next),
            office.Ledger.OpeningMonthOrNull(),
            DraftPages.OnTheirWay(office, visit)));
    }

    private static IResult Show(Office office, MonthNotices notices, Visit visit, string month, [AsParameters] LinesAsked asked)
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
        if (asked.Kind is null && asked.KindText is { Length: > 0 })
        {
            return ProblemPages.Refused(visit, new Refusal("run.kind", $"Không có loại dòng “{asked.KindText}”.", "loai"));
        }

        var place = Places.Ask(office, visit, asked.Unit);
        return place.Refusal ?? View.Of<MonthView, MonthModel>(Model(office, notices, visit, at, asked, place));
    }

    private static MonthModel Model(Office office, MonthNotices notices, Visit visit, Month at, LinesAsked asked, Places place)
    {
        var work = office.Jobs.OpenOrNull(MonthJob.Code);
        JobPages.Refresh(visit, work);
        var number = Math.Max(1, asked.Page ?? 1);
        var runs = office.AllRunsKnown(visit.Known).Where(run => run.Month == at).ToList();
        var lines = new MonthLines(office, visit, [.. runs.Where(run => run.ThrownAt is null)]);
        var (rows, total) = lines.Page(asked.Kind, place.Scope, (number - 1) * PageSize, visit.Rows(PageSize));
        return new MonthModel(
            at, [.. runs.Select(run => Row(office, visit, run))], lines.Kinds(place.Scope), lines.Communes(), rows, total, number, PageSize,
            asked.Kind, asked.Unit, place.Name, Press.NewKey(), work,
            office.Jobs.Ended(visit.Viewer.Login, MonthJob.Code, at.ToString()),
            Said(visit, notices.TakeTold(visit.Viewer.Login, at)),
            office.Ledger.Balance(new LineFilter(), place.Scope, at, visit.Known))
        {
            Drafts = [.. DraftPages.OnTheirWay(office, visit).Where(d => d.File.Draft.Month == at)],
            ByCase = office.RunDrafts.Posted(),
        };
    }

    private static IResult Run(Office office, JobRunner runner, [AsParameters] SentForm sent) =>
        sent.OnceTo<long>("run.ask", RunForms.Run, "/chi-tra", (told, act) =>
        {
            var month = told.MonthOrNull(RunForms.MonthField)!.Value;
            if (sent.Visit.ReadMonth(month.ToString(), RunForms.MonthField, out _) is { } beyond)
            {
                return beyond;
            }

            act.AfterCommit(runner.Wake);
            var known = told.DayOrNull(RunForms.KnownField) is { } day ? new AsKnown(day) : (AsKnown?)null;
            return MonthJob.Ask(office.Jobs, act, month, known);
        }, told => $"/chi-tra/{told.MonthOrNull(RunForms.MonthField)}");

    private static IResult Settle(Office office, MonthNotices notices, [AsParameters] SentForm sent, string month) =>
        Do(sent, notices, "run.settle", RunForms.Settle, month, (_, at, act) =>
        {
            var settled = office.MonthRun.SettleMonth(at, act);
            return settled.Ok ? new Told(at, settled.Value) : Outcome<Told>.Refused(settled.Refusals);
        });

    // Whether a run is thrown away or reversed is no choice: one of the two is possible, and the page says which.
    private static IResult TakeBack(Office office, MonthNotices notices, [AsParameters] SentForm sent, string month)
    {
        var how = sent["cach"] == "dao" ? RunUndo.Reverse : RunUndo.Throw;
        if (!long.TryParse(sent["ky"], NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            || office.Ledger.FindRunOrNull(run)?.Month.ToString() != month)
        {
            return ProblemPages.NotFound(sent.Visit);
        }

        return Do(sent, notices, how == RunUndo.Reverse ? "run.reverse" : "run.throw", RunForms.TakeBack, month, (told, at, act) =>
        {
            var (id, reason) = (long.Parse(sent["ky"], CultureInfo.InvariantCulture), told.Text(RunForms.ReasonField));
            IReadOnlyList<Refusal> refusals = how == RunUndo.Reverse ? office.RunActs.Reverse(id, reason, act).Refusals
                : office.RunActs.Throw(id, reason, act).Refusals;
            return refusals.Count > 0 ? Outcome<Told>.Refused(refusals) : new Told(at, null) { TakenBack = (id, how) };
        });
    }

    private static IResult Recover(Office office, MonthNotices notices, [AsParameters] SentForm sent, string month) =>
        Do(sent, notices, "run.recover", RunForms.Recover, month, (told, at, act) =>
        {
            var decided = office.RunActs.DecideRecovery(
                null, told.Text(RunForms.NumberField), told.Text(RunForms.ReasonField), act);
            return decided.Ok ? new Told(at, null) { Decided = decided.Value } : Outcome<Told>.Refused(decided.Refusals);
        });

    /// <summary>Does something about a month once; its page then says what was done, or why not.</summary>
    private static IResult Do(SentForm sent, MonthNotices notices, string kind, FormDefinition form, string month,
        Func<FormValues, Month, Act, Outcome<Told>> work)
    {
        if (!Month.TryParse(month, out var at))
        {
            return ProblemPages.NotFound(sent.Visit);
        }

        return sent.OnceTo(kind, form, $"/chi-tra/{at}", (told, act) =>
        {
            var done = work(told, at, act);
            if (done.Ok)
            {
                notices.Tell(act.Actor, done.Value);
            }

            return done;
        }, _ => $"/chi-tra/{at}");
    }

    /// <summary>A run within what the viewer may see.</summary>
    internal static RunRow Row(Office office, Visit visit, LedgerRun run)
    {
        var undo = visit.Viewer.May(Permission.RunMonths) && !office.RunDrafts.Posted().Contains(run.RunId)
            ? office.RunActs.Possible(run.RunId) : RunUndo.None;
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

/// <summary>Which lines of a month are looked at.</summary>
/// <param name="KindText">Word of a kind of line.</param>
/// <param name="Unit">Key of a commune.</param>
/// <param name="Page">The page, from 1.</param>
internal sealed record LinesAsked(
    [FromQuery(Name = "loai")] string? KindText, [FromQuery(Name = Places.Key)] string? Unit, [FromQuery(Name = "trang")] int? Page)
{
    /// <summary>The kind of line; null for all, or if the word is none.</summary>
    public LineKind? Kind => LineKinds.FromText(KindText);
}

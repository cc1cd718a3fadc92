using AnSinh.Basics;
using AnSinh.Host.Pages.Problems;
using AnSinh.Host.Web;
using AnSinh.Ledger;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Pages.Payments;

/// <summary>Month runs: the list, one month with its lines and reasons, and the buttons that run and settle.</summary>
internal static class PaymentPages
{
    private const int PageSize = 25;

    public static void MapPaymentPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/chi-tra", List);
        pages.MapGet("/chi-tra/{month}", Show);
        pages.MapPost("/chi-tra", Run);
        pages.MapPost("/chi-tra/{month}/chot", Settle);
    }

    private static RazorComponentResult<RunListView> List(Office office, MonthDesk desk, Visit visit)
    {
        var runs = office.Ledger.Runs();
        Refresh(visit, desk.Work);
        return View.Of<RunListView, RunListModel>(new RunListModel(
            [.. office.RunsKnown(visit.Known).Select(run => Row(office, visit, run))],
            runs.Count == 0 ? visit.Default.Month : runs.Max(run => run.Month).Add(1),
            visit.Viewer.MayPay,
            RequestKeys.New(),
            desk.Work));
    }

    private static IResult Show(
        Office office, MonthDesk desk, Visit visit, string month, [FromQuery(Name = "loai")] string? kindText, [FromQuery(Name = "xa")] string? commune, [FromQuery(Name = "trang")] int? page)
    {
        if (!Month.TryParse(month, out var at))
        {
            return ProblemPages.Refused(visit, new Refusal("run.month", $"“{month}” không phải là tháng. Viết năm-tháng, ví dụ 2020-08.", "thang"));
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

        Refresh(visit, desk.Work);
        var number = Math.Max(1, page ?? 1);
        var runs = office.RunsKnown(visit.Known).Where(run => run.Month == at).ToList();
        var lines = new MonthLines(office, visit, runs);
        var (rows, total) = lines.Page(kind, place.Scope, (number - 1) * PageSize, visit.Rows(PageSize));
        return View.Of<MonthView, MonthModel>(new MonthModel(
            at, [.. runs.Select(run => Row(office, visit, run))], lines.Kinds(place.Scope), lines.Communes(), rows, total, number, PageSize,
            kind, commune, place.Name, visit.Viewer.MayPay, RequestKeys.New(), desk.Work, Said(visit, desk.TakeTold(at))));
    }

    private static IResult Run(
        Office office, MonthDesk desk, Visit visit, [FromForm(Name = "thang")] string? month, [FromForm(Name = "biet")] string? known, [FromForm(Name = "khoa")] string? key)
    {
        if (!visit.Viewer.MayPay)
        {
            return ProblemPages.Forbidden(visit);
        }

        if (!Month.TryParse(month, out var at))
        {
            return ProblemPages.Refused(visit, new Refusal("run.month", $"“{month}” không phải là tháng. Viết năm-tháng, ví dụ 2020-08.", "thang"));
        }

        AsKnown? day = null;
        if (!string.IsNullOrEmpty(known))
        {
            if (!DateOnly.TryParseExact(known, "yyyy-MM-dd", out var read))
            {
                return ProblemPages.Refused(visit, new Refusal("run.known", $"“{known}” không phải là ngày. Viết năm-tháng-ngày, ví dụ 2020-09-30.", "biet"));
            }

            day = new AsKnown(read);
        }

        // A request sent twice (a double press, a bad line) starts one run; the second only shows it.
        if (RequestKeys.Take(office, key, visit) && !desk.Start(at, day, visit.Viewer.Login))
        {
            desk.Tell(new Told(at, null, null, [new Refusal("run.busy", "Đang lập một kỳ khác; chờ xong rồi bấm lại.")]));
        }

        return TypedResults.LocalRedirect($"/chi-tra/{at}");
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

        if (RequestKeys.Take(office, key, visit))
        {
            var (lines, amount, refusals) = (0L, 0L, new List<Refusal>());
            foreach (var run in office.Ledger.Runs().Where(run => run.Month == at && run.SettledAt is null).OrderBy(run => run.RunId))
            {
                var settled = office.MonthRun.Settle(run.RunId, visit.Viewer.Login);
                refusals.AddRange(settled.Refusals);
                (lines, amount) = settled.Ok ? (lines + settled.Value.NewLines, amount + settled.Value.Amount) : (lines, amount);
            }

            desk.Tell(new Told(at, null, new SettleResult(0, lines, amount), refusals));
        }

        return TypedResults.LocalRedirect($"/chi-tra/{at}");
    }

    /// <summary>A run within what the viewer may see.</summary>
    internal static RunRow Row(Office office, Visit visit, LedgerRun run)
    {
        if (visit.Viewer.SeesAll)
        {
            return new RunRow(run.RunId, run.Month, run.Known.Day, run.CreatedAt, run.SettledAt, run.Lines, run.Amount);
        }

        var totals = office.Ledger.Totals(run.RunId, visit.Viewer.Scope);
        return new RunRow(
            run.RunId, run.Month, run.Known.Day, run.CreatedAt, run.SettledAt,
            totals.Sum(t => t.ByKind.Current.Count + t.ByKind.Arrears.Count + t.ByKind.Recovery.Count),
            totals.Sum(t => t.Amount));
    }

    // Without scripts a page can look again by itself through this header alone.
    private static void Refresh(Visit visit, Work? work)
    {
        if (work is not null)
        {
            visit.Context.Response.Headers["Refresh"] = "2";
        }
    }

    // What a run did to the whole district is told to those who may see the whole district.
    private static string? Said(Visit visit, Told? told)
    {
        var l = visit.Language;
        return told switch
        {
            null => null,
            _ when !visit.Viewer.SeesAll => null,
            { Refusals.Count: > 0 } => string.Join(" ", told.Refusals.Select(r => r.Message)),
            { Settled: { } settled } => l.T($"Đã chốt {l.Number(settled.NewLines)} dòng, {l.Money(settled.Amount)}.", $"Settled {l.Number(settled.NewLines)} lines, {l.Money(settled.Amount)}."),
            { Run: { NewLines: 0 } } => l.T("Không có gì mới: không ghi thêm dòng nào.", "Nothing new: no line was written."),
            { Run: { } run } => l.T($"Đã ghi {l.Number(run.NewLines)} dòng, {l.Money(run.Amount)}.", $"Posted {l.Number(run.NewLines)} lines, {l.Money(run.Amount)}."),
            _ => null,
        };
    }
}

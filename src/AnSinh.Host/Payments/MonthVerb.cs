using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Ledger;

namespace AnSinh.Host.Payments;

/// <summary><c>month M</c>: one month for everyone; posts the differences to the ledger. Run again, it posts nothing.</summary>
internal static class MonthVerb
{
    public static Command Command()
    {
        var json = Session.JsonOption();
        var month = Arguments.MonthArgument();
        var known = Arguments.KnownOption();
        var settle = new Option<bool>("--settle") { Description = "Chốt chi luôn các dòng vừa lập" };
        var command = new Command("month",
            "Lập kỳ chi trả một tháng cho cả sổ: chỉ ghi phần chênh so với đã ghi; "
            + "tính theo hiểu biết hôm nay nếu không ghi --known") { month, known, settle, json };
        command.SetAction(parse => Session.In(parse, session => Run(
            session, parse.GetValue(month), parse.GetValue(known) is { } day ? new AsKnown(day) : null,
            parse.GetValue(settle), parse.GetValue(json))));
        return command;
    }

    private static int Run(Session session, Month month, AsKnown? known, bool settle, bool json)
    {
        var runs = session.Office.MonthRun;
        using var bar = new RunBar();
        var outcome = runs.Run(month, Session.ActOf("month"), known, bar);
        if (!outcome.Ok)
        {
            return Output.Refuse(outcome.Refusals);
        }

        var run = outcome.Value;
        SettleResult? settled = null;
        if (settle && run.RunId is { } id)
        {
            var paid = runs.Settle(id, Session.ActOf("month"));
            if (!paid.Ok)
            {
                return Output.Refuse(paid.Refusals);
            }

            settled = paid.Value;
        }

        var balance = session.Office.Ledger.Balance(Scope.Everything);
        return json ? Output.Print(Data(run, settled, balance)) : Output.Print(Lines(run, settled, balance));
    }

    private static object Data(RunResult run, SettleResult? settled, Balance balance) => new
    {
        month = run.Month,
        asKnown = run.AsKnown,
        people = run.People,
        determined = run.Determined,
        unknown = run.Unknown,
        held = run.Held,
        newLines = run.NewLines,
        amount = run.Amount,
        due = run.Due,
        byKind = run.ByKind,
        byProgramme = run.ByProgramme,
        openedMonths = run.OpenedMonths,
        skippedMonths = run.SkippedMonths,
        runId = run.RunId,
        settled,
        rulebook = run.RulebookHash,
        unseen = run.Unseen,
        withheld = run.Withheld,
        balance = LedgerVerb.Data(balance),
    };

    private static IEnumerable<string> Lines(RunResult run, SettleResult? settled, Balance balance)
    {
        yield return $"Tháng {run.Month.ToVietnamese()}, biết đến {Vietnamese.Date(run.AsKnown.Day)}";
        yield return run.Unseen == 0
            ? "  mọi ghi nhận đến nay đều đã được tính"
            : $"  không tính {Vietnamese.Number(run.Unseen)} thay đổi ghi nhận sau ngày ấy (tính cả: --known NGÀY)";
        yield return $"  {Vietnamese.Number(run.People)} người, xác định được {Vietnamese.Number(run.Determined)}, "
            + $"chưa rõ {Vietnamese.Number(run.Unknown)}, giữ lại {Vietnamese.Number(run.Held)}";
        yield return $"  phải chi của tháng: {new Dong(run.Due)}";
        yield return $"  dòng mới: {Vietnamese.Number(run.NewLines)}, cộng {new Dong(run.Amount)}";
        yield return $"    trong tháng {Vietnamese.Number(run.ByKind.Current.Count)} dòng {new Dong(run.ByKind.Current.Amount)}";
        yield return $"    truy lĩnh   {Vietnamese.Number(run.ByKind.Arrears.Count)} dòng {new Dong(run.ByKind.Arrears.Amount)}";
        yield return $"    thu hồi     {Vietnamese.Number(run.ByKind.Recovery.Count)} dòng {new Dong(run.ByKind.Recovery.Amount)}";
        if (run.SkippedMonths.Count > 0)
        {
            yield return $"  {run.SkippedMonths.Count} tháng ở giữa chưa từng chạy nên không động đến: "
                + $"{run.SkippedMonths[0].ToVietnamese()} – {run.SkippedMonths[^1].ToVietnamese()}";
        }

        if (run.Withheld.Count > 0)
        {
            yield return $"  luật hạ mức đã chi: {Vietnamese.Number(run.Withheld.Count)} khoản, {new Dong(-run.Withheld.Amount)} "
                + "chờ quyết định, chưa thu hồi (ledger recover)";
        }

        if (settled is not null)
        {
            yield return $"  đã chốt chi {Vietnamese.Number(settled.NewLines)} dòng, {new Dong(settled.Amount)}; "
                + $"{Vietnamese.Number(settled.ToRecover.Count)} khoản thu hồi để ngỏ";
        }

        foreach (var line in LedgerVerb.Lines(balance))
        {
            yield return "  " + line;
        }
    }
}

/// <summary>Shows where a run stands.</summary>
internal sealed class RunBar : IProgress<RunProgress>, IDisposable
{
    private readonly ProgressBar _bar = new();

    /// <inheritdoc/>
    public void Report(RunProgress value) => _bar.Report((value.Step, value.Of == 0 ? 0 : value.Done * 100 / value.Of));

    /// <inheritdoc/>
    public void Dispose() => _bar.Finish();
}

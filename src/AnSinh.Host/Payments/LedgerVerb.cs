using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Ledger;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Payments;

/// <summary>
/// <c>ledger …</c>: what was posted, why, whether the books balance; taking runs back, and deciding what a law left withheld.
/// </summary>
internal static class LedgerVerb
{
    private const int FaultsRows = 50;

    public static Command Command() =>
        new("ledger", "Sổ chi trả: các kỳ, các dòng, đối chiếu, bỏ và đảo kỳ") { Runs(), Lines(), Check(), Throw(), Reverse(), Recover() };

    /// <summary>A balance as printed.</summary>
    public static object Data(Balance balance) =>
        new { posted = balance.Due, paid = balance.Paid, toPay = balance.ToPay, toRecover = balance.ToRecover,
            withheld = balance.Withheld };

    /// <summary>A balance in words.</summary>
    public static IEnumerable<string> Lines(Balance balance)
    {
        yield return $"đã ghi {new Dong(balance.Due)} = đã chi {new Dong(balance.Paid)} + còn phải chi {new Dong(balance.ToPay)} "
            + $"− còn phải thu hồi {new Dong(balance.ToRecover)}";
        if (balance.Withheld != 0)
        {
            yield return $"chờ quyết định thu hồi vì luật hạ mức đã chi: {new Dong(balance.Withheld)}";
        }
    }

    private static Command Runs()
    {
        var json = Session.JsonOption();
        var command = new Command("runs", "Các kỳ chi trả đã lập, kể cả kỳ đã bỏ và kỳ đảo") { json };
        command.SetAction(parse => Session.In(parse, session => parse.GetValue(json)
            ? Output.Print(session.Office.Ledger.AllRuns())
            : Output.Table(
                ["Kỳ", "Tháng", "Biết đến", "Dòng", "Số tiền", "Trạng thái"],
                session.Office.Ledger.AllRuns().Select(r => new[]
                {
                    Vietnamese.Number(r.RunId), r.Month.ToVietnamese(), Vietnamese.Date(r.Known.Day), Vietnamese.Number(r.Lines),
                    new Dong(r.Amount).ToDigits(), State(r),
                }))));
        return command;
    }

    private static string State(LedgerRun run) => run switch
    {
        { ThrownAt: not null } => "đã bỏ",
        { ReversedBy: { } by } => $"đã đảo bằng kỳ {by}",
        { Reverses: { } reversed } => $"đảo kỳ {reversed}",
        { SettledAt: null } => "chưa chốt",
        _ => "đã chốt",
    };

    private static Command Lines()
    {
        var json = Session.JsonOption();
        var run = RunArgument();
        var kind = new Option<LineKind?>("--kind") { Description = "current, arrears hoặc recovery" };
        var skip = new Option<int>("--skip") { Description = "Bỏ qua bấy nhiêu dòng" };
        var take = new Option<int>("--take") { Description = "In nhiều nhất bấy nhiêu dòng", DefaultValueFactory = _ => 100 };
        var command = new Command("lines", "Các dòng của một kỳ, mỗi dòng với nguyên do") { run, kind, skip, take, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            if (session.Office.Ledger.FindRunOrNull(parse.GetValue(run)) is null)
            {
                return Output.Refuse("run.unknown", $"Không có kỳ số {parse.GetValue(run)}. Xem: ansinh ledger runs.");
            }

            var page =
                session.Office.Ledger.Lines(parse.GetValue(run), new LineFilter(parse.GetValue(kind)), Scope.Everything,
                    parse.GetValue(skip), parse.GetValue(take));
            return parse.GetValue(json)
                ? Output.Print(new { total = page.Total, lines = page.Items })
                : Output.Print(page.Items
                    .Select(l => $"{l.PersonId,8}  {l.Name,-28} {l.ForMonth.ToVietnamese()}  {new Dong(l.Amount),14}  "
                        + Cause.ToVietnamese(l.Causes))
                    .Append($"{page.Total} dòng"));
        }));
        return command;
    }

    private static Command Check()
    {
        var json = Session.JsonOption();
        var command = new Command("check",
            "Đối chiếu: tính lại = đã ghi; đã ghi = đã chi + còn phải chi − còn phải thu hồi; từng người, từng tháng; "
            + "mọi dòng như nhật ký niêm phong") { json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var check = session.Office.MonthRun.Reconcile();
            var audit = session.Office.Seals.All();
            var agrees = check.Agrees && audit.Ok;
            var data = new
            {
                recomputed = check.Recomputed, posted = check.Due, paid = check.Paid, held = check.Held, withheld = check.Withheld,
                toPay = check.Balance.ToPay,
                toRecover = check.Balance.ToRecover, openBalance = check.OpenBalance, differences = check.Differences, next = check.Next,
                opening = session.Office.Ledger.OpeningMonthOrNull(), agrees, faults = check.Faults, audit = audit.Faults,
            };
            _ = parse.GetValue(json) ? Output.Print(data)
                : Output.Print([.. Words(check), .. AuditVerb.Told(audit), agrees ? "Khớp." : "KHÔNG KHỚP."]);
            return agrees ? Output.Done : Output.No;
        }));
        return command;
    }

    private static IEnumerable<string> Words(Reconciliation check)
    {
        yield return $"Tính lại các tháng đã mở: {new Dong(check.Recomputed)}";
        yield return $"Giữ lại vì chưa rõ:       {new Dong(check.Held)}";
        yield return $"Chờ quyết định thu hồi:   {new Dong(check.Withheld)}";
        yield return $"Đã ghi (ba khoản trên):   {new Dong(check.Due)}";
        yield return $"Đã chi:                   {new Dong(check.Paid)}";
        yield return $"Còn phải chi:             {new Dong(check.Balance.ToPay)}";
        yield return $"Còn phải thu hồi:         {new Dong(check.Balance.ToRecover)}";
        yield return $"Kỳ lập hôm nay sẽ ghi:    {Vietnamese.Number(check.Next.Count)} dòng, {new Dong(check.Next.Amount)}";
        foreach (var fault in check.Faults.Take(FaultsRows))
        {
            yield return "✕ " + fault.Message;
        }

        if (check.Faults.Count > FaultsRows)
        {
            yield return $"… và {Vietnamese.Number(check.Faults.Count - FaultsRows)} chỗ nữa (xem hết: --json)";
        }

        yield return check.Agrees ? "Tính lại và sổ khớp." : $"Tính lại và sổ KHÔNG KHỚP: {Vietnamese.Number(check.Faults.Count)} chỗ.";
    }

    private static Command Throw()
    {
        var (run, reason, json) = (RunArgument(), Reason(), Session.JsonOption());
        var command = new Command("throw", "Bỏ một kỳ chưa chốt: kỳ mới nhất, và chưa có lần chốt nào sau nó") { run, reason, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var thrown =
                session.Office.RunActs.Throw(parse.GetValue(run), parse.GetValue(reason)!, Session.ActOf("ledger.throw"));
            return !thrown.Ok ? Output.Refuse(thrown.Refusals)
                : parse.GetValue(json) ? Output.Print(thrown.Value)
                : Output.Print(
                    [$"Đã bỏ kỳ {thrown.Value.RunId} (tháng {thrown.Value.Month.ToVietnamese()}): "
                        + $"{Vietnamese.Number(thrown.Value.Lines)} dòng không còn được tính."]);
        }));
        return command;
    }

    private static Command Reverse()
    {
        var (run, reason, json) = (RunArgument(), Reason(), Session.JsonOption());
        var command = new Command("reverse", "Đảo một kỳ đã chốt: ghi các dòng ngược lại; kỳ lập sau sẽ ghi lại") { run, reason, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var reversed =
                session.Office.RunActs.Reverse(parse.GetValue(run), parse.GetValue(reason)!, Session.ActOf("ledger.reverse"));
            return !reversed.Ok ? Output.Refuse(reversed.Refusals)
                : parse.GetValue(json) ? Output.Print(reversed.Value)
                : Output.Print(
                    [$"Đã đảo kỳ {reversed.Value.Reverses} bằng kỳ {reversed.Value.RunId}: "
                        + $"{Vietnamese.Number(reversed.Value.Lines)} dòng, {new Dong(reversed.Value.Amount)}"]);
        }));
        return command;
    }

    private static Command Recover()
    {
        var (reason, json) = (Reason(), Session.JsonOption());
        var number = new Option<string>("--number") { Description = "Số quyết định thu hồi", Required = true };
        var programme = new Option<string?>("--programme") { Description = "Chỉ của chế độ này; không ghi là mọi chế độ" };
        var command = new Command("recover",
            "Quyết định thu hồi những khoản đang chờ vì luật hạ mức đã chi; kỳ lập sau sẽ ghi thu hồi") { number, reason,
                programme, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var decided =
                session.Office.RunActs.DecideRecovery(parse.GetValue(programme), parse.GetValue(number)!,
                    parse.GetValue(reason)!, Session.ActOf("ledger.recover"));
            return !decided.Ok ? Output.Refuse(decided.Refusals)
                : parse.GetValue(json) ? Output.Print(decided.Value)
                : Output.Print([$"Đã ghi quyết định {decided.Value.Number}: kỳ lập sau sẽ ghi thu hồi."]);
        }));
        return command;
    }

    private static Argument<long> RunArgument() => new("run") { Description = "Số của kỳ (xem: ledger runs)" };

    private static Option<string> Reason() => new("--reason") { Description = "Lý do", Required = true };
}

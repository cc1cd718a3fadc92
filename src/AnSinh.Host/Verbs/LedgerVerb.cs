using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Ledger;

namespace AnSinh.Host.Verbs;

/// <summary><c>ledger runs</c>, <c>ledger lines</c>, <c>ledger check</c>: what was posted, why, and whether the books balance.</summary>
internal static class LedgerVerb
{
    public static Command Command() => new("ledger", "Sổ chi trả: các kỳ, các dòng, đối chiếu") { Runs(), Lines(), Check() };

    private static Command Runs()
    {
        var json = Session.JsonOption();
        var command = new Command("runs", "Các kỳ chi trả đã lập") { json };
        command.SetAction(parse => Session.In(parse, session => parse.GetValue(json)
            ? Output.Print(session.Office.Ledger.Runs())
            : Output.Table(
                ["Kỳ", "Tháng", "Biết đến", "Dòng", "Số tiền", "Chốt chi"],
                session.Office.Ledger.Runs().Select(r => new[] { Vietnamese.Number(r.RunId), r.Month.ToVietnamese(), Vietnamese.Date(r.Known.Day), Vietnamese.Number(r.Lines), new Dong(r.Amount).ToDigits(), r.SettledAt is null ? "chưa" : "rồi" }))));
        return command;
    }

    private static Command Lines()
    {
        var json = Session.JsonOption();
        var run = new Argument<long>("run") { Description = "Số của kỳ" };
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

            var page = session.Office.Ledger.Lines(parse.GetValue(run), new LineFilter(parse.GetValue(kind)), null, parse.GetValue(skip), parse.GetValue(take));
            return parse.GetValue(json)
                ? Output.Print(new { total = page.Total, lines = page.Items })
                : Output.Print(page.Items.Select(l => $"{l.PersonId,8}  {l.Name,-28} {l.ForMonth.ToVietnamese()}  {new Dong(l.Amount),14}  {Cause.ToVietnamese(l.Causes)}").Append($"{page.Total} dòng"));
        }));
        return command;
    }

    private static Command Check()
    {
        var json = Session.JsonOption();
        var command = new Command("check", "Đối chiếu: tính lại tất cả = tổng phải chi đã ghi; còn phải chi = phải chi − đã chi; mọi dòng như nhật ký niêm phong") { json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var check = session.Office.MonthRun.Reconcile();
            var audit = session.Office.Seals.All();
            var data = new { recomputed = check.Recomputed, posted = check.Due, paid = check.Paid, held = check.Held, openBalance = check.OpenBalance, differences = check.Differences, agrees = check.Agrees && audit.Ok, audit = audit.Faults };
            _ = parse.GetValue(json)
                ? Output.Print(data)
                : Output.Print([
                    $"Tính lại tất cả: {new Dong(data.recomputed)}",
                    $"Phải chi đã ghi: {new Dong(data.posted)}",
                    $"Giữ lại vì chưa rõ: {new Dong(data.held)}",
                    $"Đã chi:          {new Dong(data.paid)}",
                    $"Còn phải chi:    {new Dong(data.openBalance)}",
                    .. AuditVerb.Told(audit),
                    data.agrees ? "Khớp." : "KHÔNG KHỚP.",
                ]);
            return data.agrees ? Output.Done : Output.No;
        }));
        return command;
    }
}

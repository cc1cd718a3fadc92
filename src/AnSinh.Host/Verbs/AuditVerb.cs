using System.CommandLine;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Store;

namespace AnSinh.Host.Verbs;

/// <summary><c>audit verify</c>: whether the audit chain and the rows it vouches for agree; <c>audit show</c>: who did what.</summary>
internal static class AuditVerb
{
    private const int ShownFaults = 50;

    public static Command Command() =>
        new("audit", "Nhật ký: kiểm tra chuỗi và các dòng tiền nó niêm phong; ai đã làm gì") { Verify(), Show() };

    private static Command Verify()
    {
        var json = Session.JsonOption();
        var head = new Option<string?>("--head") { Description =
            "Dấu đầu chuỗi đã ghi lại lần trước (ở ngoài sổ); phải còn trong nhật ký" };
        var command = new Command("verify",
            "Đọc lại cả chuỗi nhật ký và mọi dòng nó niêm phong; mã thoát 1 nếu có gì bị sửa, xóa hoặc chèn") { head, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var report = session.Office.Seals.All(parse.GetValue(head));
            var readings = session.Register.Database.Readings.Verify();
            _ = parse.GetValue(json)
                ? Output.Print(
                    new { ok = report.Ok && readings.Ok, entries = report.Entries, head = report.Head, rows = report.Rows,
                        faults = report.Faults, readings })
                : Output.Print([
                    $"Nhật ký: {Vietnamese.Number(report.Entries)} mục, dấu đầu chuỗi {report.Head}",
                    $"Đã đối chiếu {Vietnamese.Number(report.Rows)} dòng",
                    .. Told(report),
                    readings.Ok ? $"Nhật ký xem hồ sơ khớp: {Vietnamese.Number(readings.Entries)} mục."
                        : $"Nhật ký xem hồ sơ KHÔNG KHỚP từ mục {readings.FirstBroken}.",
                ]);
            return report.Ok && readings.Ok ? Output.Done : Output.No;
        }));
        return command;
    }

    /// <summary>The faults in words, or that there are none.</summary>
    public static IEnumerable<string> Told(AuditReport report) => report.Ok
        ? ["Nhật ký và sổ khớp."]
        : [.. report.Faults.Take(ShownFaults).Select(f => f.Message), .. Rest(report), "Nhật ký và sổ KHÔNG KHỚP."];

    private static IEnumerable<string> Rest(AuditReport report) =>
        report.Faults.Count > ShownFaults ? [$"… và {Vietnamese.Number(report.Faults.Count - ShownFaults)} chỗ nữa (xem đủ: --json)"] : [];

    private static Command Show()
    {
        var json = Session.JsonOption();
        var since = new Option<string>("--since") { Description = "Từ ngày (theo đồng hồ văn phòng): yyyy-MM-dd hoặc today",
            DefaultValueFactory = _ => "today" };
        var act = new Option<string?>("--act") { Description =
            "Chỉ việc này, ví dụ run.post; hoặc mọi việc bắt đầu như thế và một dấu chấm, ví dụ run" };
        var read = new Option<bool>("--readings") { Description = "Nhật ký xem hồ sơ, thay cho nhật ký ghi" };
        var command = new Command("show", "Các mục nhật ký: lúc nào, ai, việc gì, mấy dòng, bao nhiêu tiền") { since, act, read, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var text = parse.GetValue(since)!;
            var day = session.Office.Clock.Today;
            if (text is not ("today" or "hôm nay")
                && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            {
                return Output.Refuse("audit.since", $"'{text}' không phải ngày. Viết yyyy-MM-dd, ví dụ 2020-09-30, hoặc today.");
            }

            var asked = parse.GetValue(act);
            var from = new AsKnown(day.AddDays(-1)).Instant + 1;
            var entries = (parse.GetValue(read) ? session.Register.Database.Readings.Since(from) : session.Register.Audit.Since(from))
                .Where(e => asked is null || e.Action == asked || e.Action.StartsWith(asked + ".", StringComparison.Ordinal)).ToList();
            return parse.GetValue(json)
                ? Output.Print(
                    entries.Select(
                        e => new { entry = e.Entry, at = Time(e.At), systemAt = e.SystemAt == 0 ? null
                            : Time(e.SystemAt), actor = e.Actor, act = e.Action, subject = e.Subject, lines = e.Lines,
                            amount = e.Amount, detail = e.Detail, purpose = e.Purpose, source = e.Source }))
                : Output.Table(
                    ["Mục", "Lúc (văn phòng)", "Lúc (máy)", "Ai", "Việc", "Về", "Dòng", "Số tiền"],
                    entries.Select(
                        e => new[] { Vietnamese.Number(e.Entry), Time(e.At), e.SystemAt == 0 ? ""
                            : Time(e.SystemAt), e.Actor, e.Action, e.Subject, e.Lines is { } lines ? Vietnamese.Number(lines)
                            : "", e.Amount is { } amount ? new Dong(amount).ToDigits() : "" }));
        }));
        return command;
    }

    private static string Time(long unixMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).ToOffset(TimeSpan.FromHours(7))
        .ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
}

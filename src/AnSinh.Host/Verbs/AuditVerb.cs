using System.CommandLine;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Store;

namespace AnSinh.Host.Verbs;

/// <summary>
/// <c>audit verify</c>: whether the audit chain and the rows it vouches for agree; <c>audit show</c>: who did what, who saw what;
/// <c>audit anchor</c>: the heads of both chains, to be kept elsewhere.
/// </summary>
internal static class AuditVerb
{
    private const int ShownFaults = 50;
    private const string Today = "today", Last = "9999-12-30";

    public static Command Command() =>
        new("audit", "Nhật ký: kiểm tra chuỗi và các dòng tiền nó niêm phong; ai đã làm gì") { Verify(), Show(), Anchor() };

    private static Command Verify()
    {
        var json = Session.JsonOption();
        var head = new Option<string?>("--head") { Description =
            "Dấu đầu chuỗi đã ghi lại lần trước (ở ngoài sổ); phải còn trong nhật ký" };
        var anchors = new Option<string?>("--anchors") { Description =
            "Tệp mốc nhật ký (ansinh audit anchor, hoặc SỔ.anchors do máy chủ ghi): mọi mốc phải còn trong hai chuỗi" };
        var command = new Command("verify",
            "Đọc lại cả chuỗi nhật ký và mọi dòng nó niêm phong; mã thoát 1 nếu có gì bị sửa, xóa hoặc chèn") { head, anchors, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var kept = parse.GetValue(anchors) is { } file ? Anchors(session, file) : new AnchorsChecked(0, []);
            if (!kept.Ok)
            {
                return Output.Refuse(kept.Refusals);
            }

            var report = session.Office.Seals.All(parse.GetValue(head));
            report = report with { Faults = [.. report.Faults, .. kept.Value.Faults] };
            var readings = session.Register.Database.Readings.Verify();
            _ = parse.GetValue(json)
                ? Output.Print(
                    new { ok = report.Ok && readings.Ok, entries = report.Entries, head = report.Head, rows = report.Rows,
                        anchors = kept.Value.Count, faults = report.Faults, readings })
                : Output.Print([
                    $"Nhật ký: {Vietnamese.Number(report.Entries)} mục, dấu đầu chuỗi {report.Head}",
                    $"Đã đối chiếu {Vietnamese.Number(report.Rows)} dòng",
                    .. kept.Value.Count > 0 ? [$"Đã tìm {Vietnamese.Number(kept.Value.Count)} mốc trong hai chuỗi"] : (string[])[],
                    .. Told(report),
                    readings.Ok ? $"Nhật ký xem hồ sơ khớp: {Vietnamese.Number(readings.Entries)} mục."
                        : $"Nhật ký xem hồ sơ KHÔNG KHỚP từ mục {readings.FirstBroken}.",
                ]);
            return report.Ok && readings.Ok ? Output.Done : Output.No;
        }));
        return command;
    }

    private static Outcome<AnchorsChecked> Anchors(Session session, string file)
    {
        if (!File.Exists(file))
        {
            return new Refusal("audit.anchors", $"Không có tệp {file}.", "--anchors");
        }

        var (anchors, unreadable) = AuditAnchor.Read(file);
        return unreadable.Count > 0
            ? Outcome<AnchorsChecked>.Refused([.. unreadable.Select(place =>
                new Refusal("audit.anchor", "Dòng này không phải là mốc nhật ký (ansinh audit anchor in ra một mốc).", place))])
            : new AnchorsChecked(anchors.Count, [.. anchors.SelectMany(a => a.Faults(session.Register.Database))]);
    }

    private static Command Anchor()
    {
        var json = Session.JsonOption();
        var command = new Command("anchor",
            "In mốc của hai chuỗi nhật ký thành một dòng: giữ ở nơi máy chủ không sửa được, kiểm tra bằng audit verify --anchors") { json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var anchor = AuditAnchor.Of(session.Register.Database);
            return parse.GetValue(json) ? Output.Print(anchor) : Output.Print([anchor.Line]);
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
            DefaultValueFactory = _ => Today };
        var until = new Option<string?>("--until") { Description = "Đến hết ngày: yyyy-MM-dd hoặc today" };
        var actor = new Option<string?>("--actor") { Description = "Chỉ người này: tên đăng nhập, như cột Ai" };
        var act = new Option<string?>("--act") { Description =
            "Chỉ việc này, ví dụ run.post; hoặc mọi việc bắt đầu như thế và một dấu chấm, ví dụ run" };
        var subject = new Option<string?>("--subject") { Description =
            "Chỉ về đối tượng này, như cột Về; person:217 gồm cả những danh sách có người ấy" };
        var read = new Option<bool>("--readings") { Description = "Nhật ký xem hồ sơ, thay cho nhật ký ghi" };
        var command = new Command("show", "Các mục nhật ký: lúc nào, ai, việc gì, mấy dòng, bao nhiêu tiền")
            { since, until, actor, act, subject, read, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var (from, to) = (Day(session, parse.GetValue(since)!, "--since"), Day(session, parse.GetValue(until) ?? Last, "--until"));
            if (!from.Ok || !to.Ok)
            {
                return Output.Refuse([.. from.Refusals, .. to.Refusals]);
            }

            var about = parse.GetValue(subject);
            var question = new AuditQuestion
            {
                From = new AsKnown(from.Value.AddDays(-1)).Instant + 1, Before = new AsKnown(to.Value).Instant + 1,
                Actor = parse.GetValue(actor), Action = parse.GetValue(act),
            };
            question = PersonOrNull(about) is { } person ? question with { Person = person } : question with { Subject = about };
            var found = parse.GetValue(read) ? session.Register.Database.Readings.Find(question) : session.Register.Audit.Find(question);
            return Show([.. found.Entries.Reverse()], parse.GetValue(json));
        }));
        return command;
    }

    private static int Show(IReadOnlyList<AuditRecord> entries, bool json) => json
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

    private static Outcome<DateOnly> Day(Session session, string text, string option) =>
        text is Today or "hôm nay" ? session.Office.Clock.Today
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day > DateOnly.MinValue ? day
            : new Refusal("audit.day", $"'{text}' không phải ngày. Viết yyyy-MM-dd, ví dụ 2020-09-30, hoặc today.", option);

    private static long? PersonOrNull(string? subject) =>
        subject?.Split(':') is ["person", var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id : null;

    private static string Time(long unixMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).ToOffset(TimeSpan.FromHours(7))
        .ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private sealed record AnchorsChecked(int Count, IReadOnlyList<AuditFault> Faults);
}

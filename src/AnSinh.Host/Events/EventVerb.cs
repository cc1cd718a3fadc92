using System.CommandLine;
using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Intake.Events;
using AnSinh.Register.Changes;

namespace AnSinh.Host.Events;

/// <summary><c>event</c>: records a life event or a correction, with its consequences before it is written.</summary>
internal static class EventVerb
{
    public static Command Command()
    {
        var kind = new Argument<string>("kind") { Description =
            "Loại việc: birth, death, move_in, fact…; 'list' liệt kê các loại với các ô, 'undo' hoàn tác một đợt" };
        var form = new Option<bool>("--form") { Description = "Chỉ in tờ khai của loại việc (JSON Schema); ghi rõ dữ kiện bằng --fact" };
        var fact = new Option<string?>("--fact") { Description = "Loại dữ kiện, để biết giá trị của nó có thể là gì" };
        var file = new Option<string?>("--json") { Description = "Tệp JSON: { \"ô\": \"giá trị\" }; '-' đọc từ đầu vào" };
        var dry = new Option<bool>("--dry-run") { Description = "Chỉ xem: sẽ ghi gì, kéo theo gì; không ghi" };
        var batch = new Option<long?>("--batch") { Description = "Số đợt, cho 'undo'" };
        var reason = new Option<string>("--reason") { Description = "Lý do hoàn tác", DefaultValueFactory = _ => "hoàn tác từ dòng lệnh" };
        var purpose = new Option<string?>("--purpose") { Description = "Mục đích, khi ghi dữ kiện được bảo vệ" };
        var month = Arguments.MonthOption("--month", "Tháng đang làm (xem hệ quả đến hai tháng sau)");
        var command = new Command("event", "Ghi một biến động (sinh, mất, chuyển đi…) hoặc đính chính, xem hệ quả trước khi ghi") { kind,
            file, dry, batch, reason, purpose, month, form, fact };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var code = parse.GetValue(kind)!;
            if (code is "list" or "undo")
            {
                return code == "list" ? Output.Print(EventData.Kinds("vi"))
                    : Undo(session, parse.GetValue(batch), parse.GetValue(reason)!);
            }

            if (EventKinds.FindOrNull(code) is not { } found)
            {
                return Output.Refuse("event.kind",
                    $"Không có loại việc '{code}'. Các loại: {string.Join(", ", EventKinds.All.Select(k => k.Code))}.");
            }

            return parse.GetValue(form)
                ? Output.Print(EventData.Schema(session.Office, found, parse.GetValue(fact), "vi"))
                : Record(session.Office, found, parse.GetValue(file),
                    parse.GetResult(month) is null ? session.Office.UsualTimes().Month : parse.GetValue(month),
                    parse.GetValue(dry), parse.GetValue(purpose));
        }));
        return command;
    }

    private static int Undo(Session session, long? batch, string reason) => batch is { } number
        ? Answer(session.Register.Undo(number, reason, Session.ActOf("event")))
        : Output.Refuse("event.batch", "Cho biết đợt nào: --batch SỐ.");

    private static int Record(Office office, EventKind kind, string? file, Month asked, bool dry, string? purpose)
    {
        var told = FlatJson.ReadFile(file, "event.json", Text);
        if (!told.Ok)
        {
            return Output.Refuse(told.Refusals);
        }

        var recording = new EventRecording(office, EventRecording.ScopeOfMachine(office), null);
        var preview = recording.Preview(kind, told.Value, asked);
        if (!preview.Ok)
        {
            return Output.Refuse(preview.Refusals);
        }

        return dry ? Output.Print(EventData.Of(preview.Value, "vi", _ => true))
            : Answer(recording.Write(kind, told.Value, asked, preview.Value.Mark, Session.ActOf("event", purpose)));
    }

    private static int Answer(Outcome<AppliedBatch> done) =>
        done.Ok ? Output.Print(EventData.Of(done.Value)) : Output.Refuse(done.Refusals);

    /// <summary>A value of a field of an event: nobody and no are left out, several are joined.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "yes",
        JsonValueKind.False or JsonValueKind.Null => "",
        JsonValueKind.Array => string.Join(",", value.EnumerateArray()),
        JsonValueKind.String => value.GetString() ?? "",
        _ => value.ToString(),
    };
}

using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Intake.Lists;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register.Changes;

namespace AnSinh.Host.Lists;

/// <summary><c>import FILE</c>: what a list would do to the register, and doing it; <c>import undo BATCH</c> takes it back whole.</summary>
internal static class ImportVerb
{
    private const int ShownRows = 40;

    public static Command Command()
    {
        var file = new Argument<string>("file") { Description = "Tệp .xlsx hoặc .csv" };
        var mapFile = new Option<string?>("--map") { Description = "Bản đồ cột (YAML hoặc JSON); không ghi: in bản đồ gợi ý theo đầu cột" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Chỉ xem trước, không ghi gì (mặc định)" };
        var apply = new Option<bool>("--apply") { Description = "Ghi vào sổ, cả danh sách hoặc không gì cả" };
        var leaveOut = new Option<bool>("--leave-out") { Description = "Bỏ các hàng sai hoặc chưa rõ là ai, ghi các hàng còn lại" };
        var json = Session.JsonOption();
        var command = new Command("import", "Nhập danh sách từ Excel hoặc CSV: xem trước từng hàng, ghi, hoàn tác cả đợt") { file,
            mapFile, dryRun, apply, leaveOut, json };
        command.SetAction(parse =>
        {
            if (parse.GetValue(apply) && parse.GetValue(dryRun))
            {
                return Output.Refuse("import.both", "Chọn một: --dry-run (xem trước) hoặc --apply (ghi).");
            }

            return Session.In(parse,
                session =>
                    Run(session, parse.GetValue(file)!, parse.GetValue(mapFile), parse.GetValue(apply), parse.GetValue(leaveOut),
                        parse.GetValue(json)));
        });
        command.Subcommands.Add(Undo());
        return command;
    }

    private static int Run(Session session, string file, string? mapFile, bool apply, bool leaveOut, bool json)
    {
        var book = ListFile.Read(file);
        if (!book.Ok)
        {
            return Output.Refuse(book.Refusals);
        }

        if (mapFile is null)
        {
            return Suggest(session, file, book.Value);
        }

        if (!File.Exists(mapFile))
        {
            return Output.Refuse("map.none", $"Không thấy bản đồ cột {mapFile}.");
        }

        var map = ListMap.Parse(File.ReadAllText(mapFile), mapFile, session.Register.Facts);
        if (!map.Ok)
        {
            return Output.Refuse(map.Refusals);
        }

        var bar = new Bar();
        var plan = session.Office.Lists.Plan(book.Value, map.Value, bar);
        return !plan.Ok ? Output.Refuse(plan.Refusals)
            : apply ? Apply(session, file, plan.Value, leaveOut, json, bar) : Look(plan.Value, leaveOut, json, bar);
    }

    private static int Suggest(Session session, string file, Workbook book)
    {
        var opened = ListReader.Open(book);
        return !opened.Ok ? Output.Refuse(opened.Refusals) : Output.Print(
            [ListMap.Suggest(Path.GetFileNameWithoutExtension(file), opened.Value.Sheet, opened.Value.Header,
                session.Register.Facts).ToYaml()]);
    }

    private static int Look(ListPlan plan, bool leaveOut, bool json, Bar bar)
    {
        bar.Finish();
        Show(plan, plan.Obstacles(leaveOut), json, null);
        return plan.Count(RowState.Wrong) + plan.Count(RowState.Ask) > 0 ? Output.No : Output.Done;
    }

    private static int Apply(Session session, string file, ListPlan plan, bool leaveOut, bool json, Bar bar)
    {
        if (plan.Obstacles(leaveOut) is { Count: > 0 } obstacles)
        {
            bar.Finish();
            Output.Refuse(obstacles);
            return Output.Refuse("import.refused", "Không ghi gì vào sổ. Sửa các hàng trên, hoặc thêm --leave-out để bỏ chúng.");
        }

        var applied = session.Office.Lists.Write(
            plan, (Path.GetFileName(file), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))), leaveOut,
            Session.ActOf("import"), bar);
        bar.Finish();
        return applied.Ok ? Show(plan, [], json, applied.Value) : Output.Refuse(applied.Refusals);
    }

    private static Command Undo()
    {
        var number = new Argument<long>("batch") { Description = "Số đợt nhập" };
        var reason = new Option<string>("--reason") { Description = "Vì sao hoàn tác",
            DefaultValueFactory = _ => "hoàn tác bằng dòng lệnh" };
        var json = Session.JsonOption();
        var command = new Command("undo", "Hoàn tác trọn một đợt nhập") { number, reason, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var id = parse.GetValue(number);
            if (session.Register.Batches.FindOrNull(id) is not { Kind: "import" })
            {
                return Output.Refuse("import.no-batch", $"Không có đợt nhập danh sách số {id}.");
            }

            var undone = session.Register.Undo(id, parse.GetValue(reason)!, Session.ActOf("import"));
            return !undone.Ok ? Output.Refuse(undone.Refusals)
                : parse.GetValue(json)
                ? Output.Print(new { undone = id, rowsAdded = undone.Value.RowsAdded, rowsSuperseded = undone.Value.RowsSuperseded })
                : Output.Print([$"Đã hoàn tác đợt {id}: sổ trở lại như trước đợt nhập; lịch sử của cả hai việc vẫn giữ."]);
        }));
        return command;
    }

    private static int Show(ListPlan plan, IReadOnlyList<Refusal> obstacles, bool json, AppliedBatch? applied) => json
        ? Output.Print(Data(plan, applied))
        : Output.Print(
            [
                .. Words(plan),
                applied is not null
                    ? $"Đã ghi đợt {applied.BatchId}: {applied.RowsAdded} dòng thêm, {applied.RowsSuperseded} dòng được thay. "
                        + $"Hoàn tác: ansinh import undo {applied.BatchId}"
                    : obstacles.Count > 0 ? "Chưa ghi được cho đến khi hết hàng sai và hàng phải chọn (hoặc dùng --leave-out)."
                    : "Xem trước: chưa ghi gì. Ghi: thêm --apply.",
            ]);

    private static object Data(ListPlan plan, AppliedBatch? applied) => new
    {
        batch = applied?.BatchId,
        rowsAdded = applied?.RowsAdded,
        rows = plan.Rows.Count,
        newPeople = plan.NewPeople,
        changed = plan.ChangedPeople,
        unchanged = plan.Unchanged,
        wrong = plan.Count(RowState.Wrong),
        ask = plan.Count(RowState.Ask),
        leftOut = plan.Count(RowState.LeftOut),
        doubtful = plan.Doubtful,
        mark = plan.Mark(),
        doubts = plan.List.Doubts,
        skipped = plan.List.Skipped.Select(s => new { place = s.Place, why = s.Why }),
        details = plan.Rows.Where(r => r.Changes.Count + r.Refusals.Count + r.Doubts.Count > 0 || r.Question is not null).Select(Data),
    };

    private static object Data(PlannedRow row) => new
    {
        place = row.Row.Place,
        name = row.Row.Name,
        state = row.State,
        person = row.Person?.Id,
        question = row.Question,
        candidates = row.Candidates.Select(c => new
        {
            person = c.Person.Id,
            name = c.Person.Name,
            probability = c.Probability is { } p ? Math.Round(p, 6) : (double?)null,
            bits = c.Bits is { } bits ? Math.Round(bits, 2) : (double?)null,
            why = c.Why,
            reasons = c.Evidence.Select(
                e => new { field = e.Field.Name, level = e.Level.Vi, bits = Math.Round(e.Bits, 2), list = e.Left, register = e.Right }),
        }),
        changes = row.Changes,
        refusals = row.Refusals,
        doubts = row.Doubts,
    };

    private static IEnumerable<string> Words(ListPlan plan)
    {
        yield return string.Create(CultureInfo.InvariantCulture,
            $"{plan.Rows.Count} hàng: {plan.NewPeople} người mới, {plan.ChangedPeople} có thay đổi, {plan.Unchanged} như sổ; "
            + $"{plan.Count(RowState.Wrong)} sai, {plan.Count(RowState.Ask)} phải chọn, {plan.Count(RowState.LeftOut)} bỏ; "
            + $"{plan.Doubtful} hàng có điểm ngờ");
        foreach (var line in plan.List.Doubts.Select(d => $"  ? {d.Place}: {d.Message}")
            .Concat(plan.List.Skipped.Take(ShownRows).Select(s => $"  – {s.Place}: {s.Why}"))
            .Concat(plan.Rows.Where(r => r.Refusals.Count > 0 || r.Question is not null || r.Doubts.Count > 0).Take(ShownRows)
                .SelectMany(Words)))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Words(PlannedRow row) =>
    [
        .. row.Refusals.Select(r => $"  ✗ {r}"),
        .. row.Doubts.Select(d => $"  ? {d.Place}: {d.Message}"),
        .. row.Question is not { } question ? Array.Empty<string>() :
        [
            $"  → {row.Row.Place} {row.Row.Name}: {question}",
            .. row.Candidates.Select(c => $"      người số {c.Person.Id}: {c.Why}"),
        ],
    ];

    private sealed class Bar : IProgress<ImportProgress>
    {
        private readonly ProgressBar _bar = new();

        public void Report(ImportProgress value) =>
            _bar.Report((value.Step, value.Of == 0 ? 100 : (int)(100L * value.Done / value.Of)));

        public void Finish() => _bar.Finish();
    }
}

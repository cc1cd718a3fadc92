using System.CommandLine;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.Backup;

namespace AnSinh.Host.Verbs;

/// <summary>
/// <c>backup</c>: the register as one file, restored on the spot before it is called good; <c>restore</c>: a register from such a file.
/// </summary>
internal static class BackupVerb
{
    public static Command Backup()
    {
        var json = Session.JsonOption();
        var file = new Argument<string>("file") { Description = "Tệp sao lưu sẽ ghi, ví dụ sao-luu/2026-11-29.zip; không ghi đè" };
        var command = new Command("backup", "Sao lưu cả sổ vào một tệp, phục hồi thử ngay và đối chiếu; sổ vẫn dùng được trong lúc ấy")
        {
            file, json,
        };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var made = new RegisterBackup(RegisterMigrations.All)
                .Make(session.Register.Database, Office.SealedTables, parse.GetValue(file)!, Act("register.backup", "backup"));
            if (!made.Ok)
            {
                return Output.Refuse(made.Refusals);
            }

            _ = parse.GetValue(json) ? Output.Print(Data(made.Value)) : Output.Print(Told(made.Value));
            return made.Value.Ok ? Output.Done : Output.No;
        }));
        return command;
    }

    public static Command Restore()
    {
        var json = Session.JsonOption();
        var file = new Argument<string>("file") { Description = "Tệp do ansinh backup ghi" };
        var command = new Command("restore", "Phục hồi sổ từ tệp sao lưu vào địa chỉ --register còn trống, rồi đối chiếu") { file, json };
        command.SetAction(parse =>
        {
            try
            {
                return Restore(parse, parse.GetValue(file)!, parse.GetValue(json));
            }
            catch (StoreException trouble)
            {
                Console.Error.WriteLine(trouble.Message);
                return Output.Unable;
            }
        });
        return command;
    }

    private static int Restore(ParseResult parse, string file, bool json)
    {
        // Before anything is written: without the law the register that was restored could not be opened.
        var policy = Session.LoadPolicy(parse);
        if (!policy.Ok)
        {
            return Output.Refuse(policy.Refusals);
        }

        using var database = Database.Open(Session.Address(parse), Session.Time);
        var restored = new RegisterBackup(RegisterMigrations.All).Restore(file, database);
        if (!restored.Ok)
        {
            return Output.Refuse(restored.Refusals);
        }

        var opened = OfficeHolder.Open(Session.PolicyFolder(parse)!, database);
        if (!opened.Ok)
        {
            return Output.Refuse(opened.Refusals);
        }

        var backup = restored.Value;
        var (report, readings) = (opened.Value.Seals.All(backup.Head.Length == 0 ? null : backup.Head), database.Readings.Verify());
        Note(database, file, backup);
        var whole = report.Ok && readings.Ok;
        _ = json
            ? Output.Print(new { register = database.Address, file, backup, backup.Rows, ok = whole, report.Faults, readings })
            : Output.Print([
                $"Đã phục hồi vào {database.Address}: {Vietnamese.Number(backup.Rows)} dòng, {backup.Tables.Count} bảng",
                $"Sao lưu lúc {Time(backup.MadeAtSystem)}; dấu đầu chuỗi nhật ký: {backup.Head} (mục {Vietnamese.Number(backup.Entries)})",
                .. AuditVerb.Told(report),
                readings.Ok
                    ? $"Nhật ký xem hồ sơ khớp: {Vietnamese.Number(readings.Entries)} mục."
                    : $"Nhật ký xem hồ sơ KHÔNG KHỚP từ mục {readings.FirstBroken}.",
                "Việc ghi sau lúc sao lưu không có trong sổ này; đối chiếu với giấy tờ rồi ghi lại.",
            ]);
        return whole ? Output.Done : Output.No;
    }

    private static void Note(Database database, string file, BackupManifest manifest)
    {
        var act = Act("register.restore", "restore");
        var made = Time(manifest.MadeAtSystem);
        var detail = $"{Path.GetFileName(file)}; sao lưu lúc {made}; {manifest.Rows} dòng; đầu chuỗi {manifest.Head}";
        database.Do(act, (connection, transaction) =>
        {
            new AuditLog(database).Append(connection, transaction, act, act.Note(database.Clock.Now(), act.Kind, "register", detail));
            return 0;
        });
    }

    private static object Data(BackupMade made) => new
    {
        file = made.File, bytes = made.Bytes, sha256 = made.Sha256, rows = made.Manifest.Rows, tables = made.Manifest.Tables.Count,
        entries = made.Manifest.Entries, head = made.Manifest.Head,
        madeAt = made.Manifest.MadeAt, madeAtSystem = made.Manifest.MadeAtSystem,
        milliseconds = (long)made.Took.TotalMilliseconds, ok = made.Ok, faults = made.Report.Faults, readings = made.Readings,
    };

    private static IEnumerable<string> Told(BackupMade made) =>
    [
        $"Đã sao lưu vào {made.File}: {Vietnamese.Number(made.Bytes)} byte",
        $"{Vietnamese.Number(made.Manifest.Rows)} dòng, {made.Manifest.Tables.Count} bảng",
        $"Đã phục hồi thử và đối chiếu từng bảng, trong {Vietnamese.Number((long)made.Took.TotalSeconds)} giây: bản sao đúng như sổ.",
        $"Dấu đầu chuỗi nhật ký: {made.Manifest.Head} (mục {Vietnamese.Number(made.Manifest.Entries)})",
        $"SHA-256 của tệp: {made.Sha256}",
        .. made.Ok ? [] : AuditVerb.Told(made.Report)
            .Append("Bản sao giữ nguyên những chỗ không khớp ấy của sổ: giữ lại để kiểm tra, và dùng bản sao trước đó để phục hồi."),
    ];

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    private static Act Act(string kind, string verb) => new(Session.LocalAccount, kind) { Source = "ansinh " + verb };
}

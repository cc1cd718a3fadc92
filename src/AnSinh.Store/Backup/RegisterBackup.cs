using System.Diagnostics;
using System.Security.Cryptography;
using AnSinh.Basics;
using AnSinh.Store.Acts;

namespace AnSinh.Store.Backup;

/// <summary>A backup that was made, and what restoring it showed.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of the file: noted elsewhere it proves later that it is this file.</param>
/// <param name="Manifest">What it holds.</param>
/// <param name="Report">What the audit check found in the restored copy: faults of the register itself, since the copy is equal.</param>
/// <param name="Readings">What the check of the log of readings found there.</param>
/// <param name="Took">How long it took, with restoring.</param>
public sealed record BackupMade(
    string File, long Bytes, string Sha256, BackupManifest Manifest, AuditReport Report, AuditVerdict Readings, TimeSpan Took)
{
    /// <summary>True if the register is as its log vouches.</summary>
    public bool Ok => Report.Ok && Readings.Ok;
}

/// <summary>
/// The backup of a register (<i lang="vi">bản sao lưu</i>): one file with all it holds, restored on the spot before anybody is told it is
/// good. Either database can be restored from it, whichever it was made from.
/// </summary>
/// <param name="migrations">Every migration this program knows, of all modules.</param>
public sealed class RegisterBackup(IReadOnlyList<Migration> migrations)
{
    private readonly IReadOnlyList<Migration> _known = [.. migrations.Concat(Readings.ReadingLog.Migrations).DistinctBy(m => m.Id)];

    /// <summary>
    /// Writes a backup, restores it beside itself, compares, and only then gives the file its name. A file that is there already is left
    /// alone. Throws <see cref="StoreException"/> if the folder cannot be written or is full; then there is no file.
    /// </summary>
    /// <param name="register">The register; others may go on writing.</param>
    /// <param name="tables">The tables its audit chain vouches for.</param>
    /// <param name="file">Where the backup is to be.</param>
    /// <param name="act">Who makes it: noted in the register, after what was backed up.</param>
    public Outcome<BackupMade> Make(Database register, IReadOnlyList<SealedTable> tables, string file, Act act)
    {
        var watch = Stopwatch.StartNew();
        if (File.Exists(file) || Directory.Exists(file))
        {
            return new Refusal("backup.exists", "đã có tệp hoặc thư mục ở đây; được giữ nguyên. Hãy chọn tên khác.", file);
        }

        var unfinished = file + ".dang-ghi";
        var made = OnDisk(file, () =>
        {
            try
            {
                var written = Write(register, tables, file, unfinished);
                if (written.Ok)
                {
                    File.Move(unfinished, file, overwrite: false);
                }

                return written;
            }
            finally
            {
                File.Delete(unfinished);
            }
        });
        if (!made.Ok)
        {
            return made;
        }

        register.Do(act, (connection, transaction) =>
        {
            var note = act.Note(register.Clock.Now(), act.Kind, "register", Told(made.Value));
            new AuditLog(register).Append(connection, transaction, act, note);
            return 0;
        });
        return made.Value with { Took = watch.Elapsed };
    }

    /// <summary>
    /// Restores a backup at an address where nothing is. Refused, and nothing touched, if there is something, or if the file is damaged or
    /// of a newer version. Every table is compared with the backup before it stays.
    /// </summary>
    public Outcome<BackupManifest> Restore(string file, Database target)
    {
        if (!target.IsVacant)
        {
            return new Refusal("restore.exists", "đã có sổ hoặc dữ liệu ở đây; được giữ nguyên. Hãy chọn địa chỉ khác.", target.Address);
        }

        if (!File.Exists(file))
        {
            return new Refusal("backup.none", "không có tệp này.", file);
        }

        using var stream = OnDisk(file, () => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read));
        return Restore(stream, file, target);
    }

    private Outcome<BackupManifest> Restore(Stream stream, string name, Database target)
    {
        var opened = BackupFile.Open(stream, name, _known, target.Clock.System);
        if (!opened.Ok)
        {
            return Outcome<BackupManifest>.Refused(opened.Refusals);
        }

        using var backup = opened.Value;
        return backup.RestoreInto(target, name);
    }

    // Nobody else reads or writes the file until it is good, and nobody but its owner after: what is protected in the register is in it.
    private Outcome<BackupMade> Write(Database register, IReadOnlyList<SealedTable> tables, string file, string unfinished)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(unfinished, options);
        var written = BackupWriter.Write(register, _known, stream);
        if (!written.Ok)
        {
            return Outcome<BackupMade>.Refused(written.Refusals);
        }

        stream.Flush(flushToDisk: true);
        stream.Position = 0;
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
        var found = Checked(stream, file, register, tables);
        return found.Ok
            ? new BackupMade(file, stream.Length, sha256, found.Value.Manifest, found.Value.Report, found.Value.Readings, default)
            : new Refusal(
                "backup.not-equal",
                $"không phục hồi lại được đúng như sổ ({found.Refusals[0].Message}); tệp đã được xóa. Hãy kiểm tra ổ đĩa và sổ.",
                file);
    }

    // Beside the backup, where there is room for it: restored, opened, compared.
    private Outcome<(BackupManifest Manifest, AuditReport Report, AuditVerdict Readings)> Checked(
        Stream stream, string file, Database register, IReadOnlyList<SealedTable> tables)
    {
        using var place = new TrialPlace(file + ".kiem-tra");
        using var copy = Database.Open(place.Register, register.Clock.System);
        try
        {
            var restored = Restore(stream, file, copy);
            if (!restored.Ok)
            {
                return Outcome<(BackupManifest, AuditReport, AuditVerdict)>.Refused(restored.Refusals);
            }

            var report = new AuditCheck(copy, tables).All();
            return report.Ok && (report.Entries, report.Head) != (restored.Value.Entries, restored.Value.Head)
                ? new Refusal("backup.head", "đầu chuỗi nhật ký khác.", file)
                : (restored.Value, report, copy.Readings.Verify());
        }
        catch (StoreException trouble)
        {
            throw new StoreException(
                file,
                "không phục hồi thử được ở bên cạnh; tệp đã được xóa, sổ còn nguyên. Chỗ chứa cần trống thêm bằng cỡ của sổ. "
                    + $"({trouble.Message})",
                trouble);
        }
    }

    private static string Told(BackupMade made) =>
        $"{Path.GetFileName(made.File)}; {made.Bytes} byte; {made.Manifest.Rows} dòng; sha256 {made.Sha256}; "
        + $"đầu chuỗi {made.Manifest.Head}";

    private static T OnDisk<T>(string file, Func<T> work)
    {
        const int Full = 28, FullOnWindows = unchecked((int)0x80070070);
        try
        {
            return work();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            var words = trouble.HResult is Full or FullOnWindows ? "ổ đĩa đầy; bản sao lưu dở đã được xóa, sổ còn nguyên."
                : !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))) ? "chưa có thư mục chứa tệp này; hãy tạo thư mục trước."
                : $"không đọc hoặc ghi được ở đây; hãy kiểm tra quyền của tệp và thư mục ({trouble.Message})";
            throw new StoreException(file, words, trouble);
        }
    }

    /// <summary>A folder of our own for the trial; what a killed run left there goes first.</summary>
    private sealed class TrialPlace : IDisposable
    {
        private const string Name = "register.db";
        private readonly string _folder;

        public TrialPlace(string folder)
        {
            _folder = folder;
            Dispose();
            _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder)
                : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        public string Register => Path.Combine(_folder, Name);

        // Only what we make ourselves; a folder of somebody else's with this name stays, and says so.
        public void Dispose()
        {
            if (Directory.Exists(_folder))
            {
                foreach (var part in Directory.EnumerateFiles(_folder, Name + "*"))
                {
                    File.Delete(part);
                }

                Directory.Delete(_folder);
            }
        }
    }
}

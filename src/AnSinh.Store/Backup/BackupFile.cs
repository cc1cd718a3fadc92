using System.Data.Common;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using AnSinh.Basics;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AnSinh.Store.Backup;

/// <summary>
/// A backup that was read through and found whole. It comes from outside: how many parts, what they are called, how large they are and
/// what they hold is believed only after it was looked at; nothing of it becomes a path or a piece of SQL.
/// </summary>
internal sealed class BackupFile : IDisposable
{
    private const int PartsLimit = 1000;
    private const int ManifestSizeLimit = 1 << 20;
    private const long FreeSizeLimit = 1 << 24;
    private const int PackingLimit = 100;
    private const int ConstraintOfSqlite = 19;

    private readonly ZipArchive _zip;
    private readonly IReadOnlyList<Migration> _steps;
    private readonly TableShapes _shapes;

    private BackupFile(ZipArchive zip, BackupManifest manifest, IReadOnlyList<Migration> steps, TableShapes shapes) =>
        (_zip, Manifest, _steps, _shapes) = (zip, manifest, steps, shapes);

    /// <summary>How the manifest is written.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>What it says of itself.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>
    /// Reads all of a backup and compares it with its manifest; refused with what does not fit. The stream stays the caller's.
    /// </summary>
    public static Outcome<BackupFile> Open(Stream file, string name, IReadOnlyList<Migration> known, TimeProvider system)
    {
        ZipArchive? zip = null;
        try
        {
            if (CountParts(file) > PartsLimit)
            {
                throw Damaged("tệp khai quá nhiều phần.");
            }

            file.Position = 0;
            zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var manifest = ReadManifest(zip);
            var steps = StepsOf(manifest, known);
            var shapes = ShapesOf(steps, system);
            CheckTables(manifest, shapes);
            CheckParts(zip, manifest, file.Length);
            return new BackupFile(zip, manifest, steps, shapes);
        }
        catch (Exception trouble) when (RefusalOf(trouble, name) is { } refusal)
        {
            zip?.Dispose();
            return refusal;
        }
    }

    /// <summary>Fills an empty database with it; compares every table with what the backup says before any of it stays.</summary>
    public Outcome<BackupManifest> RestoreInto(Database target, string name)
    {
        var readings = target.ReadingsStore();
        try
        {
            // The register last, and its tables in one transaction: what was broken off is no register that opens.
            readings.Migrate(_steps.Where(TableShapes.IsOfReadings));
            Fill(readings, _shapes.Readings);
            target.Migrate(_steps.Where(m => !TableShapes.IsOfReadings(m)));
            Fill(target, _shapes.Register);
            target.Analyze();
            return Manifest;
        }
        catch (Exception trouble) when (RefusalOf(trouble, name) is { } refusal)
        {
            return refusal with { Message = refusal.Message + " Ở địa chỉ đích chỉ còn lược đồ trống, không phải sổ." };
        }
        finally
        {
            if (!ReferenceEquals(readings, target))
            {
                readings.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();

    private void Fill(Database target, IReadOnlyList<TableShape> shapes) => target.Write((connection, transaction) =>
    {
        // Some steps bring rows of their own.
        foreach (var shape in shapes.Reverse())
        {
            connection.Execute($"delete from {shape.Name}", transaction: transaction);
        }

        foreach (var shape in shapes)
        {
            using (var part = _zip.GetEntry(TableOf(shape).Part)!.Open())
            using (var writer = target.Bulk(connection, transaction, shape.Name, shape.Columns))
            {
                TableText.Fill(part, shape, writer);
            }

            ContinueNumbers(target, connection, transaction, shape);
            if (TableText.Write(target, connection, transaction, shape, Stream.Null) != Told(TableOf(shape)))
            {
                throw Damaged($"bảng {shape.Name} sau khi phục hồi không giống trong tệp.");
            }
        }

        foreach (var step in Manifest.Migrations)
        {
            connection.Execute("update schema_migration set applied_at = @AppliedAt where id = @Id", step, transaction);
        }

        return 0;
    });

    // PostgreSQL numbers from a counter, which rows that bring their number do not move.
    private static void ContinueNumbers(Database target, DbConnection connection, DbTransaction transaction, TableShape shape)
    {
        if (target.Dialect == Dialect.Postgres && shape.Numbered is { } column)
        {
            connection.Execute(
                $"""
                select setval(pg_get_serial_sequence(@Name, @column), greatest(max({column}), 1), max({column}) is not null)
                from {shape.Name}
                """,
                new { shape.Name, column },
                transaction);
        }
    }

    private BackupTable TableOf(TableShape shape) => Manifest.Tables.First(t => t.Name == shape.Name);

    private static (long, PartDigest) Told(BackupTable table) => (table.Rows, new PartDigest(table.Bytes, table.Sha256));

    // Counted by their marks before anything is made of them: an archive may claim a million parts in a few bytes each.
    private static int CountParts(Stream file)
    {
        const int Overlap = 3;
        var mark = "PK\u0001\u0002"u8;
        var buffer = new byte[1 << 16];
        var (count, kept, read) = (0, 0, 0);
        file.Position = 0;
        while ((read = file.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            var here = buffer.AsSpan(0, kept + read);
            count += here.Count(mark);
            kept = Math.Min(Overlap, here.Length);
            here[^kept..].CopyTo(buffer);
        }

        return count;
    }

    private static BackupManifest ReadManifest(ZipArchive zip)
    {
        var json = ReadSmall(zip, BackupManifest.Part)
            ?? throw new BackupFault("backup.not-one", "không phải bản sao lưu của An Sinh (không có bản kê).");
        using (var document = JsonDocument.Parse(json))
        {
            // Asked before the rest is read: another form may look quite different.
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("format", out var format)
                && format.TryGetInt32(out var number) && number > BackupManifest.KnownFormat)
            {
                throw Newer("dạng tệp chưa biết");
            }
        }

        if (ReadSmall(zip, BackupManifest.SealPart) is not { } seal || !seal.AsSpan().SequenceEqual(BackupManifest.SealOf(json)))
        {
            throw Damaged("bản kê khác với dấu của nó (bị sửa hoặc hỏng).");
        }

        var manifest = JsonSerializer.Deserialize<BackupManifest>(json, Json);
        return manifest is { Format: BackupManifest.KnownFormat } told && !told.Tables.Contains(null!) && !told.Migrations.Contains(null!)
            ? told : throw Damaged("bản kê không đúng dạng.");
    }

    // A part small enough to be held; null if there is none, or more than one.
    private static byte[]? ReadSmall(ZipArchive zip, string name)
    {
        var entries = zip.Entries.Where(e => e.FullName == name).ToList();
        if (entries.Count != 1)
        {
            return null;
        }

        using var part = new PartStream(entries[0].Open(), ManifestSizeLimit);
        using var held = new MemoryStream();
        part.CopyTo(held);
        return held.ToArray();
    }

    private static List<Migration> StepsOf(BackupManifest manifest, IReadOnlyList<Migration> known)
    {
        if (manifest.Migrations.DistinctBy(s => s.Id).Count() != manifest.Migrations.Count)
        {
            throw Damaged("bản kê nêu một bước lược đồ hai lần.");
        }

        return [.. manifest.Migrations.Select(step =>
            known.FirstOrDefault(m => m.Id == step.Id) is { } migration && Migrator.ChecksumOf(migration) == step.Checksum
                ? migration
                : throw Newer($"bước lược đồ {OutsideText.Legible(step.Id)} chưa biết"))];
    }

    private static TableShapes ShapesOf(IReadOnlyList<Migration> steps, TimeProvider system)
    {
        const int WrongSql = 1;
        try
        {
            return TableShapes.Of(steps, system);
        }
        catch (StoreException trouble) when (trouble.InnerException is SqliteException { SqliteErrorCode: WrongSql })
        {
            throw Damaged("bản kê thiếu một bước lược đồ mà bước khác cần.");
        }
    }

    private static void CheckTables(BackupManifest manifest, TableShapes shapes)
    {
        var told = manifest.Tables.Select(t => t.Name).ToList();
        if (told.Distinct(StringComparer.Ordinal).Count() != told.Count
            || !told.ToHashSet(StringComparer.Ordinal).SetEquals(shapes.All.Select(s => s.Name)))
        {
            throw Damaged("bản kê không nêu đúng các bảng của sổ.");
        }

        foreach (var shape in shapes.All)
        {
            if (!shape.Columns.Select(c => c.Name).SequenceEqual(manifest.Tables.First(t => t.Name == shape.Name).Columns))
            {
                throw Damaged($"bản kê nêu sai cột của bảng {shape.Name}.");
            }
        }
    }

    private static void CheckParts(ZipArchive zip, BackupManifest manifest, long fileSize)
    {
        var names = zip.Entries.Select(e => e.FullName).ToList();
        var told = manifest.Tables.Select(t => t.Part).Append(BackupManifest.Part).Append(BackupManifest.SealPart);
        if (!names.Order(StringComparer.Ordinal).SequenceEqual(told.Order(StringComparer.Ordinal)))
        {
            throw Damaged("tệp thiếu phần, hoặc có phần mà bản kê không nêu.");
        }

        // No text of a register packs a hundred times smaller; a file that says so would fill the disk.
        var room = FreeSizeLimit + (PackingLimit * fileSize);
        if (manifest.Tables.Any(t => t.Bytes < 0 || t.Rows < 0 || (room -= Math.Min(t.Bytes, room + 1)) < 0))
        {
            throw new BackupFault("backup.bomb", "tệp giải nén ra quá lớn so với chính nó; không phải bản sao lưu của sổ.");
        }

        foreach (var table in manifest.Tables)
        {
            var entry = zip.GetEntry(table.Part)!;
            using var part = new PartStream(entry.Open(), table.Bytes);
            part.CopyTo(Stream.Null);
            if (entry.Length != table.Bytes || part.Digest() != new PartDigest(table.Bytes, table.Sha256))
            {
                throw Damaged($"phần {table.Part} khác với bản kê (bị sửa, cắt hoặc hỏng).");
            }
        }
    }

    private static BackupFault Damaged(string what) => new(BackupFault.Damaged, what);

    private static BackupFault Newer(string what) =>
        new("backup.newer", $"bản sao lưu của phiên bản mới hơn ({what}); hãy phục hồi bằng phiên bản ấy hoặc mới hơn.");

    // What the readers of zip, JSON and text say of bytes that are not theirs; trouble of the disk is none of it.
    private static Refusal? RefusalOf(Exception trouble, string name) => trouble switch
    {
        BackupFault fault => fault.Refusal with { Place = name },
        StoreException
        {
            InnerException: SqliteException { SqliteErrorCode: ConstraintOfSqlite } or PostgresException { SqlState: ['2', '2' or '3', ..] }
        }
            => new Refusal(BackupFault.Damaged, "có dòng mà lược đồ của sổ không nhận.", name),
        InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or JsonException or FormatException
            => new Refusal(BackupFault.Damaged, "không phải bản sao lưu của An Sinh, hoặc tệp bị hỏng.", name),
        _ => null,
    };
}

using System.Data.Common;
using System.IO.Compression;
using System.Text.Json;
using AnSinh.Basics;
using Dapper;

namespace AnSinh.Store.Backup;

/// <summary>Writes all that a register is, as of one instant, while others go on writing.</summary>
internal static class BackupWriter
{
    /// <summary>Writes the file; refused if the register knows steps this program does not.</summary>
    public static Outcome<BackupManifest> Write(Database register, IReadOnlyList<Migration> known, Stream to)
    {
        // What was looked at a moment ago by this very process belongs into it.
        register.Readings.Flush();
        var readings = register.ReadingsStore();
        try
        {
            using var connection = register.Connect();
            using var transaction = register.BeginRead(connection);
            using var readingsConnection = readings.Connect();
            using var readingsTransaction = readings.BeginRead(readingsConnection);
            var of = new Source(register, connection, transaction);
            var readingsOf = new Source(readings, readingsConnection, readingsTransaction);
            var steps = Steps(of).UnionBy(Steps(readingsOf), s => s.Id).OrderBy(s => s.Id, StringComparer.Ordinal).ToList();
            if (steps.Select(s => s.Id).Except(known.Select(m => m.Id), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            {
                return new Refusal(
                    "backup.newer",
                    $"sổ có bước lược đồ {unknown} mà chương trình này không biết; hãy sao lưu bằng phiên bản đang dùng sổ.",
                    register.Address);
            }

            var shapes = TableShapes.Of([.. known.Where(m => steps.Any(s => s.Id == m.Id))], register.Clock.System);
            return Write(of, readingsOf, steps, shapes, to);
        }
        finally
        {
            if (!ReferenceEquals(readings, register))
            {
                readings.Dispose();
            }
        }
    }

    private static BackupManifest Write(Source register, Source readings, IReadOnlyList<BackupStep> steps, TableShapes shapes, Stream to)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        var (entries, head) = register.Connection.QuerySingleOrDefault<(long, string?)>(
            "select entry_id, hash from audit_entry order by entry_id desc limit 1", transaction: register.Transaction);
        var tables = shapes.Register.Select(shape => Write(register, shape, zip)).ToList();
        tables.AddRange(shapes.Readings.Select(shape => Write(readings, shape, zip)));
        var clock = register.Database.Clock;
        var manifest = new BackupManifest
        {
            Format = BackupManifest.KnownFormat, MadeAt = Time(clock.Now()), MadeAtSystem = Time(clock.SystemNow),
            Store = register.Database.Dialect == Dialect.Sqlite ? "sqlite" : "postgres",
            Migrations = steps, Entries = entries, Head = head ?? "", Tables = tables,
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(manifest, BackupFile.Json);
        Write(zip, BackupManifest.Part, json);
        Write(zip, BackupManifest.SealPart, BackupManifest.SealOf(json));
        return manifest;
    }

    private static void Write(ZipArchive zip, string name, byte[] bytes)
    {
        using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        part.Write(bytes);
    }

    private static BackupTable Write(Source from, TableShape shape, ZipArchive zip)
    {
        var table = new BackupTable(shape.Name, [.. shape.Columns.Select(c => c.Name)], 0, 0, "");
        using var part = zip.CreateEntry(table.Part, CompressionLevel.Fastest).Open();
        var (rows, digest) = TableText.Write(from.Database, from.Connection, from.Transaction, shape, part);
        return table with { Rows = rows, Bytes = digest.Bytes, Sha256 = digest.Sha256 };
    }

    private static IEnumerable<BackupStep> Steps(Source of) => of.Connection
        .Query<(string Id, string Checksum, long At)>("select id, checksum, applied_at from schema_migration", transaction: of.Transaction)
        .Select(s => new BackupStep(s.Id, s.Checksum, s.At));

    private static DateTimeOffset Time(long instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant).ToOffset(TimeSpan.FromHours(7));

    private readonly record struct Source(Database Database, DbConnection Connection, DbTransaction Transaction);
}

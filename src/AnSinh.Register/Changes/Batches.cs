using System.Data.Common;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Register.Changes;

/// <summary>A set of changes that was applied (<i lang="vi">đợt thay đổi</i>).</summary>
/// <param name="BatchId">Its number.</param>
/// <param name="Kind">What made it, e.g. <c>import</c>.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Actor">Who applied it.</param>
/// <param name="Detail">What its feature wants to find again, as JSON.</param>
/// <param name="AppliedAt">When, Unix milliseconds.</param>
/// <param name="UndoneAt">When it was undone, or null.</param>
/// <param name="UndoneBy">Who undid it, or null.</param>
/// <param name="UndoReason">Why it was undone, or null.</param>
public sealed record Batch(long BatchId, string Kind, string Title, string Source, string Actor, string? Detail,
    long AppliedAt, long? UndoneAt, string? UndoneBy, string? UndoReason)
{
    /// <summary>Kind of a batch that changes borders and not people.</summary>
    public const string Reorganisation = "reorganisation";
}

/// <summary>What applying a set of changes gave.</summary>
/// <param name="BatchId">Number of the batch, by which it can be undone.</param>
/// <param name="Persons">Provisional → real numbers of the persons added.</param>
/// <param name="Households">Provisional → real numbers of the households added.</param>
/// <param name="RowsAdded">Rows added.</param>
/// <param name="RowsSuperseded">Rows no longer believed.</param>
public sealed record AppliedBatch(long BatchId, IReadOnlyDictionary<long, long> Persons, IReadOnlyDictionary<long, long> Households,
    int RowsAdded, int RowsSuperseded);

/// <summary>The batches of a register, and the rows each of them added or superseded.</summary>
public sealed class Batches
{
    private const string Columns = "batch_id, kind, title, source, actor, detail, applied_at, undone_at, undone_by, undo_reason";
    private readonly Database _database;

    internal Batches(Database database) => _database = database;

    /// <summary>A batch, or null.</summary>
    public Batch? FindOrNull(long batchId)
    {
        using var connection = _database.Connect();
        return Read(connection, "where batch_id = @batchId", new { batchId }) is [var batch, ..] ? batch : null;
    }

    /// <summary>Batches, the latest first.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="kind">Of this kind, or of kinds that begin with it and a dot (<c>event</c> finds <c>event.birth</c>); null for
    /// all.</param>
    public IReadOnlyList<Batch> Latest(int count, string? kind = null)
    {
        using var connection = _database.Connect();
        return Read(connection, $"{(kind is null ? "" : "where kind = @kind or kind like @family")} order by batch_id desc limit @count",
            new { kind, family = kind + ".%", count });
    }

    /// <summary>The batches that added or superseded a row about this person or a household of the person, the latest first.</summary>
    public IReadOnlyList<Batch> OfPerson(long personId)
    {
        using var connection = _database.Connect();
        return Read(
            connection,
            """
            where batch_id in (
                select b.batch_id from person r join batch_row b on b.table_name = 'person' and b.row_id = r.row_id
                    where r.person_id = @personId
                union select b.batch_id from person_merge r join batch_row b on b.table_name = 'person_merge' and b.row_id = r.row_id
                    where @personId in (r.person_id, r.into_id)
                union select b.batch_id from residence r join batch_row b on b.table_name = 'residence' and b.row_id = r.row_id
                    where r.person_id = @personId
                union select b.batch_id from membership r join batch_row b on b.table_name = 'membership' and b.row_id = r.row_id
                    where r.person_id = @personId
                union select b.batch_id from fact r join batch_row b on b.table_name = 'fact' and b.row_id = r.row_id
                    where (r.subject_kind = 0 and r.subject_id = @personId)
                        or (r.subject_kind = 1
                            and r.subject_id in (select household_id from membership where person_id = @personId)))
            order by batch_id desc
            """,
            new { personId });
    }

    /// <summary>Row numbers of a batch in a table, in the order written: those it added, or those it superseded.</summary>
    public IReadOnlyList<long> Rows(long batchId, string table, bool added)
    {
        using var connection = _database.Connect();
        return [.. BatchTables.Rows(connection, null, batchId).Where(s => s.Table == table && s.Added == added).Select(s => s.RowId)];
    }

    private static IReadOnlyList<Batch> Read(DbConnection connection, string where, object parameters) =>
        [.. connection.Query<Entry>($"select {Columns} from batch {where}", parameters)
            .Select(e =>
                new Batch(e.BatchId, e.Kind, e.Title, e.Source, e.Actor, e.Detail, e.AppliedAt, e.UndoneAt, e.UndoneBy, e.UndoReason))];

    private sealed class Entry
    {
        public long BatchId { get; set; }

        public string Kind { get; set; } = "";

        public string Title { get; set; } = "";

        public string Source { get; set; } = "";

        public string Actor { get; set; } = "";

        public string? Detail { get; set; }

        public long AppliedAt { get; set; }

        public long? UndoneAt { get; set; }

        public string? UndoneBy { get; set; }

        public string? UndoReason { get; set; }
    }
}

using System.Data.Common;
using AnSinh.Store;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Register.Changes;

/// <summary>The tables of batches: what was written together, and what it superseded.</summary>
internal static class BatchTables
{
    private static readonly BulkColumn[] LineColumns = [new("batch_id", BulkType.Long), new("line", BulkType.Long),
        new("table_name", BulkType.Text), new("row_id", BulkType.Long), new("added", BulkType.Long)];

    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0002-batch",
            """
            create table batch (
                batch_id bigint not null primary key,
                kind text not null,
                title text not null,
                source text not null,
                actor text not null,
                detail text null,
                applied_at bigint not null,
                undone_at bigint null,
                undone_by text null,
                undo_reason text null);
            create table batch_row (
                batch_id bigint not null references batch (batch_id),
                line bigint not null,
                table_name text not null,
                row_id bigint not null,
                added bigint not null,
                primary key (batch_id, line));
            create index batch_row_by_row on batch_row (table_name, row_id);
            """),
    ];

    public static long Insert(DbConnection connection, DbTransaction transaction, ChangeSet set, string actor, long at)
    {
        var id = connection.ExecuteScalar<long>("select coalesce(max(batch_id), 0) + 1 from batch", transaction: transaction);
        connection.Execute(
            """
            insert into batch (batch_id, kind, title, source, actor, detail, applied_at)
            values (@id, @Kind, @Title, @Source, @actor, @Detail, @at)
            """,
            new { id, set.Kind, set.Title, set.Source, actor, set.Detail, at },
            transaction);
        return id;
    }

    public static void InsertRows(Database database, DbConnection connection, DbTransaction transaction, long batchId,
        IReadOnlyList<RowChange> changes)
    {
        using var rows = database.Bulk(connection, transaction, "batch_row", LineColumns);
        for (var i = 0; i < changes.Count; i++)
        {
            rows.Set(0, batchId);
            rows.Set(1, i + 1);
            rows.Set(2, changes[i].Table);
            rows.Set(3, changes[i].RowId);
            rows.Set(4, changes[i].Added ? 1 : 0);
            rows.Next();
        }
    }

    public static IReadOnlyList<RowChange> Rows(DbConnection connection, DbTransaction? transaction, long batchId) =>
        [.. connection.Query<(string Table, long RowId,
            long Added)>("select table_name, row_id, added from batch_row where batch_id = @batchId order by line",
            new { batchId }, transaction)
            .Select(r => new RowChange(r.Table, r.RowId, r.Added == 1))];

    public static void MarkUndone(DbConnection connection, DbTransaction transaction, long batchId, long at, string actor, string reason) =>
        connection.Execute(
        "update batch set undone_at = @at, undone_by = @actor, undo_reason = @reason where batch_id = @batchId and undone_at is null",
        new { batchId, at, actor, reason }, transaction);
}

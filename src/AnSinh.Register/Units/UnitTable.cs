using System.Data.Common;
using System.Globalization;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Register;

/// <summary>The tables of units and their changes. Rows are added and superseded, never changed.</summary>
internal static class UnitTable
{
    /// <summary>The table of versions.</summary>
    public const string Versions = "unit_version";

    /// <summary>The table of changes.</summary>
    public const string Links = "unit_link";

    private const string MapNoKey = "map_no";

    private static readonly BulkColumn[] Recorded = [new("recorded_at", BulkType.Long), new("superseded_at", BulkType.Long)];

    private static readonly BulkColumn[] UnitColumns =
    [
        new("key", BulkType.Text), new("code", BulkType.Text), new("name", BulkType.Text), new("full_name", BulkType.Text),
        new("kind", BulkType.Text),
        new("level", BulkType.Long), new("parent", BulkType.Text), new("valid_from", BulkType.Date), new("valid_to", BulkType.Date),
        new("note", BulkType.Text), .. Recorded,
    ];

    private static readonly BulkColumn[] ChangeColumns =
    [
        new("event", BulkType.Text), new("effective_date", BulkType.Date), new("decided_date", BulkType.Date),
        new("instrument", BulkType.Text), new("level", BulkType.Long), new("from_key", BulkType.Text), new("to_key", BulkType.Text),
        new("extent", BulkType.Text), .. Recorded,
    ];

    /// <summary>Adds versions and changes that are believed from an instant on.</summary>
    public static void Write(Database database, DbConnection connection, DbTransaction transaction, IEnumerable<Unit> units,
        IEnumerable<UnitChange> changes, long at)
    {
        using (var rows = database.Bulk(connection, transaction, "unit_version", UnitColumns))
        {
            foreach (var unit in units)
            {
                rows.Set(0, unit.Key);
                rows.Set(1, unit.Code);
                rows.Set(2, unit.Name);
                rows.Set(3, unit.FullName);
                rows.Set(4, unit.Kind);
                rows.Set(5, unit.Level);
                rows.Set(6, unit.ParentCode);
                rows.Set(7, unit.From);
                rows.Set(8, unit.To);
                rows.Set(9, unit.Note);
                rows.Set(10, at);
                rows.Set(11, (string?)null);
                rows.Next();
            }
        }

        using var lines = database.Bulk(connection, transaction, "unit_link", ChangeColumns);
        foreach (var change in changes)
        {
            lines.Set(0, change.Event);
            lines.Set(1, change.On);
            lines.Set(2, change.Decided);
            lines.Set(3, change.Instrument);
            lines.Set(4, change.Level);
            lines.Set(5, change.FromKey);
            lines.Set(6, change.ToKey);
            lines.Set(7, change.Whole ? "whole" : "part");
            lines.Set(8, at);
            lines.Set(9, (string?)null);
            lines.Next();
        }
    }

    /// <summary>Adds one version; gives its row number.</summary>
    public static long Insert(DbConnection connection, DbTransaction transaction, Unit unit, long at) => connection.ExecuteScalar<long>(
        """
        insert into unit_version (key, code, name, full_name, kind, level, parent, valid_from, valid_to, note, recorded_at)
        values (@Key, @Code, @Name, @FullName, @Kind, @Level, @ParentCode, @From, @To, @Note, @at) returning row_id
        """,
        new { unit.Key, unit.Code, unit.Name, unit.FullName, unit.Kind, unit.Level, unit.ParentCode, unit.From, unit.To, unit.Note, at },
        transaction);

    /// <summary>Adds one change; gives its row number.</summary>
    public static long Insert(DbConnection connection, DbTransaction transaction, UnitChange change, long at) =>
        connection.ExecuteScalar<long>(
        """
        insert into unit_link (event, effective_date, decided_date, instrument, level, from_key, to_key, extent, recorded_at)
        values (@Event, @On, @Decided, @Instrument, @Level, @FromKey, @ToKey, @extent, @at) returning row_id
        """,
        new { change.Event, change.On, change.Decided, change.Instrument, change.Level, change.FromKey, change.ToKey, extent = change.Whole
            ? "whole" : "part", at },
        transaction);

    /// <summary>Stops believing a row.</summary>
    public static void Supersede(DbConnection connection, DbTransaction transaction, string table, long rowId, long at)
    {
        if (connection.Execute($"update {table} set superseded_at = @at where row_id = @rowId and superseded_at is null",
            new { rowId, at }, transaction) != 1)
        {
            throw new InvalidOperationException($"Row {rowId} of {table} was superseded before.");
        }
    }

    /// <summary>Says that the map is another one from now.</summary>
    public static void CountMap(DbConnection connection, DbTransaction transaction) => connection.Execute(
        "insert into meta (key, value) values (@MapNoKey, '1') on conflict (key) do update set value = cast(cast(meta.value as bigint) + 1 as text)", new { MapNoKey }, transaction);

    /// <summary>Counts the reorganisations applied and undone.</summary>
    public static int MapNo(DbConnection connection, DbTransaction? transaction = null) =>
        int.Parse(RegisterDb.MetaOf(connection, MapNoKey, transaction) ?? "0", CultureInfo.InvariantCulture);

    /// <summary>All that is and was believed.</summary>
    public static UnitHistory Read(DbConnection connection, DbTransaction? transaction = null)
    {
        var mapNo = MapNo(connection, transaction);
        return new UnitHistory(mapNo, Units(connection, transaction), Changes(connection, transaction));
    }

    /// <summary>Versions, all or one row.</summary>
    public static List<Believed<Unit>> Units(DbConnection connection, DbTransaction? transaction, long? rowId = null) =>
    [
        .. connection.Query<UnitEntry>(
            "select row_id, key, code, name, full_name, kind, level, parent, valid_from, valid_to, note, recorded_at, superseded_at from unit_version" + Of(rowId), new { rowId }, transaction)
            .Select(u => new Believed<Unit>(
                u.RowId, new Unit(u.Key, u.Code, u.Name, u.FullName, u.Kind, u.Level, u.Parent, u.ValidFrom, u.ValidTo, u.Note),
                u.RecordedAt, u.SupersededAt)),
    ];

    /// <summary>Changes, all or one row.</summary>
    public static List<Believed<UnitChange>> Changes(DbConnection connection, DbTransaction? transaction, long? rowId = null) =>
    [
        .. connection.Query<ChangeEntry>(
            "select row_id, event, effective_date, decided_date, instrument, level, from_key, to_key, extent, recorded_at, superseded_at from unit_link" + Of(rowId), new { rowId }, transaction)
            .Select(c => new Believed<UnitChange>(
                c.RowId,
                new UnitChange(c.Event, c.EffectiveDate, c.DecidedDate, c.Instrument, c.Level, c.FromKey, c.ToKey, c.Extent == "whole"),
                c.RecordedAt, c.SupersededAt)),
    ];

    private static string Of(long? rowId) => rowId is null ? " order by row_id" : " where row_id = @rowId";

    private abstract class Entry
    {
        public long RowId { get; set; }

        public int Level { get; set; }

        public long RecordedAt { get; set; }

        public long? SupersededAt { get; set; }
    }

    private sealed class UnitEntry : Entry
    {
        public string Key { get; set; } = "";

        public string Code { get; set; } = "";

        public string Name { get; set; } = "";

        public string FullName { get; set; } = "";

        public string Kind { get; set; } = "";

        public string? Parent { get; set; }

        public DateOnly? ValidFrom { get; set; }

        public DateOnly? ValidTo { get; set; }

        public string? Note { get; set; }
    }

    private sealed class ChangeEntry : Entry
    {
        public string Event { get; set; } = "";

        public DateOnly EffectiveDate { get; set; }

        public DateOnly? DecidedDate { get; set; }

        public string Instrument { get; set; } = "";

        public string FromKey { get; set; } = "";

        public string? ToKey { get; set; }

        public string Extent { get; set; } = "";
    }
}

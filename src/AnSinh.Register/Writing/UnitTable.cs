using System.Data.Common;
using System.Globalization;
using AnSinh.Register.Units;
using AnSinh.Store;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Register.Writing;

/// <summary>Versions of units. Its days are those on which the unit exists: a version is told by its key, not by days.</summary>
internal sealed class UnitTable() : TwoTimeTable<Unit>(
    "unit_version",
    [
        new("key", BulkType.Text), new("code", BulkType.Text), new("name", BulkType.Text), new("full_name", BulkType.Text),
        new("kind", BulkType.Text), new("level", BulkType.Long), new("parent", BulkType.Text), new("valid_from", BulkType.Date),
        new("valid_to", BulkType.Date), new("note", BulkType.Text),
    ],
    ["key"])
{
    private const string MapNoKey = "map_no";

    public override string Word => "unit";

    public override string SubjectOf(Unit row) => $"unit:{row.Key}";

    /// <summary>Says that the map is another one from now.</summary>
    public static void CountMap(DbConnection connection, DbTransaction transaction) => connection.Execute(
        """
        insert into meta (key, value) values (@MapNoKey, '1')
        on conflict (key) do update set value = cast(cast(meta.value as bigint) + 1 as text)
        """,
        new { MapNoKey },
        transaction);

    /// <summary>Counts the reorganisations applied and undone.</summary>
    public static int MapNo(DbConnection connection, DbTransaction? transaction = null) =>
        int.Parse(RegisterDb.MetaOf(connection, MapNoKey, transaction) ?? "0", CultureInfo.InvariantCulture);

    /// <summary>All that is and was believed.</summary>
    public static UnitHistory Read(DbConnection connection, DbTransaction? transaction = null) => new(MapNo(connection, transaction),
        RegisterTables.Units.History(connection, transaction: transaction),
        RegisterTables.UnitLinks.History(connection, transaction: transaction));

    protected override void Set(IBulkWriter to, Unit row)
    {
        to.Set(0, row.Key);
        to.Set(1, row.Code);
        to.Set(2, row.Name);
        to.Set(3, row.FullName);
        to.Set(4, row.Kind);
        to.Set(5, row.Level);
        to.Set(6, row.ParentCode);
        to.Set(7, row.From);
        to.Set(8, row.To);
        to.Set(9, row.Note);
    }

    protected override Unit Read(RowFields fields) => new(fields.Text(0), fields.Text(1), fields.Text(2), fields.Text(3), fields.Text(4),
        (int)fields.Number(5), fields.TextOrNull(6), fields.DayOrNull(7), fields.DayOrNull(8), fields.TextOrNull(9));
}

/// <summary>What reorganisations did to units. One statement is one thing: nothing stands in its way.</summary>
internal sealed class UnitLinkTable() : TwoTimeTable<UnitChange>("unit_link", Own, [.. Own.Select(c => c.Name)])
{
    private static readonly BulkColumn[] Own =
    [
        new("event", BulkType.Text), new("effective_date", BulkType.Date), new("decided_date", BulkType.Date),
        new("instrument", BulkType.Text), new("level", BulkType.Long), new("from_key", BulkType.Text), new("to_key", BulkType.Text),
        new("extent", BulkType.Text),
    ];

    // The versions it begins and ends are told.
    public override string? Word => null;

    public override string SubjectOf(UnitChange row) => $"unit:{row.FromKey}";

    protected override void Set(IBulkWriter to, UnitChange row)
    {
        to.Set(0, row.Event);
        to.Set(1, row.On);
        to.Set(2, row.Decided);
        to.Set(3, row.Instrument);
        to.Set(4, row.Level);
        to.Set(5, row.FromKey);
        to.Set(6, row.ToKey);
        to.Set(7, row.Whole ? "whole" : "part");
    }

    protected override UnitChange Read(RowFields fields) => new(fields.Text(0), fields.Day(1), fields.DayOrNull(2), fields.Text(3),
        (int)fields.Number(4), fields.Text(5), fields.TextOrNull(6), fields.Text(7) == "whole");
}

using System.Data.Common;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Register;

/// <summary>The tables of units and their changes.</summary>
internal static class UnitTable
{
    private static readonly BulkColumn[] UnitColumns =
    [
        new("key", BulkType.Text), new("code", BulkType.Text), new("name", BulkType.Text), new("full_name", BulkType.Text), new("kind", BulkType.Text),
        new("level", BulkType.Long), new("parent", BulkType.Text), new("valid_from", BulkType.Date), new("valid_to", BulkType.Date), new("note", BulkType.Text),
    ];

    private static readonly BulkColumn[] ChangeColumns =
    [
        new("id", BulkType.Long), new("event", BulkType.Text), new("effective_date", BulkType.Date), new("decided_date", BulkType.Date),
        new("instrument", BulkType.Text), new("level", BulkType.Long), new("from_key", BulkType.Text), new("to_key", BulkType.Text), new("extent", BulkType.Text),
    ];

    public static void Write(Database database, DbConnection connection, DbTransaction transaction, IReadOnlyList<Unit> units, IReadOnlyList<UnitChange> changes)
    {
        using (var rows = database.Bulk(connection, transaction, "unit", UnitColumns))
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
                rows.Next();
            }
        }

        using var lines = database.Bulk(connection, transaction, "unit_change", ChangeColumns);
        for (var i = 0; i < changes.Count; i++)
        {
            var change = changes[i];
            lines.Set(0, i + 1);
            lines.Set(1, change.Event);
            lines.Set(2, change.On);
            lines.Set(3, change.Decided);
            lines.Set(4, change.Instrument);
            lines.Set(5, change.Level);
            lines.Set(6, change.FromKey);
            lines.Set(7, change.ToKey);
            lines.Set(8, change.Whole ? "whole" : "part");
            lines.Next();
        }
    }

    public static UnitMap Read(DbConnection connection)
    {
        var units = connection.Query<UnitEntry>("select key, code, name, full_name, kind, level, parent, valid_from, valid_to, note from unit order by key")
            .Select(u => new Unit(u.Key, u.Code, u.Name, u.FullName, u.Kind, u.Level, u.Parent, u.ValidFrom, u.ValidTo, u.Note));
        var changes = connection.Query<ChangeEntry>("select event, effective_date, decided_date, instrument, level, from_key, to_key, extent from unit_change order by id")
            .Select(c => new UnitChange(c.Event, c.EffectiveDate, c.DecidedDate, c.Instrument, c.Level, c.FromKey, c.ToKey, c.Extent == "whole"));
        return new UnitMap([.. units], [.. changes]);
    }

    private sealed class UnitEntry
    {
        public string Key { get; set; } = "";

        public string Code { get; set; } = "";

        public string Name { get; set; } = "";

        public string FullName { get; set; } = "";

        public string Kind { get; set; } = "";

        public int Level { get; set; }

        public string? Parent { get; set; }

        public DateOnly? ValidFrom { get; set; }

        public DateOnly? ValidTo { get; set; }

        public string? Note { get; set; }
    }

    private sealed class ChangeEntry
    {
        public string Event { get; set; } = "";

        public DateOnly EffectiveDate { get; set; }

        public DateOnly? DecidedDate { get; set; }

        public string Instrument { get; set; } = "";

        public int Level { get; set; }

        public string FromKey { get; set; } = "";

        public string? ToKey { get; set; }

        public string Extent { get; set; } = "";
    }
}

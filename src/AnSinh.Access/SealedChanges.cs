using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Access;

/// <summary>What was done to a two-time table of this project, in the audit log.</summary>
internal static class SealedChanges
{
    /// <summary>Notes what a writer did to a table, with the seals of the rows.</summary>
    internal static void Note(AuditLog audit, TwoTimeWriter writer, Act act, SealedTable table)
    {
        var rows = writer.Changes.Where(c => c.Table == table.Name).ToList();
        foreach (var (note, at) in writer.Notes.Select((note, at) => (note, at)))
        {
            // All rows are sealed with the first entry.
            audit.Append(writer.Connection, writer.Transaction, act, note, at > 0 ? []
                : [.. rows.Select(r => r.Added ? table.Row(r.RowId) : table.Row(r.RowId).Changed)]);
        }
    }
}

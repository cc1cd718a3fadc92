using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AnSinh.Basics;

namespace AnSinh.Rulebook.Kernels;

/// <summary>What is known of a column: absent, without unknowns, or with some. Looked up once per table.</summary>
internal enum ColumnState
{
    Absent,
    Known,
    MayBeUnknown,
}

/// <summary>Remembers per table which columns hold an unknown, so that loops need not ask where the answer is no.</summary>
internal static class ColumnKnowledge
{
    private static readonly ConditionalWeakTable<FactTable, ConcurrentDictionary<string, ColumnState>> Tables = [];

    public static ColumnState Of(FactTable table, string column) =>
        Tables.GetValue(table, _ => new ConcurrentDictionary<string, ColumnState>(StringComparer.Ordinal))
        .GetOrAdd(column, static (name, t) => Look(t, name), table);

    private static ColumnState Look(FactTable table, string name) =>
        !table.Columns.TryGetValue(name, out var column) ? ColumnState.Absent
        : column.AsSpan(0, table.Rows).Contains(FactKind.Unknown) ? ColumnState.MayBeUnknown
        : ColumnState.Known;
}

namespace AnSinh.Matching;

/// <summary>A list to be compared: rows of text under fields whose kinds are known. Nothing of it is changed.</summary>
public sealed class MatchTable
{
    private readonly IReadOnlyList<string?[]> _columns;

    /// <summary>A list laid out in columns, one per field, all of the same length; empty or null text is a missing value.</summary>
    public MatchTable(string name, IReadOnlyList<MatchField> fields, IReadOnlyList<string?[]> columns)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(columns.Count, fields.Count);
        (Name, Fields, _columns) = (name, fields, columns);
        Count = columns.Count == 0 ? 0 : columns[0].Length;
        if (columns.Any(c => c.Length != Count))
        {
            throw new ArgumentException("Columns of different lengths.", nameof(columns));
        }
    }

    /// <summary>How the list is called.</summary>
    public string Name { get; }

    /// <summary>Its fields, in order.</summary>
    public IReadOnlyList<MatchField> Fields { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Value of a row (0-based) in a field (0-based); null if missing.</summary>
    public string? At(int row, int field) => _columns[field][row];

    /// <summary>What the row is called: its key if there is one, else its number from 1.</summary>
    public string Key(int row)
    {
        for (var f = 0; f < Fields.Count; f++)
        {
            if (Fields[f].Kind == FieldKind.RecordKey && _columns[f][row] is { Length: > 0 } key)
            {
                return key;
            }
        }

        return (row + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    internal string?[] Column(int field) => _columns[field];
}

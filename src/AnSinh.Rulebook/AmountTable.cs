using AnSinh.Basics;

namespace AnSinh.Rulebook;

/// <summary>
/// A table of the law (<i lang="vi">bảng mức</i>): amounts by a number, as by injury percent, or by named rows, in dated editions.
/// </summary>
/// <param name="Name">Name in expressions: <c>table('name', …)</c>.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Unit">Unit as written, e.g. <c>dong/month</c>.</param>
/// <param name="Counts">What the unit counts.</param>
/// <param name="ByNumber">True if rows are found by a whole number, false if by name.</param>
/// <param name="Editions">Editions of all levels, by level and date.</param>
/// <param name="Place">File and line of the declaration.</param>
public sealed record AmountTable(string Name, LocalText Label, string Unit, ParameterUnit Counts, bool ByNumber,
    IReadOnlyList<TableEdition> Editions, string Place)
{
    /// <summary>Names of the rows of all editions.</summary>
    public IReadOnlyList<string> RowNames => Editions.SelectMany(e => e.Rows.Keys).Distinct(StringComparer.Ordinal).ToList();

    /// <summary>A cell as people write it.</summary>
    public string Display(long value) => Expressions.Spoken.Number(value, Counts);
}

/// <summary>One edition of a table.</summary>
/// <param name="Level">Jurisdiction that sets it.</param>
/// <param name="From">First day it applies to money.</param>
/// <param name="To">Last day if written.</param>
/// <param name="Issued">Day of issue.</param>
/// <param name="InForce">First day in force.</param>
/// <param name="Rows">Cells by row name or number as written; a row this edition does not have is absent.</param>
/// <param name="Derived">Rows that were not printed but computed from another edition.</param>
/// <param name="Cite">Where it stands.</param>
/// <param name="Doubtful">Uncertain, or not read (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="Note">Remark.</param>
/// <param name="Checked">What was read to check it.</param>
/// <param name="Place">File and line.</param>
public sealed record TableEdition(
    string Level, DateOnly From, DateOnly? To, DateOnly Issued, DateOnly InForce, IReadOnlyDictionary<string, long> Rows,
    IReadOnlySet<string> Derived,
    Citation Cite, bool Doubtful, string? Note, string? Checked, string Place) : IDatedLaw
{
    private LookupRows? _numbered;

    /// <summary>True if a gap after the edition is meant.</summary>
    public bool GapAllowed { get; init; }

    /// <summary>The table it belongs to.</summary>
    internal string Table { get; init; } = "";

    /// <summary>The rows by number.</summary>
    internal LookupRows Numbered => _numbered ??= LookupRows.Of(Table, Rows);

    /// <summary>A cell, or null if the edition has no such row.</summary>
    public long? CellOrNull(string row) => Rows.TryGetValue(row, out var value) ? value : null;
}

/// <summary>A table in a month, as known on a day, in a jurisdiction.</summary>
/// <param name="Table">The table.</param>
/// <param name="Edition">The edition that holds.</param>
public sealed record TableAt(AmountTable Table, TableEdition Edition);

/// <summary>Cells by whole number, ready for loops.</summary>
internal sealed class LookupRows
{
    private readonly long _first;
    private readonly long[] _cells;

    private LookupRows(string table, long first, long[] cells)
    {
        (_first, _cells, Missing) = (first, cells, $"tables.{table}");
        Shape = $"{Missing}@{first}:{string.Join(",", cells)}";
    }

    /// <summary>What is missing where there is no cell.</summary>
    public string Missing { get; }

    /// <summary>Equal texts, equal cells.</summary>
    public string Shape { get; }

    /// <summary>First number that may have a cell, and the cells from there on.</summary>
    public (long First, IReadOnlyList<long> Cells) Content => (_first, _cells);

    public static LookupRows Of(string table, IReadOnlyDictionary<string, long> rows)
    {
        var numbers = rows.ToDictionary(r => long.Parse(r.Key, System.Globalization.CultureInfo.InvariantCulture), r => r.Value);
        var first = numbers.Count == 0 ? 0 : numbers.Keys.Min();
        var cells = new long[numbers.Count == 0 ? 0 : numbers.Keys.Max() - first + 1];
        Array.Fill(cells, FactKind.Unknown);
        foreach (var (number, value) in numbers)
        {
            cells[number - first] = value;
        }

        return new LookupRows(table, first, cells);
    }

    /// <summary>The cell of a number, or unknown.</summary>
    public long At(long number) => number >= _first && number - _first < _cells.Length ? _cells[number - _first] : FactKind.Unknown;
}

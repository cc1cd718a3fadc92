using System.Globalization;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Reading;

namespace AnSinh.Intake.Lists.Planning;

/// <summary>A fact and the columns it is read from.</summary>
/// <param name="Column">Column of the value.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Values">What words mean.</param>
/// <param name="From">Column of the first day, or −1.</param>
/// <param name="Until">Column of the last day, or −1.</param>
internal sealed record FactColumn(int Column, FactKind Kind, IReadOnlyDictionary<string, string> Values, int From, int Until);

/// <summary>A map laid over the columns of one sheet.</summary>
internal sealed class ListColumns
{
    private static readonly HashSet<string> HeadingWords = new(
        ("thon xom to cum khu xa phuong thi huyen tinh ho nhom doi nguoi dien danh muc phan loai tre tong cong ap ban lang khoi pho "
        + "duong chi hoi tai cac doan truong bao tro can don").Split(' '), StringComparer.Ordinal);

    private readonly Dictionary<string, int> _byTarget;

    private ListColumns(Dictionary<string, int> byTarget, IReadOnlyList<FactColumn> facts) => (_byTarget, Facts) = (byTarget, facts);

    public IReadOnlyList<FactColumn> Facts { get; }

    /// <summary>The column of a target, or −1.</summary>
    public int this[string target] => _byTarget.GetValueOrDefault(target, -1);

    public static Outcome<ListColumns> Of(Sheet sheet, ListHeader header, ListMap map, FactVocabulary facts)
    {
        var refusals = new List<Refusal>();
        int Find(string column) => ColumnOf(sheet, header, column, refusals);
        var byTarget = new Dictionary<string, int>(StringComparer.Ordinal);
        var factColumns = new List<FactColumn>();
        foreach (var column in map.Columns.Where(c => c.Target != Targets.Ignore))
        {
            if (column.Target.StartsWith(Targets.FactPrefix, StringComparison.Ordinal))
            {
                factColumns.Add(
                    new FactColumn(Find(column.Column), facts[column.Target[Targets.FactPrefix.Length..]], column.Values,
                        column.From is { } from ? Find(from) : -1, column.Until is { } until ? Find(until) : -1));
            }
            else
            {
                byTarget[column.Target] = Find(column.Column);
            }
        }

        var columns = new ListColumns(byTarget, factColumns);
        if (columns[Targets.Name] < 0 && columns[Targets.GivenName] < 0 && columns[Targets.Number] < 0 && columns[Targets.PersonId] < 0)
        {
            refusals.Add(new Refusal("map.nobody", "Chưa có cột nào cho biết là ai: cần ít nhất họ và tên hoặc số định danh.", "columns"));
        }

        return refusals.Count > 0 ? Outcome<ListColumns>.Refused(refusals) : columns;
    }

    /// <summary>True if a row says who: a name with something beside it, or a number.</summary>
    public bool NamesRow(Sheet sheet, int row)
    {
        bool Has(int column) => column >= 0 && !sheet.At(row, column).IsBlank;
        var who = Has(this[Targets.Name]) || Has(this[Targets.GivenName]) || Has(this[Targets.Number]) || Has(this[Targets.PersonId]);
        return who
            && (_byTarget.Values.Concat(Facts.Select(f => f.Column)).Distinct().Count(Has) > 1
                || (_byTarget.Count + Facts.Count == 1 && !sheet.Rows[row].All(c => c.IsBlank)));
    }

    /// <summary>True if a row holds the name of somebody and nothing else: such a row is not taken for a heading.</summary>
    public bool IsOnlyName(Sheet sheet, int row)
    {
        var column = this[Targets.Name] >= 0 ? this[Targets.Name] : this[Targets.GivenName];
        if (column < 0 || sheet.At(row, column) is not { IsBlank: false } cell
            || sheet.Merges.Any(m => m.Top <= row && row <= m.Bottom && m.Right > m.Left))
        {
            return false;
        }

        var words = cell.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is >= 2 and <= 6 && words.All(w => char.IsUpper(w[0]) && w.All(c => char.IsLetter(c) || c is '\'' or '’'))
            && !HeadingWords.Contains(HeaderWords.Plain(words[0]));
    }

    /// <summary>True if a row has the birth date or the number of somebody: such a row is no total.</summary>
    public bool Identifies(Sheet sheet, int row) =>
        new[] { Targets.Birth, Targets.BirthMale, Targets.BirthFemale, Targets.Number, Targets.PersonId }.Select(t => this[t])
            .Any(c => c >= 0 && sheet.At(row, c) is { IsBlank: false } cell
                && (cell.Kind == CellKind.Date || cell.Text.Count(char.IsAsciiDigit) >= 4));

    private static int ColumnOf(Sheet sheet, ListHeader header, string column, List<Refusal> refusals)
    {
        var index = column.StartsWith('=') ? Sheet.ColumnOf(column[1..])
            : header.Columns.FirstOrDefault(c => c.Label == column)?.Index ?? Alike(header, column);
        if (index < 0 || index >= sheet.Width)
        {
            refusals.Add(
                new Refusal("map.column-none",
                    $"Danh sách không có cột “{column}”; "
                    + $"có: {string.Join("; ", header.Columns.Select(c => $"{c.Letter} “{c.Label}”"))}.", sheet.Place(header.Bottom)));
        }

        return index;
    }

    private static int Alike(ListHeader header, string column)
    {
        var plain = string.Join(" ", column.Split(" / ").Select(HeaderWords.Plain));
        var found = header.Columns.Where(c => string.Join(" ", c.Label.Split(" / ").Select(HeaderWords.Plain)) == plain).ToList();
        return found.Count == 1 ? found[0].Index : -1;
    }
}

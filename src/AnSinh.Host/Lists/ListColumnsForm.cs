using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.Web.Requests;
using AnSinh.Intake.Lists;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Reading;

namespace AnSinh.Host.Lists;

/// <summary>The form that tells what the columns of a list hold: from the map to its fields, and back.</summary>
internal static class ListColumnsForm
{
    private const int Samples = 3;
    private const int WordsLimit = 24;

    /// <summary>What is shown.</summary>
    public static ListColumnsModel Model(Office office, SentList list, Workbook book, (Sheet Sheet, ListHeader Header,
        IReadOnlyList<Doubt> Doubts) opened, ListMap map, bool remembered)
    {
        var (sheet, header, doubts) = opened;
        List<ColumnModel> columns = [.. header.Columns.Select(c => Column(office, sheet, header, map, c))];
        return new ListColumnsModel(
            list, sheet.Name, [.. book.Sheets.Select(s => s.Name)], (header.Top + 1, header.Bottom + 1), columns,
            Form(office, header, columns), Start(map, columns), remembered, doubts, Press.NewKey());
    }

    /// <summary>The form of a list whose columns hold what was told so far.</summary>
    private static FormDefinition Form(Office office, ListHeader header, IEnumerable<ColumnModel> columns) =>
        ListForms.Columns(header, office.Register.Facts, columns.Where(c => c.Kind is not null && c.Values.Count > 0)
            .Select(c => new ListWordsOf(c.Column, [.. c.Values.Select(v => v.Word)], c.Kind!)));

    private static Dictionary<string, string> Start(ListMap map, IEnumerable<ColumnModel> columns)
    {
        var start = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ListForms.SourceField] = map.Source,
            [ListForms.FromField] = map.ValidFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            [ListForms.UnitField] = map.Unit ?? "",
            [ListForms.PivotField] = map.Pivot.ToString(CultureInfo.InvariantCulture),
            [ListForms.NewPeopleField] = map.AddPeople ? ListForms.Add : ListForms.Refuse,
        };
        foreach (var column in columns)
        {
            start[ListForms.ColumnField(column.Column)] = column.Target;
            foreach (var (word, value) in column.Values)
            {
                start[ListForms.WordField(column.Column, word)] = value ?? "";
            }
        }

        return start;
    }

    /// <summary>
    /// The map that was told; refused where something cannot be read: passed over, it would have the list read otherwise than meant.
    /// </summary>
    public static Outcome<ListMap> Read(Office office, SentList list, Workbook book, (Sheet Sheet, ListHeader Header,
        IReadOnlyList<Doubt> Doubts) opened, IReadOnlyDictionary<string, string> told)
    {
        // What a column holds says which of its words are asked about.
        var model = Model(office, list, book, opened, Told(opened, told), false);
        var read = model.Form.Read(told.Where(t => model.Form.Fields.Any(f => f.Name == t.Key)).ToDictionary(StringComparer.Ordinal));
        return read.Ok ? Told(opened, read.Value.All.ToDictionary(StringComparer.Ordinal)) : Outcome<ListMap>.Refused(read.Refusals);
    }

    /// <summary>The map of what was told, wrong or not.</summary>
    public static ListMap Told(
        (Sheet Sheet, ListHeader Header, IReadOnlyList<Doubt> Doubts) opened, IReadOnlyDictionary<string, string> told)
    {
        var header = opened.Header;
        string? Field(string name) => told.GetValueOrDefault(name)?.Trim() is { Length: > 0 } text ? text : null;
        var columns = new List<MappedColumn>();
        foreach (var column in header.Columns)
        {
            var words = ListForms.WordField(column, "");
            var values = told.Where(t => t.Key.StartsWith(words, StringComparison.Ordinal) && t.Value.Length > 0)
                .ToDictionary(t => t.Key[words.Length..].Replace('_', ' '), t => t.Value, StringComparer.Ordinal);
            // Two columns may bear the same words: then the letter says which.
            var label = header.Columns.Count(c => c.Label == column.Label) > 1 ? "=" + column.Letter : column.Label;
            columns.Add(new MappedColumn(label, Field(ListForms.ColumnField(column)) ?? Targets.Ignore, values));
        }

        return new ListMap(Field(ListForms.SourceField) ?? "danh sách", columns)
        {
            SheetName = opened.Sheet.Name,
            Header = (header.Top + 1, header.Bottom + 1),
            Pivot = int.TryParse(Field(ListForms.PivotField), NumberStyles.None, CultureInfo.InvariantCulture, out var pivot) ? pivot
                : ListMap.UsualPivot,
            ValidFrom = DateOnly.TryParseExact(Field(ListForms.FromField), "yyyy-MM-dd", out var day) ? day : null,
            Unit = Field(ListForms.UnitField),
            AddPeople = Field(ListForms.NewPeopleField) != ListForms.Refuse,
        };
    }

    /// <summary>The words of columns of codes that have no meaning yet.</summary>
    public static int WordsWithoutMeaning(ListColumnsModel model) => model.Columns.Sum(c => c.Values.Count(v => v.Value is null));

    private static ColumnModel Column(Office office, Sheet sheet, ListHeader header, ListMap map, ListColumn column)
    {
        var mapped = map.Columns.FirstOrDefault(c => c.Column == "=" + column.Letter)
            ?? map.Columns.FirstOrDefault(c => c.Column == column.Label);
        // Signatures and totals under a table have no name beside them.
        var who =
            header.Columns.FirstOrDefault(
                c => map.Columns.Any(
                    m => m.Target is Targets.Name or Targets.GivenName or Targets.Number
                        && (m.Column == c.Label || m.Column == "=" + c.Letter)));
        var texts = Enumerable.Range(header.FirstRow, Math.Max(0, sheet.Rows.Count - header.FirstRow))
            .Where(r => who is null || !sheet.At(r, who.Index).IsBlank).Select(r => sheet.At(r, column.Index))
            .Where(c => !c.IsBlank).Select(c => c.Text.Trim());
        var kind = mapped?.Target.StartsWith(Targets.FactPrefix, StringComparison.Ordinal) == true
            ? office.Register.Facts.FindOrNull(mapped.Target[Targets.FactPrefix.Length..]) : null;
        var words = kind?.Type == FactType.Code
            ? texts.DistinctBy(HeaderWords.Plain).Where(w => HeaderWords.Plain(w).Length > 0).Take(WordsLimit)
            .Select(w => (w, Meaning(kind, mapped!, w))).ToList() : [];
        return new ColumnModel(column, [.. texts.Take(Samples)], mapped?.Target ?? Targets.Ignore, kind, words);
    }

    private static string? Meaning(FactKind kind, MappedColumn mapped, string word) =>
        mapped.Values.GetValueOrDefault(HeaderWords.Plain(word))
        ?? (kind.Codes.Contains(word) ? word
            : kind.CodeLabels.Where(l => HeaderWords.Plain(l.Value.Vi) == HeaderWords.Plain(word)).Select(l => l.Key).FirstOrDefault());
}

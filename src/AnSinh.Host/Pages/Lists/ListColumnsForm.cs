using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Reading;

namespace AnSinh.Host.Pages.Lists;

/// <summary>The form that tells what the columns of a list hold: from the map to its fields, and back.</summary>
internal static class ListColumnsForm
{
    /// <summary>The target a form shows for every kind of fact.</summary>
    public const string Fact = "fact";

    private const int Samples = 3;
    private const int WordsLimit = 24;

    /// <summary>What is shown.</summary>
    public static ListColumnsModel Model(Office office, SentList list, Workbook book, (Sheet Sheet, ListHeader Header,
        IReadOnlyList<Doubt> Doubts) opened, ListMap map, bool remembered, IReadOnlyList<Refusal> refusals)
    {
        var (sheet, header, doubts) = opened;
        return new ListColumnsModel(
            list, sheet.Name, [.. book.Sheets.Select(s => s.Name)], (header.Top + 1, header.Bottom + 1),
            [.. header.Columns.Select(c => Column(office, sheet, header, map, c))], map, remembered,
            [.. office.Register.Facts.All.Where(k => !k.Intrinsic && k.Subject != FactSubject.Unit)], doubts, refusals, Press.NewKey());
    }

    /// <summary>What was typed into the form and cannot be read; passed over, it would have the list read otherwise than meant.</summary>
    public static IReadOnlyList<Refusal> Unread(Office office, ListHeader header, IFormCollection form)
    {
        var wrong = new List<Refusal>();
        if (form["tu-ngay"].ToString() is { Length: > 0 } day && DayOrNull(day.Trim()) is null)
        {
            wrong.Add(new Refusal("list.day", $"“{Shown(day)}” không phải là ngày có thật.", "tu-ngay"));
        }

        if (form["nam-hai-so"].ToString() is { Length: > 0 } pivot && PivotOrNull(pivot.Trim()) is null)
        {
            wrong.Add(new Refusal("list.pivot", $"“{Shown(pivot)}” không phải là số từ 0 đến 99.", "nam-hai-so"));
        }

        foreach (var column in header.Columns)
        {
            var i = column.Index.ToString(CultureInfo.InvariantCulture);
            if (form["cot-" + i] == Fact && KindOf(office, form["loai-" + i]) is null)
            {
                wrong.Add(new Refusal("list.fact",
                    $"Cột {column.Letter}: không có loại dữ kiện “{Shown(form["loai-" + i].ToString())}”.", "loai-" + i));
            }
        }

        return wrong;
    }

    /// <summary>The map the form tells.</summary>
    public static ListMap Read(Office office, ListHeader header, IFormCollection form, string sheet, string? fallbackSource)
    {
        string? Field(string name) => form[name].ToString() is { Length: > 0 } text ? text.Trim() : null;
        var columns = new List<MappedColumn>();
        foreach (var column in header.Columns)
        {
            var i = column.Index.ToString(CultureInfo.InvariantCulture);
            var target = Field("cot-" + i) ?? Targets.Ignore;
            if (target == Fact)
            {
                var kind = KindOf(office, Field("loai-" + i));
                target = kind is null ? Targets.Ignore : Targets.FactPrefix + kind.Name;
            }

            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var j = 0; j < WordsLimit; j++)
            {
                var n = j.ToString(CultureInfo.InvariantCulture);
                if (Field($"tu-{i}-{n}") is { } word && Field($"gt-{i}-{n}") is { } value)
                {
                    values[HeaderWords.Plain(word)] = value;
                }
            }

            // Two columns may bear the same words: then the letter says which.
            var label = header.Columns.Count(c => c.Label == column.Label) > 1 ? "=" + column.Letter : column.Label;
            columns.Add(new MappedColumn(label, target, values));
        }

        return new ListMap(Field("nguon") ?? fallbackSource ?? "danh sách", columns)
        {
            SheetName = sheet,
            Header = (header.Top + 1, header.Bottom + 1),
            Pivot = PivotOrNull(Field("nam-hai-so")) ?? ListMap.UsualPivot,
            ValidFrom = DayOrNull(Field("tu-ngay")),
            Unit = Field("xa"),
            AddPeople = Field("nguoi-moi") != "tu-choi",
        };
    }

    private static int? PivotOrNull(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pivot) && pivot < 100 ? pivot : null;

    private static DateOnly? DayOrNull(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";

    /// <summary>The words of columns of codes that have no meaning yet.</summary>
    public static int WordsWithoutMeaning(ListColumnsModel model) => model.Columns.Sum(c => c.Values.Count(v => v.Value is null));

    /// <summary>The form of columns a map is remembered for.</summary>
    public static string FormOf(ListHeader header) => string.Join('|', header.Columns.Select(c => HeaderWords.Plain(c.Label)));

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
        return new ColumnModel(column, [.. texts.Take(Samples)], kind is not null ? Fact : mapped?.Target ?? Targets.Ignore,
            kind?.Name, words, [.. (kind?.Codes ?? []).Select(c => (c, kind!.CodeLabels.GetValueOrDefault(c)?.Vi ?? c))]);
    }

    private static string? Meaning(FactKind kind, MappedColumn mapped, string word) =>
        mapped.Values.GetValueOrDefault(HeaderWords.Plain(word))
        ?? (kind.Codes.Contains(word) ? word
            : kind.CodeLabels.Where(l => HeaderWords.Plain(l.Value.Vi) == HeaderWords.Plain(word)).Select(l => l.Key).FirstOrDefault());

    private static FactKind? KindOf(Office office, string? text) => text is null ? null
        : office.Register.Facts.FindOrNull(text)
        ?? office.Register.Facts.All.FirstOrDefault(
            k => HeaderWords.Plain(k.Label.Vi) == HeaderWords.Plain(text)
                || HeaderWords.Plain(k.Label.In("en")) == HeaderWords.Plain(text));
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Reading;

namespace AnSinh.Intake.Lists.Mapping;

/// <summary>What one column of a list becomes.</summary>
/// <param name="Column">The words over it, or <c>=B</c> for the column of that letter.</param>
/// <param name="Target">One of <see cref="Targets"/>, or <c>fact:</c> and a kind.</param>
/// <param name="Values">What the words in it mean: word of the list → value of the kind. Words are compared without accents.</param>
/// <param name="From">Words over the column with the first day of this fact; null for that of the row or the list.</param>
/// <param name="Until">Words over the column with its last day; null for that of the row or the list.</param>
public sealed record MappedColumn(string Column, string Target, IReadOnlyDictionary<string, string> Values,
    string? From = null, string? Until = null);

/// <summary>
/// How the columns of a list become people, homes and facts (<i lang="vi">bản đồ cột</i>); kept for the next list of the same source.
/// </summary>
/// <param name="Source">Where such lists come from: the source of every row written.</param>
/// <param name="Columns">What each column becomes; those not named are not read.</param>
public sealed record ListMap(string Source, IReadOnlyList<MappedColumn> Columns)
{
    /// <summary>Last two-digit year that means 20xx, unless a map says otherwise.</summary>
    public const int UsualPivot = 30;

    /// <summary>Name of the sheet; null for the first that has a header.</summary>
    public string? SheetName { get; init; }

    /// <summary>Header rows as Excel counts them; null to find them.</summary>
    public (int Top, int Bottom)? Header { get; init; }

    /// <summary>Last two-digit year that means 20xx.</summary>
    public int Pivot { get; init; } = UsualPivot;

    /// <summary>First day the facts hold where no column says; null if every row must say.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Code of the commune where no column says it; null if none.</summary>
    public string? Unit { get; init; }

    /// <summary>True to add people who are not in the register; false to refuse their rows.</summary>
    public bool AddPeople { get; init; } = true;

    /// <summary>Reads a map (YAML or JSON) with all that is wrong with it, each by line.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="facts">The declared kinds.</param>
    public static Outcome<ListMap> Parse(string text, string file, FactVocabulary facts) => new ListMapReader(file, facts).Read(text);

    /// <summary>The map as YAML, which <see cref="Parse"/> reads back.</summary>
    public string ToYaml()
    {
        var lines = new List<string> { $"source: {Quoted(Source)}" };
        if (SheetName is not null)
        {
            lines.Add($"sheet: {Quoted(SheetName)}");
        }

        if (Header is { } header)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"header: {Quoted($"{header.Top}-{header.Bottom}")}"));
        }

        lines.Add(string.Create(CultureInfo.InvariantCulture, $"two_digit_year: {Pivot}"));
        if (ValidFrom is { } from)
        {
            lines.Add($"valid_from: {from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        }

        if (Unit is not null)
        {
            lines.Add($"unit: {Quoted(Unit)}");
        }

        lines.Add($"new_people: {(AddPeople ? "add" : "refuse")}");
        lines.Add("columns:");
        lines.AddRange(Columns.SelectMany(YamlOf));
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The map the words over the columns suggest; a column is a fact only if its values are such values, too.</summary>
    public static ListMap Suggest(string source, Sheet sheet, ListHeader header, FactVocabulary facts)
    {
        var given = header.Columns.Any(c => HeaderWords.TargetOf(c.Label) == Targets.GivenName);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var columns = new List<MappedColumn>();
        foreach (var column in header.Columns)
        {
            var target = HeaderWords.TargetOf(column.Label) switch
            {
                Targets.GivenName when !header.Columns.Any(c => HeaderWords.TargetOf(c.Label) == Targets.Surname) => Targets.Name,
                Targets.Surname when !given => null,
                { } known => known,
                null => HeaderWords.KindOf(column.Label, facts) is { } kind && ColumnValues.Fit(kind, sheet, header, column.Index)
                    ? Targets.FactPrefix + kind.Name : null,
            };
            if (target is not null && (target == Targets.Ignore || taken.Add(target)))
            {
                columns.Add(new MappedColumn(column.Label, target, new Dictionary<string, string>()));
            }
        }

        return new ListMap(source, columns);
    }

    private static IEnumerable<string> YamlOf(MappedColumn column)
    {
        yield return $"  - column: {Quoted(column.Column)}";
        yield return $"    to: {column.Target}";
        if (column.From is not null)
        {
            yield return $"    from: {Quoted(column.From)}";
        }

        if (column.Until is not null)
        {
            yield return $"    until: {Quoted(column.Until)}";
        }

        if (column.Values.Count > 0)
        {
            yield return "    values:";
            foreach (var (word, value) in column.Values)
            {
                yield return $"      {Quoted(word)}: {Quoted(value)}";
            }
        }
    }

    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", " ", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal) + "\"";
}

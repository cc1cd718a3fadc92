using System.Globalization;
using AnSinh.Basics;

namespace AnSinh.Rulebook.Cases;

/// <summary>A worked case as a table of a few rows: the person first, then the others of the household.</summary>
internal static class CaseTable
{
    private const string Self = "1";

    /// <summary>
    /// A value as cases write it, as a value of the register: <c>true</c> is <c>yes</c>, a year or month of a date is its first day,
    /// <c>self</c> is the person of the case.
    /// </summary>
    public static string Normal(FactKind kind, string text) => (kind.Type, text) switch
    {
        (FactType.Bool, "true") => "yes",
        (FactType.Bool, "false") => "no",
        (FactType.Date, { Length: 4 }) when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) => text + "-01-01",
        (FactType.Date, _) when Month.TryParse(text, out _) => text + "-01",
        (FactType.Person, "self") => Self,
        (FactType.Whole or FactType.Dong, _) => text.Replace("_", "", StringComparison.Ordinal),
        _ => text,
    };

    public static FactTable Of(PolicyCase worked, FactVocabulary facts)
    {
        var rows = 1 + worked.Members.Count;
        var columns = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var kind in facts.All)
        {
            var column = new long[rows];
            for (var row = 0; row < rows; row++)
            {
                column[row] = Value(worked, kind, row);
            }

            columns[kind.Name] = column;
        }

        return new FactTable(rows, columns, new int[rows], [0, rows], Enumerable.Range(0, rows).ToArray());
    }

    private static long Value(PolicyCase worked, FactKind kind, int row)
    {
        var (given, name) = (kind.Subject, row) switch
        {
            (FactSubject.Household, _) => (worked.Given, "household." + kind.Name),
            (FactSubject.Unit, _) => (worked.Given, "unit." + kind.Name),
            (_, 0) => (worked.Given, kind.Name),
            _ => (worked.Members[row - 1], kind.Name),
        };
        return given.TryGetValue(name, out var text) ? kind.Encode(text) ?? FactKind.Unknown : kind.Name switch
        {
            "id" => row + 1,
            "resident" => 1,
            _ => kind.Absent,
        };
    }
}

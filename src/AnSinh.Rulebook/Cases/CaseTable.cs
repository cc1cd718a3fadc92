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
        // What changes inside the month holds from the month's beginning: the next month's "given" is this month's end.
        var end = worked.In(worked.Month.Add(1));
        return Of(end.Given, end.Members, facts, kind => kind.Absent);
    }

    /// <summary>The same from facts alone; <paramref name="silent"/> says what a fact that is not given stands for.</summary>
    public static FactTable Of(
        IReadOnlyDictionary<string, string> given, IReadOnlyList<IReadOnlyDictionary<string, string>> members, FactVocabulary facts, Func<FactKind, long> silent)
    {
        var rows = 1 + members.Count;
        var columns = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var kind in facts.All)
        {
            var column = new long[rows];
            for (var row = 0; row < rows; row++)
            {
                column[row] = Value(given, members, kind, row, silent);
            }

            columns[kind.Name] = column;
        }

        return new FactTable(rows, columns, new int[rows], [0, rows], Enumerable.Range(0, rows).ToArray());
    }

    private static long Value(
        IReadOnlyDictionary<string, string> given, IReadOnlyList<IReadOnlyDictionary<string, string>> members, FactKind kind, int row, Func<FactKind, long> silent)
    {
        var (own, name) = (kind.Subject, row) switch
        {
            (FactSubject.Household, _) => (given, "household." + kind.Name),
            (FactSubject.Unit, _) => (given, "unit." + kind.Name),
            (_, 0) => (given, kind.Name),
            _ => (members[row - 1], kind.Name),
        };
        return own.TryGetValue(name, out var text) ? kind.Encode(text) ?? FactKind.Unknown : kind.Name switch
        {
            "id" => row + 1,
            "resident" => 1,
            _ => silent(kind),
        };
    }
}

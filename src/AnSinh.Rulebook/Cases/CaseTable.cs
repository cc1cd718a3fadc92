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
        worked = worked.In(worked.Month);
        List<DateOnly> days = [worked.Month.Eve, .. worked.Changes.Select(c => c.From).Distinct()];
        var tables = days.ConvertAll(day => On(worked, day, facts));
        return tables.Count == 1 ? tables[0] : tables[^1] with { States = States(worked, days, tables) };
    }

    /// <summary>The case as it stands on a day.</summary>
    private static FactTable On(PolicyCase worked, DateOnly day, FactVocabulary facts)
    {
        var given = new Dictionary<string, string>(worked.Given, StringComparer.Ordinal);
        var members = worked.Members.Select(m => new Dictionary<string, string>(m, StringComparer.Ordinal)).ToList();
        foreach (var (name, value, member) in worked.Changes.Where(c => c.From <= day)
            .SelectMany(c => c.Facts.Select(f => (f.Key, f.Value, c.Member))))
        {
            (member == 0 ? given : members[member - 1])[name] = value;
        }

        return Of(given, members, facts, kind => kind.Absent);
    }

    /// <summary>The days one after the other, person by person.</summary>
    private static DayStates States(PolicyCase worked, List<DateOnly> days, List<FactTable> tables)
    {
        var (people, stretches) = (tables[0].Rows, days.Count);
        var rows = Enumerable.Range(0, people * stretches).Select(i => (Person: i / stretches, Stretch: i % stretches)).ToList();
        var columns =
            tables[0].Columns.Keys.ToDictionary(name => name, name => rows.Select(r => tables[r.Stretch].Columns[name][r.Person]).ToArray(),
                StringComparer.Ordinal);
        int[] members = [.. rows.Select((r, i) => (r.Stretch, i)).OrderBy(r => r.Stretch).Select(r => r.i)];
        var table = new FactTable(rows.Count, columns, [.. rows.Select(r => r.Stretch)],
            [.. Enumerable.Range(0, stretches + 1).Select(s => s * people)], members);
        return new DayStates(
            table, [.. Enumerable.Range(0, people)], [.. Enumerable.Range(0, people + 1).Select(p => p * stretches)],
            [.. rows.Select(r => days[r.Stretch].DayNumber)],
            [.. rows.Select(r => (r.Stretch + 1 < stretches ? days[r.Stretch + 1].AddDays(-1) : worked.Month.LastDay).DayNumber)]);
    }

    /// <summary>The same from facts alone; <paramref name="silent"/> says what a fact that is not given stands for.</summary>
    public static FactTable Of(
        IReadOnlyDictionary<string, string> given, IReadOnlyList<IReadOnlyDictionary<string, string>> members,
        FactVocabulary facts, Func<FactKind, long> silent)
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
        IReadOnlyDictionary<string, string> given, IReadOnlyList<IReadOnlyDictionary<string, string>> members, FactKind kind,
        int row, Func<FactKind, long> silent)
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

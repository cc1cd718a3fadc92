using System.Globalization;
using AnSinh.Basics;

namespace AnSinh.Rulebook.Sql;

/// <summary>
/// Writes rules as SQL, from the same checked tree that is explained and compiled, but by a way of its own: ages are counted by calendar,
/// nothing is folded, the choice between routes is made by the database. So it is an oracle for the other readers, and the ground of lists
/// asked for once.
/// </summary>
/// <remarks>SQL's AND, OR and NOT over NULL are the three-valued ones of the rules. A number that does not fit 64 bits is an error in
/// PostgreSQL and no whole number any more in SQLite.</remarks>
public static class SqlReader
{
    /// <summary>A programme for every row of a table.</summary>
    /// <param name="programme">The programme in its month.</param>
    /// <param name="dialect">The SQL to write.</param>
    /// <param name="table">Name of the table: letters, digits, underscores.</param>
    /// <param name="facts">Facts the table has a column for; null: all that are used. A fact without a column is as if nobody had a record
    /// of it.</param>
    public static SqlQuery Query(ProgrammeAt programme, SqlDialect dialect, string table = "people", IReadOnlySet<string>? facts = null)
    {
        var writer = new SqlExpressions(SqlWords.Of(dialect), Checked(table), facts, programme.Law);
        var text = new SqlProgramme(programme, writer).Write();
        return Query($"{Head(programme, writer.Facts)}\n{text}", writer, table);
    }

    /// <summary>A condition for every row of a table: yes, no or unknown.</summary>
    /// <param name="law">The law of the month.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="dialect">The SQL to write.</param>
    /// <param name="table">Name of the table: letters, digits, underscores.</param>
    /// <param name="facts">Facts the table has a column for; null: all that are used.</param>
    public static SqlQuery Query(LawAt law, Expression condition, SqlDialect dialect, string table = "people",
        IReadOnlySet<string>? facts = null)
    {
        if (condition.Type != ExpressionType.Bool)
        {
            throw new ArgumentException($"'{condition.Text}' is no condition.", nameof(condition));
        }

        var writer = new SqlExpressions(SqlWords.Of(dialect), Checked(table), facts, law);
        var root = writer.Ready(condition.Root);
        var persons = writer.Persons([root]);
        var truth = $"CASE {writer.Of(root)} WHEN TRUE THEN 1 WHEN FALSE THEN 0 ELSE 2 END";
        return Query($"WITH {persons}\nSELECT p.\"id\", {truth} AS \"truth\"\nFROM {writer.LastStage} p\nWHERE {AtTheEnd(writer, law)}",
            writer, table);
    }

    /// <summary>A quantity for every row of a table; NULL where it is unknown.</summary>
    /// <param name="law">The law of the month.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="dialect">The SQL to write.</param>
    /// <param name="table">Name of the table: letters, digits, underscores.</param>
    /// <param name="facts">Facts the table has a column for; null: all that are used.</param>
    public static SqlQuery Query(LawAt law, QuantityAt quantity, SqlDialect dialect, string table = "people",
        IReadOnlySet<string>? facts = null)
    {
        var writer = new SqlExpressions(SqlWords.Of(dialect), Checked(table), facts, law);
        var root = writer.Ready(quantity.Version.Body);
        var persons = writer.Persons([root]);
        var value = quantity.Quantity.Type == ExpressionType.Bool ? $"CASE {writer.Of(root)} WHEN TRUE THEN 1 WHEN FALSE THEN 0 END"
            : writer.Of(root);
        return Query($"WITH {persons}\nSELECT p.\"id\", {value} AS \"value\"\nFROM {writer.LastStage} p\nWHERE {AtTheEnd(writer, law)}",
            writer, table);
    }

    /// <summary>Of a condition or a quantity the state at the end of the month is asked.</summary>
    private static string AtTheEnd(SqlExpressions writer, LawAt law) =>
        $"p.\"day_to\" >= {writer.Words.Number(law.Month.LastDay.DayNumber)}";

    private static SqlQuery Query(string text, SqlExpressions writer, string table)
    {
        var facts = writer.Facts;
        var keys = SqlProgramme.Days.Prepend("household").Prepend("id").Select(c => $"{SqlWords.Name(c)} bigint NOT NULL");
        var columns = keys.Concat(facts.Where(f => f != "id").Select(f => $"{SqlWords.Name(f)} bigint"));
        return new SqlQuery(text, facts, $"CREATE TABLE {table} ({string.Join(", ", columns)}, PRIMARY KEY (\"id\", \"day_from\"))");
    }

    /// <summary>What the query is, as comments.</summary>
    private static string Head(ProgrammeAt programme, IEnumerable<string> facts)
    {
        var (version, policy) = (programme.Version, programme.Law.Policy);
        var routes = version.Routes.Select((r, i) => string.Create(CultureInfo.InvariantCulture, $"--   {1UL << i} {r.Id}: {r.Label.Vi}"));
        return string.Join('\n',
        [
            $"-- {programme.Programme.Label.Vi}, tháng {programme.Law.Month.ToVietnamese()}, "
                + $"luật biết đến {Vietnamese.Date(programme.Law.Known.Day)}, nơi: {programme.Law.Jurisdiction.Code}",
            $"-- {policy.Display(version.Cite)}, từ {Vietnamese.Date(version.From)}; bản luật {policy.Hash[..12]}",
            "-- status: 0 không, 1 có, 2 chưa rõ, 3 quy tắc mâu thuẫn; amount: đồng; routes: tổng của",
            .. routes,
            "-- Mã của các cột:",
            .. facts.Select(f => policy.Facts[f]).Where(k => k.Type == FactType.Code).Select(k => $"--   {k.Name}: {Numbered(k.Codes)}"),
        ]).Replace("\r", "", StringComparison.Ordinal);
    }

    private static string Numbered(IReadOnlyList<string> codes) =>
        string.Join(", ", codes.Select((code, i) => string.Create(CultureInfo.InvariantCulture, $"{i} {code}")));

    private static string Checked(string table) =>
        table.Length > 0 && table.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(table[0])
            ? table
            : throw new ArgumentException($"'{table}' is no plain table name.", nameof(table));
}

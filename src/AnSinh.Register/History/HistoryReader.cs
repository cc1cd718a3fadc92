using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Register.History;

/// <summary>Reads what was believed on a day, each table once and in order, straight into arrays.</summary>
internal static class HistoryReader
{
    public static RegisterHistory Read(RegisterDb register, AsKnown known, IReadOnlyCollection<string> factKinds)
    {
        using var connection = register.Database.Connect();
        // One transaction: all four tables are seen at the same instant.
        using var transaction = register.Database.BeginRead(connection);
        return Read(register, connection, known, factKinds);
    }

    /// <summary>
    /// The same of these persons and all who ever shared a household with them, on a connection and in its transaction; null for everybody.
    /// </summary>
    public static RegisterHistory Read(RegisterDb register, DbConnection connection, AsKnown known,
        IReadOnlyCollection<string> factKinds, IReadOnlyCollection<long>? persons = null)
    {
        var units = register.UnitsAsKnown(known);
        var changeNo = long.Parse(RegisterDb.MetaOf(connection, "change_no") ?? "0", CultureInfo.InvariantCulture);
        var scan = new Source(register.Database, connection, known.Instant,
            persons is null ? null : Circle.Of(register.Database, connection, persons));
        var (ids, birth, sex) = Persons(scan, register.Facts);
        var rows = new IdIndex(ids);
        var (keys, residences) = Residences(scan, rows, register.AreaOn(units));
        var (households, positions, memberships) = Memberships(scan, rows);
        var facts = new FactReader(register.Facts, factKinds, rows, new IdIndex(households));
        facts.Read(scan);
        return new RegisterHistory(known, changeNo,
            new HistoryParts(units, ids, birth, sex, keys, residences, households, positions, memberships, facts.Persons,
                facts.Households, facts.Units));
    }

    private static (long[] Ids, long[] Birth, long[] Sex) Persons(Source source, FactVocabulary facts)
    {
        // What the register writes as sex 1 and 2 are codes of the declared kind in the column.
        var kind = facts.FindOrNull("sex");
        var codes = new[] { FactKind.Unknown, kind?.Encode("male") ?? 0, kind?.Encode("female") ?? 1 };
        var (ids, birth, sex, count, sorted) = (new long[1024], new long[1024], new long[1024], 0, true);
        using var scan = source.Scan("person_id, birth_date, sex from person", source.OfPersons);
        while (scan.Read())
        {
            var id = scan.Number(0);
            if (count > 0 && ids[count - 1] >= id)
            {
                sorted = false;
            }

            if (count == ids.Length)
            {
                Array.Resize(ref ids, count * 2);
                Array.Resize(ref birth, count * 2);
                Array.Resize(ref sex, count * 2);
            }

            ids[count] = id;
            birth[count] = scan.Day(1, int.MinValue) is var day && day == int.MinValue ? FactKind.Unknown : day;
            sex[count] = codes[scan.Number(2)];
            count++;
        }

        (ids, birth, sex) = (ids[..count], birth[..count], sex[..count]);
        return sorted ? (ids, birth, sex) : Ordered(ids, birth, sex);
    }

    private static (long[] Ids, long[] Birth, long[] Sex) Ordered(long[] ids, long[] birth, long[] sex)
    {
        // Later rows come later in the table: of two statements about one person that are both believed the last one counts.
        var order = Enumerable.Range(0, ids.Length).GroupBy(i => ids[i]).OrderBy(g => g.Key).Select(g => g.Last()).ToArray();
        return ([.. order.Select(i => ids[i])], [.. order.Select(i => birth[i])], [.. order.Select(i => sex[i])]);
    }

    private static (IReadOnlyList<string> Keys, IntervalColumn Intervals) Residences(Source source, IdIndex rows, Scope area)
    {
        // Two places a key: temporary first, so that a permanent home of the same month wins.
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var keys = new List<string>();
        var intervals = new IntervalColumn();
        using var scan = source.Scan("person_id, unit_key, kind, valid_from, valid_to from residence", source.OfPersons);
        while (scan.Read())
        {
            var key = scan.Word(1);
            if (!places.TryGetValue(key, out var place))
            {
                place = area.Contains(key) ? keys.Count : -1;
                places.Add(key, place);
                if (place >= 0)
                {
                    keys.Add(key);
                    keys.Add(key);
                }
            }

            if (place >= 0 && rows.Find(scan.Number(0)) is >= 0 and var row)
            {
                intervals.Add(row, scan.Day(3, 0), scan.Day(4, IntervalColumn.Open), place + (scan.Word(2) == "permanent" ? 1 : 0));
            }
        }

        intervals.Close(place => (int)(place & 1));
        return (keys, intervals);
    }

    private static (long[] Households, int[] Positions, IntervalColumn Intervals) Memberships(Source source, IdIndex rows)
    {
        // Households are numbered as they come; their places in the ascending list are known at the end.
        var numbers = new Dictionary<long, int>();
        var intervals = new IntervalColumn();
        using (var scan = source.Scan("person_id, household_id, valid_from, valid_to from membership", source.OfPersons))
        {
            while (scan.Read())
            {
                var household = scan.Number(1);
                if (!numbers.TryGetValue(household, out var number))
                {
                    number = numbers.Count;
                    numbers.Add(household, number);
                }

                if (rows.Find(scan.Number(0)) is >= 0 and var row)
                {
                    intervals.Add(row, scan.Day(2, 0), scan.Day(3, IntervalColumn.Open), number);
                }
            }
        }

        intervals.Close();
        var households = numbers.Keys.Order().ToArray();
        var positions = new int[households.Length];
        for (var i = 0; i < households.Length; i++)
        {
            positions[numbers[households[i]]] = i;
        }

        return (households, positions, intervals);
    }

    /// <summary>A connection that only shows what was believed at an instant, of everybody or of a circle of persons.</summary>
    internal sealed class Source(Database database, DbConnection connection, long instant, Circle? circle)
    {
        /// <summary>Condition on a table with a person; empty for everybody.</summary>
        public string OfPersons => circle is null ? "" : $"person_id in ({circle.Persons})";

        /// <summary>Condition on the table of facts; null for everybody. Facts of units (subject 0) are always shown.</summary>
        public string? OfSubjects => circle is null ? null : $"subject_id in (0, {circle.Subjects})";

        public RowScan Scan(string what, string where) =>
            database.Scan(connection, $"select {what} where {where}{(where.Length > 0 ? " and " : "")}{Believed.AsKnown()}",
                ("known", instant));
    }

    /// <summary>Some persons, all who ever shared a household with them, and those households, as lists for the SQL.</summary>
    internal sealed record Circle(string Persons, string Subjects)
    {
        public static Circle Of(Database database, DbConnection connection, IReadOnlyCollection<long> persons)
        {
            var households = Numbers(database, connection, $"select household_id from membership where person_id in ({List(persons)})");
            var all = Numbers(database, connection, $"select person_id from membership where household_id in ({List(households)})")
                .Concat(persons).Distinct().Order().ToList();
            return new Circle(List(all), List([.. all, .. households]));
        }

        private static List<long> Numbers(Database database, DbConnection connection, string sql)
        {
            var numbers = new HashSet<long>();
            using var scan = database.Scan(connection, sql);
            while (scan.Read())
            {
                numbers.Add(scan.Number(0));
            }

            return [.. numbers.Order()];
        }

        private static string List(IReadOnlyCollection<long> numbers) =>
            numbers.Count == 0 ? "-1" : string.Join(", ", numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));
    }
}

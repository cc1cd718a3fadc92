using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register.History;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Register.People.Search;

/// <summary>
/// The last few indexes asked for. After a change of the register the people touched are read anew, the rest is kept; a large change
/// (an import) makes the index be read from the beginning.
/// </summary>
internal sealed class SearchIndexes(RegisterDb register)
{
    private const int Capacity = 3;
    private const int TouchedLimit = 5000;
    private const int OneQuestionSize = 400;
    private readonly Lock _gate = new();
    private readonly List<SearchIndex> _recent = [];

    public SearchIndex At(DbConnection connection, DateOnly day, AsKnown known)
    {
        lock (_gate)
        {
            using var transaction = register.Database.BeginRead(connection);
            var changeNo = long.Parse(RegisterDb.MetaOf(connection, "change_no", transaction) ?? "0", CultureInfo.InvariantCulture);
            var place = _recent.FindIndex(i => i.Day == day && i.Known == known);
            if (place >= 0 && _recent[place].Mark.ChangeNo == changeNo)
            {
                return _recent[place];
            }

            var old = place >= 0 ? _recent[place] : null;
            var mark = Mark(connection, changeNo, transaction);
            var index = old is not null && Touched(connection, old.Mark, transaction) is { } touched
                ? Renew(connection, old, touched, mark) : Read(connection, day, known, mark);
            if (place >= 0)
            {
                _recent.RemoveAt(place);
            }

            _recent.Insert(0, index);
            if (_recent.Count > Capacity)
            {
                _recent.RemoveAt(Capacity);
            }

            return index;
        }
    }

    private static SearchMark Mark(DbConnection connection, long changeNo, DbTransaction transaction)
    {
        long Last(string table) => connection.ExecuteScalar<long?>($"select max(row_id) from {table}", transaction: transaction) ?? 0;
        var instant = long.Parse(RegisterDb.MetaOf(connection, "last_recorded_at", transaction) ?? "0", CultureInfo.InvariantCulture);
        return new SearchMark(changeNo, instant, Last("person"), Last("residence"), Last("membership"), Last("household"));
    }

    /// <summary>People and households of whom something was written since; null if there are too many, or a time went backwards.</summary>
    private static (HashSet<long> Persons,
        HashSet<long> Households)? Touched(DbConnection connection, SearchMark since, DbTransaction transaction)
    {
        // Rows are only added and superseded: what is new has a later number, what was superseded a later instant.
        IEnumerable<long> Of(string table, string column, long last) => connection.Query<long>(
            $"""
            select {column} from {table} where row_id > @last
            union select {column} from {table} where {Believed.SupersededSince()} limit {TouchedLimit + 1}
            """,
            new { last, since = since.Instant },
            transaction);
        var persons = Of("person", "person_id", since.Person).Concat(Of("residence", "person_id", since.Residence))
            .Concat(Of("membership", "person_id", since.Membership)).ToHashSet();
        var households = Of("household", "household_id", since.Household).ToHashSet();
        return persons.Count + households.Count > TouchedLimit ? null : (persons, households);
    }

    private SearchIndex Read(DbConnection connection, DateOnly day, AsKnown known, SearchMark mark)
    {
        var builder = new SearchIndexBuilder(register.Units, day, null);
        var source = new HistoryReader.Source(register.Database, connection, known.Instant, null);
        Households(builder, source, "");
        People(builder, source, "");
        return builder.Index(known, mark);
    }

    private SearchIndex Renew(DbConnection connection, SearchIndex old, (HashSet<long> Persons, HashSet<long> Households) touched,
        SearchMark mark)
    {
        var builder = new SearchIndexBuilder(register.Units, old.Day, old);
        builder.Forget(touched.Persons);
        var source = new HistoryReader.Source(register.Database, connection, old.Known.Instant, null);
        foreach (var some in touched.Households.Chunk(OneQuestionSize))
        {
            Households(builder, source, $"household_id in ({Numbers(some)})");
        }

        foreach (var some in touched.Persons.Chunk(OneQuestionSize))
        {
            People(builder, source, $"person_id in ({Numbers(some)})");
        }

        return builder.Index(old.Known, mark);
    }

    private static void Households(SearchIndexBuilder builder, HistoryReader.Source source, string where)
    {
        using var scan = source.Scan("household_id, number, hamlet from household", where);
        while (scan.Read())
        {
            builder.Household(scan.Number(0), scan.Text(1), scan.Word(2));
        }
    }

    private static void People(SearchIndexBuilder builder, HistoryReader.Source source, string where)
    {
        using (var scan = source.Scan("person_id, name, personal_number, sex, birth_date from person", where))
        {
            while (scan.Read())
            {
                builder.Person(scan.Number(0), scan.Text(1), !scan.IsNull(2) && scan.TryNumberText(2, out var number) ? number : -1,
                    (Sex)scan.Number(3), scan.Day(4, SearchIndex.NoBirth));
            }
        }

        using (var scan = source.Scan("person_id, unit_key, kind, valid_from, valid_to from residence", where))
        {
            while (scan.Read())
            {
                builder.Residence(scan.Number(0), scan.Word(1), scan.Word(2) == "permanent", scan.Day(3, 0),
                    scan.Day(4, IntervalColumn.Open));
            }
        }

        using (var scan = source.Scan("person_id, household_id, role, valid_from, valid_to from membership", where))
        {
            while (scan.Read())
            {
                builder.Membership(scan.Number(0), scan.Number(1), scan.Word(2) == "head", scan.Day(3, 0),
                    scan.Day(4, IntervalColumn.Open));
            }
        }
    }

    private static string Numbers(IEnumerable<long> ids) => string.Join(", ", ids.Select(i => i.ToString(CultureInfo.InvariantCulture)));
}

using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Ledger;

/// <summary>A row of the register that was recorded or withdrawn between two runs.</summary>
internal sealed record RegisterChange(
    string Table, string Kind, string Value, DateOnly? From, DateOnly? To, long RecordedAt, long? SupersededAt, string Source)
{
    /// <summary>True if the row says something about the month.</summary>
    public bool Touches(Month month) => (From is null || From <= month.LastDay) && (To is null || To >= month.FirstDay);

    /// <summary>True if it was recorded in the time looked at, false if only withdrawn in it.</summary>
    public bool IsNew(AsKnown after) => RecordedAt > after.Instant;
}

/// <summary>What was recorded or withdrawn in the register after one day and until another, for those asked about.</summary>
internal sealed class RegisterChanges(Database database, AsKnown after, AsKnown until)
{
    private const int BatchSize = 400;
    private static readonly Rows Facts = new("fact", "subject_id", "kind, value, valid_from, valid_to", "fact");
    private static readonly Rows[] OfPersons =
    [
        new("identity", "person_id", "'birth_date', birth_date, null, null", "person"),
        new("residence", "person_id", "'resident', unit_key, valid_from, valid_to", "residence"),
        new("household", "person_id", "'household', role, valid_from, valid_to", "membership"),
    ];
    private static readonly Rows[] OfHouseholds =
        [new("household", "household_id", "'household', role, valid_from, valid_to", "membership")];

    private readonly Dictionary<(FactSubject, long), List<RegisterChange>> _bySubject = [];

    /// <summary>Reads all about these persons or households that is not read yet, many at a time.</summary>
    public void Read(FactSubject subject, IEnumerable<long> ids)
    {
        using var connection = database.Connect();
        foreach (var part in ids.Where(id => !_bySubject.ContainsKey((subject, id))).Distinct().Chunk(BatchSize))
        {
            foreach (var id in part)
            {
                _bySubject[(subject, id)] = [];
            }

            Add(connection, subject, part, Facts, $" and subject_kind = {(int)subject}");
            foreach (var rows in subject == FactSubject.Person ? OfPersons : OfHouseholds)
            {
                Add(connection, subject, part, rows);
            }
        }
    }

    /// <summary>What changed about a person or household.</summary>
    public IReadOnlyList<RegisterChange> Of(FactSubject subject, long id)
    {
        Read(subject, [id]);
        return _bySubject[(subject, id)];
    }

    private void Add(DbConnection connection, FactSubject subject, long[] ids, Rows rows, string and = "")
    {
        var (told, id, what, table) = rows;
        var values = new DynamicParameters(new { after = after.Instant, until = until.Instant });
        using var row = (DbDataReader)connection.ExecuteReader(
            $"""
            select {id}, {what}, {Believed.Columns}, source from {table}
            where {id} in {InList.Of(values, "id", ids)}{and} and {Believed.Changed()} order by row_id
            """,
            values);
        while (row.Read())
        {
            _bySubject[(subject, row.GetInt64(0))].Add(new RegisterChange(
                told, row.GetString(1), Text(row, 2), Day(row, 3), Day(row, 4), row.GetInt64(5),
                row.IsDBNull(6) ? null : row.GetInt64(6), row.GetString(7)));
        }
    }

    /// <summary>Rows about persons or households: what they are told as, whose number names them, what they say, in which table.</summary>
    private sealed record Rows(string As, string Id, string What, string Table);

    private static DateOnly? Day(DbDataReader row, int i) => row.IsDBNull(i) ? null : row.GetFieldValue<DateOnly>(i);

    // A birth date comes as text from SQLite and as a day from PostgreSQL.
    private static string Text(DbDataReader row, int i) => row.GetValue(i) switch
    {
        DBNull => FactKind.UnknownText,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var value => value.ToString() ?? "",
    };
}

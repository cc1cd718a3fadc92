using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Ledger;

/// <summary>A row of the register that was recorded or withdrawn between two runs.</summary>
internal sealed record RegisterChange(
    string Table, FactSubject Subject, long SubjectId, string Kind, string Value, DateOnly? From, DateOnly? To, long RecordedAt, long? SupersededAt, string Source)
{
    /// <summary>True if the row says something about the month.</summary>
    public bool Touches(Month month) => (From is null || From <= month.LastDay) && (To is null || To >= month.FirstDay);

    /// <summary>True if it was recorded in the time looked at, false if only withdrawn in it.</summary>
    public bool IsNew(AsKnown after) => RecordedAt > after.Instant;
}

/// <summary>Everything that was recorded or withdrawn in the register after one day and until another.</summary>
internal sealed class RegisterChanges
{
    private const string Window = "((recorded_at > @a and recorded_at <= @b) or (superseded_at > @a and superseded_at <= @b))";
    private readonly Dictionary<(FactSubject, long), List<RegisterChange>> _bySubject = [];

    private RegisterChanges()
    {
    }

    public static RegisterChanges Read(DbConnection connection, AsKnown after, AsKnown until)
    {
        var changes = new RegisterChanges();
        var window = new { a = after.Instant, b = until.Instant };
        changes.Add(connection, window,
            $"select subject_kind, subject_id, kind, value, valid_from, valid_to, recorded_at, superseded_at, source from fact where {Window}", "fact");
        changes.Add(connection, window,
            $"select 0, person_id, 'birth_date', birth_date, null, null, recorded_at, superseded_at, source from person where {Window}", "identity");
        changes.Add(connection, window,
            $"select 0, person_id, 'resident', unit_key, valid_from, valid_to, recorded_at, superseded_at, source from residence where {Window}", "residence");
        changes.Add(connection, window,
            $"select 0, person_id, 'household', role, valid_from, valid_to, recorded_at, superseded_at, source from membership where {Window}", "household");
        changes.Add(connection, window,
            $"select 1, household_id, 'household', role, valid_from, valid_to, recorded_at, superseded_at, source from membership where {Window}", "household");
        return changes;
    }

    public IReadOnlyList<RegisterChange> Of(FactSubject subject, long id) => _bySubject.GetValueOrDefault((subject, id)) ?? [];

    private void Add(DbConnection connection, object window, string sql, string table)
    {
        using var row = (DbDataReader)connection.ExecuteReader(sql, window);
        while (row.Read())
        {
            var change = new RegisterChange(
                table, (FactSubject)Convert.ToInt32(row.GetValue(0), CultureInfo.InvariantCulture), row.GetInt64(1), row.GetString(2), Text(row, 3), Day(row, 4), Day(row, 5), row.GetInt64(6),
                row.IsDBNull(7) ? null : row.GetInt64(7), row.GetString(8));
            if (!_bySubject.TryGetValue((change.Subject, change.SubjectId), out var list))
            {
                _bySubject[(change.Subject, change.SubjectId)] = list = [];
            }

            list.Add(change);
        }
    }

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

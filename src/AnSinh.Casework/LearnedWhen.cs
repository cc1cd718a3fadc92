using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Store;

namespace AnSinh.Casework;

/// <summary>
/// When a loss that shows in a month came to be known: the latest recording of anything about the person or the household that begins
/// or ends to be true about then. A decision is not ended on a death nobody has reported yet.
/// </summary>
internal sealed class LearnedWhen
{
    private const int MonthsBack = 3;
    private readonly Dictionary<(int Subject, long Id), List<(int Day, long RecordedAt)>> _turns = [];

    public LearnedWhen(Database database)
    {
        using var connection = database.Connect();
        Read(database, connection, "select subject_kind, subject_id, valid_from, valid_to, recorded_at from fact where subject_kind in (0, 1) and superseded_at is null");
        Read(database, connection, "select cast(0 as bigint), person_id, valid_from, valid_to, recorded_at from residence where superseded_at is null");
        Read(database, connection, "select cast(0 as bigint), person_id, valid_from, valid_to, recorded_at from membership where superseded_at is null");
    }

    /// <summary>The instant, at the earliest the end of the month itself.</summary>
    public long After(long person, long? household, Month month)
    {
        var (from, to) = (month.Add(-MonthsBack).FirstDay.DayNumber, month.LastDay.DayNumber);
        var latest = new AsKnown(month.LastDay).Instant;
        foreach (var subject in household is { } id ? [(0, person), (1, id)] : new (int, long)[] { (0, person) })
        {
            foreach (var (day, recordedAt) in _turns.GetValueOrDefault(subject) ?? [])
            {
                if (day >= from && day <= to)
                {
                    latest = Math.Max(latest, recordedAt);
                }
            }
        }

        return latest;
    }

    private void Read(Database database, DbConnection connection, string sql)
    {
        using var row = database.Scan(connection, sql);
        while (row.Read())
        {
            var subject = ((int)row.Number(0), row.Number(1));
            var recorded = row.Number(4);
            Turn(subject, row.Day(2, 0), recorded);
            if (!row.IsNull(3))
            {
                Turn(subject, row.Day(3, 0), recorded);
            }
        }
    }

    private void Turn((int, long) subject, int day, long recordedAt)
    {
        if (!_turns.TryGetValue(subject, out var turns))
        {
            _turns[subject] = turns = new List<(int, long)>(2);
        }

        turns.Add((day, recordedAt));
    }
}

using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Store;

namespace AnSinh.Casework;

/// <summary>
/// When a change that shows in a month came to be known: the latest recording of anything about the person or the household that
/// begins or ends to be true about then. No decision is ended on a death nobody has reported yet, and none is signed on a certificate
/// nobody has seen.
/// </summary>
internal sealed class LearnedWhen
{
    private const int MonthsBack = 3;
    private const int BatchSize = 400;
    private readonly Dictionary<(int Subject, long Id), long> _latest = [];
    private readonly (int From, int To) _days;
    private readonly long _atLeast;

    /// <summary>Looks up these persons and households for a month.</summary>
    public LearnedWhen(Database database, Month month, IEnumerable<long> persons, IEnumerable<long> households)
    {
        _days = (month.Add(-MonthsBack).FirstDay.DayNumber, month.LastDay.DayNumber);
        _atLeast = new AsKnown(month.LastDay).Instant;
        using var connection = database.Connect();
        foreach (var ids in persons.Distinct().Chunk(BatchSize))
        {
            var list = string.Join(',', ids.Select(i => i.ToString(CultureInfo.InvariantCulture)));
            Read(database, connection, 0, $"select person_id, null, null, recorded_at from person where superseded_at is null and person_id in ({list})");
            Read(database, connection, 0, $"select subject_id, valid_from, valid_to, recorded_at from fact where subject_kind = 0 and superseded_at is null and subject_id in ({list})");
            Read(database, connection, 0, $"select person_id, valid_from, valid_to, recorded_at from residence where superseded_at is null and person_id in ({list})");
            Read(database, connection, 0, $"select person_id, valid_from, valid_to, recorded_at from membership where superseded_at is null and person_id in ({list})");
        }

        foreach (var ids in households.Distinct().Chunk(BatchSize))
        {
            var list = string.Join(',', ids.Select(i => i.ToString(CultureInfo.InvariantCulture)));
            Read(database, connection, 1, $"select subject_id, valid_from, valid_to, recorded_at from fact where subject_kind = 1 and superseded_at is null and subject_id in ({list})");
        }
    }

    /// <summary>The instant, at the earliest the end of the month itself.</summary>
    public long Of(long person, long? household) => Math.Max(
        _latest.GetValueOrDefault((0, person), _atLeast),
        household is { } id ? _latest.GetValueOrDefault((1, id), _atLeast) : _atLeast);

    private void Read(Database database, DbConnection connection, int subject, string sql)
    {
        using var row = database.Scan(connection, sql);
        while (row.Read())
        {
            var (key, recorded) = ((subject, row.Number(0)), row.Number(3));
            if (recorded > _latest.GetValueOrDefault(key, _atLeast) && (row.IsNull(1) || Turns(row.Day(1, 0)) || Turns(row.Day(2, 0) + 1)))
            {
                _latest[key] = recorded;
            }
        }
    }

    private bool Turns(int day) => day >= _days.From && day <= _days.To;
}

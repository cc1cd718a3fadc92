using System.Globalization;
using AnSinh.Basics;
using AnSinh.Store;

namespace AnSinh.Register.History;

/// <summary>
/// When a change that shows in a month came to be known: the latest recording of anything about the person or the household that
/// begins or ends to be true about then. No decision is ended on a death nobody has reported yet, and none is signed on a certificate
/// nobody has seen.
/// </summary>
public sealed class LearnedWhen
{
    private const int MonthsBack = 3;
    private const int BatchSize = 400;
    private readonly Dictionary<(int Subject, long Id), long> _latest = [];
    private readonly long _atLeast;

    /// <summary>Looks up these persons and households for a month.</summary>
    public LearnedWhen(Database database, Month month, IEnumerable<long> persons, IEnumerable<long> households)
    {
        var (from, to) = (month.Add(-MonthsBack).FirstDay.DayNumber, month.LastDay.DayNumber);
        _atLeast = new AsKnown(month.LastDay).Instant;
        var first = new Dictionary<(int Subject, long Id, string What, int Day), long>();
        using var connection = database.Connect();
        foreach (var sql in Lists(persons).SelectMany(RowsOfPersons))
        {
            Read(0, sql);
        }

        foreach (var list in Lists(households))
        {
            Read(1, FactsOf(1, list));
        }

        foreach (var ((subject, id, _, _), recorded) in first)
        {
            _latest[(subject, id)] = Math.Max(recorded, _latest.GetValueOrDefault((subject, id), _atLeast));
        }

        // The same turn may be told again by a later row (a home left years after it was moved into): what counts is who told it first.
        void Read(int subject, string sql)
        {
            using var row = database.Scan(connection, sql);
            while (row.Read())
            {
                var (id, what, recorded) = (row.Number(0), row.Text(4), row.Number(3));
                foreach (var day in row.IsNull(1) ? [to] : new[] { row.Day(1, 0), row.Day(2, 0) + 1 })
                {
                    if (day >= from && day <= to)
                    {
                        first[(subject, id, what, day)] =
                            Math.Min(recorded, first.GetValueOrDefault((subject, id, what, day), long.MaxValue));
                    }
                }
            }
        }
    }

    /// <summary>The instant, at the earliest the end of the month itself.</summary>
    public long Of(long person, long? household) => Math.Max(
        _latest.GetValueOrDefault((0, person), _atLeast),
        household is { } id ? _latest.GetValueOrDefault((1, id), _atLeast) : _atLeast);

    private static string[] RowsOfPersons(string list) =>
    [
        FactsOf(0, list),
        $"select person_id, valid_from, valid_to, recorded_at, unit_key from residence where person_id in ({list})",
        $"select person_id, valid_from, valid_to, recorded_at, role from membership where person_id in ({list})",
        $"select person_id, null, null, recorded_at, 'birth' from person where birth_date is not null and person_id in ({list})",
    ];

    private static string FactsOf(int subject, string list) =>
        $"""
        select subject_id, valid_from, valid_to, recorded_at, kind || '=' || value from fact
        where subject_kind = {subject} and subject_id in ({list})
        """;

    private static IEnumerable<string> Lists(IEnumerable<long> ids) =>
        ids.Distinct().Chunk(BatchSize).Select(part => string.Join(',', part.Select(id => id.ToString(CultureInfo.InvariantCulture))));
}

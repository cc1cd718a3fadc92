using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Register.Writing;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Register.History;

/// <summary>Who lived in a unit at a moment, and who came and went between two (<i lang="vi">biến động dân cư</i>).</summary>
public sealed class UnitHistories(RegisterDb register)
{
    private const int ChunkSize = 500;

    /// <summary>Where everybody of these units lived at a moment: person → commune on the map of the day.</summary>
    public IReadOnlyDictionary<long, string> People(Scope scope, Moment moment) =>
        Read(moment).Where(p => scope.Contains(p.Value.Unit)).ToDictionary(p => p.Key, p => p.Value.Unit);

    /// <summary>Who came and went, and which facts began or were put right, between two moments.</summary>
    public UnitDifference Between(Scope scope, Moment first, Moment second)
    {
        var (before, after, hindsight) = (Read(first), Read(second), Read(new Moment(first.Day, second.Known)));
        bool Here(Dictionary<long, Stay> stays, long person) => stays.TryGetValue(person, out var stay) && scope.Contains(stay.Unit);
        var came = after.Keys.Where(p => scope.Contains(after[p].Unit) && !Here(before, p)).Order().ToList();
        var went = before.Keys.Where(p => scope.Contains(before[p].Unit) && !Here(after, p)).Order().ToList();
        var lives = Lives([.. came, .. went], second.Known);
        var papers = Papers([.. came.Select(p => after[p].RowId), .. went.Select(p => before[p].RowId)]);
        Mover Of(long person, Stay stay, MoveWhy why, string? other, DateOnly? on) =>
            new(person, lives.GetValueOrDefault(person)?.Name ?? "", stay.Unit, why, other, on, papers[stay.RowId].RecordedAt,
                papers[stay.RowId].Source);

        var arrivals = came.Select(person =>
        {
            var (stay, life) = (after[person], lives.GetValueOrDefault(person));
            var elsewhere = before.TryGetValue(person, out var old) ? old : null;
            return Here(hindsight, person) ? Of(person, stay, MoveWhy.Correction, elsewhere?.Unit, stay.From)
                : life?.Birth > first.Day && life.Birth <= second.Day ? Of(person, stay, MoveWhy.Birth, null, life.Birth)
                : elsewhere?.RowId == stay.RowId ? Of(person, stay, MoveWhy.Borders, elsewhere.Unit, null)
                : Of(person, stay, MoveWhy.Moved, elsewhere?.Unit, stay.From);
        });
        var departures = went.Select(person =>
        {
            var (stay, life) = (before[person], lives.GetValueOrDefault(person));
            var elsewhere = after.TryGetValue(person, out var now) ? now : null;
            return !Here(hindsight, person)
                ? Of(person, stay, life?.Died <= first.Day ? MoveWhy.Death : MoveWhy.Correction, elsewhere?.Unit, life?.Died)
                : life?.Died <= second.Day ? Of(person, stay, MoveWhy.Death, null, life.Died)
                : elsewhere?.RowId == stay.RowId ? Of(person, stay, MoveWhy.Borders, elsewhere.Unit, null)
                : Of(person, stay, MoveWhy.Moved, elsewhere?.Unit, elsewhere?.From);
        });
        var here = before.Concat(after).Where(p => scope.Contains(p.Value.Unit)).Select(p => p.Key).ToHashSet();
        return new UnitDifference(before.Values.Count(s => scope.Contains(s.Unit)), after.Values.Count(s => scope.Contains(s.Unit)),
            [.. arrivals], [.. departures], here, Facts(here, first, second));
    }

    private Dictionary<long, Stay> Read(Moment moment)
    {
        var map = register.UnitsAsKnown(moment.Known);
        var units = new Dictionary<string, string?>(StringComparer.Ordinal);
        var stays = new Dictionary<long, Stay>();
        using var connection = register.Database.Connect();
        using var scan = new HistoryReader.Source(register.Database, connection, moment.Known.Instant,
            null).Scan("person_id, unit_key, kind, valid_from, valid_to, row_id from residence", "");
        var day = moment.Day.DayNumber;
        while (scan.Read())
        {
            var from = scan.Day(3, 0);
            if (from > day || scan.Day(4, IntervalColumn.Open) < day)
            {
                continue;
            }

            var key = scan.Word(1);
            if (!units.TryGetValue(key, out var unit))
            {
                units[key] = unit = map.CountedIn(key, moment.Day)?.Key;
            }

            // A permanent home before a temporary one, a later start before an earlier.
            var stay = new Stay(unit ?? "", scan.Number(5), DateOnly.FromDayNumber(from), scan.Word(2) == "permanent");
            if (unit is not null
                && (!stays.TryGetValue(scan.Number(0), out var other)
                    || (stay.Permanent, stay.From, stay.RowId).CompareTo((other.Permanent, other.From, other.RowId)) > 0))
            {
                stays[scan.Number(0)] = stay;
            }
        }

        return stays;
    }

    private Dictionary<long, (long RecordedAt, string Source)> Papers(IReadOnlyCollection<long> rows)
    {
        using var connection = register.Database.Connect();
        return rows.Distinct().Chunk(ChunkSize)
            .Select(chunk => string.Join(", ", chunk.Select(i => i.ToString(CultureInfo.InvariantCulture))))
            .SelectMany(list => connection.Query<(long Row, long At, string Source)>(
                $"select row_id, recorded_at, source from residence where row_id in ({list})"))
            .ToDictionary(r => r.Row, r => (r.At, r.Source));
    }

    private Dictionary<long, Life> Lives(IReadOnlyCollection<long> persons, AsKnown known)
    {
        var lives = new Dictionary<long, Life>();
        using var connection = register.Database.Connect();
        foreach (var chunk in persons.Distinct().Chunk(ChunkSize))
        {
            var list = string.Join(", ", chunk.Select(i => i.ToString(CultureInfo.InvariantCulture)));
            foreach (var (_, row) in RegisterTables.People.AsKnown(connection, known, $"person_id in ({list})"))
            {
                lives[row.PersonId] = new Life(row.Name, row.Birth?.Earliest, null);
            }

            foreach (var (person, value) in connection.Query<(long,
                string)>(
                $"""
                select subject_id, value from fact
                where subject_kind = 0 and kind = 'death_date' and subject_id in ({list}) and {Believed.AsKnown()}
                """,
                new { known = known.Instant }))
            {
                if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var died)
                    && lives.TryGetValue(person, out var life))
                {
                    lives[person] = life with { Died = died };
                }
            }
        }

        return lives;
    }

    private List<FactTurn> Facts(HashSet<long> here, Moment first, Moment second)
    {
        using var connection = register.Database.Connect();
        var households = connection.Query<(long Household,
            long Person)>(
            $"""
            select household_id, person_id from membership
            where {Believed.AsKnown()} and valid_from <= @day and (valid_to is null or valid_to >= @day)
            """,
            new { known = second.Known.Instant, day = second.Day })
            .Where(m => here.Contains(m.Person)).Select(m => m.Household).ToHashSet();
        var rows = connection.Query<(string Kind, long Subject, long Id, long Recorded, long? Superseded, string From, string? To)>(
            $"""
            select kind, subject_kind, subject_id, {Believed.Columns}, cast(valid_from as text), cast(valid_to as text) from fact
            where subject_kind < 2 and {Believed.Meanwhile()}
              and ((valid_from > @from and valid_from <= @to) or (valid_to >= @from and valid_to < @to) or {Believed.Changed()})
            """,
            new { after = first.Known.Instant, until = second.Known.Instant, from = first.Day, to = second.Day })
            .Where(r => (r.Subject == 0 ? here : households).Contains(r.Id) && register.Facts.FindOrNull(r.Kind) is { Sensitive: false });
        var (a, b) = (Iso(first.Day), Iso(second.Day));
        return
        [
            .. rows.GroupBy(r => r.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new FactTurn(
                g.Key,
                g.Count(r => string.CompareOrdinal(r.From, a) > 0 && string.CompareOrdinal(r.From, b) <= 0
                    && second.Believes(r.Recorded, r.Superseded)),
                g.Count(r => r.To is not null && string.CompareOrdinal(r.To, a) >= 0 && string.CompareOrdinal(r.To, b) < 0
                    && second.Believes(r.Recorded, r.Superseded)),
                g.Count(r => string.CompareOrdinal(r.From, a) <= 0 && (r.To is null || string.CompareOrdinal(r.To, a) >= 0)
                    && r.Recorded > first.Known.Instant && second.Believes(r.Recorded, r.Superseded))))
                .Where(t => t.Began + t.Ended + t.PutRight > 0),
        ];
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Stay(string Unit, long RowId, DateOnly From, bool Permanent);

    private sealed record Life(string Name, DateOnly? Birth, DateOnly? Died);
}

/// <summary>Why somebody is in a unit at one moment and not at another.</summary>
public enum MoveWhy
{
    /// <summary>Born in between.</summary>
    Birth,

    /// <summary>Died.</summary>
    Death,

    /// <summary>Moved in or out.</summary>
    Moved,

    /// <summary>Recorded late or put right: it was so, or was not so, at the first moment already.</summary>
    Correction,

    /// <summary>Borders were moved.</summary>
    Borders,
}

/// <summary>Somebody who came or went.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Name as known at the second moment.</param>
/// <param name="Unit">Commune in the unit looked at.</param>
/// <param name="Why">Why.</param>
/// <param name="Other">Commune the person came from or went to, if in the register.</param>
/// <param name="On">The day, if known.</param>
/// <param name="RecordedAt">When the home was recorded, Unix milliseconds.</param>
/// <param name="Source">Where the record of the home came from.</param>
public sealed record Mover(long PersonId, string Name, string Unit, MoveWhy Why, string? Other, DateOnly? On,
    long RecordedAt, string Source);

/// <summary>What happened to the facts of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Began">Rows that began to hold.</param>
/// <param name="Ended">Rows that ceased to hold.</param>
/// <param name="PutRight">Rows about the first day that were not believed at the first moment.</param>
public sealed record FactTurn(string Kind, int Began, int Ended, int PutRight);

/// <summary>What differs in a unit between two moments: people before + came − went = people after.</summary>
/// <param name="Before">People at the first moment.</param>
/// <param name="After">People at the second.</param>
/// <param name="Came">Who came.</param>
/// <param name="Went">Who went.</param>
/// <param name="Everybody">All who were there at either.</param>
/// <param name="Facts">Facts that began, ceased or were put right, sensitive kinds left out.</param>
public sealed record UnitDifference(int Before, int After, IReadOnlyList<Mover> Came, IReadOnlyList<Mover> Went,
    IReadOnlySet<long> Everybody, IReadOnlyList<FactTurn> Facts);

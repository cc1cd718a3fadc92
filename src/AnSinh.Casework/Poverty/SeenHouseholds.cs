using AnSinh.Basics;
using AnSinh.Register.History;
using AnSinh.Register.Units;
using AnSinh.Register.Writing;
using AnSinh.Rulebook;

namespace AnSinh.Casework.Poverty;

/// <summary>A household as the register shows it in a month.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Row">Row of the member that stands for it.</param>
/// <param name="PersonId">That member.</param>
/// <param name="Unit">Its commune on the map asked for, or null.</param>
/// <param name="People">Living members.</param>
/// <param name="Class">Its recognised class.</param>
public sealed record SeenHousehold(long Id, int Row, long PersonId, string? Unit, int People, string Class);

/// <summary>
/// The households of a month with what is true of them, placed on the map of one day: a commune that merged in the meantime is still seen
/// by itself.
/// </summary>
public sealed class SeenHouseholds
{
    private const string Death = "death_date";
    private readonly Review _review;
    private readonly LawAt _law;
    private readonly FactTable _table;

    private readonly Dictionary<long, IReadOnlyList<int>> _living;

    private SeenHouseholds(Review review, LawAt law, FactTable table, IReadOnlyList<SeenHousehold> all,
        Dictionary<long, IReadOnlyList<int>> living) =>
        (_review, _law, _table, All, _living) = (review, law, table, all, living);

    /// <summary>All of them, by number.</summary>
    public IReadOnlyList<SeenHousehold> All { get; }

    /// <summary>Kinds of facts a history must have been read with.</summary>
    public static IReadOnlyList<string> FactsOf(Review review) => [.. review.FactsUsed.Append(Death).Distinct(StringComparer.Ordinal)];

    /// <summary>Reads the households of a month.</summary>
    /// <param name="review">The review whose classes and signs are meant.</param>
    /// <param name="law">The law of the month, for its signs.</param>
    /// <param name="history">What is believed.</param>
    /// <param name="units">The units.</param>
    /// <param name="mapDay">Day of the map.</param>
    public static SeenHouseholds Of(Review review, LawAt law, RegisterHistory history, UnitMap units, DateOnly mapDay)
    {
        var snapshot = history.At(law.Month);
        var keys = history.ResidenceKeys(law.Month);
        var places = keys.Where(k => k is not null).Distinct()
            .ToDictionary(k => k!, k => units.Resolve(k!, mapDay), StringComparer.Ordinal);
        var (columns, death) =
            (new Dictionary<string, long[]>(snapshot.Columns, StringComparer.Ordinal), snapshot.Columns.GetValueOrDefault(Death));
        var (status, kind) = (columns.GetValueOrDefault(review.Status), law.Policy.Facts[review.Status]);
        columns[review.Area] = Areas(review, law.Policy.Facts[review.Area], columns.GetValueOrDefault(review.Area), keys, places);
        var (all, alive) = (new List<SeenHousehold>(), new Dictionary<long, IReadOnlyList<int>>());
        for (var household = 0; household < snapshot.HouseholdIds.Length; household++)
        {
            int[] members = snapshot.HouseholdMembers[snapshot.HouseholdStart[household]..snapshot.HouseholdStart[household + 1]];
            if (members.Length == 0)
            {
                continue;
            }

            var living =
                members.Where(
                    row => keys[row] is not null
                        && (death is null || death[row] == FactKind.Unknown || death[row] > law.Month.LastDay.DayNumber)).ToList();
            var row = living.Count > 0 ? living[0] : members[0];
            var @class = status is null || status[row] == FactKind.Unknown ? PovertyClass.None : kind.Decode(status[row]);
            alive[snapshot.HouseholdIds[household]] = living;
            all.Add(new SeenHousehold(snapshot.HouseholdIds[household], row, snapshot.PersonIds[row],
                keys[row] is { } key ? places[key]?.Key : null, living.Count, @class));
        }

        return new SeenHouseholds(review, law,
            new FactTable(snapshot.PersonIds.Length, columns, snapshot.HouseholdOf, snapshot.HouseholdStart, snapshot.HouseholdMembers),
            all, alive);
    }

    /// <summary>What a sign says of a household: yes, no, or unknown because a fact is missing.</summary>
    public Truth Says(ReviewSign sign, SeenHousehold household, ReviewVersion version)
    {
        if (sign.Empty)
        {
            return household.People == 0 ? Truth.Yes : Truth.No;
        }

        if (sign.When is { } condition)
        {
            return _law.Evaluate(condition, _table, household.Row) switch { null => Truth.Unknown, 0 => Truth.No, _ => Truth.Yes };
        }

        // An income of which part is not known is at least the part that is; a household nobody lives in has no head to divide by.
        var incomes = _living[household.Id].Select(row => _law.Evaluate(sign.Income!, _table, row)).ToList();
        var limit = _law.Evaluate(version.Limit, _table, household.Row);
        return limit is null || household.People == 0 ? Truth.Unknown
            : incomes.Sum(i => i ?? 0) > checked(limit.Value * household.People) ? Truth.Yes
            : incomes.Contains(null) ? Truth.Unknown : Truth.No;
    }

    /// <summary>The area of a household, recorded or by the kind of its commune; null if neither says.</summary>
    public string? AreaOf(SeenHousehold household) =>
        _table.Columns[_review.Area][household.Row] is var area && area == FactKind.Unknown ? null
        : _law.Policy.Facts[_review.Area].Decode(area);

    private static long[] Areas(Review review, FactKind kind, long[]? recorded, IReadOnlyList<string?> keys,
        Dictionary<string, Unit?> places)
    {
        var byPlace = places.ToDictionary(
            p => p.Key,
            p => p.Value is { } unit && review.AreaOfKind.TryGetValue(unit.Kind, out var area) ? kind.Encode(area) ?? FactKind.Unknown
                : FactKind.Unknown, StringComparer.Ordinal);
        var column = new long[keys.Count];
        for (var row = 0; row < column.Length; row++)
        {
            column[row] = recorded is not null && recorded[row] != FactKind.Unknown ? recorded[row]
                : keys[row] is { } key ? byPlace[key] : FactKind.Unknown;
        }

        return column;
    }
}

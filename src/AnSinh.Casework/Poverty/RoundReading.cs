using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.History;
using AnSinh.Rulebook;

namespace AnSinh.Casework.Poverty;

/// <summary>
/// Reads from the register what a review needs: the people of one commune, or those of all households with a class. Keeps the last
/// readings.
/// </summary>
internal sealed class RoundReading(Policy policy, RegisterDb register, Review review)
{
    private const int KeptCapacity = 4;
    private readonly Lock _gate = new();
    private readonly List<(string Key, AsKnown Known, long ChangeNo, RegisterHistory History)> _kept = [];

    /// <summary>The day up to which everything is known now.</summary>
    public AsKnown Today => new(AsKnown.DayOf(register.Now));

    /// <summary>The households of a commune in a month, on the map of a day.</summary>
    public SeenHouseholds Commune(string unit, DateOnly day, DateOnly mapDay, AsKnown known) =>
        See(Kept(unit, known, c => PersonsIn(c, unit)), day, mapDay);

    /// <summary>Every household that ever had a class, in a month, on its own map.</summary>
    public SeenHouseholds Classed(Month month, AsKnown known) =>
        See(Kept("*", known, c => RoundTables.PersonsWith(c, review.Status)), month.FirstDay, month.LastDay);

    /// <summary>The people ever recorded in a commune.</summary>
    public IReadOnlyList<long> PersonsOf(string unit)
    {
        using var connection = register.Database.Connect();
        return PersonsIn(connection, unit);
    }

    /// <summary>Of these households, those with a class recorded from after a day: a decision would wipe it out.</summary>
    public IReadOnlyList<long> ClassedAfter(IEnumerable<long> households, DateOnly day)
    {
        using var connection = register.Database.Connect();
        return RoundTables.LaterIn(connection, review.Status, households, day, Today.Instant);
    }

    /// <summary>A history as the households of a month.</summary>
    public SeenHouseholds See(RegisterHistory history, DateOnly day, DateOnly mapDay) =>
        SeenHouseholds.Of(review, policy.At(register.Jurisdiction, Month.Of(day), history.Known), history, register.Units, mapDay);

    /// <summary>Entries for a list, with names and hamlets as believed on a day.</summary>
    public IReadOnlyList<HouseholdListed> Entries(SeenHouseholds seen, IReadOnlyList<(SeenHousehold Household,
        IReadOnlyList<string> Reasons, string? Note)> chosen, DateOnly day, AsKnown known)
    {
        using var connection = register.Database.Connect();
        var ids = chosen.Select(c => c.Household.Id).ToList();
        var places = RoundTables.Places(connection, ids, known.Instant);
        var heads = RoundTables.Heads(connection, ids, day, known.Instant);
        var head = chosen.ToDictionary(c => c.Household.Id, c => heads[c.Household.Id].Append(c.Household.PersonId).First());
        var names = RoundTables.Names(connection, head.Values, known.Instant);
        var before = RoundTables.EverIn(connection, review.Status, day, known.Instant);
        return [.. chosen.Select(c => new HouseholdListed(
            c.Household.Id, places.GetValueOrDefault(c.Household.Id).Number ?? "", places.GetValueOrDefault(c.Household.Id).Hamlet ?? "",
            head[c.Household.Id],
            names.GetValueOrDefault(head[c.Household.Id], ""), c.Household.People, c.Household.Class,
            before.Contains(c.Household.Id), c.Reasons, seen.AreaOf(c.Household), c.Note))];
    }

    private IReadOnlyList<long> PersonsIn(DbConnection connection, string unit) =>
        RoundTables.PersonsIn(connection,
            register.Units.FindOrNull(unit) is { } found ? register.Units.ScopeOf(found).Units : [unit]);

    private RegisterHistory Kept(string key, AsKnown known, Func<DbConnection, IReadOnlyList<long>> persons)
    {
        var changeNo = register.ChangeNo;
        lock (_gate)
        {
            var at = _kept.FindIndex(k => k.Key == key && k.Known == known && k.ChangeNo == changeNo);
            if (at < 0)
            {
                _kept.RemoveAll(k => k.ChangeNo != changeNo);
                if (_kept.Count >= KeptCapacity)
                {
                    _kept.RemoveAt(0);
                }

                using var connection = register.Database.Connect();
                _kept.Add((key, known, changeNo, register.LoadHistory(known, SeenHouseholds.FactsOf(review), persons(connection))));
                at = _kept.Count - 1;
            }

            return _kept[at].History;
        }
    }
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register.History;
using AnSinh.Register.Writing;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Register.People;

/// <summary>Somebody who lives in a unit on a day.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="UnitKey">The unit as it was recorded, of whatever version.</param>
/// <param name="HouseholdId">The household on that day, or null.</param>
public readonly record struct UnitResident(long PersonId, string UnitKey, long? HouseholdId);

/// <summary>A home recorded under a unit, with the household of who lives there.</summary>
/// <param name="RowId">Number of the row.</param>
/// <param name="Home">The row.</param>
/// <param name="PersonName">Name of the person.</param>
/// <param name="HouseholdId">The household, or null.</param>
/// <param name="Role">What the person is in it.</param>
/// <param name="Number">Its number in the book of the commune.</param>
/// <param name="Hamlet">Its hamlet.</param>
public sealed record HomeOfUnit(long RowId, ResidenceRow Home, string? PersonName, long? HouseholdId, string? Role, string? Number,
    string? Hamlet);

/// <summary>Who lives where, by the unit as it was recorded: what changes of the map have to know.</summary>
public sealed class UnitResidents(RegisterDb register)
{
    /// <summary>Everybody alive on a day with each home of that day.</summary>
    public IReadOnlyList<UnitResident> On(DateOnly day)
    {
        using var connection = register.Database.Connect();
        return [.. connection.Query<(long, string, long?)>(
            $"""
            select r.person_id, r.unit_key, m.household_id from residence r
            left join membership m on m.person_id = r.person_id and {Believed.Now("m")} and m.valid_from <= @day
                and (m.valid_to is null or m.valid_to >= @day)
            where {Believed.Now("r")} and r.valid_from <= @day and (r.valid_to is null or r.valid_to >= @day)
                and {LifeCheck.IsAlive("r.person_id", "@text")}
            """,
            new { day, text = Text(day) }).Select(r => new UnitResident(r.Item1, r.Item2, r.Item3))];
    }

    /// <summary>Homes recorded under one version of a unit that hold on a day or later, of people alive on that day.</summary>
    public IReadOnlyList<HomeOfUnit> HomesFrom(string unitKey, DateOnly day)
    {
        using var connection = register.Database.Connect();
        return [.. connection.Query<Row>(
            $"""
            select r.row_id, r.person_id, r.unit_key, r.kind, r.valid_from, r.valid_to, r.source, m.household_id, m.role, h.number,
                h.hamlet, p.name
            from residence r
            left join person p on p.person_id = r.person_id and {Believed.Now("p")}
            left join membership m on m.person_id = r.person_id and {Believed.Now("m")} and (m.valid_to is null or m.valid_to >= @day)
            left join household h on h.household_id = m.household_id and {Believed.Now("h")}
            where r.unit_key = @unitKey and {Believed.Now("r")} and (r.valid_to is null or r.valid_to >= @day)
                and {LifeCheck.IsAlive("r.person_id", "@text")}
            order by r.person_id, m.valid_from desc
            """,
            new { unitKey, day, text = Text(day) }).DistinctBy(r => r.RowId).Select(r => new HomeOfUnit(
                r.RowId,
                new ResidenceRow(r.PersonId, r.UnitKey, r.Kind, new DateInterval(r.ValidFrom, r.ValidTo), 0, null, r.Source),
                r.Name, r.HouseholdId, r.Role, r.Number, r.Hamlet))];
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class Row
    {
        public long RowId { get; set; }

        public long PersonId { get; set; }

        public string UnitKey { get; set; } = "";

        public string Kind { get; set; } = "";

        public DateOnly ValidFrom { get; set; }

        public DateOnly? ValidTo { get; set; }

        public string Source { get; set; } = "";

        public long? HouseholdId { get; set; }

        public string? Role { get; set; }

        public string? Number { get; set; }

        public string? Hamlet { get; set; }

        public string? Name { get; set; }
    }
}

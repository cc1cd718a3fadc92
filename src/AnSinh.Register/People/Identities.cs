using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Register.People;

/// <summary>How a person is called in a list.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Sex">Sex.</param>
/// <param name="Birth">Birth date, or null.</param>
public sealed record PersonName(string Name, Sex Sex, BirthDate? Birth);

/// <summary>How a household is called in a list.</summary>
/// <param name="Number">Its number in the book of the commune.</param>
/// <param name="Hamlet">Its hamlet.</param>
public sealed record HouseholdName(string Number, string Hamlet);

/// <summary>
/// What others ask of the register about many people at once: that they are there, how they are called, where they lived.
/// </summary>
public sealed class Identities(Database database)
{
    // A whole district in one statement would be longer than a statement may be.
    private const int StatementSize = 20_000;

    /// <summary>True if a person of this number was ever recorded.</summary>
    public static bool Exists(DbConnection connection, DbTransaction? transaction, long personId) =>
        connection.ExecuteScalar<long>("select count(*) from person where person_id = @personId", new { personId }, transaction) > 0;

    /// <summary>Names of people as known on a day; who was not known is left out.</summary>
    public IReadOnlyDictionary<long, PersonName> Persons(IEnumerable<long> ids, AsKnown known) =>
        Persons(ids, Believed.AsKnown(), new { known = known.Instant });

    /// <summary>Names of people as believed now.</summary>
    public IReadOnlyDictionary<long, PersonName> Persons(IEnumerable<long> ids) => Persons(ids, Believed.Now(), null);

    /// <summary>Names of households as known on a day; what was not known is left out.</summary>
    public IReadOnlyDictionary<long, HouseholdName> Households(IEnumerable<long> ids, AsKnown known)
    {
        using var connection = database.Connect();
        return Lists(ids).SelectMany(list => connection.Query<(long Id, string Number, string Hamlet)>(
            $"select household_id, number, hamlet from household where household_id in ({list}) and {Believed.AsKnown()}",
            new { known = known.Instant }))
            .DistinctBy(h => h.Id)
            .ToDictionary(h => h.Id, h => new HouseholdName(h.Number, h.Hamlet));
    }

    /// <summary>Unit key of the last home of people as known on a day; who never had one is left out.</summary>
    public IReadOnlyDictionary<long, string> LastHomes(IEnumerable<long> ids, AsKnown known)
    {
        using var connection = database.Connect();
        return Lists(ids).SelectMany(list => connection.Query<(long Id, string Unit)>(
            $"select person_id, unit_key from residence where person_id in ({list}) and {Believed.AsKnown()} order by valid_from",
            new { known = known.Instant }))
            .GroupBy(h => h.Id).ToDictionary(g => g.Key, g => g.Last().Unit);
    }

    /// <summary>Hamlet of the last household of people as known on a day; who never had one is left out.</summary>
    public IReadOnlyDictionary<long, string> Hamlets(IEnumerable<long> ids, AsKnown known)
    {
        using var connection = database.Connect();
        return Lists(ids).SelectMany(list => connection.Query<(long Id, string Hamlet)>(
            $"""
            select m.person_id, h.hamlet from membership m
            join household h on h.household_id = m.household_id and {Believed.AsKnown("h")}
            where m.person_id in ({list}) and {Believed.AsKnown("m")} order by m.valid_from, m.row_id
            """,
            new { known = known.Instant }))
            .GroupBy(h => h.Id).ToDictionary(g => g.Key, g => g.Last().Hamlet);
    }

    private Dictionary<long, PersonName> Persons(IEnumerable<long> ids, string believed, object? values)
    {
        using var connection = database.Connect();
        return Lists(ids).SelectMany(list => connection.Query<(long Id, string Name, long Sex, string? Birth, long? Precision)>(
            $"""
            select person_id, name, sex, cast(birth_date as text), birth_precision from person
            where person_id in ({list}) and {believed}
            """,
            values))
            .DistinctBy(p => p.Id)
            .ToDictionary(p => p.Id, p => new PersonName(p.Name, (Sex)p.Sex, BirthOf(p.Birth, p.Precision)));
    }

    // They are numbers from the register, and both databases limit parameters.
    private static IEnumerable<string> Lists(IEnumerable<long> ids) => ids.Distinct().Chunk(StatementSize)
        .Select(part => string.Join(',', part.Select(id => id.ToString(CultureInfo.InvariantCulture))));

    private static BirthDate? BirthOf(string? date, long? precision) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", out var day)
        ? new BirthDate(day, (DatePrecision)(precision ?? (long)DatePrecision.Day)) : null;
}

using System.Data.Common;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using AnSinh.Store;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Casework.Poverty;

/// <summary>The only file with the SQL of reviews: rounds and the entries of their content. Rows are only ever added.</summary>
internal static class RoundTables
{
    public static JsonSerializerOptions Json { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0270-poverty-round", """
            create table poverty_round (
                round_id bigint not null primary key,
                unit_key text not null,
                year bigint not null,
                on_request bigint not null,
                opened_at bigint not null);
            create table poverty_round_entry (
                round_id bigint not null references poverty_round (round_id),
                entry_no bigint not null,
                household_id bigint,
                kind text not null,
                body text not null,
                actor text not null,
                at bigint not null,
                primary key (round_id, entry_no));
            """),
        RoundsToCases.Migration,
    ];

    public static long Add(DbConnection connection, DbTransaction transaction, RoundOpened round, long at)
    {
        var id = connection.ExecuteScalar<long>("select coalesce(max(round_id), 0) from poverty_round", null, transaction) + 1;
        connection.Execute(
            "insert into poverty_round (round_id, unit_key, year, on_request, opened_at) values (@id, @unit, @year, @request, @at)",
            new { id, unit = round.Unit, year = (long)round.Year, request = round.OnRequest ? 1L : 0L, at },
            transaction);
        return id;
    }

    public static void Append(DbConnection connection, DbTransaction transaction, long id, IEnumerable<RoundRecord> records,
        string actor, long at)
    {
        var no =
            connection.ExecuteScalar<long>("select coalesce(max(entry_no), 0) from poverty_round_content where round_id = @id",
                new { id }, transaction);
        foreach (var record in records)
        {
            var body = JsonSerializer.Serialize(record, Json);
            connection.Execute(
                """
                insert into poverty_round_content (round_id, entry_no, household_id, kind, body, actor, at)
                values (@id, @no, @household, @kind, @body, @actor, @at)
                """,
                new { id, no = ++no, household = HouseholdOf(record), kind = record.GetType().Name, body, actor, at },
                transaction);
        }
    }

    public static IReadOnlyList<long> Rounds(DbConnection connection) =>
        [.. connection.Query<long>("select round_id from poverty_round order by round_id desc")];

    public static int? YearOrNull(DbConnection connection, long id) =>
        (int?)connection.QuerySingleOrDefault<long?>("select year from poverty_round where round_id = @id", new { id });

    public static IReadOnlyList<RoundEntry> Content(DbConnection connection, long id, DbTransaction? transaction = null) =>
        [.. connection.Query<(long No, string Body, string Actor,
            long At)>("select entry_no, body, actor, at from poverty_round_content where round_id = @id order by entry_no",
            new { id }, transaction)
            .Select(e => new RoundEntry(e.No, e.Actor, e.At, JsonSerializer.Deserialize<RoundRecord>(e.Body, Json)!))];

    /// <summary>Persons who ever belonged to a household of which this kind of fact is recorded.</summary>
    public static IReadOnlyList<long> PersonsWith(DbConnection connection, string kind) => [.. connection.Query<long>(
        """
        select distinct m.person_id from membership m
        join (select distinct subject_id from fact where kind = @kind and subject_kind = 1) f on f.subject_id = m.household_id
        order by 1
        """,
        new { kind })];

    /// <summary>Persons ever recorded as living in one of these units.</summary>
    public static IReadOnlyList<long> PersonsIn(DbConnection connection, IEnumerable<string> units) =>
        [.. units.SelectMany(unit => connection.Query<long>("select person_id from residence where unit_key = @unit", new { unit }))
            .Distinct().Order()];

    /// <summary>Households recorded in a class from a day before this one, as believed at an instant.</summary>
    public static IReadOnlySet<long> EverIn(DbConnection connection, string kind, DateOnly day, long known) => connection.Query<long>(
        $"""
        select distinct subject_id from fact
        where kind = @kind and value <> 'none' and value <> 'unknown' and valid_from < @day and {Believed.AsKnown()}
        """,
        new { kind, day, known }).ToHashSet();

    /// <summary>Of these households, those with a class recorded from after a day, as believed at an instant.</summary>
    public static IReadOnlyList<long> LaterIn(DbConnection connection, string kind, IEnumerable<long> households,
        DateOnly day, long known) => [.. connection.Query<long>(
        $"""
        select distinct subject_id from fact
        where kind = @kind and subject_id in ({List(households)}) and valid_from > @day and {Believed.AsKnown()} order by 1
        """,
        new { kind, day, known })];

    /// <summary>Number and hamlet of households as believed at an instant.</summary>
    public static IReadOnlyDictionary<long, (string Number,
        string Hamlet)> Places(DbConnection connection, IEnumerable<long> households, long known) =>
        connection.Query<(long Id, string Number, string Hamlet)>(
                $"""
                select household_id, number, hamlet from household
                where household_id in ({List(households)}) and {Believed.AsKnown()} order by row_id
                """,
                new { known })
            .GroupBy(h => h.Id).ToDictionary(g => g.Key, g => (g.Last().Number, g.Last().Hamlet));

    /// <summary>Heads of households on a day as believed at an instant.</summary>
    public static ILookup<long, long> Heads(DbConnection connection, IEnumerable<long> households, DateOnly day, long known) =>
        connection.Query<(long Household, long Person)>(
                $"""
                select household_id, person_id from membership
                where household_id in ({List(households)}) and role = 'head' and valid_from <= @day
                and (valid_to is null or valid_to >= @day) and {Believed.AsKnown()} order by valid_from desc
                """,
                new { day, known })
            .ToLookup(m => m.Household, m => m.Person);

    /// <summary>Names of persons as believed at an instant.</summary>
    public static IReadOnlyDictionary<long, string> Names(DbConnection connection, IEnumerable<long> persons, long known) =>
        connection.Query<(long Id, string Name)>(
            $"select person_id, name from person where person_id in ({List(persons)}) and {Believed.AsKnown()} order by row_id",
            new { known })
            .GroupBy(p => p.Id).ToDictionary(g => g.Key, g => g.Last().Name);

    private static string List(IEnumerable<long> ids) =>
        string.Join(", ", ids.Prepend(0).Select(i => i.ToString(CultureInfo.InvariantCulture)));

    private static long? HouseholdOf(RoundRecord record) => record switch
    {
        HouseholdListed l => l.Household,
        HouseholdUnlisted u => u.Household,
        SheetFilled s => s.Household,
        ClassSet c => c.Household,
        _ => null,
    };
}

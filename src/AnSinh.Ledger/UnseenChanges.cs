using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Ledger;

/// <summary>What was recorded later than the day a run used: it will see it only when told a later day.</summary>
internal static class UnseenChanges
{
    private static readonly string[] Times = [Believed.RecordedAt, Believed.SupersededAt];
    private static readonly string[] Tables = ["person", "residence", "membership", "fact", "decision"];

    /// <summary>
    /// What a run of now can see of a day: all of a day that is over; of today what is recorded by now, and no less than what is there
    /// already.
    /// </summary>
    public static AsKnown Seen(DbConnection connection, AsKnown known, long now)
    {
        if (known.Instant <= now)
        {
            return known;
        }

        var times = Tables.SelectMany(table => Times.Select(at => $"select max({at}) as at from {table} where {at} <= @until"));
        var there =
            connection.ExecuteScalar<long?>($"select max(at) from ({string.Join(" union all ", times)}) times",
                new { until = known.Instant }) ?? 0;
        return AsKnown.At(Math.Max(now, there));
    }

    /// <summary>
    /// A query for what was recorded or withdrawn about persons after the instant of the parameter <c>seen</c>: <c>person_id</c> and
    /// <c>at</c>; without what is protected, of which it would tell that there is something.
    /// </summary>
    public static string OfPersons(DynamicParameters values, Untold untold) => string.Join(" union all ", Tables.SelectMany(table =>
        Times.Select(at => $"select {Whose(table)} as person_id, {at} as at from {table} where {at} > @seen{untold.In(table, values)}")));

    /// <summary>What was recorded or withdrawn about these persons after an instant: kinds of facts, else what the rows are.</summary>
    public static ILookup<long, string> Kinds(DbConnection connection, long seen, IReadOnlyList<long> persons, Untold untold)
    {
        var values = new DynamicParameters(new { after = seen, until = long.MaxValue });
        var of = InList.Of(values, "person", persons);
        return connection.Query<(long Person, string Kind)>(string.Join(" union ", Tables.Select(table =>
            $"""
            select {Whose(table)}, {Named[table]} from {table}
            where {Whose(table)} in {of} and {Believed.Changed()}{untold.In(table, values)}
            """)), values).ToLookup(k => k.Person, k => k.Kind);
    }

    private static readonly Dictionary<string, string> Named = new(StringComparer.Ordinal)
    {
        ["person"] = "'identity'", ["residence"] = "'residence'", ["membership"] = "'household'", ["fact"] = "kind",
        ["decision"] = "'decision'",
    };

    private static string Whose(string table) => table == "fact" ? "subject_id" : "person_id";

    /// <summary>
    /// Changes of a person's or household's records after that and until an instant; what was written at one instant about one is one
    /// change.
    /// </summary>
    public static long Count(DbConnection connection, AsKnown known, long until)
    {
        var changes = Tables.SelectMany(table => Times.Select(at =>
            $"select {at} as at, {Whose(table)} as about from {table} where {at} > @a and {at} <= @b"));
        return connection.ExecuteScalar<long>(
            $"select count(*) from (select distinct at, about from ({string.Join(" union all ", changes)}) rows) changes",
            new { a = known.Instant, b = until });
    }
}

/// <summary>What is protected and not told here.</summary>
/// <param name="Facts">Kinds of facts.</param>
/// <param name="Programmes">Programmes.</param>
public sealed record Untold(IReadOnlyList<string> Facts, IReadOnlyList<string> Programmes)
{
    internal string In(string table, DynamicParameters values) => table switch
    {
        "fact" => $" and subject_kind = {(int)FactSubject.Person}" + Without("kind", Facts, values),
        "decision" => Without("programme", Programmes, values),
        _ => "",
    };

    private static string Without(string column, IReadOnlyList<string> words, DynamicParameters values) =>
        words.Count == 0 ? "" : $" and {column} not in {InList.Of(values, "untold_" + column, words)}";
}

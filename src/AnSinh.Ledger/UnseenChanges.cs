using System.Data.Common;
using AnSinh.Basics;
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
    /// Changes of a person's or household's records after that and until an instant; what was written at one instant about one is one
    /// change.
    /// </summary>
    public static long Count(DbConnection connection, AsKnown known, long until)
    {
        var changes = Tables.SelectMany(table => Times.Select(at =>
            $"select {at} as at, {(table == "fact" ? "subject_id" : "person_id")} as about from {table} where {at} > @a and {at} <= @b"));
        return connection.ExecuteScalar<long>(
            $"select count(*) from (select distinct at, about from ({string.Join(" union all ", changes)}) rows) changes",
            new { a = known.Instant, b = until });
    }
}

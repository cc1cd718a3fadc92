using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Register;

/// <summary>The SQL of merged files and of pairs found to be two people.</summary>
internal static class MergeTable
{
    public const string Name = "person_merge";

    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0070-person-merge",
            """
            create table person_merge (
                row_id $identity,
                person_id bigint not null,
                into_id bigint not null,
                recorded_at bigint not null,
                superseded_at bigint null);
            create index person_merge_by_person on person_merge (person_id);
            create index person_merge_by_into on person_merge (into_id);
            create table person_distinct (
                row_id $identity,
                first_id bigint not null,
                second_id bigint not null,
                reason text not null,
                actor text not null,
                recorded_at bigint not null,
                superseded_at bigint null);
            """),
    ];

    public static long Insert(DbConnection connection, DbTransaction transaction, long person, long into, long at) =>
        connection.ExecuteScalar<long>(
        "insert into person_merge (person_id, into_id, recorded_at) values (@person, @into, @at) returning row_id",
        new { person, into, at }, transaction);

    public static bool IsPerson(DbConnection connection, DbTransaction transaction, long person) =>
        connection.ExecuteScalar<long>("select count(*) from person where person_id = @person and superseded_at is null",
            new { person }, transaction) > 0;

    public static bool IsMerged(DbConnection connection, DbTransaction? transaction, long rowId) =>
        connection.ExecuteScalar<long>("select count(*) from person_merge where row_id = @rowId and superseded_at is null",
            new { rowId }, transaction) > 0;

    public static IReadOnlyList<PersonMerge> Read(DbConnection connection, string where, object parameters) =>
        [.. connection.Query<(long Person, long Into, long RecordedAt, long? SupersededAt)>(
            $"select person_id, into_id, recorded_at, superseded_at from person_merge where {where} order by row_id", parameters)
            .Select(m => new PersonMerge(m.Person, m.Into, m.RecordedAt, m.SupersededAt))];

    public static IReadOnlyList<(long First, long Second)> Distinct(DbConnection connection) =>
        [.. connection.Query<(long, long)>("select first_id, second_id from person_distinct where superseded_at is null order by row_id")];

    public static void AddDistinct(DbConnection connection, DbTransaction transaction, long first, long second,
        string reason, string actor, long at) => connection.Execute(
        "insert into person_distinct (first_id, second_id, reason, actor, recorded_at) values (@first, @second, @reason, @actor, @at)",
        new { first = Math.Min(first, second), second = Math.Max(first, second), reason, actor, at },
        transaction);
}

/// <summary>
/// Two files are one person (<i lang="vi">gộp hồ sơ</i>): what was decided about the first and paid to it is the second's.
/// </summary>
/// <param name="PersonId">The file that is no more.</param>
/// <param name="IntoId">The file that is kept.</param>
/// <param name="RecordedAt">When they were merged, Unix milliseconds.</param>
/// <param name="SupersededAt">When the merge was undone, or null.</param>
public sealed record PersonMerge(long PersonId, long IntoId, long RecordedAt, long? SupersededAt);

/// <summary>Says that one file is merged into another; see <see cref="ChangeSet.Merge"/>.</summary>
internal sealed record MergeStep(long PersonId, long IntoId) : ChangeStep
{
    public override string About => $"gộp người số {PersonId} vào người số {IntoId}";

    public override Outcome<long> Take(Pen pen, RegisterWrites tables, RowChecks checks, NewNumbers numbers)
    {
        var (person, into) = (numbers.Person(PersonId), numbers.Person(IntoId));
        return person == into
            ? new Refusal("merge.same", "Không gộp một hồ sơ vào chính nó.", "person_id")
            : pen.Merge(person, into);
    }
}

internal sealed class UndoMerges : UndoOfTable
{
    public override string Name => MergeTable.Name;

    public override IEnumerable<Refusal> TakeBack(Pen pen, DbConnection connection, DbTransaction transaction, long rowId)
    {
        if (!MergeTable.IsMerged(connection, transaction, rowId))
        {
            return [Replaced(Name, rowId)];
        }

        pen.SupersedeIdentity(Name, rowId);
        return [];
    }

    public override IEnumerable<Refusal> Restore(Pen pen, DbConnection connection, DbTransaction transaction, long rowId) => [];
}

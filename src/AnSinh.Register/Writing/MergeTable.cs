using AnSinh.Store;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Register.Writing;

/// <summary>Merged files: one file is merged into one other.</summary>
internal sealed class MergeTable() : TwoTimeTable<PersonMerge>(
    "person_merge", [new("person_id", BulkType.Long), new("into_id", BulkType.Long)], ["person_id"])
{
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

    // What merged the files tells of it.
    public override string? Word => null;

    public override string SubjectOf(PersonMerge row) => Name;

    protected override void Set(IBulkWriter to, PersonMerge row)
    {
        to.Set(0, row.PersonId);
        to.Set(1, row.IntoId);
    }

    protected override PersonMerge Read(RowFields fields) =>
        new(fields.Number(0), fields.Number(1), fields.RecordedAt, fields.SupersededAt);
}

/// <summary>Pairs found to be two people.</summary>
internal sealed class DistinctTable() : TwoTimeTable<DistinctPair>(
    "person_distinct",
    [
        new("first_id", BulkType.Long), new("second_id", BulkType.Long), new("reason", BulkType.Text), new("actor", BulkType.Text),
    ],
    ["first_id", "second_id"])
{
    public override string SubjectOf(DistinctPair row) => $"person:{row.First}";

    protected override void Set(IBulkWriter to, DistinctPair row)
    {
        to.Set(0, row.First);
        to.Set(1, row.Second);
        to.Set(2, row.Reason);
        to.Set(3, row.Actor);
    }

    protected override DistinctPair Read(RowFields fields) => new(fields.Number(0), fields.Number(1), fields.Text(2), fields.Text(3));
}

/// <summary>Two files that are two people, the lower number first.</summary>
internal sealed record DistinctPair(long First, long Second, string Reason, string Actor);

/// <summary>
/// Two files are one person (<i lang="vi">gộp hồ sơ</i>): what was decided about the first and paid to it is the second's.
/// </summary>
/// <param name="PersonId">The file that is no more.</param>
/// <param name="IntoId">The file that is kept.</param>
/// <param name="RecordedAt">When they were merged, Unix milliseconds.</param>
/// <param name="SupersededAt">When the merge was undone, or null.</param>
public sealed record PersonMerge(long PersonId, long IntoId, long RecordedAt, long? SupersededAt);

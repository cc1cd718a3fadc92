using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Casework;

/// <summary>A row of a decision with the number it is sealed under: the table does not number its rows itself.</summary>
internal sealed record NumberedDecision(long RowId, Decision Decision);

/// <summary>The table <c>decision</c>: one row of each decision is believed.</summary>
internal sealed class DecisionTable() : TwoTimeTable<NumberedDecision>(
    "decision",
    [
        new("row_id", BulkType.Long), new("decision_id", BulkType.Long), new("person_id", BulkType.Long), new("programme", BulkType.Text),
        new("number", BulkType.Text), new("signed_on", BulkType.Date), new("signer", BulkType.Text), new("start_month", BulkType.Text),
        new("end_month", BulkType.Text), new("end_reason", BulkType.Text), new("source", BulkType.Text),
    ],
    ["decision_id"])
{
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0200-decision", """
            create table decision (
                row_id bigint not null primary key,
                decision_id bigint not null,
                person_id bigint not null,
                programme text not null,
                number text not null,
                signed_on date not null,
                signer text not null,
                start_month text,
                end_month text,
                end_reason text,
                recorded_at bigint not null,
                superseded_at bigint,
                source text not null
            );
            create index decision_person on decision (person_id);
            create index decision_id on decision (decision_id);
            """),
    ];

    /// <summary>Its rows are sealed: what was decided, and when it was no longer believed.</summary>
    public static SealedTable Sealed { get; } = new("decision", "row_id");

    protected override string Order => "row_id";

    public override string SubjectOf(NumberedDecision row) => $"person:{row.Decision.PersonId}";

    protected override void Set(IBulkWriter to, NumberedDecision row)
    {
        var decision = row.Decision;
        to.Set(0, row.RowId);
        to.Set(1, decision.DecisionId);
        to.Set(2, decision.PersonId);
        to.Set(3, decision.Programme);
        to.Set(4, decision.Number);
        to.Set(5, decision.SignedOn);
        to.Set(6, decision.Signer);
        to.Set(7, decision.Start?.ToString());
        to.Set(8, decision.End?.ToString());
        to.Set(9, decision.EndReason);
        to.Set(10, decision.Source);
    }

    protected override NumberedDecision Read(RowFields fields) => new(fields.Number(0), new Decision(
        fields.Number(1), fields.Number(2), fields.Text(3), fields.Text(4), fields.Day(5), fields.Text(6),
        MonthOrNull(fields.TextOrNull(7)), MonthOrNull(fields.TextOrNull(8)), fields.TextOrNull(9),
        fields.RecordedAt, fields.SupersededAt, fields.Text(10)));

    private static Month? MonthOrNull(string? text) => text is null ? null : Month.Parse(text);
}

using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Casework;

/// <summary>The only file with the SQL of the table <c>decision</c>.</summary>
internal static class DecisionTable
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

    private const string Columns =
        "decision_id, person_id, programme, number, signed_on, signer, start_month, end_month, end_reason, recorded_at, superseded_at, source";

    private static readonly BulkColumn[] BulkColumns =
    [
        new("row_id", BulkType.Long), new("decision_id", BulkType.Long), new("person_id", BulkType.Long), new("programme", BulkType.Text),
        new("number", BulkType.Text), new("signed_on", BulkType.Date), new("signer", BulkType.Text), new("start_month", BulkType.Text),
        new("end_month", BulkType.Text), new("end_reason", BulkType.Text), new("recorded_at", BulkType.Long),
        new("superseded_at", BulkType.Long),
        new("source", BulkType.Text),
    ];

    public static IBulkWriter Writer(Database database, DbConnection connection, DbTransaction transaction) =>
        database.Bulk(connection, transaction, "decision", BulkColumns);

    public static void Write(IBulkWriter writer, long row, Decision decision)
    {
        writer.Set(0, row);
        writer.Set(1, decision.DecisionId);
        writer.Set(2, decision.PersonId);
        writer.Set(3, decision.Programme);
        writer.Set(4, decision.Number);
        writer.Set(5, decision.SignedOn);
        writer.Set(6, decision.Signer);
        writer.Set(7, decision.Start?.ToString());
        writer.Set(8, decision.End?.ToString());
        writer.Set(9, decision.EndReason);
        writer.Set(10, decision.RecordedAt);
        writer.Set(11, decision.SupersededAt);
        writer.Set(12, decision.Source);
        writer.Next();
    }

    /// <summary>Highest ids in use. Writers of a register wait for each other, so the next ones are free.</summary>
    public static (long Row, long Decision) LastIds(DbConnection connection, DbTransaction transaction) =>
        (connection.ExecuteScalar<long>("select coalesce(max(row_id), 0) from decision", null, transaction),
         connection.ExecuteScalar<long>("select coalesce(max(decision_id), 0) from decision", null, transaction));

    public static bool PersonExists(DbConnection connection, DbTransaction transaction, long personId) =>
        connection.ExecuteScalar<long>("select count(*) from person where person_id = @personId", new { personId }, transaction) > 0;

    public static Decision? Believed(DbConnection connection, DbTransaction transaction, long decisionId) =>
        Read(connection, "where decision_id = @a and superseded_at is null", decisionId, 0, transaction).SingleOrDefault();

    /// <summary>Row number of the believed row of a decision.</summary>
    public static long RowOf(DbConnection connection, DbTransaction transaction, long decisionId) =>
        connection.ExecuteScalar<long>("select row_id from decision where decision_id = @decisionId and superseded_at is null",
            new { decisionId }, transaction);

    public static List<Decision> Read(DbConnection connection, string where, long a, long b, DbTransaction? transaction = null)
    {
        using var reader = connection.ExecuteReader($"select {Columns} from decision {where}", new { a, b }, transaction);
        var decisions = new List<Decision>();
        while (reader.Read())
        {
            decisions.Add(From((DbDataReader)reader));
        }

        return decisions;
    }

    private static Decision From(DbDataReader row) => new(
        row.GetInt64(0),
        row.GetInt64(1),
        row.GetString(2),
        row.GetString(3),
        row.GetFieldValue<DateOnly>(4),
        row.GetString(5),
        row.IsDBNull(6) ? null : Month.Parse(row.GetString(6)),
        row.IsDBNull(7) ? null : Month.Parse(row.GetString(7)),
        row.IsDBNull(8) ? null : row.GetString(8),
        row.GetInt64(9),
        row.IsDBNull(10) ? null : row.GetInt64(10),
        row.GetString(11));
}

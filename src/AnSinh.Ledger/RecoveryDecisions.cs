using System.Data.Common;
using Dapper;

namespace AnSinh.Ledger;

/// <summary>
/// A decision to take back what a law that lowered settled months left withheld (<i lang="vi">quyết định thu hồi</i>).
/// </summary>
/// <param name="DecisionId">Its place.</param>
/// <param name="Programme">Of which programme; null for all.</param>
/// <param name="Number">Number of the paper.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who recorded it.</param>
/// <param name="At">When, Unix milliseconds.</param>
/// <param name="AfterEntry">It covers what was withheld up to this entry.</param>
public sealed record RecoveryDecision(long DecisionId, string? Programme, string Number, string Reason, string Actor,
    long At, long AfterEntry);

/// <summary>All decisions to recover.</summary>
internal sealed class RecoveryDecisions(IReadOnlyList<RecoveryDecision> all)
{
    public static RecoveryDecisions Read(DbConnection connection, DbTransaction? transaction = null)
    {
        using var row = (DbDataReader)connection.ExecuteReader(
            "select decision_id, programme, number, reason, actor, at, after_entry from ledger_recovery_decision order by decision_id",
            null, transaction);
        var all = new List<RecoveryDecision>();
        while (row.Read())
        {
            all.Add(new RecoveryDecision(
                row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2), row.GetString(3),
                row.GetString(4), row.GetInt64(5), row.GetInt64(6)));
        }

        return new RecoveryDecisions(all);
    }

    public IReadOnlyList<RecoveryDecision> All => all;

    /// <summary>What was withheld of a programme up to this entry is to be taken back.</summary>
    public long Until(string programme) => LastOrNull(programme)?.AfterEntry ?? 0;

    /// <summary>The last decision about a programme.</summary>
    public RecoveryDecision? LastOrNull(string programme) => all.LastOrDefault(d => d.Programme is null || d.Programme == programme);

    public static void Add(DbConnection connection, DbTransaction transaction, RecoveryDecision decision) => connection.Execute(
        """
        insert into ledger_recovery_decision (decision_id, programme, number, reason, actor, at, after_entry)
        values (@DecisionId, @Programme, @Number, @Reason, @Actor, @At, @AfterEntry)
        """,
        decision,
        transaction);
}

using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register.People;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Ledger;

/// <summary>
/// What settling pays (<i lang="vi">chốt chi</i>): of every line of the run that gives, as much as is posted and not paid for that person,
/// programme and month. What a line takes back is not collected by settling: it stays the person's open balance.
/// </summary>
internal static class Settling
{
    /// <summary>Payments of a run, given what is open by person, programme and month; what they take is taken from it.</summary>
    public static IEnumerable<Line> Payments(IEnumerable<Line> dues, Dictionary<(long Person, string Programme,
        Month Month), long> open, MergeMap merges)
    {
        foreach (var due in dues.Where(d => d.Amount > 0))
        {
            var key = (merges.Of(due.PersonId), due.Programme, due.ForMonth);
            var pay = Math.Min(due.Amount, open.GetValueOrDefault(key));
            if (pay > 0)
            {
                open[key] -= pay;
                yield return due with { Amount = pay, Causes = [] };
            }
        }
    }

    /// <summary>What settling a run now would pay; what it paid, if it is settled.</summary>
    public static IReadOnlyList<Line> Of(Database database, DbConnection connection, LedgerRun run)
    {
        var entries = LedgerTable.Entries(connection, null, run.RunId);
        if (run.SettledAt is not null)
        {
            return [.. entries.Where(e => e.Kind == "paid").Select(e => e.Line)];
        }

        var merges = MergeMap.Read(database);
        return [.. Payments(entries.Where(e => e.Kind == "due").Select(e => e.Line), Open(connection, null, run.RunId, merges), merges)];
    }

    /// <summary>Writes the payments of a run and its settlement.</summary>
    public static SettleResult Settle(Database database, DbConnection connection, DbTransaction transaction, LedgerRun run,
        long at, Action<string>? step)
    {
        var dues = LedgerTable.Entries(connection, transaction, run.RunId).Where(e => e.Kind == "due").Select(e => e.Line).ToList();
        var merges = MergeMap.Read(database);
        var payments = Payments(dues, Open(connection, transaction, run.RunId, merges), merges).ToList();
        var last = LedgerTable.LastIds(connection, transaction).Entry;
        LedgerTable.AddEntries(database, connection, transaction, new NewEntries(run.RunId, "paid", at, payments), last);
        step?.Invoke("paid");

        // Two who settle at once: the second meets the first one's row here and leaves nothing.
        var recover = dues.Where(d => d.Amount < 0).ToList();
        var settled = new SettleResult(
            run.RunId, payments.Count, payments.Sum(p => p.Amount), new LineSum(recover.Count, recover.Sum(d => d.Amount)));
        LedgerTable.AddSettlement(connection, transaction, settled, at, last);
        return settled;
    }

    private static Dictionary<(long, string,
        Month), long> Open(DbConnection connection, DbTransaction? transaction, long run, MergeMap merges)
    {
        using var row = (DbDataReader)connection.ExecuteReader(
            $"""
            select person_id, programme, for_month, sum(case when kind = 'due' then amount when kind = 'paid' then -amount else 0 end)
            from ledger_entry
            where for_month in (select for_month from ledger_entry where run_id = @run) and {LedgerTable.NotThrown}
            group by person_id, programme, for_month
            """,
            new { run },
            transaction);
        var open = new Dictionary<(long, string, Month), long>();
        while (row.Read())
        {
            var key = (merges.Of(row.GetInt64(0)), row.GetString(1), Month.Parse(row.GetString(2)));
            open[key] = checked(open.GetValueOrDefault(key) + Convert.ToInt64(row.GetValue(3), null));
        }

        return open;
    }
}

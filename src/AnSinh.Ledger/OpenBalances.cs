using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register.People;
using Dapper;

namespace AnSinh.Ledger;

/// <summary>What is open of a person's month (<i lang="vi">số dư</i>): posted and not paid, or paid and not posted.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Month">The month.</param>
/// <param name="Amount">Posted less paid: positive is to be paid, negative is to be recovered.</param>
/// <param name="Withheld">What a law would take back and nobody decided to; positive.</param>
public sealed record OpenAmount(long PersonId, string Programme, Month Month, long Amount, long Withheld);

/// <summary>
/// What is owed and what was paid (<i lang="vi">số dư</i>): posted = paid + open, and open = to pay − to recover. Nothing is set off: who
/// gets a month's money and owes another's back stands on both sides.
/// </summary>
/// <param name="Due">Sum of the due entries: everything posted.</param>
/// <param name="Paid">Sum of the paid entries.</param>
/// <param name="ToPay">Posted and not paid, of those who are to get.</param>
/// <param name="ToRecover">Paid and not posted, of those who are to give back; positive.</param>
/// <param name="Withheld">What a law that lowered settled months would take back and nobody decided to; positive.</param>
public sealed record Balance(long Due, long Paid, long ToPay, long ToRecover, long Withheld)
{
    /// <summary>Posted and not paid, less paid and not posted.</summary>
    public long Open => checked(ToPay - ToRecover);
}

/// <summary>The open amounts of the ledger.</summary>
internal static class OpenBalances
{
    /// <summary>All that are not zero; what two files of one person have is set off.</summary>
    public static List<OpenAmount> Read(DbConnection connection, DbTransaction? transaction, string where, object values, MergeMap merges)
    {
        using var row = (DbDataReader)connection.ExecuteReader(
            $"""
            select e.person_id, e.programme, e.for_month,
                   sum(case when e.kind = 'due' then e.amount when e.kind = 'paid' then -e.amount else 0 end),
                   sum(case when e.kind = 'withheld' then -e.amount else 0 end)
            from ledger_entry e where ({where}) and e.{LedgerTable.NotThrown} group by e.person_id, e.programme, e.for_month
            having sum(case when e.kind = 'due' then e.amount when e.kind = 'paid' then -e.amount else 0 end) <> 0
                or sum(case when e.kind = 'withheld' then e.amount else 0 end) <> 0
            order by e.for_month, e.programme, e.person_id
            """,
            values,
            transaction);
        var open = new List<OpenAmount>();
        while (row.Read())
        {
            open.Add(new OpenAmount(
                merges.Of(row.GetInt64(0)), row.GetString(1), Month.Parse(row.GetString(2)), Convert.ToInt64(row.GetValue(3), null),
                Convert.ToInt64(row.GetValue(4), null)));
        }

        return merges.IsEmpty ? open : [.. open.GroupBy(o => (o.PersonId, o.Programme, o.Month)).Select(g => g.First() with
        {
            Amount = g.Sum(o => o.Amount),
            Withheld = g.Sum(o => o.Withheld),
        }).Where(o => o.Amount != 0 || o.Withheld != 0)];
    }

    /// <summary>The two sides of open amounts.</summary>
    public static (long ToPay, long ToRecover, long Withheld) Sides(IReadOnlyList<OpenAmount> open) =>
        (open.Where(o => o.Amount > 0).Sum(o => o.Amount), -open.Where(o => o.Amount < 0).Sum(o => o.Amount), open.Sum(o => o.Withheld));
}

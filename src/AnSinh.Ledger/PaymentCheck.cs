using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register.People;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Ledger;

/// <summary>
/// Pays every settlement again from what stood before it and compares, person by person and month by month, with what was paid; and
/// compares the sums that runs and settlements say of themselves with their rows.
/// </summary>
internal sealed class PaymentCheck(Database database, DbConnection connection, Dictionary<LedgerRun, List<(long EntryId,
    string Kind, Line Line)>> books)
{
    private static readonly string[] Kinds = ["due", "withheld"];

    private sealed record Settlement(LedgerRun Run, long At, long Lines, long Amount, long? AfterEntry);

    public IEnumerable<LedgerFault> Faults() =>
        [.. books.Keys.SelectMany(Run), .. Settlements(), .. books.Keys.Where(r => r.Reverses is not null).SelectMany(Reversal)];

    private IEnumerable<LedgerFault> Run(LedgerRun run)
    {
        var dues = Of(run, "due").ToList();
        if (dues.Count != run.Lines || dues.Sum(d => d.Line.Amount) != run.Amount)
        {
            yield return new LedgerFault(
                "run", $"Kỳ số {run.RunId} ghi {Sum(run.Lines, run.Amount)}, sổ có {Sum(dues.Count, dues.Sum(d => d.Line.Amount))}.",
                run.RunId, Month: run.Month);
        }

        foreach (var (entry, _, line) in run.SettledAt is null ? Of(run, "paid") : [])
        {
            yield return Fault(run, line, entry, $"đã chi {new Dong(line.Amount)} dù kỳ chưa chốt");
        }
    }

    private IEnumerable<LedgerFault> Settlements()
    {
        var all = books.SelectMany(b => b.Value.Where(e => e.Kind == "due").Select(e => (e.EntryId, e.Line)))
            .OrderBy(e => e.EntryId).ToList();
        var (next, open) = (0, new Dictionary<(long, string, Month), long>());
        foreach (var settlement in ReadSettlements().OrderBy(After))
        {
            for (; next < all.Count && all[next].EntryId <= After(settlement); next++)
            {
                Add(open, all[next].Line, all[next].Line.Amount);
            }

            var owed = Owed(settlement, open);
            foreach (var line in owed)
            {
                Add(open, line, -line.Amount);
            }

            foreach (var fault in Compare(settlement, owed))
            {
                yield return fault;
            }
        }
    }

    /// <summary>
    /// What a settlement had to pay. Those before settlements kept their place paid every line as it was, recoveries too.
    /// </summary>
    private List<Line> Owed(Settlement settlement, Dictionary<(long, string, Month), long> open)
    {
        var dues = Of(settlement.Run, "due").Select(e => e.Line).ToList();
        if (settlement.AfterEntry is null)
        {
            return dues;
        }

        var merges = MergeMap.Read(database, AsKnown.At(settlement.At));
        var mine = open;
        if (!merges.IsEmpty)
        {
            mine = [];
            foreach (var ((person, programme, month), amount) in open)
            {
                var key = (merges.Of(person), programme, month);
                mine[key] = mine.GetValueOrDefault(key) + amount;
            }
        }

        return [.. Settling.Payments(dues, new Dictionary<(long, string, Month), long>(mine), merges)];
    }

    private IEnumerable<LedgerFault> Compare(Settlement settlement, List<Line> owed)
    {
        var run = settlement.Run;
        var paid = Of(run, "paid").ToList();
        if (paid.Count != settlement.Lines || paid.Sum(p => p.Line.Amount) != settlement.Amount)
        {
            yield return new LedgerFault(
                "settlement",
                $"Kỳ số {run.RunId} chốt {Sum(settlement.Lines, settlement.Amount)}, "
                    + $"sổ có {Sum(paid.Count, paid.Sum(p => p.Line.Amount))}.",
                run.RunId, Month: run.Month);
        }

        var due = owed.ToDictionary(Key);
        foreach (var (entry, _, line) in paid)
        {
            if (!due.Remove(Key(line), out var expected))
            {
                yield return Fault(run, line, entry, $"đã chi {new Dong(line.Amount)}, lần chốt không có khoản nào phải chi");
            }
            else if (expected.Amount != line.Amount)
            {
                yield return Fault(run, line, entry, $"đã chi {new Dong(line.Amount)}, lần chốt phải chi {new Dong(expected.Amount)}");
            }
        }

        foreach (var missing in due.Values)
        {
            yield return Fault(run, missing, null, $"lần chốt phải chi {new Dong(missing.Amount)}, sổ không có dòng chi");
        }
    }

    private IEnumerable<LedgerFault> Reversal(LedgerRun reversal)
    {
        if (books.Keys.FirstOrDefault(r => r.RunId == reversal.Reverses) is not { } reversed)
        {
            yield break;
        }

        foreach (var kind in Kinds)
        {
            var was = Of(reversed, kind).ToDictionary(e => Key(e.Line), e => e.Line.Amount);
            foreach (var (entry, _, line) in Of(reversal, kind))
            {
                if (!was.Remove(Key(line), out var amount) || amount != -line.Amount)
                {
                    yield return Fault(reversal, line, entry,
                        $"đảo {new Dong(line.Amount)}, kỳ số {reversed.RunId} đã ghi {new Dong(amount)}", "reversal");
                }
            }

            foreach (var ((person, programme, month), _) in was)
            {
                yield return new LedgerFault(
                    "reversal", $"Người số {person}, {programme}, tháng {month.ToVietnamese()}: kỳ đảo số {reversal.RunId} thiếu dòng.",
                    reversal.RunId, person, programme, month);
            }
        }
    }

    private List<Settlement> ReadSettlements()
    {
        using var row =
            (DbDataReader)connection.ExecuteReader(
                "select run_id, settled_at, lines, amount, after_entry from ledger_settlement order by run_id");
        var runs = books.Keys.ToDictionary(r => r.RunId);
        var settlements = new List<Settlement>();
        while (row.Read())
        {
            if (runs.TryGetValue(row.GetInt64(0), out var run))
            {
                settlements.Add(
                    new Settlement(run, row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.IsDBNull(4) ? null : row.GetInt64(4)));
            }
        }

        return settlements;
    }

    private long After(Settlement settlement) =>
        settlement.AfterEntry ?? (Of(settlement.Run, "paid").Select(e => e.EntryId).DefaultIfEmpty(long.MaxValue).Min() - 1);

    private IEnumerable<(long EntryId, string Kind, Line Line)> Of(LedgerRun run, string kind) => books[run].Where(e => e.Kind == kind);

    private static (long, string, Month) Key(Line line) => (line.PersonId, line.Programme, line.ForMonth);

    private static void Add(Dictionary<(long, string, Month), long> open, Line line, long amount) =>
        open[Key(line)] = checked(open.GetValueOrDefault(Key(line)) + amount);

    private static string Sum(long lines, long amount) => $"{Vietnamese.Number(lines)} dòng, {new Dong(amount)}";

    private static LedgerFault Fault(LedgerRun run, Line line, long? entry, string what, string code = "paid") => new(
        code,
        $"Người số {line.PersonId}, {line.Programme}, tháng {line.ForMonth.ToVietnamese()}, kỳ số {run.RunId}"
            + $"{(entry is null ? "" : $", dòng số {entry}")}: {what}.",
        run.RunId, line.PersonId, line.Programme, line.ForMonth, entry);
}

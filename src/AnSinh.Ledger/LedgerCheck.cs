using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Register.People;

namespace AnSinh.Ledger;

/// <summary>Computes the ledger anew and compares; writes nothing.</summary>
internal sealed class LedgerCheck(Determiner determiner, Decisions decisions, RulebookOf? rulebooks)
{
    private readonly List<LedgerFault> _faults = [];
    private (long Recomputed, long Held, long Withheld, int Differences) _sums;

    public Reconciliation Run(AsKnown today)
    {
        var database = determiner.Register.Database;
        using var connection = database.Connect();
        var runs = LedgerTable.Runs(connection);
        if (runs.Count == 0)
        {
            return Reconciliation.Empty;
        }

        var standing = runs.FindAll(r => r.Stands);
        var books = runs.FindAll(r => r.ThrownAt is null).ToDictionary(r => r, r => LedgerTable.Entries(connection, null, r.RunId));
        var opened = standing.Select(r => r.Month).Distinct().Order().ToList();
        foreach (var seen in opened.GroupBy(m => Subtraction.LastSeen(standing, m))
            .GroupBy(g => (g.Key.Saw, g.Key.RulebookHash), g => g.AsEnumerable()))
        {
            Recompute(connection, standing, seen.Key.Saw, seen.Key.RulebookHash, [.. seen.SelectMany(m => m)], books);
        }

        var closed = LedgerTable.Posted(connection, runs.Max(r => r.Month), RecoveryDecisions.Read(connection))
            .Where(p => p.Posted.Amount != 0 && !opened.Contains(p.Month));
        _faults.AddRange(closed.Select(p => Differs(books,
            new Line(p.Posted.PersonId, p.Programme, p.Month, checked(-p.Posted.Amount), LineKind.Recovery, null), p.Posted.Amount, "")));
        _faults.AddRange(new PaymentCheck(database, connection, books).Faults());
        var balance = new LedgerQueries(database).Balance(Scope.Everything);
        return new Reconciliation(
            _sums.Recomputed, _sums.Held, _sums.Withheld, balance, _sums.Differences, Next(connection, standing, opened, today), _faults);
    }

    private void Recompute(
        DbConnection connection, IReadOnlyList<LedgerRun> standing, AsKnown saw, string hash, IReadOnlyList<Month> months,
        Dictionary<LedgerRun, List<(long EntryId, string Kind, Line Line)>> books)
    {
        var isNow = hash == determiner.Policy.Hash;
        var old = isNow ? null : rulebooks?.Invoke(hash);
        var reading = old is null ? determiner.Read(saw) : determiner.Read(saw).Under(old);
        var state = State(connection, saw, months.Max(), standing, explains: false);
        var comparison = new Subtraction(determiner, decisions, reading, state with { IsCheck = true });
        foreach (var month in months)
        {
            comparison.Compare(month, isRunMonth: false);
            _sums.Withheld = checked(_sums.Withheld - state.Posted.ProgrammesOf(month).SelectMany(p => state.Posted.Of(month, p))
                .Sum(p => p.Withheld));
        }

        var lost = isNow || old is not null ? "" : " (bộ quy tắc của kỳ ấy không còn đọc được: tính theo bộ quy tắc hiện hành)";
        foreach (var line in comparison.Lines)
        {
            var posted = state.Posted.Find(line.ForMonth, line.Programme, line.PersonId).Effective;
            _faults.Add(Differs(books, line, posted, lost));
        }

        _sums = (
            checked(_sums.Recomputed + comparison.Recomputed), checked(_sums.Held + comparison.SuspendedAmount), _sums.Withheld,
            _sums.Differences + comparison.Lines.Count);
    }

    private LineSum Next(DbConnection connection, List<LedgerRun> standing, List<Month> opened, AsKnown today)
    {
        if (standing.Count == 0)
        {
            return default;
        }

        var known = new AsKnown(new[] { today.Day, standing.Max(r => r.Known.Day) }.Max());
        var comparison = new Subtraction(determiner, decisions, known, State(connection, known, opened[^1], standing, explains: false));
        foreach (var month in opened)
        {
            comparison.Compare(month, isRunMonth: false);
        }

        return new LineSum(comparison.Lines.Count, comparison.Lines.Sum(l => l.Amount));
    }

    private LedgerState State(DbConnection connection, AsKnown known, Month until, IReadOnlyList<LedgerRun> standing, bool explains)
    {
        var decided = RecoveryDecisions.Read(connection);
        return new LedgerState(
            standing,
            new PostedBook(LedgerTable.Posted(connection, until, decided), decided, MergeMap.Read(determiner.Register.Database, known)),
            rulebooks, explains);
    }

    // What a line says that would have to be posted beside what is.
    private LedgerFault Differs(
        Dictionary<LedgerRun, List<(long EntryId, string Kind, Line Line)>> books, Line line, long posted, string more)
    {
        var (person, programme, month) = (line.PersonId, line.Programme, line.ForMonth);
        var computed = checked(posted + line.Amount);
        var merges = MergeMap.Read(determiner.Register.Database);
        var row = books.SelectMany(b => b.Value.Select(e => (b.Key.RunId, e.EntryId, e.Kind, e.Line)))
            .LastOrDefault(
                e => e.Kind == "due" && e.Line.ForMonth == month && e.Line.Programme == programme
                    && (e.Line.PersonId == person || merges.Of(e.Line.PersonId) == person));
        var where = row.EntryId == 0 ? "không có dòng nào" : $"dòng số {row.EntryId} của kỳ số {row.RunId}";
        return new LedgerFault(
            "posted",
            $"Người số {person}, {programme}, tháng {month.ToVietnamese()}: "
                + $"tính lại {new Dong(computed)}, đã ghi {new Dong(posted)} ({where}){more}",
            row.EntryId == 0 ? null : row.RunId, person, programme, month, row.EntryId == 0 ? null : row.EntryId);
    }
}

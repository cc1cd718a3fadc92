using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Register.History;
using AnSinh.Register.Snapshots;
using AnSinh.Register.Units;
using AnSinh.Rulebook;

namespace AnSinh.Ledger;

/// <summary>Gives a state of the rulebook by its hash; null if it cannot be read any more.</summary>
public delegate Policy? RulebookOf(string hash);

/// <summary>What a comparison looks at besides the register.</summary>
internal sealed record LedgerState(IReadOnlyList<LedgerRun> Standing, PostedBook Posted, RulebookOf? Rulebooks, bool Explains)
{
    /// <summary>True where nothing is to be parted or withheld: every difference is one.</summary>
    public bool IsCheck { get; init; }
}

/// <summary>The subtraction itself, month by month: due as known now less posted.</summary>
internal sealed class Subtraction
{
    private readonly DecisionBook _book;
    private readonly LedgerState _ledger;
    private readonly Causes _causes;

    public Subtraction(Determiner determiner, Decisions decisions, AsKnown known, LedgerState ledger)
        : this(determiner, decisions, determiner.Read(known), ledger)
    {
    }

    public Subtraction(Determiner determiner, Decisions decisions, Reading reading, LedgerState ledger)
    {
        (_ledger, Reading) = (ledger, reading);
        _book = decisions.Known(reading.Known);
        _causes = new Causes(determiner, decisions, reading, _book, ledger.Posted);
        Labels = determiner.Policy.Programmes.DistinctBy(p => p.Id).ToDictionary(p => p.Id, p => p.Label.Vi, StringComparer.Ordinal);
    }

    public Reading Reading { get; }

    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>What a run posts.</summary>
    public List<Line> Lines { get; } = [];

    /// <summary>
    /// What a law would take back of settled months and nobody decided to: negative, or positive where it is no longer withheld.
    /// </summary>
    public List<Line> Withheld { get; } = [];

    public long Suspended { get; private set; }

    /// <summary>What the answers give in all, over the months compared.</summary>
    public long Recomputed { get; private set; }

    /// <summary>What stays posted beyond the answers because they are unknown now.</summary>
    public long SuspendedAmount { get; private set; }

    /// <summary>Persons and đồng due for the month the run is about, by programme.</summary>
    public Dictionary<string, (long Persons, long Due)> DueNow { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds the lines of a month, with the causes of those that are not its first posting.</summary>
    public void Compare(Month month, bool isRunMonth)
    {
        var result = Reading.Payable(month, _book);
        Recomputed = checked(Recomputed + result.Programmes.Sum(p => p.Total().Value));
        var opening = _ledger.Standing.All(r => r.Month != month);
        var found = new List<Raw>();
        foreach (var name in result.Programmes.Select(p => p.Name).Union(_ledger.Posted.ProgrammesOf(month)))
        {
            Compare(result, name, found);
        }

        if (isRunMonth)
        {
            foreach (var programme in result.Programmes)
            {
                DueNow[programme.Name] = (programme.CountYes(), programme.Total().Value);
            }
        }

        if (opening || _ledger.IsCheck)
        {
            Lines.AddRange(found.Select(raw => raw.ToLine(month, raw.Difference, LineKind.Current)));
        }
        else if (found.Count > 0)
        {
            // At once, month by month: the columns of the month can then go before those of the next come.
            Divide(MonthDifference.Of(LastSeen(month), result, Reading, _book, _ledger.Rulebooks, _causes.RulebookHash), found);
        }
    }

    /// <summary>What stands posted for the person, programme and month of a line, less what is withheld.</summary>
    public long Before(Line line) => _ledger.Posted.Find(line.ForMonth, line.Programme, line.PersonId).Effective;

    private void Compare(MonthResult result, string name, List<Raw> found)
    {
        var programme = result.FindOrNull(name);
        foreach (var was in _ledger.Posted.Of(result.Month, name))
        {
            if (programme is null || result.Snapshot.RowOf(was.PersonId) < 0)
            {
                // The law of the month or the register as known now does not hold it at all: nothing is due.
                Add(found, name, result.Snapshot.RowOf(was.PersonId), was, 0, null);
            }
        }

        for (var row = 0; programme is not null && row < programme.Status.Length; row++)
        {
            var was = _ledger.Posted.Find(result.Month, name, result.Snapshot.PersonIds[row]);
            var due = programme.DueBeside(row, was.Effective);
            if (programme.IsUnknown(row) || (due > was.Effective && SuspendedRows.Block(result, name, row, _ledger.Posted)))
            {
                Suspended += was.Amount != 0 || due != 0 ? 1 : 0;
                SuspendedAmount = checked(SuspendedAmount + was.Effective - due);
            }
            else
            {
                // What stays posted beyond the certain part waits for the facts that would tell.
                Suspended += due > programme.Amount[row] ? 1 : 0;
                SuspendedAmount = checked(SuspendedAmount + due - programme.Amount[row]);
                Add(found, name, row, was, due, UnitOf(result.Snapshot, row));
            }
        }
    }

    private void Add(List<Raw> found, string programme, int row, Posted was, long due, string? unit)
    {
        if (due != was.Effective || (!_ledger.IsCheck && was.MayRecover && was.Withheld != 0))
        {
            found.Add(new Raw(programme, row, was, due, unit ?? was.Unit));
        }
    }

    /// <summary>Parts each difference into what is posted and what is withheld, and finds why.</summary>
    private void Divide(MonthDifference month, List<Raw> found)
    {
        if (month.RulebookLost)
        {
            _causes.Prepare(month,
                [.. found.Where(raw => raw.Difference < 0 && raw.Was.Paid > raw.Due).Select(raw => raw.Was.PersonId).Distinct()]);
        }

        foreach (var raw in found)
        {
            var (post, withhold) = _causes.Divide(month, raw);
            if (post != 0)
            {
                Lines.Add(raw.ToLine(month.Month, post, post > 0 ? LineKind.Arrears : LineKind.Recovery));
            }

            if (withhold != 0)
            {
                Withheld.Add(raw.ToLine(month.Month, withhold, LineKind.Recovery));
            }
        }

        if (_ledger.Explains)
        {
            var raws = found.ToDictionary(r => (r.Was.PersonId, r.Programme));
            _causes.Explain(month, Lines.Where(l => l.ForMonth == month.Month).Select(l => (l, raws[(l.PersonId, l.Programme)])));
            foreach (var line in Withheld.Where(l => l.ForMonth == month.Month))
            {
                line.Causes = _causes.ByLaw(month, raws[(line.PersonId, line.Programme)]);
            }
        }
    }

    private static string? UnitOf(Snapshot snapshot, int row) => snapshot.UnitOf[row] is >= 0 and var unit ? snapshot.Units[unit] : null;

    private LedgerRun LastSeen(Month month) => LastSeen(_ledger.Standing, month);

    /// <summary>The last run that looked at a month, for what came to be known after it made the difference.</summary>
    public static LedgerRun LastSeen(IReadOnlyList<LedgerRun> standing, Month month)
    {
        var opened = standing.Where(r => r.Month == month).Min(r => r.RunId);
        return standing.Where(r => r.RunId >= opened && r.Month >= month).MaxBy(r => r.RunId)!;
    }
}

/// <summary>A difference before it is parted: what is due for a person and month of a programme, and what was posted.</summary>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Row">Row of the person in the month, negative if the register does not hold the person.</param>
/// <param name="Was">What was posted.</param>
/// <param name="Due">What is due.</param>
/// <param name="Unit">Key of the commune.</param>
internal sealed record Raw(string Programme, int Row, Posted Was, long Due, string? Unit)
{
    public long Difference => checked(Due - Was.Effective);

    public Line ToLine(Month month, long amount, LineKind kind) => new(Was.PersonId, Programme, month, amount, kind, Unit);
}

/// <summary>
/// A month's differences, and what is needed to find their causes: the last run that looked at it and the law that run saw.
/// </summary>
/// <param name="Month">The month.</param>
/// <param name="Before">The last run that looked at it.</param>
/// <param name="Now">What is due now.</param>
/// <param name="OldReading">The facts of now under the rulebook of that run; null if that cannot be read any more.</param>
/// <param name="UnderOldLaw">What is due now by the law that run saw; null if it is the same law.</param>
/// <param name="Changes">What changed in the law.</param>
internal sealed record MonthDifference(
    Month Month, LedgerRun Before, MonthResult Now, Reading? OldReading, MonthResult? UnderOldLaw, IReadOnlyList<LawRevision> Changes)
{
    /// <summary>True if the rulebook of that run is another and cannot be read any more.</summary>
    public bool RulebookLost => OldReading is null;

    public static MonthDifference Of(LedgerRun before, MonthResult now, Reading reading, DecisionBook book,
        RulebookOf? rulebooks, string hash)
    {
        var month = now.Month;
        var old = before.RulebookHash == hash ? reading
            : rulebooks?.Invoke(before.RulebookHash) is { } policy ? reading.Under(policy) : null;
        var law = (old ?? reading).LawOf(month, before.Known);
        var changes = LawRevision.Between(law, now.Law);
        var sameLaw = changes.Count == 0 && (old is null || ReferenceEquals(old, reading));
        return new MonthDifference(month, before, now, old, sameLaw ? null : (old ?? reading).Payable(month, book, before.Known), changes);
    }
}

/// <summary>
/// Rows where a programme cannot be told any more though money was posted for it. While it is held, no rival of it (a programme a rule
/// would make the person choose against) may start to pay: that could pay twice.
/// </summary>
internal static class SuspendedRows
{
    public static bool Block(MonthResult result, string programme, int row, PostedBook posted)
    {
        foreach (var interaction in result.Law.Interactions.Where(i => i.Interaction.Rule != InteractionRule.Adds))
        {
            var own = interaction.Interaction.Sides.FirstOrDefault(side => side.Contains(programme));
            foreach (var rival in own is null ? [] : interaction.Interaction.Sides.Where(side => side != own).SelectMany(side => side))
            {
                if (result.FindOrNull(rival) is { } held && held.IsUnknown(row)
                    && posted.Find(result.Month, rival, result.Snapshot.PersonIds[row]).Amount != 0)
                {
                    return true;
                }
            }
        }

        return false;
    }
}

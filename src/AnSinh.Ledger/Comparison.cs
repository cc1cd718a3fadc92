using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Register;
using AnSinh.Rulebook;

namespace AnSinh.Ledger;

/// <summary>The subtraction itself, month by month: due as known now less posted.</summary>
internal sealed class Comparison
{
    private readonly DecisionBook _book;
    private readonly IReadOnlyList<LedgerRun> _runs;
    private readonly Dictionary<(Month Month, string Programme), List<Posted>> _posted;
    private readonly Causes _causes;

    public Comparison(Determiner determiner, Decisions decisions, AsKnown known, IReadOnlyList<LedgerRun> runs, Dictionary<(Month, string), List<Posted>> posted)
    {
        (_runs, _posted) = (runs, posted);
        Reading = determiner.Read(known);
        _book = decisions.Known(known);
        _causes = new Causes(determiner, decisions, Reading);
        Labels = determiner.Policy.Programmes.DistinctBy(p => p.Id).ToDictionary(p => p.Id, p => p.Label.Vi, StringComparer.Ordinal);
    }

    public Reading Reading { get; }

    public IReadOnlyDictionary<string, string> Labels { get; }

    public List<Line> Lines { get; } = [];

    public long Held { get; private set; }

    /// <summary>Persons and đồng due for the month the run is about, by programme.</summary>
    public Dictionary<string, (long Persons, long Due)> DueNow { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds the lines of a month, with the causes of those that are not its first posting.</summary>
    public void Compare(Month month, bool isRunMonth)
    {
        var result = Reading.Payable(month, _book);
        var opening = _runs.All(r => r.Month != month);
        var held = new HeldRows(result, _posted);
        var from = Lines.Count;
        foreach (var name in result.Programmes.Select(p => p.Name).Union(_posted.Keys.Where(k => k.Month == month).Select(k => k.Programme)))
        {
            Compare(result, name, opening, held);
        }

        if (isRunMonth)
        {
            foreach (var programme in result.Programmes)
            {
                DueNow[programme.Name] = (programme.CountYes(), programme.Total().Value);
            }
        }

        if (!opening && Lines.Count > from)
        {
            // At once, month by month: the columns of the month can then go before those of the next come.
            _causes.Explain(Difference.Of(month, LastSeen(month), result, Reading, _book, Lines[from..]));
        }
    }

    private void Compare(MonthResult result, string name, bool opening, HeldRows held)
    {
        var programme = result.FindOrNull(name);
        var posted = new Dictionary<int, Posted>();
        foreach (var was in _posted.GetValueOrDefault((result.Month, name), []))
        {
            if (result.Snapshot.RowOf(was.PersonId) is >= 0 and var row)
            {
                posted[row] = was;
            }
            else
            {
                // The register as known now does not hold the person at all: nothing is due.
                Add(result.Month, name, was, 0, opening, null);
            }
        }

        for (var row = 0; programme is not null && row < programme.Status.Length; row++)
        {
            var due = programme.Amount[row];
            var was = posted.GetValueOrDefault(row);
            if (programme.IsUnknown(row) || (due > was.Amount && held.Blocks(name, row)))
            {
                Held += was.Amount != 0 || due != 0 ? 1 : 0;
            }
            else if (due != was.Amount)
            {
                Add(result.Month, name, was with { PersonId = result.Snapshot.PersonIds[row] }, due, opening, UnitOf(result.Snapshot, row));
            }
        }

        foreach (var was in programme is null ? posted.Values.AsEnumerable() : [])
        {
            Add(result.Month, name, was, 0, opening, null);
        }
    }

    private void Add(Month month, string programme, Posted was, long due, bool opening, string? unit)
    {
        if (checked(due - was.Amount) is var difference && difference != 0)
        {
            var kind = opening ? LineKind.Current : difference > 0 ? LineKind.Arrears : LineKind.Recovery;
            Lines.Add(new Line(was.PersonId, programme, month, difference, kind, unit ?? was.Unit));
        }
    }

    private static string? UnitOf(Snapshot snapshot, int row) => snapshot.UnitOf[row] is >= 0 and var unit ? snapshot.Units[unit] : null;

    /// <summary>The last run that looked at a month, for what came to be known after it made the difference.</summary>
    private LedgerRun LastSeen(Month month)
    {
        var opened = _runs.Where(r => r.Month == month).Min(r => r.RunId);
        return _runs.Where(r => r.RunId >= opened && r.Month >= month).MaxBy(r => r.RunId)!;
    }
}

/// <summary>The differences of one month, with what is needed to find their causes.</summary>
internal sealed record Difference(Month Month, LedgerRun Before, MonthResult Now, MonthResult? UnderOldLaw, IReadOnlyList<Line> Lines)
{
    public static Difference Of(Month month, LedgerRun before, MonthResult now, Reading reading, DecisionBook book, IReadOnlyList<Line> lines)
    {
        var old = LawChange.Between(reading.LawOf(month, before.Known), now.Law).Count > 0 ? reading.Payable(month, book, before.Known) : null;
        return new Difference(month, before, now, old, lines);
    }
}

/// <summary>
/// Rows where a programme cannot be told any more though money was posted for it. While it is held, no rival of it (a programme a rule
/// would make the person choose against) may start to pay: that could pay twice.
/// </summary>
internal sealed class HeldRows
{
    private readonly Dictionary<string, HashSet<int>> _blocked = new(StringComparer.Ordinal);

    public HeldRows(MonthResult result, Dictionary<(Month Month, string Programme), List<Posted>> posted)
    {
        foreach (var interaction in result.Law.Interactions.Where(i => i.Interaction.Rule != InteractionRule.Adds))
        {
            foreach (var side in interaction.Interaction.Sides)
            {
                var rows = side.SelectMany(name => Unsure(result, name, posted)).ToHashSet();
                foreach (var rival in rows.Count == 0 ? [] : interaction.Interaction.Sides.Where(s => s != side).SelectMany(s => s))
                {
                    if (!_blocked.TryGetValue(rival, out var blocked))
                    {
                        _blocked[rival] = blocked = [];
                    }

                    blocked.UnionWith(rows);
                }
            }
        }
    }

    public bool Blocks(string programme, int row) => _blocked.TryGetValue(programme, out var rows) && rows.Contains(row);

    private static IEnumerable<int> Unsure(MonthResult result, string name, Dictionary<(Month, string), List<Posted>> posted) =>
        result.FindOrNull(name) is { } programme && posted.TryGetValue((result.Month, name), out var was)
            ? was.Where(p => p.Amount != 0).Select(p => result.Snapshot.RowOf(p.PersonId)).Where(row => row >= 0 && programme.IsUnknown(row))
            : [];
}

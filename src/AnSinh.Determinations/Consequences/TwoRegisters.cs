using AnSinh.Basics;
using AnSinh.Determinations.Simulating;
using AnSinh.Register.Snapshots;
using AnSinh.Register.Units;
using AnSinh.Rulebook;

namespace AnSinh.Determinations.Consequences;

/// <summary>
/// One register as it stands and as it would be, asked month by month. Whoever's household is the same in a month is not asked.
/// </summary>
internal sealed class TwoRegisters(Reading before, Reading after, IDecisionColumns? decisions)
{
    private readonly List<Consequence> _found = [];
    private readonly SortedSet<long> _persons = [];

    /// <summary>What month runs would pay otherwise.</summary>
    public List<DueChange> Due { get; } = [];

    /// <summary>Everybody whose household is otherwise in some month.</summary>
    public IReadOnlyList<long> Persons => [.. _persons];

    public void Compare(Month month)
    {
        var (old, now) = (before.SnapshotOf(month), after.SnapshotOf(month));
        var law = after.LawOf(month);
        var due = false;
        var touched = new List<long>();
        foreach (var person in old.PersonIds.Concat(now.PersonIds).Distinct().Order())
        {
            var (was, becomes) = (Side.Of(law, old, person), Side.Of(law, now, person));
            if (was?.Same(becomes) ?? becomes is null)
            {
                continue;
            }

            _persons.Add(person);
            touched.Add(person);
            foreach (var programme in law.Programmes)
            {
                var (b, a) = (was?.Answer(programme), becomes?.Answer(programme));
                if (KindOf(b, a, was?.Unit, becomes?.Unit) is { } kind && !SaidForAnother(programme, was, becomes))
                {
                    _found.Add(Told(month, person, programme, kind, was, becomes));
                    due |= programme.Programme.Ledger;
                }
            }
        }

        if (due && decisions is not null)
        {
            CompareDue(month, touched);
        }
    }

    /// <summary>Months in a row that say the same become one.</summary>
    public IReadOnlyList<Consequence> Consequences(Month last)
    {
        var runs = new List<Consequence>();
        foreach (var group in _found.GroupBy(c => (c.PersonId, c.Programme)).OrderBy(g => g.Key.PersonId)
            .ThenBy(g => g.First().Ledger ? 0 : 1))
        {
            foreach (var one in group.OrderBy(c => c.From))
            {
                if (runs.Count > 0 && runs[^1] is var run && run.To.Add(1) == one.From && SameExceptMonths(run, one))
                {
                    runs[^1] = run with { To = one.To };
                }
                else
                {
                    runs.Add(one);
                }
            }
        }

        return [.. runs.Select(r => r with { Goes = r.To == last })];
    }

    private static bool SameExceptMonths(Consequence a, Consequence b) =>
        (a.PersonId, a.Programme, a.Kind, a.Before, a.After, a.UnitBefore, a.UnitAfter) == (b.PersonId, b.Programme,
            b.Kind, b.Before, b.After, b.UnitBefore, b.UnitAfter);

    /// <summary>A programme of households is told of its first member only.</summary>
    private static bool SaidForAnother(ProgrammeAt programme, Side? was, Side? becomes) =>
        programme.Programme.AppliesTo == "household" && (becomes ?? was) is { IsFirst: false };

    private static ConsequenceKind? KindOf(RowAnswer? before, RowAnswer? after, string? unitBefore, string? unitAfter)
    {
        var (b, a) = (before ?? default, after ?? default);
        return (b.Status, a.Status) switch
        {
            (Truth.Yes, Truth.Yes) when a.Unsettles(b) => ConsequenceKind.BecomesUnclear,
            (Truth.Yes, Truth.Yes) => a.Amount > b.Amount ? ConsequenceKind.Rises
                : a.Amount < b.Amount ? ConsequenceKind.Falls : unitBefore != unitAfter ? ConsequenceKind.Transfers : null,
            (_, Truth.Yes) => ConsequenceKind.Starts,
            (Truth.Yes, Truth.No) => ConsequenceKind.Stops,
            (Truth.No or Truth.Yes, Truth.Unknown or Truth.Conflict) => ConsequenceKind.BecomesUnclear,
            (Truth.Unknown or Truth.Conflict, Truth.No) => ConsequenceKind.BecomesClear,
            _ => null,
        };
    }

    private static Consequence Told(Month month, long person, ProgrammeAt programme, ConsequenceKind kind, Side? was, Side? becomes)
    {
        var (why, missing) = kind == ConsequenceKind.Transfers ? ([], []) : ConsequenceReasons.Of(programme, kind, was, becomes ?? was!);
        return new Consequence(
            person, programme.Programme.Id, programme.Programme.ShortName, programme.Programme.Period, programme.Programme.Ledger,
            programme.Version.PaysMoney, kind, month, month, false,
            was?.Answer(programme) ?? default, becomes?.Answer(programme) ?? default, was?.Unit, becomes?.Unit, why, missing);
    }

    private void CompareDue(Month month, IReadOnlyList<long> persons)
    {
        var (was, becomes) = (before.Payable(month, decisions!), after.Payable(month, decisions!));
        foreach (var name in was.Programmes.Concat(becomes.Programmes).Select(p => p.Name).Distinct(StringComparer.Ordinal))
        {
            foreach (var person in persons)
            {
                var b = Payable(was, name, person, 0);
                var a = Payable(becomes, name, person, b ?? 0);
                if (b != a)
                {
                    Due.Add(new DueChange(person, name, month, b, a));
                }
            }
        }
    }

    /// <summary>What is due; null if it cannot be told. What was due before stays while it may be right, as in the month run.</summary>
    private static long? Payable(MonthResult result, string programme, long person, long before)
    {
        if (result.FindOrNull(programme) is not { } answer || result.Snapshot.RowOf(person) is not (>= 0 and var row))
        {
            return 0;
        }

        return answer.IsUnknown(row) ? null
            : answer.IsOpen(row) ? Math.Clamp(before, answer.Amount[row], answer.MostOf(row)) : answer.Amount[row];
    }
}

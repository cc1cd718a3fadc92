using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Determinations.Questions;

/// <summary>Asks every programme of a month about one person: told by facts, or held by the register. Writes nothing.</summary>
public sealed class EligibilityScreener(Policy policy)
{
    /// <summary>About a person whose facts are told.</summary>
    /// <param name="given">The facts.</param>
    /// <param name="place">The place whose law is asked.</param>
    /// <param name="month">The month.</param>
    /// <param name="known">The law as known on which day.</param>
    /// <param name="silenceIsUnknown">True if what is not told is unknown; false if it stands for what no record stands for in the
    /// register.</param>
    public Entitlements Ask(GivenFacts given, Jurisdiction place, Month month, AsKnown known, bool silenceIsUnknown) =>
        Ask(policy.At(place, month, known), given.Table(policy.Facts, silenceIsUnknown), 0);

    /// <summary>
    /// About a person of the register, with facts told otherwise put over those recorded; null if the register does not hold the person.
    /// </summary>
    public Entitlements? Ask(Reading reading, long personId, Month month, GivenFacts? told = null)
    {
        if (HouseholdSlice.Around(reading.SnapshotOf(month), personId) is not { } slice)
        {
            return null;
        }

        var (table, row) = (Reading.Table(slice, null, []), slice.RowOf(personId));
        return Ask(reading.LawOf(month), told is null ? table : Over(table, row, told), row);
    }

    /// <summary>An answer about what somebody told; refused if it leads to numbers that fit nowhere.</summary>
    public static Outcome<T> Fitting<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (OverflowException)
        {
            return new Refusal("facts.too-large", "Có số tiền hoặc số lượng quá lớn để tính; hãy xem lại các số đã khai.");
        }
    }

    private Entitlements Ask(LawAt law, FactTable table, int row)
    {
        (var results, table) = OneRow.Answers(law, law.Programmes, table, row);
        List<ProgrammeAnswer> answers = [.. results.Select(r => Answer(law, r, table, row))
            .OrderBy(a => a.Status switch { Truth.Yes => 0, Truth.No => 2, _ => 1 })];
        var quantities = policy.Quantities.Where(q => !q.IsAuxiliary).Select(q => law.Quantity(q.Name)).OfType<QuantityAt>()
            .Select(q => law.Explain(q, table, row)).ToList();
        var missing = answers.SelectMany(a => a.Missing.Select(m => (Fact: policy.Facts.FindOrNull(FactName.Bare(m)), a.Name)))
            .Where(m => m.Fact is not null)
            .GroupBy(m => m.Fact!)
            .Select(g => new MissingFact(g.Key, [.. g.Select(m => m.Name).Distinct(StringComparer.Ordinal)]))
            .OrderByDescending(m => m.Programmes.Count)
            .ToList();
        return new Entitlements(law, answers, quantities, missing, policy.Hash);
    }

    private static ProgrammeAnswer Answer(LawAt law, ProgrammeResult result, FactTable table, int row)
    {
        var own = result.Law.Explain(table, row);
        var status = (Truth)result.Status[row];
        InteractionAt? rule = result.OutrankedBy.TryGetValue(row, out var by) ? law.Interactions[by] : null;
        return new ProgrammeAnswer(
            result.Law, status, status == Truth.Yes ? new Dong(result.Amount[row]) : null, result.RoutesOf(row),
            status is Truth.Yes or Truth.Unknown ? own.Missing : [], own, rule,
            result.Law.Version.Doubtful || own.Root.Doubtful)
        {
            AtMost = result.AtMostOf(row),
        };
    }

    /// <summary>Told facts over those of the register: the person's in the person's row, the household's in every row.</summary>
    private FactTable Over(FactTable table, int row, GivenFacts told)
    {
        // What is told holds the whole month, on every stretch of days of it.
        var states = table.States is { } days
            ? days with { Table = Over(days.Table, days.Find(row) is >= 0 and var at ? days.Start[at]..days.Start[at + 1] : 0..0, told) }
            : null;
        return Over(table, row..(row + 1), told) with { States = states };
    }

    private FactTable Over(FactTable table, Range rows, GivenFacts told)
    {
        var columns = new Dictionary<string, long[]>(table.Columns, StringComparer.Ordinal);
        foreach (var (name, text) in told.Person)
        {
            var kind = policy.Facts[FactName.Bare(name)];
            var value = kind.Encode(text) ?? FactKind.Unknown;
            var column = columns.TryGetValue(kind.Name, out var recorded) ? (long[])recorded.Clone()
                : [.. Enumerable.Repeat(kind.Absent, table.Rows)];
            if (kind.Subject == FactSubject.Person)
            {
                column.AsSpan(rows).Fill(value);
            }
            else
            {
                Array.Fill(column, value);
            }

            columns[kind.Name] = column;
        }

        return table with { Columns = columns };
    }
}

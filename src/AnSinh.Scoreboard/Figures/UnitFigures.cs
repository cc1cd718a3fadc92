using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.History;
using AnSinh.Register.Units;
using AnSinh.Register.Writing;
using AnSinh.Rulebook;
using AnSinh.Scoreboard.Indicators;

namespace AnSinh.Scoreboard.Figures;

/// <summary>
/// Indicators about communes. A commune's own record counts; without one, a commune made of others inherits what all of them
/// agree on, and a commune that has become part of another has the other's record. Else it is not known.
/// </summary>
internal sealed class UnitFigures(RegisterDb register)
{
    /// <summary>The standing of each commune.</summary>
    public IReadOnlyList<(Unit Unit,
        Standing Standing)> Standings(CompiledIndicator indicator, IReadOnlyList<Unit> communes, Month month, AsKnown known)
    {
        var columns = indicator.Facts
            .Select(register.Facts.FindOrNull).OfType<FactKind>().Where(k => k.Subject == FactSubject.Unit)
            .ToDictionary(k => k.Name, k => Column(k, communes, month, known));
        int[] nowhere = [.. Enumerable.Repeat(-1, communes.Count)];
        var table = new FactTable(communes.Count, columns, nowhere, [0], []);
        var (numerator, denominator) = (new byte[communes.Count], new byte[communes.Count]);
        indicator.Numerator(table, month, known, numerator);
        if (indicator.Denominator is { } below)
        {
            below(table, month, known, denominator);
        }
        else
        {
            Array.Fill(denominator, Figures.Standings.Yes);
        }

        return [.. communes.Select((unit, row) => (unit, Figures.Standings.Of(denominator[row], numerator[row])))];
    }

    /// <summary>Numbers of one commune or the sum of several.</summary>
    public static Parts Sum(IEnumerable<Standing> standings) => standings.Aggregate(default(Parts), (sum, s) => sum + new Parts(
        s == Standing.Counted ? 1 : 0,
        s is Standing.Counted or Standing.Below or Standing.Unclear ? 1 : 0,
        s is Standing.Unclear or Standing.UnclearDenominator ? 1 : 0));

    /// <summary>The communes behind a figure.</summary>
    public static FigureList Open(FigureQuestion question, Indicator indicator, IReadOnlyList<(Unit Unit, Standing Standing)> standings)
    {
        var units = standings.Where(s => FigureLists.Belongs(question.Part, s.Standing)).Select(s => s.Unit).ToList();
        var page = units.Skip((question.Page - 1) * question.PageSize).Take(question.PageSize);
        return new FigureList(question, indicator, units.Count,
            [.. page.Select(u => new FigureLine(null, null, u, u.FullName, null, null, null, null))]);
    }

    private long[] Column(FactKind kind, IReadOnlyList<Unit> communes, Month month, AsKnown known)
    {
        var records = Records(kind, month, known);
        var units = register.UnitsAsKnown(known);
        return [.. communes.Select(c => Value(units.FindOrNull(c.Key) is null ? register.Units : units, kind, c, month.LastDay, records))];
    }

    private Dictionary<string, long> Records(FactKind kind, Month month, AsKnown known)
    {
        var records = new Dictionary<string, long>();
        foreach (var fact in new FactRecords(register.Database).OfUnits(kind.Name, known)
            .Where(f => f.Valid.From <= month.LastDay && !(f.Valid.To < month.FirstDay)))
        {
            records[fact.UnitKey] = kind.Encode(fact.Value) ?? FactKind.Unknown;
        }

        return records;
    }

    private static long Value(UnitMap units, FactKind kind, Unit unit, DateOnly day, Dictionary<string, long> records)
    {
        if (records.TryGetValue(unit.Key, out var own))
        {
            return own;
        }

        if (Inherited(units, unit, records) is { } inherited)
        {
            return inherited;
        }

        return units.Resolve(unit.Key, day) is { } later && later.Key != unit.Key && records.TryGetValue(later.Key, out var after)
            ? after : kind.Absent;
    }

    private static long? Inherited(UnitMap units, Unit unit, Dictionary<string, long> records)
    {
        var before = units.Predecessors(unit);
        if (before.Count == 0)
        {
            return null;
        }

        var values = before.Select(b => records.TryGetValue(b.Key, out var own) ? own : Inherited(units, b, records)).Distinct().ToList();
        return values.Count == 1 ? values[0] : null;
    }
}

using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Ledger;

namespace AnSinh.Host.Payments;

/// <summary>The lines of all runs of a month, as one list.</summary>
internal sealed class MonthLines(Office office, Visit visit, IReadOnlyList<LedgerRun> runs)
{
    /// <summary>One page of the lines, the latest run first.</summary>
    public (IReadOnlyList<LineRow> Rows, long Total) Page(LineKind? kind, Scope scope, int skip, int take)
    {
        var (rows, total) = (new List<LineRow>(), 0L);
        foreach (var run in runs)
        {
            var page =
                office.Ledger.Lines(run.RunId, new LineFilter(kind), scope, (int)Math.Max(0, skip - total), Math.Max(0, take - rows.Count));
            rows.AddRange(Rows(office, visit, page.Items));
            total += page.Total;
        }

        return (rows, total);
    }

    /// <summary>Sums by kind of line.</summary>
    public IReadOnlyList<KindSum> Kinds(Scope scope)
    {
        var totals = Totals(scope);
        return [.. Enum.GetValues<LineKind>()
            .Select(kind => new KindSum(kind, totals.Sum(t => Of(t, kind).Count), totals.Sum(t => Of(t, kind).Amount)))];
    }

    /// <summary>Sums by commune, within what the viewer may see.</summary>
    public IReadOnlyList<CommuneSum> Communes() =>
        [.. Totals(visit.Viewer.Scope).Where(t => t.Unit is not null).GroupBy(t => t.Unit!).Select(group => new CommuneSum(
            group.Key, office.UnitName(group.Key),
            group.Sum(t => t.ByKind.Current.Count + t.ByKind.Arrears.Count + t.ByKind.Recovery.Count),
            group.Sum(t => t.ByKind.Current.Amount), group.Sum(t => t.ByKind.Arrears.Amount), group.Sum(t => t.ByKind.Recovery.Amount)))
            .OrderBy(sum => sum.Name, StringComparer.Ordinal)];

    private List<UnitTotal> Totals(Scope scope) => [.. runs.SelectMany(run => office.Ledger.Totals(run.RunId, scope))];

    /// <summary>
    /// Lines with names. Money paid here stays in the list; who may not be seen today is not named, nor why it was paid.
    /// </summary>
    public static IReadOnlyList<LineRow> Rows(Office office, Visit visit, IReadOnlyList<PostedLine> lines)
    {
        var seen = office.People.Within(visit.Viewer.Scope, [.. lines.Select(l => l.PersonId)]);
        return [.. lines.Select(line => Row(office, visit, line, seen.Contains(line.PersonId)))];
    }

    private static LineRow Row(Office office, Visit visit, PostedLine line, bool seen) => new(
        seen ? line.PersonId : 0, seen ? line.Name ?? "" : "", office.UnitName(line.Unit), visit.Language.T(office.NameOf(line.Programme)),
        line.Programme,
        line.ForMonth, line.Kind, line.Amount, seen ? Cause.ToVietnamese(line.Causes) : "");

    private static LineSum Of(UnitTotal total, LineKind kind) => kind switch
    {
        LineKind.Current => total.ByKind.Current,
        LineKind.Arrears => total.ByKind.Arrears,
        _ => total.ByKind.Recovery,
    };
}

using AnSinh.Basics;
using AnSinh.Host.Scoreboard;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Problems;
using AnSinh.Register.Snapshots;
using AnSinh.Register.Units;
using AnSinh.Scoreboard.Figures;

namespace AnSinh.Host.Units;

/// <summary>The page of a unit: who lives there, what the law gives them, where the unit comes from.</summary>
internal static class UnitPages
{
    public static void MapUnitPages(this IEndpointRouteBuilder pages) =>
        pages.Needing(Permission.ReadFigures).MapGet("/don-vi/{key}", Show);

    private static IResult Show(Office office, Visit visit, string key)
    {
        var day = visit.Month.LastDay;
        if ((office.Units.FindOrNull(key) ?? office.Units.At(key, day)) is not { } unit)
        {
            return ProblemPages.NotFound(visit);
        }

        var current = unit.Level == 3 ? office.Units.Resolve(unit.Key, day) : unit;
        var figures = current?.Key == unit.Key && MaySeeFigures(office, visit, unit) ? Figures.Of(office, visit, unit) : null;
        return View.Of<UnitView, UnitModel>(new UnitModel(
            unit,
            unit.ParentCode is { } parent ? office.Units.At(parent, unit.To ?? day) : null,
            figures?.People,
            figures?.Households,
            current is not null && current.Key != unit.Key ? current : null,
            figures?.Indicators ?? [],
            figures?.Programmes ?? [],
            History(office.Units, unit, office.Units.Changes.Where(c => c.ToKey == unit.Key && c.FromKey != unit.Key), c => c.FromKey),
            History(office.Units, unit, office.Units.Changes.Where(c => c.FromKey == unit.Key && c.ToKey != unit.Key), c => c.ToKey),
            unit.Level == 2 ? Communes(office, visit, unit) : []));
    }

    // Figures of a unit are of its people: whoever may not see all of these may not see the sums either.
    private static bool MaySeeFigures(Office office, Visit visit, Unit unit) =>
        unit.Level > 1 && office.Units.ScopeOf(unit).IsWithin(visit.Viewer.Scope);

    private static List<HistoryRow> History(UnitMap units, Unit unit, IEnumerable<UnitChange> changes, Func<UnitChange, string?> other) =>
        [.. changes.Where(c => other(c) is not null && units.FindOrNull(other(c)!) is not null && other(c) != unit.Key)
            .OrderBy(c => c.On)
            .Select(c => new HistoryRow(units.FindOrNull(other(c)!)!, c.On, c.Instrument, c.Whole))];

    private static List<CommuneRow> Communes(Office office, Visit visit, Unit unit)
    {
        var census = Census.Of(office, visit);
        var communes = office.Units.Children(unit.Code, visit.Month.LastDay);
        var (hidden, _) = new SmallFigures(office, visit).Hidden([.. communes.Select(c => (long[])[census.People(c.Key)])]);
        return [.. communes.Select((commune, i) => visit.Viewer.MaySee(commune) && !hidden[i]
            ? new CommuneRow(commune, census.People(commune.Key), census.Households(commune.Key))
            : new CommuneRow(commune, null, null))];
    }

    private sealed record Figures(long People, long Households, IReadOnlyList<UnitIndicator> Indicators,
        IReadOnlyList<UnitProgramme> Programmes)
    {
        public static Figures Of(Office office, Visit visit, Unit unit)
        {
            var scope = office.Units.ScopeOf(unit);
            var result = office.Determiner.Determine(visit.Month, visit.Known);
            var census = Census.Of(office, visit);
            var own = result.Snapshot.Units.Where(scope.Contains).ToList();
            var words = new FigureWords(visit);
            var small = new SmallFigures(office, visit);
            var board = small.Board(new BoardQuestion(unit.Key, visit.Month, visit.Known, visit.Viewer.Scope, WithTrend: false));
            var indicators = (board?.Figures ?? []).Where(figure => figure.Basis == FigureBasis.Register)
                .Select(figure => new UnitIndicator(
                visit.Language.T(figure.Indicator.Label),
                words.Value(figure.Indicator, figure.Value),
                words.Basis(figure),
                words.Href(figure.Indicator, unit.Level == 3 ? unit.Key : null)));
            var sight = Sight.Of(office, visit);
            var programmes = result.Programmes.Where(p => sight.Shows(p.Law.Programme)).Select(programme =>
            {
                var all = result.ByUnit(programme).Where(u => u.Unit is not null && visit.Viewer.Scope.Contains(u.Unit)).ToList();
                var (hidden, total) = small.Hidden([.. all.Select(u => (long[])[u.Entitled, u.Unknown])]);
                var counts = all.Where(u => scope.Contains(u.Unit)).ToList();
                var name = visit.Language.T(programme.Law.Programme.Label);
                return (unit.Level == 3 ? counts.Exists(c => hidden[all.IndexOf(c)]) : total)
                    ? new UnitProgramme(programme.Name, name, null, null, null)
                    : new UnitProgramme(
                        programme.Name, name, counts.Sum(c => c.Entitled), counts.Sum(c => c.Unknown), counts.Sum(c => c.Amount));
            });
            return new Figures(own.Sum(census.People), own.Sum(census.Households), [.. indicators], [.. programmes]);
        }
    }
}

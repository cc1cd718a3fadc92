using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Scoreboard.Indicators;
using AnSinh.Scoreboard.Targets;

namespace AnSinh.Scoreboard.Figures;

/// <summary>Puts the figures of one board together from cells; nothing outside the viewer's scope enters a sum.</summary>
internal sealed class BoardFigures(ScoreEngine engine, BoardQuestion question, Unit unit, Term? term,
    IReadOnlyDictionary<string, IReadOnlyList<FactKind>> missing)
{
    private readonly ScorePolicy _policy = engine.Policy;

    /// <summary>All indicators of the unit.</summary>
    public IReadOnlyList<IndicatorFigure> All(IReadOnlyList<Month> months, IReadOnlyDictionary<Month, IReadOnlyList<FigureCell>> cells,
        UnitFigures units) =>
        [.. _policy.Indicators.Select(i => Figure(i, months, cells, units))];

    /// <summary>Numbers of each commune on the board's map, and of those who cannot be placed on it.</summary>
    public (IReadOnlyList<UnitRow> Rows,
        IReadOnlyDictionary<string, Parts> Unplaced) Rows(IReadOnlyList<FigureCell> cells, DateOnly map, IReadOnlyList<Unit> seen,
        UnitFigures units)
    {
        var own = question.Month.LastDay;
        var keys = seen.Select(u => u.Key).ToHashSet();
        var there = engine.UnitsShown(question);
        var communes = seen.SelectMany(u => UnitCommunes.CommunesOf(there, engine.Units, u, map)).DistinctBy(u => u.Key)
            .OrderBy(u => u.Code, StringComparer.Ordinal).ToList();
        var sums = new Dictionary<(string Unit, string Indicator), Parts>();
        var unplaced = new Dictionary<string, Parts>();
        foreach (var cell in cells)
        {
            var parts = new Parts(cell.Numerator, cell.Denominator, cell.Unclear);
            if (cell.UnitKey.StartsWith(EarlierMap.Unplaced, StringComparison.Ordinal))
            {
                if (keys.Contains(cell.UnitKey[EarlierMap.Unplaced.Length..]))
                {
                    unplaced[cell.Indicator] = unplaced.GetValueOrDefault(cell.Indicator) + parts;
                }
            }
            else if ((keys.Contains(cell.UnitKey) || map < own) && there.CountedIn(cell.UnitKey, map) is { } place)
            {
                sums[(place.Key, cell.Indicator)] = sums.GetValueOrDefault((place.Key, cell.Indicator)) + parts;
            }
            else if (keys.Contains(cell.UnitKey))
            {
                unplaced[cell.Indicator] = unplaced.GetValueOrDefault(cell.Indicator) + parts;
            }
        }

        foreach (var change in _policy.Indicators.Where(i => i.ChangeOf is not null && unplaced.ContainsKey(i.ChangeOf)))
        {
            unplaced[change.Id] = unplaced[change.ChangeOf!];
        }

        // A commune that was split is shown only while somebody is still counted in it.
        var counted = sums.Keys.Select(k => k.Unit).ToHashSet();
        return ([.. communes.Where(c => c.ExistsOn(map) || counted.Contains(c.Key)).Select(c => Row(c, sums, units))], unplaced);
    }

    /// <summary>The unit's numbers in the question's month, on the month's own map.</summary>
    public Parts Total(Indicator indicator, IReadOnlyDictionary<Month, IReadOnlyList<FigureCell>> cells, UnitFigures units) =>
        PartsAt(indicator, question.Month, cells, units);

    private UnitRow Row(Unit commune, Dictionary<(string Unit, string Indicator), Parts> sums, UnitFigures units)
    {
        var parts = new Dictionary<string, Parts>();
        var values = new Dictionary<string, decimal?>();
        foreach (var indicator in _policy.Indicators)
        {
            if (MissingOf(indicator).Count > 0)
            {
                continue;
            }

            var share = indicator.ChangeOf ?? indicator.Id;
            parts[indicator.Id] = indicator.Counts == Counts.Unit
                ? UnitFigures.Sum(units.Standings(CompiledOf(share), [commune], question.Month, question.Known).Select(s => s.Standing))
                : sums.GetValueOrDefault((commune.Key, share));
            values[indicator.Id] = indicator.ChangeOf is null ? parts[indicator.Id].ValueOf(indicator) : null;
        }

        return new UnitRow(commune, parts, values);
    }

    private IndicatorFigure Figure(Indicator indicator, IReadOnlyList<Month> months,
        IReadOnlyDictionary<Month, IReadOnlyList<FigureCell>> cells, UnitFigures units)
    {
        var lacking = MissingOf(indicator);
        var published = _policy.PublishedOf(indicator.Id, unit.Code, question.Month.Year);
        var target = term?.UnitCode == unit.Code ? term.TargetOf(indicator.Id) : null;
        var share = indicator.ChangeOf is { } of ? _policy.FindOrNull(of)! : indicator;
        var basis = indicator.Base is { } start && lacking.Count == 0 ? PartsAt(share, start, cells, units) : (Parts?)null;
        var trend = months.Select(m => Point(indicator, share, m, lacking.Count > 0 ? null : PartsAt(share, m, cells, units), basis))
            .ToList();
        var (parts, value) = (trend[^1].Parts, trend[^1].Value);
        var (met, reason) = Judgement.Of(_policy.Words, term, target, new JudgedFigure(indicator, parts, basis, value), published);
        return new IndicatorFigure(
            indicator,
            value is not null ? FigureBasis.Register : published is not null ? FigureBasis.Reported : FigureBasis.None,
            value is null ? null : parts,
            value ?? published?.Value,
            value is null ? null : basis,
            value is null ? [] : Groups(share, cells[question.Month], sex: true),
            value is null ? [] : Groups(share, cells[question.Month], sex: false),
            lacking,
            published,
            target,
            met,
            reason,
            trend);
    }

    private static TrendPoint Point(Indicator indicator, Indicator share, Month month, Parts? parts, Parts? basis)
    {
        var value = indicator.ChangeOf is null
            ? parts?.ValueOf(share)
            : month < indicator.Base!.Value ? null : parts?.Percent - basis?.Percent;
        return new TrendPoint(month, parts, value);
    }

    private Parts PartsAt(Indicator share, Month month, IReadOnlyDictionary<Month, IReadOnlyList<FigureCell>> cells, UnitFigures units)
    {
        var communes = UnitCommunes.CommunesOf(engine.UnitsKnown(question.Known), engine.Units, unit, month.LastDay)
            .Where(c => question.Scope.Contains(c.Key)).ToList();
        if (share.Counts == Counts.Unit)
        {
            return UnitFigures.Sum(units.Standings(CompiledOf(share.Id), communes, month, question.Known).Select(s => s.Standing));
        }

        var keys = communes.Select(c => c.Key).ToHashSet();
        return cells[month].Where(c => c.Indicator == share.Id && keys.Contains(c.UnitKey))
            .Aggregate(default(Parts), (sum, c) => sum + new Parts(c.Numerator, c.Denominator, c.Unclear));
    }

    private List<FigureGroup> Groups(Indicator share, IReadOnlyList<FigureCell> cells, bool sex)
    {
        if (share.Counts != Counts.Person)
        {
            return [];
        }

        var keys = UnitCommunes.CommunesOf(engine.UnitsKnown(question.Known), engine.Units, unit, question.Month.LastDay)
            .Where(c => question.Scope.Contains(c.Key)).Select(c => c.Key).ToHashSet();
        return
        [
            .. cells.Where(c => c.Indicator == share.Id && keys.Contains(c.UnitKey))
                .GroupBy(c => sex ? c.Sex : c.Age)
                .OrderBy(g => g.Key < 0 ? int.MaxValue : g.Key)
                .Select(g =>
                    engine.Group(sex, g.Key,
                        g.Aggregate(default(Parts), (sum, c) => sum + new Parts(c.Numerator, c.Denominator, c.Unclear)))),
        ];
    }

    private CompiledIndicator CompiledOf(string indicator) => engine.Compiled.First(c => c.Indicator.Id == indicator);

    private IReadOnlyList<FactKind> MissingOf(Indicator indicator) => missing[indicator.ChangeOf ?? indicator.Id];
}

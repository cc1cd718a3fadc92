using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Scoreboard.Indicators;
using AnSinh.Scoreboard.Targets;
using AnSinh.Store;

namespace AnSinh.Scoreboard.Figures;

/// <summary>
/// Computes indicators over the register: every commune and the unit, for a month as known on a day, with the years of the
/// term. Results are stored with the register's change number and opened again from there; a changed register is computed anew.
/// </summary>
public sealed class ScoreEngine
{
    private readonly RegisterDb _register;
    private readonly FigureMonths _months;
    private readonly FigureLists _lists;
    private readonly UnitFigures _unitFigures;
    private readonly RegisterFacts _facts;

    /// <summary>An engine over one register; <paramref name="policy"/> compiles the conditions of the indicators.</summary>
    public ScoreEngine(ScorePolicy score, Policy policy, RegisterDb register)
    {
        (Policy, _register) = (score, register);
        register.Database.Migrate(Migrations);
        var conditions = new Conditions(policy, register.Jurisdiction);
        Compiled = [.. score.Indicators.Where(i => i.ChangeOf is null).Select(conditions.Compile)];
        _facts = new RegisterFacts(register);
        var (counted, countedBy) = conditions.Counted(score.Counting);
        _months = new FigureMonths(score, register, counted, countedBy, [.. Compiled.Where(c => c.Indicator.Counts != Counts.Unit)],
            $"{policy.Hash}+{score.Hash}+on-last-day");
        _unitFigures = new UnitFigures(register);
        _lists = new FigureLists(register);
    }

    /// <summary>The steps that make the tables.</summary>
    public static IReadOnlyList<Migration> Migrations => ResultStore.Migrations;

    /// <summary>Indicators, targets, published figures and checks in use.</summary>
    public ScorePolicy Policy { get; }

    /// <summary>The units of the register.</summary>
    public UnitMap Units => _register.Units;

    internal IReadOnlyList<CompiledIndicator> Compiled { get; }

    /// <summary>Number of communes of a place on a day, for checks.</summary>
    public int CommunesOn(string unitCode, DateOnly day) => Units.Children(unitCode, day).Count;

    /// <summary>The scoreboard of a unit, or null if there is no such unit or the viewer may see no part of it.</summary>
    public UnitBoard? Board(BoardQuestion question)
    {
        var own = question.Month.LastDay;
        var known = UnitsKnown(question.Known);
        if ((UnitCommunes.Find(known, question.Unit, question.Map ?? own)
            ?? UnitCommunes.Find(Units, question.Unit, question.Map ?? own)) is not { } unit)
        {
            return null;
        }

        var communes = UnitCommunes.CommunesOf(known, Units, unit, own);
        var seen = communes.Where(c => question.Scope.Contains(c.Key)).ToList();
        if (seen.Count == 0 && !question.Scope.IsEverything)
        {
            return null;
        }

        var term = TermOf(unit, question.Month.Year);
        var months = question.WithTrend ? Years(question.Month, term) : [question.Month];
        var all = months.Concat(Policy.Indicators.Where(i => i.Base is not null).Select(i => i.Base!.Value)).Distinct().ToList();
        var figures = new BoardFigures(this, question, unit, term, _facts.Missing(Compiled));
        var map = question.Map ?? own;
        var cells = _months.Cells(all, question.Known, null);
        var rows = figures.Rows(Placed(question.Month, question.Known, map, communes, cells), map, seen, _unitFigures);
        return new UnitBoard(
            question,
            unit,
            map,
            seen.Count < communes.Count,
            _register.Meta("demo_seed") is not null,
            term,
            figures.All(months, cells, _unitFigures),
            rows.Rows,
            rows.Unplaced);
    }

    /// <summary>A series by commune, restated on a map; null if there is no such unit or indicator, or none of it may be seen.</summary>
    public RestatedSeries? Series(SeriesQuestion question)
    {
        var indicator = Policy.FindOrNull(question.Indicator);
        if (indicator is not { ChangeOf: null, Counts: not Counts.Unit } || question.Months.Count == 0)
        {
            return null;
        }

        var rows = new Dictionary<string, (Unit Commune, Parts?[] Parts)>(StringComparer.Ordinal);
        var (unplaced, total) = (new Parts?[question.Months.Count], new Parts?[question.Months.Count]);
        var own = _months.Cells(question.Months, question.Known, null);
        Unit? unit = null;
        for (var i = 0; i < question.Months.Count; i++)
        {
            var (month, known) = (question.Months[i], UnitsKnown(question.Known));
            var map = question.Map ?? month.LastDay;
            unit = UnitCommunes.Find(known, question.Unit, month.LastDay) ?? UnitCommunes.Find(Units, question.Unit, map);
            if (unit is null)
            {
                return null;
            }

            var communes = UnitCommunes.CommunesOf(known, Units, unit, month.LastDay);
            var seen = communes.Where(c => question.Scope.Contains(c.Key)).ToList();
            var asked = new BoardQuestion(question.Unit, month, question.Known, question.Scope, map, WithTrend: false);
            var board = new BoardFigures(this, asked, unit, null, _facts.Missing(Compiled));
            var (on, apart) = board.Rows(Placed(month, question.Known, map, communes, own), map, seen, _unitFigures);
            foreach (var row in on)
            {
                rows.TryAdd(row.Unit.Key, (row.Unit, new Parts?[question.Months.Count]));
                rows[row.Unit.Key].Parts[i] = row.Parts.GetValueOrDefault(indicator.Id);
            }

            (unplaced[i], total[i]) = (apart.GetValueOrDefault(indicator.Id), board.Total(indicator, own, _unitFigures));
        }

        var ordered = rows.Values.OrderBy(r => r.Commune.Code, StringComparer.Ordinal).ThenBy(r => r.Commune.From);
        return rows.Count == 0 ? null : new RestatedSeries(question, unit!, indicator,
            [.. ordered.Select(r => (r.Commune, (IReadOnlyList<Parts?>)r.Parts))], unplaced, total);
    }

    // The cells of a month on a map: its own, unless the map is an earlier one with other communes.
    private IReadOnlyList<FigureCell> Placed(Month month, AsKnown known, DateOnly map, IReadOnlyList<Unit> communes,
        IReadOnlyDictionary<Month, IReadOnlyList<FigureCell>> own) =>
        map < month.LastDay && !UnitCommunes.SameMap(communes, map) ? _months.Cells([month], known, map)[month] : own[month];

    /// <summary>
    /// The people, households or communes behind a figure, or null if there is no such figure or unit in the viewer's scope.
    /// </summary>
    public FigureList? Open(FigureQuestion question)
    {
        var indicator = Policy.FindOrNull(question.Indicator);
        indicator = indicator?.ChangeOf is { } share ? Policy.FindOrNull(share) : indicator;
        var day = question.Month.LastDay;
        var known = UnitsKnown(question.Known);
        if (indicator is null
            || (UnitCommunes.Find(known, question.Unit, day) ?? UnitCommunes.Find(Units, question.Unit, day)) is not { } unit)
        {
            return null;
        }

        var communes = UnitCommunes.CommunesOf(known, Units, unit, day);
        var seen = communes.Where(c => question.Scope.Contains(c.Key)).ToList();
        if (seen.Count == 0)
        {
            return null;
        }

        if (indicator.Counts == Counts.Unit)
        {
            var compiled = Compiled.First(c => c.Indicator.Id == indicator.Id);
            return UnitFigures.Open(question, indicator, _unitFigures.Standings(compiled, seen, question.Month, question.Known));
        }

        return _lists.Open(question, indicator, _months.Evaluated(question.Month, question.Known), [.. seen.Select(u => u.Key)]);
    }

    /// <summary>The map of a day, as believed on another: a report keeps the borders it was made with.</summary>
    internal UnitMap UnitsKnown(AsKnown known) => _register.UnitsAsKnown(known);

    /// <summary>The map a board is told on. What was not known then can only be restated on a map known now.</summary>
    internal UnitMap UnitsShown(BoardQuestion question) =>
        question.Map is { } map && map > question.Known.Day && map > question.Month.LastDay ? Units : UnitsKnown(question.Known);

    internal FigureGroup Group(bool sex, int position, Parts parts)
    {
        if (position < 0)
        {
            return new FigureGroup(new LocalText("chưa rõ", "not known"), FactKind.UnknownText, position, parts);
        }

        if (!sex)
        {
            var group = Policy.Counting.AgeGroups[position].ToString();
            return new FigureGroup(new LocalText(group), group, position, parts);
        }

        var kind = _register.Facts["sex"];
        return new FigureGroup(kind.CodeLabels.GetValueOrDefault(kind.Codes[position]) ?? new LocalText(kind.Codes[position]),
            kind.Codes[position], position, parts);
    }

    internal Term? TermOf(Unit unit, int year) =>
        Policy.TermOf(unit.Code, year) ?? (unit.ParentCode is { } parent ? Policy.TermOf(parent, year) : null);

    /// <summary>December of each year of the term before the month, then the month itself; five years back outside a term.</summary>
    private static List<Month> Years(Month month, Term? term)
    {
        var first = Math.Min(term?.From ?? (month.Year - 5), month.Year);
        return [.. Enumerable.Range(first, month.Year - first).Select(year => new Month(year, 12)), month];
    }
}

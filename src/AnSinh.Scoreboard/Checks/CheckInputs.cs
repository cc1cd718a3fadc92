using AnSinh.Basics;
using AnSinh.Scoreboard.Publications;
using AnSinh.Scoreboard.Targets;

namespace AnSinh.Scoreboard.Checks;

/// <summary>A figure as a check sees it, published or of reference.</summary>
internal sealed record StatedFigure(string Id, LocalText Label, decimal Value, Comparator Op, DateOnly Date, bool UnitStated,
    bool DenominatorStated, int AsOf, DateOnly? PublishedOn, string UnitCode, string Source)
{
    /// <summary>Half a unit of the last printed digit: how far rounding may have moved the value.</summary>
    public decimal HalfUnit
    {
        get
        {
            var half = 0.5m;
            for (var digits = (decimal.GetBits(Value)[3] >> 16) & 0xFF; digits > 0; digits--)
            {
                half /= 10;
            }

            return half;
        }
    }

    public static StatedFigure Of(PublishedFigure f) =>
        new(f.Id, f.Label, f.Value, f.Op, f.PeriodEnd, f.UnitStated, f.Denominator is null or { Stated: true }, f.AsOf,
            f.Publication.PublishedOn, f.Publication.UnitCode, f.Publication.CarriedBy.Vi);

    public static StatedFigure Of(ReferenceFigure f) =>
        new(f.Id, f.Label, f.Value, f.Op, f.Date, true, true, f.Date.Year, null, f.UnitCode, f.Source);
}

/// <summary>What one check computes from: its figures, limits and days, and the map of units. Collects the numbers it finds.</summary>
internal sealed class CheckInputs(Check check, Func<string, StatedFigure?> figures, Term term, Func<string, DateOnly, int> communesOn)
{
    private readonly Dictionary<string, object> _computed = [];
    private readonly List<string> _sources = [];

    public Check Check => check;

    public Term Term => term;

    public IReadOnlyDictionary<string, object> Computed => _computed;

    public IReadOnlyList<string> Sources => _sources;

    public StatedFigure Figure(string role) => Figures(role)[0];

    public StatedFigure? FigureOrNull(string role) => check.Inputs.ContainsKey(role) ? Figure(role) : null;

    public IReadOnlyList<StatedFigure> Figures(string role) => [.. check.Inputs[role].Select(Find)];

    public StatedFigure Find(string id)
    {
        var figure = figures(id) ?? throw new KeyNotFoundException(id);
        if (!_sources.Contains(figure.Source))
        {
            _sources.Add(figure.Source);
        }

        return figure;
    }

    public decimal Limit(string name) => check.Limits[name];

    public DateOnly Day(string name) => check.Dates[name];

    public int CommunesOn(DateOnly day) => communesOn(term.UnitCode, day);

    /// <summary>Keeps a number under its name for the sentence and the report, rounded half away from zero.</summary>
    public decimal Keep(string name, decimal value, int decimals)
    {
        var kept = decimal.Round(value, decimals, MidpointRounding.AwayFromZero);
        _computed[name] = kept;
        return kept;
    }

    /// <summary>Keeps a figure's own value, unrounded.</summary>
    public decimal Keep(string name, StatedFigure figure)
    {
        _computed[name] = figure.Value;
        return figure.Value;
    }

    public void Keep(string name, object value) => _computed[name] = value;
}

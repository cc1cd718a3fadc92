using AnSinh.Basics;
using AnSinh.Determinations.Forecasting;

namespace AnSinh.Host.Forecasting;

/// <summary>A forecast as data: the same words in the verb and in the API.</summary>
internal static class ForecastData
{
    public static object Of(Forecast forecast, bool people) => new
    {
        asKnown = forecast.Known.ToString(),
        rulebook = forecast.RulebookHash,
        programmes = forecast.Programmes.Select(
            p => new { programme = p.Programme, name = p.Label.Vi, counts = p.AppliesTo, period = p.Period, ledger = p.Ledger }),
        eve = Month(forecast.Eve, false),
        months = forecast.Months.Select(m => Month(m, people)),
    };

    private static object Month(ForecastMonth month, bool people) => new
    {
        month = month.Month.ToString(),
        entitled = month.Costs.Sum(c => c.Amount),
        payable = month.Costs.Sum(c => c.Payable),
        costs = month.Costs.GroupBy(c => c.Programme)
        .Select(g =>
            new { programme = g.Key, entitled = g.Sum(c => c.Entitled), amount = g.Sum(c => c.Amount), payable = g.Sum(c => c.Payable) }),
        changes = month.Changes.GroupBy(c => (c.Programme, c.Kind)).Select(g => new
        {
            programme = g.Key.Programme,
            kind = Word(g.Key.Kind),
            count = g.Count(),
            reasons = g.SelectMany(c => c.Reasons.Select(r => (r.Kind, r.What.Vi))).GroupBy(r => r).OrderByDescending(r => r.Count())
            .Select(r => new { kind = Word(r.Key.Kind), reason = r.Key.Vi, count = r.Count() }),
        }),
        people = people ? month.Changes.Select(Of) : null,
    };

    public static object Of(ForecastChange c) => new
    {
        person = c.PersonId,
        programme = c.Programme,
        unit = c.Unit,
        kind = Word(c.Kind),
        decided = c.Decided,
        before = new { status = Word(c.Before.Status), amount = c.Before.Amount },
        after = new { status = Word(c.After.Status), amount = c.After.Amount },
        reasons = c.Reasons.Select(
            r => new { kind = Word(r.Kind), reason = r.What.Vi,
                day = r.Day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), about = r.About }),
    };

    private static string Word<T>(T word) where T : struct, Enum => word.ToString().ToLowerInvariant();
}

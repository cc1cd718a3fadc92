using AnSinh.Determinations.Simulating;

namespace AnSinh.Host.WhatIf;

/// <summary>A simulation as data: the same words in the verb and in the API.</summary>
internal static class SimulationData
{
    public static object Of(Effect e) => new
    {
        before = new { entitled = e.Before.Entitled, unknown = e.Before.Unknown, amount = e.Before.Amount },
        after = new { entitled = e.After.Entitled, unknown = e.After.Unknown, amount = e.After.Amount },
        change = e.Change,
        gainers = e.Gainers,
        losers = e.Losers,
        unchanged = e.Unchanged,
        unclear = e.Unclear,
    };

    public static object Of(SimulatedMonth month, bool people) => new
    {
        month = month.Month.ToString(),
        total = Of(month.Total),
        payable = Of(month.Payable),
        units = Of(month.TotalByUnit),
        programmes = month.Programmes.Select(p => Of(p, people)),
    };

    public static object Of(SimulatedProgramme p, bool people) => new
    {
        programme = p.Programme,
        name = p.Label.Vi,
        counts = p.AppliesTo,
        period = p.Period,
        ledger = p.Ledger,
        entitled = Of(p.Entitled),
        payable = p.Payable is { } payable ? Of(payable) : null,
        units = Of(p.ByUnit),
        routes = Of(p.ByRoute),
        sexes = Of(p.BySex),
        ages = Of(p.ByAge),
        changed = p.Changes.Count,
        people = people ? p.Changes.Select(Of) : null,
    };

    public static object Of(PersonChange c) => new
    {
        person = c.PersonId,
        unit = c.Unit,
        kind = c.Kind.ToString().ToLowerInvariant(),
        before = new { status = c.Before.Status.ToString().ToLowerInvariant(), amount = c.Before.Amount },
        after = new { status = c.After.Status.ToString().ToLowerInvariant(), amount = c.After.Amount },
        change = c.Change,
    };

    private static IEnumerable<object> Of(IReadOnlyList<PartEffect> parts) => parts.Select(p => new { key = p.Key, effect = Of(p.Effect) });
}

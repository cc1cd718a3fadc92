using AnSinh.Basics;
using AnSinh.Determinations.Simulating;

namespace AnSinh.Determinations.Forecasting;

/// <summary>What will happen to somebody's entitlement by itself.</summary>
public enum ForecastKind
{
    /// <summary>Becomes entitled; for a programme of an event, the event falls into the month.</summary>
    Starts,

    /// <summary>Is entitled no longer.</summary>
    Stops,

    /// <summary>Gets another amount.</summary>
    Changes,

    /// <summary>Can no longer be told: a fact ends and nothing follows. Unknown is not no.</summary>
    Unclear,
}

/// <summary>Why something is expected.</summary>
public enum ReasonKind
{
    /// <summary>A person reaches an age.</summary>
    Birthday,

    /// <summary>A dated fact ends or another follows it.</summary>
    Fact,

    /// <summary>So much time has passed since a day the law counts from.</summary>
    Elapsed,

    /// <summary>Law already made begins to apply.</summary>
    Law,

    /// <summary>The household or the residence is another.</summary>
    Household,

    /// <summary>The calendar alone, e.g. a new year.</summary>
    Calendar,
}

/// <summary>Why something is expected, in words.</summary>
/// <param name="Kind">Which kind of reason.</param>
/// <param name="What">The reason without the person's own day, so that like reasons can be counted.</param>
/// <param name="Day">The day it rests on, if there is one.</param>
/// <param name="About">The member of the household it is about, null if the person.</param>
public sealed record ForecastReason(ReasonKind Kind, LocalText What, DateOnly? Day, long? About);

/// <summary>
/// Something that will happen to one person (for a programme of households: to the household, named by its first member).
/// </summary>
/// <param name="PersonId">The person.</param>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Month">The first month it holds for.</param>
/// <param name="Kind">Starts, stops, changes or unclear.</param>
/// <param name="Before">The answer for the month before.</param>
/// <param name="After">The answer for the month.</param>
/// <param name="Unit">Key of the commune lived in, or lived in last; null if none.</param>
/// <param name="Decided">True if a decision is in force for the month.</param>
/// <param name="Reasons">Why.</param>
public sealed record ForecastChange(
    long PersonId, string Programme, Month Month, ForecastKind Kind, RowAnswer Before, RowAnswer After, string? Unit,
    bool Decided, IReadOnlyList<ForecastReason> Reasons);

/// <summary>What a month costs in one commune.</summary>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Unit">Key of the commune, null for people who live in none.</param>
/// <param name="Entitled">Persons (households) entitled.</param>
/// <param name="Amount">What law and facts give them in đồng.</param>
/// <param name="Payable">Of this, what is decided: what a run would pay with nothing new decided.</param>
public sealed record ForecastCost(string Programme, string? Unit, long Entitled, long Amount, long Payable);

/// <summary>One month to come.</summary>
/// <param name="Month">The month.</param>
/// <param name="Costs">By programme and commune.</param>
/// <param name="Changes">What happens, by programme and person.</param>
public sealed record ForecastMonth(Month Month, IReadOnlyList<ForecastCost> Costs, IReadOnlyList<ForecastChange> Changes)
{
    internal ForecastMonth Within(Scope scope, Func<string, bool> shows)
    {
        bool Shows(string? unit, string programme) => scope.Contains(unit) && shows(programme);
        return this with
        {
            Costs = [.. Costs.Where(c => Shows(c.Unit, c.Programme))],
            Changes = [.. Changes.Where(c => Shows(c.Unit, c.Programme))],
        };
    }
}

/// <summary>
/// What the next months bring by themselves (<i lang="vi">dự báo</i>): birthdays, ends of dated facts and law already made, with nothing
/// new recorded and nothing new decided.
/// </summary>
/// <param name="Known">The day whose knowledge of facts, law and decisions is used.</param>
/// <param name="Programmes">Every programme met: name, label, and whether it counts households.</param>
/// <param name="Eve">The month before the first, as the point the cost curve starts from.</param>
/// <param name="Months">The months.</param>
/// <param name="RulebookHash">Hash of the rulebook used.</param>
public sealed record Forecast(AsKnown Known, IReadOnlyList<ForecastProgramme> Programmes, ForecastMonth Eve,
    IReadOnlyList<ForecastMonth> Months, string RulebookHash)
{
    /// <summary>The part of it that may be shown.</summary>
    /// <param name="scope">Whose parts are kept.</param>
    /// <param name="shows">True of programmes that may be shown.</param>
    public Forecast Within(Scope scope, Func<string, bool> shows) => this with
    {
        Programmes = [.. Programmes.Where(p => shows(p.Programme))],
        Eve = Eve.Within(scope, shows),
        Months = [.. Months.Select(m => m.Within(scope, shows))],
    };
}

/// <summary>A programme of a forecast.</summary>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Label">Name for people.</param>
/// <param name="AppliesTo"><c>person</c> or <c>household</c>.</param>
/// <param name="Period"><c>month</c>, <c>once</c> or <c>event</c>.</param>
/// <param name="Ledger">True if month runs pay it.</param>
public sealed record ForecastProgramme(string Programme, LocalText Label, string AppliesTo, string Period, bool Ledger);

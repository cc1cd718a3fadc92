using AnSinh.Basics;
using AnSinh.Determinations.Forecasting;
using AnSinh.Host.People;
using AnSinh.Host.Web.WorkLists;

namespace AnSinh.Host.Forecasting;

/// <summary>The months to come: what they cost, what happens in each, and the people of one work list.</summary>
/// <param name="Programme">The programme shown, null for all together.</param>
/// <param name="Programmes">Programmes to choose from: id and name.</param>
/// <param name="Unit">Commune chosen, by key.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="Communes">Communes to choose from.</param>
/// <param name="Months">The months.</param>
/// <param name="Curve">What they cost, beginning with the month before the first.</param>
/// <param name="OpenMonth">Month of the list shown.</param>
/// <param name="Reasons">Why, and how many of the list.</param>
/// <param name="Answer">People of the list.</param>
public sealed record ForecastModel(
    string? Programme, IReadOnlyList<(string Id, string Name)> Programmes, string? Unit, string? UnitName,
    IReadOnlyList<(string Key, string Name)> Communes,
    IReadOnlyList<MonthToCome> Months, IReadOnlyList<CostPoint> Curve, Month OpenMonth, IReadOnlyList<(string What, long Count)> Reasons,
    WorkAnswer Answer) : IListed
{
    /// <inheritdoc/>
    public WorkAnswer Listed => Answer;
}

/// <summary>One month to come in figures.</summary>
/// <param name="Month">The month.</param>
/// <param name="Counts">How many of each kind.</param>
/// <param name="Amount">What law and facts give.</param>
/// <param name="Payable">What a run would pay with nothing new decided.</param>
public sealed record MonthToCome(Month Month, IReadOnlyDictionary<ForecastKind, long> Counts, long Amount, long Payable);

/// <summary>A point of the cost curve.</summary>
/// <param name="Month">The month.</param>
/// <param name="Amount">What law and facts give.</param>
/// <param name="Payable">What a run would pay with nothing new decided.</param>
public sealed record CostPoint(Month Month, long Amount, long Payable);

/// <summary>What is expected for one person.</summary>
/// <param name="Person">The person; null if not on the map any more.</param>
/// <param name="PersonId">The person's number.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Programme">Its short name.</param>
/// <param name="Before">The month before, in words.</param>
/// <param name="After">The month, in words.</param>
/// <param name="Reasons">Why, each with its day if it has one.</param>
/// <param name="ToDo">What to do about it.</param>
internal sealed record ExpectedChange(
    PersonLine? Person, long PersonId, ForecastKind Kind, string Programme, string Before, string After, IReadOnlyList<string> Reasons,
    string ToDo);

using AnSinh.Basics;
using AnSinh.Determinations.Forecasting;
using AnSinh.Host.Pages.People;

namespace AnSinh.Host.Pages.Forecasting;

/// <summary>The months to come: what they cost, what happens in each, and the people of one work list.</summary>
/// <param name="Programme">The programme shown, null for all together.</param>
/// <param name="Programmes">Programmes to choose from: id and name.</param>
/// <param name="Unit">Commune chosen, by key.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="Communes">Communes to choose from.</param>
/// <param name="Months">The months.</param>
/// <param name="Curve">What they cost, beginning with the month before the first.</param>
/// <param name="OpenMonth">Month of the list shown.</param>
/// <param name="OpenKind">Kind of the list shown; null for all kinds.</param>
/// <param name="Reasons">Why, and how many of the list.</param>
/// <param name="Entries">People of the list, one page of them.</param>
/// <param name="Total">How many they are.</param>
/// <param name="Page">Page shown.</param>
/// <param name="Size">Rows on a page.</param>
public sealed record ForecastModel(
    string? Programme, IReadOnlyList<(string Id, string Name)> Programmes, string? Unit, string? UnitName,
    IReadOnlyList<(string Key, string Name)> Communes,
    IReadOnlyList<MonthToCome> Months, IReadOnlyList<CostPoint> Curve, Month OpenMonth, ForecastKind? OpenKind,
    IReadOnlyList<(string What, long Count)> Reasons,
    IReadOnlyList<ExpectedChange> Entries, long Total, int Page, int Size);

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
/// <param name="ProgrammeId">The programme in policy/.</param>
/// <param name="Programme">Its short name.</param>
/// <param name="Before">The month before, in words.</param>
/// <param name="After">The month, in words.</param>
/// <param name="Decided">True if a decision is in force.</param>
/// <param name="Reasons">Why, each with its day if it has one.</param>
/// <param name="ToDo">What to do about it.</param>
public sealed record ExpectedChange(
    PersonLine? Person, long PersonId, ForecastKind Kind, string ProgrammeId, string Programme, string Before, string After,
    bool Decided, IReadOnlyList<string> Reasons, string ToDo);

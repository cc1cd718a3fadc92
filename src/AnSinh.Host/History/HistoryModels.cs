using AnSinh.Casework;
using AnSinh.Ledger;
using AnSinh.Register.Changes;
using AnSinh.Register.History;
using AnSinh.Register.Units;

namespace AnSinh.Host.History;

/// <summary>One thing that is so at a moment, in words.</summary>
/// <param name="What">What it is about.</param>
/// <param name="Value">What it says.</param>
/// <param name="Line">The row behind it.</param>
public sealed record SaidRow(string What, string Value, Statement Line);

/// <summary>A file as it was on a day, as known on another.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Name as known then; the name of now if there was none.</param>
/// <param name="At">The moment.</param>
/// <param name="Rows">What was so.</param>
public sealed record PersonMomentModel(long PersonId, string Name, Moment At, IReadOnlyList<SaidRow> Rows);

/// <summary>One difference, in words.</summary>
/// <param name="What">What it is about.</param>
/// <param name="Before">What it was, or null.</param>
/// <param name="After">What it is, or null.</param>
/// <param name="Difference">The rows behind it.</param>
/// <param name="Author">Who wrote the row that makes the difference.</param>
public sealed record DifferenceRow(string What, string? Before, string? After, Difference Difference, Authorship Author);

/// <summary>What differs in a file between two moments.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Name of now.</param>
/// <param name="First">The earlier moment.</param>
/// <param name="Second">The later.</param>
/// <param name="Rows">What differs.</param>
/// <param name="Decisions">Decisions recorded or ended in between.</param>
/// <param name="Money">Lines posted in between.</param>
public sealed record PersonChangesModel(
    long PersonId, string Name, Moment First, Moment Second, IReadOnlyList<DifferenceRow> Rows, IReadOnlyList<Decision> Decisions,
    IReadOnlyList<(LedgerRun Run, PostedLine Line)> Money);

/// <summary>What differs in a unit between two moments.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="First">The earlier moment.</param>
/// <param name="Second">The later.</param>
/// <param name="Difference">People and facts.</param>
/// <param name="Facts">Kinds of facts in words.</param>
/// <param name="Decisions">Decisions recorded or ended, by programme.</param>
/// <param name="Money">Posted in between, by programme: lines and đồng.</param>
/// <param name="Borders">Changes of borders in between.</param>
public sealed record UnitChangesModel(
    Unit Unit, Moment First, Moment Second, UnitDifference Difference, IReadOnlyList<(string Kind, FactTurn Turn)> Facts,
    IReadOnlyList<(string Programme, int Recorded, int Ended)> Decisions,
    IReadOnlyList<(string Programme, long Lines, long Amount)> Money, IReadOnlyList<UnitChange> Borders)
{
    /// <summary>Names listed on the page; the counts are of all.</summary>
    public const int ListLimit = 30;

    /// <summary>Names listed if all are asked for.</summary>
    public const int LongListLimit = 2000;
}

/// <summary>A unit as it was on a day, as known on another.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="At">The moment.</param>
/// <param name="Communes">People by commune of the map of the day.</param>
public sealed record UnitMomentModel(Unit Unit, Moment At, IReadOnlyList<(Unit Commune, int People)> Communes);

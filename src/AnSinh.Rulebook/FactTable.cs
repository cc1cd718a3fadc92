using AnSinh.Basics;

namespace AnSinh.Rulebook;

/// <summary>
/// What the rules read: one column of 64-bit values per fact name, <see cref="FactKind.Unknown"/> where not known. Row i is one
/// person. The Rulebook knows facts by name and never where they are kept.
/// </summary>
/// <param name="Rows">Number of persons.</param>
/// <param name="Columns">Columns by fact name, each <paramref name="Rows"/> long (or longer).</param>
/// <param name="HouseholdOf">Per row the household's position, −1 if none.</param>
/// <param name="HouseholdStart">Members of household h are <c>HouseholdMembers[HouseholdStart[h] .. HouseholdStart[h+1]]</c>.</param>
/// <param name="HouseholdMembers">Row numbers grouped by household.</param>
public sealed record FactTable(int Rows, IReadOnlyDictionary<string, long[]> Columns, int[] HouseholdOf, int[] HouseholdStart,
    int[] HouseholdMembers)
{
    /// <summary>
    /// Rows for whom something changes inside the month, day by day; null if nothing does. The table itself is the last day of the month:
    /// only programmes look at the other days, as their <see cref="Holds"/> say.
    /// </summary>
    public DayStates? States { get; init; }
}

using AnSinh.Basics;

namespace AnSinh.Scoreboard.Indicators;

/// <summary>What an indicator counts.</summary>
public enum Counts
{
    /// <summary>People who live here.</summary>
    Person,

    /// <summary>Inhabited households.</summary>
    Household,

    /// <summary>Communes.</summary>
    Unit,
}

/// <summary>What an indicator's value is measured in.</summary>
public enum IndicatorUnit
{
    /// <summary>Households.</summary>
    Households,

    /// <summary>Parts of a hundred of the denominator.</summary>
    Percent,

    /// <summary>Difference of two percentages.</summary>
    PercentagePoints,

    /// <summary>People.</summary>
    Persons,

    /// <summary>People within a calendar year.</summary>
    PersonsPerYear,

    /// <summary>Communes.</summary>
    Communes,
}

/// <summary>Which way is better.</summary>
public enum Direction
{
    /// <summary>Lower is better.</summary>
    Lower,

    /// <summary>Higher is better.</summary>
    Higher,
}

/// <summary>
/// An indicator (<i lang="vi">chỉ tiêu</i>) as declared in policy/*/indicators: a count, a share, or the change of a share.
/// </summary>
/// <param name="Id">Name in files and addresses, <c>snake_case</c>.</param>
/// <param name="Order">Place among the indicators of a board.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Unit">What its value is measured in.</param>
/// <param name="Decimals">Digits after the comma when shown.</param>
/// <param name="Counts">What is counted.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Numerator">Condition in the rule language for being counted; null for a change.</param>
/// <param name="NumeratorLabel">What the numerator counts, for people.</param>
/// <param name="Denominator">Condition for standing under the line; null if the indicator is a plain count.</param>
/// <param name="DenominatorLabel">What the denominator counts, for people.</param>
/// <param name="ChangeOf">The indicator whose change this is, or null.</param>
/// <param name="Base">The month the change is counted from, if <paramref name="ChangeOf"/>.</param>
/// <param name="Definition">What it means.</param>
/// <param name="Basis">The law or practice that defines it.</param>
/// <param name="Doubt">What is not certain about the definition, or null.</param>
/// <param name="Place">File and line of the declaration.</param>
public sealed record Indicator(
    string Id,
    int Order,
    LocalText Label,
    IndicatorUnit Unit,
    int Decimals,
    Counts Counts,
    Direction Direction,
    string? Numerator,
    LocalText? NumeratorLabel,
    string? Denominator,
    LocalText? DenominatorLabel,
    string? ChangeOf,
    Month? Base,
    LocalText Definition,
    LocalText Basis,
    LocalText? Doubt,
    string Place)
{
    /// <summary>True if the value is a share of a denominator.</summary>
    public bool IsShare => Denominator is not null;
}

/// <summary>An age group for break-downs.</summary>
/// <param name="From">Youngest full age.</param>
/// <param name="To">Oldest full age, null for the last group.</param>
public sealed record AgeGroup(int From, int? To)
{
    /// <summary><c>15–24</c>, <c>80+</c>.</summary>
    public override string ToString() => To is { } to
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{From}–{to}")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{From}+");
}

/// <summary>Who is counted at all, and the age groups of break-downs; one for all indicators.</summary>
/// <param name="Person">Condition in the rule language: who counts as living here.</param>
/// <param name="AgeGroups">Groups in ascending order.</param>
/// <param name="Place">File and line.</param>
public sealed record Counting(string Person, IReadOnlyList<AgeGroup> AgeGroups, string Place)
{
    /// <summary>Position of the group of an age, −1 if none.</summary>
    public int GroupOf(int age)
    {
        for (var i = 0; i < AgeGroups.Count; i++)
        {
            if (age >= AgeGroups[i].From && (AgeGroups[i].To is null || age <= AgeGroups[i].To))
            {
                return i;
            }
        }

        return -1;
    }
}

using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;

namespace AnSinh.Rulebook.Policies;

/// <summary>
/// What values of the law are counted in. A word that is not here means nothing to a reader of pages and sums, and is refused.
/// </summary>
internal static class Units
{
    private static readonly string[] Money =
        ["dong", "dong/month", "dong/year", "dong/day", "dong/hour", "dong/once", "dong/event", "dong/case", "dong/course",
            "dong/loan", "dong/person", "dong/household", "dong/attendant", "dong/km", "dong/meal"];

    private static readonly string[] Counts =
    [
        "years", "months", "days", "days/working", "days/of-month", "hours", "count", "persons", "percent", Rate,
        "points", "kg", "kg/person/month", "metres", "metres/person",
    ];

    /// <summary>A percentage of another percentage, which may be more than the whole: interest when overdue.</summary>
    private const string Rate = "percent/of-rate";

    /// <summary>What numbers of a unit are; told as wrong if the unit means nothing.</summary>
    public static ParameterUnit Of(PolicyMap map, string? unit)
    {
        if (unit is "coefficient")
        {
            return ParameterUnit.Coefficient;
        }

        if (OutsideText.HiddenAt(unit) < 0 && (unit is null || (!Money.Contains(unit) && !Counts.Contains(unit))))
        {
            var known = Money.Concat(Counts).ToList();
            map.Wrong("unit", $"'unit' là một trong: coefficient, {string.Join(", ", known)}{Nearest.Hint(unit ?? "", known)}");
        }

        return unit?.Split('/')[0] == "dong" ? ParameterUnit.Dong : ParameterUnit.Count;
    }

    /// <summary>What is wrong with a number of a unit; null if nothing.</summary>
    public static string? Fault(string unit, long value) =>
        unit == "percent" && value > 100 ? $"{value} phần trăm: quá 100 (tỷ lệ tính trên một tỷ lệ khác ghi đơn vị '{Rate}')" : null;
}

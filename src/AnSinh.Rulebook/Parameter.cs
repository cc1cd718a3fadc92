using AnSinh.Basics;

namespace AnSinh.Rulebook;

/// <summary>How the values of several levels become one.</summary>
public enum Combine
{
    /// <summary>The lowest level that has a value decides.</summary>
    Override,

    /// <summary>The highest value decides: a province may give more, never less.</summary>
    Max,
}

/// <summary>What a parameter counts.</summary>
public enum ParameterUnit
{
    /// <summary>Whole đồng.</summary>
    Dong,

    /// <summary>An exact decimal, kept in ten-thousandths.</summary>
    Coefficient,

    /// <summary>Years, months, days, persons, per cent: a whole number.</summary>
    Count,
}

/// <summary>
/// A parameter of the law (<i lang="vi">tham số</i>): an amount, age or multiple with its dates, at every level that sets it.
/// </summary>
/// <param name="Name">Name in expressions after <c>parameters.</c></param>
/// <param name="Label">Name for people.</param>
/// <param name="Unit">Unit as written, e.g. <c>dong/month</c>.</param>
/// <param name="Counts">What the unit counts.</param>
/// <param name="Combine">How levels combine.</param>
/// <param name="Cite">Citation of the combination rule, if any.</param>
/// <param name="Values">Values of all levels, by level and date.</param>
/// <param name="Place">File and line of the declaration.</param>
public sealed record Parameter(
    string Name, LocalText Label, string Unit, ParameterUnit Counts, Combine Combine, Citation? Cite,
    IReadOnlyList<DatedValue> Values, string Place)
{
    /// <summary>Raw units in one: ten-thousandths of a coefficient, else one.</summary>
    public long Scale => Counts == ParameterUnit.Coefficient ? Expressions.Coefficients.Scale : 1;

    /// <summary>A raw value as files and forms write it: <c>500000</c>, <c>1.5</c>.</summary>
    public string Written(long raw) => ((decimal)raw / Scale).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A value as people write it: <c>500.000 đ</c>, <c>1,5</c>, <c>80</c>.</summary>
    public string Display(long value) => Expressions.Spoken.Number(value, Counts);
}

/// <summary>One value of a parameter at one level from one day.</summary>
/// <param name="Level">Jurisdiction that sets it, e.g. <c>vn-01</c>.</param>
/// <param name="From">First day it applies to money.</param>
/// <param name="To">Last day if written; usually implied by the next value.</param>
/// <param name="Issued">Day the instrument was issued.</param>
/// <param name="InForce">Day the instrument came into force.</param>
/// <param name="Value">Đồng, count, or ten-thousandths of a coefficient.</param>
/// <param name="Cite">Where it stands.</param>
/// <param name="Doubtful">Uncertain, or not read in the source (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="Note">Remark.</param>
/// <param name="Checked">What was read to check it.</param>
/// <param name="Place">File and line.</param>
public sealed record DatedValue(
    string Level, DateOnly From, DateOnly? To, DateOnly Issued, DateOnly InForce, long Value, Citation Cite, bool Doubtful,
    string? Note, string? Checked, string Place) : IDatedLaw
{
    /// <summary>True if a gap after the value is meant.</summary>
    public bool GapAllowed { get; init; }
}

/// <summary>A parameter in a month, as known on a day, in a jurisdiction.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Chosen">The value that counts.</param>
/// <param name="Considered">The value of every level that has one, from the country down.</param>
public sealed record ParameterValue(Parameter Parameter, DatedValue Chosen, IReadOnlyList<DatedValue> Considered)
{
    /// <summary>Đồng, count, or ten-thousandths of a coefficient.</summary>
    public long Raw => Chosen.Value;

    /// <summary>The value as people write it.</summary>
    public string Display => Parameter.Display(Chosen.Value);

    /// <summary>True if the chosen value is doubtful.</summary>
    public bool Doubtful => Chosen.Doubtful;
}

/// <summary>Law with its two times: the first day it applies to money, and the days it was issued and came into force.</summary>
public interface IDatedLaw
{
    /// <summary>First day it applies to money.</summary>
    DateOnly From { get; }

    /// <summary>Last day, if written.</summary>
    DateOnly? To { get; }

    /// <summary>Day of issue.</summary>
    DateOnly Issued { get; }

    /// <summary>First day in force.</summary>
    DateOnly InForce { get; }
}

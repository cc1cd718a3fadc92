using AnSinh.Basics;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Register.History;

/// <summary>A point on both times (<i lang="vi">đúng vào ngày X, theo hiểu biết ngày Y</i>).</summary>
/// <param name="Day">The day on which something holds.</param>
/// <param name="Known">The day whose knowledge is used.</param>
public readonly record struct Moment(DateOnly Day, AsKnown Known)
{
    /// <summary>True if a row was believed then; its valid days are another question.</summary>
    public bool Believes(long recordedAt, long? supersededAt) =>
        Believed.At(Known.Instant, recordedAt, supersededAt);
}

/// <summary>One thing said about a person by one row.</summary>
/// <param name="Thing">What it is about, the same for all rows of which one holds at a time: <c>name</c>, <c>home permanent</c>,
/// <c>household</c>, <c>fact disability</c>.</param>
/// <param name="Kind">Table of the row: person, residence, membership, fact.</param>
/// <param name="Name">Name within the table: property, kind of home, kind of fact.</param>
/// <param name="Value">What it says, as text of its kind; for a home the key of the unit on the day.</param>
/// <param name="RowId">Number of the row.</param>
/// <param name="Valid">Days it holds; null for an identity, which has none.</param>
/// <param name="RecordedAt">When it entered the register, Unix milliseconds.</param>
/// <param name="Source">Where it came from.</param>
public sealed record Statement(string Thing, string Kind, string Name, string Value, long RowId, DateInterval? Valid,
    long RecordedAt, string Source);

/// <summary>Why two moments differ.</summary>
public enum DifferenceWhy
{
    /// <summary>It became so: life went on.</summary>
    Change,

    /// <summary>It was not believed of the earlier day then, and is now: recorded late, or put right.</summary>
    Correction,

    /// <summary>The same home lies in another unit: borders were moved.</summary>
    Borders,

    /// <summary>The register did not know the person yet.</summary>
    FirstKnown,
}

/// <summary>One thing that differs between two moments.</summary>
/// <param name="Before">What held at the first, or null.</param>
/// <param name="After">What holds at the second, or null.</param>
/// <param name="Why">Why they differ.</param>
public sealed record Difference(Statement? Before, Statement? After, DifferenceWhy Why)
{
    /// <summary>Whichever there is, the later first.</summary>
    public Statement Either => After ?? Before!;
}

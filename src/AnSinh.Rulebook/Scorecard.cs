using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook;

/// <summary>
/// A scorecard of the law (<i lang="vi">phiếu chấm điểm</i>): items that give points, a total, named cut-offs; by versions.
/// </summary>
public sealed class Scorecard
{
    internal Scorecard(string name, LocalText label, string place) => (Name, Label, Place) = (name, label, place);

    /// <summary>Name in expressions: <c>score('name')</c>.</summary>
    public string Name { get; }

    /// <summary>Name for people.</summary>
    public LocalText Label { get; }

    /// <summary>File and line of the first declaration.</summary>
    public string Place { get; }

    /// <summary>Versions of all levels by first day.</summary>
    public IReadOnlyList<ScorecardVersion> Versions { get; internal set; } = [];

    /// <summary>Names of the cut-offs of all versions.</summary>
    public IReadOnlyList<string> CutNames { get; internal set; } = [];

    /// <summary>The size of its largest version with all it rests on.</summary>
    internal TreeSize Size { get; set; } = TreeSize.Leaf;
}

/// <summary>A version of a scorecard.</summary>
/// <param name="Level">Jurisdiction it holds in, and below.</param>
/// <param name="Id">Id within the scorecard.</param>
/// <param name="From">First day it applies.</param>
/// <param name="To">Last day if written.</param>
/// <param name="Issued">Day of issue.</param>
/// <param name="InForce">First day in force.</param>
/// <param name="Cite">The instrument.</param>
/// <param name="Doubtful">Uncertain, or not read (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="Note">Remark.</param>
/// <param name="Max">Highest total, the sum of the items' highest points.</param>
/// <param name="Items">The items in the order of the sheet.</param>
/// <param name="Cuts">Cut-offs in points by name.</param>
/// <param name="Place">File and line.</param>
public sealed record ScorecardVersion(
    string Level, string Id, DateOnly From, DateOnly? To, DateOnly Issued, DateOnly InForce, Citation Cite, bool Doubtful,
    string? Note, long Max,
    IReadOnlyList<ScoreItem> Items, IReadOnlyDictionary<string, long> Cuts, string Place) : IDatedLaw
{
    /// <summary>True if a gap after the version is meant.</summary>
    public bool GapAllowed { get; init; }

    /// <summary>The total as one expression.</summary>
    internal Node Body { get; init; } = Constant.No;

    /// <summary>A cut-off, or null if the version has none of the name.</summary>
    public long? CutOrNull(string name) => Cuts.TryGetValue(name, out var cut) ? cut : null;
}

/// <summary>An item of a scorecard.</summary>
/// <param name="Id">Id within the version.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Points">Its points as an expression.</param>
/// <param name="Max">The most it can give.</param>
/// <param name="Cite">Where it stands.</param>
/// <param name="Reviewed">True if the points are entered by a reviewer, because the item's own table is not known.</param>
/// <param name="Place">File and line.</param>
public sealed record ScoreItem(string Id, LocalText Label, Expression Points, long Max, Citation? Cite, bool Reviewed, string Place);

/// <summary>A scorecard in a month, as known on a day, in a jurisdiction.</summary>
/// <param name="Scorecard">The scorecard.</param>
/// <param name="Version">The version that holds.</param>
public sealed record ScorecardAt(Scorecard Scorecard, ScorecardVersion Version);

/// <summary>A scorecard filled in for one row.</summary>
/// <param name="Card">The scorecard of the month.</param>
/// <param name="Items">Points per item in order; null where a fact is missing.</param>
/// <param name="Total">The total; null if any item is missing.</param>
/// <param name="Missing">Names of missing facts.</param>
public sealed record ScoreSheet(ScorecardAt Card, IReadOnlyList<long?> Items, long? Total, IReadOnlyList<string> Missing);

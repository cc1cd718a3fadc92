using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook;

/// <summary>
/// A quantity of the law (<i lang="vi">đại lượng</i>) that is not itself a payment: a percentage, a premium, a last day of validity; by
/// versions, each a choice among cited clauses.
/// </summary>
public sealed class Quantity
{
    internal Quantity(string name, LocalText label, string unit, ExpressionType type, bool auxiliary, string place) =>
        (Name, Label, Unit, Type, IsAuxiliary, Place) = (name, label, unit, type, auxiliary, place);

    /// <summary>Name in expressions after <c>quantities.</c></summary>
    public string Name { get; }

    /// <summary>Name for people.</summary>
    public LocalText Label { get; }

    /// <summary>Unit as written: dong, percent, whole, coefficient, date or bool.</summary>
    public string Unit { get; }

    /// <summary>What it yields.</summary>
    public ExpressionType Type { get; }

    /// <summary>True for a step of other rules that nobody would ask about by itself.</summary>
    public bool IsAuxiliary { get; }

    /// <summary>File and line of the first declaration.</summary>
    public string Place { get; }

    /// <summary>Versions of all levels by first day.</summary>
    public IReadOnlyList<QuantityVersion> Versions { get; internal set; } = [];

    internal ExprType ValueType => new(Type);

    /// <summary>The size of its largest version with all it rests on.</summary>
    internal TreeSize Size { get; set; } = TreeSize.Leaf;

    /// <summary>A value as people write it.</summary>
    public string Display(long value) =>
        Unit == "percent" && value != FactKind.Unknown ? $"{Vietnamese.Number(value)}%" : Spoken.Value(ValueType, value);
}

/// <summary>A version of a quantity.</summary>
/// <param name="Level">Jurisdiction it holds in, and below.</param>
/// <param name="Id">Id within the quantity.</param>
/// <param name="From">First day it applies.</param>
/// <param name="To">Last day if written.</param>
/// <param name="Issued">Day of issue.</param>
/// <param name="InForce">First day in force.</param>
/// <param name="Cite">The instrument.</param>
/// <param name="Doubtful">Uncertain, or not read (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="Note">Remark.</param>
/// <param name="Clauses">Of which the first that holds gives the value.</param>
/// <param name="Place">File and line.</param>
public sealed record QuantityVersion(
    string Level, string Id, DateOnly From, DateOnly? To, DateOnly Issued, DateOnly InForce, Citation Cite, bool Doubtful, string? Note,
    IReadOnlyList<QuantityClause> Clauses, string Place) : IDatedLaw
{
    /// <summary>True if a gap after the version is meant.</summary>
    public bool GapAllowed { get; init; }

    /// <summary>The clauses as one expression.</summary>
    internal Node Body { get; init; } = Constant.No;

    /// <summary>The names its sentences may use.</summary>
    internal NameScope? NameScope { get; init; }
}

/// <summary>A clause of a quantity.</summary>
/// <param name="Id">Id within the version.</param>
/// <param name="When">The condition, or null if it always holds.</param>
/// <param name="Value">The value.</param>
/// <param name="Cite">Where it stands.</param>
/// <param name="Say">Sentence for people.</param>
/// <param name="Doubtful">Uncertain, or not read (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="Place">File and line.</param>
public sealed record QuantityClause(string Id, Expression? When, Expression Value, Citation? Cite, LocalText? Say,
    bool Doubtful, string Place);

/// <summary>A quantity in a month, as known on a day, in a jurisdiction.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Version">The version that holds.</param>
public sealed record QuantityAt(Quantity Quantity, QuantityVersion Version);

/// <summary>A quantity for one person: its value and the tree of its reasons.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Value">The value; null if unknown.</param>
/// <param name="Display">The value as people write it.</param>
/// <param name="Clause">Id of the clause that gave it, or null.</param>
/// <param name="Missing">Names of what is missing; empty unless unknown.</param>
/// <param name="Root">The tree.</param>
public sealed record QuantityExplanation(QuantityAt Quantity, long? Value, string Display, string? Clause,
    IReadOnlyList<string> Missing, ExplainNode Root);

using AnSinh.Basics;

namespace AnSinh.Rulebook;

/// <summary>Why a person is or is not entitled in a month: the answer and the tree of its reasons.</summary>
/// <param name="Status">The answer.</param>
/// <param name="Amount">The amount that is certain, if yes.</param>
/// <param name="Clauses">Ids of the clauses that decide: for yes those that hold, for no the requirements that fail, for unknown the open
/// ones.</param>
/// <param name="Missing">Fact names that are missing and matter; empty if it is settled.</param>
/// <param name="Facts">The person's and household's facts used, by name, as register text.</param>
/// <param name="Root">The tree.</param>
public sealed record Explanation(
    Truth Status, Dong? Amount, IReadOnlyList<string> Clauses, IReadOnlyList<string> Missing, IReadOnlyDictionary<string, string> Facts,
    ExplainNode Root)
{
    /// <summary>Routes that make the amount; empty unless yes.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];

    /// <summary>The routes said to who may not see protected facts: those that would make it if only open ones held.</summary>
    public IReadOnlyList<string> OpenRoutes { get; init; } = [];

    /// <summary>The most it may be, the amount itself if that is settled; null if nothing bounds it.</summary>
    public Dong? AtMost { get; init; } = Dong.Zero;

    /// <summary>True if it is yes for certain, and perhaps more.</summary>
    public bool IsOpen => Status == Truth.Yes && AtMost != Amount;
}

/// <summary>One reason.</summary>
/// <param name="Truth">What came of it.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Citation">Its citation as people read it.</param>
/// <param name="FactName">The fact it rests on, if it rests on one.</param>
/// <param name="FactValue">That fact's value as people read it.</param>
/// <param name="Doubtful">Rests on law whose text was not read or that sources tell differently (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="Children">What it rests on.</param>
public sealed record ExplainNode(
    Truth Truth, LocalText Text, string? Citation, string? FactName, string? FactValue, bool Doubtful, IReadOnlyList<ExplainNode> Children)
{
    /// <summary>What kind of reason it is; pages may show kinds differently.</summary>
    public ExplainKind Kind { get; init; }

    /// <summary>
    /// What to say instead to who may not see protected facts (health, violence, detention), if the text tells of one; null if it does not.
    /// </summary>
    public LocalText? Guarded { get; init; }
}

/// <summary>Kinds of nodes in an explanation.</summary>
public enum ExplainKind
{
    /// <summary>The answer.</summary>
    Conclusion,

    /// <summary>A requirement of every route.</summary>
    Requirement,

    /// <summary>A route.</summary>
    Route,

    /// <summary>A rate of a route.</summary>
    Rate,

    /// <summary>A reason that knocks a route out; yes means it does.</summary>
    Unless,

    /// <summary>A condition over facts.</summary>
    Condition,

    /// <summary>A parameter used, with the value of every level.</summary>
    Parameter,

    /// <summary>The answer of another programme that the rule reads.</summary>
    Result,

    /// <summary>How the routes that hold become one amount.</summary>
    Selection,

    /// <summary>Which days of the month were looked at, and which of them decides.</summary>
    Days,
}

/// <summary>
/// An answer with its deciding clauses and facts but without the tree: what a stored determination keeps (<i lang="vi">xác định hưởng</i>).
/// </summary>
/// <param name="Status">The answer.</param>
/// <param name="Amount">The amount, if yes.</param>
/// <param name="Routes">Routes that make the amount.</param>
/// <param name="Clauses">As <see cref="Explanation.Clauses"/>.</param>
/// <param name="Missing">As <see cref="Explanation.Missing"/>.</param>
/// <param name="Facts">As <see cref="Explanation.Facts"/>.</param>
public sealed record Reasons(
    Truth Status, Dong? Amount, IReadOnlyList<string> Routes, IReadOnlyList<string> Clauses, IReadOnlyList<string> Missing,
    IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>As <see cref="Explanation.AtMost"/>.</summary>
    public Dong? AtMost { get; init; } = Dong.Zero;
}

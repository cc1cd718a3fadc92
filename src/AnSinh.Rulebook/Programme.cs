using AnSinh.Basics;

namespace AnSinh.Rulebook;

/// <summary>Which routes of a programme are paid when several hold.</summary>
public enum SelectRule
{
    /// <summary>The highest amount only, with the exceptions declared as together.</summary>
    Highest,

    /// <summary>All of them.</summary>
    Sum,

    /// <summary>The first that holds, in the order written: the law itself says which goes before which.</summary>
    First,
}

/// <summary>The month from which a route's money runs.</summary>
public enum Starts
{
    /// <summary>The month the condition is met; a late decision causes arrears.</summary>
    Condition,

    /// <summary>The month the decision is signed.</summary>
    Decision,
}

/// <summary>A programme (<i lang="vi">chế độ</i>): a promise of the law with its routes, rates and rules, by versions.</summary>
/// <param name="Id">Name in files, addresses and columns.</param>
/// <param name="Label">Name for people.</param>
/// <param name="ShortName">Short name for tables.</param>
/// <param name="AppliesTo"><c>person</c> or <c>household</c>.</param>
/// <param name="Period"><c>month</c>, <c>once</c> or <c>event</c>.</param>
/// <param name="Ledger">True if monthly runs pay it.</param>
/// <param name="Level">Jurisdiction it exists in, and below.</param>
/// <param name="Versions">Versions by first day.</param>
/// <param name="Place">File and line.</param>
public sealed record Programme(
    string Id, LocalText Label, LocalText ShortName, string AppliesTo, string Period, bool Ledger, string Level,
    IReadOnlyList<ProgrammeVersion> Versions, string Place)
{
    /// <summary>
    /// True if belonging to it tells a protected fact by itself (<i lang="vi">chế độ được bảo vệ</i>): who belongs, and how many, is shown
    /// for a purpose only.
    /// </summary>
    public bool Sensitive { get; init; }
}

/// <summary>A version of a programme: what one instrument says from one day.</summary>
/// <param name="Id">Id within the programme.</param>
/// <param name="From">First day it applies to money.</param>
/// <param name="To">Last day if written.</param>
/// <param name="Issued">Day of issue.</param>
/// <param name="InForce">First day in force.</param>
/// <param name="Cite">The instrument.</param>
/// <param name="Doubtful">Uncertain, or not read (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="Note">Remark.</param>
/// <param name="Rounding">Amounts are rounded to this many đồng.</param>
/// <param name="Defines">Named expressions.</param>
/// <param name="Requirements">Conditions that hold for every route.</param>
/// <param name="Routes">Groups of people it is for.</param>
/// <param name="Base">Amount that coefficients multiply.</param>
/// <param name="Select">What is paid when several routes hold.</param>
/// <param name="Place">File and line.</param>
public sealed record ProgrammeVersion(
    string Id, DateOnly From, DateOnly? To, DateOnly Issued, DateOnly InForce, Citation Cite, bool Doubtful, string? Note, int Rounding,
    IReadOnlyList<Define> Defines, IReadOnlyList<Clause> Requirements, IReadOnlyList<Route> Routes, Expression? Base,
    Select Select, string Place) : IDatedLaw
{
    /// <summary>True if a gap after the version is meant.</summary>
    public bool GapAllowed { get; init; }

    /// <summary>Which day's state counts for a month.</summary>
    public Holds Holds { get; init; } = Holds.Unsaid;

    /// <summary>Which day's state counts for a route.</summary>
    public Holds HoldsOf(Route route) => route.Holds ?? Holds;

    /// <summary>True if some route looks at the eve of the month.</summary>
    public bool LooksAtEve => Routes.Any(r => HoldsOf(r).On == HoldsOn.Eve);

    /// <summary>False for a version that only tells who belongs where: its yes carries no amount.</summary>
    public bool PaysMoney => Routes.Any(r => r.Rates.Count > 0);

    /// <summary>The names its expressions and sentences may use.</summary>
    internal Expressions.NameScope? NameScope { get; init; }

    /// <summary>All its expressions.</summary>
    public IEnumerable<Expression> Expressions => Requirements.Select(r => r.When)
        .Concat(Routes.SelectMany(r => r.Unless.Select(u => u.When).Prepend(r.When)))
        .Concat(Routes.SelectMany(r => r.Rates).SelectMany(r => r.When is null ? [r.Amount] : new[] { r.When, r.Amount }));
}

/// <summary>A named expression of a version, used as <c>defs.name</c>.</summary>
/// <param name="Id">Name.</param>
/// <param name="As">What it stands for.</param>
/// <param name="Say">Sentence for people, if any.</param>
public sealed record Define(string Id, Expression As, LocalText? Say);

/// <summary>A condition with its sentence and citation.</summary>
/// <param name="Id">Id within the version or route.</param>
/// <param name="When">The condition.</param>
/// <param name="Cite">Where it stands.</param>
/// <param name="Say">Sentence for people; may hold <c>{expression}</c>.</param>
/// <param name="Doubtful">Uncertain (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="Place">File and line.</param>
public sealed record Clause(string Id, Expression When, Citation? Cite, LocalText? Say, bool Doubtful, string Place);

/// <summary>A route (<i lang="vi">diện hưởng</i>): one group of people a programme is for.</summary>
/// <param name="Id">Id within the programme.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Starts">The month from which its money runs.</param>
/// <param name="When">The condition.</param>
/// <param name="Cite">Where it stands.</param>
/// <param name="Say">Sentence for people.</param>
/// <param name="Unless">What knocks it out.</param>
/// <param name="Rates">Of which exactly one may hold; none if the programme pays no money.</param>
/// <param name="Doubtful">Uncertain (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="Place">File and line.</param>
public sealed record Route(
    string Id, LocalText Label, Starts Starts, Expression When, Citation? Cite, LocalText? Say, IReadOnlyList<Clause> Unless,
    IReadOnlyList<Rate> Rates, bool Doubtful, string Place)
{
    /// <summary>Which day's state counts for this route, if the law says otherwise than for the version.</summary>
    public Holds? Holds { get; init; }

    /// <summary>True if it rests on a protected fact: who draws by it, and how many, is shown for a purpose only.</summary>
    public bool Protected => Explaining.ProtectedGrounds.AreReadBy(When);
}

/// <summary>A rate of a route.</summary>
/// <param name="Id">Id within the route.</param>
/// <param name="When">The condition, or null if it always holds.</param>
/// <param name="Coefficient">Coefficient (<i lang="vi">hệ số</i>) of the version's base, or null.</param>
/// <param name="Amount">The amount in đồng, rounded: base × coefficient or the amount written.</param>
/// <param name="Cite">Where it stands.</param>
/// <param name="Say">Sentence for people.</param>
/// <param name="Doubtful">Uncertain (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="Place">File and line.</param>
public sealed record Rate(string Id, Expression? When, Expression? Coefficient, Expression Amount, Citation? Cite,
    LocalText? Say, bool Doubtful, string Place);

/// <summary>What is paid when several routes hold.</summary>
/// <param name="Rule">Highest, sum or first.</param>
/// <param name="Cite">Where it stands.</param>
/// <param name="Say">Sentence for people.</param>
/// <param name="Together">Exceptions: this route plus the highest of those.</param>
public sealed record Select(SelectRule Rule, Citation? Cite, LocalText? Say, IReadOnlyList<Together> Together);

/// <summary>One route plus the highest of others.</summary>
/// <param name="Route">The route.</param>
/// <param name="With">The others.</param>
/// <param name="Cite">Where it stands.</param>
/// <param name="Say">Sentence for people.</param>
public sealed record Together(string Route, IReadOnlyList<string> With, Citation? Cite, LocalText? Say);

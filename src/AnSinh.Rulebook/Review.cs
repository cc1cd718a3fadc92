using AnSinh.Basics;

namespace AnSinh.Rulebook;

/// <summary>
/// A review of households by the law (<i lang="vi">rà soát hộ nghèo, hộ cận nghèo</i>): what it consists of, its sheets and how the sheets
/// become a class. Who does what, and by when, is its procedure's.
/// </summary>
/// <param name="Name">Name in policy/.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Status">Fact kind of a household that holds the recognised class.</param>
/// <param name="Listed">Fact kind that says a household is to be reviewed.</param>
/// <param name="Area">Fact kind of the area, rural or urban.</param>
/// <param name="AreaOfKind">Kind of commune → code of the area, as a suggestion.</param>
/// <param name="Versions">Editions by first day.</param>
/// <param name="Reasons">Why a household is put on the list.</param>
/// <param name="Checks">What an inspection compares the list with.</param>
/// <param name="Causes">Why a household leaves or enters a class.</param>
/// <param name="Place">File and line.</param>
public sealed record Review(
    string Name, LocalText Label, string Status, string Listed, string Area, IReadOnlyDictionary<string, string> AreaOfKind,
    IReadOnlyList<ReviewVersion> Versions,
    IReadOnlyList<ReviewSign> Reasons, IReadOnlyList<ReviewSign> Checks, IReadOnlyList<ReviewCause> Causes, string Place)
{
    /// <summary>The edition for a day in a place, the lowest level first; null if the law of the day is not known here.</summary>
    public ReviewVersion? VersionOn(DateOnly day, Jurisdiction place) => Versions
        .Where(v => place.IsUnder(v.Level) && v.From <= day && (v.To is null || day <= v.To))
        .OrderByDescending(v => v.Level.Length).ThenByDescending(v => v.From).FirstOrDefault();

    /// <summary>Kinds of facts that signs read, and the status itself.</summary>
    public IReadOnlyList<string> FactsUsed =>
        [.. Reasons.Concat(Checks).SelectMany(s => s.FactsUsed).Append(Status).Append(Area).Distinct(StringComparer.Ordinal)];
}

/// <summary>An edition of a review.</summary>
/// <param name="Level">Jurisdiction it holds in, and below.</param>
/// <param name="Id">Id within the review.</param>
/// <param name="From">First day results may hold from.</param>
/// <param name="To">Last such day, or null.</param>
/// <param name="Cite">The instrument.</param>
/// <param name="Doubtful">Not read or uncertain (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="Note">Remark.</param>
/// <param name="Season">First and last day of the yearly review as <c>MM-dd</c>; null if the sources do not say.</param>
/// <param name="Steps">What has to be there, in order.</param>
/// <param name="Sheets">Scorecards filled in, in the order of the paper.</param>
/// <param name="Fields">Facts of the survey outside scorecards.</param>
/// <param name="Classes">Programmes that turn a survey into a class; the first that can tell counts.</param>
/// <param name="Limit">Income per head and month above which nobody is in a class.</param>
/// <param name="Place">File and line.</param>
public sealed record ReviewVersion(
    string Level, string Id, DateOnly From, DateOnly? To, Citation Cite, bool Doubtful, string? Note, (string From,
        string To)? Season, IReadOnlyList<ReviewStep> Steps,
    IReadOnlyList<string> Sheets, IReadOnlyList<string> Fields, IReadOnlyList<string> Classes,
    Expression Limit, string Place)
{
    /// <summary>The step of an id, or null if the edition has none.</summary>
    public ReviewStep? StepOrNull(string id) => Steps.FirstOrDefault(s => s.Id == id);
}

/// <summary>A part of a review that has to be there before it is recognised.</summary>
/// <param name="Id"><c>list</c>, <c>survey</c>, <c>meeting</c>, <c>posting</c>, <c>complaints</c>, <c>opinion</c> or
/// <c>recognition</c>.</param>
/// <param name="Label">Name for people.</param>
/// <param name="AgreePercent">Percent of those present who must agree, or null.</param>
/// <param name="Cite">Where it stands.</param>
/// <param name="Doubtful">Not read or uncertain.</param>
/// <param name="Note">Remark.</param>
public sealed record ReviewStep(string Id, LocalText Label, int? AgreePercent, Citation Cite,
    bool Doubtful, string? Note);

/// <summary>A sign seen in the facts of a household (<i lang="vi">dấu hiệu</i>).</summary>
/// <param name="Id">Id within its list.</param>
/// <param name="Label">Name for people.</param>
/// <param name="When">A condition, or null.</param>
/// <param name="Income">Đồng a month of one member, summed over the household and compared with the limit per head; or null.</param>
/// <param name="Empty">True for the sign that nobody lives in the household.</param>
/// <param name="Must">The law puts the household on the list; otherwise it is a suggestion.</param>
/// <param name="Strong">Speaks by itself; otherwise only together with others.</param>
/// <param name="Cite">Where it stands, if the law has it.</param>
public sealed record ReviewSign(string Id, LocalText Label, Expression? When, Expression? Income, bool Empty, bool Must,
    bool Strong, Citation? Cite)
{
    /// <summary>Kinds of facts it reads.</summary>
    public IEnumerable<string> FactsUsed => (When?.FactsUsed ?? []).Concat(Income?.FactsUsed ?? []);
}

/// <summary>Why a household leaves a class or enters one (<i lang="vi">lý do biến động</i>).</summary>
/// <param name="Id">Id.</param>
/// <param name="Label">Name for people.</param>
/// <param name="ForExit">Offered for leaving.</param>
/// <param name="ForFall">Offered for entering.</param>
public sealed record ReviewCause(string Id, LocalText Label, bool ForExit, bool ForFall);

using AnSinh.Basics;
using AnSinh.Host.Components;
using AnSinh.Host.Explaining;

namespace AnSinh.Host.Rules;

/// <summary>The rulebook's front page.</summary>
/// <param name="Hash">Fingerprint of the rulebook.</param>
/// <param name="Version">Number of the publication in force, 0 for the folder alone.</param>
/// <param name="Part">Which of <see cref="Parts"/> is shown.</param>
/// <param name="Programmes">All programmes that hold here.</param>
/// <param name="Parameters">All parameters by family.</param>
/// <param name="Sources">All tables, quantities and scorecards by family.</param>
/// <param name="Procedures">All procedures.</param>
/// <param name="Forms">All forms.</param>
/// <param name="Instruments">All instruments, newest first.</param>
public sealed record RulebookModel(
    string Hash, long Version, string Part, IReadOnlyList<ProgrammeEntry> Programmes, IReadOnlyList<LawGroup<ParameterEntry>> Parameters,
    IReadOnlyList<LawGroup<SourceEntry>> Sources, IReadOnlyList<ProcedureEntry> Procedures, IReadOnlyList<FormEntry> Forms,
    IReadOnlyList<InstrumentEntry> Instruments)
{
    /// <summary>The parts of the page as addresses name them; the first if none is named.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["che-do", "tham-so", "bang", "thu-tuc", "van-ban"];
}

/// <summary>Entries of one family of law.</summary>
/// <param name="Title">The family for people.</param>
/// <param name="Entries">Its entries.</param>
public sealed record LawGroup<T>(string Title, IReadOnlyList<T> Entries);

/// <summary>A programme in the list.</summary>
/// <param name="Id">Its name in policy/.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Level">Level that made it, e.g. toàn quốc.</param>
/// <param name="Versions">How many versions of its law are kept.</param>
/// <param name="Current">The version in force in the month, or null.</param>
/// <param name="Cases">How many worked cases it has.</param>
/// <param name="Doubtful">True if something in the version in force is doubtful.</param>
public sealed record ProgrammeEntry(string Id, string Name, string Level, int Versions, string? Current, int Cases, bool Doubtful);

/// <summary>A parameter in the list.</summary>
/// <param name="Id">Its name in policy/.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Value">Effective value in the month, with its unit; null if none.</param>
/// <param name="Level">Level the effective value comes from.</param>
/// <param name="Cite">Its article.</param>
/// <param name="Values">How many values are kept.</param>
/// <param name="Doubtful">True if the effective value is doubtful.</param>
public sealed record ParameterEntry(string Id, string Name, string? Value, string? Level, Citation? Cite, int Values, bool Doubtful);

/// <summary>A table, quantity or scorecard in the list.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Path">Its page.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Versions">How many versions are kept.</param>
public sealed record SourceEntry(string Name, string Path, string Kind, int Versions);

/// <summary>An instrument in the list.</summary>
/// <param name="Id">Its id in policy/.</param>
/// <param name="Display">Its kind and number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Issued">Day of issue.</param>
/// <param name="InForce">Day it came into force.</param>
/// <param name="Doubt">Why it is doubtful, or null.</param>
/// <param name="Uses">How many rules and values cite it.</param>
public sealed record InstrumentEntry(string Id, string Display, string Title, string? Issuer, DateOnly? Issued,
    DateOnly? InForce, string? Doubt, int Uses);

/// <summary>The page of an instrument.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Places">Its places the rulebook cites, in the order of the text.</param>
public sealed record InstrumentModel(InstrumentEntry Instrument, IReadOnlyList<ArticlePlace> Places);

/// <summary>A place of an instrument with everything that rests on it.</summary>
/// <param name="Anchor">Its mark on the page; empty for the whole instrument.</param>
/// <param name="Words">The place in words.</param>
/// <param name="Lines">What rests on it, by what that belongs to; the same sentence of several versions once, as in the latest.</param>
/// <param name="Cells">Cells of tables that stand there, folded away.</param>
public sealed record ArticlePlace(string Anchor, string Words, IReadOnlyList<IGrouping<string, ArticleLine>> Lines,
    IReadOnlyList<ArticleLine> Cells);

/// <summary>A provision that rests on an article.</summary>
/// <param name="What">What it belongs to.</param>
/// <param name="Href">Its page.</param>
/// <param name="Kind">What kind of provision it is.</param>
/// <param name="Say">It in a sentence.</param>
/// <param name="Doubtful">True if doubtful.</param>
public sealed record ArticleLine(string What, string Href, string Kind, string Say, bool Doubtful);

/// <summary>The page of a table, quantity or scorecard.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Id">Its name in policy/.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Versions">Its versions or editions, the latest first.</param>
/// <param name="Uses">Programmes that use it.</param>
public sealed record SourceModel(string Name, string Id, string Kind, IReadOnlyList<SourceVersion> Versions,
    IReadOnlyList<(string Id, string Name)> Uses);

/// <summary>A version of a table, quantity or scorecard.</summary>
/// <param name="Id">Its id on the page.</param>
/// <param name="Dates">From when, issued, in force.</param>
/// <param name="Cite">Its instrument.</param>
/// <param name="Note">Remark.</param>
/// <param name="Doubtful">True if doubtful.</param>
/// <param name="InForce">True if it is the one of the month.</param>
/// <param name="Lines">Its clauses or items.</param>
/// <param name="Cells">Its cells, row and value, of a table.</param>
public sealed record SourceVersion(
    string Id, string Dates, Citation Cite, string? Note, bool Doubtful, bool InForce, IReadOnlyList<ClauseCard> Lines,
    IReadOnlyList<(string Row, string Value, bool Derived)> Cells);

/// <summary>The page of a parameter.</summary>
/// <param name="Id">Its name in policy/.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="UnitWord">Its unit in words.</param>
/// <param name="Combination">How levels combine, with its article.</param>
/// <param name="Series">The chart: the effective values first, then each level.</param>
/// <param name="Values">Every value.</param>
/// <param name="Effective">Effective value in the month, as known on the day looked at.</param>
/// <param name="Uses">Programmes that use it.</param>
public sealed record ParameterModel(
    string Id, string Name, string UnitWord, string? Combination, IReadOnlyList<StepSeries> Series, IReadOnlyList<ValueRow> Values,
    string? Effective,
    IReadOnlyList<(string Id, string Name)> Uses);

/// <summary>A value of a parameter with its three dates.</summary>
/// <param name="Level">Whose value.</param>
/// <param name="From">First day it applies to money.</param>
/// <param name="To">Last day, if it has one.</param>
/// <param name="Issued">Day of issue.</param>
/// <param name="InForce">Day in force.</param>
/// <param name="Value">The value.</param>
/// <param name="Cite">Its article.</param>
/// <param name="Note">A note.</param>
/// <param name="Doubtful">True if doubtful.</param>
/// <param name="Effective">True if this is the effective value.</param>
public sealed record ValueRow(
    string Level, DateOnly From, DateOnly? To, DateOnly? Issued, DateOnly? InForce, string Value, Citation Cite,
    string? Note, bool Doubtful, bool Effective);

/// <summary>A programme as a rule card.</summary>
/// <param name="Id">Its name in policy/.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Versions">Its versions, to choose from.</param>
/// <param name="Version">The version shown.</param>
/// <param name="Cite">Its instrument.</param>
/// <param name="Dates">When that was issued and came into force.</param>
/// <param name="Note">A note.</param>
/// <param name="Doubtful">True if the version is doubtful.</param>
/// <param name="Priced">The month whose values are shown.</param>
/// <param name="Require">Conditions for every route.</param>
/// <param name="Routes">The routes.</param>
/// <param name="Sources">Parameters, tables, quantities and scorecards it uses.</param>
/// <param name="Selection">Which of several routes counts, with the exceptions.</param>
/// <param name="Cases">Worked cases.</param>
/// <param name="Interactions">Rules between this programme and others.</param>
public sealed record RuleCardModel(
    string Id, string Name, IReadOnlyList<VersionTab> Versions, string Version, Citation Cite, string Dates, string? Note,
    bool Doubtful, Month Priced,
    IReadOnlyList<ClauseCard> Require, IReadOnlyList<RouteCard> Routes, IReadOnlyList<SourceCard> Sources,
    IReadOnlyList<ClauseCard> Selection,
    IReadOnlyList<WorkedCaseRow> Cases, IReadOnlyList<ClauseCard> Interactions);

/// <summary>Something a programme's rules use that has values of its own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its page.</param>
/// <param name="Value">Its value in the month.</param>
/// <param name="Cite">Its article.</param>
/// <param name="Doubtful">True if doubtful.</param>
public sealed record SourceCard(string Name, string Path, string Value, Citation? Cite, bool Doubtful);

/// <summary>A version to choose.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Dates">From when until when.</param>
/// <param name="InForce">True if it is the one in force in the month.</param>
public sealed record VersionTab(string Id, string Dates, bool InForce);

/// <summary>A clause in words.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Say">The sentence.</param>
/// <param name="Cite">Its article.</param>
/// <param name="Condition">The condition as the program reads it, where the sentence is another.</param>
/// <param name="Formula">The expression, for those who want it.</param>
/// <param name="Doubtful">True if doubtful.</param>
public sealed record ClauseCard(string Id, string Say, Citation? Cite, string? Condition, string? Formula, bool Doubtful);

/// <summary>A route in words.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">Its name.</param>
/// <param name="When">Who it is for.</param>
/// <param name="Starts">From when money counts.</param>
/// <param name="Unless">What knocks it out.</param>
/// <param name="Rates">What it gives.</param>
public sealed record RouteCard(string Id, string Label, ClauseCard When, string Starts, IReadOnlyList<ClauseCard> Unless,
    IReadOnlyList<RateCard> Rates);

/// <summary>A rate in words.</summary>
/// <param name="Coefficient">Its coefficient, or null.</param>
/// <param name="Amount">What that is in the month, or how it is reckoned.</param>
/// <param name="IsFixed">True if the amount is the same for everybody.</param>
/// <param name="Clause">When it holds.</param>
public sealed record RateCard(string? Coefficient, string Amount, bool IsFixed, ClauseCard Clause);

/// <summary>A worked case.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Month">The month asked.</param>
/// <param name="Expect">The answer expected.</param>
/// <param name="Source">Where the answer comes from.</param>
/// <param name="Disputed">Why it is disputed, or null.</param>
public sealed record WorkedCaseRow(string Id, string Name, Month Month, string Expect, string Source, string? Disputed);

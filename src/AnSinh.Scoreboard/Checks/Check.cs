using AnSinh.Basics;

namespace AnSinh.Scoreboard.Checks;

/// <summary>What a check says when it comes out one way.</summary>
/// <param name="Verdict">The verdict word, e.g. <c>INCONSISTENT</c>.</param>
/// <param name="Say">The sentence, with computed numbers to be filled in.</param>
public sealed record CheckSentence(string Verdict, LocalText Say);

/// <summary>A sum's term in an order-of-magnitude check: the product of figures.</summary>
/// <param name="Id">Name of its number in the sentence.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Factors">Figures to multiply.</param>
public sealed record CheckTerm(string Id, LocalText Label, IReadOnlyList<string> Factors);

/// <summary>A check of published figures as declared in policy/*/checks; it names figures and never repeats them.</summary>
/// <param name="Id">Its number, <c>K01</c>.</param>
/// <param name="Kind">How it computes; one of a closed set.</param>
/// <param name="Term">The term whose report it belongs to.</param>
/// <param name="Title">What is checked.</param>
/// <param name="Uses">Published figures it is about.</param>
/// <param name="Inputs">Figures by their part in the computation.</param>
/// <param name="Limits">Judgements of ours that the verdict depends on.</param>
/// <param name="Dates">Days the computation needs.</param>
/// <param name="Terms">Terms of a sum.</param>
/// <param name="Outcomes">Verdict and sentence for each way it may come out.</param>
/// <param name="Hypotheses">What might explain the finding.</param>
/// <param name="NotSupported">An explanation that the numbers do not support, or null.</param>
/// <param name="Rule">What follows for keeping such figures, or null.</param>
/// <param name="Place">File and line.</param>
public sealed record Check(
    string Id,
    string Kind,
    string Term,
    LocalText Title,
    IReadOnlyList<string> Uses,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Inputs,
    IReadOnlyDictionary<string, decimal> Limits,
    IReadOnlyDictionary<string, DateOnly> Dates,
    IReadOnlyList<CheckTerm> Terms,
    IReadOnlyDictionary<string, CheckSentence> Outcomes,
    IReadOnlyList<LocalText> Hypotheses,
    LocalText? NotSupported,
    LocalText? Rule,
    string Place);

/// <summary>A finding (<i lang="vi">phát hiện</i>): the verdict of a check with the numbers it rests on.</summary>
/// <param name="Id">The check.</param>
/// <param name="Kind">How it was computed.</param>
/// <param name="Title">What was checked.</param>
/// <param name="Verdict">The verdict word.</param>
/// <param name="Detail">The explanation, filled with the numbers.</param>
/// <param name="Uses">Published figures it is about.</param>
/// <param name="Computed">The numbers by name, in the order computed: decimals, days or texts.</param>
/// <param name="Sources">Where the figures it rests on were read.</param>
/// <param name="Hypotheses">What might explain it.</param>
/// <param name="NotSupported">An explanation the numbers do not support, or null.</param>
/// <param name="Rule">What follows for keeping such figures, or null.</param>
/// <param name="Quiet">True if nothing needs to be clarified.</param>
public sealed record Finding(
    string Id,
    string Kind,
    LocalText Title,
    string Verdict,
    LocalText Detail,
    IReadOnlyList<string> Uses,
    IReadOnlyDictionary<string, object> Computed,
    IReadOnlyList<string> Sources,
    IReadOnlyList<LocalText> Hypotheses,
    LocalText? NotSupported,
    LocalText? Rule,
    bool Quiet);

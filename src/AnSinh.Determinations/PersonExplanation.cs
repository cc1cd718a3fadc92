using AnSinh.Basics;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Explaining;

namespace AnSinh.Determinations;

/// <summary>Why a person is or is not entitled to a programme for a month, article by article.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Month">The month.</param>
/// <param name="Known">The day whose knowledge was used.</param>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Version">Id of the programme's version that holds for the month.</param>
/// <param name="Status">The answer after the rules between programmes.</param>
/// <param name="Amount">Amount that is certain, after the rules between programmes, if the answer is yes.</param>
/// <param name="Unit">Key of the commune lived in, null if none.</param>
/// <param name="Own">The answer of the programme by itself.</param>
/// <param name="Rivals">The programmes it was weighed against, if a rule between programmes applied.</param>
/// <param name="Root">The whole tree: the programme's own, and the rule between programmes above it where one applied.</param>
/// <param name="RulebookHash">Hash of the rulebook used.</param>
public sealed record PersonExplanation(
    long PersonId,
    Month Month,
    AsKnown Known,
    string Programme,
    LocalText Label,
    string Version,
    Truth Status,
    Dong? Amount,
    string? Unit,
    Explanation Own,
    IReadOnlyList<Rival> Rivals,
    ExplainNode Root,
    string RulebookHash)
{
    /// <summary>The most it may be, the amount itself if that is settled; null if nothing bounds it.</summary>
    public Dong? AtMost { get; init; } = Dong.Zero;

    /// <summary>Names of the facts that are missing, if the answer is unknown or only a part of it is certain.</summary>
    public IReadOnlyList<string> Missing => Status == Truth.No ? [] : Own.Missing;

    /// <summary>The explanation for who may not see protected facts.</summary>
    public PersonExplanation WithoutProtected(ProgrammeAt programme) =>
        this with { Own = Own.WithoutProtected(programme), Root = Root.WithoutProtected()! };
}

/// <summary>Another programme a rule weighed this one against.</summary>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Amount">What it gives by itself.</param>
/// <param name="Wins">True if it is the one drawn.</param>
public sealed record Rival(string Programme, LocalText Label, Dong Amount, bool Wins);

using AnSinh.Basics;
using AnSinh.Determinations.Questions;

namespace AnSinh.Host.Pages.Entitled;

/// <summary>The question "what is this person entitled to": its form, and the answer if it was asked.</summary>
/// <param name="PersonId">The person of the register it is about, or null.</param>
/// <param name="PersonName">That person's name.</param>
/// <param name="Groups">What can be told of the person and the household.</param>
/// <param name="Members">What can be told of each other member.</param>
/// <param name="SilenceAsRecord">True if what is left open stands for no record instead of unknown.</param>
/// <param name="Answer">The answer, or null if nothing was asked yet.</param>
/// <param name="Refusals">What is wrong with what was told.</param>
public sealed record EntitledModel(
    long? PersonId, string? PersonName, IReadOnlyList<QuestionGroup> Groups, IReadOnlyList<QuestionGroup> Members,
    bool SilenceAsRecord, Entitlements? Answer, IReadOnlyList<Refusal> Refusals);

/// <summary>Questions that belong together.</summary>
/// <param name="Id">Name in the address of the page.</param>
/// <param name="Title">What they are about.</param>
/// <param name="Questions">The questions.</param>
/// <param name="Folded">True if they are shown only when opened; a group in which something was answered is open.</param>
/// <param name="Note">Why they are asked apart, or null.</param>
public sealed record QuestionGroup(string Id, string Title, IReadOnlyList<FactQuestion> Questions, bool Folded, string? Note = null);

/// <summary>One fact asked for.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Kind">The kind of fact.</param>
/// <param name="Value">What was told; empty if it is left open.</param>
public sealed record FactQuestion(string Name, FactKind Kind, string Value);

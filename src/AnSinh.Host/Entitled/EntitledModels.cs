using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Determinations.Questions;

namespace AnSinh.Host.Entitled;

/// <summary>The question "what is this person entitled to": its form, and the answer if it was asked.</summary>
/// <param name="PersonId">The person of the register it is about, or null.</param>
/// <param name="PersonName">That person's name.</param>
/// <param name="Groups">What can be told of the person and the household.</param>
/// <param name="Members">What can be told of each other member.</param>
/// <param name="Told">What was told.</param>
/// <param name="Answer">The answer, or null if nothing was asked yet.</param>
/// <param name="Refusals">Why there is no answer.</param>
/// <param name="Key">Key of the form.</param>
public sealed record EntitledModel(
    long? PersonId, string? PersonName, IReadOnlyList<QuestionGroup> Groups, IReadOnlyList<QuestionGroup> Members,
    IReadOnlyDictionary<string, string> Told, Entitlements? Answer, IReadOnlyList<Refusal> Refusals, string Key);

/// <summary>Questions that belong together.</summary>
/// <param name="Id">Name in the address of the page.</param>
/// <param name="Title">What they are about.</param>
/// <param name="Questions">The questions.</param>
/// <param name="Folded">True if they are shown only when opened; a group in which something was answered is open.</param>
/// <param name="Note">Why they are asked apart, or null.</param>
public sealed record QuestionGroup(string Id, string Title, IReadOnlyList<FormField> Questions, bool Folded, string? Note = null);

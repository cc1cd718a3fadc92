using AnSinh.Casework.LawChanges;
using AnSinh.Host.Web;

namespace AnSinh.Host.LawChanges;

/// <summary>Where a change stands, in words.</summary>
internal static class ChangeWords
{
    /// <summary>The step it is in; of a draft sent back, that it was.</summary>
    public static string Word(LawChange change, Language l) =>
        l.T(IsReturned(change) ? change.Case.DeedOf(change.Case.Entries[^1]).Label : change.Case.State.Step.Label);

    /// <summary>The tone of its chip.</summary>
    public static string Tone(LawChange change) => change.IsPublished ? "good" : change.IsSubmitted || change.IsApproved ? "warn"
        : IsReturned(change) ? "bad" : "mute";

    private static bool IsReturned(LawChange change) => change is { IsOpen: true, Case.Entries.Count: > 1 };
}

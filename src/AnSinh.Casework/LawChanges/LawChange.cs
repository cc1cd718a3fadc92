using AnSinh.Casework.Cases;
using AnSinh.Rulebook.Procedures;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Casework.LawChanges;

/// <summary>A drafted change of the law (<i lang="vi">thay đổi luật</i>): what was drafted, and the case by which it becomes law.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Case">What happened to it and where it stands.</param>
/// <param name="Files">Files as drafted, the latest of each.</param>
public sealed record LawChange(long Id, string Title, CaseView Case, IReadOnlyList<EditedFile> Files)
{
    /// <summary>Login of who drafted it.</summary>
    public string Author => Case.Entries[0].Actor;

    /// <summary>
    /// True if nobody signed in to hand in what it holds now: then two others have to, one to approve it and another to publish it.
    /// </summary>
    public bool AuthorIsUnproved => Case.LastOrNull(KindDeeds.Submit)?.Values.TextOrNull(KindDeeds.Unproved) == "yes";

    /// <summary>True while its author may write on.</summary>
    public bool IsOpen => Can(KindDeeds.Submit);

    /// <summary>True if it waits to be approved.</summary>
    public bool IsSubmitted => Can(KindDeeds.Approve);

    /// <summary>True if it is approved and waits to be published.</summary>
    public bool IsApproved => Can(KindDeeds.Publish);

    /// <summary>True if it is part of the law in force.</summary>
    public bool IsPublished => Case.Entries[^1].Deed == KindDeeds.Publish;

    /// <summary>True if it was published or given up.</summary>
    public bool HasEnded => Case.State.Step.IsEnd;

    /// <summary>Who approved what it holds now, or null.</summary>
    public string? ApprovedBy => IsApproved || IsPublished ? Case.LastOrNull(KindDeeds.Approve)?.Actor : null;

    /// <summary>Names exactly what was drafted: approval is of this and of nothing else.</summary>
    public string ContentHash =>
        EditedFile.HashOf(
            string.Join('\n', Files.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => $"{f.Path} {f.BaseHash} {f.Hash}")));

    /// <summary>True if somebody may write on: its author, while it is open.</summary>
    public bool MayWrite(string login) => IsOpen && CaseFlow.Same(Author, login);

    /// <summary>The text of a file as drafted, else as in force; null if there is none.</summary>
    public string? TextOrNull(LawInForce law, string path) => DraftedOrNull(path)?.Text ?? law.Files.TextOrNull(path);

    /// <summary>A file as drafted now: what it was made from stays what it was at the first edit.</summary>
    internal EditedFile Edited(LawInForce law, string path, string text) =>
        new(path, DraftedOrNull(path) is { } drafted ? drafted.BaseHash : law.Files.HashOf(path), text);

    private EditedFile? DraftedOrNull(string path) => Files.FirstOrDefault(f => f.Path == path);

    private bool Can(string deed) => Case.State.Step.Deeds.Any(d => d.Id == deed);
}

/// <summary>The law in force and how a draft stands against it, as looked at by who hands it in or publishes it.</summary>
/// <param name="Law">The law in force.</param>
/// <param name="Review">The review.</param>
public sealed record LawLook(LawInForce Law, ChangeReview Review);

using AnSinh.Rulebook.Publishing;

namespace AnSinh.Casework.LawChanges;

/// <summary>Where a change of the law stands.</summary>
public enum LawChangeStatus
{
    /// <summary>Being written by its author.</summary>
    Draft,

    /// <summary>Handed in; waits for a second person.</summary>
    Submitted,

    /// <summary>Sent back with a remark; its author may write on.</summary>
    Returned,

    /// <summary>Approved by a second person; waits to be published.</summary>
    Approved,

    /// <summary>Part of the law in force.</summary>
    Published,

    /// <summary>Given up by its author.</summary>
    Withdrawn,
}

/// <summary>A drafted change of the law (<i lang="vi">thay đổi luật</i>).</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Author">Login of who drafted it.</param>
/// <param name="CreatedAt">When, Unix milliseconds.</param>
/// <param name="Steps">What happened to it, in order; the last tells where it stands.</param>
/// <param name="Files">Files as drafted, the latest of each.</param>
public sealed record LawChange(long Id, string Title, string Author, long CreatedAt, IReadOnlyList<LawChangeStep> Steps,
    IReadOnlyList<EditedFile> Files)
{
    /// <summary>What the step of handing in says if a command line took it: there an author is named, but has not signed in.</summary>
    public const string FromCommandLine = "đưa vào bằng dòng lệnh";

    /// <summary>
    /// True if nobody signed in to hand in what it holds now: then two others have to, one to approve it and another to publish it.
    /// </summary>
    public bool AuthorIsUnproved => Steps.LastOrDefault(s => s.Status == LawChangeStatus.Submitted) is { Remark: FromCommandLine };

    /// <summary>Where it stands.</summary>
    public LawChangeStatus Status => Steps[^1].Status;

    /// <summary>True while its author may write on.</summary>
    public bool IsOpen => Status is LawChangeStatus.Draft or LawChangeStatus.Returned;

    /// <summary>Who approved what it holds now, or null.</summary>
    public string? ApprovedBy => Status is LawChangeStatus.Approved or LawChangeStatus.Published
        ? Steps.Last(s => s.Status == LawChangeStatus.Approved).Actor : null;

    /// <summary>Names exactly what was drafted: approval is of this and of nothing else.</summary>
    public string ContentHash =>
        EditedFile.HashOf(
            string.Join('\n', Files.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => $"{f.Path} {f.BaseHash} {f.Hash}")));
}

/// <summary>A step of a change.</summary>
/// <param name="Status">Where it led.</param>
/// <param name="Actor">Login of who took it.</param>
/// <param name="At">When, Unix milliseconds.</param>
/// <param name="Remark">What was said.</param>
/// <param name="ContentHash">What the change held then.</param>
public sealed record LawChangeStep(LawChangeStatus Status, string Actor, long At, string Remark, string ContentHash);

/// <summary>A publication: from then on the rulebook is the folder with this and all earlier ones laid over it.</summary>
/// <param name="Version">Number of the rulebook's version, from 1; 0 is the folder alone.</param>
/// <param name="ChangeId">The change published.</param>
/// <param name="At">When, Unix milliseconds.</param>
/// <param name="DraftedBy">Login of who drafted it.</param>
/// <param name="ApprovedBy">Login of the second person.</param>
/// <param name="Note">What it is about.</param>
/// <param name="Hash">Hash of the rulebook it made.</param>
/// <param name="Files">Files it changed or added.</param>
public sealed record Publication(long Version, long ChangeId, long At, string DraftedBy, string ApprovedBy, string Note,
    string Hash, IReadOnlyList<EditedFile> Files);

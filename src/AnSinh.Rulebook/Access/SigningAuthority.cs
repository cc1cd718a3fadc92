using AnSinh.Basics;

namespace AnSinh.Rulebook.Access;

/// <summary>
/// A way to sign for a body (<i lang="vi">quyền hạn của người ký</i>): as its head, for the head, by order, by mandate; with the words
/// over the name of who signs.
/// </summary>
/// <param name="Id">Its word in policy/.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Lines">The lines over the name, the title of who signs left open as <c>{title}</c>.</param>
/// <param name="Cite">The article.</param>
/// <param name="Doubtful">Uncertain or not read.</param>
public sealed record SigningAuthority(string Id, LocalText Label, IReadOnlyList<string> Lines, Citation Cite, bool Doubtful)
{
    /// <summary>Where a line has the title of who signs.</summary>
    public const string TitlePlace = "{title}";

    /// <summary>True if who signs so leads the body: one person a day.</summary>
    public bool Leads { get; init; }

    /// <summary>Only who signs in one of these ways can give it, and it ends with theirs; empty if it comes with the post.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>True if who signs so hands nothing on.</summary>
    public bool IsFinal { get; init; }

    /// <summary>True if it has to have a last day.</summary>
    public bool Ends { get; init; }

    /// <summary>True if it is for one procedure, never for all a body signs.</summary>
    public bool OneMatter { get; init; }

    /// <summary>Remark, also what is doubted.</summary>
    public string? Note { get; init; }

    /// <summary>True if the words over the name have a title.</summary>
    public bool IsTitled => Lines.Any(l => l.Contains(TitlePlace, StringComparison.Ordinal));

    /// <summary>The lines and the name as one line, such as <c>KT. CHỦ TỊCH, PHÓ CHỦ TỊCH Nguyễn Văn An</c>.</summary>
    public string Signature(string? title, string name) => string.Join(", ", Lines.Select(
        l => l.Replace(TitlePlace, (title ?? "").ToUpperInvariant(), StringComparison.Ordinal))) + " " + name;
}

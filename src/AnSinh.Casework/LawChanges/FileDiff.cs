using AnSinh.Rulebook.Publishing;

namespace AnSinh.Casework.LawChanges;

/// <summary>A file with its changed lines.</summary>
/// <param name="Path">The file.</param>
/// <param name="IsNew">True if it was not there before.</param>
/// <param name="Lines">The lines; none where what was before can no longer be read.</param>
public sealed record FileDiff(string Path, bool IsNew, IReadOnlyList<DiffLine> Lines)
{
    /// <summary>
    /// What a change does to each file: against the law in force, or for a published one against what it was made from.
    /// </summary>
    public static IReadOnlyList<FileDiff> Of(LawInForce law, LawChange change, PublicationStore publications)
    {
        if (!change.IsPublished)
        {
            return [.. change.Files.Select(
                f => new FileDiff(f.Path, f.BaseHash is null, LineDiff.Of(law.Files.TextOrNull(f.Path), f.Text)))];
        }

        var earlier = publications.All().TakeWhile(p => p.ChangeId != change.Id).SelectMany(p => p.Files).ToList();
        var below = RulebookFiles.Read(law.Folder, []);
        return [.. change.Files.Select(f =>
        {
            var before = earlier.LastOrDefault(e => e.Hash == f.BaseHash)?.Text
                ?? (below.Ok && below.Value.HashOf(f.Path) == f.BaseHash ? below.Value.TextOrNull(f.Path) : null);
            return new FileDiff(f.Path, f.BaseHash is null, before is null && f.BaseHash is not null ? [] : LineDiff.Of(before, f.Text));
        })];
    }
}

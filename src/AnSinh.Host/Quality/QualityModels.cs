using AnSinh.Basics;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Scoreboard.Quality;

namespace AnSinh.Host.Quality;

/// <summary>All checks with their counts within the viewer's scope.</summary>
/// <param name="Rows">The checks.</param>
/// <param name="Commune">Key of the commune chosen, or null.</param>
/// <param name="Communes">Communes to choose from.</param>
public sealed record QualityBoardModel(IReadOnlyList<QualityRow> Rows, string? Commune, IReadOnlyList<(string Key, string Name)> Communes)
{
    /// <summary>Cases of all checks.</summary>
    public int Cases => Rows.Sum(r => r.Count);
}

/// <summary>One check and how many cases it has.</summary>
/// <param name="Check">The check.</param>
/// <param name="Count">Cases within the scope.</param>
/// <param name="Communes">Communes with a case.</param>
/// <param name="Remark">What it has to say besides.</param>
/// <param name="Unclear">People of whom it cannot be told; null for those who do not see all.</param>
public sealed record QualityRow(QualityCheck Check, int Count, int Communes, LocalText? Remark, int? Unclear);

/// <summary>The page of one check.</summary>
/// <param name="Check">The check.</param>
/// <param name="Answer">Its cases within scope and commune.</param>
/// <param name="ByCommune">Cases by commune of the day, the most first.</param>
/// <param name="Commune">Key of the commune chosen, or null.</param>
/// <param name="Communes">Communes to choose from.</param>
/// <param name="Remark">What it has to say besides.</param>
/// <param name="Unclear">People of whom it cannot be told; null for those who do not see all.</param>
public sealed record QualityListModel(
    QualityCheck Check, WorkAnswer Answer, IReadOnlyList<(string? Key, string Name, int Count)> ByCommune, string? Commune,
    IReadOnlyList<(string Key, string Name)> Communes, LocalText? Remark, int? Unclear) : IListed
{
    /// <inheritdoc/>
    public WorkAnswer Listed => Answer;
}

using AnSinh.Basics;
using AnSinh.Host.Pages.People;
using AnSinh.Register.Quality;
using AnSinh.Register.Units;
using AnSinh.Scoreboard.Quality;

namespace AnSinh.Host.Pages.Quality;

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

/// <summary>The work list of one check.</summary>
/// <param name="Check">The check.</param>
/// <param name="Total">Cases found within scope and commune.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="Size">Lines on a page.</param>
/// <param name="Lines">The lines.</param>
/// <param name="ByCommune">Cases by commune of the day, the most first.</param>
/// <param name="Commune">Key of the commune chosen, or null.</param>
/// <param name="Communes">Communes to choose from.</param>
/// <param name="Remark">What it has to say besides.</param>
/// <param name="Unclear">People of whom it cannot be told; null for those who do not see all.</param>
public sealed record QualityListModel(
    QualityCheck Check, int Total, int Page, int Size, IReadOnlyList<QualityLine> Lines, IReadOnlyList<(string? Key,
        string Name, int Count)> ByCommune, string? Commune,
    IReadOnlyList<(string Key, string Name)> Communes, LocalText? Remark, int? Unclear);

/// <summary>One case.</summary>
/// <param name="Hit">The case.</param>
/// <param name="Person">The person, null for a unit.</param>
/// <param name="Other">Another person it is about as well.</param>
/// <param name="Unit">The unit, for a case of a unit; else the commune of the home.</param>
/// <param name="UnitKey">Its key.</param>
/// <param name="Detail">What exactly.</param>
/// <param name="Fixes">Ways to mend it: address and words.</param>
public sealed record QualityLine(QualityHit Hit, PersonLine? Person, PersonLine? Other, string? Unit, string? UnitKey,
    string Detail, IReadOnlyList<(string Href, string Text)> Fixes);

using AnSinh.Scoreboard.Figures;

namespace AnSinh.Host.People;

/// <summary>The people, households or communes behind a figure.</summary>
/// <param name="Asked">What was asked for.</param>
/// <param name="Title">What the list is.</param>
/// <param name="Why">What they have in common.</param>
/// <param name="List">The lines of the page.</param>
/// <param name="Page">Page shown.</param>
/// <param name="Size">Rows on a page.</param>
/// <param name="Parts">Sides of the figure to choose from: word in the address and name.</param>
/// <param name="Communes">Communes to choose from: key and name.</param>
public sealed record FigureListModel(
    PeopleAsked Asked, string Title, string Why, FigureList List, int Page, int Size, IReadOnlyList<(string Id,
        string Name)> Parts, IReadOnlyList<(string Key, string Name)> Communes);

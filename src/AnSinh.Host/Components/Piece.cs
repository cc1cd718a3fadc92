using AnSinh.Basics;
using AnSinh.Host.Web;
using Microsoft.AspNetCore.Components;

namespace AnSinh.Host.Components;

/// <summary>What every view and component shares: the visit, and how words, numbers and dates are written in it.</summary>
public abstract class Piece : ComponentBase
{
    /// <summary>The visit being answered.</summary>
    [Inject]
    public required Visit Visit { get; set; }

    /// <summary>The language of the page.</summary>
    protected Language L => Visit.Language;

    /// <summary>One of two texts.</summary>
    protected string T(string vi, string en) => L.T(vi, en);

    /// <summary>A text of policy/.</summary>
    protected string T(LocalText text) => L.T(text);

    /// <summary>A whole number with separators.</summary>
    protected string N(long value) => L.Number(value);

    /// <summary>A day.</summary>
    protected string D(DateOnly? day) => L.Date(day);

    /// <summary>An address that keeps the two times.</summary>
    protected string Link(string path, params ReadOnlySpan<(string Name, object? Value)> query) => Visit.Link(path, query);
}

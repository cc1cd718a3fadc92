using AnSinh.Basics;

namespace AnSinh.Host.Web.WorkLists;

/// <summary>A work list of any rows: what its readers need of it.</summary>
public interface IWorkList
{
    /// <summary>Its name in the API.</summary>
    string Id { get; }

    /// <summary>Address of its page.</summary>
    string Path { get; }

    /// <summary>Section of the navigation.</summary>
    string Section { get; }

    /// <summary>What it lists.</summary>
    LocalText Title { get; }

    /// <summary>Which rows stand first, in words; null where the order says itself.</summary>
    LocalText? Order { get; }

    /// <summary>What is said where it has no rows: that it has none, and when it would.</summary>
    (LocalText Title, LocalText Hint) Empty { get; }

    /// <summary>What it needs, null where the rows are one's own; of those who may, each sees the rows of their scope.</summary>
    Permission? Needs { get; }

    /// <summary>Name of the filter in the address of its page.</summary>
    string FilterKey { get; }

    /// <summary>Its parts, with counts; the first is shown unless another is asked for.</summary>
    Func<IReadOnlyList<WorkFilter>> Filters { get; }

    /// <summary>Its columns, in the order of the file.</summary>
    IReadOnlyList<WorkColumn> Columns { get; }

    /// <summary>What can be done to several rows of a filter at once.</summary>
    Func<string, IReadOnlyList<BulkDeed>> Bulk { get; }

    /// <summary>How many rows wait for the viewer, for the badge; null for a list nobody is waited for in.</summary>
    Func<long>? Waiting { get; }

    /// <summary>Rows on a page.</summary>
    int Size { get; }

    /// <summary>The rows of a filter and page; refused if there is no such filter or page.</summary>
    /// <param name="visit">The visit; for an Excel file all rows.</param>
    /// <param name="filter">Word of the filter: that of addresses for a page, the id for the API. The first if empty.</param>
    /// <param name="page">Page from 1; the first if null.</param>
    /// <param name="size">Rows on a page; the usual if null.</param>
    Outcome<WorkAnswer> Ask(Visit visit, string? filter, int? page, int? size = null);
}

/// <summary>Rows of a work list that were asked for, with all that shows them.</summary>
/// <param name="List">The list.</param>
/// <param name="Filters">Its filters, with counts.</param>
/// <param name="Filter">The one asked for; null where it has none.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Total">All rows of the filter.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="Size">Rows on a page.</param>
public sealed record WorkAnswer(IWorkList List, IReadOnlyList<WorkFilter> Filters, WorkFilter? Filter, IReadOnlyList<WorkRow> Rows,
    long Total, int Page, int Size)
{
    /// <summary>What can be done to several of the rows at once.</summary>
    public IReadOnlyList<BulkDeed> Bulk { get; } = List.Bulk(Filter?.Id ?? "");
}

/// <summary>The model of a page that is about a work list: its Excel file is that of the list.</summary>
public interface IListed
{
    /// <summary>The list; null where the viewer does not see it.</summary>
    WorkAnswer? Listed { get; }
}

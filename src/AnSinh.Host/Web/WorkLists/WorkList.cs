using AnSinh.Basics;

namespace AnSinh.Host.Web.WorkLists;

/// <summary>What is asked of a list.</summary>
/// <param name="Filter">Id of the filter; empty where the list has none.</param>
/// <param name="Skip">Rows before the first.</param>
/// <param name="Take">Most rows.</param>
internal sealed record WorkAsk(string Filter, int Skip, int Take);

/// <summary>Rows of a list, and how many there are in all.</summary>
/// <param name="Items">The rows asked for.</param>
/// <param name="Total">All rows of the filter.</param>
internal sealed record WorkPart<TRow>(IReadOnlyList<TRow> Items, long Total)
{
    /// <summary>A part of rows that are all at hand.</summary>
    public static WorkPart<TRow> Of(IReadOnlyList<TRow> all, WorkAsk ask) => new([.. all.Skip(ask.Skip).Take(ask.Take)], all.Count);
}

/// <summary>
/// A work list (<i lang="vi">danh sách việc</i>) for one visit, declared once: its page, its Excel file, its answer in the API and its
/// badge in the navigation are read from this.
/// </summary>
internal sealed class WorkList<TRow> : IWorkList
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string Path { get; init; }

    /// <inheritdoc/>
    public required string Section { get; init; }

    /// <inheritdoc/>
    public required LocalText Title { get; init; }

    /// <inheritdoc/>
    public LocalText? Order { get; init; }

    /// <inheritdoc/>
    public required (LocalText Title, LocalText Hint) Empty { get; init; }

    /// <inheritdoc/>
    public required Permission? Needs { get; init; }

    /// <inheritdoc/>
    public string FilterKey { get; init; } = "loc";

    /// <inheritdoc/>
    public Func<IReadOnlyList<WorkFilter>> Filters { get; init; } = () => [];

    /// <summary>Its columns, in the order of the file.</summary>
    public required IReadOnlyList<WorkColumn<TRow>> Columns { get; init; }

    /// <summary>Its rows.</summary>
    public required Func<WorkAsk, Outcome<WorkPart<TRow>>> Query { get; init; }

    /// <summary>The people a row names, for the log of readings; nobody where it is about no person.</summary>
    public required Func<TRow, IEnumerable<long>> People { get; init; }

    /// <summary>What can be done about a row; the first column leads somewhere where there is nothing else.</summary>
    public Func<TRow, IReadOnlyList<RowDeed>> Deeds { get; init; } = _ => [];

    /// <summary>What a row is chosen by.</summary>
    public Func<TRow, string> Key { get; init; } = _ => "";

    /// <inheritdoc/>
    public Func<string, IReadOnlyList<BulkDeed>> Bulk { get; init; } = _ => [];

    /// <inheritdoc/>
    public Func<long>? Waiting { get; init; }

    /// <inheritdoc/>
    public int Size { get; init; } = 25;

    IReadOnlyList<WorkColumn> IWorkList.Columns => Columns;

    /// <inheritdoc/>
    public Outcome<WorkAnswer> Ask(Visit visit, string? filter, int? page, int? size = null)
    {
        var filters = Filters();
        var chosen = string.IsNullOrEmpty(filter) ? (filters.Count > 0 ? filters[0] : null)
            : filters.FirstOrDefault(f => (visit.IsApi ? f.Id : f.Word) == filter);
        if (chosen is null && !string.IsNullOrEmpty(filter))
        {
            return NoFilter(filter, [.. filters.Select(f => visit.IsApi ? f.Id : f.Word).Where(w => w.Length > 0)], visit);
        }

        // A file has no pages.
        var (number, take) = visit.WantsExcel ? (1, visit.Rows(Size)) : (page ?? 1, size ?? Size);
        var part = Query(new WorkAsk(chosen?.Id ?? "", (int)Math.Min((number - 1L) * take, int.MaxValue), take));
        return !part.Ok ? Outcome<WorkAnswer>.Refused(part.Refusals)
            : number > 1 && (number - 1L) * take >= part.Value.Total ? NoPage(part.Value.Total, take, visit)
            : new WorkAnswer(this, filters, chosen, Rows(part.Value.Items), part.Value.Total, number, take);
    }

    /// <summary>Rows as readers of the list get them: those of another query, too.</summary>
    public IReadOnlyList<WorkRow> Rows(IEnumerable<TRow> rows) =>
        [.. rows.Select(r => new WorkRow([.. Columns.Select(c => c.Cell(r))], Key(r), Deeds(r), [.. People(r)]))];

    private Refusal NoFilter(string filter, IReadOnlyList<string> words, Visit visit) =>
        new("list.filter",
            $"Không có bộ lọc “{OutsideText.Legible(filter)}”{(Nearest.Hint(filter, words) is { Length: > 0 } hint ? hint : ".")}"
                + (words.Count is > 0 and <= 12 ? $" Các bộ lọc: {string.Join(", ", words)}." : ""),
            visit.IsApi ? "filter" : FilterKey);

    private static Refusal NoPage(long total, int size, Visit visit) =>
        new("list.page", $"Danh sách này không có trang ấy: chỉ có {Math.Max(1, (total + size - 1) / size)} trang.",
            visit.IsApi ? "page" : Visit.PageKey);
}

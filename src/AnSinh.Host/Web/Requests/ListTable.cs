using AnSinh.Intake.Lists.Writing;

namespace AnSinh.Host.Web.Requests;

/// <summary>A list as it goes to Excel.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="About">Further lines under the title.</param>
internal sealed record ListTable(string Title, IReadOnlyList<XlsxColumn> Columns, IEnumerable<IReadOnlyList<object?>> Rows,
    params IReadOnlyList<string> About)
{
    /// <summary>The people it names.</summary>
    public IEnumerable<long> People { get; init; } = [];

    /// <summary>A row of cells.</summary>
    public static object?[] Row(params object?[] cells) => cells;
}

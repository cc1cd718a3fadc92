using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Intake.Lists;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register.Changes;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Lists;

/// <summary>The lists sent, and the form to send one.</summary>
/// <param name="Lists">Lists, each with its batch if it was applied.</param>
/// <param name="MaySend">True if the viewer may send one.</param>
/// <param name="RequestKey">Key of the form.</param>
public sealed record ListHomeModel(WorkAnswer Lists, bool MaySend, string RequestKey) : IListed
{
    /// <inheritdoc/>
    public WorkAnswer Listed => Lists;
}

/// <summary>A column to be told what it holds.</summary>
/// <param name="Column">The column.</param>
/// <param name="Samples">Its first few values.</param>
/// <param name="Target">What it holds so far.</param>
/// <param name="Kind">The kind of fact, if it is one.</param>
/// <param name="Values">Words that need a meaning, each with that given so far; empty unless a fact of codes.</param>
public sealed record ColumnModel(ListColumn Column, IReadOnlyList<string> Samples, string Target, FactKind? Kind,
    IReadOnlyList<(string Word, string? Value)> Values);

/// <summary>The columns of a list and what they become.</summary>
/// <param name="List">The list.</param>
/// <param name="SheetName">The sheet read.</param>
/// <param name="Sheets">All sheets of the file.</param>
/// <param name="Header">Its header rows, as Excel counts them.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Form">What is asked about them.</param>
/// <param name="Start">What is known so far.</param>
/// <param name="IsRemembered">True if the map was told for an earlier list of this form.</param>
/// <param name="Doubts">Doubts in reading the file.</param>
/// <param name="RequestKey">Key of the form.</param>
public sealed record ListColumnsModel(
    SentList List, string SheetName, IReadOnlyList<string> Sheets, (int Top, int Bottom) Header, IReadOnlyList<ColumnModel> Columns,
    FormDefinition Form, IReadOnlyDictionary<string, string> Start, bool IsRemembered, IReadOnlyList<Doubt> Doubts, string RequestKey);

/// <summary>What a list will do, or what it did.</summary>
/// <param name="List">The list.</param>
/// <param name="Writing">The job that writes it or did, not read yet; null if there is none.</param>
/// <param name="Planning">The job that makes the plan, or could not; null once there is a plan.</param>
/// <param name="Plan">What it would do; null while not known, and once it is written.</param>
/// <param name="Batch">The batch it became, or null.</param>
/// <param name="Filter">Which rows are shown.</param>
/// <param name="Rows">Rows of the page.</param>
/// <param name="Total">Rows of the filter.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="MayWrite">True if the viewer may apply or undo.</param>
/// <param name="RequestKey">Key of the forms.</param>
public sealed record ListPreviewModel(
    SentList List, Job? Writing, Job? Planning, ListPlan? Plan, Batch? Batch, string Filter, IReadOnlyList<PlannedRow> Rows,
    int Total, int Page, bool MayWrite, string RequestKey)
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 30;
}

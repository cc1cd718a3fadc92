using AnSinh.Basics;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Ledger;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Payments;

/// <summary>The page of all runs.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="Next">The month to run next.</param>
/// <param name="RequestKey">Key that makes a repeated request harmless.</param>
/// <param name="Work">A run under way.</param>
/// <param name="Balance">What is posted, paid and open within the viewer's scope.</param>
/// <param name="UsualDay">The day a run uses if none is told.</param>
/// <param name="Opening">The first month the ledger pays, or null.</param>
/// <param name="Drafts">Runs on their way to be paid.</param>
public sealed record RunListModel(WorkAnswer Runs, Month Next, string RequestKey, Job? Work,
    Balance Balance, DateOnly UsualDay, Month? Opening, IReadOnlyList<DraftRow> Drafts) : IListed
{
    /// <inheritdoc/>
    public WorkAnswer Listed => Runs;
}

/// <summary>A run within the viewer's scope.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Month">Its month.</param>
/// <param name="Known">The day known on.</param>
/// <param name="CreatedAt">When it was posted.</param>
/// <param name="SettledAt">When it was settled, or null.</param>
/// <param name="Lines">Lines within the scope.</param>
/// <param name="Amount">Their sum.</param>
/// <param name="Run">The run as kept: thrown away, reversed, settled.</param>
/// <param name="Undo">How the viewer may take it back.</param>
public sealed record RunRow(long RunId, Month Month, DateOnly Known, long CreatedAt, long? SettledAt, long Lines,
    long Amount, LedgerRun Run, RunUndo Undo);

/// <summary>The page of a month: its runs and their lines.</summary>
/// <param name="Month">The month.</param>
/// <param name="Runs">Its runs.</param>
/// <param name="Kinds">Sums by kind of line.</param>
/// <param name="Communes">Sums by commune.</param>
/// <param name="Lines">Lines, one page of them.</param>
/// <param name="Total">How many with the filter.</param>
/// <param name="Page">Page shown.</param>
/// <param name="Size">Rows on a page.</param>
/// <param name="Kind">Kind chosen, or null.</param>
/// <param name="Unit">Commune chosen, or null.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="RequestKey">Key that makes a repeated request harmless.</param>
/// <param name="Work">A run under way.</param>
/// <param name="Ended">Runs of the month the viewer asked for, which ended and were not read yet.</param>
/// <param name="Said">What the last request did, in words.</param>
/// <param name="Balance">What is posted, paid and open for the month.</param>
public sealed record MonthModel(
    Month Month, IReadOnlyList<RunRow> Runs, IReadOnlyList<KindSum> Kinds, IReadOnlyList<CommuneSum> Communes, IReadOnlyList<LineRow> Lines,
    long Total, int Page, int Size, LineKind? Kind, string? Unit, string? UnitName, string RequestKey,
    Job? Work, IReadOnlyList<Job> Ended, string? Said,
    Balance Balance)
{
    /// <summary>Drafts of the month on their way to be paid.</summary>
    public IReadOnlyList<DraftRow> Drafts { get; init; } = [];

    /// <summary>Numbers of runs of the month that go by a case.</summary>
    public IReadOnlySet<long> ByCase { get; init; } = new HashSet<long>();
}

/// <summary>Lines of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Lines">How many.</param>
/// <param name="Amount">Their sum.</param>
public sealed record KindSum(LineKind Kind, long Lines, long Amount);

/// <summary>Lines of one commune.</summary>
/// <param name="Key">Key of the commune.</param>
/// <param name="Name">Its name.</param>
/// <param name="Lines">How many.</param>
/// <param name="Current">Money for the month itself.</param>
/// <param name="Arrears">Back-pay.</param>
/// <param name="Recovery">Money to be returned.</param>
public sealed record CommuneSum(string Key, string Name, long Lines, long Current, long Arrears, long Recovery);

/// <summary>A line of a run.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Name">Name.</param>
/// <param name="Commune">Commune.</param>
/// <param name="Programme">Name of the programme.</param>
/// <param name="ProgrammeId">The programme in policy/.</param>
/// <param name="ForMonth">The month it is for.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Amount">Amount.</param>
/// <param name="Cause">Why, in words.</param>
public sealed record LineRow(long PersonId, string Name, string Commune, string Programme, string ProgrammeId,
    Month ForMonth, LineKind Kind, long Amount, string Cause);

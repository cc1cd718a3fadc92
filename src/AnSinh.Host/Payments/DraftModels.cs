using AnSinh.Casework.Cases;
using AnSinh.Host.Web.Requests;
using AnSinh.Ledger;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Host.Payments;

/// <summary>The page of a run on its way: where it stands, what it would post, how it differs from the month before.</summary>
/// <param name="File">The draft and its case.</param>
/// <param name="Deeds">What can be done now, each with why the viewer may not.</param>
/// <param name="Kinds">Sums by kind of line within the viewer's scope.</param>
/// <param name="Lines">Lines, one page of them.</param>
/// <param name="Asked">Which lines.</param>
public sealed record DraftModel(RunDraftFile File, IReadOnlyList<DeedChoice> Deeds, IReadOnlyList<KindSum> Kinds, PagedRows<LineRow> Lines,
    DraftAsked Asked)
{
    /// <summary>The run that posted it, or null.</summary>
    public LedgerRun? Run { get; init; }

    /// <summary>How the run can be taken back.</summary>
    public RunUndo Undo { get; init; }

    /// <summary>How it differs from the month before; none once it is posted or given up.</summary>
    public IReadOnlyList<MonthDifferenceSum> Differences { get; init; } = [];

    /// <summary>Those who differ in the way asked for, one page of them; null if none was.</summary>
    public PagedRows<DifferenceLine>? Differing { get; init; }

    /// <summary>Persons of the draft about whom something was recorded since.</summary>
    public IReadOnlyList<ChangedLine> Changed { get; init; } = [];

    /// <summary>True if the law is another than when it was drafted.</summary>
    public bool LawMoved { get; init; }

    /// <summary>The steps still to come.</summary>
    public IReadOnlyList<(ProcedureStep Step, DateOnly? LatestBy)> Ahead { get; init; } = [];

    /// <summary>The name of who has a login.</summary>
    public Func<string, string> Names { get; init; } = login => login;

    /// <summary>Key that makes a repeated request harmless.</summary>
    public string Key { get; init; } = "";

    /// <summary>What was typed and refused, or null.</summary>
    public FormDraft? Tried { get; init; }
}

/// <summary>Which lines of a draft are looked at.</summary>
/// <param name="Kind">Kind of line, or null for all.</param>
/// <param name="Way">How they differ from the month before, or null.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="Size">Rows on a page.</param>
public sealed record DraftAsked(LineKind? Kind, MonthDifferenceKind? Way, int Page, int Size);

/// <summary>Somebody for whom the month differs from the one before.</summary>
/// <param name="PersonId">Whose; 0 if the viewer may not see them.</param>
/// <param name="Name">Name.</param>
/// <param name="Commune">Commune.</param>
/// <param name="Programme">Name of the programme.</param>
/// <param name="Before">Posted for the month before.</param>
/// <param name="Now">Due for the month.</param>
public sealed record DifferenceLine(long PersonId, string Name, string Commune, string Programme, long Before, long Now);

/// <summary>Somebody of a draft about whom something was recorded since.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Name">Name.</param>
/// <param name="Commune">Commune.</param>
/// <param name="At">When, Unix milliseconds of the office's clock.</param>
/// <param name="What">What, in words.</param>
public sealed record ChangedLine(long PersonId, string Name, string Commune, long At, string What);

/// <summary>A draft in the list of those on their way.</summary>
/// <param name="File">The draft and its case.</param>
/// <param name="Mine">True if what comes next is the viewer's to do.</param>
public sealed record DraftRow(RunDraftFile File, bool Mine);

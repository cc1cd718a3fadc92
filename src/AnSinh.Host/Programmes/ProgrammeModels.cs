using AnSinh.Host.Components;
using AnSinh.Host.Protection;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Host.WhatIf;

namespace AnSinh.Host.Programmes;

/// <summary>All programmes in force in the month.</summary>
/// <param name="Rows">One a programme that month runs pay.</param>
/// <param name="Determined">One a programme that is determined and that no run pays yet.</param>
public sealed record ProgrammeListModel(IReadOnlyList<ProgrammeLine> Rows, IReadOnlyList<DeterminedLine> Determined);

/// <summary>A programme that is determined and not paid by this register.</summary>
/// <param name="Id">The programme in policy/.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version of its law in force, with its instrument.</param>
/// <param name="Period">For whom and how often, in words.</param>
/// <param name="Entitled">People (households) entitled.</param>
/// <param name="Unknown">Cannot be told.</param>
/// <param name="Amount">Đồng due by law and facts.</param>
/// <param name="Doubtful">True if its law is doubtful.</param>
/// <param name="Hidden">True if its figures are protected and the viewer stated no purpose: they are zero here.</param>
public sealed record DeterminedLine(string Id, string Name, string Version, string Period, long Entitled, long Unknown,
    long Amount, bool Doubtful, bool Hidden)
{
    /// <summary>True if its figures are of too few people to be shown to the viewer.</summary>
    public bool IsSmall { get; init; }
}

/// <summary>A programme whose people and figures are protected.</summary>
/// <param name="Id">The programme in policy/.</param>
/// <param name="Name">Its name.</param>
/// <param name="Protected">The way to them.</param>
public sealed record ProtectedProgrammeModel(string Id, string Name, ProtectedModel Protected);

/// <summary>A programme in figures for the month.</summary>
/// <param name="Id">The programme in policy/.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version of its law in force, with its instrument.</param>
/// <param name="Entitled">People entitled.</param>
/// <param name="Decided">Of these, with a decision.</param>
/// <param name="Paid">Of these, paid.</param>
/// <param name="Missed">Entitled without a decision.</param>
/// <param name="Leaks">Decided or paid without being entitled.</param>
/// <param name="Unknown">Cannot be told.</param>
/// <param name="Amount">Đồng due to the entitled for the month.</param>
/// <param name="Ledger">True if it is paid by monthly runs.</param>
/// <param name="Doubtful">True if its law is doubtful.</param>
public sealed record ProgrammeLine(
    string Id, string Name, string Version, long Entitled, long Decided, long Paid, long Missed, long Leaks, long Unknown,
    long Amount, bool Ledger, bool Doubtful)
{
    /// <summary>True if its figures are of too few people to be shown to the viewer.</summary>
    public bool IsSmall { get; init; }
}

/// <summary>The page of one programme.</summary>
/// <param name="Id">The programme in policy/.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version of its law in force.</param>
/// <param name="Steps">From entitled to paid.</param>
/// <param name="Answer">Its people: those missed, or of another of its lists.</param>
/// <param name="Meaning">What the list means, and what to do.</param>
/// <param name="Communes">Figures by commune.</param>
/// <param name="Routes">Who by which route.</param>
/// <param name="Amounts">Sums of money.</param>
/// <param name="Unit">Commune chosen, by key.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="Ledger">True if month runs pay it.</param>
/// <param name="WhatIf">The form to try another value with.</param>
/// <param name="Protected">The way to the figures of its protected routes; null if it has none.</param>
public sealed record ProgrammeModel(
    string Id, string Name, string Version, IReadOnlyList<FunnelStep> Steps, WorkAnswer Answer, string Meaning,
    IReadOnlyList<CommuneGap> Communes, IReadOnlyList<BarItem> Routes, IReadOnlyList<(string Name, long Amount)> Amounts, string? Unit,
    string? UnitName, bool Ledger, WhatIfForm WhatIf, ProtectedModel? Protected) : IListed
{
    /// <inheritdoc/>
    public WorkAnswer Listed => Answer;
}

/// <summary>The gap in one commune.</summary>
/// <param name="Key">Key of the commune.</param>
/// <param name="Name">Its name.</param>
/// <param name="Entitled">People entitled.</param>
/// <param name="Missed">Missed.</param>
/// <param name="Unpaid">Decided and not paid.</param>
/// <param name="Leaks">Leaks.</param>
/// <param name="Unknown">Cannot be told.</param>
/// <param name="Amount">Đồng due.</param>
public sealed record CommuneGap(string Key, string Name, long Entitled, long Missed, long Unpaid, long Leaks, long Unknown, long Amount);

using AnSinh.Basics;

namespace AnSinh.Rulebook.Access;

/// <summary>
/// What only those may do whom the access matrix allows it (<i lang="vi">quyền</i>). What each covers in words stands in
/// policy/vn/permissions; every address of the server needs one or more.
/// </summary>
public enum Permission
{
    /// <summary>Scoreboard, units, maps, series, figures of programmes: numbers without names.</summary>
    ReadFigures,

    /// <summary>People, files, history, lists of people.</summary>
    ReadPeople,

    /// <summary>Months, lines, balances.</summary>
    ReadPayments,

    /// <summary>The rulebook, and what it says of somebody who is described.</summary>
    ReadLaw,

    /// <summary>The term report of the whole unit.</summary>
    ReadReports,

    /// <summary>Coming months, other values of the law.</summary>
    Forecast,

    /// <summary>Cases: whose step it is, the procedure says.</summary>
    WorkOnCases,

    /// <summary>Events, lists, merges, assignments: what becomes a change set.</summary>
    Record,

    /// <summary>Protected facts, each time for a stated purpose.</summary>
    OpenProtected,

    /// <summary>Runs a month, throws a draft away, reverses a settled one.</summary>
    RunMonths,

    /// <summary>Notes a month as paid.</summary>
    SettleMonths,

    /// <summary>Decides whether what was overpaid is recovered.</summary>
    DecideRecoveries,

    /// <summary>Reviews poor households.</summary>
    ReviewPoverty,

    /// <summary>Reorganises units.</summary>
    ChangeBorders,

    /// <summary>Drafts, approves, publishes changes of the law.</summary>
    ChangeLaw,

    /// <summary>Who opened protected facts, and why; who has which role.</summary>
    ReadAudit,

    /// <summary>Births, deaths, marriages, homes: the events of civil status and residence alone.</summary>
    RecordCivil,

    /// <summary>Accounts: made, ended, given roles and mandates to sign.</summary>
    ManageAccounts,

    /// <summary>Sees more people than one's own for some hours, for a stated reason ("break the glass").</summary>
    WidenView,

    /// <summary>Looks into each such widening afterwards.</summary>
    ReviewWidening,

    /// <summary>Moves the day the demo stands on.</summary>
    MoveClock,
}

/// <summary>A permission in words.</summary>
/// <param name="Id">The permission.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Covers">What it lets somebody do.</param>
/// <param name="WholeRegister">True if it is about the whole register: nobody of a commune can have it.</param>
public sealed record PermissionText(Permission Id, LocalText Label, LocalText Covers, bool WholeRegister)
{
    /// <summary>True if who sees more people for some hours may do this with them too.</summary>
    public bool Widens { get; init; }

    /// <summary>Most hours such a widening lasts; only of <see cref="Permission.WidenView"/>.</summary>
    public int Hours { get; init; }
}

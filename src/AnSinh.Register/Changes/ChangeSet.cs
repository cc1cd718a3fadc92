using AnSinh.Basics;
using AnSinh.Register.Units;

namespace AnSinh.Register.Changes;

/// <summary>Tables of rows with valid days.</summary>
public enum DatedRows
{
    /// <summary>Facts.</summary>
    Fact,

    /// <summary>Residences.</summary>
    Residence,

    /// <summary>Memberships of households.</summary>
    Membership,
}

/// <summary>
/// Rows that belong together (<i lang="vi">đợt thay đổi</i>): a birth, a list from Excel, a merge, a reorganisation. All are written or
/// none; they can be rehearsed before (<see cref="RegisterDb.Rehearse{T}"/>) and undone after (<see cref="RegisterDb.Undo"/>). Steps are
/// taken in the order they are given. A <em>change</em> (<c>Record</c>, <c>End</c>) says what is so from a day on; a <em>correction</em>
/// (<c>Correct</c>, <c>Withdraw</c>) says that something was never so.
/// </summary>
/// <param name="kind">What made it, a stable code: <c>event.birth</c>, <c>import</c>, <c>merge</c>, <c>reorganisation</c>,
/// <c>poverty_round</c>, <c>fix</c> …</param>
/// <param name="title">What it is, for people, in one Vietnamese line.</param>
/// <param name="source">Document, list or person it comes from; the source of every row that does not name its own.</param>
public sealed class ChangeSet(string kind, string title, string source)
{
    private readonly List<ChangeStep> _steps = [];
    private long _provisional;

    /// <summary>What made it.</summary>
    public string Kind => kind;

    /// <summary>What it is, for people.</summary>
    public string Title => title;

    /// <summary>Where it comes from.</summary>
    public string Source => source;

    /// <summary>What the feature that made it wants to find again, as JSON; null if nothing.</summary>
    public string? Detail { get; set; }

    /// <summary>
    /// The day it was recorded on, for filling a register with its history; null for now. Nothing is recorded before what is recorded
    /// already.
    /// </summary>
    public DateOnly? RecordedOn { get; set; }

    /// <summary>Number of steps.</summary>
    public int Count => _steps.Count;

    internal IReadOnlyList<ChangeStep> Steps => _steps;

    /// <summary>Adds a person. Number 0 gives a provisional number below zero, which later rows of this set may use.</summary>
    public long Add(PersonRow row)
    {
        var id = row.PersonId == 0 ? --_provisional : row.PersonId;
        _steps.Add(new AddPerson(row with { PersonId = id, Source = Sourced(row.Source) }));
        return id;
    }

    /// <summary>Adds a household. Number 0 gives a provisional number below zero, which later rows of this set may use.</summary>
    public long Add(HouseholdRow row)
    {
        var id = row.HouseholdId == 0 ? --_provisional : row.HouseholdId;
        _steps.Add(new AddHousehold(row with { HouseholdId = id, Source = Sourced(row.Source) }));
        return id;
    }

    /// <summary>A fact that holds in its days; others of the kind keep the days it does not take, and none if it covers them.</summary>
    public void Record(FactRow row) => _steps.Add(new RecordRow<FactRow>(w => w.Facts, row with { Source = Sourced(row.Source) }, null));

    /// <summary>A home in its days; others keep the days it does not take, and none if it covers them.</summary>
    public void Record(ResidenceRow row) =>
        _steps.Add(new RecordRow<ResidenceRow>(w => w.Residences, row with { Source = Sourced(row.Source) }, null));

    /// <summary>A membership in its days; others keep the days it does not take, and none if it covers them.</summary>
    public void Record(MembershipRow row) =>
        _steps.Add(new RecordRow<MembershipRow>(w => w.Memberships, row with { Source = Sourced(row.Source) }, null));

    /// <summary>What should have been said of a person from the first.</summary>
    public void Correct(PersonRow row) => _steps.Add(new CorrectPerson(row with { Source = Sourced(row.Source) }));

    /// <summary>What should have been said of a household from the first.</summary>
    public void Correct(HouseholdRow row) => _steps.Add(new CorrectHousehold(row with { Source = Sourced(row.Source) }));

    /// <summary>Puts a fact in the place of one recorded wrongly.</summary>
    public void Correct(long rowId, FactRow row) =>
        _steps.Add(new RecordRow<FactRow>(w => w.Facts, row with { Source = Sourced(row.Source) }, rowId));

    /// <summary>Puts a home in the place of one recorded wrongly.</summary>
    public void Correct(long rowId, ResidenceRow row) =>
        _steps.Add(new RecordRow<ResidenceRow>(w => w.Residences, row with { Source = Sourced(row.Source) }, rowId));

    /// <summary>Puts a membership in the place of one recorded wrongly.</summary>
    public void Correct(long rowId, MembershipRow row) =>
        _steps.Add(new RecordRow<MembershipRow>(w => w.Memberships, row with { Source = Sourced(row.Source) }, rowId));

    /// <summary>Takes back a row that should never have been recorded.</summary>
    public void Withdraw(DatedRows table, long rowId, string reason) => _steps.Add(new WithdrawRow(table, rowId, reason));

    /// <summary>
    /// Takes back that there is such a person, as in a merge of two files. What is recorded about the person is not touched.
    /// </summary>
    public void WithdrawPerson(long personId, string reason) => _steps.Add(new WithdrawPerson(personId, reason));

    /// <summary>Says that one file is from now on another's: decisions about it and payments to it are read as the other's.</summary>
    public void Merge(long personId, long intoId) => _steps.Add(new MergeStep(personId, intoId));

    /// <summary>A row that held until a day, that day included, and holds no longer.</summary>
    public void End(DatedRows table, long rowId, DateOnly lastDay) => _steps.Add(new EndRow(table, rowId, lastDay));

    /// <summary>Changes the map of units; refused if the map is no longer the one the plan was made for.</summary>
    public void Reorganise(ReorganisationPlan plan) => _steps.Add(new ReorganiseUnits(plan));

    private string Sourced(string? own) => string.IsNullOrWhiteSpace(own) ? source : own;
}

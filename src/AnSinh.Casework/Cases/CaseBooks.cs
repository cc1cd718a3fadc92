using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register;
using AnSinh.Register.People;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Casework.Cases;

/// <summary>
/// Cases on their way through their procedures (<i lang="vi">hồ sơ thủ tục hành chính</i>): each a book of entries that is only ever added
/// to. Whoever adds says how many entries they saw: who comes second is told what was done before, in words.
/// </summary>
public sealed class CaseBooks
{
    /// <summary>Name of the field every deed has: the day it was done; today if left open.</summary>
    public const string DayField = "on";

    /// <summary>The field every deed has beside its own.</summary>
    public static FormField Day { get; } = new(DayField, new LocalText("Ngày làm việc này", "Day it was done"), FormFieldType.Day)
    {
        Hint = new LocalText("để trống là hôm nay", "left open it is today"),
    };

    private readonly RegisterDb _register;
    private readonly Database _database;
    private readonly Policy _policy;

    /// <summary>The cases of a register under a state of the law. Opening brings the tables into being.</summary>
    public CaseBooks(RegisterDb register, Policy policy)
    {
        (_register, _database, _policy) = (register, register.Database, policy);
        _database.Migrate(Migrations);
        register.UndoGuards["case"] = About;
    }

    /// <summary>The steps that make the tables.</summary>
    public static IReadOnlyList<Migration> Migrations => CaseTables.Migrations;

    /// <summary>The tables of cases the audit chain vouches for.</summary>
    public static IReadOnlyList<SealedTable> Tables { get; } = [CaseTables.Files, CaseTables.Book];

    /// <summary>Opens a case: its number and the first entry of its book.</summary>
    /// <param name="request">What is asked for, for whom.</param>
    /// <param name="actor">Who receives it.</param>
    /// <param name="act">The act; what is written is written under it.</param>
    public Outcome<long> Open(CaseRequest request, CaseActor actor, Act act) => _database.Do<long>(act, (connection, transaction) =>
    {
        var read = ReadOpening(request, actor);
        if (!read.Ok)
        {
            return Outcome<long>.Refused(read.Refusals);
        }

        var (version, form, on, values) = read.Value;
        _database.TakeTurn(connection, transaction, "case");
        if (OpenAlready(connection, transaction, request.PersonId, form.Programme, actor) is { } open)
        {
            return open;
        }

        var file = new CaseFile(CaseTables.NextCase(connection, transaction), request.Procedure, version.Id, form.Form.Id, form.Programme,
            request.PersonId, request.UnitKey, form.Sensitive, on);
        CaseTables.Add(connection, transaction, file);
        Append(connection, transaction, act, file, version, [],
            new CaseEntry(1, version.Opening.Id, actor.Login, on, _database.Clock.Now(), values, null), CaseTables.Files.Row(file.CaseId));
        return file.CaseId;
    });

    /// <summary>Does something in a case.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="seen">How many entries its book had when it was looked at.</param>
    /// <param name="deed">What is done.</param>
    /// <param name="told">What is told with it, and in <see cref="DayField"/> the day.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="act">The act; what is written is written under it.</param>
    /// <param name="effect">
    /// What else it does, in the same act: the decision it makes, or null if it makes none. A refusal undoes all.
    /// </param>
    public Outcome<CaseView> Do(long caseId, int seen, string deed, IReadOnlyDictionary<string, string> told, CaseActor actor, Act act,
        Func<CaseView, CaseDoing, Outcome<long?>>? effect = null) => _database.Do<CaseView>(act, (connection, transaction) =>
    {
        _database.TakeTurn(connection, transaction, "case");
        if (CaseTables.FileOrNull(connection, transaction, caseId) is not { } file || !actor.Sees(file.UnitKey))
        {
            return Unknown(caseId);
        }

        if (Read(connection, transaction, caseId) is not { } view)
        {
            return file.Sensitive ? Unknown(caseId) : Unread(caseId);
        }

        if (!actor.Sees(view.File))
        {
            return Unknown(caseId);
        }

        if (Moved(view, seen) is { } moved)
        {
            return moved;
        }

        if (view.State.Step.Deeds.FirstOrDefault(d => d.Id == deed) is not { } found)
        {
            return new Refusal("case.deed", $"Bước “{view.State.Step.Label.Vi}” không có việc “{OutsideText.Legible(deed)}”.", "deed");
        }

        var form = Read(found.Form, told, view.Entries[^1].On);
        if (form.Ok && CaseFlow.WhyNot(view, found, actor, form.Value.On, _policy.WorkDays) is { } refusal)
        {
            return refusal;
        }

        if (!form.Ok)
        {
            return Outcome<CaseView>.Refused(form.Refusals);
        }

        var (on, values) = form.Value;
        var made = effect?.Invoke(view, new CaseDoing(found, on, values)) ?? Outcome<long?>.Of(null);
        if (!made.Ok)
        {
            return Outcome<CaseView>.Refused(made.Refusals);
        }

        return Append(connection, transaction, act, view.File, view.Version, view.Entries,
            new CaseEntry(view.Entries.Count + 1, deed, actor.Login, on, _database.Clock.Now(), values, made.Value));
    });

    /// <summary>A case, or null if there is none of the number, or the law no longer holds what its book speaks of.</summary>
    public CaseView? FindOrNull(long caseId)
    {
        using var connection = _database.Connect();
        return Read(connection, null, caseId);
    }

    /// <summary>A page of a list of cases somebody may know of, those due first first.</summary>
    public IReadOnlyList<CaseLine> Page(CaseFilter filter, CaseActor actor, int skip, int take)
    {
        using var connection = _database.Connect();
        var merges = MergeMap.Read(_database);
        return Standing(merges, CaseTables.Page(connection, filter, SightOf(connection, merges, actor), skip, take));
    }

    /// <summary>How many cases each list has for somebody.</summary>
    public CaseCounts Counts(CaseActor actor)
    {
        using var connection = _database.Connect();
        return CaseTables.Counts(connection, SightOf(connection, MergeMap.Read(_database), actor), _database.Clock.Today);
    }

    /// <summary>How many cases wait for somebody: in a step that is theirs, of a unit they see, none that is protected.</summary>
    public long Waiting(CaseActor actor)
    {
        using var connection = _database.Connect();
        return actor.Role is { } role ? CaseTables.Waiting(connection, role, actor.Scope) : 0;
    }

    /// <summary>Cases about any of these people, those opened for files merged into theirs too.</summary>
    public IReadOnlyList<CaseLine> OfPersons(IReadOnlyCollection<long> persons)
    {
        using var connection = _database.Connect();
        var merges = MergeMap.Read(_database);
        var values = new DynamicParameters();
        var files = InList.Of(values, "person", [.. persons.SelectMany(p => merges.MergedInto(p).Prepend(p))]);
        return Standing(merges, CaseTables.Lines(connection, null, "f.person_id in " + files, values));
    }

    /// <summary>
    /// Brings what lists read up to the law in force: a holiday announced since moves what is due. Cases whose procedure or version the
    /// law no longer holds stay as they are until it is published anew.
    /// </summary>
    /// <returns>How many cases it is otherwise for.</returns>
    public int Refresh()
    {
        using var connection = _database.Connect();
        var stale = CaseTables.OpenUnderOther(connection, _policy.Hash);
        return stale.Count == 0 ? 0 : _database.Do(Act.OfProgram("case.refresh"),
            (writing, transaction) => stale.Count(id => Refresh(writing, transaction, id)));
    }

    private bool Refresh(DbConnection connection, DbTransaction transaction, long caseId)
    {
        _database.TakeTurn(connection, transaction, "case");
        if (Read(connection, transaction, caseId) is not { } view)
        {
            CaseTables.Pass(connection, transaction, caseId, _policy.Hash);
            return false;
        }

        var due = CaseTables.Lines(connection, transaction, "f.case_id = @caseId", new { caseId })[0].Due;
        CaseTables.PutNow(connection, transaction, caseId, view.State, view.Entries.Count, _policy.Hash);
        return due != view.State.Due;
    }

    private Outcome<(ProcedureVersion Version, RequestForm Form, DateOnly On, FormValues Values)> ReadOpening(CaseRequest request,
        CaseActor actor)
    {
        if (_policy.ProcedureOrNull(request.Procedure) is not { } procedure)
        {
            return new Refusal("case.procedure", $"Không có thủ tục “{request.Procedure}”.", "procedure");
        }

        var day = new FormDefinition("", procedure.Label, [Day]).Read(Only(request.Told, k => k == DayField));
        var on = day.Ok ? day.Value.DayOrNull(DayField) ?? _database.Clock.Today : _database.Clock.Today;
        if (procedure.VersionOrNull(on) is not { } version)
        {
            return new Refusal("case.no-version",
                $"Chưa có quy định của thủ tục “{procedure.Label.Vi}” cho hồ sơ nhận ngày {Vietnamese.Date(on)}.", DayField);
        }

        if (version.Forms.FirstOrDefault(f => f.Form.Id == request.Form) is not { } form)
        {
            return new Refusal("case.form", $"Thủ tục này không nhận mẫu “{request.Form}”.", "form");
        }

        if (version.Opening.By != actor.Role || !actor.Sees(request.UnitKey))
        {
            return new Refusal("case.role", $"Nhận hồ sơ là việc của {RoleWords.Of(version.Opening.By).Vi} nơi người đề nghị ở.", "actor");
        }

        if (form.Sensitive && !actor.Opens(request.PersonId))
        {
            return new Refusal("case.purpose",
                "Mẫu này cho biết điều được bảo vệ: nêu mục đích ở hồ sơ của người ấy trước khi nhận.", "purpose");
        }

        var read = Read(version.Asked(form), request.Told, version.From);
        return read.Ok ? (version, form, read.Value.On, read.Value.Values)
            : Outcome<(ProcedureVersion, RequestForm, DateOnly, FormValues)>.Refused(read.Refusals);
    }

    /// <summary>What was told with a deed, and the day it was done: not before the last one, not after today.</summary>
    private Outcome<(DateOnly On, FormValues Values)> Read(FormDefinition form, IReadOnlyDictionary<string, string> told, DateOnly earliest)
    {
        var day = (form with { Fields = [Day] }).Read(Only(told, k => k == DayField));
        var values = form.Read(Only(told, k => k != DayField));
        var refusals = day.Refusals.Concat(values.Refusals).ToList();
        var on = day.Ok ? day.Value.DayOrNull(DayField) ?? _database.Clock.Today : _database.Clock.Today;
        if (day.Ok && (on < earliest || on > _database.Clock.Today))
        {
            refusals.Insert(0, new Refusal("case.day",
                $"Ngày làm việc này từ {Vietnamese.Date(earliest)} đến hôm nay, {Vietnamese.Date(_database.Clock.Today)}.", DayField));
        }

        return refusals.Count > 0 ? Outcome<(DateOnly, FormValues)>.Refused(refusals) : (on, values.Value);
    }

    private static Dictionary<string, string> Only(IReadOnlyDictionary<string, string> told, Func<string, bool> which) =>
        told.Where(t => which(t.Key)).ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);

    private CaseView Append(DbConnection connection, DbTransaction transaction, Act act, CaseFile file, ProcedureVersion version,
        IReadOnlyList<CaseEntry> before, CaseEntry entry, params IReadOnlyList<SealedRows> more)
    {
        var row = CaseTables.Append(connection, transaction, file.CaseId, entry);
        IReadOnlyList<CaseEntry> entries = [.. before, entry];
        var state = CaseFlow.StateOf(version, entries, _policy.WorkDays);
        CaseTables.PutNow(connection, transaction, file.CaseId, state, entries.Count, _policy.Hash);
        _register.Audit.Append(connection, transaction, act,
            act.Note(entry.At, $"case.{entry.Deed}", $"case:{file.CaseId}", $"{file.Procedure}, người số {file.PersonId}"),
            [CaseTables.Book.Row(row), .. more]);
        return new CaseView(file, _policy.ProcedureOrNull(file.Procedure)!, version, entries, state);
    }

    private CaseView? Read(DbConnection connection, DbTransaction? transaction, long caseId)
    {
        if (CaseTables.FileOrNull(connection, transaction, caseId) is not { } file
            || _policy.ProcedureOrNull(file.Procedure) is not { } procedure || procedure.VersionOrNull(file.Version) is not { } version)
        {
            return null;
        }

        // A version published anew under the same name may have lost what a book speaks of.
        var entries = CaseTables.Entries(connection, transaction, caseId);
        var deeds = version.Deeds.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        return !entries.All(e => deeds.Contains(e.Deed)) || version.Forms.All(f => f.Form.Id != file.Form) ? null
            : new CaseView(file with { PersonId = MergeMap.Read(_database).Of(file.PersonId) }, procedure, version, entries,
                CaseFlow.StateOf(version, entries, _policy.WorkDays));
    }

    private static CaseSight SightOf(DbConnection connection, MergeMap merges, CaseActor actor) =>
        new(actor.Role, actor.Scope, [.. CaseTables.Guarded(connection, actor.Scope).Where(p => actor.Opens(merges.Of(p)))]);

    // A case keeps the number of the file it was opened for; who that is now, the merges say.
    private static IReadOnlyList<CaseLine> Standing(MergeMap merges, IReadOnlyList<CaseLine> lines) => merges.IsEmpty ? lines
        : [.. lines.Select(l => l with { File = l.File with { PersonId = merges.Of(l.File.PersonId) } })];

    /// <summary>Refused if a person has an open case for a programme: its number is told only to who may know of it.</summary>
    private Refusal? OpenAlready(DbConnection connection, DbTransaction transaction, long person, string programme, CaseActor actor)
    {
        var values = new DynamicParameters(new { programme });
        var files = InList.Of(values, "person", [.. MergeMap.Read(_database).MergedInto(person).Prepend(person)]);
        var where = $"f.person_id in {files} and f.programme = @programme and n.role is not null";
        return CaseTables.Lines(connection, transaction, where, values) is not [{ File: var open }, ..] ? null
            : new Refusal("case.open-already", "Người này đang có hồ sơ " + (!actor.Sees(open)
                ? "chưa xong xin cùng chế độ."
                : $"số {open.CaseId} xin cùng chế độ, nhận ngày {Vietnamese.Date(open.OpenedOn)}: làm tiếp hồ sơ ấy."), "person");
    }

    private static Refusal? Moved(CaseView view, int seen)
    {
        if (view.Entries.Count == seen)
        {
            return null;
        }

        var last = view.Entries[^1];
        var done = view.Version.Deeds.First(d => d.Id == last.Deed).Label.Vi;
        return new Refusal("case.moved",
            $"Trong lúc này “{last.Actor}” đã ghi “{done}”; hồ sơ đang ở bước “{view.State.Step.Label.Vi}”. Xem lại rồi làm tiếp.",
            "version");
    }

    private static Refusal Unknown(long caseId) =>
        new("case.unknown", $"Không có hồ sơ số {caseId.ToString(CultureInfo.InvariantCulture)}.", "case");

    private static Refusal Unread(long caseId) => new("case.law", string.Create(CultureInfo.InvariantCulture,
        $"Bộ luật đang dùng không còn thủ tục, mẫu hoặc việc mà hồ sơ số {caseId} đã theo; báo người giữ bộ luật công bố lại bản ấy."),
        "case");

    // A person a case is about does not vanish with the batch that brought the person; which case, who undoes may not be one to know.
    private static IEnumerable<Refusal> About(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<long> persons) =>
        from person in persons
        where CaseTables.IsAbout(connection, transaction, person)
        select new Refusal("case.person", $"Người số {person} đã có việc làm trong hồ sơ: không hoàn tác được.", $"person:{person}");
}

/// <summary>A request that opens a case.</summary>
/// <param name="Procedure">The procedure.</param>
/// <param name="Form">The form it is made on.</param>
/// <param name="PersonId">Whom it is for.</param>
/// <param name="UnitKey">The unit the person lives in.</param>
/// <param name="Told">
/// What is told, by field of the opening and of the form; the day of receipt in <see cref="CaseBooks.DayField"/>.
/// </param>
public sealed record CaseRequest(string Procedure, string Form, long PersonId, string UnitKey, IReadOnlyDictionary<string, string> Told);

/// <summary>A deed as it is being done.</summary>
/// <param name="Deed">The deed.</param>
/// <param name="On">The day.</param>
/// <param name="Values">What was told.</param>
public sealed record CaseDoing(Deed Deed, DateOnly On, FormValues Values);

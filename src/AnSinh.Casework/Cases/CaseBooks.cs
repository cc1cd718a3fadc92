using System.Data.Common;
using System.Globalization;
using AnSinh.Access;
using AnSinh.Access.Mandates;
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
    /// <summary>The turn of who writes in cases, or in what a case is about.</summary>
    internal const string Turn = "case";

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
    private DateOnly? _refreshed;

    /// <summary>The cases of a register under a state of the law. Opening brings the tables into being.</summary>
    public CaseBooks(RegisterDb register, Policy policy)
    {
        (_register, _database, _policy) = (register, register.Database, policy);
        _database.Migrate([.. AccessSchema.Migrations, .. Migrations]);
        Mandates = new SigningMandates(register, policy);
        register.UndoGuards["case"] = About;
    }

    /// <summary>Who may sign.</summary>
    public SigningMandates Mandates { get; }

    /// <summary>The steps that make the tables.</summary>
    public static IReadOnlyList<Migration> Migrations => CaseSchema.Migrations;

    /// <summary>The tables of cases the audit chain vouches for.</summary>
    public static IReadOnlyList<SealedTable> Tables { get; } = [CaseTables.Files, CaseTables.Book];

    /// <summary>The procedure of cases about something, or null if the law has none.</summary>
    public Procedure? ProcedureOrNull(CaseKind about) => _policy.Procedures.FirstOrDefault(p => p.About == about);

    /// <summary>Opens a case: its number and the first entry of its book.</summary>
    /// <param name="request">What is asked for, for whom.</param>
    /// <param name="actor">Who receives it.</param>
    /// <param name="act">The act; what is written is written under it.</param>
    public Outcome<long> Open(CaseRequest request, CaseActor actor, Act act) => _database.Do<long>(act, (connection, transaction) =>
    {
        var read = Reader.Opening(request, actor);
        if (!read.Ok)
        {
            return Outcome<long>.Refused(read.Refusals);
        }

        var (version, form, on, values) = read.Value;
        _database.TakeTurn(connection, transaction, Turn);
        if (form is not null && OpenAlready(connection, transaction, request.SubjectId, form.Programme, actor) is { } open)
        {
            return open;
        }

        var procedure = _policy.ProcedureOrNull(request.Procedure)!;
        var file = new CaseFile(CaseTables.NextCase(connection, transaction), procedure.Id, version.Id, procedure.About, request.SubjectId,
            request.UnitKey, form?.Sensitive ?? false, on) { Form = form?.Form.Id, Programme = form?.Programme };
        CaseTables.Add(connection, transaction, file);
        Append(connection, transaction, act, file,
            [new CaseEntry(1, version.Opening.Id, actor.Login, on, _database.Clock.Now(), values, null)],
            CaseTables.Files.Row(file.CaseId));
        return file.CaseId;
    });

    /// <summary>Does something in a case.</summary>
    /// <param name="request">What is done, as it is told.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="act">The act; what is written is written under it.</param>
    /// <param name="effect">
    /// What else it does, in the same act: the decision it makes, or null if it makes none. A refusal undoes all.
    /// </param>
    public Outcome<CaseView> Do(DeedRequest request, CaseActor actor, Act act,
        Func<CaseView, CaseDoing, Outcome<long?>>? effect = null) => _database.Do<CaseView>(act, (connection, transaction) =>
    {
        _database.TakeTurn(connection, transaction, Turn);
        var looked = Look(connection, transaction, request.CaseId, actor);
        if (!looked.Ok)
        {
            return looked;
        }

        var view = looked.Value;
        var asked = Reader.Deed(view, request, actor);
        if (!asked.Ok)
        {
            return Outcome<CaseView>.Refused(asked.Refusals);
        }

        // All that is wrong is told at once: what the effect wrote is undone with the rest.
        var signed = Signatures.Checked((connection, transaction), view, asked.Value);
        var made = effect?.Invoke(view, signed.Ok ? signed.Value : asked.Value) ?? Outcome<long?>.Of(null);
        if (!signed.Ok || !made.Ok)
        {
            return Outcome<CaseView>.Refused([.. signed.Refusals, .. made.Refusals]);
        }

        var (deed, on, values) = signed.Value;
        return Append(connection, transaction, act, view.File,
            [.. view.Entries, new CaseEntry(view.Entries.Count + 1, deed.Id, actor.Login, on, _database.Clock.Now(), values, made.Value)]);
    });

    private CaseSignatures Signatures => new(Mandates, _policy, _database.Clock.Today);

    private CaseReader Reader => new(_policy, _database.Clock.Today);

    // The case, if whoever acts may know that it is there.
    private Outcome<CaseView> Look(DbConnection connection, DbTransaction transaction, long caseId, CaseActor actor)
    {
        if (CaseTables.FileOrNull(connection, transaction, caseId) is not { } file || !actor.MaySee(file))
        {
            return Unknown(caseId);
        }

        if (Read(connection, transaction, caseId) is not { } view)
        {
            return file.Sensitive ? Unknown(caseId) : Unread(caseId);
        }

        return actor.Sees(view.File) ? view : Unknown(caseId);
    }

    /// <summary>A case, or null if there is none of the number, or the law no longer holds what its book speaks of.</summary>
    public CaseView? FindOrNull(long caseId)
    {
        using var connection = _database.Connect();
        return Read(connection, null, caseId);
    }

    /// <summary>The case about something that is no request, by its number in its room; null as <see cref="FindOrNull(long)"/>.</summary>
    public CaseView? FindOrNull(CaseKind kind, long subject, Act? act = null) =>
        Connected(act, (connection, transaction) =>
            CaseTables.CaseOfOrNull(connection, transaction, kind, subject) is { } id ? Read(connection, transaction, id) : null);

    // Within an act that runs, what it wrote is read too.
    private T Connected<T>(Act? act, Func<DbConnection, DbTransaction?, T> work)
    {
        if (act is not null)
        {
            return _database.Do(act, (connection, transaction) => work(connection, transaction));
        }

        using var connection = _database.Connect();
        return work(connection, null);
    }

    /// <summary>What can be done now in a case by somebody, each with why this one may not today.</summary>
    public IReadOnlyList<DeedChoice> Choices(CaseView view, CaseActor actor) => [.. view.State.Step.Deeds.Select(d => new DeedChoice(
        d with { Form = Signatures.Asked(view, d) },
        CaseFlow.WhyNot(view, d, actor, _database.Clock.Today, _policy)))];

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
        return CaseTables.Waiting(connection, new CaseSight(actor.Scope, actor.SeesLaw, actor.Posts, []));
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
    /// Brings what lists read up to the law in force and the day: a holiday announced since moves what is due, the day of a transition
    /// clause moves cases to another version. Cases whose procedure or version the law no longer holds stay as they are until it is
    /// published anew. Nothing is looked at twice on a day.
    /// </summary>
    /// <returns>How many cases it is otherwise for.</returns>
    public int Refresh()
    {
        var today = _database.Clock.Today;
        if (_refreshed == today)
        {
            return 0;
        }

        _refreshed = today;
        using var connection = _database.Connect();
        var stale = CaseTables.Computed(connection).Where(c => c.Rulebook != _policy.Hash
            || (_policy.ProcedureOrNull(c.Procedure)?.VersionOrNull(c.Opened, today) is { } version && version.Id != c.GoesBy))
            .Select(c => c.CaseId).ToList();
        return stale.Count == 0 ? 0 : _database.Do(Act.OfProgram("case.refresh"),
            (writing, transaction) => stale.Count(id => Refresh(writing, transaction, id)));
    }

    private bool Refresh(DbConnection connection, DbTransaction transaction, long caseId)
    {
        _database.TakeTurn(connection, transaction, Turn);
        if (Read(connection, transaction, caseId) is not { } view)
        {
            CaseTables.Pass(connection, transaction, caseId, _policy.Hash);
            return false;
        }

        var due = CaseTables.Lines(connection, transaction, "f.case_id = @caseId", new { caseId })[0].Due;
        CaseTables.PutNow(connection, transaction, view, _policy.Hash);
        return due != view.State.Due;
    }

    // Keeps the last entry of a book as it now is.
    private CaseView Append(DbConnection connection, DbTransaction transaction, Act act, CaseFile file,
        IReadOnlyList<CaseEntry> book, params IReadOnlyList<SealedRows> more)
    {
        var entry = book[^1];
        var row = CaseTables.Append(connection, transaction, file.CaseId, entry);
        var view = View(file, _policy.ProcedureOrNull(file.Procedure)!, book);
        CaseTables.PutNow(connection, transaction, view, _policy.Hash);
        _register.Audit.Append(connection, transaction, act,
            act.Note(entry.At, $"case.{entry.Deed}", $"case:{file.CaseId}", file.Procedure + file.Kind switch
            {
                CaseKind.Application => $", người số {file.SubjectId}",
                _ => $", số {file.SubjectId}",
            }),
            [CaseTables.Book.Row(row), .. more]);
        return view;
    }

    private CaseView View(CaseFile file, Procedure procedure, IReadOnlyList<CaseEntry> entries)
    {
        var (version, state) = CaseFlow.StateOf(procedure, file.Version, entries, _database.Clock.Today, _policy.WorkDays);
        return new CaseView(file, procedure, version, entries, state);
    }

    private CaseView? Read(DbConnection connection, DbTransaction? transaction, long caseId)
    {
        if (CaseTables.FileOrNull(connection, transaction, caseId) is not { } file
            || _policy.ProcedureOrNull(file.Procedure) is not { } procedure || procedure.VersionOrNull(file.Version) is not { } opened)
        {
            return null;
        }

        // A version published anew under the same name may have lost what a book speaks of.
        var entries = CaseTables.Entries(connection, transaction, caseId);
        return procedure.About != file.Kind || (file.Form is { } form && opened.Forms.All(f => f.Form.Id != form))
            || !entries.All(e => procedure.VersionOrNull(file.Version, e.On)!.Deeds.Any(d => d.Id == e.Deed)) ? null
            : View(Standing(MergeMap.Read(_database), file), procedure, entries);
    }

    private static CaseSight SightOf(DbConnection connection, MergeMap merges, CaseActor actor) =>
        new(actor.Scope, actor.SeesLaw, actor.Posts,
            [.. CaseTables.Guarded(connection, actor.Scope).Where(p => actor.Opens(merges.Of(p)))]);

    // A case keeps the number of the file it was opened for; who that is now, the merges say.
    private static IReadOnlyList<CaseLine> Standing(MergeMap merges, IReadOnlyList<CaseLine> lines) => merges.IsEmpty ? lines
        : [.. lines.Select(l => l with { File = Standing(merges, l.File) })];

    private static CaseFile Standing(MergeMap merges, CaseFile file) =>
        file.Kind == CaseKind.Application ? file with { SubjectId = merges.Of(file.SubjectId) } : file;

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

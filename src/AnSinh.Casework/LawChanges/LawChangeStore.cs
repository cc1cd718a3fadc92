using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Casework.Cases;
using AnSinh.Rulebook.Procedures;
using AnSinh.Rulebook.Publishing;
using AnSinh.Store;
using AnSinh.Store.Acts;

namespace AnSinh.Casework.LawChanges;

/// <summary>
/// Changes of the law on their way from a draft to a publication (<i lang="vi">thay đổi luật</i>): each a case. Who may do what next is its
/// procedure's; what a draft holds is kept here, and only what was approved is published.
/// </summary>
public sealed class LawChangeStore
{
    private const int FilesLimit = 60;
    private readonly Database _database;
    private readonly CaseBooks _books;
    private readonly AuditLog _audit;

    /// <summary>The changes of a register's law. Opening brings the tables into being.</summary>
    public LawChangeStore(Database database, CaseBooks books)
    {
        (_database, _books, _audit) = (database, books, new AuditLog(database));
        database.Migrate(Migrations);
    }

    /// <summary>The steps that make the tables.</summary>
    public static IReadOnlyList<Migration> Migrations =>
        [.. PublicationStore.Migrations, .. CaseBooks.Migrations, LawChangesToCases.Migration];

    /// <summary>What is asked when a draft is begun; nothing where the law has no procedure for it.</summary>
    public FormDefinition OpeningForm =>
        _books.ProcedureOrNull(CaseKind.LawChange)?.VersionOrNull(_database.Clock.Today)?.Opening.Form
        ?? new FormDefinition(KindDeeds.Open, new("Bắt đầu soạn", "Begin a draft"), []);

    private long Now => _database.Clock.Now();

    /// <summary>All changes, the latest first; those whose procedure the law no longer holds are left out.</summary>
    public IReadOnlyList<LawChange> All()
    {
        using var connection = _database.Connect();
        return [.. LawChangeTables.Titles(connection, null).OrderByDescending(t => t.Id).Select(t => FindOrNull(t.Id)).OfType<LawChange>()];
    }

    /// <summary>A change, or null.</summary>
    public LawChange? FindOrNull(long id)
    {
        using var connection = _database.Connect();
        return _books.FindOrNull(CaseKind.LawChange, id) is { } view ? Read(connection, null, view) : null;
    }

    /// <summary>What a change is about, or null if there is none of the number.</summary>
    public string? TitleOrNull(long id)
    {
        using var connection = _database.Connect();
        return LawChangeTables.Titles(connection, null, id).Select(t => t.Title).SingleOrDefault();
    }

    /// <summary>What can be done now with a change by somebody, each with why this one may not.</summary>
    public IReadOnlyList<DeedChoice> Choices(LawChange change, CaseActor actor) =>
        [.. _books.Choices(change.Case, actor).Select(c =>
            c.WhyNot is null && Alone(change, c.Deed, actor.Login) is { } alone ? c with { WhyNot = alone } : c)];

    /// <summary>Begins a draft.</summary>
    /// <returns>Its number.</returns>
    public Outcome<long> Begin(string title, CaseActor actor, Act act) => _database.Do<long>(act, (connection, transaction) =>
    {
        if (_books.ProcedureOrNull(CaseKind.LawChange) is not { } procedure)
        {
            return new Refusal("change.procedure", "Bộ luật đang dùng không có thủ tục thay đổi luật (about: law_change).", KindDeeds.Title)
            {
                English = "The rulebook in use has no procedure to change it (about: law_change).",
            };
        }

        var id = LawChangeTables.AddChange(connection, transaction, title.Trim(), actor.Login, Now);
        var told = new Dictionary<string, string>(StringComparer.Ordinal) { [KindDeeds.Title] = title };
        var opened = _books.Open(new CaseRequest(procedure.Id, null, id, null, told), actor, act);
        return opened.Ok ? id : Outcome<long>.Refused(opened.Refusals);
    });

    /// <summary>Keeps files of a draft. Only its author may, while it is open.</summary>
    public Outcome<LawChange> Edit(long id, IReadOnlyList<EditedFile> files, Act act) => Write(id, act, (connection, transaction, change) =>
    {
        if (Bounds(change, files) is { Count: > 0 } bounds)
        {
            return bounds;
        }

        foreach (var file in files)
        {
            LawChangeTables.AddEdit(connection, transaction, id, (file.Path, file.BaseHash, file.Text), (act.Actor, Now));
            Audit(connection, transaction, change, "law.edit", act, $"{file.Path} {file.Hash[..12]}");
        }

        return [];
    });

    /// <summary>Writes a new value of a parameter into a draft, and its instrument if that is new.</summary>
    /// <param name="law">The law in force.</param>
    /// <param name="change">The draft.</param>
    /// <param name="told">The form <see cref="LawChangeForms.Value"/>, as filled in.</param>
    /// <param name="act">Who writes.</param>
    public Outcome<LawChange> AddValue(LawInForce law, LawChange change, FormValues told, Act act) =>
        Edit(change, new ValueEdit(law, change).Files(told), act);

    /// <summary>Begins a programme from the template in a draft: its file, worked cases, its entry in the coverage register.</summary>
    /// <param name="law">The law in force.</param>
    /// <param name="change">The draft.</param>
    /// <param name="told">The form <see cref="LawChangeForms.Programme"/>, as filled in.</param>
    /// <param name="act">Who writes.</param>
    public Outcome<LawChange> AddProgramme(LawInForce law, LawChange change, FormValues told, Act act) =>
        Edit(change, new ProgrammeFromTemplate(law, change).Files(told), act);

    /// <summary>Keeps a file of a draft as it was typed; typed as it is in force, it is out of the draft again.</summary>
    public Outcome<LawChange> KeepFile(LawInForce law, LawChange change, (string Path, string Text) file, Act act) =>
        file.Text == law.Files.TextOrNull(file.Path) ? Drop(change.Id, file.Path, act)
            : Edit(change, FileEdit.Files(law, change, file.Path, file.Text), act);

    private Outcome<LawChange> Edit(LawChange change, Outcome<IReadOnlyList<EditedFile>> files, Act act) =>
        files.Ok ? Edit(change.Id, files.Value, act) : Outcome<LawChange>.Refused(files.Refusals);

    /// <summary>Takes a file out of a draft again.</summary>
    public Outcome<LawChange> Drop(long id, string path, Act act) => Write(id, act, (connection, transaction, change) =>
    {
        if (change.Files.All(f => f.Path != path))
        {
            return [new Refusal("change.no-file", $"Bản soạn không sửa tệp “{path}”.", LawChangeForms.PathField)
            {
                English = $"The draft does not change the file “{path}”.",
            }];
        }

        LawChangeTables.AddEdit(connection, transaction, id, (path, null, null), (act.Actor, Now));
        Audit(connection, transaction, change, "law.drop", act, path);
        return [];
    });

    /// <summary>
    /// Does a deed of its case; see <see cref="CaseBooks.Do"/>. What is handed in has to pass its review; what is approved is exactly what
    /// was looked at, and exactly that is published, over exactly the law it was reviewed against.
    /// </summary>
    /// <param name="asked">What is to be done.</param>
    /// <param name="actor">Who.</param>
    /// <param name="act">The act.</param>
    /// <param name="look">The law in force and the review; needed to hand in and to publish.</param>
    public Outcome<LawChange> Do(LawDeed asked, CaseActor actor, Act act, LawLook? look = null) => _database.Do<LawChange>(act,
        (connection, transaction) =>
    {
        if (_books.FindOrNull(CaseKind.LawChange, asked.Change, act) is not { File.CaseId: var caseId })
        {
            return Unknown(asked.Change);
        }

        var done = _books.Do(new DeedRequest(caseId, asked.Seen, asked.Deed, asked.Told), actor, act,
            (view, doing) => Effect(connection, transaction, Read(connection, transaction, view), doing, look, act));
        return done.Ok ? Read(connection, transaction, done.Value) : Outcome<LawChange>.Refused(done.Refusals);
    });

    private Outcome<long?> Effect(DbConnection connection, DbTransaction transaction, LawChange change, CaseDoing doing,
        LawLook? look, Act act)
    {
        if (doing.Values.TextOrNull(KindDeeds.Content) is { } content && content != change.ContentHash)
        {
            return new Refusal("change.other-content", "Bản này đã khác với bản vừa xem; xem lại rồi làm tiếp.", KindDeeds.Content)
            {
                English = "The draft is no longer what was looked at; look again, then go on.",
            };
        }

        var refusals = doing.Deed.Id switch
        {
            KindDeeds.Submit when change.Files.Count == 0 => [new Refusal("change.empty", "Bản soạn chưa sửa tệp nào.", "files")
            {
                English = "The draft changes no file yet.",
            }],
            KindDeeds.Submit => look!.Review.Refusals,
            KindDeeds.Publish => Publish(connection, transaction, change, doing.Deed, look!, act),
            _ => [],
        };
        return refusals.Count > 0 ? Outcome<long?>.Refused(refusals) : Outcome<long?>.Of(null);
    }

    private IReadOnlyList<Refusal> Publish(DbConnection connection, DbTransaction transaction, LawChange change, Deed deed,
        LawLook look, Act act)
    {
        var (law, review) = look;
        if (Alone(change, deed, act.Actor) is { } alone)
        {
            return [alone];
        }

        if (change.Case.LastOrNull(KindDeeds.Approve)?.Values.TextOrNull(KindDeeds.Content) != change.ContentHash
            || LawChangeTables.LastVersion(connection, transaction) != law.Version)
        {
            return [new Refusal("change.moved", "Luật hiện hành hoặc bản soạn đã đổi trong lúc này; mở lại trang rồi thử lại.", "version")
            {
                English = "The law in force or the draft has changed meanwhile; open the page again and try once more.",
            }];
        }

        if (!review.Passes || law.Files.With(change.Files) is not { Ok: true } files || files.Value.Hash != review.Hash)
        {
            return !review.Passes ? review.Refusals
                : [new Refusal("change.other-content", "Bản này đã khác với bản vừa kiểm tra.", KindDeeds.Content)
                {
                    English = "The draft is no longer what was reviewed.",
                }];
        }

        var publication = new Publication(law.Version + 1, change.Id, Now, change.Author, change.ApprovedBy!, change.Title,
            review.Hash!, change.Files);
        LawChangeTables.AddPublication(connection, transaction, publication);
        LawChangeTables.AddState(connection, transaction, publication.Hash, publication.Version, publication.At);
        Audit(connection, transaction, change, "law.publish", act, $"bản {publication.Version}, {publication.Hash}");
        return [];
    }

    // A name on a command line proves nobody: then two people sign in, one to approve and another to publish.
    private static Refusal? Alone(LawChange change, Deed deed, string login) =>
        deed.Id == KindDeeds.Publish && change.AuthorIsUnproved && CaseFlow.Same(change.ApprovedBy!, login)
            ? new Refusal("change.one-person", "Bản này được đưa vào bằng dòng lệnh, chưa ai đăng nhập để trình; người duyệt không được tự "
                + "công bố, cần một tài khoản khác.", "actor")
            {
                English = "This draft came by the command line and nobody signed in to hand it in: who approved it may not publish it too; "
                    + "another account has to.",
            }
            : null;

    /// <summary>Writes in a draft: its author, while it is open.</summary>
    private Outcome<LawChange> Write(long id, Act act, Func<DbConnection, DbTransaction, LawChange, IReadOnlyList<Refusal>> work) =>
        _database.Do<LawChange>(act, (connection, transaction) =>
        {
            _database.TakeTurn(connection, transaction, CaseBooks.Turn);
            if (_books.FindOrNull(CaseKind.LawChange, id, act) is not { } view)
            {
                return Unknown(id);
            }

            var change = Read(connection, transaction, view);
            var refusals = WhyNotWrite(change, act.Actor) is { } refusal ? [refusal] : work(connection, transaction, change);
            return refusals.Count > 0 ? Outcome<LawChange>.Refused(refusals) : Read(connection, transaction, view);
        });

    private static Refusal? WhyNotWrite(LawChange change, string login) => !change.IsOpen
        ? new Refusal("change.status", $"Bản soạn không còn sửa được: “{change.Case.State.Step.Label.Vi}”.", "status")
        {
            English = $"The draft can no longer be written in: “{change.Case.State.Step.Label.In("en")}”.",
        }
        : CaseFlow.Same(change.Author, login) ? null
        : new Refusal("change.not-author", "Chỉ người soạn mới sửa được bản này.", "actor")
        {
            English = "Only who drafted it may write in it.",
        };

    private void Audit(DbConnection connection, DbTransaction transaction, LawChange change, string action, Act act, string detail) =>
        _audit.Append(connection, transaction, act, act.Note(Now, action, $"law-change:{change.Id}", detail));

    private static LawChange Read(DbConnection connection, DbTransaction? transaction, CaseView view) => new(
        view.File.SubjectId, LawChangeTables.Titles(connection, transaction, view.File.SubjectId)[0].Title, view,
        LawChangeTables.Files(connection, transaction, view.File.SubjectId));

    /// <summary>
    /// A draft may be wrong while it is written, but not so large or so deep that reading it would hurt: that is refused when it is kept,
    /// for whoever opens the draft reads it.
    /// </summary>
    private static List<Refusal> Bounds(LawChange change, IReadOnlyList<EditedFile> files)
    {
        var refusals = files.SelectMany(f => YamlText.Read(f.Text, f.Path).Refusals).Where(r => r.Code != YamlText.SyntaxCode).ToList();
        if (change.Files.Select(f => f.Path).Union(files.Select(f => f.Path), StringComparer.Ordinal).Count() > FilesLimit)
        {
            refusals.Add(new Refusal("change.too-many", $"Một bản soạn sửa nhiều nhất {FilesLimit} tệp; chia thành nhiều bản.", "files")
            {
                English = $"A draft changes {FilesLimit} files at most; make several of it.",
            });
        }

        return refusals;
    }

    private static Refusal Unknown(long id) => new("change.unknown", $"Không có bản soạn số {id}.", "change")
    {
        English = $"There is no draft no. {id}.",
    };
}

/// <summary>Something to be done in a change of the law.</summary>
/// <param name="Change">The change.</param>
/// <param name="Seen">How many entries its book had when it was looked at.</param>
/// <param name="Deed">What is done.</param>
/// <param name="Told">What is told with it.</param>
public sealed record LawDeed(long Change, int Seen, string Deed, IReadOnlyDictionary<string, string> Told);

using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Rulebook.Publishing;
using AnSinh.Store;
using AnSinh.Store.Acts;

namespace AnSinh.Casework.LawChanges;

/// <summary>
/// Changes of the law on their way from a draft to a publication (<i lang="vi">thay đổi luật</i>). Whoever drafted one cannot approve it;
/// what is approved is exactly what is published; every step is in the audit log; nothing is ever overwritten.
/// </summary>
public sealed class LawChangeStore
{
    private const int FilesLimit = 60;
    private readonly Database _database;
    private readonly AuditLog _audit;

    /// <summary>The changes of a register's law. Opening brings the tables into being.</summary>
    public LawChangeStore(Database database)
    {
        (_database, _audit) = (database, new AuditLog(database));
        database.Migrate(Migrations);
    }

    /// <summary>The steps that make the tables.</summary>
    public static IReadOnlyList<Migration> Migrations => [.. AuditLog.Migrations, .. LawChangeTables.Migrations];

    private long Now => _database.Clock.Now();

    /// <summary>All changes, the latest first.</summary>
    public IReadOnlyList<LawChange> All()
    {
        using var connection = _database.Connect();
        return LawChangeTables.Changes(connection, null, null);
    }

    /// <summary>A change, or null.</summary>
    public LawChange? FindOrNull(long id)
    {
        using var connection = _database.Connect();
        return LawChangeTables.Changes(connection, null, id).SingleOrDefault();
    }

    /// <summary>All publications, the first first.</summary>
    public IReadOnlyList<Publication> Publications()
    {
        using var connection = _database.Connect();
        return LawChangeTables.Publications(connection);
    }

    /// <summary>Number of the last publication; 0 if there is none.</summary>
    public long LastVersion()
    {
        using var connection = _database.Connect();
        return LawChangeTables.LastVersion(connection, null);
    }

    /// <summary>Version numbers of the rulebook by its hash, of every state this register was worked with.</summary>
    public IReadOnlyDictionary<string, long> Versions()
    {
        using var connection = _database.Connect();
        return LawChangeTables.States(connection);
    }

    /// <summary>Notes that the register is worked with a state of the law, so that its version can be named years later.</summary>
    public void Seen(LawInForce law)
    {
        if (!Versions().ContainsKey(law.Policy.Hash))
        {
            _database.Do(Act.OfProgram("law.seen"), (connection, transaction) =>
            {
                LawChangeTables.AddState(connection, transaction, law.Policy.Hash, law.Version, Now);
                return 0;
            });
        }
    }

    /// <summary>Begins a draft.</summary>
    /// <returns>Its number.</returns>
    public Outcome<long> Begin(string title, Act act) => string.IsNullOrWhiteSpace(title)
        ? new Refusal("change.no-title", "Ghi thay đổi này về việc gì.", "title")
        : _database.Do<long>(act, (connection, transaction) =>
        {
            var id = LawChangeTables.AddChange(connection, transaction, title.Trim(), act.Actor, Now);
            var begun = new LawChange(id, title.Trim(), act.Actor, Now, [], []);
            Step(connection, transaction, begun, LawChangeStatus.Draft, act, title.Trim());
            return id;
        });

    /// <summary>Keeps files of a draft. Only its author may, while it is open.</summary>
    public Outcome<LawChange> Edit(long id, IReadOnlyList<EditedFile> files, Act act) =>
        Change(id, act, (connection, transaction, change) =>
    {
        if (NotOpenFor(change, act) is { } refusal)
        {
            return refusal;
        }

        if (Bounds(change, files) is { Count: > 0 } bounds)
        {
            return Outcome<LawChange>.Refused(bounds);
        }

        foreach (var file in files)
        {
            LawChangeTables.AddEdit(connection, transaction, id, file.Path, file.BaseHash, file.Text, act.Actor, Now);
            Audit(connection, transaction, change, "law.edit", act, $"{file.Path} {file.Hash[..12]}");
        }

        return Read(connection, transaction, id);
    });

    /// <summary>Takes a file out of a draft again.</summary>
    public Outcome<LawChange> Drop(long id, string path, Act act) => Change(id, act, (connection, transaction, change) =>
    {
        if (NotOpenFor(change, act) is { } refusal)
        {
            return refusal;
        }

        if (change.Files.All(f => f.Path != path))
        {
            return new Refusal("change.no-file", $"Bản soạn không sửa tệp “{path}”.", "tep");
        }

        LawChangeTables.AddEdit(connection, transaction, id, path, null, null, act.Actor, Now);
        Audit(connection, transaction, change, "law.drop", act, path);
        return Read(connection, transaction, id);
    });

    /// <summary>Hands a draft in. It has to pass its review.</summary>
    public Outcome<LawChange> Submit(long id, ChangeReview review, Act act, string remark) =>
        Change(id, act, (connection, transaction, change) =>
        NotOpenFor(change, act) is { } refusal ? refusal
        : change.Files.Count == 0 ? new Refusal("change.empty", "Bản soạn chưa sửa tệp nào.", "files")
        : review.Passes ? Step(connection, transaction, change, LawChangeStatus.Submitted, act, remark)
        : Outcome<LawChange>.Refused(review.Refusals));

    /// <summary>Sends a change back to its author, with a remark.</summary>
    public Outcome<LawChange> Return(long id, Act act, string remark) => Change(id, act, (connection, transaction, change) =>
        change.Status is not (LawChangeStatus.Submitted or LawChangeStatus.Approved) ? Wrong(change)
        : string.IsNullOrWhiteSpace(remark) ? new Refusal("change.no-remark", "Trả lại thì ghi rõ cần sửa gì.", "remark")
        : Step(connection, transaction, change, LawChangeStatus.Returned, act, remark));

    /// <summary>Approves a change. Whoever drafted it cannot; it is refused if it is no longer what was looked at.</summary>
    public Outcome<LawChange> Approve(long id, string contentHash, Act act, string remark) =>
        Change(id, act, (connection, transaction, change) =>
        change.Status != LawChangeStatus.Submitted ? Wrong(change)
        : Same(change.Author, act.Actor) ? new Refusal("change.own", "Người soạn không được tự duyệt; cần một người khác.", "actor")
        : change.ContentHash != contentHash
        ? new Refusal("change.other-content", "Bản này đã khác với bản vừa xem; xem lại rồi duyệt.", "content")
        : Step(connection, transaction, change, LawChangeStatus.Approved, act, remark));

    /// <summary>Gives a draft up.</summary>
    public Outcome<LawChange> Withdraw(long id, Act act, string remark) => Change(id, act, (connection, transaction, change) =>
        NotOpenFor(change, act) is { } refusal ? refusal : Step(connection, transaction, change, LawChangeStatus.Withdrawn, act, remark));

    /// <summary>
    /// Publishes an approved change: exactly what was approved, over exactly the law it was reviewed against, and only if it still passes.
    /// </summary>
    public Outcome<Publication> Publish(long id, LawInForce law, ChangeReview review, Act act) =>
        _database.Do<Publication>(act, (connection, transaction) =>
    {
        if (LawChangeTables.Changes(connection, transaction, id).SingleOrDefault() is not { } change)
        {
            return Unknown(id);
        }

        if (change.Status != LawChangeStatus.Approved)
        {
            return Outcome<Publication>.Refused(Wrong(change).Refusals);
        }

        if (change.AuthorIsUnproved && Same(change.ApprovedBy!, act.Actor))
        {
            return new Refusal("change.one-person",
                "Bản này được đưa vào bằng dòng lệnh, chưa ai đăng nhập để trình; người duyệt không được tự công bố, cần một tài khoản khác.", "actor");
        }

        if (change.Steps[^1].ContentHash != change.ContentHash || LawChangeTables.LastVersion(connection, transaction) != law.Version)
        {
            return new Refusal("change.moved", "Luật hiện hành hoặc bản soạn đã đổi trong lúc này; mở lại trang rồi thử lại.", "version");
        }

        if (!review.Passes || law.Files.With(change.Files) is not { Ok: true } files || files.Value.Hash != review.Hash)
        {
            return Outcome<Publication>.Refused(review.Passes
                ? [new Refusal("change.other-content", "Bản này đã khác với bản vừa kiểm tra.", "content")] : review.Refusals);
        }

        var publication = new Publication(law.Version + 1, id, Now, change.Author, change.ApprovedBy!, change.Title,
            review.Hash!, change.Files);
        LawChangeTables.AddPublication(connection, transaction, publication);
        LawChangeTables.AddState(connection, transaction, publication.Hash, publication.Version, publication.At);
        Step(connection, transaction, change, LawChangeStatus.Published, act, $"bản {publication.Version}, {publication.Hash}");
        return publication;
    });

    private Outcome<LawChange> Change(long id, Act act, Func<DbConnection, DbTransaction, LawChange, Outcome<LawChange>> work) =>
        _database.Do(act, (connection, transaction) =>
        LawChangeTables.Changes(connection, transaction, id).SingleOrDefault() is { } change ? work(connection, transaction, change)
        : Unknown(id));

    private Outcome<LawChange> Step(DbConnection connection, DbTransaction transaction, LawChange change, LawChangeStatus status,
        Act act, string remark)
    {
        LawChangeTables.AddStep(connection, transaction, change.Id,
            new LawChangeStep(status, act.Actor, Now, remark.Trim(), change.ContentHash));
        var action = status switch
        {
            LawChangeStatus.Draft => "law.draft",
            LawChangeStatus.Submitted => "law.submit",
            LawChangeStatus.Returned => "law.return",
            LawChangeStatus.Approved => "law.approve",
            LawChangeStatus.Published => "law.publish",
            _ => "law.withdraw",
        };
        Audit(connection, transaction, change, action, act, $"{change.ContentHash[..12]} {remark}".Trim());
        return Read(connection, transaction, change.Id);
    }

    private void Audit(DbConnection connection, DbTransaction transaction, LawChange change, string action, Act act, string detail) =>
        _audit.Append(connection, transaction, act, act.Note(Now, action, $"law-change:{change.Id}", detail));

    private static LawChange Read(DbConnection connection, DbTransaction transaction, long id) =>
        LawChangeTables.Changes(connection, transaction, id)[0];

    /// <summary>
    /// A draft may be wrong while it is written, but not so large or so deep that reading it would hurt: that is refused when it is kept,
    /// for whoever opens the draft reads it.
    /// </summary>
    private static List<Refusal> Bounds(LawChange change, IReadOnlyList<EditedFile> files)
    {
        var refusals = files.SelectMany(f => YamlText.Read(f.Text, f.Path).Refusals).Where(r => r.Code != YamlText.SyntaxCode).ToList();
        if (change.Files.Select(f => f.Path).Union(files.Select(f => f.Path), StringComparer.Ordinal).Count() > FilesLimit)
        {
            refusals.Add(new Refusal("change.too-many", $"Một bản soạn sửa nhiều nhất {FilesLimit} tệp; chia thành nhiều bản.", "files"));
        }

        return refusals;
    }

    private static Refusal? NotOpenFor(LawChange change, Act act) =>
        !change.IsOpen ? Wrong(change).Refusals[0]
        : !Same(change.Author, act.Actor) ? new Refusal("change.not-author", "Chỉ người soạn mới sửa được bản này.", "actor")
        : null;

    private static Outcome<LawChange> Wrong(LawChange change) => new Refusal(
        "change.status",
        "Bước này không còn làm được: bản " + (change.Status switch
        {
            LawChangeStatus.Draft => "đang soạn.",
            LawChangeStatus.Submitted => "đang chờ duyệt.",
            LawChangeStatus.Returned => "đã bị trả lại.",
            LawChangeStatus.Approved => "đã được duyệt.",
            LawChangeStatus.Published => "đã công bố.",
            _ => "đã rút.",
        }),
        "status");

    private static Refusal Unknown(long id) => new("change.unknown", $"Không có bản soạn số {id}.", "change");

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}

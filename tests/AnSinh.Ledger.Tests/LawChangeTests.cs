using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Casework.LawChanges;
using AnSinh.Register;
using AnSinh.Rulebook.Procedures;
using AnSinh.Rulebook.Publishing;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Ledger.Tests;

/// <summary>Changes of the law over any database: two people, nothing overwritten, exactly what was approved is published.</summary>
public abstract class LawChangeContract : IDisposable
{
    private const string Path = "vn/parameters/standard.yaml";
    private readonly TempFolder _folder = new();
    private readonly Lazy<Database> _database;
    private readonly Lazy<RegisterDb> _register;

    protected LawChangeContract()
    {
        _database = new(NewDatabase);
        _register = new(() => RegisterDb.Create(_database.Value, Jurisdiction.National, Law.Policy.Facts, [], []));
        _folder.Write("vn/jurisdiction.yaml", "{code: vn, label: {vi: Cả nước}}\n");
        _folder.Write("vn/instruments/all.yaml",
            "instruments:\n  - {id: ND-1, number: \"1/2015\", kind: {vi: Nghị định}, title: {vi: Một}, "
            + "issued: 2014-12-01, in_force: 2015-01-01, checked: đã đọc}\n");
        _folder.Write("vn/facts.yaml",
            "facts:\n  - {name: birth_date, subject: person, type: date, when_absent: unknown, intrinsic: true, label: {vi: Ngày sinh}}\n");
        _folder.Write(Path,
            "parameter: standard\nlabel: {vi: Mức chuẩn}\nunit: dong/month\nvalues:\n  - {from: 2015-01-01, value: 270000, cite: ND-1}\n");
        // The procedure of the office itself: by it changes of law go.
        const string Procedure = "vn/procedures/law_change.yaml";
        _folder.Write(Procedure, File.ReadAllText(Checkout.File("policy/" + Procedure)));
        _folder.Write("vn/cases/all.yaml",
            "cases:\n  - {id: A, name: mức 2016, parameter: standard, month: 2016-01, expect: {value: 270000}, source: thử}\n");
    }

    private LawChangeStore Store => new(_database.Value, new CaseBooks(_register.Value, Law.Policy));

    private PublicationStore Published => new(_database.Value);

    private LawInForce Law => LawInForce.Read(_folder.Path, _database.Value).Value;

    private AuditLog Audit => new(_database.Value);

    protected abstract Database NewDatabase();

    public void Dispose()
    {
        if (_database.IsValueCreated)
        {
            _database.Value.Dispose();
        }

        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private EditedFile Raised(string from = "2020-01-01", string value = "300000")
    {
        var text = Law.Files.TextOrNull(Path)!;
        var day = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture);
        return new EditedFile(Path, EditedFile.HashOf(text),
            LawEdits.AddValue(text, "standard", new NewValue(day, value, "ND-1", null, null, "đã đọc", false, null)).Value);
    }

    private ChangeReview Review(long id) => ChangeReview.Of(Law, Store.FindOrNull(id)!.Files);

    private long Begin(string title, string by = "lan") => Store.Begin(title, Actor(by), Act.By(by)).Value;

    private long Drafted(EditedFile? file = null)
    {
        var id = Begin("Nâng mức");
        Assert.True(Store.Edit(id, [file ?? Raised()], Act.By("lan")).Ok);
        return id;
    }

    private long Approved(EditedFile? file = null)
    {
        var id = Drafted(file);
        Assert.True(Submit(id).Ok);
        Assert.True(Approve(id).Ok);
        return id;
    }

    private static CaseActor Actor(string login) =>
        new(login, new HashSet<ProcedureRole> { ProcedureRole.LawEditor, ProcedureRole.LawApprover }, Scope.Everything);

    private Outcome<LawChange> Do(long id, string by, string deed, LawLook? look = null,
        params (string Field, string Text)[] told)
    {
        var change = Store.FindOrNull(id);
        var fields = told.ToDictionary(t => t.Field, t => t.Text);
        if (change?.Case.State.Step.Deeds.FirstOrDefault(d => d.Id == deed)?.Form.Fields.Any(f => f.Name == KindDeeds.Content) == true)
        {
            fields.TryAdd(KindDeeds.Content, change.ContentHash);
        }

        return Store.Do(new LawDeed(id, change?.Case.Entries.Count ?? 0, deed, fields), Actor(by), Act.By(by), look);
    }

    private LawLook Look(long id) => new(Law, Review(id));

    private Outcome<LawChange> Submit(long id, string unproved = "") =>
        Do(id, "lan", KindDeeds.Submit, Look(id), (KindDeeds.Unproved, unproved));

    private Outcome<LawChange> Approve(long id, string by = "minh", params (string, string)[] told) =>
        Do(id, by, KindDeeds.Approve, null, told);

    private Outcome<LawChange> Publish(long id, string by = "minh", LawLook? look = null) =>
        Do(id, by, KindDeeds.Publish, look ?? Look(id));

    [Fact]
    public void A_draft_is_of_no_unit_and_waits_for_who_drafts_whatever_units_they_see()
    {
        Drafted();
        var books = new CaseBooks(_register.Value, Law.Policy);
        var drafter = Actor("lan");
        var elsewhere = Scope.Of(["000"]);
        Assert.Equal([1L, 1L, 0L, 0L], new[]
        {
            drafter, new CaseActor("lan", drafter.Posts.Single().Roles, elsewhere),
            new CaseActor("lan", new HashSet<ProcedureRole> { ProcedureRole.CommuneOfficer }, Scope.Everything),
            new CaseActor("lan", new HashSet<ProcedureRole>(), Scope.Everything),
        }.Select(books.Waiting));
    }

    [Fact]
    public void A_change_goes_from_draft_to_law_by_two_people_and_every_step_is_in_the_log()
    {
        var id = Approved();
        Assert.Empty(Review(id).Moved);
        Assert.True(Publish(id).Ok);
        var published = Published.All().Single();
        Assert.Equal((1L, "lan", "minh", 1L), (published.Version, published.DraftedBy, published.ApprovedBy, Law.Version));
        Assert.Equal(300_000, Law.Policy.ParameterOrNull("standard")!.Values[1].Value);
        Assert.Equal(published.Hash, Law.Policy.Hash);
        Assert.Equal(1, Published.Versions()[Law.Policy.Hash]);
        Assert.Equal(
            [("open", "lan"), ("submit", "lan"), ("approve", "minh"), ("publish", "minh")],
            Store.FindOrNull(id)!.Case.Entries.Select(e => (e.Deed, e.Actor)));
        Assert.Equal(["law.publish", "law.edit"], Audit.Latest(9, $"law-change:{id}").Select(a => a.Action));
        Assert.Equal(["case.publish", "case.approve", "case.submit", "case.open"],
            Audit.Latest(9, $"case:{Store.FindOrNull(id)!.Case.File.CaseId}").Select(a => a.Action));
        Assert.True(Audit.Verify().Ok);
    }

    [Fact]
    public void Whoever_drafted_a_change_cannot_approve_it()
    {
        var id = Drafted();
        Assert.True(Submit(id).Ok);
        Assert.Equal("case.own", Approve(id, " LAN ").Refusals[0].Code);
        Assert.Equal("case.deed", Publish(id, "lan").Refusals[0].Code);
    }

    [Fact]
    public void Approval_is_of_exactly_what_was_looked_at()
    {
        var id = Drafted();
        Assert.True(Submit(id).Ok);
        Assert.Equal("change.other-content", Approve(id, "minh", (KindDeeds.Content, "khác")).Refusals[0].Code);
        Assert.Single(Store.FindOrNull(id)!.Case.Entries, e => e.Deed == KindDeeds.Submit);
        Assert.Equal("change.status", Store.Edit(id, [Raised("2021-01-01")], Act.By("lan")).Refusals[0].Code);
    }

    [Fact]
    public void A_change_sent_back_needs_a_remark_and_a_new_approval()
    {
        var id = Approved();
        Assert.Equal(("form.required", "remark"), Told(Do(id, "minh", "return_approved", null, ("remark", " "))));
        Assert.True(Do(id, "minh", "return_approved", null, ("remark", "sai ngày")).Ok);
        Assert.Null(Store.FindOrNull(id)!.ApprovedBy);
        Assert.Equal("change.not-author", Store.Edit(id, [Raised("2021-01-01")], Act.By("minh")).Refusals[0].Code);
        Assert.True(Store.Edit(id, [Raised("2021-01-01")], Act.By("lan")).Ok);
        Assert.Equal("case.deed", Publish(id).Refusals[0].Code);
        Assert.True(Submit(id).Ok);
        Assert.Null(Store.FindOrNull(id)!.ApprovedBy);
        Assert.Equal(2021, Store.FindOrNull(id)!.Files.Single().Text.Contains("2021", StringComparison.Ordinal) ? 2021 : 0);
    }

    [Fact]
    public void A_change_that_breaks_the_law_or_a_worked_case_cannot_be_handed_in()
    {
        var broken = Drafted(Raised() with { Text = "parameter: standard\nvalues: []\n" });
        Assert.False(Submit(broken).Ok);
        var wrong = Drafted(Raised("2015-06-01", "310000"));
        var review = Review(wrong);
        Assert.Equal(("A", "270000"), (review.Moved.Single().Now.Case.Id, review.Moved.Single().Before));
        Assert.Equal("change.case", Submit(wrong).Refusals[0].Code);
        var empty = Begin("Trống");
        Assert.Equal("change.empty", Submit(empty).Refusals[0].Code);
        Assert.Equal(("form.required", "title"), Told(Store.Begin(" ", Actor("lan"), Act.By("lan"))));
    }

    [Fact]
    public void Two_changes_of_one_file_cannot_both_be_published_from_the_same_text()
    {
        var (first, second) = (Approved(), Approved(Raised("2022-01-01", "320000")));
        var look = Look(second);
        Assert.True(Publish(first).Ok);
        Assert.Equal("change.moved", Publish(second, look: look).Refusals[0].Code);
        Assert.Equal("change.base-changed", Publish(second).Refusals[0].Code);
        Assert.Equal(1, Law.Version);
    }

    [Fact]
    public void A_file_taken_out_of_a_draft_is_law_as_before()
    {
        var id = Drafted();
        Assert.True(Store.Drop(id, Path, Act.By("lan")).Ok);
        Assert.Empty(Store.FindOrNull(id)!.Files);
        Assert.True(Do(id, "lan", "withdraw").Ok);
        Assert.Equal("withdrawn", Store.All().Single().Case.State.Step.Id);
        Assert.Equal("change.status", Store.Edit(id, [Raised()], Act.By("lan")).Refusals[0].Code);
    }

    [Fact]
    public void A_state_of_the_law_is_known_by_its_version_years_later()
    {
        var before = Law;
        Published.Seen(before);
        Published.Seen(before);
        var id = Approved();
        Publish(id);
        Assert.Equal((0L, 1L), (Published.Versions()[before.Policy.Hash], Published.Versions()[Law.Policy.Hash]));
    }

    [Fact]
    public void A_change_nobody_signed_in_for_is_not_published_by_who_approved_it()
    {
        var id = Drafted();
        Assert.True(Submit(id, "yes").Ok);
        Assert.True(Approve(id).Ok);
        Assert.Equal("change.one-person", Publish(id, " MINH ").Refusals[0].Code);
        Assert.Equal(0, Law.Version);
        Assert.Equal("minh", Publish(id, "hoa").Value.ApprovedBy);
    }

    [Fact]
    public void A_draft_holds_so_many_files_and_no_more()
    {
        var id = Begin("Nhiều");
        EditedFile[] files = [.. Enumerable.Range(1, 61).Select(i => Raised() with { Path = $"vn/parameters/p{i}.yaml", BaseHash = null })];
        Assert.Equal("change.too-many", Assert.Single(Store.Edit(id, files, Act.By("lan")).Refusals).Code);
        Assert.True(Store.Edit(id, files[..60], Act.By("lan")).Ok);
        Assert.Equal("change.too-many", Assert.Single(Store.Edit(id, files[60..], Act.By("lan")).Refusals).Code);
        Assert.True(Store.Edit(id, files[..1], Act.By("lan")).Ok);
        Assert.Equal(60, Store.FindOrNull(id)!.Files.Count);
    }

    [Fact]
    public void Of_several_files_one_is_taken_out_of_a_draft_and_the_log_says_so()
    {
        var id = Drafted();
        Assert.True(Store.Edit(id, [Raised() with { Path = "vn/parameters/other.yaml", BaseHash = null }], Act.By("lan")).Ok);
        Assert.Equal("change.no-file", Store.Drop(id, "vn/facts.yaml", Act.By("lan")).Refusals[0].Code);
        Assert.True(Store.Drop(id, Path, Act.By("lan")).Ok);
        Assert.Equal("vn/parameters/other.yaml", Assert.Single(Store.FindOrNull(id)!.Files).Path);
        Assert.Equal("law.drop", Audit.Latest(1, $"law-change:{id}")[0].Action);
    }

    private static (string, string?) Told<T>(Outcome<T> refused) => (refused.Refusals[0].Code, refused.Refusals[0].Place);

    [Fact]
    public void A_change_that_does_not_exist_is_said_not_to_exist()
    {
        Assert.Equal("change.unknown", Store.Edit(7, [Raised()], Act.By("lan")).Refusals[0].Code);
        Assert.Equal("change.unknown", Do(7, "lan", KindDeeds.Publish, new LawLook(Law, ChangeReview.Of(Law, []))).Refusals[0].Code);
    }

    [Fact]
    public void An_earlier_state_of_the_law_is_read_by_its_hash()
    {
        var before = Law;
        Published.Seen(before);
        var first = Approved();
        Publish(first);
        var second = Approved(Raised("2022-01-01", "320000"));
        var between = Law;
        Publish(second);
        Assert.Equal([270_000L], Values(before.Policy.Hash)!);
        Assert.Equal([270_000L, 300_000], Values(between.Policy.Hash)!);
        Assert.Equal([270_000L, 300_000, 320_000], Values(Law.Policy.Hash)!);
        Assert.Null(Values("khác"));

        IEnumerable<long>? Values(string hash) =>
            LawInForce.StateOrNull(_folder.Path, _database.Value, hash)?.ParameterOrNull("standard")!.Values.Select(v => v.Value);
    }

    [Fact]
    public void A_folder_changed_below_a_publication_is_not_read()
    {
        var id = Approved();
        Publish(id);
        _folder.Write(Path, Raised("2023-01-01").Text);
        Assert.Equal(("policy.base-changed", Path),
            (LawInForce.Read(_folder.Path, _database.Value).Refusals[0].Code,
                LawInForce.Read(_folder.Path, _database.Value).Refusals[0].Place));
    }
}

public sealed class LawChangesInSqlite : LawChangeContract
{
    private readonly TempFolder _place = new();

    protected override Database NewDatabase()
    {
        var database = Database.Open(_place.File("law.db"), TimeProvider.System);
        database.Migrate([]);
        return database;
    }
}

public sealed class LawChangesInPostgres : LawChangeContract
{
    protected override Database NewDatabase()
    {
        var database = PostgresCluster.NewDatabase(new FakeClock(Some.Start));
        database.Migrate([]);
        return database;
    }
}

using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Casework.LawChanges;
using AnSinh.Casework.Poverty;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Ledger.Tests.Cases;

/// <summary>
/// Changes of the law and poverty reviews of a register from before they were cases: each step they took is an entry of a book, by who took
/// it and when; each stands where it stood; the seals agree.
/// </summary>
public sealed class MovedToCasesTests
{
    private const long Noon = 1_662_000_000_000;
    private static readonly Lazy<Policy> Law = new(() => Policy.Load(Checkout.File("policy"), search: false).Value);

    [Theory]
    [InlineData(Dialect.Sqlite, "Draft", "open", "drafting")]
    [InlineData(Dialect.Sqlite, "Draft Submitted", "open submit", "approval")]
    [InlineData(Dialect.Sqlite, "Draft Submitted Returned", "open submit return", "drafting")]
    [InlineData(Dialect.Postgres, "Draft Submitted Approved Returned Submitted Approved",
        "open submit approve return_approved submit approve", "publication")]
    [InlineData(Dialect.Postgres, "Draft Submitted Approved Published", "open submit approve publish", "published")]
    [InlineData(Dialect.Sqlite, "Draft Withdrawn", "open withdraw", "withdrawn")]
    public void A_change_of_the_law_stands_as_a_case_where_it_stood(Dialect dialect, string steps, string deeds, string step)
    {
        using var register = Before(dialect);
        Write(register, "insert into law_change (change_id, title, author, created_at) values (7, 'Nâng mức', 'lan', @Noon)", new { Noon });
        foreach (var (status, no) in steps.Split(' ').Select((s, i) => (s, i + 1L)))
        {
            Write(register, "insert into law_change_step (change_id, step_no, status, actor, at, remark, content_hash) "
                + "values (7, @no, @status, @actor, @at, @remark, 'abc')",
                new { no, status, actor = "người " + no, at = Noon + no, remark = status == "Draft" ? "Nâng mức" : "lời " + no });
        }

        var books = new CaseBooks(register.Register, Law.Value);
        var change = new LawChangeStore(register.Register.Database, books).FindOrNull(7)!;
        Assert.Equal(deeds.Split(' ').Select((d, i) => (d, $"người {i + 1}", Noon + i + 1)),
            change.Case.Entries.Select(e => (e.Deed, e.Actor, e.At)));
        Assert.Equal((step, "Nâng mức", "người 1"), (change.Case.State.Step.Id, change.Title, change.Author));
        Assert.All(change.Case.Entries.Skip(1), e => Assert.Equal("lời " + e.No, e.Values.TextOrNull("remark")));
        Agrees(register, books, change.Case);
    }

    [Fact]
    public void A_change_handed_in_by_a_command_line_is_still_known_to_be()
    {
        using var register = Before(Dialect.Sqlite);
        Write(register, "insert into law_change (change_id, title, author, created_at) values (1, 'x', 'lan', @Noon)", new { Noon });
        Write(register, "insert into law_change_step (change_id, step_no, status, actor, at, remark, content_hash) values "
            + "(1, 1, 'Draft', 'lan', @Noon, 'x', 'a'), (1, 2, 'Submitted', 'lan', @Noon, 'đưa vào bằng dòng lệnh', 'a')", new { Noon });
        var books = new CaseBooks(register.Register, Law.Value);
        Assert.True(new LawChangeStore(register.Register.Database, books).FindOrNull(1)!.AuthorIsUnproved);
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public void A_poverty_review_stands_as_a_case_with_its_decision_taken_back_and_its_content_as_it_was(Dialect dialect)
    {
        using var register = Before(dialect);
        Write(register, "insert into poverty_round (round_id, unit_key, year, on_request, opened_at) values (3, '09718', 2022, 0, @Noon)",
            new { Noon });
        Entry(register, 1, "RoundOpened", """{"kind":"opened","unit":"09718","year":2022,"onRequest":"""
            + """false,"baseDay":"2022-09-01","holdsFrom":"2023-01-01","version":"qd-24-2021"}""");
        Entry(register, 2, "VillageMet",
            """{"kind":"meeting","hamlet":"thôn 1","day":"2022-09-05","present":40,"agreed":35,"minutes":"BB"}""");
        Entry(register, 3, "ListPosted", """{"kind":"posted","from":"2022-09-06","to":"2022-09-09","where":"UBND"}""");
        Entry(register, 4, "ComplaintMade",
            """{"kind":"complaint","no":1,"household":5,"by":"Bà Mùi","day":"2022-09-07","text":"có xe"}""");
        Entry(register, 5, "ComplaintAnswered", """{"kind":"answer","no":1,"day":"2022-09-08","upheld":true,"text":"đúng"}""");
        Entry(register, 6, "OpinionGiven", """{"kind":"opinion","day":"2022-09-12","number":"12/UBND","text":""}""");
        Entry(register, 7, "RoundSigned",
            """{"kind":"signed","number":"45/QĐ","signedOn":"2022-09-12","signer":"CT","turnover":{"rows":[],"unexplained":[]}}""");
        Write(register, "insert into batch (batch_id, kind, title, source, actor, detail, applied_at, undone_at, undone_by, undo_reason) "
            + "values (99, 'poverty_round', 't', 's', 'a', '{\"round\":3}', @at, @undone, 'minh', 'ký nhầm')",
            new { at = Noon + 7, undone = Noon + 8 });
        Entry(register, 8, "RoundCancelled", """{"kind":"cancelled","why":"làm lại"}""", Noon + 9);

        var books = new CaseBooks(register.Register, Law.Value);
        var file = new PovertyRounds(Law.Value, register.Register, books).FindOrNull(3, Scope.Everything)!;
        Assert.Equal(
            [
                ("open", "người 1"), ("post", "người 3"), ("complain", "người 4"), ("answer", "người 5"), ("opine", "người 6"),
                ("sign", "người 7"), ("take_back", "minh"), ("cancel_posted", "người 8"),
            ],
            file.Case.Entries.Select(e => (e.Deed, e.Actor)));
        Assert.Equal((new RoundOpened("09718", 2022, false, new(2022, 9, 1), new(2023, 1, 1), "qd-24-2021"), "cancelled", "làm lại"),
            (file.Opened, file.Case.State.Step.Id, file.Cancelled!.Why));
        Assert.Equal(new ListPosted(new(2022, 9, 6), new(2022, 9, 9), "UBND"), file.Posted);
        Assert.Equal(new Complaint(new ComplaintMade(1, 5, "Bà Mùi", new(2022, 9, 7), "có xe"),
            new ComplaintAnswered(1, new(2022, 9, 8), true, "đúng")), Assert.Single(file.Complaints));
        Assert.Equal([typeof(VillageMet), typeof(TurnoverCounted)], file.Content.Select(e => e.Record.GetType()));
        Agrees(register, books, file.Case);
    }

    /// <summary>A register with the tables of before.</summary>
    private static TestRegister Before(Dialect dialect)
    {
        var units = new UnitMap([new("09718", "09718", "Vân Hà", "Xã Vân Hà", "xã", 3, null, null, null, null)], []);
        var register = dialect == Dialect.Postgres ? TestRegister.Postgres(Law.Value.Facts, units, new Jurisdiction("vn"))
            : TestRegister.Sqlite(Law.Value.Facts, units, new Jurisdiction("vn"));
        register.Register.Database.Migrate(LawChangeStore.Migrations.Concat(PovertyRounds.Migrations)
            .Where(m => string.CompareOrdinal(m.Id, "0290") < 0).DistinctBy(m => m.Id));
        return register;
    }

    private static void Entry(TestRegister register, long no, string kind, string body, long? at = null) => Write(register,
        "insert into poverty_round_entry (round_id, entry_no, household_id, kind, body, actor, at) "
            + "values (3, @no, null, @kind, @body, @actor, @at)",
        new { no, kind, body, actor = "người " + no, at = at ?? Noon + no });

    // What stands in the list once the office opens is what the book says, and every row is sealed.
    private static void Agrees(TestRegister register, CaseBooks books, CaseView view)
    {
        books.Refresh();
        var line = books.All(CaseFilter.Open).Concat(books.All(CaseFilter.Ended)).Single();
        Assert.Equal((view.State.Step.Id, view.State.Step.By, view.State.Since, view.Entries.Count),
            (line.Step, line.By, line.Since, line.Entries));
        var seals = new AuditCheck(register.Register.Database, CaseBooks.Tables).All();
        Assert.True(seals.Ok, string.Join("\n", seals.Faults.Select(f => f.Message)));
        Assert.Equal(1 + view.Entries.Count, seals.Rows);
    }

    private static void Write(TestRegister register, string sql, object values)
    {
        using var connection = register.Register.Database.Connect();
        connection.Execute(sql, values);
    }
}

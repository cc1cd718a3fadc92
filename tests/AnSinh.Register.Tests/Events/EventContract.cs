using AnSinh.Basics;
using AnSinh.Intake.Events;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Register.Units;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Register.Tests.Events;

/// <summary>
/// Life events on both databases: what each kind writes, what it refuses and in which words, and that undoing it leaves what was.
/// </summary>
public abstract class EventContract : IDisposable
{
    private const string Paper = "Giấy khai sinh 12/2020";
    private readonly TestRegister _test;
    private readonly RegisterDb _register;
    private readonly CurrentRows _reading;

    /// <summary>Household 7 in C: Mai (head, single), her son Hai; household 8 in C: Sáu (head), her mother Cụ; nobody else.</summary>
    protected EventContract(TestRegister test)
    {
        (_test, _register) = (test, test.Register);
        _register.Load(
            Some.Person(1, "Trần Thị Mai", birth: new(1990, 5, 1), number: "001190000018"),
            Some.Person(2, "Trần Văn Hai", birth: new(2012, 3, 3), sex: Sex.Male),
            Some.Person(3, "Lê Thị Sáu", birth: new(1970, 1, 1)), Some.Person(4, "Lê Thị Cụ", birth: new(1940, 1, 1)),
            Some.Household(7), Some.Household(8),
            Some.Membership(1, 7), Some.Membership(2, 7, "child"), Some.Membership(3, 8), Some.Membership(4, 8, "parent"),
            Some.Residence(1), Some.Residence(2), Some.Residence(3), Some.Residence(4),
            Some.Fact(7, "poverty", "poor", from: new(2019, 1, 1)), Some.Fact(4, "disability", "severe"));
        _test.Clock.Day = new(2020, 6, 1);
        _reading = new CurrentRows(_register);
    }

    public void Dispose()
    {
        _test.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_birth_puts_the_child_into_the_mothers_household_and_home_and_says_who_raises_it()
    {
        var child =
            Done("birth", ("ten", "Trần Thị Bé"), ("gioi", "female"), ("ngay-sinh", "05/05/2020"), ("me", "1"),
                ("giay-to", Paper)).Persons.Values.Single();
        Assert.Equal(("Trần Thị Bé", Sex.Female, new BirthDate(new(2020, 5, 5), DatePrecision.Day)),
            _reading.PersonOrNull(child) is { } row ? (row.Name, row.Sex, row.Birth!.Value) : default);
        var member = Assert.Single(_reading.MembershipsOf(child)).Row;
        Assert.Equal((7, "child", new DateInterval(new(2020, 5, 5), null)), (member.HouseholdId, member.Role, member.Valid));
        Assert.Equal("103", _reading.HomeOn(child, new(2020, 5, 5))!.Row.Unit);
        Assert.Equal("1", _reading.ValueOn("raised_by", child, new(2020, 5, 5)));
        Assert.Equal(Paper, member.Source);
        Assert.Equal("event.birth", Assert.Single(_register.Batches.OfPerson(child)).Kind);
    }

    [Fact]
    public void A_death_ends_home_and_household_with_the_day_and_can_be_undone()
    {
        var before = State();
        var batch = Done("death", ("nguoi", "3"), ("ngay", "2020-04-10"), ("chu-ho-moi", "4"), ("giay-to", "Trích lục 1"));
        Assert.Equal("2020-04-10", _reading.ValueOn("death_date", 3, new(2020, 5, 1)));
        Assert.Equal(new DateOnly(2020, 4, 10), Assert.Single(_reading.ResidencesOf(3)).Row.Valid.To);
        Assert.Equal(new DateOnly(2020, 4, 10), Assert.Single(_reading.MembershipsOf(3)).Row.Valid.To);
        Assert.Equal([(4L, "head")], _reading.MembersOn(8, new(2020, 4, 11)).Select(m => (m.Row.PersonId, m.Row.Role)));
        Assert.Equal("event.dead-already", Refused("death", ("nguoi", "3"), ("ngay", "2020-04-11"), ("giay-to", "x")).Single().Code);
        Assert.True(_register.Undo(batch.BatchId, "nhầm người", Act.By("officer")).Ok);
        Assert.Equal(before, State());
    }

    [Fact]
    public void A_death_of_a_head_without_a_new_one_is_a_doubt_and_not_a_refusal()
    {
        var plan = Plan("death", ("nguoi", "3"), ("ngay", "2020-04-10"), ("giay-to", "x")).Value;
        Assert.Contains("chưa có chủ hộ mới", Assert.Single(plan.Doubts).Vi, StringComparison.Ordinal);
        Assert.Equal("event.head-not-member",
            Refused("death", ("nguoi", "3"), ("ngay", "2020-04-10"), ("chu-ho-moi", "1"), ("giay-to", "x")).Single().Code);
    }

    [Fact]
    public void Who_raised_a_child_and_dies_and_who_may_be_in_the_register_already_are_doubts()
    {
        Done("fact", ("nguoi", "2"), ("loai-du-kien", "raised_by"), ("gia-tri", "1"), ("tu-ngay", "2019-01-01"), ("giay-to", "x"));
        Assert.Contains(Plan("death", ("nguoi", "1"), ("ngay", "2020-04-10"), ("giay-to", "x")).Value.Doubts,
            d => d.Vi.StartsWith("raised_by: sổ còn ghi", StringComparison.Ordinal));
        Assert.Contains(
            Plan("move_in", ("ten", "Tran Thi Mai"), ("gioi", "female"), ("ngay-sinh", "1/5/1990"), ("xa", "103"),
                ("loai", "permanent"), ("ho", "8"), ("ngay", "2020-05-01"), ("giay-to", "x")).Value.Doubts,
                    d => d.Vi.Contains("1 người cùng họ tên", StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_in_vietnamese_with_its_field()
    {
        var refusals = Refused("death", ("nguoi", "99"), ("ngay", "31/02/2020"), ("sai", "1"));
        Assert.Equal(["giay-to", "ngay", "nguoi", "sai"], refusals.Select(r => r.Place!).Order(StringComparer.Ordinal));
        Assert.Contains(refusals, r => r.Message == "Người: Không có người số “99” trong sổ.");
        Assert.Contains(Refused("death", ("nguoi", "3"), ("ngay", "2020-06-02"), ("giay-to", "x")),
            r => r.Message.Contains("ở tương lai", StringComparison.Ordinal));
        Assert.Contains(Refused("birth", ("ten", "B"), ("gioi", "male"), ("ngay-sinh", "1980"), ("me", "1"), ("giay-to", "x")),
            r => r.Code is "event.parent-younger" or "event.no-household");
    }

    [Fact]
    public void A_move_changes_the_commune_from_its_day_and_keeps_the_days_before()
    {
        Done("move_within", ("nguoi", "1"), ("ca-ho", "yes"), ("xa", "102~2020-03-01"), ("ngay", "2020-04-01"), ("giay-to", "x"));
        foreach (var person in new[] { 1L, 2L })
        {
            Assert.Equal("103", _reading.HomeOn(person, new(2020, 3, 31))!.Row.Unit);
            Assert.Equal("102~2020-03-01", _reading.HomeOn(person, new(2020, 4, 1))!.Row.Unit);
            Assert.Equal(7, _reading.HouseholdOn(person, new(2020, 4, 1)));
        }
    }

    [Fact]
    public void Who_died_by_a_mere_fact_as_lists_bring_it_does_not_move_with_the_household_and_keeps_nobody_from_moving()
    {
        _register.Load(Some.Fact(2, "death_date", "2020-03-10", from: new(2020, 3, 10)));
        Assert.Equal([1L, 2L], _reading.MembersOn(7, new(2020, 3, 10)).Select(m => m.Row.PersonId));
        Assert.Equal([1L], _reading.MembersOn(7, new(2020, 3, 11)).Select(m => m.Row.PersonId));
        Done("move_within", ("nguoi", "1"), ("ca-ho", "yes"), ("xa", "102~2020-03-01"), ("ngay", "2020-04-01"), ("giay-to", "x"));
        Assert.Equal("102~2020-03-01", _reading.HomeOn(1, new(2020, 4, 1))!.Row.Unit);
    }

    [Fact]
    public void Moving_out_ends_the_day_before_and_moving_in_again_begins_a_new_home()
    {
        Done("move_out", ("nguoi", "1"), ("ca-ho", "yes"), ("ngay", "2020-02-01"), ("giay-to", "x"));
        Assert.Null(_reading.HomeOn(2, new(2020, 2, 1)));
        Assert.Null(_reading.HouseholdOn(1, new(2020, 2, 1)));
        Assert.Equal("event.not-here", Refused("move_out", ("nguoi", "1"), ("ngay", "2020-03-01"), ("giay-to", "x")).Single().Code);
        Done("move_in", ("nguoi", "1"), ("xa", "103"), ("loai", "permanent"), ("ho-moi", "M1"), ("thon", "Thôn 2"),
            ("ngay", "2020-05-01"), ("giay-to", "x"));
        Assert.Equal("103", _reading.HomeOn(1, new(2020, 5, 1))!.Row.Unit);
        Assert.NotEqual(7, _reading.HouseholdOn(1, new(2020, 5, 1)));
        Assert.Equal("event.lives-here",
            Refused("move_in", ("nguoi", "3"), ("xa", "103"), ("loai", "permanent"), ("ho", "7"), ("ngay", "2020-05-01"), ("giay-to", "x"))
                .Single().Code);
    }

    [Fact]
    public void A_newcomer_is_added_with_home_and_household_and_a_number_in_use_is_refused()
    {
        var added =
            Done("move_in", ("ten", "Phạm Văn Mới"), ("gioi", "male"), ("ngay-sinh", "1988"), ("xa", "103"),
                ("loai", "temporary"), ("ho", "8"), ("quan-he", "other"), ("ngay", "2020-05-01"), ("giay-to", "x"));
        Assert.Equal(DatePrecision.Year, _reading.PersonOrNull(added.Persons.Values.Single())!.Birth!.Value.Precision);
        Assert.Equal("event.number-taken",
            Refused("move_in", ("ten", "P"), ("gioi", "female"), ("ngay-sinh", "1990"), ("so", "001190000018"),
                ("xa", "103"), ("loai", "permanent"), ("ho", "8"), ("ngay", "2020-05-01"), ("giay-to", "x")).Single().Code);
        Assert.Equal(3,
            Refused("move_in", ("xa", "103"), ("loai", "permanent"), ("ho", "8"), ("ngay", "2020-05-01"), ("giay-to", "x")).Count);
    }

    [Fact]
    public void A_household_splits_merges_and_changes_its_head()
    {
        var split =
            Done("split", ("nhung-nguoi", "4"), ("chu-ho", "4"), ("ho-moi", "T1"), ("thon", "Thôn 1"), ("ngay", "2020-02-01"),
                ("giay-to", "x"));
        var household = split.Households.Values.Single();
        Assert.Equal(household, _reading.HouseholdOn(4, new(2020, 2, 1)));
        Assert.Equal(8, _reading.HouseholdOn(4, new(2020, 1, 31)));
        Assert.Equal("event.all-leave",
            Refused("split", ("nhung-nguoi", "1,2"), ("chu-ho", "1"), ("ho-moi", "T2"), ("thon", "T"), ("ngay", "2020-02-01"),
                ("giay-to", "x")).Single().Code);

        Done("merge", ("ho-cu", $"{household}"), ("ho", "7"), ("ngay", "2020-03-01"), ("giay-to", "x"));
        Assert.Equal([1L, 2L, 4L], _reading.MembersOn(7, new(2020, 3, 1)).Select(m => m.Row.PersonId));

        Done("head", ("nguoi", "4"), ("ngay", "2020-04-01"), ("quan-he", "child"), ("giay-to", "x"));
        Assert.Equal([(4L, "head"), (1L, "child"), (2L, "child")],
            _reading.MembersOn(7, new(2020, 4, 1)).Select(m => (m.Row.PersonId, m.Row.Role)));
        Assert.Equal("event.missing", Refused("head", ("nguoi", "1"), ("ngay", "2020-05-01"), ("giay-to", "x"))[0].Code);
        Assert.Equal("event.head-already",
            Refused("head", ("nguoi", "4"), ("ngay", "2020-04-02"), ("quan-he", "other"), ("giay-to", "x"))[0].Code);
    }

    [Fact]
    public void A_split_takes_the_facts_of_the_household_along_only_if_told()
    {
        (string,
            string)[] told = [("nhung-nguoi", "2"), ("chu-ho", "2"), ("ho-moi", "T1"), ("thon", "Thôn 1"),
            ("ngay", "2020-02-01"), ("giay-to", "x")];
        Assert.Contains(Plan("split", told).Value.Doubts, d => d.Vi.Contains("không mang theo", StringComparison.Ordinal));
        var household = Done("split", [.. told, ("giu-du-kien", "yes")]).Households.Values.Single();
        Assert.Equal("poor", _reading.ValueOn("poverty", household, new(2020, 2, 1)));
    }

    [Fact]
    public void Marriage_divorce_and_adoption_write_what_the_vocabulary_declares()
    {
        // This small law declares no marital status: that is a doubt, and what can be written is.
        var plan = Plan("marriage", ("nguoi", "1"), ("nguoi-kia", "3"), ("ngay", "2020-02-01"), ("ve-ho", "first"), ("giay-to", "x")).Value;
        Assert.Contains(plan.Doubts, d => d.Vi.Contains("marital_status", StringComparison.Ordinal));
        Assert.True(_register.Apply(plan.Set, Act.By("officer")).Ok);
        Assert.Equal(7, _reading.HouseholdOn(3, new(2020, 2, 1)));
        Assert.Equal("event.same-person",
            Refused("divorce", ("nguoi", "1"), ("nguoi-kia", "1"), ("ngay", "2020-02-01"), ("giay-to", "x"))[0].Code);

        Done("adoption", ("nguoi", "2"), ("nguoi-nuoi", "4"), ("ngay", "2020-03-01"), ("giay-to", "x"));
        Assert.Equal((8L, "4"), (_reading.HouseholdOn(2, new(2020, 3, 1)), _reading.ValueOn("raised_by", 2, new(2020, 3, 1))));
    }

    [Fact]
    public void Any_declared_fact_is_recorded_from_its_day_of_the_person_or_of_the_household()
    {
        Done("fact", ("nguoi", "2"), ("loai-du-kien", "disability"), ("gia-tri", "mild"), ("tu-ngay", "2020-03-05"), ("giay-to", "GXN 5"));
        Assert.Equal(("none", "mild"),
            (_reading.ValueOn("disability", 2, new(2020, 3, 4)), _reading.ValueOn("disability", 2, new(2020, 3, 5))));
        Done("fact", ("nguoi", "2"), ("loai-du-kien", "poverty"), ("gia-tri", "near_poor"), ("tu-ngay", "2020-03-01"), ("giay-to", "QĐ 1"));
        Assert.Equal(("poor", "near_poor"),
            (_reading.ValueOn("poverty", 7, new(2020, 2, 29)), _reading.ValueOn("poverty", 7, new(2020, 3, 1))));
        Assert.Equal("form.choice",
            Refused("fact", ("nguoi", "2"), ("loai-du-kien", "disability"), ("gia-tri", "khỏe"), ("tu-ngay", "2020-03-05"),
                ("giay-to", "x")).Single().Code);
        Assert.Equal("event.use-death",
            Refused("fact", ("nguoi", "2"), ("loai-du-kien", "death_date"), ("gia-tri", "2020-01-01"), ("tu-ngay", "2020-01-01"),
                ("giay-to", "x")).Single().Code);
    }

    [Fact]
    public void What_ends_was_true_before_and_what_is_withdrawn_never_was()
    {
        var row = _reading.FactsOf(FactSubject.Person, 4, "disability").Single().RowId;
        Done("fact_end", ("dong", $"fact:{row}"), ("ngay", "2020-03-31"), ("giay-to", "x"));
        Assert.Equal(("severe", "none"),
            (_reading.ValueOn("disability", 4, new(2020, 3, 31)), _reading.ValueOn("disability", 4, new(2020, 4, 1))));

        var ended = _reading.FactsOf(FactSubject.Person, 4, "disability").Single().RowId;
        Done("withdraw", ("dong", $"fact:{ended}"), ("ly-do", "nhầm người"), ("giay-to", "x"));
        Assert.Equal("none", _reading.ValueOn("disability", 4, new(2020, 3, 31)));
        Assert.Equal("fix.withdraw", _register.Batches.Latest(1)[0].Kind);
        Assert.Equal("event.bad-value", Refused("withdraw", ("dong", $"fact:{ended}"), ("ly-do", "x"), ("giay-to", "x")).Single().Code);
    }

    [Fact]
    public void A_correction_replaces_the_row_and_says_what_was_wrong_and_why()
    {
        var row = _reading.FactsOf(FactSubject.Person, 4, "disability").Single().RowId;
        Assert.Equal("event.same", Refused("row", ("dong", $"fact:{row}"), ("ly-do", "x"), ("giay-to", "x")).Single().Code);
        Assert.Equal("form.required", Refused("row", ("dong", $"fact:{row}"), ("gia-tri", "mild"), ("giay-to", "x")).Single().Code);
        var plan =
            Plan("row", ("dong", $"fact:{row}"), ("gia-tri", "extremely_severe"), ("tu-ngay", "2018-01-01"),
                ("ly-do", "đọc nhầm giấy"), ("giay-to", "GXN 9")).Value;
        Assert.Equal(new DateOnly(2018, 1, 1), plan.From);
        Assert.Contains("là sai", Assert.Single(plan.Lines).Vi, StringComparison.Ordinal);
        Assert.True(_register.Apply(plan.Set, Act.By("officer")).Ok);
        Assert.Equal("extremely_severe", _reading.ValueOn("disability", 4, new(2018, 6, 1)));
    }

    [Fact]
    public void An_identity_is_corrected_and_a_number_that_disagrees_is_a_doubt()
    {
        var plan = Plan("identity", ("nguoi", "1"), ("ngay-sinh", "1991"), ("ly-do", "giấy khai sinh"), ("giay-to", "x")).Value;
        Assert.Contains("năm sinh khác", Assert.Single(plan.Doubts).Vi, StringComparison.Ordinal);
        Assert.True(_register.Apply(plan.Set, Act.By("officer")).Ok);
        Assert.Equal(1991, _reading.PersonOrNull(1)!.Birth!.Value.Earliest.Year);
    }

    [Fact]
    public void Every_kind_names_a_document_and_has_a_code_of_its_own()
    {
        Assert.All(EventKinds.All, k => Assert.Contains(k.Fields, f => f is { Name: "giay-to", Required: true }));
        Assert.All(EventKinds.All.Where(k => k.Act == EventAct.Correction),
            k => Assert.Contains(k.Fields, f => f is { Name: "ly-do", Required: true }));
        Assert.Equal(EventKinds.All.Count, EventKinds.All.Select(k => k.Code).Distinct().Count());
        Assert.All(EventKinds.All, k => Assert.Equal(k.Fields.Count, k.Fields.Select(f => f.Name).Distinct().Count()));
        Assert.All(EventKinds.All, k => Assert.NotNull(k.Label.En));
    }

    private Outcome<EventPlan> Plan(string kind, params (string Name, string Value)[] told) =>
        EventPlanner.Plan(
            _register, EventScope.OfEverybody(_register), EventKinds.FindOrNull(kind)!, told.ToDictionary(t => t.Name, t => t.Value));

    private AppliedBatch Done(string kind, params (string Name, string Value)[] told)
    {
        var plan = Plan(kind, told);
        Assert.True(plan.Ok, string.Join("; ", plan.Refusals));
        var applied = _register.Apply(plan.Value.Set, Act.By("officer"));
        Assert.True(applied.Ok, string.Join("; ", applied.Refusals));
        return applied.Value;
    }

    private IReadOnlyList<Refusal> Refused(string kind, params (string Name, string Value)[] told)
    {
        var plan = Plan(kind, told);
        Assert.False(plan.Ok);
        return plan.Refusals;
    }

    private string State() =>
        string.Join('\n',
            new long[] { 1, 2, 3, 4 }.SelectMany(p => _reading.ResidencesOf(p).Select(r => r.Row with { RecordedAt = 0 }).Cast<object>()
        .Concat(_reading.MembershipsOf(p).Select(r => r.Row with { RecordedAt = 0 }))
        .Concat(_reading.FactsOf(FactSubject.Person, p).Select(r => r.Row with { RecordedAt = 0 }))));
}

/// <summary>On SQLite.</summary>
public sealed class SqliteEventTests() : EventContract(TestRegister.Sqlite());

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresEventTests() : EventContract(TestRegister.Postgres());

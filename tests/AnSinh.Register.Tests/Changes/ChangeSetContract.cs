using AnSinh.Basics;
using AnSinh.Register.Changes;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Register.Tests.Changes;

/// <summary>
/// Changes that belong together, on both databases: all or none, rehearsed without a trace, undone without losing history.
/// </summary>
public abstract class ChangeSetContract : IDisposable
{
    private readonly TestRegister _test;
    private readonly RegisterDb _register;

    protected ChangeSetContract(TestRegister test)
    {
        (_test, _register) = (test, test.Register);
        _register.Load(
            Some.Person(1, birth: new(1939, 1, 1), number: "001139000018"), Some.Person(2, "Lê Văn Hai"), Some.Household(7),
            Some.Household(8),
            Some.Membership(1, 7), Some.Membership(2, 8), Some.Residence(1, "103"), Some.Residence(2, "103"),
            Some.Fact(1, value: "severe"));
        _test.Clock.Day = new(2020, 6, 1);
    }

    public void Dispose()
    {
        _test.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_child_is_born_with_home_household_and_facts_under_one_batch()
    {
        var applied = Done(_register.Apply(Birth(), Act.By("officer")));
        var child = applied.Persons.Values.Single();
        Assert.Equal(3, child);
        var history = _register.LoadHistory(new AsKnown(new(2020, 6, 1)), ["disability"]).At(new Month(2020, 6));
        var row = history.RowOf(child);
        Assert.Equal(history.HouseholdOf[history.RowOf(1)], history.HouseholdOf[row]);
        Assert.Equal("103", history.Units[history.UnitOf[row]]);
        Assert.Equal([applied.BatchId], _register.Batches.OfPerson(child).Select(b => b.BatchId));
        Assert.True(_register.Audit.Verify().Ok);
        Assert.Contains(_register.Audit.Latest(10), entry => entry.Action == "batch.apply" && entry.Actor == "officer");
    }

    [Fact]
    public void One_wrong_step_refuses_the_whole_and_is_named()
    {
        var set = Birth();
        set.Record(Some.Fact(99));
        set.Record(Some.Fact(1, value: "giant"));
        var before = Rows();
        var refused = _register.Apply(set, Act.By("officer"));
        Assert.Equal(["person.none", "fact.bad-value"], refused.Refusals.Select(r => r.Code));
        Assert.StartsWith("bước 4 (disability, số 99)", refused.Refusals[0].Place, StringComparison.Ordinal);
        Assert.Equal(before, Rows());
    }

    [Fact]
    public void New_people_and_households_get_numbers_of_their_own_unless_they_bring_one()
    {
        var set = new ChangeSet("fix", "Hai hộ mới", "giấy A");
        var (one, two) = (set.Add(Some.Household(0)), set.Add(Some.Household(0)));
        var (three, four) = (set.Add(Some.Person(0, "Người Ba")), set.Add(Some.Person(0, "Người Bốn")));
        Assert.Equal((50L, 60L), (set.Add(Some.Person(50, "Người Năm")), set.Add(Some.Household(60))));
        set.Record(Some.Membership(three, one, from: new(2020, 5, 1)));
        set.Record(Some.Membership(four, two, from: new(2020, 5, 1)));
        set.Record(Some.Membership(50, 60, from: new(2020, 5, 1)));
        var applied = Done(_register.Apply(set, Act.By("officer")));
        Assert.Equal([(three, 3L), (four, 4L), (50, 50)], applied.Persons.OrderBy(p => p.Value).Select(p => (p.Key, p.Value)));
        Assert.Equal([(one, 9L), (two, 10L), (60, 60)], applied.Households.OrderBy(h => h.Value).Select(h => (h.Key, h.Value)));
        Assert.Superset(new HashSet<string> { "3 in 9 2020-05-01..", "4 in 10 2020-05-01..", "50 in 60 2020-05-01.." },
            Believed(new(2020, 6, 1)).ToHashSet());
    }

    [Fact]
    public void A_correction_is_checked_as_what_is_new_is_and_a_file_is_not_merged_into_itself()
    {
        var set = new ChangeSet("fix", "Sửa", "giấy A");
        set.Correct(Some.Person(1, " "));
        set.Correct(Some.Household(99));
        set.Merge(2, 2);
        Assert.Equal(["person.no-name", "household.none", "merge.same"],
            _register.Apply(set, Act.By("officer")).Refusals.Select(r => r.Code));
    }

    [Fact]
    public void A_rehearsal_shows_the_register_as_it_would_be_and_leaves_no_trace()
    {
        var (before, changeNo) = (Rows(), _register.ChangeNo);
        var seen = _register.Rehearse(Birth(), after =>
        {
            var month = after.History(new AsKnown(new(2020, 6, 1)), ["disability"], [1]).At(new Month(2020, 6));
            return Outcome<(int, long)>.Of((month.PersonIds.Length, after.Batch.Persons.Values.Single()));
        });
        Assert.Equal((2, 3L), Done(seen));
        Assert.Equal(before, Rows());
        Assert.Equal(changeNo, _register.ChangeNo);
        Assert.Empty(_register.Batches.Latest(10));
    }

    [Fact]
    public void Undone_all_is_believed_as_before_and_what_was_believed_between_can_still_be_asked()
    {
        var set = new ChangeSet("fix", "Thử", "giấy A");
        set.Record(Some.Fact(1, value: "extremely_severe", from: new(2020, 2, 1)));
        set.Correct(Some.Person(2, "Lê Văn Hải"));
        set.Record(Some.Membership(2, 7, "other", from: new(2020, 5, 1)));
        var before = Believed(new(2020, 6, 1));
        var batch = Done(_register.Apply(set, Act.By("officer"))).BatchId;
        var between = Believed(new(2020, 6, 1));
        Assert.NotEqual(before, between);

        _test.Clock.Day = new(2020, 6, 20);
        Done(_register.Undo(batch, "nhập nhầm", Act.By("leader")));
        Assert.Equal(before, Believed(new(2020, 6, 20)));
        Assert.Equal(between, Believed(new(2020, 6, 19)));
        Assert.Equal(("leader", "nhập nhầm"),
            (_register.Batches.FindOrNull(batch)!.UndoneBy, _register.Batches.FindOrNull(batch)!.UndoReason));
        Assert.Equal("batch.undone", _register.Undo(batch, "lần nữa", Act.By("leader")).Refusals.Single().Code);
    }

    [Fact]
    public void A_new_person_with_later_data_is_not_taken_away()
    {
        var applied = Done(_register.Apply(Birth(), Act.By("officer")));
        _test.Clock.Day = new(2020, 7, 1);
        Assert.True(_register.Record(Some.Fact(applied.Persons.Values.Single(), from: new(2020, 6, 1), recorded: new(2020, 7, 1))).Ok);
        Assert.Equal("batch.person-used", _register.Undo(applied.BatchId, "nhầm", Act.By("officer")).Refusals.Single().Code);
        Assert.Null(_register.Batches.FindOrNull(applied.BatchId)!.UndoneAt);
    }

    [Theory]
    [InlineData("member")]
    [InlineData("fact")]
    public void A_new_household_others_built_upon_is_not_taken_away(string built)
    {
        var set = new ChangeSet("fix", "Tách hộ", "giấy A");
        var id = set.Add(Some.Household(0));
        set.Record(Some.Membership(1, id, from: new(2020, 5, 1)));
        var applied = Done(_register.Apply(set, Act.By("officer")));
        var household = applied.Households.Values.Single();
        _test.Clock.Day = new(2020, 7, 1);
        var (from, recorded) = (new DateOnly(2020, 6, 1), new DateOnly(2020, 7, 1));
        Assert.True((built == "member" ? _register.Record(Some.Membership(2, household, "other", from: from, recorded: recorded))
            : _register.Record(Some.Fact(household, "poverty", "poor", from: from, recorded: recorded))).Ok);
        var rows = Rows();
        var refused = _register.Undo(applied.BatchId, "nhầm", Act.By("officer")).Refusals.Single();
        Assert.Equal(("batch.household-used", $"household:{household}"), (refused.Code, refused.Place));
        Assert.Equal(rows, Rows());
    }

    [Fact]
    public void What_was_built_on_later_is_named_and_nothing_is_undone()
    {
        var set = new ChangeSet("fix", "Thử", "giấy A");
        set.Record(Some.Fact(1, value: "extremely_severe", from: new(2020, 2, 1)));
        var batch = Done(_register.Apply(set, Act.By("officer"))).BatchId;
        Assert.True(_register.Record(Some.Fact(1, value: "mild", from: new(2020, 4, 1), recorded: new(2020, 6, 2))).Ok);
        var rows = Rows();
        var refused = _register.Undo(batch, "nhầm", Act.By("officer"));
        Assert.Contains(refused.Refusals, r => r.Code == "batch.row-replaced" && r.Place == "person:1");
        Assert.Equal(rows, Rows());
    }

    [Fact]
    public void What_was_built_on_later_and_undone_is_in_nobodys_way()
    {
        var before = Believed(new(2020, 6, 1));
        var first = new ChangeSet("fix", "Trước", "giấy A");
        first.Record(Some.Fact(1, value: "extremely_severe", from: new(2020, 2, 1)));
        first.Correct(Some.Person(2, "Lê Văn Hải"));
        var later = new ChangeSet("fix", "Sau", "giấy B");
        later.Record(Some.Fact(1, value: "mild", from: new(2020, 4, 1)));
        later.Correct(Some.Person(2, "Lê Văn Hạnh"));
        var (one, two) = (Done(_register.Apply(first, Act.By("officer"))).BatchId, Done(_register.Apply(later, Act.By("officer"))).BatchId);
        Assert.False(_register.Undo(one, "nhầm", Act.By("officer")).Ok);
        Done(_register.Undo(two, "nhầm", Act.By("officer")));
        Done(_register.Undo(one, "nhầm", Act.By("officer")));
        Assert.Equal(before, Believed(new(2020, 6, 1)));
    }

    [Fact]
    public void A_keeper_of_something_about_a_new_person_can_forbid_the_undoing()
    {
        var applied = Done(_register.Apply(Birth(), Act.By("officer")));
        _register.UndoGuards["test"] = (_, _, persons) => persons.Select(p => new Refusal("test.kept", $"{p}"));
        Assert.Equal("test.kept", _register.Undo(applied.BatchId, "nhầm", Act.By("officer")).Refusals.Single().Code);
    }

    [Fact]
    public void An_end_is_a_change_that_keeps_the_days_before_it()
    {
        var row = _register.Database.Connect().QuerySingle<long>("select row_id from fact");
        var set = new ChangeSet("fix", "Thôi", "giấy B");
        set.End(DatedRows.Fact, row, new(2020, 4, 30));
        Done(_register.Apply(set, Act.By("officer")));
        Assert.Contains("disability severe 2019-01-01..2020-04-30", Believed(new(2020, 6, 1)));
        var wrong = new ChangeSet("fix", "Thôi", "giấy B");
        wrong.End(DatedRows.Fact, row + 1, new(2021, 1, 1));
        Assert.Equal("row.end-outside", _register.Apply(wrong, Act.By("officer")).Refusals.Single().Code);
    }

    [Fact]
    public void The_history_of_one_household_says_the_same_as_the_history_of_all()
    {
        Done(_register.Apply(Birth(), Act.By("officer")));
        var known = new AsKnown(new(2020, 6, 1));
        var (few, all) =
            (_register.LoadHistory(known, ["disability", "poverty"], [1]).At(new Month(2020, 6)),
                _register.LoadHistory(known, ["disability", "poverty"]).At(new Month(2020, 6)));
        Assert.Equal([1L, 3L], few.PersonIds);
        foreach (var id in few.PersonIds)
        {
            Assert.All(few.Columns, column => Assert.Equal(all.Columns[column.Key][all.RowOf(id)], column.Value[few.RowOf(id)]));
            Assert.Equal(all.Units[all.UnitOf[all.RowOf(id)]], few.Units[few.UnitOf[few.RowOf(id)]]);
        }
    }

    private static ChangeSet Birth()
    {
        var set = new ChangeSet("event.birth", "Sinh con", "Giấy khai sinh 12");
        var child =
            set.Add(new PersonRow(0, null, "Lê Thị Bé", Sex.Female, new BirthDate(new(2020, 5, 20), DatePrecision.Day), 0, null, ""));
        set.Record(new MembershipRow(child, 7, "child", new DateInterval(new(2020, 5, 20), null), 0, null, ""));
        set.Record(new ResidenceRow(child, "103", "permanent", new DateInterval(new(2020, 5, 20), null), 0, null, ""));
        return set;
    }

    private List<string> Believed(DateOnly known)
    {
        using var connection = _register.Database.Connect();
        var parameters = new { known = new AsKnown(known).Instant };
        const string When = "recorded_at <= @known and (superseded_at is null or superseded_at > @known)";
        return
        [
            .. connection.Query<(string, string, DateOnly,
                DateOnly?)>($"select kind, value, valid_from, valid_to from fact where {When} order by 1, 3", parameters)
                .Select(f => $"{f.Item1} {f.Item2} {f.Item3:yyyy-MM-dd}..{f.Item4:yyyy-MM-dd}"),
            .. connection.Query<(long, string)>($"select person_id, name from person where {When} order by 1", parameters)
                .Select(p => $"{p.Item1} {p.Item2}"),
            .. connection.Query<(long, long, DateOnly,
                DateOnly?)>($"select person_id, household_id, valid_from, valid_to from membership where {When} order by 1, 3", parameters)
                .Select(m => $"{m.Item1} in {m.Item2} {m.Item3:yyyy-MM-dd}..{m.Item4:yyyy-MM-dd}"),
        ];
    }

    private string Rows()
    {
        using var connection = _register.Database.Connect();
        return string.Join(' ',
            new[] { "person", "household", "membership", "residence", "fact", "batch", "batch_row",
                "audit_entry" }.Select(t => $"{t}={connection.ExecuteScalar<long>($"select count(*) from {t}")}"));
    }

    private static T Done<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Ok, string.Join("; ", outcome.Refusals));
        return outcome.Value;
    }
}

public sealed class SqliteChangeSetTests() : ChangeSetContract(TestRegister.On(Dialect.Sqlite));

public sealed class PostgresChangeSetTests() : ChangeSetContract(TestRegister.On(Dialect.Postgres));

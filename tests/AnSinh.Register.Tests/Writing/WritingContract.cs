using AnSinh.Basics;
using AnSinh.Register.Writing;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Register.Tests.Writing;

/// <summary>Daily writing on both databases: nothing is lost, what is wrong is refused with its row.</summary>
public abstract class WritingContract : IDisposable
{
    private readonly TestRegister _test;
    private readonly RegisterDb _register;

    protected WritingContract(TestRegister test)
    {
        (_test, _register) = (test, test.Register);
        _register.Load(Some.Person(1, birth: new(1939, 1, 1)), Some.Person(2, "Lê Văn Hai"), Some.Household(7),
            Some.Household(8), Some.Membership(1, 7), Some.Residence(1, "101"));
        _test.Clock.Day = new(2020, 6, 1);
    }

    public void Dispose()
    {
        _test.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_later_fact_ends_the_earlier_one_and_both_statements_stay()
    {
        Done(_register.Record(Some.Fact(1, value: "severe", from: new(2019, 3, 5), recorded: new(2020, 6, 1))));
        Done(_register.Record(Some.Fact(1, value: "extremely_severe", from: new(2020, 8, 1), recorded: new(2020, 9, 1))));
        Assert.Equal(["severe 2019-03-05..2020-07-31", "extremely_severe 2020-08-01.."], Believed(new(2020, 9, 1)));
        Assert.Equal(["severe 2019-03-05.."], Believed(new(2020, 8, 31)));
        Assert.Equal(3, Rows("fact"));
    }

    [Fact]
    public void A_fact_of_some_days_leaves_the_days_around_it_to_the_other()
    {
        Done(_register.Record(Some.Fact(1, value: "mild", from: new(2019, 1, 1))));
        Done(_register.Record(Some.Fact(1, value: "severe", from: new(2019, 5, 1), to: new(2019, 5, 31), recorded: new(2020, 6, 2))));
        Assert.Equal(["mild 2019-01-01..2019-04-30", "severe 2019-05-01..2019-05-31", "mild 2019-06-01.."], Believed(new(2020, 6, 2)));
    }

    [Fact]
    public void A_fact_that_would_leave_nothing_of_another_must_say_that_it_corrects_it()
    {
        Done(_register.Record(Some.Fact(1, value: "mild", from: new(2019, 1, 1), to: new(2019, 12, 31))));
        Refused("row.overlaps", _register.Record(Some.Fact(1, value: "severe", from: new(2018, 1, 1), recorded: new(2020, 6, 2))));
        Refused("row.overlaps",
            _register.Record(Some.Fact(1, value: "mild", from: new(2019, 1, 1), to: new(2019, 12, 31), recorded: new(2020, 6, 2))));
        Assert.Equal(1, Rows("fact"));
    }

    [Fact]
    public void A_correction_supersedes_and_the_past_still_shows_what_was_believed()
    {
        var wrong = Done(_register.Record(Some.Fact(1, value: "mild", recorded: new(2020, 6, 1))));
        var right = Done(_register.Correct(wrong, Some.Fact(1, value: "severe", recorded: new(2020, 7, 1))));
        Assert.NotEqual(wrong, right);
        Assert.Equal(["mild 2019-01-01.."], Believed(new(2020, 6, 30)));
        Assert.Equal(["severe 2019-01-01.."], Believed(new(2020, 7, 1)));
        Refused("row.superseded", _register.Correct(wrong, Some.Fact(1, value: "none", recorded: new(2020, 8, 1))));
        Refused("row.none", _register.Correct(999, Some.Fact(1, recorded: new(2020, 8, 1))));
        Refused("row.other-subject", _register.Correct(right, Some.Fact(2, recorded: new(2020, 8, 1))));
        Refused("row.other-subject", _register.Correct(right, Some.Fact(1, "stable_income", "yes", recorded: new(2020, 8, 1))));
    }

    [Fact]
    public void A_fact_can_be_taken_back_but_not_made_unseen()
    {
        var row = Done(_register.Record(Some.Fact(1, recorded: new(2020, 6, 1))));
        _test.Clock.Day = new(2020, 7, 1);
        Done(_register.WithdrawFact(row, "nhập nhầm người"));
        Assert.Empty(Believed(new(2020, 7, 1)));
        Assert.Single(Believed(new(2020, 6, 30)));
        Assert.Equal(1, Rows("fact"));
    }

    [Fact]
    public void Nothing_is_recorded_into_the_past_of_the_register()
    {
        Done(_register.Record(Some.Fact(1, recorded: new(2020, 6, 1))));
        Refused("row.recorded-in-past", _register.Record(Some.Fact(2, recorded: new(2020, 5, 31))));
    }

    [Fact]
    public void A_write_without_an_instant_is_recorded_now_even_if_the_clock_goes_wrong()
    {
        var now = Some.Fact(1) with { RecordedAt = 0 };
        Done(_register.Record(now));
        Assert.Single(Believed(new(2020, 6, 1)));
        _test.Clock.Day = new(2019, 1, 1);
        Done(_register.Record(now with { SubjectId = 2 }));
        Assert.Equal(AsKnown.NoonOf(new(2020, 6, 1)), _register.Now);
    }

    [Fact]
    public void Wrong_facts_are_refused_with_every_reason()
    {
        var worst = new FactRow(1, "101", "disability", "quite", new DateInterval(new(2020, 5, 2), new(2020, 5, 1)),
            AsKnown.NoonOf(new(2020, 6, 1)), null, "");
        Assert.Equal(["fact.bad-value", "fact.bad-subject", "row.end-before-start", "row.no-source"],
            _register.Record(worst).Refusals.Select(r => r.Code));
        Refused("fact.unknown-kind", _register.Record(Some.Fact(1, "shoe_size", "40", recorded: new(2020, 6, 1))));
        Refused("fact.intrinsic", _register.Record(Some.Fact(1, "birth_date", "1939-01-01", recorded: new(2020, 6, 1))));
        Refused("person.none", _register.Record(Some.Fact(99, recorded: new(2020, 6, 1))));
        Refused("household.none", _register.Record(Some.Fact(99, "poverty", "poor", recorded: new(2020, 6, 1))));
        Assert.Equal("Dữ kiện về người hoặc hộ không nêu đơn vị.", _register.Record(worst).Refusals[1].Message);
        var nowhere = Assert.Single(
            _register.Record(Some.Fact(0, "health_criteria_met", "yes", recorded: new(2020, 6, 1), unit: "000")).Refusals);
        Assert.Equal(("fact.bad-subject", "Dữ kiện về đơn vị phải nêu đơn vị có trong sổ, không phải '000'."),
            (nowhere.Code, nowhere.Message));
        Assert.Equal(0, Rows("fact"));
    }

    [Fact]
    public void A_person_belongs_to_one_household_on_a_day_and_moves_by_a_new_statement()
    {
        Done(_register.Record(Some.Membership(1, 8, "parent", new(2020, 5, 1), recorded: new(2020, 6, 1))));
        using var connection = _register.Database.Connect();
        Assert.Equal(
            [(7L, "2020-04-30"), (8L, "")],
            connection.Query<(long Household,
                DateOnly? To)>("select household_id, valid_to from membership where superseded_at is null order by valid_from")
                .Select(r => (r.Household, r.To is { } day ? Iso(day) : "")));
        Refused("household.none", _register.Record(Some.Membership(1, 99, recorded: new(2020, 6, 2))));
        Refused("row.end-before-start",
            _register.Record(Some.Membership(1, 8, from: new(2020, 6, 1), to: new(2020, 5, 31), recorded: new(2020, 6, 2))));
        Refused("row.no-source", _register.Record(Some.Membership(1, 8, recorded: new(2020, 6, 2)) with { Source = " " }));
        Refused("membership.bad-role", _register.Record(Some.Membership(1, 8, "cousin", recorded: new(2020, 6, 2))));
    }

    [Fact]
    public void A_home_names_the_unit_that_existed_on_its_first_day()
    {
        Done(_register.Record(Some.Residence(1, "102~2020-03-01", from: new(2020, 4, 1), recorded: new(2020, 6, 1))));
        Refused("residence.unit-not-then",
            _register.Record(Some.Residence(2, "102~2020-03-01", from: new(2020, 2, 1), recorded: new(2020, 6, 1))));
        Refused("row.end-before-start",
            _register.Record(Some.Residence(2, from: new(2020, 6, 1), to: new(2020, 5, 31), recorded: new(2020, 6, 1))));
        Refused("row.no-source", _register.Record(Some.Residence(2, recorded: new(2020, 6, 1)) with { Source = "" }));
        Refused("residence.no-unit", _register.Record(Some.Residence(2, "000", recorded: new(2020, 6, 1))));
        Done(_register.Record(Some.Residence(1, "900", "temporary", from: new(2020, 4, 1), recorded: new(2020, 6, 1))));
    }

    [Fact]
    public void People_are_numbered_corrected_and_share_no_personal_number()
    {
        var number = PersonalNumber.Create(PersonalNumber.SyntheticProvince, Sex.Female, 1939, 217).Digits;
        var third = Done(_register.Record(Some.Person(0, "Cấn Thị Mới", number: number, recorded: new(2020, 6, 1))));
        Assert.Equal(3, third);
        Refused("person.number-taken", _register.Record(Some.Person(0, "Ai Đó", number: number, recorded: new(2020, 6, 1))));
        Refused("person.exists", _register.Record(Some.Person(1, recorded: new(2020, 6, 1))));
        Refused("person.bad-number", _register.Record(Some.Person(0, number: "12345", recorded: new(2020, 6, 1))));
        Refused("person.no-name", _register.Record(Some.Person(0, " ", recorded: new(2020, 6, 1))));
        Assert.False(_register.Record(Some.Person(0, "Trẻ Mai Sinh", birth: new(2020, 6, 2), recorded: new(2020, 6, 1))).Ok);
        Refused("person.none", _register.Correct(Some.Person(99, recorded: new(2020, 6, 1))));
        Done(_register.Correct(Some.Person(1, "Nguyễn Thị Khuyên", recorded: new(2020, 7, 1))));
        using var connection = _register.Database.Connect();
        Assert.Equal(
            [("Nguyễn Thị Khuyến", true), ("Nguyễn Thị Khuyên", false)],
            connection.Query<(string Name, long? Superseded)>("select name, superseded_at from person where person_id = 1 order by row_id")
                .Select(r => (r.Name, r.Superseded is not null)));
    }

    [Fact]
    public void Households_are_numbered_and_corrected()
    {
        Assert.Equal(9, Done(_register.Record(Some.Household(0, recorded: new(2020, 6, 1)))));
        Refused("household.exists", _register.Record(Some.Household(7, recorded: new(2020, 6, 1))));
        Done(_register.Correct(Some.Household(7, recorded: new(2020, 6, 2)) with { Hamlet = "Thôn 2" }));
        Refused("household.none", _register.Correct(Some.Household(99, recorded: new(2020, 6, 3))));
        using var connection = _register.Database.Connect();
        var row = RegisterTables.Households.Current(connection, "household_id = 7").Single().Row;
        Assert.Equal((7L, "H7", "Thôn 2", Some.Source), (row.HouseholdId, row.Number, row.Hamlet, row.Source));
    }

    [Fact]
    public void Each_write_counts_and_leaves_an_audit_entry_and_a_refusal_does_neither()
    {
        var (before, entries) = (_register.ChangeNo, _register.Audit.Verify().Entries);
        Done(_register.Record(Some.Fact(1, recorded: new(2020, 6, 1)), Act.By("lan")));
        Assert.Equal((before + 1, entries + 1), (_register.ChangeNo, _register.Audit.Verify().Entries));
        Assert.Equal(("lan", "fact.record", "person:1"), _register.Audit.Latest(1).Select(e => (e.Actor, e.Action, e.Subject)).Single());
        Assert.False(_register.Record(Some.Fact(99, recorded: new(2020, 6, 1))).Ok);
        Assert.Equal((before + 1, entries + 1), (_register.ChangeNo, _register.Audit.Verify().Entries));
        Assert.True(_register.Audit.Verify().Ok);
    }

    [Fact]
    public void A_register_is_created_once_and_opened_by_its_place()
    {
        Assert.Throws<StoreException>(() => RegisterDb.Create(_register.Database, Jurisdiction.National, Some.Facts, [], []));
        var again = RegisterDb.Open(_register.Database, Some.Facts).Value;
        Assert.Equal(Jurisdiction.PhucTho, again.Jurisdiction);
        Assert.Equal(Some.Units.All.Select(u => u.Key).Order(), again.Units.All.Select(u => u.Key).Order());
        Assert.Equal(Some.Units.Changes, again.Units.Changes);
        Assert.Equal(_register.Units.FindOrNull("102~2020-03-01"), again.Units.FindOrNull("102~2020-03-01"));
        _register.SetMeta("demo_seed", "1");
        _register.SetMeta("demo_seed", "2");
        Assert.Equal("2", again.Meta("demo_seed"));
        Assert.Null(again.Meta("nothing"));
    }

    private static long Done(Outcome<long> outcome) => outcome.Value;

    private static void Refused(string code, Outcome<long> outcome) => Assert.Equal(code, Assert.Single(outcome.Refusals).Code);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private long Rows(string table)
    {
        using var connection = _register.Database.Connect();
        return connection.ExecuteScalar<long>($"select count(*) from {table}");
    }

    private List<string> Believed(DateOnly day)
    {
        using var connection = _register.Database.Connect();
        return [.. _register.Tables.Facts.AsKnown(connection, new AsKnown(day), "subject_id = 1")
            .Select(f => $"{f.Row.Value} {Iso(f.Row.Valid.From)}..{(f.Row.Valid.To is { } to ? Iso(to) : "")}")];
    }
}

public sealed class SqliteWritingTests() : WritingContract(TestRegister.Sqlite());

public sealed class PostgresWritingTests() : WritingContract(TestRegister.Postgres());

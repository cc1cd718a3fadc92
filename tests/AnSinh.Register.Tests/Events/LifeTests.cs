using AnSinh.Basics;
using AnSinh.Intake.Events;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Register.Tests.Events;

/// <summary>
/// What is written of a person must be one life, whichever way it is written; a move says what becomes of the facts of a household.
/// </summary>
public sealed class LifeTests : IDisposable
{
    private readonly TestRegister _test = TestRegister.On(Dialect.Sqlite);

    /// <summary>1 was born in 1990 and raises 2; 3 died on 10 April 2020; household 9 of 4, who lives alone, is poor.</summary>
    public LifeTests()
    {
        _test.Register.Load(
            Some.Person(1, "Trần Thị Mai", new(1990, 5, 1)), Some.Person(2, "Trần Văn Hai", new(2019, 12, 20), Sex.Male),
            Some.Person(3, "Lê Thị Sáu", new(1970, 1, 1)), Some.Person(4, "Lê Thị Một", new(1950, 1, 1)),
            Some.Household(7), Some.Household(9), Some.Membership(1, 7), Some.Membership(2, 7, "child", from: new(2019, 12, 20)),
            Some.Membership(4, 9),
            Some.Residence(1), Some.Residence(2, from: new(2019, 12, 20)), Some.Residence(3, to: new(2020, 4, 10)), Some.Residence(4),
            Some.Fact(3, "death_date", "2020-04-10", new(2020, 4, 10)), Some.Fact(2, "raised_by", "1", new(2019, 12, 20)),
            Some.Fact(9, "poverty", "poor", new(2019, 1, 1)));
        _test.Clock.Day = new(2020, 6, 1);
    }

    private RegisterDb Register => _test.Register;

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Nothing_begins_before_birth_or_after_death_whichever_way_it_is_written()
    {
        var early = Some.Fact(1, "disability", "severe", new(1989, 1, 1)) with { RecordedAt = 0 };
        var late = Some.Fact(3, "disability", "severe", new(2020, 5, 1)) with { RecordedAt = 0 };
        Assert.Equal("life.before-birth", Assert.Single(Register.Record(early).Refusals).Code);
        Assert.Equal("life.after-death", Assert.Single(Register.Record(late).Refusals).Code);
        Assert.Equal("life.before-birth",
            Assert.Single(
                Register.Record(Some.Residence(1, kind: "temporary", from: new(1980, 1, 1)) with { RecordedAt = 0 }).Refusals).Code);
        foreach (var row in new[] { early, late })
        {
            var set = new ChangeSet("fix", "thử", "thử");
            set.Record(row);
            Assert.StartsWith("life.", Assert.Single(Register.Apply(set, Act.By("canbo")).Refusals).Code, StringComparison.Ordinal);
        }

        Assert.Contains("Trần Thị Mai (người số 1)",
            Event("fact", ("nguoi", "1"), ("loai-du-kien", "disability"), ("gia-tri", "severe"), ("tu-ngay", "1989-01-01"),
                ("giay-to", "x"))[0].Message, StringComparison.Ordinal);
        Assert.Empty(Register.Record(Some.Fact(1, "disability", "severe", new(1990, 5, 1)) with { RecordedAt = 0 }).Refusals);
    }

    [Theory]
    [InlineData("2030-01-01", "life.born-later")]
    [InlineData("2020-05-01", "life.before-birth")]
    [InlineData("1991-01-01", null)]
    public void A_birth_corrected_must_fit_what_is_recorded(string birth, string? code)
    {
        var row =
            Some.Person(1, "Trần Thị Mai",
                DateOnly.Parse(birth, System.Globalization.CultureInfo.InvariantCulture)) with { RecordedAt = 0 };
        var codes = Register.Correct(row).Refusals.Select(r => r.Code).ToList();
        Assert.True(code is null ? codes.Count == 0 : codes.Contains(code), string.Join(", ", codes));
    }

    [Fact]
    public void Nobody_dies_before_birth_or_tomorrow_and_nobody_is_born_after_death()
    {
        Assert.Equal("life.born-after-death",
            Register.Record(Some.Fact(1, "death_date", "1980-01-01", new(1990, 5, 1)) with { RecordedAt = 0 }).Refusals[0].Code);
        Assert.Equal("life.dies-later",
            Register.Record(Some.Fact(1, "death_date", "2021-01-01", new(2020, 5, 1)) with { RecordedAt = 0 }).Refusals[0].Code);
        Assert.Equal("life.born-after-death",
            Register.Correct(Some.Person(3, "Lê Thị Sáu", new(2020, 5, 1)) with { RecordedAt = 0 }).Refusals[0].Code);
        Assert.Equal("event.bad-value",
            Plan("identity",
                Told(("nguoi", "1"), ("ngay-sinh", "2030"), ("ly-do", "x"), ("giay-to", "x"))).Refusals[0].Code);
    }

    [Fact]
    public void What_contradicted_itself_before_does_not_stand_in_the_way_of_other_writing()
    {
        Register.Load(Some.Person(5, "Vũ Thị Sai", new(2018, 1, 1)), Some.Residence(5, from: new(2015, 1, 1)),
            Some.Membership(5, 7, "other", from: new(2015, 1, 1)));
        Assert.Empty(Event("death", ("nguoi", "5"), ("ngay", "2020-03-01"), ("giay-to", "x")));
    }

    [Fact]
    public void A_late_death_takes_back_what_was_recorded_as_beginning_after_it()
    {
        Register.Load(Some.Fact(1, "disability", "severe", new(2020, 3, 1)));
        Assert.Empty(Event("death", ("nguoi", "1"), ("ngay", "2020-02-01"), ("giay-to", "x")));
        Assert.DoesNotContain(new CurrentRows(Register).FactsOf(FactSubject.Person, 1), f => f.Row.Kind == "disability");
    }

    [Theory]
    [InlineData("2020-02-20", true)]
    [InlineData("2019-12-21", false)]
    [InlineData("2019-01-20", false)]
    public void Two_births_of_one_mother_too_near_for_two_and_too_far_for_twins_are_a_doubt(string birth, bool doubted) =>
        Assert.Equal(doubted,
            Plan("birth",
                Told(("ten", "Trần Thị Ba"), ("gioi", "female"), ("ngay-sinh", birth), ("me", "1"), ("giay-to", "x")))
            .Value.Doubts.Any(d => d.Vi.Contains("quá gần nhau", StringComparison.Ordinal)));

    [Fact]
    public void Before_birth_nobody_lives_here_nor_holds_a_fact_whatever_was_recorded_too_early()
    {
        Register.Load(Some.Person(6, "Vũ Thị Sớm", new(2020, 5, 10)), Some.Residence(6, from: new(2019, 1, 1)),
            Some.Membership(6, 7, "other", from: new(2019, 1, 1)), Some.Fact(6, "disability", "severe", new(2019, 1, 1)));
        var history = Register.LoadHistory(new AsKnown(new(2020, 6, 1)), ["disability"]);
        var (before, after) = (history.At(new Month(2020, 4)), history.At(new Month(2020, 5)));
        var row = before.RowOf(6);
        Assert.Equal((0L, -1, 0L), (before.Columns["resident"][row], before.HouseholdOf[row], before.Columns["disability"][row]));
        Assert.Equal((1L, 2L), (after.Columns["resident"][row], after.Columns["disability"][row]));
    }

    [Fact]
    public void A_lone_person_who_founds_a_household_must_say_what_goes_along()
    {
        (string,
            string)[] move = [("nguoi", "4"), ("xa", "102~2020-03-01"), ("ho-moi", "M9"), ("thon", "Thôn 2"),
            ("ngay", "2020-05-01"), ("giay-to", "x")];
        var refused = Plan("move_within", Told(move));
        Assert.Equal("event.household-facts@giu-du-kien", $"{refused.Refusals[0].Code}@{refused.Refusals[0].Place}");
        var kept = Plan("move_within", Told([.. move, ("giu-du-kien", "yes")])).Value;
        var household = Register.Apply(kept.Set, Act.By("canbo")).Value.Households.Values.Single();
        Assert.Equal("poor", new CurrentRows(Register).ValueOn("poverty", household, new(2020, 5, 1)));
        Assert.Contains(kept.Lines, l => l.Vi.Contains("poverty: poor", StringComparison.Ordinal));
    }

    [Fact]
    public void What_stays_behind_is_told()
    {
        var left =
            Plan("move_within",
                Told(("nguoi", "4"), ("xa", "102~2020-03-01"), ("ho-moi", "M9"), ("ngay", "2020-05-01"), ("giay-to", "x"),
                    ("giu-du-kien", "no"))).Value;
        Assert.Contains(left.Doubts, d => d.Vi.Contains("hộ mới không mang theo", StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Told(params (string Name, string Value)[] told) =>
        told.ToDictionary(t => t.Name, t => t.Value);

    private Outcome<EventPlan> Plan(string kind, IReadOnlyDictionary<string, string> told) =>
        EventPlanner.Plan(Register, EventScope.OfEverybody(Register), EventKinds.FindOrNull(kind)!, told);

    private IReadOnlyList<Refusal> Event(string kind, params (string Name, string Value)[] told)
    {
        var plan = Plan(kind, Told(told));
        return plan.Ok ? Register.Apply(plan.Value.Set, Act.By("canbo")).Refusals : plan.Refusals;
    }
}

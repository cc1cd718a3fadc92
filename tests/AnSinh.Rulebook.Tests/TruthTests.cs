namespace AnSinh.Rulebook.Tests;

/// <summary>Unknown is never silently no.</summary>
public class TruthTests
{
    private static readonly LawAt Law = PolicyFiles.Law(2024, 8);
    private static readonly string[] Values = ["no", "yes", "unknown"];

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var a in Values)
        {
            foreach (var b in Values)
            {
                pairs.Add(a, b);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void And_or_not_follow_Kleene(string a, string b)
    {
        var table = Tables.Of($"resident {a}, stable_income {b}");
        var (x, y) = (Truth(a), Truth(b));
        Assert.Equal(x == Rulebook.Truth.No || y == Rulebook.Truth.No ? Rulebook.Truth.No
            : x == Rulebook.Truth.Yes && y == Rulebook.Truth.Yes ? Rulebook.Truth.Yes : Rulebook.Truth.Unknown,
            Of("resident && stable_income", table));
        Assert.Equal(x == Rulebook.Truth.Yes || y == Rulebook.Truth.Yes ? Rulebook.Truth.Yes
            : x == Rulebook.Truth.No && y == Rulebook.Truth.No ? Rulebook.Truth.No : Rulebook.Truth.Unknown,
            Of("resident || stable_income", table));
        Assert.Equal(x == Rulebook.Truth.Unknown ? x : x == Rulebook.Truth.Yes ? Rulebook.Truth.No : Rulebook.Truth.Yes,
            Of("!resident", table));
        Assert.Equal(x == Rulebook.Truth.Unknown ? x : x == Rulebook.Truth.Yes ? y : Rulebook.Truth.No,
            Of("resident ? stable_income : false", table));
        Assert.Equal(x == Rulebook.Truth.Unknown ? Rulebook.Truth.No : Rulebook.Truth.Yes, Of("known(resident)", table));
    }

    [Theory]
    [InlineData("percent > 5")]
    [InlineData("percent < 5")]
    [InlineData("percent <= 5")]
    [InlineData("percent != 5")]
    [InlineData("percent == 5")]
    [InlineData("!(percent == 5)")]
    [InlineData("percent + 1 > 0")]
    [InlineData("min(percent, 1) < 0")]
    [InlineData("percent in [1, 2, 3]")]
    [InlineData("age_at(birth_date, period.end) >= 80")]
    [InlineData("age_at(birth_date, period.end) < 80")]
    [InlineData("members.count(m, m.percent > 5) >= 0")]
    [InlineData("members.sum(m, m.percent) >= 0")]
    [InlineData("members.exists(m, m.percent > 5)")]
    public void A_comparison_with_the_unknown_is_unknown(string text) => Assert.Equal(Rulebook.Truth.Unknown, Of(text, Tables.Of("")));

    [Fact]
    public void One_member_who_surely_does_is_enough_for_exists_but_not_for_count()
    {
        var table = Tables.Of("percent 9", "percent unknown");
        Assert.Equal(Rulebook.Truth.Yes, Of("members.exists(m, m.percent > 5)", table));
        Assert.Equal(Rulebook.Truth.Unknown, Of("members.count(m, m.percent > 5) >= 1", table));
    }

    [Fact]
    public void A_person_in_no_household_is_their_own_household()
    {
        var table = Tables.Of("percent 9", "percent 1") with { HouseholdOf = [-1, -1] };
        Assert.Equal(Rulebook.Truth.Yes, Of("members.count(m, m.percent > 5) == 1", table));
        Assert.Equal(Rulebook.Truth.Yes, Of("members.count(m, m.percent > 5) == 0", table, 1));
    }

    [Fact]
    public void Only_facts_that_matter_are_missing()
    {
        Assert.Equal(Rulebook.Truth.No, Ask("birth_date unknown, resident no").Status);
        Assert.Empty(Ask("birth_date unknown, resident no").Missing);
        Assert.Equal(["birth_date"], Ask("birth_date unknown").Missing);
        Assert.Equal(["resident"], Ask("birth_date 1930-01-01, resident unknown").Missing);
        Assert.Equal(["resident", "birth_date"], Ask("resident unknown").Missing);
        // On a pension the age cannot matter any more.
        Assert.Equal(Rulebook.Truth.No, Ask("birth_date unknown, pension retirement").Status);
        Assert.Equal(["pension"], Ask("birth_date 1930-01-01, pension unknown").Missing);
    }

    [Fact]
    public void An_unknown_that_cannot_change_the_amount_does_not_matter()
    {
        // Severely disabled and over 60 is 2.0; whether also old without pension (1.0) makes no difference.
        var sure = Ask("birth_date 1930-01-01, disability severe, pension unknown");
        Assert.Equal((Rulebook.Truth.Yes, 720_000L), (sure.Status, sure.Amount!.Value.Value));
        // A poor parent draws both: now it does. What is certain is said, and what may come on top.
        var open =
            Law.Ask(Tables.Of("birth_date 1930-01-01, disability none, pension unknown, poverty poor",
                "birth_date 2015-01-01, raised_by 1, poverty poor"));
        Assert.Equal((Rulebook.Truth.Yes, 360_000L, 720_000L), (open.Status, open.Amount!.Value.Value, open.AtMost!.Value.Value));
        Assert.Equal(["parent"], open.Routes);
        Assert.Equal(["pension"], open.Missing);
        Assert.StartsWith("Được hưởng Trợ cấp tháng 08/2024: ít nhất 360.000 đ, có thể 720.000 đ; cần biết thêm: Lương hưu",
            open.Root.Text.Vi);
    }

    [Fact]
    public void Of_rates_of_which_one_always_holds_the_lowest_is_certain()
    {
        // Severely disabled, age not known: 1.5 under 60, 2.0 from 60 on.
        var open = Ask("disability severe, birth_date unknown");
        Assert.Equal((Rulebook.Truth.Yes, 540_000L, 720_000L), (open.Status, open.Amount!.Value.Value, open.AtMost!.Value.Value));
        Assert.Equal(["birth_date"], open.Missing);
        // Nothing is certain of who only may be severely disabled.
        var unknown = Ask("disability unknown, birth_date 1990-01-01");
        Assert.Equal((Rulebook.Truth.Unknown, null, 540_000L), (unknown.Status, unknown.Amount, unknown.AtMost!.Value.Value));
        Assert.Contains("có thể đến 540.000 đ", unknown.Root.Text.Vi);
    }

    [Fact]
    public void Silence_means_what_the_kind_of_fact_says()
    {
        // No column at all is the same as no record of anybody.
        var empty = new FactTable(1,
            new Dictionary<string, long[]> { ["birth_date"] = [new DateOnly(1930, 5, 5).DayNumber], ["resident"] = [1] }, [-1], [0], []);
        Assert.Equal(Rulebook.Truth.Yes, Law.Ask(empty).Status);
        Assert.Equal(Rulebook.Truth.No, Law.Ask(empty with { Columns = new Dictionary<string, long[]>() }).Status);
    }

    private static Explanation Ask(string facts) => Law.Ask(Tables.Of(facts));

    private static Truth Truth(string text) =>
        text switch { "no" => Rulebook.Truth.No, "yes" => Rulebook.Truth.Yes, _ => Rulebook.Truth.Unknown };

    private static Truth Of(string text, FactTable table, int row = 0)
    {
        var condition = PolicyFiles.Plain.ParseCondition(text, "test").Value;
        var truth = new byte[table.Rows];
        Law.CompilePredicate(condition)(table, 0, table.Rows, truth);
        var read =
            Law.Evaluate(condition, table, row) switch { null => Rulebook.Truth.Unknown, 0 => Rulebook.Truth.No, _ => Rulebook.Truth.Yes };
        Assert.Equal(read, (Truth)truth[row]);
        return read;
    }
}

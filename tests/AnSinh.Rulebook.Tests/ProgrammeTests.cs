using AnSinh.Basics;

namespace AnSinh.Rulebook.Tests;

/// <summary>Routes, exclusions, rates, what is paid of several, and when money starts.</summary>
public class ProgrammeTests
{
    private static readonly LawAt Law = PolicyFiles.Law(2024, 8);
    private static readonly string[] PoorParentOf80 = ["birth_date 1940-01-01, poverty poor",
        "birth_date 2012-01-01, raised_by 1, poverty poor", "birth_date 2015-01-01, raised_by 1, poverty poor"];

    [Fact]
    public void Of_several_routes_the_highest_is_paid()
    {
        var answer = Law.Ask(Tables.Of("birth_date 1940-01-01, disability severe"));
        Assert.Equal(["disabled"], answer.Routes);
        Assert.Equal(new Dong(720_000), answer.Amount);
        Assert.Equal(["resident", "alive", "disabled", "disabled/elder"], answer.Clauses);
    }

    [Fact]
    public void Together_pays_a_route_and_the_highest_of_others()
    {
        var answer = Law.Ask(Tables.Of(PoorParentOf80));
        Assert.Equal(["parent", "old"], answer.Routes);
        Assert.Equal(new Dong((2 * 360_000) + 360_000), answer.Amount);
        var three = Law.Ask(Tables.Of([PoorParentOf80[0] + ", disability severe", .. PoorParentOf80[1..]]));
        Assert.Equal(["parent", "disabled"], three.Routes);
        Assert.Equal(new Dong((2 * 360_000) + 720_000), three.Amount);
    }

    [Fact]
    public void What_knocks_a_route_out_leaves_the_others()
    {
        Assert.Equal(Truth.No, Law.Ask(Tables.Of("birth_date 1940-01-01, pension retirement")).Status);
        Assert.Equal(["disabled"], Law.Ask(Tables.Of("birth_date 1940-01-01, pension retirement, disability severe")).Routes);
    }

    [Fact]
    public void A_failed_requirement_is_no_whatever_is_unknown()
    {
        var dead = Law.Ask(Tables.Of("birth_date unknown, disability unknown, death_date 2024-07-31"));
        Assert.Equal(Truth.No, dead.Status);
        Assert.Equal(["alive"], dead.Clauses);
        Assert.Contains("Còn sống, hoặc mất trong tháng", dead.Root.Text.Vi);
        Assert.Contains(dead.Root.All(), n => n is { FactName: "death_date", FactValue: "31/07/2024", Truth: Truth.No });
        Assert.Equal(["resident"], Law.Ask(Tables.Of("birth_date 1940-01-01, resident no")).Clauses);
    }

    [Fact]
    public void Two_rates_of_one_route_at_once_are_a_conflict_never_a_pick()
    {
        // Answers over the household may depend on each other: such a clash is not told when the law is read, but when a person meets it.
        const string Both = "period.end) < 70 && members.count(m, m.resident) >= 1 && members.count(m, m.disability == 'severe') >= 1";
        var policy = new PolicyFiles().Change("vn/programmes/aid.yaml", "period.end) < 60", Both).Read();
        var law = PolicyFiles.Law(2024, 8, policy: policy);
        var answer = law.Ask(Tables.Of("birth_date 1960-01-01, disability severe"));
        Assert.Equal(Truth.Conflict, answer.Status);
        Assert.Null(answer.Amount);
        Assert.Contains("hai mức cùng đúng ở diện Người khuyết tật nặng", answer.Root.Text.Vi);
        Assert.Equal(Truth.Yes, law.Ask(Tables.Of("birth_date 1990-01-01, disability severe")).Status);
        // Whether they clash depends on the age: that is unknown, not a conflict.
        Assert.Equal(Truth.Unknown, law.Ask(Tables.Of("birth_date unknown, disability severe")).Status);
    }

    [Fact]
    public void Sum_pays_all_routes()
    {
        var policy = new PolicyFiles()
            .Change("vn/programmes/aid.yaml", "rule: highest", "rule: sum")
            .Change("vn/programmes/aid.yaml",
                "  together:\n        - {route: parent, with: [old, disabled], cite: ND-1/dieu-6/khoan-2, say: {vi: Hưởng cả hai}}", "")
                    .Read();
        var answer = PolicyFiles.Law(2024, 8, policy: policy)
            .Ask(Tables.Of([PoorParentOf80[0] + ", disability severe", .. PoorParentOf80[1..]]));
        Assert.Equal(new Dong(720_000 + 360_000 + 720_000), answer.Amount);
        Assert.Equal(3, answer.Routes.Count);
    }

    [Fact]
    public void Amounts_are_rounded_as_the_version_says()
    {
        var policy = new PolicyFiles()
            .Change("vn/programmes/aid.yaml", "coefficient: \"1.5\"", "coefficient: \"1.2345\"")
            .Change("vn/programmes/aid.yaml", "    base:", "    rounding: 1000\n    base:").Read();
        var answer = PolicyFiles.Law(2024, 8, policy: policy).Ask(Tables.Of("birth_date 1990-01-01, disability severe"));
        Assert.Equal(new Dong(444_000), answer.Amount); // 1.2345 × 360 000 = 444 420
    }

    [Fact]
    public void An_amount_below_nothing_is_nothing()
    {
        var policy = new PolicyFiles().Change("vn/programmes/aid.yaml", "{id: one, coefficient: \"1.0\"",
            "{id: one, amount: \"0 - parameters.standard\"").Read();
        var answer = PolicyFiles.Law(2024, 8, policy: policy).Ask(Tables.Of("birth_date 1940-01-01"));
        Assert.Equal((Truth.Yes, new Dong(0)), (answer.Status, answer.Amount));
    }

    [Fact]
    public void Routes_without_rates_say_yes_without_money()
    {
        var policy = new PolicyFiles().With("vn/programmes/card.yaml", """
            programme: card
            label: {vi: Thẻ bảo hiểm y tế}
            versions:
              - {id: v1, from: 2015-01-01, cite: ND-1, routes: [{id: all, label: {vi: Mọi người}, when: resident, cite: ND-1/dieu-9}]}
            """).Read();
        var answer = PolicyFiles.Law(2024, 8, policy: policy).Ask(Tables.Of(""), "card");
        Assert.Equal((Truth.Yes, new Dong(0)), (answer.Status, answer.Amount));
        Assert.Equal("Được hưởng Thẻ bảo hiểm y tế tháng 08/2024", answer.Root.Text.Vi);
    }

    [Theory]
    // Old starts with the condition: a decision of any month pays; parent starts with the decision's month.
    [InlineData("2024-08", 3 * 360_000)]
    [InlineData("2024-07", 3 * 360_000)]
    [InlineData("2024-09", 360_000)]
    [InlineData("2025-03", 360_000)]
    [InlineData(null, 0)]
    public void Money_needs_a_decision_and_some_routes_its_month(string? decided, long amount)
    {
        var programme = Law.ProgrammeOrNull("aid")!;
        var table = Tables.Of(PoorParentOf80);
        var decisions = new[] { decided is null ? long.MaxValue : Month.Parse(decided).Index, long.MaxValue, long.MaxValue };
        var result = new KernelResult(3);
        programme.Compile(payable: true)(
            table with { Columns = new Dictionary<string, long[]>(table.Columns) { [programme.DecisionColumn] = decisions } },
            0, 3, result);
        Assert.Equal(amount, result.Amount[0]);
        Assert.Equal(amount > 0 ? Truth.Yes : Truth.No, (Truth)result.Status[0]);
        // No column of decisions: nobody is decided.
        programme.Compile(payable: true)(table, 0, 3, result);
        Assert.All(result.Status, s => Assert.Equal((byte)Truth.No, s));
    }

    [Fact]
    public void Facts_used_are_the_columns_to_load() =>
        Assert.Equal(["resident", "death_date", "poverty", "raised_by", "id", "birth_date", "pension", "disability"],
            Law.ProgrammeOrNull("aid")!.FactsUsed);
}

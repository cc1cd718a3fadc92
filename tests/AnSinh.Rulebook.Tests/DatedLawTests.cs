using AnSinh.Basics;

namespace AnSinh.Rulebook.Tests;

/// <summary>
/// Tables with editions, quantities with clauses, scorecards with cut-offs: the law of a month for each, and what is wrong with a bad one.
/// </summary>
public class DatedLawTests
{
    private static readonly Policy Law = PolicyFiles.Plain;

    [Theory]
    [InlineData("2026-06", "21", 1094000)]
    [InlineData("2026-07", "21", 1641000)] // 1,094,000 × 540,000 / 360,000
    [InlineData("2015-01", "21", 821000)] // 1,094,000 × 270,000 / 360,000 = 820,500: half goes up
    [InlineData("2015-01", "22", 788000)] // printed, against 860,250 → 860,000 by the rule
    public void An_edition_that_was_not_printed_follows_the_factor_rule(string month, string row, long expected) =>
        Assert.Equal(expected, At(month).Table("invalid")!.Edition.CellOrNull(row));

    [Fact]
    public void A_derived_cell_is_told_from_a_printed_one()
    {
        var edition = At("2015-01").Table("invalid")!.Edition;
        Assert.Equal(["21", "24"], edition.Derived.Order());
        Assert.Null(At("2026-07").Table("invalid")!.Edition.CellOrNull("23"));
    }

    [Theory]
    [InlineData("23")] // between two rows
    [InlineData("20")]
    [InlineData("101")]
    public void Outside_the_rows_nothing_is_known(string percent) =>
        Assert.Null(Evaluate("table('invalid', percent)", $"percent {percent}"));

    [Fact]
    public void A_quantity_takes_the_first_clause_that_holds_and_says_which()
    {
        var table = Tables.Of("pension retirement, poverty poor");
        var law = At("2024-02");
        var told = law.Explain(law.Quantity("share")!, table, 0);
        Assert.Equal((100L, "poor", "Mức hưởng: 100%"), (told.Value!.Value, told.Clause, told.Root.Text.Vi));
        Assert.Equal("NĐ 1/2015, Điều 22", told.Root.Citation);
    }

    [Fact]
    public void A_quantity_whose_first_clause_cannot_be_told_is_unknown()
    {
        var law = At("2024-02");
        var told = law.Explain(law.Quantity("share")!, Tables.Of("poverty unknown"), 0);
        Assert.Null(told.Value);
        Assert.Equal(["poverty"], told.Missing);
    }

    [Theory]
    [InlineData("2018-06-15", "2024-09-30")]
    [InlineData("2018-09-30", "2024-09-30")]
    [InlineData("2018-10-01", "2024-10-31")]
    [InlineData("2016-02-29", "2022-09-30")]
    public void Days_are_reckoned_from_days(string birth, string until) =>
        Assert.Equal(DateOnly.ParseExact(until, "yyyy-MM-dd").DayNumber, Evaluate("quantities.valid_to", $"birth_date {birth}"));

    [Fact]
    public void A_percentage_of_an_amount_is_rounded_to_the_dong() =>
        Assert.Equal(80, Evaluate("quantities.paid", "income 100"));

    [Fact]
    public void A_scorecard_adds_its_items_and_names_what_is_missing()
    {
        var law = At("2024-02");
        var sheet = law.Fill(law.Scorecard("sheet")!, Tables.Of("disability severe, percent 15"), 0);
        Assert.Equal([20, 15], sheet.Items);
        Assert.Equal(35, sheet.Total);
        var open = law.Fill(law.Scorecard("sheet")!, Tables.Of("disability severe"), 0);
        Assert.Equal((null, "percent"), (open.Total, open.Missing.Single()));
    }

    [Fact]
    public void A_class_takes_the_first_route_in_the_order_written_and_speaks_of_no_money()
    {
        const string Group =
            "programme: group\nlabel: {vi: Nhóm}\nversions:\n  - id: v\n    from: 2015-01-01\n    cite: ND-1\n    routes:\n"
            + "      - {id: retired, label: {vi: Hưu trí}, when: \"pension == 'retirement'\", cite: ND-1}\n"
            + "      - {id: poor, label: {vi: Hộ nghèo}, when: \"household.poverty == 'poor'\", cite: ND-1}\n"
            + "    select: {rule: first, cite: ND-1/dieu-7}\n";
        var law = PolicyFiles.Law(2024, 2, policy: new PolicyFiles().With("vn/programmes/group.yaml", Group).Read());
        var both = law.Ask(Tables.Of("pension retirement, poverty poor"), "group");
        Assert.Equal(["retired"], both.Routes);
        Assert.DoesNotContain(both.Root.All(), n => n.Text.Vi.Contains("0 đ", StringComparison.Ordinal));
        Assert.Contains(both.Root.All(), n => n.Kind == ExplainKind.Selection && n.Text.Vi.EndsWith(": Hưu trí", StringComparison.Ordinal));
        // Whether the first route holds is not known: then which it is, is not known either.
        Assert.Equal(Truth.Unknown, law.Ask(Tables.Of("pension unknown, poverty poor"), "group").Status);
        Assert.Equal(["poor"], law.Ask(Tables.Of("pension none, poverty poor"), "group").Routes);
    }

    [Theory]
    [InlineData("2020-01-01", Truth.No)] // born after every route's day
    [InlineData("1949-03-01", Truth.No)]
    [InlineData("1949-02-28", Truth.Yes)]
    [InlineData("1939-02-28", Truth.Yes)]
    [InlineData("unknown", Truth.Unknown)]
    public void A_day_that_all_routes_ask_for_changes_no_answer(string birth, Truth status)
    {
        const string Old = "programme: old_two\nlabel: {vi: Già}\nversions:\n  - id: v\n    from: 2015-01-01\n    cite: ND-1\n    routes:\n"
            + "      - {id: poor, label: {vi: A}, "
            + "when: \"age_at(birth_date, period.end) >= 75 && household.poverty == 'poor'\", cite: ND-1}\n"
            + "      - {id: all, label: {vi: B}, when: \"age_at(birth_date, period.end) >= parameters.high_age\", cite: ND-1}\n"
            + "    select: {rule: highest, cite: ND-1/dieu-7}\n";
        var law = PolicyFiles.Law(2024, 2, policy: new PolicyFiles().With("vn/programmes/old_two.yaml", Old).Read());
        Assert.Equal(status, law.Ask(Tables.Of($"birth_date {birth}, poverty poor"), "old_two").Status);
    }

    [Theory]
    [InlineData("vn/tables/x.yaml",
        "table: x\nlabel: {vi: X}\nunit: dong\nkey: whole\n"
            + "editions:\n  - {from: 2015-01-01, scaled_from: 2014-01-01, by: standard, cite: ND-1}\n",
        "vn/tables/x.yaml:6", "không có lần ban hành nào từ 2014-01-01")]
    [InlineData("vn/tables/x.yaml",
        "table: x\nlabel: {vi: X}\nunit: dong\nkey: whole\neditions:\n  - {from: 2015-01-01, cite: ND-1, rows: {a: 3}}\n",
        "vn/tables/x.yaml:6", "khóa 'a' phải là số nguyên")]
    [InlineData("vn/quantities/x.yaml",
        "quantity: x\nlabel: {vi: X}\ntype: whole\nversions:\n  - {id: v, from: 2015-01-01, cite: ND-1, choose: "
            + "[{id: a, value: \"quantities.x + 1\"}]}\n",
        "vn/quantities/x.yaml:1", "dựa vào chính nó")]
    [InlineData("vn/quantities/x.yaml",
        "quantity: x\nlabel: {vi: X}\ntype: whole\nversions:\n  - {id: v, from: 2015-01-01, cite: ND-1, choose: "
            + "[{id: a, value: \"table('monthly', 'nobody')\"}]}\n",
        "vn/quantities/x.yaml:5", "không có dòng 'nobody'")]
    [InlineData("vn/scorecards/x.yaml",
        "scorecard: x\nlabel: {vi: X}\nversions:\n  - {id: v, from: 2015-01-01, cite: ND-1, max: 10, items: "
            + "[{id: a, label: {vi: A}, points: 5, when: resident}]}\n",
        "vn/scorecards/x.yaml:4", "khác tổng điểm tối đa")]
    public void What_is_wrong_names_file_and_line(string file, string content, string place, string message)
    {
        var refused = new PolicyFiles().With(file, content).Load();
        Assert.Contains(refused.Refusals, r => r.Place == place && r.Message.Contains(message, StringComparison.Ordinal));
    }

    private static LawAt At(string month) =>
        Law.At(new Jurisdiction("vn"), Month.TryParse(month, out var m) ? m : throw new ArgumentException(month),
            new AsKnown(new DateOnly(2027, 1, 1)));

    private static long? Evaluate(string text, string person) =>
        At("2024-02").Evaluate(Law.Parse(text, "test").Value, Tables.Of(person), 0);
}

using AnSinh.Basics;

namespace AnSinh.Rulebook.Tests;

/// <summary>The small language: what it reads, what it refuses and how it says so.</summary>
public class ExpressionTests
{
    private static readonly LawAt Law = PolicyFiles.Law(2024, 8);
    private static readonly string[] NoPeople = ["birth_date 1940-02-29, percent 7, income 1000, disability mild, stable_income yes"];

    [Theory]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("-2 + 5", 3)]
    [InlineData("10 - 2 - 3", 5)]
    [InlineData("min(3, 2) + max(1, percent)", 9)]
    [InlineData("1.5", 15000)]
    [InlineData("1.25 + 1", 22500)]
    [InlineData("parameters.standard", 360000)]
    [InlineData("round(parameters.standard * 1.5, 1)", 540000)]
    [InlineData("round(income * 1.0005, 1)", 1001)]
    [InlineData("round(income * 1.0004, 1)", 1000)]
    [InlineData("round(income, 300)", 900)]
    [InlineData("round(0 - income * 1.0005, 1)", -1001)]
    [InlineData("age_at(birth_date, period.end)", 84)]
    [InlineData("age_at(birth_date, date('2023-02-28'))", 83)]
    [InlineData("months_between(date('2024-01-31'), date('2024-02-29'))", 1)]
    [InlineData("months_between(date('2024-01-31'), date('2024-02-28'))", 0)]
    [InlineData("members.sum(m, m.percent)", 7)]
    [InlineData("percent > 5 ? 1 : 2", 1)]
    public void Numbers_come_out_exactly(string text, long expected) =>
        Assert.Equal(expected, Law.Evaluate(Read(text), Tables.Of(NoPeople), 0));

    [Theory]
    [InlineData("disability == 'mild'", true)]
    [InlineData("disability in ['none', 'severe']", false)]
    [InlineData("!(disability == 'severe') && percent >= 7", true)]
    [InlineData("true || false && false", true)]
    [InlineData("1 + 1 == 2", true)]
    [InlineData("period.month == month('2024-08')", true)]
    [InlineData("period.eve == date('2024-07-31') && period.start > period.eve && year.end == date('2024-12-31')", true)]
    [InlineData("death_date > period.end", true)]
    [InlineData("stable_income == true", true)]
    [InlineData("false == stable_income", false)]
    [InlineData("'mild' == disability", true)]
    [InlineData("known(income) && !known(raised_by)", false)]
    [InlineData("members.exists(m, m.disability == 'mild' && m.percent == percent)", true)]
    [InlineData("1.5 > 1", true)]
    [InlineData("income > 0", true)]
    public void Conditions_come_out(string text, bool expected)
    {
        Assert.Equal(expected ? 1 : 0, Law.Evaluate(Read(text), Tables.Of(NoPeople), 0));
        var truth = new byte[1];
        Law.CompilePredicate(Read(text))(Tables.Of(NoPeople), 0, 1, truth);
        Assert.Equal(expected ? Truth.Yes : Truth.No, (Truth)truth[0]);
    }

    [Theory]
    [InlineData("", "trống")]
    [InlineData("1 +", "kết thúc sớm")]
    [InlineData("(1", "cần ')'")]
    [InlineData("1 2", "gặp '2'")]
    [InlineData("1 < 2 < 3", "nối tiếp")]
    [InlineData("disability = 'mild'", "'=='")]
    [InlineData("resident & resident", "'&&'")]
    [InlineData("income / 2", "phép chia")]
    [InlineData("'mild", "nháy")]
    [InlineData("resident && #", "ký tự '#'")]
    [InlineData("disabilty == 'mild'", "có phải 'disability'?")]
    [InlineData("disability == 'sever'", "có phải 'severe'?")]
    [InlineData("disability in ['mild', 'blind']", "'blind' không phải là mã của 'disability' (none, mild, severe)")]
    [InlineData("disability in ['mild', 'mild']", "lặp lại")]
    [InlineData("disability == pension", "danh mục mã khác nhau")]
    [InlineData("disability > 'mild'", "chỉ so sánh bằng")]
    [InlineData("parameters.standrd", "có phải 'standard'?")]
    [InlineData("poverty == 'poor'", "viết 'household.poverty'")]
    [InlineData("household.disability == 'mild'", "dữ kiện của người")]
    [InlineData("criteria_met", "viết 'unit.criteria_met'")]
    [InlineData("defs.x", "define")]
    [InlineData("period.begin", "không có 'period.begin'")]
    [InlineData("house.poverty", "trước dấu chấm")]
    [InlineData("income + 500", "một số tiền và một số nguyên không đi với nhau được")]
    [InlineData("income * income", "không nhân được")]
    [InlineData("birth_date + 1", "không đi với nhau")]
    [InlineData("resident + 1", "không tính toán được")]
    [InlineData("resident == (percent > 1)", "nối bằng '&&'")]
    [InlineData("percent && resident", "cần một điều kiện")]
    [InlineData("age_at(birth_date)", "cần hai ngày")]
    [InlineData("age_at(percent, period.end)", "cần một ngày")]
    [InlineData("ages_at(birth_date, period.end)", "có phải 'age_at'?")]
    [InlineData("round(percent, 1)", "làm tròn tiền")]
    [InlineData("round(income, 0)", "bước làm tròn")]
    [InlineData("known(1)", "known(…)")]
    [InlineData("date('2024-13-01')", "yyyy-MM-dd")]
    [InlineData("members.count(m, members.exists(n, n.resident))", "không lồng")]
    [InlineData("members.count(resident, true)", "đã có nghĩa khác")]
    [InlineData("members.count(m, m)", "'m.tên_dữ_kiện'")]
    [InlineData("m.resident", "trước dấu chấm")]
    [InlineData("1.23456", "chữ số thập phân")]
    [InlineData("99999999999999999999", "quá lớn")]
    [InlineData("resident ? 1 : 'x'", "không đi với nhau")]
    public void What_is_wrong_is_said_in_Vietnamese_with_its_place(string text, string part)
    {
        var refusal = Assert.Single(PolicyFiles.Plain.Parse(text, "some/file.yaml:7").Refusals);
        Assert.Equal("some/file.yaml:7", refusal.Place);
        Assert.Contains(part, refusal.Message);
        Assert.Contains("ký tự", refusal.Message);
    }

    [Fact]
    public void Depth_and_length_are_limited()
    {
        Assert.Contains("lồng quá", Problem(new string('(', 100) + "1" + new string(')', 100)));
        Assert.Contains("lồng quá", Problem(new string('!', 100) + "resident"));
        Assert.Contains("dài quá", Problem(string.Join(" + ", Enumerable.Repeat("1111", 1000))));
        Assert.True(PolicyFiles.Plain.Parse(string.Join(" && ", Enumerable.Repeat("resident", 200)), "x").Ok);
    }

    [Theory]
    [InlineData("percent", " + ", "")]
    [InlineData("resident", " && ", "")]
    [InlineData("resident ? 1 : ", "", "2")]
    [InlineData("-", "", "percent")]
    [InlineData("min(percent, ", "", "1")]
    [InlineData("(", "", "1")]
    [InlineData("[", "", "1")]
    [InlineData("members.count(m, ", "", "1")]
    public void A_long_chain_is_refused_before_anything_walks_it(string piece, string between, string end)
    {
        var text = string.Join(between, Enumerable.Repeat(piece, 4000 / (piece.Length + between.Length))) + end;
        Assert.InRange(Problem(text).Length, 10, 600);
    }

    [Fact]
    public void Chains_of_defines_and_of_quantities_are_bounded_together()
    {
        var defines =
            string.Concat(Enumerable.Range(1, 100)
                .Select(i =>
                    $"      - {{id: d{i}, as: \""
                    + $"{string.Join(" && ", Enumerable.Repeat(i == 1 ? "resident" : $"defs.d{i - 1}", 2))}\"}}\n"));
        var doubled = new PolicyFiles().Change("vn/programmes/aid.yaml", "    define:\n", "    define:\n" + defines).Load();
        Assert.Contains(doubled.Refusals, r => r.Message.Contains("phần", StringComparison.Ordinal));

        // Each names the one before twice: bound, the last would be larger than any memory.
        string Quantities(int count, int times) => string.Join("---\n", Enumerable.Range(1, count).Select(i =>
            $"quantity: q{i}\nlabel: {{vi: Q}}\ntype: whole\nversions:\n  - {{id: v, from: 2015-01-01, cite: ND-1, choose: "
            + $"[{{id: a, value: \"{string.Join(" + ", Enumerable.Repeat(i == 1 ? "1" : $"quantities.q{i - 1}", times))}\"}}]}}\n"));
        Assert.Contains(new PolicyFiles().With("vn/quantities/q.yaml", Quantities(60, 2)).Load().Refusals,
            r => r.Message.Contains("phần", StringComparison.Ordinal));
        Assert.Contains(new PolicyFiles().With("vn/quantities/q.yaml", Quantities(3_000, 1)).Load().Refusals,
            r => r.Message.Contains("tầng", StringComparison.Ordinal));
        Assert.True(new PolicyFiles().With("vn/quantities/q.yaml", Quantities(100, 1)).Load().Ok);
        Assert.Contains(
            new PolicyFiles().With("vn/quantities/q.yaml",
                Quantities(3_000, 1).Replace("value: \"1\"", "value: \"quantities.q3000\"", StringComparison.Ordinal)).Load().Refusals,
                    r => r.Code == "policy.circle");
    }

    [Fact]
    public void Overflow_stops_and_never_wraps()
    {
        var big = Read("percent * 90000000000000 * 90000000000000");
        Assert.Throws<OverflowException>(() => Law.Evaluate(big, Tables.Of(NoPeople), 0));
        var compared = Read("percent * 90000000000000 * 90000000000000 > 0");
        Assert.Throws<OverflowException>(() => Law.CompilePredicate(compared)(Tables.Of(NoPeople), 0, 1, new byte[1]));
    }

    [Theory]
    [InlineData("age_at(birth_date, period.end) >= parameters.high_age", "từ đủ tuổi cao tuổi (tính đến ngày cuối tháng)")]
    [InlineData("disability == 'severe' && pension == 'none'", "mức độ khuyết tật là nặng và không có lương hưu")]
    [InlineData("household.poverty in ['poor', 'near_poor']", "diện hộ nghèo là hộ nghèo hoặc hộ cận nghèo")]
    [InlineData("!resident || (percent < 5 && percent > 1)", "không cư trú trên địa bàn hoặc tỷ lệ dưới 5 và tỷ lệ trên 1")]
    [InlineData("death_date > period.eve", "không có ngày mất, hoặc sau ngày cuối tháng trước")]
    [InlineData("members.count(m, m.raised_by == id) >= 2", "số người trong hộ mà: người nuôi là chính người này từ 2 trở lên")]
    [InlineData("round(parameters.standard * 1.5, 1000)", "mức chuẩn × 1,5 (làm tròn đến 1.000 đồng)")]
    public void Expressions_read_as_Vietnamese(string text, string phrase) => Assert.Equal(phrase, Prose.Of(Read(text)));

    [Fact]
    public void Facts_and_parameters_of_an_expression_are_known()
    {
        var expression = Read("household.poverty == 'poor' && income < parameters.standard && members.exists(m, m.resident)");
        Assert.Equal(["poverty", "income", "resident"], expression.FactsUsed);
        Assert.Equal(["standard"], expression.ParametersUsed);
        Assert.Equal(ExpressionType.Bool, expression.Type);
        Assert.Contains("cần một điều kiện", Assert.Single(PolicyFiles.Plain.ParseCondition("percent", "x").Refusals).Message);
    }

    private static Expression Read(string text) => PolicyFiles.Plain.Parse(text, "test").Value;

    private static string Problem(string text) => Assert.Single(PolicyFiles.Plain.Parse(text, "test").Refusals).Message;
}

namespace AnSinh.Rulebook.Tests;

/// <summary>Worked cases run through both readers and say what differs.</summary>
public class CaseTests
{
    [Theory]
    [InlineData(
        "{id: C, programme: aid, month: 2024-08, given: {birth_date: 1940}, expect: {status: yes, amount: 360_000, routes: [old]}}")]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {birth_date: 1940-06}, expect: {status: yes}}")]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {birth_date: 1980-01-01, household: {poverty: poor}, "
        + "members: [{birth_date: 2015-01-01, raised_by: self}, {birth_date: 2017-01-01, raised_by: self}]}, "
        + "expect: {status: yes, amount: 720000, routes: [parent]}}")]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {}, expect: {status: unknown, missing: [birth_date]}}")]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {birth_date: unknown, resident: no}, expect: {status: no}}")]
    [InlineData("{id: C, programme: aid, jurisdiction: vn-01, month: 2022-01, given: {birth_date: 1940}, "
        + "expect: {status: yes, amount: 440000}}")]
    [InlineData("{id: C, programme: aid, month: 2026-07, given: {birth_date: 1940}, expect: {status: yes, amount: 360000}}")]
    [InlineData("{id: C, programme: aid, month: 2026-07, known: latest, given: {birth_date: 1940}, expect: {status: yes, amount: 540000}}")]
    [InlineData(
        "{id: C, programme: aid, month: 2026-07, known: 2026-10-05, given: {birth_date: 1940}, expect: {status: yes, amount: 540000}}")]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {disability: severe}, "
        + "expect: {status: yes, amount: 540000, at_most: 720000, missing: [birth_date]}}")]
    [InlineData("{id: C, parameter: standard, month: 2024-08, expect: {value: 360000}}")]
    [InlineData("{id: C, kind: parameter, parameter: high_age, month: 2024-08, expect: {value: 80}}")]
    [InlineData("{id: C, programme: aid, month: 2010-01, given: {}, expect: {status: no}}")]
    public void A_case_that_tells_the_law_passes(string text)
    {
        var result = Run(text);
        Assert.True(result.Passed, string.Join("; ", result.Differences));
    }

    [Theory]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {birth_date: 1940}, expect: {status: no}}",
        "kết luận: mong 'No', được 'Yes'")]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {birth_date: 1940}, expect: {amount: 1}}",
        "số tiền: mong '1', được '360000'")]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {disability: severe}, expect: {at_most: 1}}",
        "nhiều nhất: mong '1', được '720000'")]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {birth_date: 1940}, expect: {routes: [disabled]}}",
        "diện: mong 'disabled', được 'old'")]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {}, expect: {missing: [disability]}}",
        "thiếu: mong 'disability', được 'birth_date'")]
    [InlineData("{id: C, parameter: standard, month: 2024-08, expect: {value: 1}}", "mong 1, được 360000")]
    [InlineData("{id: C, parameter: standard, month: 2010-08, expect: {value: 1}}", "được không có")]
    [InlineData("{id: C, programme: aid, month: 2010-01, given: {}, expect: {status: yes}}", "không có phiên bản nào")]
    public void A_case_that_does_not_says_what_differs(string text, string part)
    {
        var result = Run(text);
        Assert.False(result.Passed);
        Assert.Contains(part, string.Join("; ", result.Differences));
    }

    [Fact]
    public void A_name_two_cases_bear_is_refused_across_files_and_in_a_file_brought_along()
    {
        const string Case = "cases:\n  - {id: SAME, parameter: standard, month: 2024-08, expect: {value: 360000}}\n";
        var twice = new PolicyFiles().With("vn/cases/c.yaml", Case).With("vn-01/cases/d.yaml", Case).Load();
        Assert.Contains(twice.Refusals,
            r => r.Message.Contains("ca mẫu 'SAME' lặp lại", StringComparison.Ordinal)
                && r.Place!.StartsWith("vn-01/cases/d.yaml:", StringComparison.Ordinal));
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        File.WriteAllText(file, Case + Case["cases:\n".Length..]);
        var brought = new PolicyFiles().Read().ReadCases(file, "vn");
        File.Delete(file);
        Assert.Contains(brought.Refusals, r => r.Message.Contains("ca mẫu 'SAME' lặp lại", StringComparison.Ordinal));
    }

    /// <summary>
    /// A disabled person from 12 April 2022, decided on 20 July 2022: the route of disability starts with its condition, that of a single
    /// parent with the decision.
    /// </summary>
    [Theory]
    [InlineData("disability: none", "changes: [{from: 2022-04-12, disability: severe}]",
        "first_month: 2022-04, first_payment: 2160000, arrears: 1620000, sum: 2700000, status: yes, amount: 540000")]
    [InlineData("disability: none", "changes: [{from: 2022-04-12, disability: severe}, {from: 2022-08-01, disability: none}]",
        "first_month: 2022-04, first_payment: 2160000, sum: 2160000, status: no")]
    [InlineData("household: {poverty: poor}, members: [{birth_date: 2015-01-01, raised_by: self}]", "note: x",
        "first_month: 2022-07, first_payment: 360000, arrears: 0, sum: 720000, routes: [parent]")]
    [InlineData("household: {poverty: none}, members: [{birth_date: 2015-01-01, raised_by: self}]",
        "changes: [{from: 2022-08-01, household: {poverty: poor}}]", "first_month: 2022-08, first_payment: 0, arrears: 0, sum: 360000")]
    [InlineData("household: {poverty: poor}, members: [{birth_date: 2015-01-01}]",
        "changes: [{from: 2022-08-05, member: 1, raised_by: self}]", "first_month: 2022-08, sum: 360000")]
    [InlineData("disability: none", "note: x", "first_month: none, first_payment: 0, arrears: 0, sum: 0, status: no")]
    public void Decisions_first_payments_and_arrears_are_told_over_months(string given, string story, string expect)
    {
        var result =
            Run($"{{id: C, programme: aid, since: 2022-03, month: 2022-08, decision: {{number: 12/QĐ, signed: 2022-07-20}}, "
                + $"given: {{birth_date: 1990-01-01, {given}}}, {story}, expect: {{{expect}}}}}");
        Assert.True(result.Passed, string.Join("; ", result.Differences));
    }

    [Theory]
    [InlineData("decision: {signed: 2022-07-20, from: 2022-09}, expect: {status: no, amount: 0}")]
    [InlineData("decision: {signed: 2022-07-20, to: 2022-07}, expect: {status: no}")]
    [InlineData("decision: {signed: 2022-07-20}, expect: {status: yes, amount: 540000, routes: [disabled]}")]
    [InlineData("decisions: [{signed: 2022-09-20}], expect: {status: yes, amount: 540000}")]
    [InlineData("since: 2022-06, known: 2022-08-31, expect: {status: yes, first_month: 2022-06, sum: 1620000}")]
    public void A_decision_pays_only_in_its_months(string story)
    {
        var result = Run($"{{id: C, programme: aid, month: 2022-08, given: {{birth_date: 1990-01-01, disability: severe}}, {story}}}");
        Assert.True(result.Passed, string.Join("; ", result.Differences));
    }

    [Fact]
    public void A_decision_is_a_reason_like_others()
    {
        var result =
            Run("{id: C, programme: aid, month: 2022-06, decision: {signed: 2022-07-20}, "
                + "given: {birth_date: 1990-01-01, household: {poverty: poor}, members: [{birth_date: 2015-01-01, raised_by: self}]}, "
                + "expect: {status: no}}");
        var tree = result.Explanation!.Root.All().ToList();
        Assert.Contains(tree,
            n => n is { Kind: ExplainKind.Requirement, Truth: Truth.Yes, Text.Vi: "Có quyết định hưởng đang có hiệu lực" });
        Assert.Contains(tree,
            n => n is { Kind: ExplainKind.Unless, Truth: Truth.Yes }
                && n.Text.Vi.StartsWith("Tính từ tháng ký quyết định", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Explanation.Facts.Keys, k => k.Contains("decision", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("first_payment: 1", "kỳ chi đầu: mong '1', được '2160000'")]
    [InlineData("arrears: 1", "truy lĩnh: mong '1', được '1620000'")]
    [InlineData("sum: 1", "tổng các tháng: mong '1', được '2700000'")]
    [InlineData("first_month: 2022-03", "tháng đầu được tính tiền: mong '2022-03', được '2022-04'")]
    public void What_differs_over_months_is_said(string expect, string part)
    {
        var result =
            Run($"{{id: C, programme: aid, since: 2022-03, month: 2022-08, decision: {{signed: 2022-07-20}}, "
                + $"given: {{birth_date: 1990-01-01}}, changes: [{{from: 2022-04-12, disability: severe}}], expect: {{{expect}}}}}");
        Assert.False(result.Passed);
        Assert.Contains(part, string.Join("; ", result.Differences));
    }

    [Theory]
    [InlineData("programme: aid, expect: {arrears: 1}", "cần một quyết định")]
    [InlineData("programme: aid, expect: {sum: 1}", "'since'")]
    [InlineData("programme: aid, since: 2022-09, expect: {sum: 1}", "không sau 'month'")]
    [InlineData("programme: aid, since: 1922-09, expect: {sum: 1}", "240 tháng")]
    [InlineData("programme: aid, since: abc, expect: {status: yes}", "yyyy-MM")]
    [InlineData("programme: aid, decision: {number: 1}, expect: {status: yes}", "thiếu 'signed'")]
    [InlineData("programme: aid, decision: {signed: 2022-07-20, programme: ait}, expect: {status: yes}", "có phải 'aid'?")]
    [InlineData("programme: aid, decision: {signed: 2022-07-20, from: 2022-08, to: 2022-07}, expect: {status: yes}", "trước 'from'")]
    [InlineData("programme: aid, decision: {signed: 2022-07-20}, decisions: [], expect: {status: yes}", "một trong hai")]
    [InlineData("quantity: share, decision: {signed: 2022-07-20, programme: aid}, expect: {value: 80}", "chỉ dùng cho ca hỏi một chế độ")]
    [InlineData("programme: aid, changes: [{from: 2022-09-01, disability: severe}], expect: {status: yes}", "phải ở trong tháng 08/2022")]
    [InlineData("programme: aid, changes: [{from: 2022-08-01, member: 1, disability: severe}], expect: {status: yes}", "số thứ tự")]
    [InlineData("programme: aid, changes: [{from: 2022-08-01, disabilty: severe}], expect: {status: yes}", "có phải 'disability'?")]
    [InlineData("programme: aid, jurisdiction: vn-02, expect: {status: yes}", "không có địa bàn 'vn-02'")]
    public void A_story_that_does_not_hang_together_is_refused(string story, string part) =>
        Assert.Contains(part,
            string.Join("\n",
                new PolicyFiles().With("vn/cases/c.yaml", $"cases:\n  - {{id: C, month: 2022-08, given: {{}}, {story}}}\n")
                    .Load().Refusals));

    private static CaseResult Run(string text) =>
        Assert.Single(new CaseRunner(new PolicyFiles().With("vn/cases/c.yaml", $"cases:\n  - {text}\n").Read()).RunAll());
}

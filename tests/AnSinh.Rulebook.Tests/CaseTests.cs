namespace AnSinh.Rulebook.Tests;

/// <summary>Worked cases run through both readers and say what differs.</summary>
public class CaseTests
{
    [Theory]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {birth_date: 1940}, expect: {status: yes, amount: 360_000, routes: [old]}}")]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {birth_date: 1940-06}, expect: {status: yes}}")]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {birth_date: 1980-01-01, household: {poverty: poor}, members: [{birth_date: 2015-01-01, raised_by: self}, {birth_date: 2017-01-01, raised_by: self}]}, expect: {status: yes, amount: 720000, routes: [parent]}}")]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {}, expect: {status: unknown, missing: [birth_date]}}")]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {birth_date: unknown, resident: no}, expect: {status: no}}")]
    [InlineData("{id: C, programme: aid, jurisdiction: vn-01, month: 2022-01, given: {birth_date: 1940}, expect: {status: yes, amount: 440000}}")]
    [InlineData("{id: C, programme: aid, month: 2026-07, given: {birth_date: 1940}, expect: {status: yes, amount: 360000}}")]
    [InlineData("{id: C, programme: aid, month: 2026-07, known: latest, given: {birth_date: 1940}, expect: {status: yes, amount: 540000}}")]
    [InlineData("{id: C, programme: aid, month: 2026-07, known: 2026-10-05, given: {birth_date: 1940}, expect: {status: yes, amount: 540000}}")]
    [InlineData("{id: C, parameter: standard, month: 2024-08, expect: {value: 360000}}")]
    [InlineData("{id: C, kind: parameter, parameter: high_age, month: 2024-08, expect: {value: 80}}")]
    [InlineData("{id: C, programme: aid, month: 2010-01, given: {}, expect: {status: no}}")]
    public void A_case_that_tells_the_law_passes(string text)
    {
        var result = Run(text);
        Assert.True(result.Passed, string.Join("; ", result.Differences));
    }

    [Theory]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {birth_date: 1940}, expect: {status: no}}", "kết luận: mong 'No', được 'Yes'")]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {birth_date: 1940}, expect: {amount: 1}}", "số tiền: mong '1', được '360000'")]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {birth_date: 1940}, expect: {routes: [disabled]}}", "diện: mong 'disabled', được 'old'")]
    [InlineData("{id: C, programme: aid, month: 2024-08, given: {}, expect: {missing: [disability]}}", "thiếu: mong 'disability', được 'birth_date'")]
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
        Assert.Contains(twice.Refusals, r => r.Message.Contains("ca mẫu 'SAME' lặp lại", StringComparison.Ordinal) && r.Place!.StartsWith("vn-01/cases/d.yaml:", StringComparison.Ordinal));
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Case + Case["cases:\n".Length..]);
        var brought = new PolicyFiles().Read().ReadCases(file, "vn");
        File.Delete(file);
        Assert.Contains(brought.Refusals, r => r.Message.Contains("ca mẫu 'SAME' lặp lại", StringComparison.Ordinal));
    }

    private static CaseResult Run(string text) =>
        Assert.Single(new CaseRunner(new PolicyFiles().With("vn/cases/c.yaml", $"cases:\n  - {text}\n").Read()).RunAll());
}

using AnSinh.Rulebook.Procedures;

namespace AnSinh.Rulebook.Tests;

/// <summary>Reviews of households as data: what is read, and what a wrong file is told.</summary>
public class ReviewTests
{
    private const string File = "vn/poverty_round/review.yaml";

    private const string Good = """
        review: poverty
        label: {vi: Rà soát}
        status: poverty
        listed: poverty
        area: poverty
        areas: {xã: poor}
        versions:
          - id: v
            from: 2015-01-01
            cite: ND-1
            sheets: []
            classes: [aid]
            limit: "parameters.standard"
            steps:
              - {id: list, label: {vi: Danh sách}, cite: ND-1}
              - {id: posting, label: {vi: Niêm yết}, agree_percent: 50, cite: ND-1/dieu-4}
              - {id: recognition, label: {vi: Công nhận}, cite: ND-1}
        reasons:
          - {id: now, must: true, when: "household.poverty == 'poor'", label: {vi: Đang nghèo}, cite: ND-1}
        checks:
          - {id: nobody, empty: true, label: {vi: Không còn ai}}
        causes:
          - {id: job, for: exit, label: {vi: Có việc}}
        """;

    [Fact]
    public void A_review_is_read_with_its_steps_and_chosen_by_the_day_its_result_holds()
    {
        var review = Assert.Single(Read(Good).Reviews);
        Assert.Equal(["list", "posting", "recognition"], review.VersionOn(new(2020, 1, 1), new("vn"))!.Steps.Select(s => s.Id));
        Assert.Null(review.VersionOn(new(2014, 12, 31), new("vn")));
        Assert.Equal(["poverty"], review.FactsUsed);
        Assert.False(review.Causes[0].ForFall);
    }

    [Fact]
    public void Working_days_begin_the_day_after_and_leave_out_saturday_and_sunday()
    {
        var term = new ProcedureTerm("posting", 3, true, new("ND-1"), false, null);
        Assert.Equal(new DateOnly(2022, 9, 13), term.LastDay(new(2022, 9, 8), PolicyFiles.Plain.WorkDays));
        Assert.Equal(new DateOnly(2022, 9, 14), term.LastDay(new(2022, 9, 10), PolicyFiles.Plain.WorkDays));
        Assert.Equal(new DateOnly(2022, 9, 11), (term with { Working = false }).LastDay(new(2022, 9, 8), PolicyFiles.Plain.WorkDays));
    }

    [Theory]
    [InlineData("classes: [aid]", "classes: [cahs]", "review.yaml:12", "không có 'cahs'")]
    [InlineData("agree_percent: 50", "agree_percent: ba", "review.yaml:16", "số nguyên")]
    [InlineData("{id: list,", "{id: opinion,", "review.yaml:14", "từ list đến recognition")]
    [InlineData("status: poverty", "status: disability", "review.yaml:3", "không phải dữ kiện của hộ")]
    [InlineData("cite: ND-1/dieu-4}", "cite: ND-9/dieu-4}", "review.yaml:16", "không có văn bản")]
    [InlineData("empty: true,", "empty: true, when: \"resident\",", "review.yaml:21", "đúng một trong")]
    [InlineData("when: \"household.poverty == 'poor'\"", "when: \"household.poverty == 'rich'\"", "review.yaml:19", "rich")]
    [InlineData("must: true, when: \"household.poverty == 'poor'\", label: {vi: Đang nghèo}, cite: ND-1}",
        "must: true, when: \"household.poverty == 'poor'\", label: {vi: Đang nghèo}}", "review.yaml:19", "thiếu 'cite'")]
    public void What_is_wrong_names_file_and_line(string good, string bad, string place, string message)
    {
        var text = Good.Replace(good, bad, StringComparison.Ordinal);
        Assert.NotEqual(Good, text);
        var refused = new PolicyFiles().With(File, text).Load();
        Assert.Contains(refused.Refusals,
            r => r.Place?.EndsWith(place, StringComparison.Ordinal) == true && r.Message.Contains(message, StringComparison.Ordinal));
    }

    private static Policy Read(string text) => new PolicyFiles().With(File, text).Read();
}

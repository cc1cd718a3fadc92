namespace AnSinh.Rulebook.Tests;

/// <summary>The calendar of working days: how it is read, what is refused of it, and how terms are counted over it.</summary>
public class WorkCalendarTests
{
    private const string File = "vn/holidays/holidays.yaml";

    private const string Year = """
        year: 2020
        cite: ND-1/dieu-112
        checked: đã đọc
        days:
          - {day: 2020-01-01, kind: holiday, name: Tết Dương lịch}
          - {day: 2020-04-30, kind: holiday, name: Chiến thắng 30/4}
          - {day: 2020-05-01, kind: holiday, name: Quốc tế Lao động}
          - {day: 2020-05-04, kind: swapped_off, for: 2020-05-09}
          - {day: 2020-05-09, kind: workday, for: 2020-05-04}
          - {day: 2020-09-05, kind: holiday, name: Ngày thử}
          - {day: 2020-09-07, kind: compensatory, for: 2020-09-05}

        """;

    [Theory]
    // from, working days, last day
    [InlineData("2020-04-29", 1, "2020-05-05")]
    [InlineData("2020-04-28", 1, "2020-04-29")]
    [InlineData("2020-05-05", 4, "2020-05-09")]
    [InlineData("2020-05-05", 5, "2020-05-11")]
    [InlineData("2020-09-04", 1, "2020-09-08")]
    [InlineData("2020-10-02", 7, "2020-10-13")]
    public void A_term_leaves_out_weekends_holidays_and_days_off_and_counts_days_worked_in_exchange(string from, int days, string last) =>
        Assert.Equal(DateOnly.ParseExact(last, "yyyy-MM-dd"), Read(Year).After(DateOnly.ParseExact(from, "yyyy-MM-dd"), days));

    [Fact]
    public void Of_a_year_without_a_calendar_weekends_are_left_out_and_the_term_is_not_certain()
    {
        var calendar = Read(Year);
        Assert.Equal(new DateOnly(2031, 1, 2), calendar.After(new DateOnly(2030, 12, 31), 2));
        Assert.False(calendar.IsCertain(new DateOnly(2020, 12, 30), new DateOnly(2021, 1, 4)));
        Assert.True(calendar.IsCertain(new DateOnly(2020, 1, 30), new DateOnly(2020, 12, 31)));
        Assert.False(Read(Year.Replace("checked: đã đọc", "checked: no", StringComparison.Ordinal))
            .IsCertain(new DateOnly(2020, 1, 30), new DateOnly(2020, 2, 4)));

        // NQ-3 was not read: neither the year nor a day may rest on it unsaid.
        foreach (var (text, doubted) in new[] { ("cite: ND-1", "cite: NQ-3"), ("name: Ngày thử", "name: Ngày thử, cite: NQ-3") })
        {
            Assert.True(Assert.Single(Read(Year.Replace(text, doubted, StringComparison.Ordinal)).Years).Doubtful);
        }
    }

    [Theory]
    [InlineData("day: 2020-01-01", "day: 2021-01-01", "không thuộc năm 2020")]
    [InlineData("day: 2020-04-30", "day: 2020-05-01", "lặp lại")]
    [InlineData("kind: holiday, name: Tết Dương lịch", "kind: holiday", "ngày lễ có 'name'")]
    [InlineData("kind: holiday, name: Tết Dương lịch", "kind: festival, name: x", "kind")]
    [InlineData("kind: workday, for: 2020-05-04", "kind: workday, for: 2020-05-05", "không khớp")]
    [InlineData("kind: swapped_off, for: 2020-05-09", "kind: compensatory, for: 2020-05-09", "không khớp")]
    [InlineData("{day: 2020-09-07, kind: compensatory", "{day: 2020-09-06, kind: compensatory", "ngày trong tuần")]
    [InlineData("{day: 2020-05-09, kind: workday", "{day: 2020-05-08, kind: workday", "thứ Bảy hoặc Chủ nhật")]
    [InlineData("cite: ND-1/dieu-112", "cite: ND-9/dieu-112", "không có văn bản")]
    [InlineData("year: 2020", "year: hai nghìn", "year")]
    public void What_cannot_be_of_a_calendar_is_told_with_its_line(string text, string wrong, string part)
    {
        var refusals = new PolicyFiles().With(File, Year.Replace(text, wrong, StringComparison.Ordinal)).Load().Refusals;
        Assert.Contains(refusals, r => r.Message.Contains(part, StringComparison.Ordinal)
            && r.Place!.StartsWith(File, StringComparison.Ordinal));
    }

    private static WorkCalendar Read(string text) => new PolicyFiles().With(File, text).Read().WorkDays;
}

using CsCheck;

namespace AnSinh.Basics.Tests;

public class MonthTests
{
    private static readonly Gen<Month> AnyMonth = Gen.Int[1900, 2199].Select(Gen.Int[1, 12], (y, m) => new Month(y, m));

    [Fact]
    public void A_month_is_read_back_from_what_it_writes() =>
        AnyMonth.Sample(m => Month.Parse(m.ToString()) == m);

    [Fact]
    public void Days_of_a_month_lie_in_it_and_its_eve_lies_in_the_one_before() =>
        AnyMonth.Sample(
            m => Month.Of(m.FirstDay) == m && Month.Of(m.LastDay) == m && Month.Of(m.Eve) == m.Add(-1)
                && Month.Of(m.LastDay.AddDays(1)) == m.Add(1));

    [Fact]
    public void Months_sort_as_their_first_days() =>
        Gen.Select(AnyMonth, AnyMonth).Sample((a, b) => (a < b) == (a.FirstDay < b.FirstDay) && (a <= b) == (a.FirstDay <= b.FirstDay));

    [Theory]
    [InlineData("2020-13")]
    [InlineData("2020-00")]
    [InlineData("2020-8")]
    [InlineData("08/2020")]
    [InlineData("1899-12")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_month_is_refused(string? text) => Assert.False(Month.TryParse(text, out _));

    [Fact]
    public void People_read_month_before_year() => Assert.Equal("08/2020", new Month(2020, 8).ToVietnamese());
}

using CsCheck;

namespace AnSinh.Basics.Tests;

public class DongTests
{
    [Fact]
    public void An_amount_is_written_with_dots_between_thousands() => Assert.Equal("1.234.567 đ", new Dong(1_234_567).ToString());

    [Fact]
    public void A_recovery_is_written_with_a_minus_sign() => Assert.Equal("−350.000", new Dong(-350_000).ToDigits());

    [Fact]
    public void What_was_added_can_be_taken_away() =>
        Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Long[-1_000_000_000_000, 1_000_000_000_000])
            .Sample((a, b) => new Dong(a) + new Dong(b) - new Dong(b) == new Dong(a));

    [Fact]
    public void Too_much_money_stops_the_run_and_never_wraps() =>
        Assert.Throws<OverflowException>(() => new Dong(long.MaxValue) + new Dong(1));

    [Fact]
    public void A_rate_is_rounded_half_away_from_zero_with_a_decimal_comma() => Assert.Equal("1,25 %", Vietnamese.Percent(1.245m));
}

namespace AnSinh.Basics.Tests;

public class FactKindTests
{
    private static FactKind Kind(FactType type, string? absent = null, params string[] codes) =>
        new("x", FactSubject.Person, type, codes, absent, false, new LocalText("x"), new Dictionary<string, LocalText>(), false);

    [Theory]
    [InlineData(FactType.Bool, "yes")]
    [InlineData(FactType.Whole, "-12")]
    [InlineData(FactType.Dong, "900000000000")]
    [InlineData(FactType.Date, "2020-02-29")]
    [InlineData(FactType.Date, "never")]
    [InlineData(FactType.Code, "severe")]
    [InlineData(FactType.Person, "7")]
    [InlineData(FactType.Bool, "unknown")]
    public void A_value_is_read_back_from_its_column(FactType type, string text)
    {
        var kind = Kind(type, null, "none", "severe");
        Assert.Equal(text, kind.Decode(kind.Encode(text)!.Value));
    }

    [Theory]
    [InlineData(FactType.Bool, "1")]
    [InlineData(FactType.Whole, "1.5")]
    [InlineData(FactType.Date, "2021-02-29")]
    [InlineData(FactType.Date, "01/02/2020")]
    [InlineData(FactType.Code, "Severe")]
    public void What_is_no_value_of_the_kind_is_refused(FactType type, string text) =>
    Assert.Null(Kind(type, null, "none", "severe").Encode(text));

    [Fact]
    public void Silence_means_what_the_kind_declares_and_else_unknown()
    {
        Assert.Equal(0, Kind(FactType.Code, "none", "none", "severe").Absent);
        Assert.Equal(FactKind.Unknown, Kind(FactType.Date).Absent);
        Assert.True(Kind(FactType.Date, "never").Absent > new DateOnly(9999, 1, 1).DayNumber);
    }
}

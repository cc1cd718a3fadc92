using AnSinh.Intake.Lists.Cleaning;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register.People.Names;

namespace AnSinh.Register.Tests.Importing;

/// <summary>Dates, numbers and names as lists write them.</summary>
public class CleaningTests
{
    private static readonly DateText Dates = new(30, new DateOnly(2020, 9, 30));

    [Theory]
    [InlineData("05/03/1939", "05/03/1939", null)]
    [InlineData("5-3-1939", "05/03/1939", null)]
    [InlineData("5.3.1939", "05/03/1939", null)]
    [InlineData(" 05 / 03 / 1939 ", "05/03/1939", null)]
    [InlineData("1939-03-05", "05/03/1939", null)]
    [InlineData("1939/3/5", "05/03/1939", null)]
    [InlineData("05031939", "05/03/1939", null)]
    [InlineData("ngày 5 tháng 3 năm 1939", "05/03/1939", null)]
    [InlineData("03/1939", "03/1939", null)]
    [InlineData("1939", "1939", null)]
    [InlineData("00/00/1939", "1939", null)]
    [InlineData("0/3/1939", "03/1939", null)]
    [InlineData("5-3-39", "05/03/1939", "date.two-digit-year")]
    [InlineData("05/03/12", "05/03/2012", "date.two-digit-year")]
    [InlineData("05/03/25", "05/03/1925", "date.two-digit-year")]
    [InlineData("03/25/1939", "25/03/1939", "date.month-first")]
    [InlineData("14309", "05/03/1939", "date.serial")]
    [InlineData("'05/03/1939", "05/03/1939", null)]
    public void Dates_are_read_in_the_shapes_of_lists(string text, string date, string? assumed)
    {
        var read = Dates.Read(new SheetCell(CellKind.Text, text));
        Assert.True(read.Ok, string.Join(";", read.Refusals));
        Assert.Equal(date, read.Value.Date.ToString());
        Assert.Equal(assumed, read.Value.Code);
    }

    [Theory]
    [InlineData(30, "05/03/30", "05/03/2030")]
    [InlineData(30, "05/03/31", "05/03/1931")]
    [InlineData(0, "05/03/00", "05/03/2000")]
    [InlineData(0, "05/03/01", "05/03/1901")]
    [InlineData(99, "05/03/41", "05/03/1941")]
    [InlineData(99, "05/03/40", "05/03/2040")]
    public void The_pivot_is_the_last_two_digit_year_of_this_century_and_nobody_is_born_after_today(int pivot, string text, string date)
    {
        var read = new DateText(pivot, new DateOnly(2040, 6, 1)).Read(new SheetCell(CellKind.Text, text));
        Assert.Equal(date, read.Value.Date.ToString());
    }

    [Theory]
    [InlineData("31/02/1939", "date.impossible")]
    [InlineData("32/01/1950", "date.impossible")]
    [InlineData("không rõ", "date.unreadable")]
    [InlineData("khoảng 80 tuổi", "date.unreadable")]
    [InlineData("5/3", "date.unreadable")]
    [InlineData("01/01/0039", "date.too-early")]
    public void A_date_that_is_none_is_refused(string text, string code) =>
    Assert.Equal(code, Dates.Read(new SheetCell(CellKind.Text, text)).Refusals[0].Code);

    [Theory]
    [InlineData("012345678901", "012345678901", null)]
    [InlineData("12345678901", "012345678901", "number.zeros")]
    [InlineData("1234567890", "001234567890", "number.zeros")]
    [InlineData("012 345 678 901", "012345678901", null)]
    [InlineData("'012345678901", "012345678901", null)]
    [InlineData("123456789", "123456789", null)]
    [InlineData("12345678", "012345678", "number.zeros")]
    public void Identity_numbers_get_back_the_zeros_Excel_dropped(string text, string digits, string? assumed)
    {
        var read = NumberText.Identity(new SheetCell(CellKind.Text, text));
        Assert.Equal(digits, read.Value.Value);
        Assert.Equal(assumed, read.Value.Code);
    }

    [Theory]
    [InlineData("3.83E+10", "number.digits-lost")]
    [InlineData("1,2345E+11", "number.digits-lost")]
    [InlineData("12345", "number.length")]
    [InlineData("0123456789012", "number.length")]
    [InlineData("01234567890A", "number.letters")]
    public void Lost_digits_are_refused_not_guessed(string text, string code) =>
    Assert.Equal(code, NumberText.Identity(new SheetCell(CellKind.Text, text)).Refusals[0].Code);

    [Theory]
    [InlineData("540.000", 540_000)]
    [InlineData("1,080,000 đ", 1_080_000)]
    [InlineData("1 080 000", 1_080_000)]
    [InlineData("270000", 270_000)]
    public void Amounts_lose_their_separators(string text, long amount) =>
    Assert.Equal(amount, NumberText.Whole(new SheetCell(CellKind.Text, text)).Value.Value);

    [Theory]
    [InlineData("540.5")]
    [InlineData("12,34")]
    [InlineData("nhiều")]
    public void An_amount_that_can_mean_two_things_is_refused(string text) =>
    Assert.False(NumberText.Whole(new SheetCell(CellKind.Text, text)).Ok);

    [Theory]
    [InlineData("NGUYỄN VĂN TỊNH", "Nguyễn Văn Tịnh", null)]
    [InlineData("  Nguyễn   Thị\u00a0Khuyến ", "Nguyễn Thị Khuyến", null)]
    [InlineData("1. Trần Văn Bình", "Trần Văn Bình", null)]
    [InlineData("Lê Thị Hoa (đã mất)", "Lê Thị Hoa", "đã mất")]
    [InlineData("Lê Thị Hoa - chết 3/2020", "Lê Thị Hoa", "chết 3/2020")]
    [InlineData("Bà Lê Thị Hoa", "Lê Thị Hoa", null)]
    [InlineData("le thi hoa", "Le Thi Hoa", null)]
    public void Names_are_cleaned_and_remarks_kept_apart(string text, string name, string? remark)
    {
        var read = NameText.Read(text);
        Assert.Equal(name, read.Name);
        Assert.Equal(remark, read.Remark);
    }

    [Theory]
    [InlineData("đã mất", true)]
    [InlineData("ĐÃ CHẾT 2/2020", true)]
    [InlineData("mất", true)]
    [InlineData("mất sổ hộ khẩu cũ", true)]
    [InlineData("chuyển đi", false)]
    [InlineData("không mất gì", false)]
    public void A_remark_that_says_death_is_asked_about(string remark, bool dead) => Assert.Equal(dead, NameText.SaysDead(remark));
}

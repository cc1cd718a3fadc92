using System.Globalization;
using AnSinh.Basics.Forms;
using CsCheck;

namespace AnSinh.Basics.Tests.Forms;

/// <summary>What is typed into a form is kept in one way of writing, or refused field by field in words.</summary>
public class FormDefinitionTests
{
    private static readonly FormDefinition Form = new("request", new("Tờ khai"),
    [
        new("name", new("Họ tên"), FormFieldType.Text) { Required = true },
        new("born", new("Ngày sinh"), FormFieldType.Day),
        new("draws", new("Đang hưởng"), FormFieldType.YesNo),
        new("amount", new("Số tiền"), FormFieldType.Dong) { Required = true, When = new("draws", "yes") },
        new("since", new("Từ tháng"), FormFieldType.Month) { When = new("draws", "yes") },
        new("children", new("Số con"), FormFieldType.Whole),
        new("degree", new("Mức độ"), FormFieldType.Choice) { Choices = [new("mild", new("Nhẹ")), new("severe", new("Nặng"))] },
        new("carer", new("Người chăm sóc"), FormFieldType.Text) { When = new("degree", "severe") },
        new("story", new("Hoàn cảnh"), FormFieldType.LongText),
    ]);

    [Theory]
    [InlineData("born", "2020-09-05", "2020-09-05")]
    [InlineData("born", "05/09/2020", "2020-09-05")]
    [InlineData("born", "5/9/2020", "2020-09-05")]
    [InlineData("born", " 29/2/2020 ", "2020-02-29")]
    [InlineData("born", "1/1/1850", "1850-01-01")]
    [InlineData("since", "2020-09", "2020-09")]
    [InlineData("since", "09/2020", "2020-09")]
    [InlineData("since", "9/2020", "2020-09")]
    [InlineData("amount", "1080000", "1080000")]
    [InlineData("amount", "1.080.000", "1080000")]
    [InlineData("amount", "0", "0")]
    [InlineData("amount", "007", "7")]
    [InlineData("amount", "540.000", "540000")]
    [InlineData("amount", "1.000.000.000.000.000", "1000000000000000")]
    [InlineData("children", "12", "12")]
    [InlineData("degree", "severe", "severe")]
    [InlineData("draws", "no", "no")]
    [InlineData("name", "  Nguyễn Thị Khuyến ", "Nguyễn Thị Khuyến")]
    [InlineData("story", "Một\r\nhai", "Một\nhai")]
    [InlineData("name", "Khuye\u0302\u0301n", "Khuy\u1ebfn")]
    [InlineData("since", "1/1900", "1900-01")]
    public void A_value_is_kept_in_one_way_of_writing(string field, string typed, string kept) =>
        Assert.Equal(kept, Read(field, typed).Value.TextOrNull(field));

    [Theory]
    [InlineData("amount", "1.5", "dấu chấm chỉ để ngăn hàng nghìn")]
    [InlineData("amount", "1.08.000", "dấu chấm chỉ để ngăn hàng nghìn")]
    [InlineData("amount", ".500", "dấu chấm chỉ để ngăn hàng nghìn")]
    [InlineData("amount", "1080.000", "dấu chấm chỉ để ngăn hàng nghìn")]
    [InlineData("amount", "1.080.000.", "dấu chấm chỉ để ngăn hàng nghìn")]
    [InlineData("amount", "1,080,000", "không phải là số nguyên không âm")]
    [InlineData("amount", "-5", "không phải là số nguyên không âm")]
    [InlineData("amount", "+5", "không phải là số nguyên không âm")]
    [InlineData("amount", "5 000", "không phải là số nguyên không âm")]
    [InlineData("amount", "1000000000000001", "không phải là số nguyên không âm")]
    [InlineData("amount", "99999999999999999999", "không phải là số nguyên không âm")]
    [InlineData("amount", "1\u200b080", "không phải là số nguyên không âm")]
    [InlineData("children", "1.000", "không phải là số nguyên không âm")]
    [InlineData("children", "hai", "không phải là số nguyên không âm")]
    [InlineData("born", "31/2/2020", "không phải là ngày")]
    [InlineData("born", "2020-9-5", "không phải là ngày")]
    [InlineData("born", "31/12/1849", "không phải là ngày")]
    [InlineData("born", "1980", "không phải là ngày")]
    [InlineData("since", "13/2020", "không phải là tháng")]
    [InlineData("since", "05/09/2020", "không phải là tháng")]
    [InlineData("since", "12/1899", "không phải là tháng")]
    [InlineData("since", "01/2200", "không phải là tháng")]
    [InlineData("name", "\u200b", "không nhìn thấy (U+200B) ở vị trí 1")]
    [InlineData("story", "Một\n\u202edos", "không nhìn thấy (U+202E) ở vị trí 5")]
    [InlineData("draws", "true", "chọn có hoặc không")]
    [InlineData("degree", "Nặng", "chọn một trong các mục đã cho")]
    [InlineData("degree", "severe\u200b", "chọn một trong các mục đã cho")]
    [InlineData("name", "Một\nhai", "chỉ một dòng")]
    [InlineData("name", "Khuyến\0", "không phải là chữ (U+0000)")]
    [InlineData("story", "a\uFFFEb", "không phải là chữ (U+FFFE)")]
    public void What_is_no_value_of_its_field_is_refused_under_its_name(string field, string typed, string part)
    {
        var refusal = Assert.Single(Read(field, typed).Refusals);
        Assert.Equal((field, true), (refusal.Place, refusal.Message.Contains(part, StringComparison.Ordinal)));
        Assert.StartsWith("form.", refusal.Code, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_letter_is_refused()
    {
        // Not in the theory: the names of its tests cannot hold it.
        Assert.Contains("U+D800", Assert.Single(Read("story", "a\uD800b").Refusals).Message);
    }

    [Fact]
    public void Every_amount_is_one_value_with_dots_and_without() => Gen.Long[0, 1_000_000_000_000_000].Sample(amount =>
    {
        var plain = amount.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(plain, Read("amount", plain).Value.TextOrNull("amount"));
        Assert.Equal(plain, Read("amount", amount.ToString("N0", CultureInfo.GetCultureInfo("vi-VN"))).Value.TextOrNull("amount"));
    });

    [Fact]
    public void Every_day_is_one_value_in_both_ways_of_writing() => Gen.Int[0, 120_000].Sample(days =>
    {
        var day = new DateOnly(1850, 1, 1).AddDays(days);
        Assert.All((string[])[$"{day:yyyy-MM-dd}", $"{day.Day}/{day.Month}/{day.Year}", $"{day:dd'/'MM'/'yyyy}"],
            typed => Assert.Equal(day, Read("born", typed).Value.DayOrNull("born")));
    });

    [Theory]
    [InlineData("name", FormField.TextLimit)]
    [InlineData("story", FormField.LongTextLimit)]
    public void A_text_may_be_as_long_as_its_limit_and_no_longer(string field, int limit)
    {
        Assert.Equal(limit, Read(field, new string('a', limit)).Value.TextOrNull(field)!.Length);
        Assert.Equal(limit, Read(field, new string('a', limit) + "  ").Value.TextOrNull(field)!.Length);
        Assert.Contains($"dài quá {limit} ký tự", Assert.Single(Read(field, new string('a', limit + 1)).Refusals).Message);
    }

    [Fact]
    public void A_field_left_open_is_not_there_and_is_not_no()
    {
        var values = Told(("name", "A"), ("draws", ""), ("children", "  ")).Value;
        Assert.Equal([KeyValuePair.Create("name", "A")], values.All);
        Assert.Null(values.TextOrNull("draws"));
        Assert.Equal((null, null), (values.DayOrNull("born"), values.MonthOrNull("since")));
    }

    [Fact]
    public void A_required_field_is_missed_only_where_it_is_asked()
    {
        Assert.Equal(("form.required", "name"), Single(Told().Refusals));
        Assert.True(Told(("name", "A"), ("draws", "no")).Ok);
        Assert.Equal(("form.required", "amount"), Single(Told(("name", "A"), ("draws", "yes")).Refusals));
    }

    [Fact]
    public void What_is_told_in_a_field_that_is_not_asked_is_left_out_even_if_it_is_wrong()
    {
        var values = Told(("name", "A"), ("draws", "no"), ("amount", "1.5"), ("since", "9/2020"), ("degree", "mild"), ("carer", "B"))
            .Value;
        Assert.Equal(["degree", "draws", "name"], values.All.Select(v => v.Key));
        Assert.Equal("B", Told(("name", "A"), ("degree", "severe"), ("carer", "B")).Value.TextOrNull("carer"));
    }

    [Fact]
    public void A_word_that_is_no_field_is_refused_with_the_nearest()
    {
        var refusal = Assert.Single(Told(("name", "A"), ("amout", "5")).Refusals);
        Assert.Equal(("form.unknown", "amout", "Biểu mẫu không có ô “amout”; có phải 'amount'?"),
            (refusal.Code, refusal.Place, refusal.Message));
        Assert.Equal("Biểu mẫu không có ô “x\uFFFD”.", Assert.Single(Told(("name", "A"), ("x\0", "5")).Refusals).Message);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_in_the_order_of_the_form()
    {
        var refusals = Told(("zz", "1"), ("born", "x"), ("draws", "yes"), ("children", "-1"), ("degree", "x"), ("aa", "1")).Refusals;
        Assert.Equal(["name", "born", "amount", "children", "degree", "aa", "zz"], refusals.Select(r => r.Place));
    }

    [Fact]
    public void What_is_kept_is_read_again_as_it_was()
    {
        var values = Told(("name", "Nguyễn \"Khuyến\""), ("born", "5/8/1935"), ("draws", "yes"), ("amount", "540.000"),
            ("since", "8/2020")).Value;
        var again = FormValues.OfJson(values.ToJson());
        Assert.Equal(values.All, again.All);
        Assert.Equal(new DateOnly(1935, 8, 5), again.DayOrNull("born"));
        Assert.Equal(new Month(2020, 8), again.MonthOrNull("since"));
        Assert.Contains("Nguyễn", values.ToJson(), StringComparison.Ordinal);
        Assert.Equal("{}", FormValues.Empty.ToJson());
    }

    private static (string, string?) Single(IReadOnlyList<Refusal> refusals)
    {
        var refusal = Assert.Single(refusals);
        return (refusal.Code, refusal.Place);
    }

    private static Outcome<FormValues> Told(params (string Field, string Typed)[] told) =>
        Form.Read(told.ToDictionary(t => t.Field, t => t.Typed));

    // One field beside those without which the form is not whole, and without which the field is not asked.
    private static Outcome<FormValues> Read(string field, string typed)
    {
        var told = new Dictionary<string, string> { ["name"] = "A" };
        if (field is "amount" or "since")
        {
            (told["draws"], told["amount"]) = ("yes", "1");
        }

        told[field] = typed;
        return Form.Read(told);
    }
}

using AnSinh.Intake.Comparing;
using AnSinh.Matching;

namespace AnSinh.Register.Tests.Matching;

/// <summary>Which column is what: told by a map or guessed.</summary>
public class MatchMapTests
{
    [Theory]
    [InlineData("Họ và tên", FieldKind.Name)]
    [InlineData("Ngày, tháng, năm sinh", FieldKind.BirthDate)]
    [InlineData("Số CCCD/CMND", FieldKind.IdNumber)]
    [InlineData("Giới tính", FieldKind.Sex)]
    [InlineData("Địa chỉ", FieldKind.Address)]
    [InlineData("Xã", FieldKind.Place)]
    [InlineData("STT", FieldKind.RecordKey)]
    [InlineData("Ghi chú", FieldKind.Ignored)]
    [InlineData("rec_id", FieldKind.RecordKey)]
    [InlineData("given_name", FieldKind.GivenName)]
    [InlineData("surname", FieldKind.Surname)]
    [InlineData("street_number", FieldKind.HouseNumber)]
    [InlineData("address_2", FieldKind.Address)]
    [InlineData("suburb", FieldKind.Place)]
    [InlineData("postcode", FieldKind.Postcode)]
    [InlineData("state", FieldKind.Place)]
    [InlineData("date_of_birth", FieldKind.BirthDate)]
    [InlineData("soc_sec_id", FieldKind.IdNumber)]
    [InlineData("phone_number", FieldKind.Phone)]
    public void Headers_tell_what_a_column_is(string header, FieldKind kind) => Assert.Equal(kind, MatchMap.GuessKind(header, ["x1"]));

    [Fact]
    public void A_map_names_columns_joins_them_and_leaves_the_rest_out()
    {
        var map = MatchMap.Read("fields:\n  Họ + Tên: name\n  Sinh: birth_date\n", "map.yaml").Value;
        var table = map.Lay(List("Họ;Tên;Sinh;Ghi chú\nNguyễn Văn;An; 1939 ;x\n"), right: false).Value;
        Assert.Equal([FieldKind.Name, FieldKind.BirthDate], table.Fields.Select(f => f.Kind));
        Assert.Equal(("Nguyễn Văn An", "1939"), (table.At(0, 0), table.At(0, 1)));
    }

    [Fact]
    public void A_wrong_map_is_refused_with_its_line_and_column()
    {
        Assert.Equal(("match-map.kind", "map.yaml:2"), Refusal(MatchMap.Read("fields:\n  Tên: nam\n", "map.yaml").Refusals));
        Assert.Equal("match-map.empty", MatchMap.Read("khác: 1\n", "map.yaml").Refusals.Single().Code);
        Assert.Equal("match-map.yaml", MatchMap.Read("fields: [", "map.yaml").Refusals.Single().Code);
        var refused = MatchMap.Read("fields:\n  Họ tên: name\n", "map.yaml").Value.Lay(List("Tên\nAn\n"), right: false);
        Assert.Equal(("match-map.no-column", "a.csv"), Refusal(refused.Refusals));
        Assert.Contains("Các cột: Tên", refused.Refusals[0].Message, StringComparison.Ordinal);

        static (string, string?) Refusal(IReadOnlyList<AnSinh.Basics.Refusal> refusals) =>
            (refusals.Single().Code, refusals.Single().Place);
    }

    [Fact]
    public void Lists_that_cannot_be_read_say_so()
    {
        Assert.Equal("list.empty", CsvList.Read(new StringReader(""), "a.csv").Refusals.Single().Code);
        Assert.Equal("list.no-rows", CsvList.Read(new StringReader("a,b\n"), "a.csv").Refusals.Single().Code);
        Assert.Equal("list.missing", CsvList.Read("/không/có.csv").Refusals.Single().Code);
    }

    [Fact]
    public void A_row_that_begins_with_a_hash_is_a_row()
    {
        var list = List("#,tên\n#1,An\n#2,Bình\n");
        Assert.Equal(["#", "tên"], list.Headers);
        Assert.Equal(["#1", "#2"], list.Column(0));
        Assert.Equal("list.no-rows", CsvList.Read(new StringReader("####\n"), "a.csv").Refusals.Single().Code);
    }

    private static CsvList List(string text) => CsvList.Read(new StringReader(text), "a.csv").Value;
}

using System.Text;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Intake.Lists.Writing;
using AnSinh.Testing;

namespace AnSinh.Register.Tests.Importing;

/// <summary>Lists as offices make them: titles, merged and two-row headers, numbering, totals, signatures, notes.</summary>
public class HeaderTests
{
    private static readonly DateOnly Today = new(2020, 9, 30);

    private static readonly byte[] Real = MadeFiles.Xlsx(
        [
            ["UBND XÃ C", null, null, null, null, null, null],
            [],
            ["DANH SÁCH ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI THÁNG 8 NĂM 2020", null, null, null, null, null, null],
            [],
            ["STT", "Họ và tên", "Năm sinh", null, "Số CCCD", "disability", "Ghi chú"],
            [null, null, "Nam", "Nữ", null, null, null],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
            ["Thôn 1", null, null, null, null, null, null],
            ["1", "NGUYỄN VĂN TỊNH", "05/03/39", null, MadeFiles.Number("34039000217"), "Nặng", null],
            ["2", "Trần Thị Hường", null, MadeFiles.Number("14309", 2), null, "severe", "đã chết 2/2020"],
            [],
            ["Thôn 2", null, null, null, null, null, null],
            ["3", "Lê Đức Thọ (Tý)", "31/02/1950", null, "3.4E+10", "lạ", null],
            ["Tổng cộng", null, "2", "1", null, null, null],
            [null, null, null, null, null, "Người lập biểu", null],
            [null, "Phạm Văn Ký", null, null, null, null, null],
        ],
        merges: ["A1:C1", "A3:G3", "A5:A6", "B5:B6", "C5:D5", "E5:E6", "F5:F6", "G5:G6", "A8:G8", "A12:G12"],
        comments: new Dictionary<string, string> { ["B9"] = "Cán bộ: xem lại số" });

    private static readonly ListMap Map = ListMap.Parse(
        """
        source: Danh sách tháng 8/2020 xã C
        valid_from: 2020-08-01
        two_digit_year: 30
        unit: "103"
        columns:
          - {column: Họ và tên, to: name}
          - {column: Năm sinh / Nam, to: birth_male}
          - {column: Năm sinh / Nữ, to: birth_female}
          - {column: Số CCCD, to: number}
          - {column: =F, to: "fact:disability", values: {Nặng: severe}}
          - {column: Ghi chú, to: note}
        """,
        "map.yaml",
        Some.Facts).Value;

    [Fact]
    public void A_two_row_merged_header_under_titles_is_found()
    {
        var (sheet, header, _) = ListReader.Open(ListFile.Read("ds.xlsx", Real).Value).Value;
        Assert.Equal((4, 5, 7), (header.Top, header.Bottom, header.FirstRow));
        Assert.Equal(["STT", "Họ và tên", "Năm sinh / Nam", "Năm sinh / Nữ", "Số CCCD", "disability", "Ghi chú"],
            header.Columns.Select(c => c.Label));
        var suggested = ListMap.Suggest("x", sheet, header, Some.Facts);
        Assert.Equal(
            [Targets.Ignore, Targets.Name, Targets.BirthMale, Targets.BirthFemale, Targets.Number, "fact:disability", Targets.Note],
            suggested.Columns.Select(c => c.Target));
    }

    [Fact]
    public void Every_row_is_read_with_the_cell_of_every_trouble()
    {
        var list = ListReader.Read(ListFile.Read("ds.xlsx", Real).Value, Map, Some.Facts, Some.Units, Today).Value;
        Assert.Equal(3, list.Rows.Count);
        var (first, second, third) = (list.Rows[0], list.Rows[1], list.Rows[2]);
        Assert.Equal(("Nguyễn Văn Tịnh", "034039000217", "05/03/1939", Sex.Male, "Thôn 1"),
            (first.Name, first.Number, first.Birth.ToString(), first.Sex, first.Hamlet));
        Assert.Equal(["number.zeros@Danh sách!E9", "date.two-digit-year@Danh sách!C9", "cell.note@Danh sách!B9"],
            first.Doubts.Select(d => $"{d.Code}@{d.Place}"));
        Assert.Equal(("05/03/1939", Sex.Female, "Danh sách!G10"), (second.Birth.ToString(), second.Sex, second.SaysDead));
        Assert.Equal("Thôn 2", third.Hamlet);
        Assert.Equal(["number.digits-lost@Danh sách!E13", "date.impossible@Danh sách!C13", "fact.value@Danh sách!F13"],
            third.Refusals.Select(r => $"{r.Code}@{r.Place}"));
        Assert.Contains(list.Skipped, s => s == ("Danh sách!14", "hàng tổng cộng"));
        Assert.Contains(list.Skipped, s => s.Place == "Danh sách!16");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Text_files_of_any_Unicode_and_delimiter_are_read(string encoding)
    {
        foreach (var delimiter in new[] { ",", ";", "\t", "|" })
        {
            var text =
                string.Join("\r\n",
                    new[] { "STT,Họ và tên,Ngày sinh", "1,\"Nguyễn Văn A\",05/03/1939",
                        "2,Trần Thị B,1940" }.Select(l => l.Replace(",", delimiter, StringComparison.Ordinal)));
            foreach (var mark in new[] { true, false })
            {
                var to = Encoding.GetEncoding(encoding);
                var book = ListFile.Read("ds.csv", mark ? [.. to.GetPreamble(), .. to.GetBytes(text)] : to.GetBytes(text));
                var (sheet, header, _) = ListReader.Open(book.Value).Value;
                Assert.Equal("Nguyễn Văn A", sheet.At(1, 1).Text);
                Assert.Equal(1, header.FirstRow);
            }
        }
    }

    [Fact]
    public void A_two_row_header_of_a_text_file_is_found_without_merges()
    {
        var book =
            ListFile.Read("ds.csv",
                Encoding.UTF8.GetBytes("STT,Họ và tên,Năm sinh,,Ghi chú\n,,Nam,Nữ,\n1,Nguyễn Văn A,1939,,\n2,Trần Thị B,,1940,\n")).Value;
        var (_, header, _) = ListReader.Open(book).Value;
        Assert.Equal(["STT", "Họ và tên", "Năm sinh / Nam", "Năm sinh / Nữ", "Ghi chú"], header.Columns.Select(c => c.Label));
    }

    [Fact]
    public void A_map_tells_every_mistake_by_its_line()
    {
        var refused =
            ListMap.Parse(
                "source: x\nvalid_from: hôm qua\nsheets: A\ncolumns:\n  - {column: A, to: tên}\n"
                + "  - {column: B, to: \"fact:khong_co\"}\n  - {column: C, to: \"fact:disability\", values: {Nặng: nang}}\n",
                "m.yaml", Some.Facts);
        Assert.Equal(["map.key@m.yaml:3", "map.target@m.yaml:5", "map.fact@m.yaml:6", "map.value@m.yaml:7", "map.day@m.yaml:1"],
            refused.Refusals.Select(r => $"{r.Code}@{r.Place}"));
    }

    [Fact]
    public void The_recipe_for_a_column_of_lists_works()
    {
        var map = ListMap.Parse(Recipes.Block("map.yaml"), "map.yaml", Some.Facts);
        Assert.True(map.Ok, string.Join("; ", map.Refusals));
        var facts = new FactVocabulary([.. Some.Facts.All.Select(
            k => k.Name == "disability" ? k with { Label = new("Mức độ khuyết tật") } : k)]);
        var row = Assert.Single(ListReader.Read(Csv("Tình trạng", "KT nặng"), map.Value, facts, Some.Units, Today).Value.Rows);
        Assert.Equal(("Nguyễn Văn Tịnh", "disability", "severe"), (row.Name, row.Facts.Single().Kind.Name, row.Facts.Single().Value));

        // Under the label of the fact no map is needed; under other words nobody can say.
        Assert.Equal("fact:disability", Suggested("Mức độ khuyết tật"));
        Assert.Null(Suggested("Tình trạng"));

        Workbook Csv(string head, string value) =>
            ListFile.Read("ds.csv", Encoding.UTF8.GetBytes($"Họ và tên,Ngày sinh,{head}\nNguyễn Văn Tịnh,05/03/1939,{value}\n")).Value;

        string? Suggested(string head)
        {
            var (sheet, header, _) = ListReader.Open(Csv(head, "severe")).Value;
            return ListMap.Suggest("x", sheet, header, facts).Columns.FirstOrDefault(c => c.Column == head)?.Target;
        }
    }

    [Fact]
    public void A_map_reads_back_what_it_writes()
    {
        var again = ListMap.Parse(Map.ToYaml(), "m.yaml", Some.Facts).Value;
        Assert.Equal(Map.ToYaml(), again.ToYaml());
    }

    [Fact]
    public void A_column_the_list_does_not_have_is_named_with_those_it_has()
    {
        var map = ListMap.Parse("source: x\ncolumns:\n  - {column: Tên khai sinh, to: name}\n", "m.yaml", Some.Facts).Value;
        var refused = ListReader.Read(ListFile.Read("ds.xlsx", Real).Value, map, Some.Facts, Some.Units, Today);
        Assert.Equal("map.column-none", refused.Refusals[0].Code);
        Assert.Contains("B “Họ và tên”", refused.Refusals[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_written_table_is_read_back_with_its_kinds()
    {
        var table = new XlsxTable("Người", ["Danh sách", "Tháng 8/2020"],
            [new("Họ và tên"), new("Ngày sinh"), new("Số tiền"), new("Số CCCD")],
            [["=1+1 <Nguyễn>", new BirthDate(new(1939, 3, 5), DatePrecision.Day), new Dong(540_000), "012345678901"],
                ["Trần Thị B", new BirthDate(new(1940, 1, 1), DatePrecision.Year), 0L, null]]);
        var (sheet, header, _) = ListReader.Open(ListFile.Read("ra.xlsx", table.ToBytes()).Value).Value;
        Assert.Equal(["Họ và tên", "Ngày sinh", "Số tiền", "Số CCCD"], header.Columns.Select(c => c.Label));
        Assert.Equal(
            [new(CellKind.Text, "=1+1 <Nguyễn>"), new(CellKind.Date, "1939-03-05"), new(CellKind.Number, "540000"),
                new(CellKind.Text, "012345678901")], sheet.Rows[header.FirstRow]);
        Assert.Equal(new SheetCell(CellKind.Text, "1940"), sheet.At(header.FirstRow + 1, 1));
    }
}

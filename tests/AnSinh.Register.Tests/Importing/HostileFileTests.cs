using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using AnSinh.Basics;
using AnSinh.Intake.Comparing;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;

namespace AnSinh.Register.Tests.Importing;

/// <summary>Files made to be too much: each is refused in words, soon, and without the memory it asks for.</summary>
public class HostileFileTests
{
    private const string Ns = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(8);

    [Fact]
    public void Three_hundred_thousand_columns_are_refused_soon()
    {
        var wide = new StringBuilder();
        for (var row = 0; row < 3; row++)
        {
            wide.AppendJoin(',', Enumerable.Repeat("x", 300_000)).Append('\n');
        }

        Assert.Equal("sheet.too-wide", Soonest(() => ListFile.Read("rong.csv", Encoding.UTF8.GetBytes(wide.ToString()))).Code);
        Assert.Equal("sheet.too-wide", Soonest(() => CsvList.Read(new StringReader(wide.ToString()), "rong.csv")).Code);
    }

    [Fact]
    public void A_long_cell_a_long_line_and_too_many_cells_are_refused()
    {
        Assert.Equal("cell.too-long",
            Soonest(() =>
                ListFile.Read("o.csv", Encoding.UTF8.GetBytes("Họ và tên,Ngày sinh\n" + new string('a', 40_000) + ",1950\n"))).Code);
        Assert.Equal("csv.line-too-long",
            Soonest(() =>
                ListFile.Read("o.csv",
                    Encoding.UTF8.GetBytes(
                        "Họ và tên,Ngày sinh\n" + string.Join(',', Enumerable.Repeat(new string('a', 30_000), 50))))).Code);
        Assert.Equal("cell.too-long",
            Soonest(() =>
                ListFile.Read("o.csv",
                    Encoding.UTF8.GetBytes("Họ và tên,Ngày sinh\n\"" + string.Concat(Enumerable.Repeat("a\n", 40_000))))).Code);
        var many = string.Concat(Enumerable.Repeat(new string(',', 500) + "\n", 11_000));
        Assert.Equal("file.too-many-cells", Soonest(() => ListFile.Read("nhieu.csv", Encoding.UTF8.GetBytes(many))).Code);
    }

    [Fact]
    public void A_cell_of_two_hundred_megabytes_is_refused_without_being_held()
    {
        var before = GC.GetTotalAllocatedBytes();
        var bomb =
            Xlsx(sheet: w =>
                Fill(w, $"<worksheet {Ns}><sheetData><row><c t=\"inlineStr\"><is><t>", "A", 200_000_000,
                    "</t></is></c></row></sheetData></worksheet>"));
        var made = GC.GetTotalAllocatedBytes() - before;
        before = GC.GetTotalAllocatedBytes();
        Assert.Equal("file.bomb", Soonest(() => ListFile.Read("o.xlsx", bomb)).Code);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 60_000_000 + made);
    }

    [Theory]
    [InlineData("<row r=\"1\"/>", "file.no-rows")]
    [InlineData("<x>", "file.broken")]
    [InlineData("<row><c r=\"A1\"><v>1</v></c></row>", "sheet.too-long")]
    [InlineData("<mergeCell ref=\"A1:SR300000\"/>", "sheet.too-many-merges")]
    public void A_sheet_that_never_ends_is_refused(string piece, string code) =>
        Assert.Equal(code,
            Soonest(() =>
                ListFile.Read("dai.xlsx",
                    Xlsx(sheet: w => Fill(w, $"<worksheet {Ns}><sheetData>", piece, 40_000_000, "</sheetData></worksheet>")))).Code);

    [Theory]
    [InlineData("ZZ1", "sheet.too-wide")]
    [InlineData("XFD1", "sheet.too-wide")]
    [InlineData("ZZZZZZZZ1", "sheet.too-wide")]
    public void A_cell_beyond_the_columns_is_told(string at, string code) =>
        Assert.Equal(code, ListFile.Read("o.xlsx", Xlsx($"<row><c r=\"{at}\"><v>1</v></c></row>")).Refusals[0].Code);

    [Fact]
    public void Shared_texts_that_explode_are_refused()
    {
        Assert.Equal("file.bomb",
            Soonest(() => ListFile.Read("o.xlsx", Xlsx("", shared: w => Fill(w, $"<sst {Ns}>", "<si/>", 100_000_000, "</sst>")))).Code);
        Assert.Equal("cell.too-long",
            Soonest(() =>
                ListFile.Read("o.xlsx",
                    Xlsx("", shared: w => Fill(w, $"<sst {Ns}><si>", "<r><t>a</t></r>", 2_000_000, "</si></sst>")))).Code);
    }

    [Fact]
    public void An_archive_of_a_million_parts_is_refused_before_they_are_listed()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("xl/workbook.xml");
            for (var i = 0; i < 6_000; i++)
            {
                zip.CreateEntry("x" + i);
            }
        }

        Assert.Equal("file.bomb", Soonest(() => ListFile.Read("nhieu.xlsx", memory.ToArray())).Code);
    }

    [Fact]
    public void A_relation_to_a_part_that_is_not_there_is_told()
    {
        var refusal = ListFile.Read("thieu.xlsx", Xlsx("", without: "xl/worksheets/sheet1.xml")).Refusals[0];
        Assert.Equal("file.broken", refusal.Code);
        Assert.Contains("“S”", refusal.Message);
        Assert.Equal("file.zip", ListFile.Read("thieu.xlsx", Xlsx("", without: "xl/workbook.xml")).Refusals[0].Code);
        Assert.Equal("file.broken", ListFile.Read("thieu.xlsx", Xlsx("", without: "xl/_rels/workbook.xml.rels")).Refusals[0].Code);
    }

    [Theory]
    [InlineData("<row><c s=\"1\"><v>NaN</v></c></row>")]
    [InlineData("<row><c s=\"1\"><v>1e400</v></c></row>")]
    [InlineData("<row><c s=\"-5\"><v>99999999</v></c></row>")]
    [InlineData("<row><c t=\"s\"><v>99999999999</v></c></row>")]
    [InlineData("<row r=\"-1\"><c r=\"1A\"><v>1</v></c></row>")]
    [InlineData("<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row></sheetData>"
        + "<mergeCells><mergeCell ref=\"B2:A1\"/><mergeCell ref=\"C5:A1\"/><mergeCell ref=\"A1:B5\"/></mergeCells><sheetData>")]
    public void Odd_values_are_read_as_they_stand(string rows) =>
    Assert.True(ListFile.Read("la.xlsx", Xlsx(rows)) is { Ok: true } read
        && ListReader.Open(read.Value).Refusals.All(r => r.Message.Length > 10));

    [Fact]
    public void What_is_no_letter_becomes_a_mark_that_is_seen()
    {
        var read = ListFile.Read("la.csv", Encoding.UTF8.GetBytes("Họ và tên,Ngày sinh\nNguyễn\uFFFE Văn A,1950\n"));
        Assert.Equal("Nguyễn\uFFFD Văn A", read.Value.Sheets[0].Rows[1][0].Text);
        Assert.Equal("file.binary",
            ListFile.Read("la.csv",
                Encoding.UTF8.GetBytes(
                    "Họ và tên,Ngày sinh\n" + string.Concat(Enumerable.Repeat("A B,1950\n", 20_000)) + "A\0B,1950\n")).Refusals[0].Code);
    }

    [Fact]
    public void Quotes_hide_delimiters_and_line_ends_from_the_counting()
    {
        var commas = new string(',', 600);
        Assert.True(
            ListFile.Read("q.csv", Encoding.UTF8.GetBytes($"Họ và tên,Ghi chú\nA B,\"{commas}\"\nC D,\"a\"\"{commas}\n\"\"b\"\n")).Ok);
        Assert.Equal("sheet.too-wide",
            ListFile.Read("q.csv", Encoding.UTF8.GetBytes($"Họ và tên,Ghi chú\nA B,a\"\"{commas}\n")).Refusals[0].Code);
    }

    private static Refusal Soonest<T>(Func<Outcome<T>> read)
    {
        var watch = Stopwatch.StartNew();
        var refusal = read().Refusals[0];
        Assert.True(watch.Elapsed < Soon, $"{watch.Elapsed}: {refusal}");
        return refusal;
    }

    private static void Fill(StreamWriter writer, string before, string piece, int size, string after)
    {
        writer.Write(before);
        for (var i = 0; i < size; i += piece.Length)
        {
            writer.Write(piece);
        }

        writer.Write(after);
    }

    private static byte[] Xlsx(string rows, Action<StreamWriter>? shared = null, string? without = null) =>
        Xlsx(w => w.Write($"<worksheet {Ns}><sheetData>{rows}</sheetData></worksheet>"), shared, without);

    private static byte[] Xlsx(Action<StreamWriter> sheet, Action<StreamWriter>? shared = null, string? without = null)
    {
        const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Rels = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Part(string path, Action<StreamWriter> write)
            {
                if (path == without)
                {
                    return;
                }

                using var stream = new StreamWriter(zip.CreateEntry(path, CompressionLevel.Fastest).Open());
                write(stream);
            }

            Part("_rels/.rels",
                w => w.Write(
                    $"<Relationships {Rels}><Relationship Id=\"a\" Type=\"{Rel}/officeDocument\" Target=\"xl/workbook.xml\"/>"
                    + "</Relationships>"));
            Part("xl/workbook.xml",
                w => w.Write(
                    $"<workbook {Ns} xmlns:r=\"{Rel}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"));
            Part("xl/_rels/workbook.xml.rels",
                w => w.Write(
                    $"<Relationships {Rels}><Relationship Id=\"r1\" Type=\"{Rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                    + $"<Relationship Id=\"r2\" Type=\"{Rel}/styles\" Target=\"/xl/styles.xml\"/>"
                    + $"<Relationship Id=\"r3\" Type=\"{Rel}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"));
            Part("xl/styles.xml",
                w => w.Write($"<styleSheet {Ns}><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"));
            Part("xl/sharedStrings.xml", shared ?? (w => w.Write($"<sst {Ns}><si><t>x</t></si></sst>")));
            Part("xl/worksheets/sheet1.xml", sheet);
        }

        return memory.ToArray();
    }
}

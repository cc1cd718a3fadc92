using System.Text;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;

namespace AnSinh.Register.Tests.Importing;

/// <summary>Files that are not lists: each is told what it is and what to do, and none is an exception.</summary>
public class WrongFileTests
{
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public static TheoryData<string, byte[], string, string> Wrong() => new()
    {
        { "rong.xlsx", [], "file.empty", "0 byte" },
        { "cu.xls", [.. Ole, .. new byte[600], .. Encoding.Unicode.GetBytes("Workbook")], "file.xls", ".xlsx" },
        { "khoa.xlsx", [.. Ole, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")], "file.password", "mật khẩu" },
        { "ds.pdf", Encoding.ASCII.GetBytes("%PDF-1.7 ..."), "file.pdf", "PDF" },
        { "web.xls", Encoding.UTF8.GetBytes("\ufeff<html><body><table><tr><td>Họ tên</td></tr></table></body></html>"),
            "file.html", "HTML" },
        { "xml.xls", Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>"),
            "file.xml2003", "XML 2003" },
        { "dut.xlsx", MadeFiles.Xlsx([["Họ và tên"]])[..200], "file.broken", "hỏng" },
        { "hong.xlsx", MadeFiles.Zip(new Dictionary<string, string> { ["xl/workbook.xml"] = "không phải xml" }), "file.broken", "hỏng" },
        { "ho-so.zip", MadeFiles.Zip(new Dictionary<string, string> { ["a.txt"] = "a" }), "file.zip", "giải nén" },
        { "to-trinh.docx", MadeFiles.Zip(new Dictionary<string, string> { ["word/document.xml"] = "<a/>" }), "file.docx", "Word" },
        { "bang.ods", MadeFiles.Zip(new Dictionary<string, string> { ["mimetype"] = "application/vnd.oasis.opendocument.spreadsheet" }),
            "file.ods", "LibreOffice" },
        { "nhi-phan.xlsb", MadeFiles.Zip(new Dictionary<string, string> { ["xl/workbook.bin"] = "x" }), "file.xlsb", ".xlsb" },
        { "anh.csv", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3], "file.not-table", "ảnh" },
        { "la.csv", [1, 0, 2, 3, 0, 0, 9, 200, 0, 1, 7, 0, 0, 0, 4], "file.binary", ".csv" },
        { "trang.csv", Encoding.UTF8.GetBytes(" \r\n \r\n"), "file.no-rows", "không có hàng" },
        { "trong.xlsx", MadeFiles.Xlsx([]), "file.no-rows", "trống" },
        { "ngoac.csv", Encoding.UTF8.GetBytes("Họ và tên,Ngày sinh\n\"Nguyễn Văn A,01/01/1950\nTrần Thị B,1951\n"),
            "csv.broken", "ngoặc kép" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_file_that_is_no_list_is_told_what_it_is(string name, byte[] bytes, string code, string says)
    {
        var read = ListFile.Read(name, bytes);
        Assert.False(read.Ok);
        Assert.Equal(code, read.Refusals[0].Code);
        Assert.Contains(says, read.Refusals[0].Message, StringComparison.Ordinal);
        Assert.Contains(name.Split('.')[0], read.Refusals[0].Place!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_too_large_is_refused_before_it_is_read() =>
        Assert.Equal("file.too-large", ListFile.Read("to.csv", new byte[ListFile.SizeLimit + 1]).Refusals[0].Code);

    [Fact]
    public void Too_many_rows_are_refused()
    {
        var text = new StringBuilder("Họ và tên,Ngày sinh\n");
        for (var i = 0; i <= ListFile.RowsLimit; i++)
        {
            text.Append("A B,1950\n");
        }

        Assert.Equal("sheet.too-long", ListFile.Read("dai.csv", Encoding.UTF8.GetBytes(text.ToString())).Refusals[0].Code);
    }

    [Fact]
    public void A_path_that_is_not_there_or_is_a_folder_is_said()
    {
        Assert.Equal("file.none", ListFile.Read("/khong/co.xlsx").Refusals[0].Code);
        Assert.Equal("file.folder", ListFile.Read(Path.GetTempPath()).Refusals[0].Code);
    }

    [Fact]
    public void A_sheet_that_is_not_there_names_those_that_are()
    {
        var book = ListFile.Read("a.xlsx", MadeFiles.Xlsx([["Họ và tên", "Ngày sinh"], ["Nguyễn Văn A", "1950"]])).Value;
        var opened = ListReader.Open(book, "Tháng 9");
        Assert.Equal("sheet.none", opened.Refusals[0].Code);
        Assert.Contains("Danh sách", opened.Refusals[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_without_a_header_is_said()
    {
        var book = ListFile.Read("a.csv", Encoding.UTF8.GetBytes("1,2,3\n4,5,6\n")).Value;
        Assert.Equal("header.none", ListReader.Open(book).Refusals[0].Code);
    }
}

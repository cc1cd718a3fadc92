using System.IO.Compression;
using System.Text;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.Backup;

namespace AnSinh.Fuzz.Tests;

/// <summary>The kept corpus: small honest inputs of every reader, and the odd and hostile ones that once did harm.</summary>
internal static class Corpus
{
    private const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static IReadOnlyList<string> Yaml { get; } =
    [
        "a: 1\nb: [x, \"y\", 'z']\nc:\n  - d: {e: f}\n  - |\n    khối\n    chữ\n",
        "{\"birth_date\": \"1939-05-02\", \"household\": {\"poverty\": \"poor\"}, \"members\": [{\"birth_date\": \"2010\"}]}",
        "birth_date: 1939-05-02\ndisability: severe\nhousehold: {poverty: poor}\nmembers:\n  - birth_date: 2010-02-03\n",
        new string('[', 30_000), new string('{', 30_000), Many("- ", 5_000), Many("? ", 5_000), Many("{a: ", 5_000),
        "&a [*a]", "a: &x {b: *x}", "a: 1\n<<: {b: 2}", "a: 1\na: 2", "[a]: 1", "{a: 1}: 2", "? [x]\n: 1", ": 1", "a: !!binary aGk=",
        "a: \"\\uD800\"", "a: \"\\0\"", "a: \uFFFE", "a: 1\0b: 2", "\uFEFFa: 1", "a:\n\t- 1", "a: \"x", "a: [1, 2", "%YAML 9.9\n---\na: 1",
        "--- a\n--- b\n...\n", "a: b: c", "- 1\n 2\n- 3", "", "#", "\n\n", "a: |9\n x", "a: >-\n  x\n y", "'a': 'b''c'",
        "key: " + new string('x', 70_000), Many("a: 1\n---\n", 300), "a: @x", "a: `x", "a: %x", "!<tag:yaml.org,2002:str> a",
        "source: \"Danh sách\"\nheader: \"2-3\"\ntwo_digit_year: 30\nvalid_from: 2020-08-01\nunit: \"09715\"\nnew_people: add\n"
            + "columns:\n  - column: \"Họ và tên\"\n    to: name\n  - column: \"Mức độ\"\n    to: fact:disability\n"
            + "    from: \"Từ ngày\"\n    values:\n      \"nặng\": severe\n",
        "fields: { \"Họ và tên\": name, \"Ngày sinh\": birth_date }", "left:\n  fields: {\"Họ + Tên\": name}\nright: {\"Ten\": name}\n",
        "cases:\n  - {id: C-1, programme: aid, month: 2024-05, given: {disability: severe}, expect: {status: yes, amount: 1}}\n",
    ];

    public static IReadOnlyList<string> Expressions { get; } =
    [
        "age_at(birth_date, period.end) >= parameters.high_age", "disability == 'severe' && pension == 'none'",
        "members.count(m, m.raised_by == id && age_at(m.birth_date, period.eve) < 16)", "parameters.standard * 1.5 * 2",
        "min(percent, 3) + max(1, percent) * -2", "disability in ['mild', 'severe']", "resident ? 1 : 0",
        "known(income) && income < 5000000", "table('invalid', percent)", "percent(income, 80)", "round(parameters.standard * 1.25, 1000)",
        "add_months(birth_date, 72) > date('2020-01-01')", "in_year(birth_date, '09-30')", "month_end(birth_date)",
        "year_of(birth_date) * 12", "quantities.share", "unit.criteria_met", "period.month == month('2020-08')",
        "household.poverty == 'poor'",
        Many("(", 3_000) + "1", Many("!", 4_000) + "resident", Many("resident && ", 300) + "resident", Many("1 + ", 1_000) + "1",
        Many("resident ? 1 : ", 200) + "0", Many("-", 4_000) + "1", Many("min(1, ", 400) + "1" + Many(")", 400),
        "percent * 99999999999999 * 99999999999999",
        "add_days(birth_date, 99999999999999)", "add_months(birth_date, -99999999999999)",
        "age_at(birth_date, period.end) >= 99999999999999", "months_between(date('0001-01-01'), date('9999-12-31'))",
        "1.0001 * parameters.standard * 99999999999999",
        "a.b.c.d", "'", "\"", "=", "1 2", "in", "[1]", "members.sum(m, members.count(n, true))", "\0", "\uD800",
        "percent / 2", "", "9e9", "0.00001", "99999999999999999999", "round(parameters.standard, 0)", "date('2020-02-30')",
        "defs.x", "results.aid.drawn", "results.aid.amount + 1",
    ];

    public static IReadOnlyList<string> Cards { get; } =
    [
        "012345678901|123456789|Nguyễn Văn A|05031939|Nam|Thôn 1, Xuân Đình|25042021", "012345678901||NGUYỄN THỊ B|1939|Nữ|x|",
        "012345678901|123456789|A|00001939|Nam|x", "012345678901|1|A|00031939|Nam|x", "|||||", "||||||||||||",
        "012345678901|123456789|Nguyễn\uD800|05031939|Nam|x", "012345678901|123456789|Nguyễn\uFFFE|05031939|Nam|\0", new string('|', 900),
        "012345678901|123456789|A  B|31021939|Nam|x|99999999", "０１２３４５６７８９０１||A|05031939|Nam|x", "012345678901||\u0301|05031939|nam|x",
    ];

    public static IReadOnlyList<string> Events { get; } =
    [
        "{\"person\": 1, \"on\": \"2020-08-05\", \"number\": \"45\", \"yes\": true, \"none\": null, \"list\": [1, \"a\", {\"b\": 2}]}",
        "{}", "[]", "1", "\"", "{\"a\": \"\\ud800\"}", "{\"\\ud800\": 1}", "{\"a\": [\"\\udc00\"]}", Many("[", 5_000),
        Many("{\"a\":", 5_000), "{\"a\": 1e999}", "{\"a\": \"\\u0000\"}",
        "{\"a\": 1, \"a\": 2}", "{\"a\":1}{", "\uFEFF{\"a\": 1}", "{\"a\": /* x */ 1}", "{\"a\": \"" + new string('x', 2_000) + "\"}",
        "{\"a\": 123456789012345678901234567890}", "",
    ];

    public static IReadOnlyList<string> Searches { get; } =
        ["Nguyễn Thị Khuyến", "khuyen 1939", "001139012345", "81 tuổi xuân đình", "ng th khuyen nữ", "\uFFFE", "a\uD800",
            "\0", new string('a', 5_000), Many("a ", 2_000), "1939-05-02", "05/03/1939", "%_'\"\\", "١٢٣", "ﬁ ß İ",
            "\u0301\u0301", "  ", "-", "12345678901234567890"];

    public static IReadOnlyList<byte[]> Lists { get; } =
    [
        Utf8("STT,Họ và tên,Ngày sinh,Số CCCD,Thôn\n1,Nguyễn Thị Khuyến,01/01/1939,001139012345,Cụm 1\n2,Kiều Văn Tịnh,2/5/61,,Cụm 2\n"),
        Utf8("Họ và tên;Năm sinh;Mức\nTrần Thị B;1951;540.000\n"), Utf8("sep=|\nHọ và tên|Ngày sinh\nA B|1950\n"),
        Utf8("Họ và tên\tNgày sinh\n\"A\n\"\"B\"\tx\n"), Utf8("Họ và tên,Ngày sinh\n\"Nguyễn\n"),
        Utf8("Họ và tên,Ngày sinh\nA\"\"B,1\n"), Utf8(new string(',', 2_000)), Utf8("a,b\n" + Many("x", 40_000)),
        Utf8("Họ và tên,Ngày sinh\nA\uFFFE,1950\n"), Utf8("a\0b"), [0xFF, 0xFE, 0x48, 0x00], [0xFE, 0xFF, 0x00], [0xEF, 0xBB, 0xBF],
        Encoding.Unicode.GetBytes("Họ và tên\tNgày sinh\nA B\t1950\n"),
        Encoding.Latin1.GetBytes("Hä vµ tªn,Ngµy sinh\nNguyÔn ThÞ Khuyªn,1939\nTrÇn V¨n B×nh,1950\n"),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], Utf8("%PDF"), Utf8("<html>"), Utf8("####\n#1,A\n"),
        Utf8("\uFFFFa\n\uFFFFb\n"), Utf8("#\n"),
        Utf8("Họ và tên,Ngày sinh\n#1 A,1950\n"), Utf8("PK\u0003\u0004"), [],
        Xlsx("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Họ và tên</t></is></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>"
            + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>Nguyễn Văn A</v></c><c r=\"B2\" s=\"1\"><v>14309</v></c>"
            + "<c r=\"C2\" t=\"e\"><v>#N/A</v></c><c r=\"D2\"><f>A1</f></c></row>"),
        Xlsx("<row><c s=\"1\"><v>NaN</v></c></row></sheetData>"
            + "<mergeCells><mergeCell ref=\"B2:A1\"/><mergeCell ref=\"A1:SR300000\"/></mergeCells><sheetData>"),
        Xlsx("<row r=\"299999\"><c r=\"SR299999\"><v>1</v></c></row>"), Xlsx("<row><c r=\"XFD1\"><v>1</v></c></row>"),
        Xlsx(Many("<row>", 60)), Xlsx("<row><c t=\"s\"><v>-1</v></c><c t=\"s\"><v>9</v></c><c t=\"d\"><v>2020-13-45</v></c></row>"),
    ];

    public static IReadOnlyList<byte[]> Reorganisations { get; } =
    [
        Utf8("event,effective_date,decided_date,instrument,level,from_code,from_name,"
            + "to_code,to_name,to_full_name,to_kind,to_parent_code,extent,hamlets,note,source\n"
            + "sap-xep,2020-03-01,2020-02-11,NQ 895,3,09727,Xuân Phú,09736,Xuân Đình,Xã Xuân Đình,xã,272,whole,,,\n"
            + ",,,,3,09718,,09736,,,,,part,\"Thôn 1;Thôn 2\",,\n"),
        Utf8("event,effective_date,instrument,from_code,to_code,extent\nx,2020-02-30,y,1,2,half\n"), Utf8("event\n"),
        Utf8(""), Utf8("event,event\n"), Utf8("\uFEFFevent;a\n"), [0xFF], Utf8(new string(',', 3_000)),
        Utf8("event,effective_date,instrument,from_code,to_code,extent\n\"x\n"),
    ];

    private static string Many(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A backup of a register that has three entries in its log and nothing else.</summary>
    public static byte[] Backup()
    {
        var folder = Directory.CreateTempSubdirectory("ansinh-fuzz-");
        try
        {
            using var register = Database.Open(Path.Combine(folder.FullName, "r.db"), TimeProvider.System);
            register.Migrate(AuditLog.Migrations);
            for (var i = 0; i < 3; i++)
            {
                register.Do(new Act("fuzz", "fuzz"), (_, _) => i);
            }

            var file = Path.Combine(folder.FullName, "b.zip");
            _ = new RegisterBackup(AuditLog.Migrations).Make(register, [], file, new Act("fuzz", "register.backup")).Value;
            return File.ReadAllBytes(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Xlsx(string rows)
    {
        const string Ns = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        const string Rels = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
        var parts = new Dictionary<string, string>
        {
            ["_rels/.rels"] =
            $"<Relationships {Rels}><Relationship Id=\"a\" Type=\"{Rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            ["xl/workbook.xml"] =
            $"<workbook {Ns} xmlns:r=\"{Rel}\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/>"
                + "<sheet name=\"T\" state=\"hidden\" sheetId=\"2\" r:id=\"r4\"/></sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] =
            $"<Relationships {Rels}><Relationship Id=\"r1\" Type=\"{Rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                + $"<Relationship Id=\"r4\" Type=\"{Rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                + $"<Relationship Id=\"r2\" Type=\"{Rel}/styles\" Target=\"/xl/styles.xml\"/>"
                + $"<Relationship Id=\"r3\" Type=\"{Rel}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>",
            ["xl/styles.xml"] =
            $"<styleSheet {Ns}><numFmts><numFmt numFmtId=\"170\" formatCode=\"dd/mm/yyyy\"/></numFmts>"
                + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>",
            ["xl/sharedStrings.xml"] = $"<sst {Ns}><si><t>Ngày sinh</t></si><si><r><t>a</t></r><rPh><t>b</t></rPh></si></sst>",
            ["xl/worksheets/_rels/sheet1.xml.rels"] =
            $"<Relationships {Rels}><Relationship Id=\"c\" Type=\"{Rel}/comments\" Target=\"../comments1.xml\"/></Relationships>",
            ["xl/comments1.xml"] =
            $"<comments {Ns}><commentList><comment ref=\"A2\"><text><r><t>đã mất</t></r></text></comment></commentList></comments>",
            ["xl/worksheets/sheet1.xml"] = $"<worksheet {Ns}><sheetData>{rows}</sheetData></worksheet>",
        };
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
                writer.Write(text);
            }
        }

        return memory.ToArray();
    }
}

using System.IO.Compression;
using System.Text;

namespace AnSinh.Register.Tests.Importing;

/// <summary>Files as offices send them, made here: nobody in them is real.</summary>
internal static class MadeFiles
{
    private const string Main =
        "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
        + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    /// <summary>An .xlsx of one sheet; a cell is text, or XML beginning with &lt;c for anything else.</summary>
    public static byte[] Xlsx(IReadOnlyList<string?[]> rows, IReadOnlyList<string>? merges = null,
        IReadOnlyDictionary<string, string>? comments = null, string sheet = "Danh sách", int firstRow = 1)
    {
        var data = new StringBuilder();
        for (var r = 0; r < rows.Count; r++)
        {
            data.Append(System.Globalization.CultureInfo.InvariantCulture, $"<row r=\"{r + firstRow}\">");
            for (var c = 0; c < rows[r].Length; c++)
            {
                var place = $"{Intake.Lists.Reading.Sheet.Letters(c)}{r + firstRow}";
                data.Append(rows[r][c] switch
                {
                    null => "",
                    ['<', ..] xml => xml.Replace("<c", $"<c r=\"{place}\"", StringComparison.Ordinal),
                    { } text =>
                        $"<c r=\"{place}\" t=\"inlineStr\"><is>"
                        + $"<t xml:space=\"preserve\">{System.Security.SecurityElement.Escape(text)}</t></is></c>",
                });
            }

            data.Append("</row>");
        }

        var merged = merges is null ? ""
            : $"<mergeCells count=\"{merges.Count}\">{string.Concat(merges.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>";
        var parts = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] =
            """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"""
            + """<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"""
            + """<Default Extension="xml" ContentType="application/xml"/>"""
            + Part("/xl/workbook.xml", "sheet.main")
            + Part("/xl/worksheets/sheet1.xml", "worksheet")
            + Part("/xl/styles.xml", "styles")
            + Part("/xl/comments1.xml", "comments") + "</Types>",
            ["_rels/.rels"] = Rels(("officeDocument", "xl/workbook.xml")),
            ["xl/workbook.xml"] = $"<workbook {Main}><sheets><sheet name=\"{sheet}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = Rels(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
            ["xl/styles.xml"] =
            $"<styleSheet {Main}><numFmts count=\"1\"><numFmt numFmtId=\"170\" formatCode=\"dd/mm/yyyy\"/></numFmts>"
            + "<fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>"
            + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
            + "<cellXfs count=\"3\"><xf/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>",
            ["xl/worksheets/sheet1.xml"] = $"<worksheet {Main}><sheetData>{data}</sheetData>{merged}</worksheet>",
        };
        if (comments is not null)
        {
            parts["xl/worksheets/_rels/sheet1.xml.rels"] = Rels(("comments", "../comments1.xml"));
            var told = comments.Select(
                c => $"<comment ref=\"{c.Key}\" authorId=\"0\"><text><r><t>{c.Value}</t></r></text></comment>");
            parts["xl/comments1.xml"] =
                $"<comments {Main}><authors><author/></authors><commentList>{string.Concat(told)}</commentList></comments>";
        }

        return Zip(parts);
    }

    /// <summary>A zip of texts.</summary>
    public static byte[] Zip(IReadOnlyDictionary<string, string> parts)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
                writer.Write(text);
            }
        }

        return memory.ToArray();
    }

    /// <summary>A number cell.</summary>
    public static string Number(string value, int style = 0) => $"<c s=\"{style}\"><v>{value}</v></c>";

    private static string Part(string name, string type) =>
        $"<Override PartName=\"{name}\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{type}+xml\"/>";

    private static string Rels(params (string Type, string Target)[] targets) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(targets.Select((t, i) =>
            $"<Relationship Id=\"rId{i + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{t.Type}\" "
            + $"Target=\"{t.Target}\"/>"))
        + "</Relationships>";
}

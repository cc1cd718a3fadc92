using System.Globalization;
using System.Xml;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Reading;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace AnSinh.Intake.Lists.Writing;

/// <summary>A column of a table written for Excel.</summary>
/// <param name="Label">Words over it.</param>
/// <param name="Width">Width in letters.</param>
public sealed record XlsxColumn(string Label, int Width = 14);

/// <summary>
/// A table to be written as an .xlsx file: lines that say what it is, then columns and rows. Numbers and <see cref="Dong"/> become numbers,
/// days become days, a birth date known only by its year stays text; text is never taken for a formula.
/// </summary>
/// <param name="Sheet">Name of the sheet, at most 31 letters.</param>
/// <param name="Lines">What it is: title first, then month, knowledge, unit, each in a row of its own.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, written as they come: a table of any length needs no memory.</param>
public sealed record XlsxTable(string Sheet, IReadOnlyList<string> Lines, IReadOnlyList<XlsxColumn> Columns,
    IEnumerable<IReadOnlyList<object?>> Rows)
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Styles =
        """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"""
        + """<numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0"/>"""
        + """<numFmt numFmtId="165" formatCode="dd/mm/yyyy"/></numFmts>"""
        + """<fonts count="3"><font><sz val="11"/><name val="Times New Roman"/></font>"""
        + """<font><b/><sz val="11"/><name val="Times New Roman"/></font>"""
        + """<font><b/><sz val="14"/><name val="Times New Roman"/></font></fonts>"""
        + """<fills count="3"><fill><patternFill patternType="none"/></fill>"""
        + """<fill><patternFill patternType="gray125"/></fill>"""
        + """<fill><patternFill patternType="solid"><fgColor rgb="FFE3EFEE"/></patternFill></fill></fills>"""
        + """<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>"""
        + """<border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders>"""
        + """<cellStyleXfs count="1"><xf/></cellStyleXfs>"""
        + """<cellXfs count="6"><xf/>"""
        + """<xf fontId="1" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">"""
        + """<alignment horizontal="center" vertical="center" wrapText="1"/></xf>"""
        + """<xf numFmtId="164" borderId="1" applyNumberFormat="1" applyBorder="1"/>"""
        + """<xf numFmtId="165" borderId="1" applyNumberFormat="1" applyBorder="1"/>"""
        + """<xf fontId="2" applyFont="1"/><xf borderId="1" applyBorder="1"/></cellXfs></styleSheet>""";

    private enum Style
    {
        Plain = 0,
        Head = 1,
        Number = 2,
        Day = 3,
        Title = 4,
        Text = 5,
    }

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to; must allow seeking.</param>
    public void Write(Stream stream)
    {
        using var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        var styles = book.AddNewPart<WorkbookStylesPart>();
        using (var text = new StreamWriter(styles.GetStream(FileMode.Create)))
        {
            text.Write(Styles);
        }

        var part = book.AddNewPart<WorksheetPart>();
        using (var xml = XmlWriter.Create(part.GetStream(FileMode.Create), new XmlWriterSettings { CheckCharacters = false }))
        {
            WriteSheet(xml);
        }

        using var list = XmlWriter.Create(book.GetStream(FileMode.Create));
        list.WriteStartElement("workbook", Main);
        list.WriteStartElement("sheets", Main);
        list.WriteStartElement("sheet", Main);
        list.WriteAttributeString("name", SheetName());
        list.WriteAttributeString("sheetId", "1");
        list.WriteAttributeString("r", "id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships", book.GetIdOfPart(part));
        list.WriteEndDocument();
    }

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes()
    {
        using var memory = new MemoryStream();
        Write(memory);
        return memory.ToArray();
    }

    private void WriteSheet(XmlWriter xml)
    {
        var head = Lines.Count + (Lines.Count > 0 ? 2 : 1);
        xml.WriteStartElement("worksheet", Main);
        WriteView(xml, head);
        xml.WriteStartElement("sheetData", Main);
        var number = 0;
        foreach (var line in Lines)
        {
            Row(xml, ++number, [line], number == 1 ? Style.Title : Style.Plain);
        }

        number = head - 1;
        Row(xml, ++number, [.. Columns.Select(c => (object?)c.Label)], Style.Head);
        foreach (var row in Rows)
        {
            Row(xml, ++number, row, Style.Text);
        }

        xml.WriteEndElement();
        if (number > head)
        {
            xml.WriteRaw(
                string.Create(CultureInfo.InvariantCulture,
                    $"""<autoFilter ref="A{head}:{Reading.Sheet.Letters(Columns.Count - 1)}{number}"/>"""));
        }

        xml.WriteRaw(
            """<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>"""
            + """<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>""");
        xml.WriteEndDocument();
    }

    private void WriteView(XmlWriter xml, int head)
    {
        xml.WriteRaw(
            string.Create(CultureInfo.InvariantCulture,
                $"""<sheetViews><sheetView workbookViewId="0"><pane ySplit="{head}" topLeftCell="A{head + 1}" """
                + $"""activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"""));
        for (var i = 0; i < Columns.Count; i++)
        {
            xml.WriteRaw(
                string.Create(CultureInfo.InvariantCulture,
                    $"""<col min="{i + 1}" max="{i + 1}" width="{Columns[i].Width}" customWidth="1"/>"""));
        }

        xml.WriteRaw("</cols>");
    }

    private static void Row(XmlWriter xml, int number, IReadOnlyList<object?> cells, Style style)
    {
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < cells.Count; i++)
        {
            xml.WriteStartElement("c", Main);
            xml.WriteAttributeString("r", Reading.Sheet.Letters(i) + number.ToString(CultureInfo.InvariantCulture));
            Cell(xml, cells[i], style);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Cell(XmlWriter xml, object? value, Style style)
    {
        switch (value)
        {
            case null or "":
                Attribute(xml, style);
                break;
            case Dong dong:
                Number(xml, dong.Value);
                break;
            case int or long or short:
                Number(xml, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case decimal share:
                Attribute(xml, style);
                xml.WriteElementString("v", Main, share.ToString(CultureInfo.InvariantCulture));
                break;
            case DateOnly day when day >= new DateOnly(1900, 3, 1):
                Attribute(xml, Style.Day);
                xml.WriteElementString("v", Main,
                    (day.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture));
                break;
            case BirthDate { Precision: DatePrecision.Day } birth:
                Cell(xml, birth.Earliest, style);
                break;
            case DateOnly day:
                Text(xml, Vietnamese.Date(day), style);
                break;
            default:
                Text(xml, value.ToString() ?? "", style);
                break;
        }
    }

    private static void Number(XmlWriter xml, long number)
    {
        Attribute(xml, Style.Number);
        xml.WriteElementString("v", Main, number.ToString(CultureInfo.InvariantCulture));
    }

    private static void Text(XmlWriter xml, string text, Style style)
    {
        Attribute(xml, style);
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is", Main);
        xml.WriteStartElement("t", Main);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(string.Concat(text.Where(XmlConvert.IsXmlChar)));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, Style style) =>
        xml.WriteAttributeString("s", ((int)style).ToString(CultureInfo.InvariantCulture));

    private string SheetName()
    {
        const int LengthLimit = 31;
        var name = string.Concat(Sheet.Where(c => c is not ('[' or ']' or ':' or '*' or '?' or '/' or '\\')));
        return name.Length == 0 ? "Danh sách" : name.Length > LengthLimit ? name[..LengthLimit] : name;
    }
}

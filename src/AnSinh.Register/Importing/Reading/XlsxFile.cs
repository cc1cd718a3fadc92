using System.Globalization;
using System.IO.Packaging;
using System.Xml;
using AnSinh.Basics;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace AnSinh.Register.Importing;

/// <summary>Reads an .xlsx file. The parts are found by the library; the cells are streamed, for a list may have a million.</summary>
internal static class XlsxFile
{
    public static Outcome<Workbook> Read(string name, byte[] bytes)
    {
        try
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(bytes, writable: false), isEditable: false);
            if (document.WorkbookPart is not { Workbook.Sheets: { } listed } book)
            {
                return ListFile.Broken(name);
            }

            var texts = book.SharedStringTablePart is { } shared ? SharedTexts(shared) : [];
            var formats = new XlsxFormats(book.WorkbookStylesPart?.Stylesheet, book.Workbook.WorkbookProperties?.Date1904?.Value == true);
            var sheets = new List<AnSinh.Register.Importing.Sheet>();
            foreach (var item in listed.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().OrderBy(s => s.State?.Value is { } state && state != SheetStateValues.Visible ? 1 : 0))
            {
                if (item.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart part)
                {
                    continue;
                }

                var sheet = new XlsxSheet(item.Name?.Value ?? "Sheet", texts, formats).Read(part);
                if (!sheet.Ok)
                {
                    return Outcome<Workbook>.Refused(sheet.Refusals);
                }

                sheets.Add(sheet.Value);
            }

            if (sheets.All(s => s.Rows.Count == 0))
            {
                return new Refusal("file.no-rows", "Tệp không có hàng nào: mọi trang tính đều trống.", name);
            }

            return new Workbook(name, sheets, [.. sheets.Where(s => s.HiddenRows > 0).Select(s => new Doubt("sheet.hidden-rows", $"{s.HiddenRows} hàng đang bị ẩn (có thể do lọc) vẫn được đọc.", s.Name))]);
        }
        catch (Exception trouble) when (trouble is OpenXmlPackageException or FileFormatException or InvalidDataException or XmlException or FormatException or ArgumentException or KeyNotFoundException)
        {
            return ListFile.Broken(name);
        }
    }

    private static List<string> SharedTexts(SharedStringTablePart part)
    {
        var texts = new List<string>();
        using var reader = XmlReader.Create(part.GetStream());
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "si")
            {
                texts.Add(TextOf(reader));
            }
        }

        return texts;
    }

    /// <summary>The text of a rich text: its runs joined; readings beside them (phonetic) are left out.</summary>
    public static string TextOf(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }

        var (depth, text, inText, phonetic) = (reader.Depth, "", false, 0);
        while (reader.Read() && reader.Depth > depth)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.LocalName == "rPh" && !reader.IsEmptyElement:
                    phonetic++;
                    break;
                case XmlNodeType.EndElement when reader.LocalName == "rPh":
                    phonetic--;
                    break;
                case XmlNodeType.Element when reader.LocalName == "t":
                    inText = !reader.IsEmptyElement;
                    break;
                case XmlNodeType.EndElement when reader.LocalName == "t":
                    inText = false;
                    break;
                case XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA when inText && phonetic == 0:
                    text = text.Length == 0 ? reader.Value : text + reader.Value;
                    break;
                default:
                    break;
            }
        }

        return text;
    }
}

/// <summary>Which styles show a number as a day.</summary>
internal sealed class XlsxFormats
{
    private readonly bool[] _isDate;
    private readonly bool _from1904;

    public XlsxFormats(Stylesheet? styles, bool from1904)
    {
        _from1904 = from1904;
        var codes = (styles?.NumberingFormats?.Elements<NumberingFormat>() ?? []).Where(f => f.NumberFormatId is not null)
            .GroupBy(f => f.NumberFormatId!.Value).ToDictionary(g => g.Key, g => g.First().FormatCode?.Value ?? "");
        _isDate = [.. (styles?.CellFormats?.Elements<CellFormat>() ?? []).Select(f => f.NumberFormatId?.Value ?? 0)
            .Select(id => codes.TryGetValue(id, out var code) ? IsDateCode(code) : id is (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58))];
    }

    public bool IsDate(int style) => (uint)style < (uint)_isDate.Length && _isDate[style];

    /// <summary>The day of a serial number; null if there is none (29 February 1900 exists in Excel only).</summary>
    public DateOnly? Day(double serial)
    {
        var whole = (int)Math.Floor(Math.Clamp(serial, -1, 3_000_000)); // a Limit beyond which no calendar goes
        return whole is < 1 or > 2_958_465 ? null
            : _from1904 ? new DateOnly(1904, 1, 1).AddDays(whole)
            : whole == 60 ? null
            : new DateOnly(1899, 12, whole < 60 ? 31 : 30).AddDays(whole);
    }

    private static bool IsDateCode(string code)
    {
        var quoted = false;
        var bracket = false;
        for (var i = 0; i < code.Length; i++)
        {
            var letter = code[i];
            if (letter == '\\')
            {
                i++;
            }
            else if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && letter is '[' or ']')
            {
                bracket = letter == '[';
            }
            else if (!quoted && !bracket && letter is 'd' or 'D' or 'y' or 'Y')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A number in the form all numbers have here; digits beyond those Excel keeps are not made up.</summary>
    public static string Number(double value) =>
        Math.Abs(value) < 1e15 && value == Math.Truncate(value) ? ((long)value).ToString(CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
}

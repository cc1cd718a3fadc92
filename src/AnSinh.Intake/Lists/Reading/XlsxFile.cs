using System.IO.Compression;
using System.Text;
using System.Xml;
using AnSinh.Basics;
using AnSinh.Basics.Csv;

namespace AnSinh.Intake.Lists.Reading;

/// <summary>
/// Reads an .xlsx file as streams: a list may have a million cells, and a hostile file a part that is larger than memory.
/// </summary>
internal static class XlsxFile
{
    private const long SharedSizeLimit = 100_000_000;

    public static Outcome<Workbook> Read(string name, ZipArchive zip)
    {
        try
        {
            var parts = new XlsxParts(zip);
            return parts.Workbook is { } book ? Read(name, parts, book) : ListFile.Broken(name);
        }
        catch (SheetRefusedException refused)
        {
            return refused.Refusal with { Place = string.IsNullOrEmpty(refused.Refusal.Place) ? name : refused.Refusal.Place };
        }
        catch (Exception trouble) when (trouble is InvalidDataException or XmlException or FormatException or ArgumentException
            or InvalidOperationException)
        {
            return ListFile.Broken(name);
        }
    }

    private static Outcome<Workbook> Read(string name, XlsxParts parts, string book)
    {
        var (listed, from1904) = Sheets(parts, book);
        var relations = parts.Relations(book);
        string? Related(string type) => relations.Values.FirstOrDefault(r => r.Type == type && parts.Has(r.Target))?.Target;
        var texts = Related("sharedStrings") is { } shared ? SharedTexts(parts, shared) : [];
        var formats = new XlsxFormats(parts, Related("styles"), from1904);
        var (sheets, bounds, missing) = (new List<Sheet>(), new SheetBounds(), new List<string>());
        foreach (var (title, id) in listed)
        {
            if (!relations.TryGetValue(id, out var relation) || (relation.Type == "worksheet" && !parts.Has(relation.Target)))
            {
                missing.Add(title);
                continue;
            }

            // A chart or a macro has a tab of its own and no rows.
            if (relation.Type != "worksheet")
            {
                continue;
            }

            var sheet = new XlsxSheet(title, texts, formats, bounds).Read(parts, relation.Target);
            if (!sheet.Ok)
            {
                return Outcome<Workbook>.Refused(sheet.Refusals);
            }

            sheets.Add(sheet.Value);
        }

        // A sheet that is named and not there is a part that was lost on the way.
        return missing.Count > 0
            ? new Refusal("file.broken",
                $"Tệp Excel hỏng: trang tính “{missing[0]}” có tên mà không có nội dung. Hãy mở bằng Excel để kiểm tra rồi gửi lại.", name)
            : sheets.All(s => s.Rows.Count == 0) ? new Refusal("file.no-rows", "Tệp không có hàng nào: mọi trang tính đều trống.", name)
            : new Workbook(name, sheets,
                [.. sheets.Where(s => s.HiddenRows > 0)
                    .Select(s => new Doubt("sheet.hidden-rows", $"{s.HiddenRows} hàng đang bị ẩn (có thể do lọc) vẫn được đọc.", s.Name))]);
    }

    /// <summary>Titles and relations of the sheets, those hidden last; and whether days count from 1904.</summary>
    private static (IReadOnlyList<(string Title, string Id)> Sheets, bool From1904) Sheets(XlsxParts parts, string book)
    {
        var (sheets, from1904) = (new List<(string Title, string Id, bool Hidden)>(), false);
        using var reader = parts.Open(book);
        while (XlsxParts.Next(reader))
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
            {
                from1904 = reader.GetAttribute("date1904") is "1" or "true";
            }
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && RelationOf(reader) is { } id)
            {
                var title = OutsideText.Legible(reader.GetAttribute("name") ?? "Sheet");
                sheets.Add((title.Length > 60 ? title[..60] : title, id, reader.GetAttribute("state") is { } state && state != "visible"));
                if (sheets.Count > SheetBounds.SheetsLimit)
                {
                    throw new SheetRefusedException(
                        new Refusal("file.too-many-sheets",
                            $"Tệp có hơn {SheetBounds.SheetsLimit} trang tính. Hãy chép trang cần dùng sang tệp mới."));
                }
            }
        }

        return ([.. sheets.OrderBy(s => s.Hidden).Select(s => (s.Title, s.Id))], from1904);
    }

    /// <summary>
    /// The relation a sheet names: an <c>id</c> in a namespace of its own, which differs between the two dialects of the format.
    /// </summary>
    private static string? RelationOf(XmlReader reader)
    {
        string? id = null;
        while (reader.MoveToNextAttribute())
        {
            id = reader is { LocalName: "id", NamespaceURI.Length: > 0 } ? reader.Value : id;
        }

        reader.MoveToElement();
        return id;
    }

    private static List<string> SharedTexts(XlsxParts parts, string path)
    {
        var (texts, size) = (new List<string>(), 0L);
        using var reader = parts.Open(path);
        while (XlsxParts.Next(reader))
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                texts.Add(TextOf(reader, path));
                size += texts[^1].Length;
                if (texts.Count > SheetBounds.CellsLimit || size > SharedSizeLimit)
                {
                    throw new SheetRefusedException(ListFile.Bomb(""));
                }
            }
        }

        return texts;
    }

    /// <summary>The text of a rich text: its runs joined; readings beside them (phonetic) are left out.</summary>
    public static string TextOf(XmlReader reader, string place)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }

        var (depth, text, inText, phonetic) = (reader.Depth, new StringBuilder(), false, 0);
        while (XlsxParts.Next(reader) && reader.Depth > depth)
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
                case XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA
                    when inText && phonetic == 0:
                    text.Append(reader.Value);
                    if (text.Length > SheetBounds.CellSizeLimit)
                    {
                        throw SheetBounds.TooLongCell(place);
                    }

                    break;
                default:
                    break;
            }
        }

        return OutsideText.Legible(text.ToString());
    }
}

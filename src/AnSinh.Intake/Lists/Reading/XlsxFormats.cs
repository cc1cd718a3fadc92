using System.Globalization;
using System.Xml;

namespace AnSinh.Intake.Lists.Reading;

/// <summary>Which styles show a number as a day.</summary>
internal sealed class XlsxFormats
{
    private readonly bool[] _isDate;
    private readonly bool _from1904;

    public XlsxFormats(XlsxParts parts, string? styles, bool from1904)
    {
        _from1904 = from1904;
        var (codes, formats, inCells) = (new Dictionary<int, string>(), new List<int>(), false);
        using var reader = styles is null ? null : parts.Open(styles);
        while (reader is not null && XlsxParts.Next(reader))
        {
            if (reader.LocalName == "cellXfs")
            {
                inCells = reader is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
            }
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "numFmt" })
            {
                codes.TryAdd(Id(reader), reader.GetAttribute("formatCode") ?? "");
            }
            else if (inCells && reader is { NodeType: XmlNodeType.Element, LocalName: "xf" })
            {
                formats.Add(Id(reader));
            }
        }

        _isDate = [.. formats.Select(
            id => codes.TryGetValue(id, out var code) ? IsDateCode(code)
                : id is (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58))];
    }

    private static int Id(XmlReader reader) =>
        int.TryParse(reader.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    public bool IsDate(int style) => style >= 0 && style < _isDate.Length && _isDate[style];

    /// <summary>The day of a serial number; null if there is none (29 February 1900 exists in Excel only).</summary>
    public DateOnly? Day(double serial)
    {
        const int LastDayLimit = 2_958_465; // 31 December 9999
        const int DaysBefore1904Limit = 1_462;
        var whole = (int)Math.Floor(Math.Clamp(serial, -1, LastDayLimit + 1));
        return whole < 1 || whole > (_from1904 ? LastDayLimit - DaysBefore1904Limit : LastDayLimit) ? null
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
        Math.Abs(value) < 1e15 && value == Math.Truncate(value) ? ((long)value).ToString(CultureInfo.InvariantCulture)
        : value.ToString("R", CultureInfo.InvariantCulture);
}

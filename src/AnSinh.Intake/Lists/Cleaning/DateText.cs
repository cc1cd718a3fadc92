using System.Globalization;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Reading;

namespace AnSinh.Intake.Lists.Cleaning;

/// <summary>A date as a list writes it, read: what it says, and what had to be assumed to read it so.</summary>
/// <param name="Date">The date with its precision.</param>
/// <param name="Code">Code of what was assumed; null if nothing.</param>
/// <param name="Assumed">What was assumed, in Vietnamese; null if nothing.</param>
public sealed record ReadDate(BirthDate Date, string? Code = null, string? Assumed = null);

/// <summary>
/// Reads dates in the shapes lists have: <c>05/03/1939</c>, <c>5-3-39</c>, <c>5.3.1939</c>, <c>03/1939</c>, <c>1939</c>, <c>1939-03-05</c>,
/// <c>05031939</c>, <c>ngày 5 tháng 3 năm 1939</c>, and the day numbers of Excel. The day comes before the month, as in Viet Nam.
/// </summary>
/// <param name="pivot">Last two-digit year that means 20xx: with 30, <c>30</c> is 2030 and <c>31</c> is 1931.</param>
/// <param name="today">No birth is after it: such a date, if the century was assumed, lies a century earlier.</param>
public sealed class DateText(int pivot, DateOnly today)
{
    private const int FirstYear = 1850;
    private const int Century = 100;
    private const int SizeLimit = 100;

    /// <summary>The date of a cell; a refusal says what is wrong with it (its place is left to the caller).</summary>
    public Outcome<ReadDate> Read(SheetCell cell)
    {
        var text = cell.Text.Trim().TrimStart('\'', '`');
        if (text.Length > SizeLimit)
        {
            return Bad(text[..SizeLimit] + "…");
        }

        if (cell.Kind == CellKind.Date)
        {
            return Iso(text) is { } day ? Within(day, DatePrecision.Day, null, null, text) : Bad(text);
        }

        if (cell.Kind == CellKind.Number || (text.Length is 4 or 5 && text.All(char.IsAsciiDigit)))
        {
            return OfNumber(text);
        }

        if (text.Length == 10 && text[4] == '-' && Iso(text) is { } iso)
        {
            return Within(iso, DatePrecision.Day, null, null, text);
        }

        if (text.Length is 8 or 7 && text.All(char.IsAsciiDigit))
        {
            return Compact(text.PadLeft(8, '0'), text);
        }

        return Parts(text) switch
        {
            [var d, var m, var y] when y.Length is 2 or 4 => OfParts(d, m, y, text),
            [var y, var m, var d] when y.Length == 4 => OfParts(d, m, y, text),
            [var m, var y] when y.Length == 4 => OfParts(null, m, y, text),
            [var y, var m] when y.Length == 4 && m.Length <= 2 => OfParts(null, m, y, text),
            [var m, var y] when y.Length == 2 && m.Length <= 2 => OfParts(null, m, y, text),
            [var y] when y.Length == 4 || (y.Length == 2 && text.Length <= 3) => OfParts(null, null, y, text),
            _ => Bad(text),
        };
    }

    private static DateOnly? Iso(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private Outcome<ReadDate> OfNumber(string text)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return Bad(text);
        }

        if (number >= FirstYear && number <= today.Year + 1)
        {
            return Within(new DateOnly((int)number, 1, 1), DatePrecision.Year, null, null, text);
        }

        // A day number without the format of a date: 14309 is 5 March 1939. Smaller ones are too like other numbers.
        if (number is > 3_000 and < 80_000) // a Limit of day numbers, not money
        {
            var day = new DateOnly(1899, 12, 30).AddDays((int)number);
            return Within(day, DatePrecision.Day, "date.serial",
                $"Ô ghi số {text}; hiểu là số ngày của Excel: {Vietnamese.Date(day)}.", text);
        }

        return text.Length is 7 or 8 && number > 0 ? Compact(text.PadLeft(8, '0'), text)
            : text.Length <= 2 && number >= 0 ? OfParts(null, null, text.PadLeft(2, '0'), text) : Bad(text);
    }

    private Outcome<ReadDate> Compact(string digits, string text) =>
        OfParts(digits[..2], digits[2..4], digits[4..], text) is { Ok: true } dayFirst ? dayFirst
        : OfParts(digits[6..], digits[4..6], digits[..4], text);

    private Outcome<ReadDate> OfParts(string? dayText, string? monthText, string yearText, string text)
    {
        var (day, month, year) = (Number(dayText ?? "1"), Number(monthText ?? "1"), Number(yearText));
        var (code, assumed) = ((string?)null, (string?)null);
        if (yearText.Length == 2)
        {
            var full = year + ((year <= pivot ? 20 : 19) * Century);
            full = full > today.Year ? full - Century : full;
            (code, assumed) =
                ("date.two-digit-year",
                    string.Create(CultureInfo.InvariantCulture, $"Năm chỉ có hai chữ số “{yearText}”; hiểu là {full}."));
            year = full;
        }

        // 00/00/1939 and 0/1939 say that the day or the month is not known.
        var precision = monthText is null || month == 0 ? DatePrecision.Year
            : dayText is null || day == 0 ? DatePrecision.Month : DatePrecision.Day;
        (day, month) = (Math.Max(day, 1), Math.Max(month, 1));
        if (month > 12 && day <= 12 && precision == DatePrecision.Day)
        {
            (day, month) = (month, day);
            (code, assumed) =
                ("date.month-first",
                    string.Create(CultureInfo.InvariantCulture, $"“{text}” có tháng lớn hơn 12; hiểu là ngày {day:00}/{month:00}/{year}."));
        }

        if (year < 1 || month > 12 || year > 9999 || day > DateTime.DaysInMonth(year, month))
        {
            return new Refusal("date.impossible", $"“{text}” không phải ngày có thật.");
        }

        return Within(new DateOnly(year, month, precision == DatePrecision.Day ? day : 1), precision, code, assumed, text);
    }

    private static Outcome<ReadDate> Within(DateOnly day, DatePrecision precision, string? code, string? assumed, string text) =>
        day.Year < FirstYear ? new Refusal("date.too-early", $"“{text}” là năm {day.Year}: không hợp lý.")
        : new ReadDate(new BirthDate(day, precision), code, assumed);

    private static List<string> Parts(string text)
    {
        var parts = new List<string>();
        var (digits, words) = ("", "");
        foreach (var letter in text + " ")
        {
            if (char.IsAsciiDigit(letter))
            {
                digits += letter;
                continue;
            }

            if (digits.Length > 0)
            {
                parts.Add(digits);
                digits = "";
            }

            words += char.IsLetter(letter) ? letter : ' ';
        }

        // Words that belong to a date are its own; any other means that the cell says more than a date.
        var known = VietnameseText.Fold(words).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(w => w is "ngay" or "thang" or "nam" or "sinh" or "s" or "khoang" or "mung");
        return known && parts.All(p => p.Length <= 4) ? parts : [];
    }

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static Refusal Bad(string text) =>
        new("date.unreadable", $"“{text}” không đọc được thành ngày; viết dạng 05/03/1939, 03/1939 hoặc 1939.");
}

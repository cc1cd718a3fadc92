using System.Globalization;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Reading;

namespace AnSinh.Intake.Lists.Cleaning;

/// <summary>A text of a list, read, and what had to be assumed to read it so.</summary>
/// <param name="Value">What it says.</param>
/// <param name="Code">Code of what was assumed; null if nothing.</param>
/// <param name="Assumed">What was assumed, in Vietnamese.</param>
public sealed record ReadText<T>(T Value, string? Code = null, string? Assumed = null);

/// <summary>Reads identity numbers and amounts as lists have them.</summary>
public static class NumberText
{
    private const int Full = 12;
    private const int Old = 9;

    /// <summary>
    /// The digits of an identity number: 12 digits, or 9 of the old card. Zeros that Excel dropped are put back and said; digits lost to
    /// 3.83E+10 cannot be, and are refused.
    /// </summary>
    public static Outcome<ReadText<string>> Identity(SheetCell cell)
    {
        var text = cell.Text.Trim().TrimStart('\'', '`');
        if (text.Contains('E', StringComparison.OrdinalIgnoreCase)
            && decimal.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            return new Refusal("number.digits-lost",
                $"“{text}”: Excel đã đổi số định danh sang dạng luỹ thừa và làm mất chữ số. Nhập lại số ở dạng văn bản từ giấy tờ gốc.");
        }

        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (text.Any(c => !char.IsAsciiDigit(c) && c is not (' ' or '.' or '-' or '\u00a0')))
        {
            return new Refusal("number.letters", $"“{text}” có ký tự không phải chữ số.");
        }

        if (digits.Length is Full or Old)
        {
            return new ReadText<string>(digits);
        }

        // 034 of the province becomes 34 when Excel takes the number for a number: at most two zeros can be lost, and only there.
        if (digits.Length is Full - 1 or Full - 2 && !text.StartsWith('0'))
        {
            return new ReadText<string>(digits.PadLeft(Full, '0'), "number.zeros",
                $"“{text}” thiếu số 0 ở đầu (Excel bỏ mất); hiểu là {digits.PadLeft(Full, '0')}.");
        }

        return digits.Length == Old - 1
            ? new ReadText<string>(digits.PadLeft(Old, '0'), "number.zeros",
                $"“{text}” thiếu số 0 ở đầu; hiểu là số chứng minh {digits.PadLeft(Old, '0')}.")
            : new Refusal("number.length", $"“{text}” có {digits.Length} chữ số; số định danh có 12 (thẻ cũ có 9).");
    }

    /// <summary>A whole number with the thousands separators and unit words of lists: <c>540.000</c>, <c>1,080,000 đ</c>.</summary>
    public static Outcome<ReadText<long>> Whole(SheetCell cell)
    {
        var text = cell.Text.Trim();
        var bare = text.Replace("\u00a0", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        foreach (var unit in new[] { "đồng", "vnđ", "vnd", "đ", "₫" })
        {
            bare = bare.EndsWith(unit, StringComparison.OrdinalIgnoreCase) ? bare[..^unit.Length] : bare;
        }

        if (cell.Kind == CellKind.Number)
        {
            return long.TryParse(bare, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exact)
                ? new ReadText<long>(exact) : new Refusal("number.not-whole", $"“{text}” không phải số nguyên.");
        }

        var groups = bare.TrimStart('-').Split(bare.Contains('.', StringComparison.Ordinal) ? '.' : ',');
        if (groups.Length > 1 && (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(g => g.Length != 3)))
        {
            return new Refusal("number.separators", $"“{text}” có dấu chấm, phẩy không theo hàng nghìn; không rõ là bao nhiêu.");
        }

        return long.TryParse((bare.StartsWith('-') ? "-" : "") + string.Concat(groups), NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var number)
            ? new ReadText<long>(number)
            : new Refusal("number.unreadable", $"“{text}” không phải số.");
    }
}

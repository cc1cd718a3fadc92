using System.Globalization;

namespace AnSinh.Basics.Forms;

/// <summary>Reads what was typed into one field: what is wrong with it in words, or the one way it is kept.</summary>
internal static class FieldReading
{
    private static readonly string[] DayFormats = ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"];
    private static readonly string[] MonthFormats = ["yyyy-MM", "M/yyyy"];
    private static readonly LocalText NoNumber = new("dấu chấm chỉ để ngăn hàng nghìn, ví dụ 1.080.000.",
        "dots only stand between thousands, as in 1.080.000.");

    /// <summary>What is wrong with a text, or null and the value.</summary>
    public static LocalText? Fault(FormField field, string text, out string value)
    {
        value = text;
        if (text.Length > field.Limit)
        {
            return new($"dài quá {field.Limit} ký tự, viết gọn lại.", $"longer than {field.Limit} characters; say it shorter.");
        }

        if (OutsideText.Fault(text) is { } odd)
        {
            return new(odd, "there is a character that is no letter.");
        }

        if (field.Type is not FormFieldType.Choice && field.Choices.FirstOrDefault(c => c.Id == text || c.Label.Vi == text
            || c.Label.En == text) is { } instead)
        {
            value = instead.Id;
            return null;
        }

        return ByType(field, text, out value);
    }

    private static LocalText? ByType(FormField field, string text, out string value)
    {
        value = text;
        return field.Type switch
        {
            FormFieldType.Text or FormFieldType.LongText or FormFieldType.Household or FormFieldType.File =>
                TextFault(text, field.Type != FormFieldType.LongText, out value),
            FormFieldType.Day => DayFault(text, out value),
            FormFieldType.Month => MonthFault(text, out value),
            FormFieldType.Birth => BirthFault(text, out value),
            FormFieldType.Dong => NumberFault(text, dots: true, out value),
            FormFieldType.Whole => NumberFault(text, dots: false, out value),
            FormFieldType.Person => PeopleFault(text, one: true, out value),
            FormFieldType.People => PeopleFault(text, one: false, out value),
            FormFieldType.Check => CheckFault(text, out value),
            FormFieldType.YesNo => text is "yes" or "no" ? null : new("chọn có hoặc không.", "choose yes or no."),
            FormFieldType.Choice => OneOf(field, text),
            FormFieldType.Secret => null,
            FormFieldType.Unit => field.Choices.Count == 0 ? null : OneOf(field, text),
            _ => throw new InvalidOperationException($"A field of type {field.Type} cannot be read."),
        };
    }

    private static LocalText? OneOf(FormField field, string text) =>
        field.Choices.Any(c => c.Id == text) ? null : new("chọn một trong các mục đã cho.", "choose one of those given.");

    // What nobody sees would make two numbers of papers of one, or a name of nothing.
    private static LocalText? TextFault(string text, bool line, out string value)
    {
        value = OutsideText.Composed(text);
        if (line && value.Contains('\n', StringComparison.Ordinal))
        {
            return new("chỉ một dòng.", "one line only.");
        }

        return OutsideText.HiddenAt(value.Replace('\n', ' ')) is not (>= 0 and var at) ? null
            : new(string.Create(CultureInfo.InvariantCulture,
                    $"có ký tự không nhìn thấy (U+{(int)value[at]:X4}) ở vị trí {at + 1}; gõ lại chỗ ấy."),
                string.Create(CultureInfo.InvariantCulture,
                    $"there is a character nobody sees (U+{(int)value[at]:X4}) at place {at + 1}; type it again."));
    }

    private static LocalText? DayFault(string text, out string value)
    {
        var read = DateOnly.TryParseExact(text, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        value = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return read && day.Year >= 1850 ? null
            : new($"“{OutsideText.Legible(text)}” không phải là ngày; viết ngày/tháng/năm, ví dụ 05/08/2021.",
                $"“{OutsideText.Legible(text)}” is no day; write day/month/year, as 05/08/2021.");
    }

    private static LocalText? MonthFault(string text, out string value)
    {
        var read = DateOnly.TryParseExact(text, MonthFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        value = day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return read && Month.TryParse(value, out _) ? null
            : new($"“{OutsideText.Legible(text)}” không phải là tháng; viết tháng/năm, ví dụ 08/2021.",
                $"“{OutsideText.Legible(text)}” is no month; write month/year, as 08/2021.");
    }

    private static LocalText? BirthFault(string text, out string value)
    {
        var birth = BirthDate.ParseOrNull(text);
        value = birth?.ToIso() ?? text;
        return birth is { Earliest.Year: >= 1850 } ? null
            : new($"“{OutsideText.Legible(text)}” không phải là ngày sinh; viết ngày/tháng/năm, hoặc chỉ năm.",
                $"“{OutsideText.Legible(text)}” is no birth date; write day/month/year, or the year alone.");
    }

    private static LocalText? NumberFault(string text, bool dots, out string value)
    {
        value = text;
        // Dots stand between thousands and nowhere else: 1.5 is not fifteen.
        if (dots && text.Contains('.', StringComparison.Ordinal))
        {
            var groups = text.Split('.');
            if (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(g => g.Length != 3))
            {
                return NoNumber;
            }

            value = string.Concat(groups);
        }

        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > FormDefinition.NumberLimit)
        {
            return new($"“{OutsideText.Legible(text)}” không phải là số nguyên không âm.",
                $"“{OutsideText.Legible(text)}” is no whole number from 0 on.");
        }

        value = number.ToString(CultureInfo.InvariantCulture);
        return null;
    }

    // A name means nobody until one of those found is chosen: two may have it.
    private static LocalText? PeopleFault(string text, bool one, out string value)
    {
        var words = text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        value = string.Join(',', words.Distinct());
        var name = Array.Find(words, w => !w.All(char.IsAsciiDigit));
        return name is not null
            ? new($"“{OutsideText.Legible(name)}” chưa là một người: chọn trong những người tìm thấy, hoặc ghi số.",
                $"“{OutsideText.Legible(name)}” is nobody yet: choose among the people found, or write a number.")
            : one && words.Length > 1 ? new("chỉ một người.", "one person only.") : null;
    }

    private static LocalText? CheckFault(string text, out string value)
    {
        value = "yes";
        return text is "yes" or "1" or "true" or "on" ? null : new("đánh dấu, hoặc để trống.", "tick it, or leave it.");
    }
}

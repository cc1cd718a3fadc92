using System.Globalization;

namespace AnSinh.Basics.Forms;

/// <summary>A form (<i lang="vi">biểu mẫu</i>): its fields in the order they are asked, and how what is typed is read.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Label">Its title.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Cite">The law that prescribes it, if one does.</param>
public sealed record FormDefinition(string Id, LocalText Label, IReadOnlyList<FormField> Fields, Citation? Cite = null)
{
    /// <summary>Largest number a field takes: what money and counts stay below by far, and sums of many of them still fit.</summary>
    public const long NumberLimit = 1_000_000_000_000_000;

    /// <summary>Uncertain, or its print was not read.</summary>
    public bool Doubtful { get; init; }

    /// <summary>Remark, also what is doubted.</summary>
    public string? Note { get; init; }

    private static readonly string[] DayFormats = ["yyyy-MM-dd", "d/M/yyyy"];
    private static readonly string[] MonthFormats = ["yyyy-MM", "M/yyyy"];

    /// <summary>
    /// Reads what was typed: all that is wrong is told at once, each under the name of its field. A word that is no field is refused too;
    /// what is told in a field that is not asked is left out.
    /// </summary>
    public Outcome<FormValues> Read(IReadOnlyDictionary<string, string> told)
    {
        var (values, refusals) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<Refusal>());
        foreach (var field in Fields.Where(f => f.When is not { } when || values.GetValueOrDefault(when.Field) == when.Is))
        {
            var text = told.GetValueOrDefault(field.Name)?.Replace("\r\n", "\n", StringComparison.Ordinal).Trim() ?? "";
            if (text.Length == 0)
            {
                if (field.Required)
                {
                    refusals.Add(new Refusal("form.required", $"{field.Label.Vi}: chưa ghi.", field.Name));
                }
            }
            else if (Fault(field, text, out var value) is { } fault)
            {
                refusals.Add(new Refusal("form." + Code(field.Type), $"{field.Label.Vi}: {fault}", field.Name));
            }
            else
            {
                values[field.Name] = value;
            }
        }

        refusals.AddRange(told.Keys.Where(k => Fields.All(f => f.Name != k)).Order(StringComparer.Ordinal).Select(k => new Refusal(
            "form.unknown", $"Biểu mẫu không có ô “{OutsideText.Legible(k)}”{NearestField(k)}", k)));
        return refusals.Count > 0 ? Outcome<FormValues>.Refused(refusals) : new FormValues(values);
    }

    private string NearestField(string word) => Nearest.Hint(word, Fields.Select(f => f.Name)) is { Length: > 0 } hint ? hint : ".";

    private static string Code(FormFieldType type) => type switch
    {
        FormFieldType.Text or FormFieldType.LongText => "text",
        FormFieldType.YesNo => "choice",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static string? Fault(FormField field, string text, out string value)
    {
        value = text;
        return text.Length > field.Limit ? $"dài quá {field.Limit} ký tự, viết gọn lại."
            : OutsideText.Fault(text) ?? field.Type switch
            {
                FormFieldType.Text or FormFieldType.LongText => TextFault(text, field.Type == FormFieldType.Text, out value),
                FormFieldType.Day => DayFault(text, out value),
                FormFieldType.Month => MonthFault(text, out value),
                FormFieldType.Dong => NumberFault(text, dots: true, out value),
                FormFieldType.Whole => NumberFault(text, dots: false, out value),
                FormFieldType.YesNo => text is "yes" or "no" ? null : "chọn có hoặc không.",
                FormFieldType.Choice => field.Choices.Any(c => c.Id == text) ? null : "chọn một trong các mục đã cho.",
                _ => throw new InvalidOperationException($"A field of type {field.Type} cannot be read."),
            };
    }

    // What nobody sees would make two numbers of papers of one, or a name of nothing.
    private static string? TextFault(string text, bool line, out string value)
    {
        value = OutsideText.Composed(text);
        return line && value.Contains('\n', StringComparison.Ordinal) ? "chỉ một dòng."
            : OutsideText.HiddenAt(value.Replace('\n', ' ')) is >= 0 and var at
                ? string.Create(CultureInfo.InvariantCulture,
                    $"có ký tự không nhìn thấy (U+{(int)value[at]:X4}) ở vị trí {at + 1}; gõ lại chỗ ấy.")
            : null;
    }

    private static string? DayFault(string text, out string value)
    {
        var read = DateOnly.TryParseExact(text, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        value = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return read && day.Year >= 1850 ? null
            : $"“{OutsideText.Legible(text)}” không phải là ngày; viết ngày/tháng/năm, ví dụ 05/08/2021.";
    }

    private static string? MonthFault(string text, out string value)
    {
        var read = DateOnly.TryParseExact(text, MonthFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        value = day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return read && Month.TryParse(value, out _) ? null
            : $"“{OutsideText.Legible(text)}” không phải là tháng; viết tháng/năm, ví dụ 08/2021.";
    }

    private static string? NumberFault(string text, bool dots, out string value)
    {
        value = text;
        // Dots stand between thousands and nowhere else: 1.5 is not fifteen.
        if (dots && text.Contains('.', StringComparison.Ordinal))
        {
            var groups = text.Split('.');
            if (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(g => g.Length != 3))
            {
                return "dấu chấm chỉ để ngăn hàng nghìn, ví dụ 1.080.000.";
            }

            value = string.Concat(groups);
        }

        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > NumberLimit)
        {
            return $"“{OutsideText.Legible(text)}” không phải là số nguyên không âm.";
        }

        value = number.ToString(CultureInfo.InvariantCulture);
        return null;
    }
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.Web;

namespace AnSinh.Host.Components.Forms;

/// <summary>What fields of a form hold, in words.</summary>
internal static class FormWords
{
    /// <summary>Yes and no as two choices.</summary>
    public static IReadOnlyList<FormChoice> YesOrNo { get; } =
        [new("yes", new LocalText("có", "yes")), new("no", new LocalText("không", "no"))];

    /// <summary>The choices of a field; none where something is written.</summary>
    public static IReadOnlyList<FormChoice> Choices(FormField field) => field.Type == FormFieldType.YesNo ? YesOrNo : field.Choices;

    /// <summary>A kept value in words.</summary>
    public static string Of(FormField field, string value, Language l) => field.Type switch
    {
        FormFieldType.Day => l.Date(DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        FormFieldType.Month => Month.Parse(value).ToVietnamese(),
        FormFieldType.Dong => l.Money(long.Parse(value, CultureInfo.InvariantCulture)),
        FormFieldType.YesNo or FormFieldType.Choice =>
            Choices(field).FirstOrDefault(c => c.Id == value) is { } choice ? l.T(choice.Label) : value,
        _ => value,
    };

    /// <summary>The fields, and above each the heading that begins with it.</summary>
    public static IEnumerable<(FormField Field, LocalText? Heading)> Headed(IEnumerable<FormField> fields)
    {
        LocalText? last = null;
        foreach (var field in fields)
        {
            var heading = field.Section == last ? null : field.Section;
            last = field.Section ?? last;
            yield return (field, heading);
        }
    }
}

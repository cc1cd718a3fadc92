using System.Globalization;
using AnSinh.Basics.Forms;
using AnSinh.Intake.Lists;
using AnSinh.Matching;

namespace AnSinh.Intake.Comparing;

/// <summary>What is asked before lists are compared (<i lang="vi">đối chiếu</i>).</summary>
public static class CompareForms
{
    /// <summary>Names of the fields, and what begins the names of the columns of each list.</summary>
    public const string LeftFile = "trai", RightFile = "phai", Left = "t", Right = "p";

    /// <summary>Sends two lists, or one to be held against the register.</summary>
    public static FormDefinition Send { get; } = new("compare_send", new("Gửi danh sách", "Send lists"),
    [
        ListForms.File(LeftFile, "Danh sách thứ nhất (.xlsx, .csv)", "First list (.xlsx, .csv)", required: true),
        ListForms.File(RightFile, "Danh sách thứ hai (bỏ trống: so với sổ)", "Second list (empty: the register)", required: false),
    ]);

    /// <summary>A button about a comparison or a pair; nothing else is asked.</summary>
    public static FormDefinition Button { get; } = new("compare_button", new("Đối chiếu", "Compare"), []);

    /// <summary>What kind each column of the lists is.</summary>
    public static FormDefinition Kinds(ListComparison comparison) => new("compare_kinds", new("Loại của từng cột", "Kinds of columns"),
        [.. Of(comparison.Left, Left), .. comparison.Right is { } right ? Of(right, Right) : []]);

    /// <summary>Fields of one list, under its name.</summary>
    private static IEnumerable<FormField> Of(ComparedList list, string side) => list.Fields.Select((f, i) => new FormField(
        Name(side, i), new(f.Name), FormFieldType.Choice)
    {
        Required = true,
        Section = new($"{list.Name} ({list.Count})"),
        Choices = [.. Enum.GetValues<FieldKind>().Select(k => new FormChoice(k.Word(), k.Label()))],
    });

    /// <summary>The field of a column.</summary>
    public static string Name(string side, int index) => string.Create(CultureInfo.InvariantCulture, $"{side}-{index}");
}

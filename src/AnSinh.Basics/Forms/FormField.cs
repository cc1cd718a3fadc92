namespace AnSinh.Basics.Forms;

/// <summary>What a field of a form holds; what is typed is read by it and kept in one way of writing.</summary>
public enum FormFieldType
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>Text of several lines.</summary>
    LongText,

    /// <summary>A day; typed as dd/MM/yyyy or yyyy-MM-dd, kept as yyyy-MM-dd.</summary>
    Day,

    /// <summary>A month; typed as MM/yyyy or yyyy-MM, kept as yyyy-MM.</summary>
    Month,

    /// <summary>Whole đồng, not negative; typed with or without dots between thousands.</summary>
    Dong,

    /// <summary>A whole number, not negative.</summary>
    Whole,

    /// <summary><c>yes</c> or <c>no</c>; left open it is unknown, which is not no.</summary>
    YesNo,

    /// <summary>One of the choices.</summary>
    Choice,
}

/// <summary>A choice of a field.</summary>
/// <param name="Id">What is kept.</param>
/// <param name="Label">What people read.</param>
public sealed record FormChoice(string Id, LocalText Label);

/// <summary>A field is asked only where another field, asked before it, holds a value.</summary>
/// <param name="Field">Name of the other field.</param>
/// <param name="Is">The value.</param>
public sealed record FormCondition(string Field, string Is);

/// <summary>
/// A field of a form (<i lang="vi">ô của biểu mẫu</i>), declared once: pages, the API, the command line and print all read this.
/// </summary>
/// <param name="Name">Stable name.</param>
/// <param name="Label">What is asked.</param>
/// <param name="Type">What it holds.</param>
public sealed record FormField(string Name, LocalText Label, FormFieldType Type)
{
    /// <summary>Longest line of text, in characters.</summary>
    public const int TextLimit = 200;

    /// <summary>Longest text of several lines, in characters.</summary>
    public const int LongTextLimit = 2000;

    /// <summary>True if the form is not whole without it, where it is asked.</summary>
    public bool Required { get; init; }

    /// <summary>A word of help under the label.</summary>
    public LocalText? Hint { get; init; }

    /// <summary>The heading it stands under, or null for the one before.</summary>
    public LocalText? Section { get; init; }

    /// <summary>The choices of a <see cref="FormFieldType.Choice"/>.</summary>
    public IReadOnlyList<FormChoice> Choices { get; init; } = [];

    /// <summary>Where it is asked; everywhere if null.</summary>
    public FormCondition? When { get; init; }

    /// <summary>Most characters it may have.</summary>
    public int Limit => Type == FormFieldType.LongText ? LongTextLimit : TextLimit;
}

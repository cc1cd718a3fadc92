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

    /// <summary>A box that is ticked or not; kept as <c>yes</c>, or not at all.</summary>
    Check,

    /// <summary>A birth date as far as it is known: a day, a month of a year, or a year.</summary>
    Birth,

    /// <summary>A person of the register: a number there, or the twelve digits of a personal number.</summary>
    Person,

    /// <summary>Several people of the register, numbers with commas between.</summary>
    People,

    /// <summary>A household: its number in the book or in the register.</summary>
    Household,

    /// <summary>A unit of administration, by key; where choices are given, one of them.</summary>
    Unit,

    /// <summary>A file that is sent; it is read by whoever takes it, and of it only the name is kept with what was typed.</summary>
    File,

    /// <summary>
    /// A password or a code: read as it was typed, never shown again and kept nowhere, not even until its form is mended. Its name begins
    /// with <see cref="FormField.SecretMark"/>, so that who keeps forms leaves it out without knowing their declarations.
    /// </summary>
    Secret,
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

    /// <summary>How the name of a <see cref="FormFieldType.Secret"/> begins, and of no other field.</summary>
    public const string SecretMark = "bi-mat-";

    /// <summary>True if the form is not whole without it, where it is asked.</summary>
    public bool Required { get; init; }

    /// <summary>A word of help under the label.</summary>
    public LocalText? Hint { get; init; }

    /// <summary>The heading it stands under, or null for the one before.</summary>
    public LocalText? Section { get; init; }

    /// <summary>
    /// The choices of a <see cref="FormFieldType.Choice"/>; of another type, words that may stand instead of what is typed.
    /// </summary>
    public IReadOnlyList<FormChoice> Choices { get; init; } = [];

    /// <summary>Where it is asked; everywhere if null.</summary>
    public FormCondition? When { get; init; }

    /// <summary>What a browser may fill it in with, a word of HTML's <c>autocomplete</c>; nothing if null.</summary>
    public string? Autofill { get; init; }

    /// <summary>Most characters it may have, if other than usual for its type.</summary>
    public int? Longest { get; init; }

    /// <summary>Most characters it may have.</summary>
    public int Limit => Longest ?? (Type == FormFieldType.LongText ? LongTextLimit : TextLimit);
}

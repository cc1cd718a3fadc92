using AnSinh.Access.Passwords;
using AnSinh.Basics;
using AnSinh.Basics.Forms;

namespace AnSinh.Access.Factors;

/// <summary>The forms about passkeys.</summary>
public static class PasskeyForms
{
    /// <summary>Field of the name its owner gives it.</summary>
    public const string NameField = "ten";

    /// <summary>Field that names one of those there are.</summary>
    public const string KeyField = "khoa-truy-cap";

    /// <summary>Word that carries what the browser answers.</summary>
    public const string AnswerField = "dap";

    private const int NameLength = 60;

    /// <summary>A passkey is to be made.</summary>
    public static FormDefinition Begin { get; } = new("passkey_begin", new("Thêm khóa truy cập", "Add a passkey"),
    [
        new FormField(NameField, new("Tên để nhận ra", "A name to know it by"), FormFieldType.Text)
        {
            Required = true, Longest = NameLength,
            Hint = new("ví dụ: điện thoại của tôi, máy ở phòng một cửa", "for example: my phone, the machine at the counter"),
        },
        PasswordForms.Old,
    ]);

    /// <summary>The browser makes it.</summary>
    public static FormDefinition Add { get; } = new("passkey_add", new("Tạo khóa truy cập", "Make the passkey"), []);

    /// <summary>One is removed.</summary>
    /// <param name="keys">Those there are.</param>
    public static FormDefinition Remove(IReadOnlyList<Passkey> keys) => new("passkey_remove", new("Bỏ khóa", "Remove a passkey"),
    [
        new FormField(KeyField, new("Khóa nào", "Which"), FormFieldType.Choice)
        {
            Required = true, Choices = [.. keys.Select(k => new FormChoice(k.Id, new LocalText(k.Name)))],
        },
        PasswordForms.Old,
    ]);
}

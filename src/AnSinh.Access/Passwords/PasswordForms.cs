using AnSinh.Basics;
using AnSinh.Basics.Forms;

namespace AnSinh.Access.Passwords;

/// <summary>The forms that ask for passwords.</summary>
public static class PasswordForms
{
    /// <summary>Field of the password there is.</summary>
    public const string OldField = FormField.SecretMark + "cu";

    /// <summary>Field of the new one.</summary>
    public const string NewField = FormField.SecretMark + "moi";

    /// <summary>Field of the new one once more.</summary>
    public const string AgainField = FormField.SecretMark + "lai";

    /// <summary>One's own password is changed.</summary>
    public static FormDefinition Change { get; } = new("password_change", new("Đổi mật khẩu", "Change the password"),
    [
        Old,
        Secret(NewField, new("Mật khẩu mới", "New password"), "new-password") with
        {
            Hint = new("chữ gì cũng được, cả dấu và khoảng trắng; một câu dài dễ nhớ hơn một từ rắc rối",
                "any characters, marks and spaces too; a long sentence is easier to keep than a tricky word"),
        },
        Secret(AgainField, new("Mật khẩu mới, một lần nữa", "New password, once more"), "new-password"),
    ]);

    /// <summary>The password there is, asked before what an unwatched screen must not do.</summary>
    public static FormField Old => Secret(OldField, new("Mật khẩu đang dùng", "Password in use"), "current-password");

    /// <summary>The refusal of a password that is not the one in use.</summary>
    public static Refusal Wrong => new("password.wrong", "Mật khẩu đang dùng không đúng.", OldField)
    {
        English = "That is not the password in use.",
    };

    private static FormField Secret(string name, LocalText label, string autofill) => new(name, label, FormFieldType.Secret)
    {
        Required = true,
        Longest = Accounts.LengthLimit,
        Autofill = autofill,
    };
}

using AnSinh.Access.Passwords;
using AnSinh.Basics;
using AnSinh.Basics.Forms;

namespace AnSinh.Access.Factors;

/// <summary>The forms about codes.</summary>
public static class FactorForms
{
    /// <summary>Field of a code.</summary>
    public const string CodeField = FormField.SecretMark + "ma";

    private const int CodeLength = 40;

    /// <summary>A secret is made for an app.</summary>
    public static FormDefinition Begin { get; } = new("factor_begin", new("Bật mã xác nhận", "Turn codes on"), [PasswordForms.Old]);

    /// <summary>The first code of the app.</summary>
    public static FormDefinition Confirm { get; } = new("factor_confirm", new("Xác nhận và bật", "Confirm and turn on"),
    [
        new FormField(CodeField, new("Mã 6 số đang hiện trong ứng dụng", "The 6 digits the app shows now"), FormFieldType.Secret)
        {
            Required = true, Longest = CodeLength, Autofill = "one-time-code",
        },
    ]);

    /// <summary>Codes are turned off.</summary>
    public static FormDefinition TurnOff { get; } = new("factor_off", new("Tắt mã xác nhận", "Turn codes off"), [PasswordForms.Old]);

    /// <summary>New recovery codes are made.</summary>
    public static FormDefinition Renew { get; } =
        new("recovery_codes", new("Tạo mười mã dự phòng mới", "Make ten new recovery codes"), [PasswordForms.Old]);
}

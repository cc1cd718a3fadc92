using System.CommandLine;
using System.Globalization;
using AnSinh.Basics;

namespace AnSinh.Host.Verbs;

/// <summary>Options and arguments that several verbs share, read strictly: what is wrong is said with the value that was given.</summary>
internal static class Arguments
{
    public static Argument<Month> MonthArgument() => new("month")
    {
        Description = "Tháng, dạng yyyy-MM",
        CustomParser = result =>
        {
            if (Month.TryParse(result.Tokens[0].Value, out var month))
            {
                return month;
            }

            result.AddError($"'{result.Tokens[0].Value}' không phải tháng. Viết yyyy-MM, ví dụ 2020-08.");
            return default;
        },
    };

    public static Option<Month> MonthOption(bool required = true) => MonthOption("--month", "Tháng", required);

    public static Option<Month> MonthOption(string name, string description, bool required = false) => new(name)
    {
        Description = description + ", dạng yyyy-MM",
        Required = required,
        CustomParser = result =>
        {
            if (Month.TryParse(result.Tokens[0].Value, out var month))
            {
                return month;
            }

            result.AddError($"'{result.Tokens[0].Value}' không phải tháng. Viết yyyy-MM, ví dụ 2020-08.");
            return default;
        },
    };

    public static Option<DateOnly?> DayOption(string name, string description) => new(name)
    {
        Description = description + ", dạng yyyy-MM-dd",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day.Year is >= 1900 and < 2200)
            {
                return day;
            }

            result.AddError($"'{result.Tokens[0].Value}' không phải ngày. Viết yyyy-MM-dd, ví dụ 2020-09-30.");
            return null;
        },
    };

    /// <summary>Why protected facts are looked at; without it they are not shown.</summary>
    public static Option<string?> PurposeOption() =>
        new("--purpose") { Description = "Mục đích xem dữ kiện được bảo vệ (vào nhật ký); không ghi thì không hiện" };

    /// <summary>Keeps the purpose in the audit log. Refused if it says too little; null if it is well, or none was stated.</summary>
    public static Refusal? StatesPurpose(Session session, string? purpose, long person)
    {
        if (purpose is null)
        {
            return null;
        }

        if (ProtectedAccess.Purpose(purpose) is not { } told)
        {
            return new Refusal("protected.no-purpose",
                $"Ghi rõ mục đích, từ {ProtectedAccess.PurposeFrom} đến {ProtectedAccess.PurposeTo} chữ.", "--purpose");
        }

        session.Office.Protected.Open("cli", ProtectedAccess.Person(person), told);
        return null;
    }

    public static Option<DateOnly?> KnownOption() => DayOption("--known", "Biết đến hết ngày");
}

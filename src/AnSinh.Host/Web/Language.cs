using System.Globalization;
using AnSinh.Basics;

namespace AnSinh.Host.Web;

/// <summary>How words, numbers and dates are written on a page: Vietnamese unless English was asked for.</summary>
/// <param name="Code"><c>vi</c> or <c>en</c>.</param>
public sealed record Language(string Code)
{
    /// <summary>Name of the cookie that keeps the choice, and of the word in the address that makes it.</summary>
    public const string Key = "lang";

    private static readonly NumberFormatInfo EnglishNumbers = NumberFormatInfo.ReadOnly(new NumberFormatInfo { NegativeSign = "−" });

    /// <summary>The default.</summary>
    public static Language Vietnamese { get; } = new("vi");

    /// <summary>The second language of the pages.</summary>
    public static Language English { get; } = new("en");

    /// <summary>True for English.</summary>
    public bool IsEnglish => Code == "en";

    private NumberFormatInfo Numbers => IsEnglish ? EnglishNumbers : Basics.Vietnamese.Numbers;

    /// <summary>The language of a code; Vietnamese for any other.</summary>
    public static Language Of(string? code) => code == "en" ? English : Vietnamese;

    /// <summary>One of two texts.</summary>
    public string T(string vi, string en) => IsEnglish ? en : vi;

    /// <summary>A text of policy/ in this language.</summary>
    public string T(LocalText text) => text.In(Code);

    /// <summary>A whole number with separators between thousands.</summary>
    public string Number(long value) => value.ToString("#,0", Numbers);

    /// <summary>A number with at most <paramref name="decimals"/> digits after the mark.</summary>
    public string Number(decimal value, int decimals = 2) => decimal
        .Round(value, decimals, MidpointRounding.AwayFromZero)
        .ToString("#,0." + new string('#', decimals), Numbers);

    /// <summary>A coefficient, with at least one digit after the mark: <c>2,0</c>.</summary>
    public string Coefficient(decimal value) => value.ToString("#,0.0###", Numbers);

    /// <summary>A number with its sign, for differences: <c>+350.000</c>, <c>−350.000</c>.</summary>
    public string Signed(long value) => value > 0 ? "+" + Number(value) : Number(value);

    /// <summary>An amount with the currency sign.</summary>
    public string Money(long dong) => Number(dong) + " đ";

    /// <summary>A day as <c>dd/MM/yyyy</c> in both languages: the pages are read in Viet Nam.</summary>
    public string Date(DateOnly day) => Basics.Vietnamese.Date(day);

    /// <summary>A day, or a dash.</summary>
    public string Date(DateOnly? day) => day is { } known ? Date(known) : "–";

    /// <summary>The day of the week, as written before a date.</summary>
    public string Weekday(DateOnly day) => IsEnglish ? day.DayOfWeek.ToString() : day.DayOfWeek switch
    {
        DayOfWeek.Monday => "thứ Hai",
        DayOfWeek.Tuesday => "thứ Ba",
        DayOfWeek.Wednesday => "thứ Tư",
        DayOfWeek.Thursday => "thứ Năm",
        DayOfWeek.Friday => "thứ Sáu",
        DayOfWeek.Saturday => "thứ Bảy",
        _ => "Chủ nhật",
    };

    /// <summary>An instant as day and minute in Viet Nam.</summary>
    public string Instant(long unixMilliseconds) => DateTimeOffset
        .FromUnixTimeMilliseconds(unixMilliseconds)
        .ToOffset(TimeSpan.FromHours(7))
        .ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The days of an interval: <c>01/03/2020 – 31/12/2020</c>, <c>từ 01/03/2020</c>.</summary>
    public string Interval(DateInterval interval) => interval.To is { } to
        ? (to == interval.From ? Date(to) : $"{Date(interval.From)} – {Date(to)}")
        : T("từ ", "from ") + Date(interval.From);
}

using AnSinh.Basics;
using AnSinh.Host.Web;

namespace AnSinh.Host.Components;

/// <summary>Facts in words.</summary>
public static class Facts
{
    /// <summary>A fact's value as people say it: <c>nặng</c>, <c>có</c>, <c>05/03/2019</c>, <c>chưa rõ</c>.</summary>
    public static string ValueText(FactKind? kind, string value, Language l) => value switch
    {
        FactKind.UnknownText => l.T("chưa rõ", "unknown"),
        "never" => l.T("không có", "never"),
        _ when kind is null => value,
        _ => kind.Type switch
        {
            FactType.Bool => value == "yes" ? l.T("có", "yes") : l.T("không", "no"),
            FactType.Dong => long.TryParse(value, out var dong) ? l.Money(dong) : value,
            FactType.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) ? l.Date(day) : value,
            FactType.Code => kind.CodeLabels.TryGetValue(value, out var label) ? l.T(label) : value,
            _ => value,
        },
    };

    /// <summary>The tone of a fact's bar on a timeline: amber for hardship, red for poverty and death, else the accent.</summary>
    public static string Tone(string kind, string value) => (kind, value) switch
    {
        (_, FactKind.UnknownText) => "warn",
        ("poverty", "poor") or ("death_date", _) => "bad",
        ("poverty", "near_poor") or ("disability", "severe" or "extremely_severe") => "warn",
        ("health_insurance" or "pension" or "social_insurance", not "none") => "good",
        (_, "none" or "no") => "mute",
        _ => "brand",
    };

    /// <summary>The role in a household.</summary>
    public static string Role(string role, Language l) => role switch
    {
        "head" => l.T("chủ hộ", "head"),
        "spouse" => l.T("vợ/chồng", "spouse"),
        "child" => l.T("con", "child"),
        "parent" => l.T("bố/mẹ", "parent"),
        "grandchild" => l.T("cháu", "grandchild"),
        _ => l.T("khác", "other"),
    };

    /// <summary>Recorded sex.</summary>
    public static string SexText(Sex sex, Language l) => sex switch
    {
        Sex.Male => l.T("Nam", "Male"),
        Sex.Female => l.T("Nữ", "Female"),
        _ => l.T("Chưa rõ", "Unknown"),
    };
}

using AnSinh.Basics;
using AnSinh.Basics.Forms;

namespace AnSinh.Intake.Events;

/// <summary>Words that events say rows with.</summary>
internal static class EventWords
{
    /// <summary>Relations to the head of a household.</summary>
    public static IReadOnlyList<FormChoice> Roles { get; } =
    [
        new("head", new("chủ hộ", "head")),
        new("spouse", new("vợ, chồng", "spouse")),
        new("child", new("con", "child")),
        new("parent", new("cha, mẹ", "parent")),
        new("grandchild", new("cháu", "grandchild")),
        new("other", new("khác", "other")),
    ];

    /// <summary>A relation in words.</summary>
    public static LocalText Role(string role) => Roles.FirstOrDefault(r => r.Id == role)?.Label ?? new LocalText(role);

    /// <summary>A fact's value in words.</summary>
    public static LocalText Value(FactKind kind, string value) => (kind.Type, value) switch
    {
        (_, FactKind.UnknownText) => new("chưa rõ", "unknown"),
        (FactType.Bool, "yes") => new("có", "yes"),
        (FactType.Bool, _) => new("không", "no"),
        (FactType.Date, "never") => new("không có", "never"),
        (FactType.Date, _) => new(DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) ? Vietnamese.Date(day) : value),
        (FactType.Code, _) => kind.CodeLabels.GetValueOrDefault(value) ?? new LocalText(value),
        _ => new LocalText(value),
    };
}

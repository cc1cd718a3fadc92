using AnSinh.Basics;
using AnSinh.Intake.Lists.Mapping;

namespace AnSinh.Intake.Lists.Planning;

/// <summary>The words lists use for households and the relations in them.</summary>
internal static class HouseholdRoleWords
{
    private static readonly (string Role, string[] Words)[] Roles =
    [
        ("head", ["chu ho", "ch", "ban than"]), ("spouse", ["vo", "chong"]),
        ("child", ["con", "con trai", "con gai", "con de", "con nuoi"]),
        ("grandchild", ["chau", "chau noi", "chau ngoai"]), ("parent", ["bo", "me", "cha", "bo de", "me de"]),
    ];

    private static readonly string[] None = ["khong", "chua co", "chua", "khong ro", "chua ro", "x"];

    /// <summary>The relation to the head of the household, or null if the words are of none that is kept.</summary>
    public static string? RoleOf(string text) =>
        HeaderWords.Plain(text) is var plain ? Roles.FirstOrDefault(r => r.Words.Contains(plain)).Role : null;

    /// <summary>True if a cell says that there is no household number: a nought or a dash does not make strangers live together.</summary>
    public static bool IsNoHousehold(string text) =>
        !text.Any(char.IsLetterOrDigit) || text.All(c => c is '0' or ' ') || None.Contains(VietnameseText.Fold(text));
}

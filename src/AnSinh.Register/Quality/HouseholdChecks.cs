using AnSinh.Basics;
using AnSinh.Register.History;
using AnSinh.Register.Units;

namespace AnSinh.Register.Quality;

/// <summary>Checks of how the members of a household stand to each other.</summary>
internal static class HouseholdChecks
{
    public static StructureCheck NoHead { get; } = Of(
        members => members.TrueForAll(m => m.Role != "head"),
        members => new($"{members.Count} thành viên, không ai là chủ hộ", $"{members.Count} members, none the head"));

    public static StructureCheck TwoHeads { get; } = Of(
        members => members.Count(m => m.Role == "head") > 1,
        members => new($"{members.Count(m => m.Role == "head")} chủ hộ cùng lúc", $"{members.Count(m => m.Role == "head")} heads at once"));

    public static StructureCheck TwoSpouses { get; } = Of(
        members => members.Count(m => m.Role == "spouse") > 1,
        members =>
            new($"{members.Count(m => m.Role == "spouse")} người ghi là vợ, chồng của chủ hộ",
                $"{members.Count(m => m.Role == "spouse")} recorded as spouse of the head"));

    public static StructureCheck LargerThan { get; } = new(["members"],
        (look, limits) => look.Households.Where(h => h.Value.Count >= limits["members"])
        .Select(h => Hit(h.Key, h.Value, new($"{h.Value.Count} thành viên", $"{h.Value.Count} members"))));

    public static StructureCheck ChildTooClose { get; } = Gap("child", older: "head", "con", "chủ hộ");

    public static StructureCheck ParentTooClose { get; } = Gap("parent", older: "parent", "cha, mẹ", "chủ hộ");

    /// <summary>A spouse, or a head with a spouse, under the age of marriage that the check declares for each sex.</summary>
    public static StructureCheck SpouseTooYoung { get; } = new(["male", "female"], (look, limits) => look.Households.SelectMany(h => h.Value
        .Where(m => (m.Role == "spouse" || (m.Role == "head" && h.Value.Exists(o => o.Role == "spouse"))) && m.Person.Birth is { } birth
            && birth.AgeOn(look.Day) < (m.Person.Sex == Sex.Male ? limits["male"] : limits["female"]))
        .Select(m => StructureChecks.Hit(m.Person, Married(m.Person.Birth!.Value.AgeOn(look.Day), m.Role == "head"), h.Key))));

    /// <summary>Nobody in the household has reached the age.</summary>
    public static StructureCheck OnlyChildren { get; } = new(["years"], (look, limits) => look.Households
        .Where(h => h.Value.TrueForAll(m => m.Person.Birth is { } birth && birth.AgeOn(look.Day) < limits["years"]))
        .Select(h =>
            Hit(h.Key, h.Value,
                new($"{h.Value.Count} thành viên, không ai từ {limits["years"]} tuổi",
                    $"{h.Value.Count} members, none aged {limits["years"]}"))));

    public static StructureCheck HomeApart { get; } = new([], (look, _) => look.Households.SelectMany(h => Apart(look, h.Key, h.Value)));

    private static LocalText Married(int age, bool head) => new(
        $"{age} tuổi, ghi là {(head ? "chủ hộ có vợ, chồng" : "vợ, chồng của chủ hộ")}",
        $"aged {age}, recorded as {(head ? "head with a spouse" : "spouse of the head")}");

    private static IEnumerable<QualityHit> Apart(RegisterLook look, long household, List<(PersonLook Person, string Role)> members)
    {
        var head = members.Find(m => m.Role == "head").Person;
        if (head is null || head.Homes.Count == 0 || look.UnitOf(head.Home) is not { } own)
        {
            yield break;
        }

        foreach (var (person, _) in members)
        {
            if (person.Homes.Count > 0 && !person.Homes.Exists(h => look.UnitOf(h.Unit)?.Key == own.Key)
                && look.UnitOf(person.Home) is { } other)
            {
                yield return StructureChecks.Hit(person,
                    new($"cư trú {other.FullName}, chủ hộ ở {own.FullName}", $"lives in {other.Name}, the head in {own.Name}"),
                    household, head.PersonId);
            }
        }
    }

    private static StructureCheck Of(Predicate<List<(PersonLook Person, string Role)>> wrong, Func<List<(PersonLook Person,
        string Role)>, LocalText> say) =>
        new([], (look, _) => look.Households.Where(h => wrong(h.Value)).Select(h => Hit(h.Key, h.Value, say(h.Value))));

    /// <summary>Two generations less than so many years apart, or the wrong way round.</summary>
    private static StructureCheck Gap(string role, string older, string vi, string headVi) =>
        new(["years"], (look, limits) => look.Households.SelectMany(h =>
    {
        var head = h.Value.Find(m => m.Role == "head").Person;
        return head?.Birth is not { } birth ? [] : h.Value.Where(m => m.Role == role && m.Person.Birth is { } own
                && (older == "head" ? own.Earliest < birth.Earliest.AddYears(limits["years"])
                    : birth.Earliest < own.Earliest.AddYears(limits["years"])))
            .Select(m =>
                StructureChecks.Hit(m.Person,
                    new($"{vi} sinh {m.Person.Birth}, {headVi} sinh {birth}", $"{role} born {m.Person.Birth}, head born {birth}"),
                    h.Key, head.PersonId));
    }));

    private static QualityHit Hit(long household, List<(PersonLook Person, string Role)> members, LocalText detail)
    {
        var subject = members.Find(m => m.Role == "head").Person
            ?? members.MinBy(m => (m.Person.Birth?.Earliest ?? DateOnly.MaxValue, m.Person.PersonId)).Person;
        return StructureChecks.Hit(subject, detail, household);
    }
}

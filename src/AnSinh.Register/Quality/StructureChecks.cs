using AnSinh.Basics;
using AnSinh.Register.History;
using AnSinh.Register.Units;

namespace AnSinh.Register.Quality;

/// <summary>
/// The checks of people and homes that no single fact can tell; what they are called and which numbers they use is declared in policy/.
/// </summary>
public static class StructureChecks
{
    /// <summary>By the name used in policy/*/quality.</summary>
    public static IReadOnlyDictionary<string, StructureCheck> All { get; } = new Dictionary<string, StructureCheck>
    {
        ["no_number"] = Each(p => p.Number is null, p => new("chưa có số định danh", "no personal number")),
        ["number_against_sex_or_birth"] = Each(
            p => p.Number is { } n && !n.AgreesWith(p.Sex, p.Birth?.Earliest.Year),
            p => Contradicted(p, p.Number!.Value)),
        ["number_of_no_province"] = new([], (look, _) => NoProvince(look)),
        ["same_number"] = new([], (look, _) => SameNumber(look)),
        ["born_later"] = new([], (look, _) => look.Living.Where(p => p.Birth?.Earliest > look.Day)
            .Select(p => Hit(p, new($"sinh {p.Birth} nhưng đã cư trú từ trước", $"born {p.Birth}, but living here before")))),
        ["older_than"] = new(["years"], (look, limits) => look.Living.Where(p => p.Birth?.AgeOn(look.Day) >= limits["years"])
            .Select(p =>
                Hit(p, new($"{p.Birth!.Value.AgeOn(look.Day)} tuổi, chưa khai tử",
                    $"aged {p.Birth.Value.AgeOn(look.Day)}, no death recorded")))),
        ["two_homes"] = Each(
            p => p.Homes.Count(h => h.Permanent) > 1,
            p => new($"{p.Homes.Count(h => h.Permanent)} nơi thường trú cùng lúc",
                $"{p.Homes.Count(h => h.Permanent)} permanent homes at once")),
        ["two_households"] = new([],
            (look, _) =>
                look.People.Values.Where(p => !(p.DiedOn <= look.Day) && p.Households.Select(h => h.Household).Distinct().Skip(1).Any())
            .Select(p => Hit(p, new($"là thành viên {p.Households.Count} hộ cùng lúc", $"in {p.Households.Count} households at once")))),
        ["no_household"] = Each(p => p.Households.Count == 0, p => new("đang cư trú mà không thuộc hộ nào", "lives here, in no household")),
        ["no_home"] = new([],
            (look, _) =>
                look.Households.SelectMany(
                    h => h.Value.Where(
                        m => m.Person.Homes.Count == 0
                            && m.Person.Households.Exists(x => look.Households[x.Household].Exists(o => o.Person.Homes.Count > 0)))
            .Select(m => Hit(m.Person, new("là thành viên hộ mà không có nơi cư trú", "in a household, without a home"), h.Key)))
            .DistinctBy(h => h.PersonId)),
        ["died_still_here"] = new([],
            (look, _) => look.People.Values.Where(p => p.DiedOn < look.Day && (p.Homes.Count > 0 || p.Households.Count > 0))
            .Select(p =>
                Hit(p, new($"mất {Vietnamese.Date(p.DiedOn!.Value)}, vẫn còn {(p.Homes.Count > 0 ? "nơi cư trú" : "trong hộ")}",
                    $"died {Vietnamese.Date(p.DiedOn.Value)}, still {(p.Homes.Count > 0 ? "resident" : "in a household")}")))),
        ["death_reported_late"] = new(["days", "within_days"], LateDeaths),
        ["no_head"] = HouseholdChecks.NoHead,
        ["two_heads"] = HouseholdChecks.TwoHeads,
        ["two_spouses"] = HouseholdChecks.TwoSpouses,
        ["larger_than"] = HouseholdChecks.LargerThan,
        ["child_too_close"] = HouseholdChecks.ChildTooClose,
        ["parent_too_close"] = HouseholdChecks.ParentTooClose,
        ["spouse_too_young"] = HouseholdChecks.SpouseTooYoung,
        ["only_children"] = HouseholdChecks.OnlyChildren,
        ["home_apart"] = HouseholdChecks.HomeApart,
        ["empty_unit"] = new([], (look, _) => Empty(look)),
    };

    internal static QualityHit Hit(PersonLook person, LocalText detail, long? household = null, long other = 0) =>
        new(person.PersonId, household ?? (person.Households is [var first, ..] ? first.Household : null), person.Home, detail, other);

    private static StructureCheck Each(Func<PersonLook, bool> wrong, Func<PersonLook, LocalText> say) =>
        new([], (look, _) => look.Living.Where(wrong).Select(p => Hit(p, say(p))));

    private static LocalText Contradicted(PersonLook p, PersonalNumber number) => new(
        $"số {number} nói {SexOf(number.Sex).Vi}, sinh {number.BirthYear}; sổ ghi {SexOf(p.Sex).Vi}, sinh {p.Birth}",
        $"the number {number} says {SexOf(number.Sex).En}, born {number.BirthYear}; recorded {SexOf(p.Sex).En}, born {p.Birth}");

    private static IEnumerable<QualityHit> NoProvince(RegisterLook look)
    {
        var codes = look.Units.All.Where(u => u.Level == 1).Select(u => "0" + u.Code).Append(PersonalNumber.SyntheticProvince)
            .ToHashSet(StringComparer.Ordinal);
        return look.Living.Where(p => p.Number is { } n && !codes.Contains(n.Province))
            .Select(p =>
                Hit(p, new($"số {p.Number}: {p.Number!.Value.Province} không phải mã tỉnh",
                    $"number {p.Number}: {p.Number.Value.Province} is no province")));
    }

    private static IEnumerable<QualityHit> SameNumber(RegisterLook look) => look.People.Values
        .Where(p => p.Number is not null && !(p.DiedOn <= look.Day))
        .GroupBy(p => p.Number!.Value.Digits, StringComparer.Ordinal)
        .Where(g => g.Skip(1).Any())
        .SelectMany(
            g => g.OrderBy(p => p.PersonId)
                .Select((p, i) =>
                    Hit(p, new($"số {p.Number} cũng là của {g.Count() - 1} người khác",
                        $"number {p.Number} is also that of {g.Count() - 1} other"),
                            other: (i == 0 ? g.OrderBy(x => x.PersonId).ElementAt(1) : g.MinBy(x => x.PersonId)!).PersonId)));

    private static IEnumerable<QualityHit> LateDeaths(RegisterLook look, IReadOnlyDictionary<string, int> limits) => look.People.Values
        .Where(p => p is { DiedOn: not null, DeathRecorded: not null }
            && p.DeathRecorded.Value.DayNumber - p.DiedOn.Value.DayNumber > limits["days"]
            && look.Known.Day.DayNumber - p.DeathRecorded.Value.DayNumber <= limits["within_days"])
        .Select(p => Hit(p, Late(p.DiedOn!.Value, p.DeathRecorded!.Value)));

    private static LocalText Late(DateOnly died, DateOnly told)
    {
        var days = told.DayNumber - died.DayNumber;
        return new(
            $"mất {Vietnamese.Date(died)}, khai {Vietnamese.Date(told)}: muộn {days} ngày",
            $"died {Vietnamese.Date(died)}, reported {Vietnamese.Date(told)}: {days} days late");
    }

    private static IEnumerable<QualityHit> Empty(RegisterLook look)
    {
        var inhabited = look.Living.SelectMany(p => p.Homes).Select(h => look.UnitOf(h.Unit)?.Key).OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        // Only where the register has people at all: a district's register says nothing of other districts.
        var parents = look.Units.All.Where(u => inhabited.Contains(u.Key)).Select(u => u.ParentCode).ToHashSet();
        return look.Units.All.Where(
            u => u.Level == 3 && u.ExistsOn(look.Day) && parents.Contains(u.ParentCode) && u.ParentCode is not null
                && !inhabited.Contains(u.Key) && HasLevelTwo(look, u))
            .Select(u =>
                new QualityHit(0, null, u.Key,
                    new($"{u.FullName} ({u.Code}) không có ai cư trú", $"{u.Name} ({u.Code}) has no residents")));
    }

    private static bool HasLevelTwo(RegisterLook look, Unit unit) => look.Units.At(unit.ParentCode!, look.Day)?.Level == 2;

    private static (string Vi, string En) SexOf(Sex sex) =>
        sex switch { Sex.Male => ("nam", "male"), Sex.Female => ("nữ", "female"), _ => ("chưa rõ giới tính", "sex unknown") };
}

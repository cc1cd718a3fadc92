using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register;
using AnSinh.Register.Units;
using AnSinh.Store.TwoTimes;
using static AnSinh.Intake.Events.EventFields;

namespace AnSinh.Intake.Events;

/// <summary>Birth, death, marriage, divorce, adoption (<i lang="vi">hộ tịch</i>).</summary>
internal static class CivilEvents
{
    private const string Group = "ho-tich";

    public static IReadOnlyList<EventKind> All { get; } =
    [
        new("birth", EventAct.Change, Group, new("Sinh", "Birth"),
            new("Thêm trẻ mới sinh vào hộ của mẹ hoặc cha, với người đang nuôi.",
                "Adds a newborn to the household of mother or father, and who raises the child."),
            [
                Name, Gender, Birth, Number,
                new FormField("me", new("Mẹ", "Mother"), FormFieldType.Person),
                new FormField("cha", new("Cha", "Father"), FormFieldType.Person),
                new FormField("nguoi-nuoi", new("Người đang nuôi", "Raised by"), FormFieldType.Person)
                {
                    Hint = new("để trống: mẹ; mỗi trẻ chỉ ghi một người", "empty: the mother; one person a child"),
                },
                Household with { Required = false,
                    Hint = new("để trống: hộ của người đang nuôi", "empty: the household of who raises the child") },
                Role with { Required = false,
                    Hint = new("để trống: con nếu cha hoặc mẹ là chủ hộ hay vợ, chồng chủ hộ",
                        "empty: child if a parent is the head or the head's spouse") },
                Source,
            ],
            Born),
        new("death", EventAct.Change, Group, new("Mất", "Death"),
            new("Ghi ngày mất, thôi cư trú và thôi là thành viên hộ sau ngày ấy; khai muộn thì nêu khoản đã chi phải thu hồi.",
                "Records the day of death and ends home and membership after it; reported late, it shows what was paid and is to be "
                + "recovered."),
            [Person, On("Ngày mất", "Day of death"), NewHead,
                new FormField("vo-chong", new("Vợ hoặc chồng còn sống", "Surviving spouse"), FormFieldType.Person)
                {
                    Hint = new("ghi góa từ ngày này", "widowed from this day"),
                },
                Drawn,
                Source],
            Died),
        new("marriage", EventAct.Change, Group, new("Kết hôn", "Marriage"),
            new("Hai người có vợ, có chồng từ ngày đăng ký; có thể về chung một hộ.",
                "Two persons are married from the day it was registered; they may join one household."),
            [Person, Other, On("Ngày đăng ký kết hôn", "Day of registration"),
                new FormField("ve-ho", new("Về chung hộ", "Common household"), FormFieldType.Choice)
                {
                    Choices =
                    [
                        new("first", new("người thứ hai về hộ người thứ nhất", "the second joins the first")),
                        new("second", new("người thứ nhất về hộ người thứ hai", "the first joins the second")),
                    ],
                },
                Role with { Required = false, Hint = new("của người về hộ, với chủ hộ", "of the one who joins, to the head") },
                Source],
            Married),
        new("divorce", EventAct.Change, Group, new("Ly hôn", "Divorce"),
            new("Hai người thôi là vợ chồng từ ngày bản án, quyết định có hiệu lực. "
                + "Ai ra ở riêng: ghi tiếp việc tách hộ hoặc chuyển nơi ở.",
                "Two persons are divorced from the day the ruling takes effect. Who moves out: record a split or a move next."),
            [Person, Other, On("Ngày bản án, quyết định có hiệu lực", "Day the ruling takes effect"), Source],
            p => Status(p, "divorced")),
        new("adoption", EventAct.Change, Group, new("Nhận con nuôi", "Adoption"),
            new("Trẻ về hộ của người nhận nuôi và được người ấy nuôi từ ngày đăng ký.",
                "The child joins the household of the adopter and is raised by them from the day of registration."),
            [Person with { Label = new("Trẻ được nhận nuôi", "Child") },
                new FormField("nguoi-nuoi", new("Người nhận con nuôi", "Adopter"), FormFieldType.Person) { Required = true },
                On("Ngày đăng ký nuôi con nuôi", "Day of registration"), Source],
            Adopted),
    ];

    private static FormField Other => new("nguoi-kia", new("Người kia", "The other person"), FormFieldType.Person) { Required = true };

    private static void Born(EventPlanner p)
    {
        var birth = p.Birth("ngay-sinh")!.Value;
        var from = birth.Earliest;
        var raiser = p.Number("nguoi-nuoi") ?? p.Number("me") ?? p.Number("cha");
        var household = p.Number("ho") ?? (raiser is { } r ? p.Reading.HouseholdOn(r, from) : null);
        if (household is null)
        {
            p.Refuse("event.no-household",
                raiser is null ? "Chưa biết trẻ ở hộ nào: chọn mẹ, cha, người đang nuôi hoặc hộ."
                    : $"{p.NameOf(raiser.Value)} không thuộc hộ nào vào ngày {Vietnamese.Date(from)}; chọn hộ.", "ho");
            return;
        }

        CheckParents(p, birth);
        var members = p.Reading.MembersOn(household.Value, from);
        if (HomeOf(p, members, from) is not { } home)
        {
            p.Refuse("event.no-home",
                $"Vào ngày {Vietnamese.Date(from)} không thành viên nào của {p.HouseholdName(household.Value)} có nơi cư trú; "
                + "ghi nơi cư trú của hộ trước.", "ho");
            return;
        }

        foreach (var member in members)
        {
            p.Touch(member.Row.PersonId, from);
        }

        DoubtBirth(p, birth);
        var child = p.NewPerson(p.Text("ten")!, p.Text("gioi") == "male" ? Sex.Male : Sex.Female, birth, p.Text("so"));
        p.Belongs(child, household.Value, p.Text("quan-he") ?? RoleOf(p, members), from);
        p.Lives(child, p.Register.Units.Resolve(home.Unit, from)?.Key ?? home.Unit, "permanent", from);
        Raised(p, child, raiser, from);
    }

    private static void CheckParents(EventPlanner p, BirthDate birth)
    {
        foreach (var parent in new[] { p.Number("me"), p.Number("cha") }.OfType<long>())
        {
            p.About(parent, birth.Earliest);
            if (p.Reading.PersonOrNull(parent)?.Birth is { } own && own.Earliest >= birth.Earliest)
            {
                p.Refuse("event.parent-younger", $"{p.NameOf(parent)} sinh {own}, không thể là cha, mẹ của trẻ sinh {birth}.",
                    parent == p.Number("me") ? "me" : "cha");
            }
        }
    }

    // Where the household lives: the permanent home of a member, else any.
    private static ResidenceRow? HomeOf(EventPlanner p, IReadOnlyList<Recorded<MembershipRow>> members, DateOnly day)
    {
        var homes = members.Select(m => p.Reading.HomeOn(m.Row.PersonId, day)).ToList();
        return (homes.FirstOrDefault(h => h is { Row.Kind: "permanent" }) ?? homes.FirstOrDefault(h => h is not null))?.Row;
    }

    private static void DoubtBirth(EventPlanner p, BirthDate birth)
    {
        if (birth.Precision != DatePrecision.Day)
        {
            p.Doubt("Ngày sinh của trẻ sơ sinh thường biết đủ ngày; luật tính từ ngày đầu có thể.",
                "The birth date of a newborn is usually known to the day; the law counts from the first it may be.");
        }
        if (p.Number("me") is not { } mother)
        {
            return;
        }

        foreach (var other in p.Reading.FactsNaming(mother, DateOnly.MinValue)
            .Where(f => f.Kind == "raised_by").Select(f => f.SubjectId).Distinct())
        {
            if (p.Reading.PersonOrNull(other) is { Birth: { } sibling } && LifeSpan.AreTooClose(birth, sibling))
            {
                p.Doubt($"{p.NameOf(mother)} đã có con là {p.NameOf(other)} sinh {sibling}: hai lần sinh quá gần nhau; "
                    + "kiểm tra ngày sinh và người mẹ.",
                    "The mother has another child born too near this birth; check the date and the mother.");
            }
        }
    }

    private static void Raised(EventPlanner p, long child, long? raiser, DateOnly from)
    {
        if (raiser is { } who)
        {
            p.Fact("raised_by", child, who.ToString(CultureInfo.InvariantCulture), from);
        }
        else
        {
            p.Doubt("Chưa ghi ai đang nuôi: chế độ của người nuôi con sẽ không tính trẻ này.",
                "Nobody is recorded as raising the child: benefits for raising children will not count it.");
        }
    }

    private static string RoleOf(EventPlanner p, IReadOnlyList<Recorded<MembershipRow>> members)
    {
        var parents = new[] { p.Number("me"), p.Number("cha") }.OfType<long>().ToList();
        var roles = members.Where(m => parents.Contains(m.Row.PersonId)).Select(m => m.Row.Role).ToList();
        return roles.Exists(r => r is "head" or "spouse") ? "child" : roles.Contains("child") ? "grandchild" : "other";
    }

    private static void Died(EventPlanner p)
    {
        var (person, day) = (p.Number("nguoi")!.Value, p.Day("ngay")!.Value);
        if (p.Reading.FactsOf(FactSubject.Person, person, "death_date")
            .LastOrDefault(f => f.Row.Value is not ("never" or FactKind.UnknownText)) is { } known)
        {
            p.Refuse("event.dead-already",
                $"Sổ đã ghi {p.NameOf(person)} mất ngày "
                + Vietnamese.Date(DateOnly.ParseExact(known.Row.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture))
                + $". Nếu ngày ấy sai, hãy đính chính dòng fact:{known.RowId}.", "nguoi");
            return;
        }

        if (p.Reading.PersonOrNull(person)?.Birth is { } birth && birth.Earliest > day)
        {
            p.Refuse("event.before-birth", $"{p.NameOf(person)} sinh {birth}, sau ngày {Vietnamese.Date(day)}.", "ngay");
            return;
        }

        HouseholdEvents.Bereave(p, person, day.AddDays(1));
        p.TakeBackAfter(person, day, $"mất ngày {Vietnamese.Date(day)}");
        p.Fact("death_date", person, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day);
        p.Leaves(person, day, $"mất ngày {Vietnamese.Date(day)}");
        foreach (var named in p.Reading.FactsNaming(person, day).GroupBy(f => f.Kind))
        {
            var label = p.Register.Facts[named.Key].Label;
            p.Doubt($"{label.Vi}: sổ còn ghi người này cho {named.Count()} người; ghi người khác thay.",
                $"{label.In("en")}: the register still names this person for {named.Count()}; record somebody else.");
        }

        if (p.Text("tro-cap") is { } support)
        {
            p.Fact("monthly_support", person, support, day);
        }

        if (p.Number("vo-chong") is { } spouse)
        {
            p.Fact("marital_status", spouse, "widowed", day);
        }
    }

    private static void Married(EventPlanner p)
    {
        Status(p, "married");
        var (first, second, day) = (p.Number("nguoi")!.Value, p.Number("nguoi-kia")!.Value, p.Day("ngay")!.Value);
        if (p.Text("ve-ho") is { } which)
        {
            var (host, guest) = which == "first" ? (first, second) : (second, first);
            HouseholdEvents.Join(p, guest, host, p.Text("quan-he") ?? "spouse", day);
        }
    }

    private static void Status(EventPlanner p, string status)
    {
        var (first, second, day) = (p.Number("nguoi")!.Value, p.Number("nguoi-kia")!.Value, p.Day("ngay")!.Value);
        if (first == second)
        {
            p.Refuse("event.same-person", "Hai người phải khác nhau.", "nguoi-kia");
            return;
        }

        foreach (var person in new[] { first, second })
        {
            var now = p.Reading.ValueOn("marital_status", person, day);
            if (status == "married" && now == "married")
            {
                p.Refuse("event.married-already",
                    $"Sổ ghi {p.NameOf(person)} đang có vợ hoặc chồng vào ngày {Vietnamese.Date(day)}. "
                    + "Nếu đã ly hôn hoặc góa, ghi việc ấy trước.", person == first ? "nguoi" : "nguoi-kia");
            }
            else if (status == "divorced" && now is not ("married" or null or FactKind.UnknownText))
            {
                p.Refuse("event.not-married", $"Sổ không ghi {p.NameOf(person)} đang có vợ hoặc chồng vào ngày {Vietnamese.Date(day)}.",
                    person == first ? "nguoi" : "nguoi-kia");
            }

            p.Fact("marital_status", person, status, day);
        }
    }

    private static void Adopted(EventPlanner p)
    {
        var (child, adopter, day) = (p.Number("nguoi")!.Value, p.Number("nguoi-nuoi")!.Value, p.Day("ngay")!.Value);
        if (child == adopter)
        {
            p.Refuse("event.same-person", "Người nhận nuôi và trẻ phải khác nhau.", "nguoi-nuoi");
            return;
        }

        HouseholdEvents.Join(p, child, adopter, "child", day);
        p.Fact("raised_by", child, adopter.ToString(CultureInfo.InvariantCulture), day);
        if (p.Reading.ValueOn("child_without_support", child, day) is { } support and not "none")
        {
            p.Fact("child_without_support", child, "none", day);
            p.Doubt($"Trẻ đang được ghi là không có nguồn nuôi dưỡng ({support}): từ ngày này có người nhận làm con nuôi.",
                "The child was recorded as without support: from this day there is an adopter.");
        }
    }
}

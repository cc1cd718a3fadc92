using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register.Units;
using static AnSinh.Intake.Events.EventFields;

namespace AnSinh.Intake.Events;

/// <summary>
/// Households that split, merge or change their head, and what becomes of a household when
/// somebody comes or goes.
/// </summary>
internal static class HouseholdEvents
{
    /// <summary>The heading they stand under, with moves.</summary>
    public const string Group = "cu-tru";

    public static IReadOnlyList<EventKind> All { get; } =
    [
        new("split", EventAct.Change, Group, new("Tách hộ", "Split of a household"),
            new("Một số thành viên lập hộ mới tại chỗ.", "Some members found a new household where they live."),
            [
                new FormField("nhung-nguoi", new("Những người tách ra", "Who leaves"), FormFieldType.People)
                {
                    Required = true,
                    Hint = new("chọn, hoặc tìm theo tên", "choose, or look for names"),
                },
                new FormField("chu-ho", new("Chủ hộ của hộ mới", "Head of the new household"), FormFieldType.Person) { Required = true },
                NewNumber with { Required = true }, Hamlet with { Required = true }, On("Từ ngày", "From"), NewHead,
                new FormField("giu-du-kien", new("Hộ mới giữ các dữ kiện của hộ cũ (hộ nghèo…)",
                    "The new household keeps the facts of the old one (poverty …)"), FormFieldType.Check)
                {
                    Hint = new("chỉ khi quyết định công nhận nói như vậy", "only if the recognition says so"),
                },
                Source,
            ],
            Split),
        new("merge", EventAct.Change, Group, new("Nhập hộ", "Merge of households"),
            new("Mọi thành viên của một hộ vào hộ khác.", "All members of one household join another."),
            [
                new FormField("ho-cu", new("Hộ nhập vào hộ khác", "Household that goes"), FormFieldType.Household) { Required = true },
                Household with { Label = new("Hộ ở lại", "Household that stays") }, On("Từ ngày", "From"), Source,
            ],
            Merge),
        new("head", EventAct.Change, Group, new("Đổi chủ hộ", "Change of head"),
            new("Một thành viên thay làm chủ hộ từ một ngày.", "A member becomes the head from a day."),
            [
                Person with { Label = new("Chủ hộ mới", "New head") }, On("Từ ngày", "From"),
                Role with
                {
                    Required = false,
                    Label = new("Chủ hộ cũ là gì của chủ hộ mới", "What the old head is to the new one"),
                    Hint = new("để trống chỉ khi hộ đang không có chủ hộ", "empty only if the household has no head"),
                },
                Source,
            ],
            p => Head(p, p.Number("nguoi")!.Value, p.Day("ngay")!.Value, p.Text("quan-he"))),
    ];

    /// <summary>A person joins the household of another, and lives where that one lives.</summary>
    public static void Join(EventPlanner p, long guest, long host, string role, DateOnly day)
    {
        if (p.Reading.HouseholdOn(host, day) is not { } household || p.Reading.HomeOn(host, day) is not { } home)
        {
            p.Refuse("event.no-household", $"{p.NameOf(host)} không có hộ hoặc nơi cư trú vào ngày {Vietnamese.Date(day)}.", "nguoi-kia");
            return;
        }

        p.Touch(host, day);
        if (p.Reading.HouseholdOn(guest, day) != household)
        {
            Bereave(p, guest, day);
            p.Belongs(guest, household, role, day);
        }

        var unit = p.Register.Units.Resolve(home.Row.Unit, day)?.Key ?? home.Row.Unit;
        if (Place(p, guest, day) != unit)
        {
            p.Lives(guest, unit, "permanent", day);
        }
    }

    /// <summary>
    /// A household that loses its head: the new one told takes the place; if none is told and others remain, that is a doubt.
    /// </summary>
    public static void Bereave(EventPlanner p, long person, DateOnly day, IReadOnlyCollection<long>? leaving = null)
    {
        if (p.Reading.HouseholdOn(person, day.AddDays(-1)) is not { } household)
        {
            return;
        }

        var members = p.Reading.MembersOn(household, day.AddDays(-1));
        foreach (var member in members)
        {
            p.Touch(member.Row.PersonId, day);
        }

        var rest = members.Where(m => m.Row.PersonId != person && !(leaving?.Contains(m.Row.PersonId) ?? false)).ToList();
        if (!members.Any(m => m.Row.PersonId == person && m.Row.Role == "head") || rest.Count == 0)
        {
            return;
        }

        if (p.Number("chu-ho-moi") is not { } head)
        {
            p.Doubt($"{p.NameOf(person)} là chủ hộ; {p.HouseholdName(household)} còn {rest.Count} người và chưa có chủ hộ mới.",
                $"{p.NameOf(person)} is the head; {rest.Count} remain in {p.HouseholdName(household)} without a new one.");
        }
        else if (rest.All(m => m.Row.PersonId != head))
        {
            p.Refuse("event.head-not-member",
                $"{p.NameOf(head)} không phải thành viên còn lại của {p.HouseholdName(household)}.", "chu-ho-moi");
        }
        else
        {
            p.Belongs(head, household, "head", day);
        }
    }

    /// <summary>The unit where somebody has a permanent home on a day, as it is on that day; null if nowhere.</summary>
    public static string? Place(EventPlanner p, long person, DateOnly day) =>
        p.Reading.HomeOn(person, day) is { Row: { Kind: "permanent" } home } ? p.Register.Units.Resolve(home.Unit, day)?.Key : null;

    /// <summary>
    /// What becomes of the facts of a household when a new one is founded. Some leave it: nothing goes along unless told. All leave it:
    /// somebody must say, lest a poor household stop being one by a change of number.
    /// </summary>
    public static void Carry(EventPlanner p, long? old, long household, IReadOnlyCollection<long> going, DateOnly day)
    {
        var facts = old is { } left && household < 0
            ? p.Reading.FactsOf(FactSubject.Household, left).Where(f => f.Row.Valid.Contains(day)).ToList() : [];
        if (facts.Count == 0)
        {
            return;
        }

        var names = string.Join(", ", facts.Select(f => p.Register.Facts.FindOrNull(f.Row.Kind) is { } kind
            ? $"{kind.Label.Vi}: {EventPlanner.ValueText(kind, f.Row.Value).Vi}" : f.Row.Kind));
        switch (p.Text("giu-du-kien"))
        {
            case "yes":
                facts.ForEach(fact => p.Fact(fact.Row.Kind, household, fact.Row.Value, day, fact.Row.Valid.To));
                break;
            case null when p.Reading.MembersOn(old!.Value, day.AddDays(-1)).All(m => going.Contains(m.Row.PersonId)):
                p.Refuse("event.household-facts",
                    $"Hộ cũ có dữ kiện của hộ ({names}) và không còn ai ở lại: chọn hộ mới mang theo hay không.", "giu-du-kien");
                break;
            default:
                p.Doubt($"Hộ cũ có {facts.Count} dữ kiện của hộ ({names}); hộ mới không mang theo.",
                    $"The old household has {facts.Count} facts of its own; the new one does not take them along.");
                break;
        }
    }

    private static void Split(EventPlanner p)
    {
        var (leaving, head, day) = (p.Numbers("nhung-nguoi"), p.Number("chu-ho")!.Value, p.Day("ngay")!.Value);
        if (Left(p, leaving, head, day) is not { } old)
        {
            return;
        }

        var members = p.Reading.MembersOn(old, day.AddDays(-1));
        foreach (var gone in leaving.Where(m => members.Any(x => x.Row.PersonId == m && x.Row.Role == "head")))
        {
            Bereave(p, gone, day, [.. leaving]);
        }

        var household = p.NewHousehold(p.Text("ho-moi")!, p.Text("thon")!);
        foreach (var member in members)
        {
            p.Touch(member.Row.PersonId, day);
        }

        foreach (var member in leaving)
        {
            p.Belongs(member, household, member == head ? "head" : "other", day);
        }

        p.Doubt("Quan hệ của những người tách ra với chủ hộ mới được ghi là “khác”; sửa lại sau nếu cần.",
            "Relations to the new head are recorded as “other”; mend them later if needed.");
        Carry(p, old, household, leaving, day);
    }

    // The household that some leave; refused, and null, if they may not leave it so.
    private static long? Left(EventPlanner p, IReadOnlyList<long> leaving, long head, DateOnly day)
    {
        var households = leaving.Select(m => p.Reading.HouseholdOn(m, day.AddDays(-1))).Distinct().ToList();
        if (households is not [{ } old])
        {
            p.Refuse("event.not-one-household",
                $"Những người tách ra phải cùng thuộc một hộ vào ngày {Vietnamese.Date(day.AddDays(-1))}.", "nhung-nguoi");
            return null;
        }

        if (!leaving.Contains(head))
        {
            p.Refuse("event.head-not-member", "Chủ hộ của hộ mới phải là một trong những người tách ra.", "chu-ho");
            return null;
        }

        if (p.Reading.MembersOn(old, day.AddDays(-1)).All(m => leaving.Contains(m.Row.PersonId)))
        {
            p.Refuse("event.all-leave", "Cả hộ đi thì không phải tách hộ; dùng “Đổi chủ hộ” hoặc “Chuyển nơi ở”.", "nhung-nguoi");
            return null;
        }

        return old;
    }

    private static void Merge(EventPlanner p)
    {
        var (gone, stays, day) = (p.Number("ho-cu")!.Value, p.Number("ho")!.Value, p.Day("ngay")!.Value);
        var members = p.Reading.MembersOn(gone, day.AddDays(-1));
        var hosts = p.Reading.MembersOn(stays, day.AddDays(-1));
        if (gone == stays || members.Count == 0 || hosts.Count == 0)
        {
            var empty = p.HouseholdName(members.Count == 0 ? gone : stays);
            p.Refuse("event.no-members",
                gone == stays ? "Hai hộ phải khác nhau." : $"{empty} không có thành viên vào ngày {Vietnamese.Date(day.AddDays(-1))}.",
                "ho-cu");
            return;
        }

        foreach (var member in members.Concat(hosts))
        {
            p.Touch(member.Row.PersonId, day);
        }

        var place = hosts.Select(h => Place(p, h.Row.PersonId, day)).FirstOrDefault(u => u is not null);
        foreach (var member in members)
        {
            p.Belongs(member.Row.PersonId, stays, "other", day);
            if (place is not null && Place(p, member.Row.PersonId, day) != place)
            {
                p.Lives(member.Row.PersonId, place, "permanent", day);
            }
        }
    }

    private static void Head(EventPlanner p, long head, DateOnly day, string? oldRole)
    {
        if (p.Reading.HouseholdOn(head, day) is not { } household)
        {
            p.Refuse("event.no-household", $"{p.NameOf(head)} không thuộc hộ nào vào ngày {Vietnamese.Date(day)}.", "nguoi");
            return;
        }

        foreach (var member in p.Reading.MembersOn(household, day))
        {
            p.Touch(member.Row.PersonId, day);
            if (member.Row.PersonId == head && member.Row.Role == "head")
            {
                p.Refuse("event.head-already", $"{p.NameOf(head)} đã là chủ hộ vào ngày {Vietnamese.Date(day)}.", "nguoi");
            }
            else if (member.Row.Role == "head" && oldRole is null)
            {
                p.Refuse("event.missing", $"{p.NameOf(member.Row.PersonId)} đang là chủ hộ: ghi người ấy là gì của chủ hộ mới.", "quan-he");
            }
            else if (member.Row.Role == "head")
            {
                p.Belongs(member.Row.PersonId, household, oldRole!, day);
            }
        }

        p.Belongs(head, household, "head", day);
        p.Doubt("Quan hệ của các thành viên khác được giữ như đã ghi, tính theo chủ hộ cũ.",
            "Relations of the other members stay as recorded, to the old head.");
    }
}

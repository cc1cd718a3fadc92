using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register.Units;
using static AnSinh.Intake.Events.EventFields;

namespace AnSinh.Intake.Events;

/// <summary>People who come, go, or live elsewhere in the register (<i lang="vi">biến động cư trú</i>).</summary>
internal static class MoveEvents
{
    private const string Group = HouseholdEvents.Group;

    public static IReadOnlyList<EventKind> All { get; } =
    [
        new("move_in", EventAct.Change, Group, new("Chuyển đến", "Move in"),
            new("Người đã có trong sổ hoặc người mới đến ở một xã, vào một hộ có sẵn hoặc lập hộ mới.",
                "Somebody of the register, or new to it, comes to live in a commune, in a household that exists or a new one."),
            [
                Person with
                {
                    Required = false,
                    Label = new("Người đã có trong sổ", "Person of the register"),
                    Hint = new("để trống nếu là người mới: ghi họ tên, giới tính, ngày sinh",
                        "empty for somebody new: tell name, sex, birth date"),
                },
                Name with { Required = false }, Gender with { Required = false }, Birth with { Required = false }, Number, Commune, Stay,
                Household with { Required = false, Hint = new("để trống nếu lập hộ mới", "empty for a new household") },
                NewNumber, Hamlet, Role with { Required = false }, On("Đến ở từ ngày", "Lives here from"), Carried,
                new FormField("dia-chi", new("Từ đâu đến", "Came from"), FormFieldType.Text), Source,
            ],
            MoveIn),
        new("move_out", EventAct.Change, Group, new("Chuyển đi", "Move out"),
            new("Thôi cư trú và thôi là thành viên hộ; một người hoặc cả hộ.",
                "Home and membership end; one person or the whole household."),
            [
                Person, Whole, On("Chuyển đi từ ngày", "Gone from"),
                new FormField("dia-chi", new("Đi đâu", "Went to"), FormFieldType.Text), NewHead, Source,
            ],
            MoveOut),
        new("move_within", EventAct.Change, Group, new("Chuyển nơi ở trong địa bàn", "Move within"),
            new("Sang xã khác hoặc hộ khác trong sổ; tiền chuyển theo người sang đơn vị chi trả mới.",
                "To another commune or household of the register; money follows the person to the new unit."),
            [
                Person, Whole, Commune,
                Household with
                {
                    Required = false,
                    Hint = new("hộ đến ở; để trống nếu cả hộ cùng đi hoặc lập hộ mới",
                        "household joined; empty if the whole one moves or a new one is founded"),
                },
                NewNumber, Hamlet, Role with { Required = false }, On("Ở nơi mới từ ngày", "Lives there from"), NewHead, Carried, Source,
            ],
            MoveWithin),
    ];

    private static FormField Carried => new(
        "giu-du-kien", new("Dữ kiện của hộ cũ (hộ nghèo…)", "Facts of the old household (poverty …)"), FormFieldType.Choice)
    {
        Choices =
        [
            new("yes", new("hộ mới mang theo", "the new household takes them along")),
            new("no", new("không mang theo", "they stay behind")),
        ],
        Hint = new("phải chọn khi người đi một mình, hoặc cả hộ, lập hộ mới mà hộ cũ có dữ kiện của hộ",
            "to be told when a lone person or a whole household founds a new one"),
    };

    private static void MoveIn(EventPlanner p)
    {
        var day = p.Day("ngay")!.Value;
        var person = p.Number("nguoi") ?? Newcomer(p);
        var own = person is > 0 and { } known ? p.Reading.HouseholdOn(known, day) : null;
        if (person is not { } id || (Target(p, day, required: own is null) ?? own) is not { } household)
        {
            return;
        }

        if (id > 0 && HouseholdEvents.Place(p, id, day) is { } now)
        {
            p.Refuse("event.lives-here",
                $"Sổ ghi {p.NameOf(id)} đang thường trú tại {p.UnitName(now)} vào ngày {Vietnamese.Date(day)}; "
                + "dùng “Chuyển nơi ở trong địa bàn”.", "nguoi");
            return;
        }

        p.Lives(id, p.Text("xa")!, p.Text("loai")!, day);
        if (household != own)
        {
            p.Belongs(id, household, p.Text("quan-he") ?? (household < 0 ? "head" : "other"), day);
            HouseholdEvents.Carry(p, id > 0 ? p.Reading.HouseholdOn(id, day.AddDays(-1)) : null, household, [id], day);
        }
    }

    private static long? Newcomer(EventPlanner p)
    {
        foreach (var field in new[] { Name, Gender, Birth }.Where(f => p.Text(f.Name) is null))
        {
            p.Refuse("event.missing", $"Người mới đến: thiếu {field.Label.Vi.ToLowerInvariant()}.", field.Name);
        }

        return p.Text("ten") is { } name && p.Text("gioi") is { } sex && p.Birth("ngay-sinh") is { } birth
            ? p.NewPerson(name, sex == "male" ? Sex.Male : Sex.Female, birth, p.Text("so"))
            : null;
    }

    /// <summary>The household somebody comes into: one that is told, or a new one with its number and hamlet.</summary>
    private static long? Target(EventPlanner p, DateOnly day, bool required)
    {
        if (p.Number("ho") is { } household)
        {
            foreach (var member in p.Reading.MembersOn(household, day))
            {
                p.Touch(member.Row.PersonId, day);
            }

            return household;
        }

        if (p.Text("ho-moi") is { } number)
        {
            return p.NewHousehold(number, p.Text("thon") ?? "");
        }

        if (required)
        {
            p.Refuse("event.no-household", "Chọn hộ có sẵn, hoặc ghi số của hộ mới.", "ho");
        }

        return null;
    }

    private static void MoveOut(EventPlanner p)
    {
        var (person, day) = (p.Number("nguoi")!.Value, p.Day("ngay")!.Value);
        var going = Going(p, person, day);
        HouseholdEvents.Bereave(p, person, day, going);
        var where = p.Text("dia-chi") is { } to ? $", đến {to}" : "";
        foreach (var member in going)
        {
            if (p.Reading.HomeOn(member, day.AddDays(-1)) is null)
            {
                p.Refuse("event.not-here",
                    $"Sổ không ghi {p.NameOf(member)} cư trú ở đây vào ngày {Vietnamese.Date(day.AddDays(-1))}.", "nguoi");
                continue;
            }

            p.Leaves(member, day.AddDays(-1), $"chuyển đi từ {Vietnamese.Date(day)}{where}");
        }
    }

    private static void MoveWithin(EventPlanner p)
    {
        var (person, day, unit) = (p.Number("nguoi")!.Value, p.Day("ngay")!.Value, p.Text("xa")!);
        var whole = p.Ticked("ca-ho");
        var going = Going(p, person, day);
        var target = Target(p, day, required: false);
        var own = p.Reading.HouseholdOn(person, day.AddDays(-1));
        if (target is null && !whole && p.Reading.MembersOn(own ?? 0, day.AddDays(-1)).Count > 1)
        {
            p.Refuse("event.no-household", "Chỉ một người chuyển đi thì phải chọn hộ đến ở, hoặc ghi số của hộ mới.", "ho");
            return;
        }

        if (target is not null && target != own)
        {
            HouseholdEvents.Bereave(p, person, day, going);
        }

        foreach (var member in going)
        {
            Settle(p, member, unit, day);
            if (target is { } household && household != own)
            {
                var role = member == person ? p.Text("quan-he") ?? (household < 0 ? "head" : "other")
                    : household < 0 ? RoleIn(p, own, member, day) : "other";
                p.Belongs(member, household, role, day);
            }
        }

        if (target is { } founded && founded != own)
        {
            HouseholdEvents.Carry(p, own, founded, going, day);
        }
    }

    private static void Settle(EventPlanner p, long member, string unit, DateOnly day)
    {
        if (p.Reading.ResidencesOf(member).Any(r => r.Row.Kind == "temporary" && r.Row.Valid.Contains(day)))
        {
            p.Doubt($"{p.NameOf(member)} còn ghi tạm trú vào ngày {Vietnamese.Date(day)}; nơi tạm trú giữ nguyên.",
                $"{p.NameOf(member)} has a temporary home on {Vietnamese.Date(day)}; it stays.");
        }

        if (HouseholdEvents.Place(p, member, day) != unit)
        {
            p.Lives(member, unit, "permanent", day);
        }
    }

    private static string RoleIn(EventPlanner p, long? household, long member, DateOnly day) =>
        household is { } h && p.Reading.MembersOn(h, day.AddDays(-1)).FirstOrDefault(m => m.Row.PersonId == member)
            is { Row.Role: not "head" and var role } ? role : "other";

    private static IReadOnlyList<long> Going(EventPlanner p, long person, DateOnly day) =>
        p.Ticked("ca-ho") && p.Reading.HouseholdOn(person, day.AddDays(-1)) is { } household
            ? [.. p.Reading.MembersOn(household, day.AddDays(-1)).Select(m => m.Row.PersonId)]
            : [person];
}

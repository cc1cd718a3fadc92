using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using static AnSinh.Intake.Events.EventFields;

namespace AnSinh.Intake.Events;

/// <summary>What was never so: a row is replaced or taken back, with the reason (<i lang="vi">đính chính</i>).</summary>
internal static class Corrections
{
    private const string Group = "dinh-chinh";

    public static IReadOnlyList<EventKind> All { get; } =
    [
        new("row", EventAct.Correction, Group, new("Đính chính một dòng", "Correct a row"),
            new("Dòng đã ghi sai ngay từ đầu: thay bằng dòng đúng. Cả hai dòng còn trong lịch sử.",
                "A row that was wrong from the first is replaced by the right one. Both stay in the history."),
            [Row,
                new FormField("gia-tri", new("Giá trị đúng", "Right value"), FormFieldType.Text)
                {
                    Hint = new("để trống nếu giá trị không sai", "empty if the value is right"),
                },
                Commune with { Required = false, Hint = new("chỉ khi đính chính nơi cư trú", "only for a residence") },
                Role with { Required = false, Hint = new("chỉ khi đính chính thành viên hộ", "only for a membership") },
                From with { Required = false }, To,
                new FormField("khong-het", new("Không có ngày kết thúc", "No last day"), FormFieldType.Check), Reason, Source],
            Replace),
        new("withdraw", EventAct.Correction, Group, new("Rút một dòng", "Withdraw a row"),
            new("Dòng không bao giờ nên ghi: rút đi, không thay bằng gì. Dòng vẫn còn trong lịch sử.",
                "A row that should never have been recorded is taken back. It stays in the history."),
            [Row, Reason, Source],
            Withdraw),
        new("identity", EventAct.Correction, Group, new("Đính chính nhân thân", "Correct an identity"),
            new("Họ tên, số định danh, giới tính, ngày sinh đã ghi sai ngay từ đầu.",
                "Name, number, sex or birth date that were wrong from the first."),
            [Person, Name with { Required = false }, Number, Gender with { Required = false }, Birth with { Required = false },
                Reason, Source],
            Identity),
    ];

    /// <summary>The person behind a row: for a fact of a household, a member of it.</summary>
    public static long? PersonOf(EventPlanner p, FactRow fact) => p.Register.Facts[fact.Kind].Subject == FactSubject.Person
        ? fact.SubjectId
        : p.Reading.MembersOn(fact.SubjectId, fact.Valid.From) is [var member, ..] ? member.Row.PersonId : null;

    private static void Replace(EventPlanner p)
    {
        var (table, rowId) = EventInput.RowOf(p.Text("dong"))!.Value;
        switch (p.Reading.RowOrNull(table, rowId))
        {
            case FactRow fact:
                var kind = p.Register.Facts[fact.Kind];
                var right = fact with { Value = p.Text("gia-tri") ?? fact.Value, Valid = Days(p, fact.Valid), Source = p.Text("giay-to")! };
                Put(p, PersonOf(p, fact), fact == right with { Source = fact.Source }, set => set.Correct(rowId, right), new Replaced(
                    kind.Label, new(EventPlanner.ValueText(kind, fact.Value), fact.Valid),
                    new(EventPlanner.ValueText(kind, right.Value), right.Valid)), kind.Sensitive);
                break;
            case ResidenceRow home:
                var place = home with { Unit = p.Text("xa") ?? home.Unit, Valid = Days(p, home.Valid), Source = p.Text("giay-to")! };
                Put(p, home.PersonId, home == place with { Source = home.Source }, set => set.Correct(rowId, place), new Replaced(
                    new("Nơi cư trú", "Residence"), new(new(p.UnitName(home.Unit)), home.Valid),
                    new(new(p.UnitName(place.Unit)), place.Valid)));
                break;
            case MembershipRow member:
                var role =
                    member with { Role = p.Text("quan-he") ?? member.Role, Valid = Days(p, member.Valid), Source = p.Text("giay-to")! };
                Put(p, member.PersonId, member == role with { Source = member.Source }, set => set.Correct(rowId, role), new Replaced(
                    new("Quan hệ với chủ hộ", "Relation to the head"), new(EventWords.Role(member.Role), member.Valid),
                    new(EventWords.Role(role.Role), role.Valid)));
                break;
        }
    }

    private static void Put(
        EventPlanner p, long? person, bool same, Action<ChangeSet> step, Replaced row, bool sensitive = false)
    {
        var (before, after) = (row.Wrong.Valid, row.Right.Valid);
        if (same)
        {
            p.Refuse("event.same", "Dòng đúng giống hệt dòng đã ghi: không có gì để đính chính.", "gia-tri");
            return;
        }

        if (after.IsReversed)
        {
            p.Refuse("event.end-before-start",
                $"Đúng đến {Vietnamese.Date(after.To!.Value)} trước khi bắt đầu {Vietnamese.Date(after.From)}.", "den-ngay");
            return;
        }

        p.Take(step, person, before.From < after.From ? before.From : after.From, row.Line(p.Text("ly-do")), sensitive);
    }

    private static DateInterval Days(EventPlanner p, DateInterval now) =>
        new(p.Day("tu-ngay") ?? now.From, p.Ticked("khong-het") ? null : p.Day("den-ngay") ?? now.To);

    private static void Withdraw(EventPlanner p)
    {
        var (table, rowId) = EventInput.RowOf(p.Text("dong"))!.Value;
        var (person, valid, what, sensitive) = p.Reading.RowOrNull(table, rowId) switch
        {
            FactRow fact
                when p.Register.Facts[fact.Kind] is var kind =>
                (PersonOf(p, fact), fact.Valid, $"{kind.Label.Vi}: {EventPlanner.ValueText(kind, fact.Value).Vi}", kind.Sensitive),
            ResidenceRow home => (home.PersonId, home.Valid, $"nơi cư trú {p.UnitName(home.Unit)}", false),
            MembershipRow member => (member.PersonId, member.Valid, $"thành viên {p.HouseholdName(member.HouseholdId)}", false),
            _ => ((long?)null, default(DateInterval), "", false),
        };
        p.Take(
            set => set.Withdraw(table, rowId, p.Text("ly-do")!), person, valid.From,
            new LocalText($"Rút dòng “{what}” {EventPlanner.Days(valid).Vi}. Vì: {p.Text("ly-do")}",
                $"Takes back “{what}” {EventPlanner.Days(valid).In("en")}. Because: {p.Text("ly-do")}"), sensitive);
    }

    private static void Identity(EventPlanner p)
    {
        var id = p.Number("nguoi")!.Value;
        var now = p.Reading.PersonOrNull(id)!;
        var right = now with
        {
            Name = p.Text("ten") ?? now.Name,
            PersonalNumber = p.Text("so") ?? now.PersonalNumber,
            Sex = p.Text("gioi") switch { "male" => Sex.Male, "female" => Sex.Female, _ => now.Sex },
            Birth = p.Birth("ngay-sinh") ?? now.Birth,
            RecordedAt = 0,
            Source = p.Text("giay-to")!,
        };
        if ((right.Name, right.PersonalNumber, right.Sex, right.Birth) == (now.Name, now.PersonalNumber, now.Sex, now.Birth))
        {
            p.Refuse("event.same", "Nhân thân đúng giống hệt như đã ghi: không có gì để đính chính.", "ten");
            return;
        }

        if (right.PersonalNumber is { } number && number != now.PersonalNumber && !p.Reading.NumberIsFree(id, number))
        {
            p.Refuse("event.number-taken", $"Số định danh {number} đã là của một người khác trong sổ.", "so");
            return;
        }

        p.DoubtIdentity(p.Text("ten"), p.Birth("ngay-sinh"), null);
        if (PersonalNumber.TryParse(right.PersonalNumber, out var parsed) && !parsed.AgreesWith(right.Sex, right.Birth?.Earliest.Year))
        {
            p.Doubt($"Số định danh {parsed} nói giới tính và năm sinh khác ({parsed.BirthYear}).",
                $"The number {parsed} tells another sex or birth year ({parsed.BirthYear}).");
        }

        var since = new[] { now.Birth?.Earliest, right.Birth?.Earliest }.OfType<DateOnly>().DefaultIfEmpty(DateOnly.MinValue).Min();
        p.Take(
            set => set.Correct(right), id, since,
            new LocalText($"Nhân thân: {Say(now)} là sai; đúng là {Say(right)}. Vì: {p.Text("ly-do")}",
                $"Identity: {Say(now)} was wrong; right is {Say(right)}. Because: {p.Text("ly-do")}"));
    }

    private static string Say(PersonRow row) =>
        $"{row.Name}, {(row.Sex switch { Sex.Male => "nam", Sex.Female => "nữ", _ => "chưa rõ giới tính" })}, "
        + $"sinh {row.Birth?.ToString() ?? "chưa rõ"}, số {row.PersonalNumber ?? "chưa cấp"}";

    private sealed record Said(LocalText Value, DateInterval Valid);

    private sealed record Replaced(LocalText What, Said Wrong, Said Right)
    {
        public LocalText Line(string? reason) => new(
            $"{What.Vi}: “{Wrong.Value.Vi}” {EventPlanner.Days(Wrong.Valid).Vi} là sai; "
            + $"đúng là “{Right.Value.Vi}” {EventPlanner.Days(Right.Valid).Vi}. Vì: {reason}",
            $"{What.In("en")}: “{Wrong.Value.In("en")}” {EventPlanner.Days(Wrong.Valid).In("en")} was wrong; "
            + $"right is “{Right.Value.In("en")}” {EventPlanner.Days(Right.Valid).In("en")}. Because: {reason}");
    }
}

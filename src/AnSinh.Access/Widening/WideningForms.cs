using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register.Units;

namespace AnSinh.Access.Widening;

/// <summary>The forms by which somebody sees more for some hours, and by which that is looked into.</summary>
public static class WideningForms
{
    /// <summary>Names of the fields.</summary>
    public const string Unit = "unit", Hours = "hours", Reason = "reason", Finding = "finding", Note = "note";

    /// <summary>Words of the finding.</summary>
    public const string Justified = "justified", NotJustified = "not_justified";

    /// <summary>Fewest letters of a reason: a word tells nobody anything.</summary>
    public const int ReasonFrom = 15;

    /// <summary>Somebody sees the people of a unit for some hours.</summary>
    public static FormDefinition Open(IReadOnlyList<Unit> units, int mostHours) =>
        new("widening_open", new("Mở quyền xem tạm", "See more for some hours"),
        [
            new(Unit, new("Xem người của đơn vị", "People of the unit"), FormFieldType.Unit)
            {
                Required = true,
                Choices = [.. units.Select(u => new FormChoice(u.Key, new LocalText(u.FullName)))],
            },
            new(Hours, new("Trong mấy giờ", "For how many hours"), FormFieldType.Choice)
            {
                Required = true,
                Choices = [.. Enumerable.Range(1, mostHours).Select(h => new FormChoice($"{h}", new($"{h} giờ", $"{h} h")))],
            },
            new(Reason, new("Vì sao không chờ được", "Why it cannot wait"), FormFieldType.LongText)
            {
                Required = true,
                Hint = new($"từ {ReasonFrom} chữ; người giám sát đọc ngay", $"from {ReasonFrom} letters; the supervisor reads it at once"),
            },
        ]);

    /// <summary>Who looked into it says what was found.</summary>
    public static FormDefinition Review { get; } = new("widening_review", new("Xét lại", "Review"),
        [
            new(Finding, new("Việc mở quyền này", "This widening was"), FormFieldType.Choice)
            {
                Required = true,
                Choices = [new(Justified, new("có lý do chính đáng", "justified")),
                    new(NotJustified, new("không chính đáng", "not justified"))],
            },
            new(Note, new("Đã xét thấy gì", "What was found"), FormFieldType.LongText) { Required = true },
        ]);
}

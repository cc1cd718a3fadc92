using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Events;

/// <summary>What was told of an event, each field read by its type: numbers exist, days are days, codes are codes.</summary>
internal sealed class EventInput
{
    private EventInput(IReadOnlyDictionary<string, string> texts, string source) => (Texts, Source) = (texts, source);

    /// <summary>Values in their one form: days as <c>yyyy-MM-dd</c>, numbers without spaces.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>The paper or person it comes from.</summary>
    public string Source { get; }

    public static Outcome<EventInput> Read(RegisterDb register, EventScope scope, EventKind kind, IReadOnlyDictionary<string, string> told)
    {
        var form = EventForms.Of(register, kind, scope.Without(told));
        var (texts, refusals) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<Refusal>(form.Unknown(told)));
        foreach (var field in form.Fields)
        {
            var read = FormDefinition.ReadField(field, told.GetValueOrDefault(field.Name));
            var meant = read is { Ok: true, Value.Length: > 0 } ? Meant(register, scope, field, read.Value, told) : read;
            refusals.AddRange(meant.Refusals);
            if (meant is { Ok: true, Value.Length: > 0 })
            {
                texts[field.Name] = meant.Value;
            }
        }

        return refusals.Count > 0 ? Outcome<EventInput>.Refused(refusals)
            : new EventInput(texts, texts.GetValueOrDefault(EventFields.Source.Name, ""));
    }

    /// <summary>Numbers with commas or spaces between.</summary>
    public static IReadOnlyList<long> Numbers(string text) =>
        [.. text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries)
            .Select(n => long.Parse(n, CultureInfo.InvariantCulture)).Distinct()];

    /// <summary>What a value means in this register: whom, which household, which unit, which row; refused if nothing.</summary>
    private static Outcome<string> Meant(RegisterDb register, EventScope scope, FormField field, string value,
        IReadOnlyDictionary<string, string> told) => field switch
    {
        { Name: var name } when name == EventFields.Value.Name || name == EventFields.Drawn.Name =>
            FactValue(register, scope, field, value, scope.Without(told)),
        { Name: var name } when name == EventFields.Row.Name =>
            scope.RowOf(value) is not null ? value
                : Bad(field, $"Không có dòng “{value}” còn hiệu lực trong sổ.", $"There is no row “{value}” in force."),
        { Type: FormFieldType.Person or FormFieldType.People } => People(scope, field, value),
        { Type: FormFieldType.Household } => scope.HouseholdMeant(value)?.ToString(CultureInfo.InvariantCulture)
            ?? Bad(field, $"Không có hộ số “{value}” trong sổ, hoặc nhiều hộ cùng mang số ấy.",
                $"There is no household “{value}”, or more than one of that number."),
        { Type: FormFieldType.Unit } => scope.UnitMeant(value)
            ?? Bad(field, $"“{value}” không phải xã, phường, thị trấn trong phạm vi của bạn.",
                $"“{value}” is no commune within your scope."),
        { Type: FormFieldType.Day } => NotAhead(register, field, value),
        { Type: FormFieldType.Birth } => BirthOf(register, field, value),
        _ => value,
    };

    /// <summary>A row named as <c>fact:17</c>, or null.</summary>
    public static (DatedRows Table, long RowId)? RowOf(string? text) =>
        text?.Split(':') is [var name, var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        ? name switch { "fact" => (DatedRows.Fact, id), "residence" => (DatedRows.Residence, id),
            "membership" => (DatedRows.Membership, id), _ => null }
        : null;

    private static Outcome<string> People(EventScope scope, FormField field, string text)
    {
        var numbers = new List<long>();
        foreach (var word in text.Split(','))
        {
            if (scope.PersonMeant(word) is not { } id)
            {
                return Bad(field, $"Không có người số “{word}” trong sổ.", $"There is nobody of number “{word}”.");
            }

            numbers.Add(id);
        }

        return string.Join(",", numbers.Distinct().Select(n => n.ToString(CultureInfo.InvariantCulture)));
    }

    private static Outcome<string> BirthOf(RegisterDb register, FormField field, string text) =>
        LifeSpan.Of(BirthDate.ParseOrNull(text)!.Value, null, register.Clock.Today,
            register.Facts.FindOrNull("birth_date")?.Least is { } least ? DateOnly.FromDayNumber((int)least) : null) is { } never
                ? Bad(field, never.Message, null) : text;

    private static Outcome<string> NotAhead(RegisterDb register, FormField field, string text)
    {
        var day = DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return day <= register.Clock.Today ? text : Bad(field,
            $"Ngày {Vietnamese.Date(day)} ở tương lai: chỉ ghi việc đã xảy ra.",
            $"{Vietnamese.Date(day)} is to come: only what happened is recorded.");
    }

    private static Outcome<string> FactValue(RegisterDb register, EventScope scope, FormField field, string text,
        IReadOnlyDictionary<string, string> told)
    {
        if (EventForms.KindOf(register, field, told) is not { } kind)
        {
            return Bad(field, "Chọn loại dữ kiện trước khi ghi giá trị.", "Choose the kind of fact first.");
        }

        var value = kind.Type == FactType.Person && text is not ("0" or FactKind.UnknownText) ? People(scope, field, text) : text;
        return value.Ok && kind.WhyNot(value.Value) is { } why ? Bad(field, why, null) : value;
    }

    private static Outcome<string> Bad(FormField field, string message, string? english) =>
        new Refusal("event.bad-value", $"{field.Label.Vi}: {message}", field.Name)
        {
            English = english is null ? null : $"{field.Label.In("en")}: {english}",
        };
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Events;

/// <summary>What was told of an event, each field read by its type: numbers exist, days are days, codes are codes.</summary>
internal sealed class EventInput
{
    private static readonly string[] DayShapes = ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"];

    private EventInput(CurrentRows reading, IReadOnlyDictionary<string, string> texts, string source) =>
        (Reading, Texts, Source) = (reading, texts, source);

    public CurrentRows Reading { get; }

    /// <summary>Values in their one form: days as <c>yyyy-MM-dd</c>, numbers without spaces.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>The paper or person it comes from.</summary>
    public string Source { get; }

    public static Outcome<EventInput> Read(RegisterDb register, EventKind kind, IReadOnlyDictionary<string, string> told)
    {
        var reading = new CurrentRows(register);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var refusals = new List<Refusal>();
        foreach (var unknown in told.Keys.Where(name => kind.Fields.All(f => f.Name != name)).Order(StringComparer.Ordinal))
        {
            refusals.Add(
                new Refusal("event.field",
                    $"“{kind.Label.Vi}” không có ô nào tên “{unknown}”; các ô: {string.Join(", ", kind.Fields.Select(f => f.Name))}.",
                    unknown));
        }

        // A value of a fact is read by its kind, which is another field.
        foreach (var field in kind.Fields.OrderBy(f => f.Type == EventFieldType.FactValue ? 1 : 0))
        {
            var text = OutsideText.Composed(told.GetValueOrDefault(field.Name)?.Trim() ?? "");
            if (text.Length == 0)
            {
                if (field.Required)
                {
                    refusals.Add(new Refusal("event.missing", $"Thiếu: {field.Label.Vi}.", field.Name));
                }

                continue;
            }

            var read = ReadField(register, reading, field, text, texts);
            if (read.Ok)
            {
                texts[field.Name] = read.Value;
            }
            else
            {
                refusals.AddRange(read.Refusals);
            }
        }

        return refusals.Count > 0 ? Outcome<EventInput>.Refused(refusals)
            : new EventInput(reading, texts, texts.GetValueOrDefault(EventFields.Source.Name, ""));
    }

    /// <summary>Numbers with commas or spaces between.</summary>
    public static IReadOnlyList<long> Numbers(string text) =>
        [.. text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries)
            .Select(n => long.Parse(n, CultureInfo.InvariantCulture)).Distinct()];

    /// <summary>A birth date as people write it: a year, a month of a year, or a day; null for anything else.</summary>
    public static BirthDate? Birth(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, DayShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new BirthDate(day, DatePrecision.Day);
        }

        if (DateOnly.TryParseExact(text, ["yyyy-MM", "M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            return new BirthDate(month, DatePrecision.Month);
        }

        return DateOnly.TryParseExact(text, "yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var year)
            ? new BirthDate(year, DatePrecision.Year) : null;
    }

    private static Outcome<string> ReadField(RegisterDb register, CurrentRows reading, EventField field, string text,
        Dictionary<string, string> before) => field.Type switch
    {
        EventFieldType.Person => People(reading, field, text) is var one && one.Ok && one.Value.Contains(',')
            ? Bad(field, $"“{text}” phải là một người.") : one,
        EventFieldType.Persons => People(reading, field, text),
        EventFieldType.Household => reading.HouseholdMeant(text)?.ToString(CultureInfo.InvariantCulture)
            ?? Bad(field, $"Không có hộ số “{text}” trong sổ, hoặc nhiều hộ cùng mang số ấy."),
        EventFieldType.Unit => register.Units.FindOrNull(text) is { Level: 3 } ? text
            : Bad(field, $"“{text}” không phải xã, phường, thị trấn có trong sổ."),
        EventFieldType.Day => DayOf(register, field, text),
        EventFieldType.Birth => BirthOf(register, field, text),
        EventFieldType.Code => field.Codes!.Any(c => c.Code == text) ? text
            : Bad(field, $"“{text}” không nằm trong: {string.Join(", ", field.Codes!.Select(c => c.Code))}."),
        EventFieldType.Check => text is "yes" or "1" or "true" or "on" ? "yes" : Bad(field, $"“{text}” phải là yes, hoặc để trống."),
        EventFieldType.FactKind => register.Facts.FindOrNull(text) is { Intrinsic: false, Subject: not FactSubject.Unit }
            ? text : Bad(field, $"“{text}” không phải loại dữ kiện về người hoặc hộ đã khai báo."),
        EventFieldType.FactValue => FactValue(register, field, text, before),
        EventFieldType.Row => RowOf(text) is { } row && reading.RowOrNull(row.Table, row.RowId) is not null ? text
            : Bad(field, $"Không có dòng “{text}” còn hiệu lực trong sổ."),
        _ => text,
    };

    /// <summary>A row named as <c>fact:17</c>, or null.</summary>
    public static (DatedRows Table, long RowId)? RowOf(string? text) =>
        text?.Split(':') is [var name, var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        ? name switch { "fact" => (DatedRows.Fact, id), "residence" => (DatedRows.Residence, id),
            "membership" => (DatedRows.Membership, id), _ => null }
        : null;

    private static Outcome<string> People(CurrentRows reading, EventField field, string text)
    {
        var numbers = new List<long>();
        foreach (var word in text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (reading.PersonMeant(word) is not { } id)
            {
                return Bad(field, $"Không có người số “{word}” trong sổ.");
            }

            numbers.Add(id);
        }

        return string.Join(",", numbers.Distinct().Select(n => n.ToString(CultureInfo.InvariantCulture)));
    }

    private static Outcome<string> BirthOf(RegisterDb register, EventField field, string text) => Birth(text) is not { } birth
        ? Bad(field, $"“{text}” không phải ngày sinh. Viết ngày/tháng/năm, hoặc chỉ năm.")
        : LifeSpan.Of(birth, null, register.Clock.Today,
            register.Facts.FindOrNull("birth_date")?.Least is { } least ? DateOnly.FromDayNumber((int)least) : null) is { } never
                ? Bad(field, never.Message) : text;

    private static Outcome<string> DayOf(RegisterDb register, EventField field, string text)
    {
        if (!DateOnly.TryParseExact(text, DayShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return Bad(field, $"“{text}” không phải ngày. Viết ngày/tháng/năm, ví dụ 05/03/2020.");
        }

        return day > register.Clock.Today
            ? Bad(field, $"Ngày {Vietnamese.Date(day)} ở tương lai: chỉ ghi việc đã xảy ra.")
            : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static Outcome<string> FactValue(RegisterDb register, EventField field, string text, Dictionary<string, string> before)
    {
        if (KindOf(register, field, before) is not { } kind)
        {
            return Bad(field,
                field.OfKind is { } none ? $"Luật ở đây không khai báo dữ kiện “{none}”." : "Chọn loại dữ kiện trước khi ghi giá trị.");
        }

        var value = kind.Type switch
        {
            FactType.Date
                when DateOnly.TryParseExact(text, DayShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
                day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            FactType.Whole or FactType.Dong => text.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal),
            _ => text,
        };
        return kind.WhyNot(value) is { } why ? Bad(field, why) : value;
    }

    private static FactKind? KindOf(RegisterDb register, EventField field, Dictionary<string, string> before) =>
        field.OfKind is { } only ? register.Facts.FindOrNull(only)
        : before.TryGetValue(EventFields.KindOfFact.Name, out var name) ? register.Facts.FindOrNull(name)
        : RowOf(before.GetValueOrDefault(EventFields.Row.Name)) is { Table: DatedRows.Fact } row
        && new CurrentRows(register).RowOrNull(row.Table, row.RowId) is FactRow fact ? register.Facts.FindOrNull(fact.Kind)
        : null;

    private static Outcome<string> Bad(EventField field, string message) =>
        new Refusal("event.bad-value", $"{field.Label.Vi}: {message}", field.Name);
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Register.People.Names;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Events;

/// <summary>
/// Turns what was told of one event into rows. Every field is read and checked first; a kind of event then says, in
/// <see cref="EventKind.Plan"/>, which rows follow. Refusals and doubts are gathered, never thrown.
/// </summary>
public sealed class EventPlanner
{
    private readonly EventInput _input;
    private readonly EventScope _scope;
    private readonly List<Refusal> _refusals = [];
    private readonly List<LocalText> _lines = [];
    private readonly List<LocalText> _doubts = [];
    private readonly SortedSet<long> _persons = [];
    private readonly SortedSet<long> _about = [];
    private readonly List<long> _new = [];
    private readonly SortedSet<string> _units = new(StringComparer.Ordinal);
    private DateOnly? _from;
    private bool _sensitive;

    private EventPlanner(RegisterDb register, EventScope scope, EventKind kind, EventInput input)
    {
        (Register, _scope, Kind, _input, Reading) = (register, scope, kind, input, new CurrentRows(register));
        Set = new ChangeSet(kind.BatchKind, Title(kind, input, Reading), input.Source);
    }

    private static string Title(EventKind kind, EventInput input, CurrentRows reading) =>
        (input.Texts.GetValueOrDefault("ten")
            ?? (input.Texts.TryGetValue("nguoi", out var id)
                ? reading.PersonOrNull(long.Parse(id, CultureInfo.InvariantCulture))?.Name : null)) is { } name
            ? $"{kind.Label.Vi}: {name}" : kind.Label.Vi;

    /// <summary>The register.</summary>
    public RegisterDb Register { get; }

    /// <summary>The kind of event.</summary>
    public EventKind Kind { get; }

    /// <summary>What is believed now.</summary>
    public CurrentRows Reading { get; }

    /// <summary>The rows so far.</summary>
    internal ChangeSet Set { get; private set; }

    /// <summary>Plans an event. Refused with every field that is wrong, in Vietnamese; nothing is written.</summary>
    /// <param name="register">The register.</param>
    /// <param name="scope">Whom and what it may be told of.</param>
    /// <param name="kind">The kind of event.</param>
    /// <param name="told">Values by field name; empty ones count as not told.</param>
    public static Outcome<EventPlan> Plan(RegisterDb register, EventScope scope, EventKind kind, IReadOnlyDictionary<string, string> told)
    {
        var input = EventInput.Read(register, scope, kind, told);
        if (!input.Ok)
        {
            return Outcome<EventPlan>.Refused(input.Refusals);
        }

        var planner = new EventPlanner(register, scope, kind, input.Value);
        kind.Plan(planner);
        if (planner._refusals.Count == 0 && planner.Set.Count == 0)
        {
            planner.Refuse("event.nothing", "Sổ đã ghi đúng như vậy: không có gì để thay đổi.", null);
        }

        return planner._refusals.Count > 0
            ? Outcome<EventPlan>.Refused(planner._refusals)
            : new EventPlan(kind, planner.Set, planner._lines, planner._doubts, planner._persons, planner._new,
                planner._from ?? DateOnly.MinValue, planner._sensitive)
            {
                Units = planner._units,
                Told = input.Value.Texts,
                About = planner._about.Count > 0 ? planner._about : planner._persons,
                NewName = planner._new.Count > 0 ? planner.Text("ten") : null,
            };
    }

    /// <summary>Refuses the event.</summary>
    public void Refuse(string code, string message, string? field) => _refusals.Add(new Refusal(code, message, field));

    /// <summary>Says what should be looked at.</summary>
    public void Doubt(string vi, string en) => _doubts.Add(new LocalText(vi, en));

    /// <summary>A text that was told, or null.</summary>
    public string? Text(string field) => _input.Texts.GetValueOrDefault(field);

    /// <summary>A day that was told, or null.</summary>
    public DateOnly? Day(string field) =>
        _input.Texts.TryGetValue(field, out var text) ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>The number of a person or household that was told, or null.</summary>
    public long? Number(string field) =>
        _input.Texts.TryGetValue(field, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>Numbers of persons that were told.</summary>
    public IReadOnlyList<long> Numbers(string field) => _input.Texts.TryGetValue(field, out var text) ? EventInput.Numbers(text) : [];

    /// <summary>True if a box was ticked.</summary>
    public bool Ticked(string field) => _input.Texts.ContainsKey(field);

    /// <summary>The birth date that was told, or null.</summary>
    public BirthDate? Birth(string field) => BirthDate.ParseOrNull(Text(field));

    /// <summary>The name of a person; a new one by the name told.</summary>
    public string NameOf(long personId) =>
        Reading.PersonOrNull(personId)?.Name ?? (personId < 0 ? Text("ten") : null) ?? $"người số {personId}";

    /// <summary>A household in words.</summary>
    public string HouseholdName(long householdId) =>
        Reading.HouseholdOrNull(householdId) is { } household ? $"hộ {household.Number} ({household.Hamlet})" : "hộ mới";

    /// <summary>A unit in words.</summary>
    public string UnitName(string key) => Register.Units.FindOrNull(key)?.FullName ?? key;

    /// <summary>Adds a person; gives the provisional number.</summary>
    public long NewPerson(string name, Sex sex, BirthDate? birth, string? number)
    {
        if (number is not null && !Reading.NumberIsFree(null, number))
        {
            Refuse("event.number-taken",
                $"Số định danh {number} đã là của một người khác trong sổ; hãy tìm người ấy trước khi thêm.", "so");
        }

        if (birth is { } born && _scope.Namesakes(name, born) is > 0 and var same)
        {
            Doubt($"Sổ đã có {same} người cùng họ tên và ngày sinh: tìm trong sổ trước khi thêm, để một người không thành hai.",
                $"The register already holds {same} of this name and birth date: search before adding, lest one become two.");
        }

        DoubtIdentity(name, birth, null);
        var id = Set.Add(new PersonRow(0, number, name, sex, birth, 0, null, ""));
        _new.Add(id);
        Line($"Thêm người: {name}, sinh {birth?.ToString() ?? "chưa rõ"}", $"Adds a person: {name}, born {birth?.ToString() ?? "unknown"}");
        return id;
    }

    /// <summary>Says what makes a name or a birth look wrong, though they can be written.</summary>
    internal void DoubtIdentity(string? name, BirthDate? birth, DateOnly? death)
    {
        foreach (var damage in name is null ? [] : NameText.DamageOf(name))
        {
            Doubt($"Họ tên “{name}”: {damage}.", $"The name “{name}” looks damaged.");
        }

        if (birth is { } born && LifeSpan.IsVeryOld(born, death, Register.Clock.Today))
        {
            Doubt($"Sinh {born}: tuổi khó có; kiểm tra năm sinh.", $"Born {born}: hardly possible; check the year.");
        }
    }

    /// <summary>Takes back a person's facts that begin after a day, as it is now known that nothing can.</summary>
    internal void TakeBackAfter(long person, DateOnly day, string why)
    {
        foreach (var fact in Reading.FactsOf(FactSubject.Person, person).Where(f => f.Row.Valid.From > day && f.Row.Kind != "death_date"))
        {
            var kind = Register.Facts[fact.Row.Kind];
            _sensitive |= kind.Sensitive;
            Set.Withdraw(DatedRows.Fact, fact.RowId, why);
            Line($"Rút dữ kiện “{kind.Label.Vi}” của {NameOf(person)} (ghi từ {Vietnamese.Date(fact.Row.Valid.From)}): {why}",
                $"Takes back “{kind.Label.In("en")}” of {NameOf(person)} (from {Vietnamese.Date(fact.Row.Valid.From)})");
        }
    }

    /// <summary>Adds a household; gives the provisional number.</summary>
    public long NewHousehold(string number, string hamlet)
    {
        Line($"Lập hộ mới số {number}, {hamlet}", $"Founds household {number}, {hamlet}");
        return Set.Add(new HouseholdRow(0, number, hamlet, 0, null, ""));
    }

    /// <summary>A fact from a day on. A kind the law here does not declare is a doubt, not a row.</summary>
    public void Fact(string kind, long subject, string value, DateOnly from, DateOnly? to = null)
    {
        if (Register.Facts.FindOrNull(kind) is not { } declared || declared.Encode(value) is null)
        {
            Doubt($"Luật ở đây không khai báo dữ kiện “{kind}” (giá trị {value}), nên không ghi.",
                $"The law here declares no fact “{kind}” (value {value}): not recorded.");
            return;
        }

        About(declared.Subject == FactSubject.Person ? subject : null, from);
        _sensitive |= declared.Sensitive;
        var valid = new DateInterval(from, to);
        Covered(Reading.FactsOf(declared.Subject, subject, kind).Where(f => f.Row.Valid.From > from && f.Row.Valid.Overlaps(valid))
            .Select(f => f.Row.Valid), declared.Label);
        Set.Record(new FactRow(subject, null, kind, value, valid, 0, null, ""));
        var who = declared.Subject == FactSubject.Household ? HouseholdName(subject) : NameOf(subject);
        Line($"{who}, {Small(declared.Label.Vi)}: {Say(declared, value).Vi}, {Days(valid).Vi}",
            $"{who}, {Small(declared.Label.In("en"))}: {Say(declared, value).In("en")}, {Days(valid).In("en")}");
    }

    /// <summary>A home from a day on.</summary>
    public void Lives(long person, string unit, string kind, DateOnly from, DateOnly? to = null)
    {
        About(person, from);
        _units.Add(unit);
        var valid = new DateInterval(from, to);
        Covered(Reading.ResidencesOf(person).Where(r => r.Row.Kind == kind && r.Row.Valid.From > from && r.Row.Valid.Overlaps(valid))
            .Select(r => r.Row.Valid), new LocalText("Nơi cư trú", "Residence"));
        Set.Record(new ResidenceRow(person, unit, kind, valid, 0, null, ""));
        var (vi, en) = kind == "permanent" ? ("thường trú", "permanently") : ("tạm trú", "temporarily");
        Line($"{NameOf(person)} {vi} tại {UnitName(unit)} {Days(valid).Vi}",
            $"{NameOf(person)} lives {en} in {UnitName(unit)} {Days(valid).In("en")}");
    }

    /// <summary>A membership from a day on.</summary>
    public void Belongs(long person, long household, string role, DateOnly from)
    {
        About(person, from);
        var valid = new DateInterval(from, null);
        Covered(Reading.MembershipsOf(person).Where(m => m.Row.Valid.From > from).Select(m => m.Row.Valid),
            new LocalText("Hộ", "Household"));
        Set.Record(new MembershipRow(person, household, role, valid, 0, null, ""));
        Line($"{NameOf(person)} vào {HouseholdName(household)}, quan hệ với chủ hộ: {EventWords.Role(role).Vi}, {Days(valid).Vi}",
            $"{NameOf(person)} joins {HouseholdName(household)} as {EventWords.Role(role).In("en")} {Days(valid).In("en")}");
    }

    /// <summary>Ends a person's homes and membership after a day; what was recorded as beginning later is taken back.</summary>
    public void Leaves(long person, DateOnly lastDay, string why)
    {
        About(person, lastDay);
        foreach (var home in Reading.ResidencesOf(person))
        {
            EndOrWithdraw(DatedRows.Residence, home.RowId, home.Row.Valid, lastDay, why, new LocalText(
                $"nơi cư trú {UnitName(home.Row.Unit)} của {NameOf(person)}",
                $"residence in {UnitName(home.Row.Unit)} of {NameOf(person)}"));
        }

        foreach (var membership in Reading.MembershipsOf(person))
        {
            EndOrWithdraw(DatedRows.Membership, membership.RowId, membership.Row.Valid, lastDay, why, new LocalText(
                $"tên trong {HouseholdName(membership.Row.HouseholdId)} của {NameOf(person)}",
                $"membership of {NameOf(person)} in {HouseholdName(membership.Row.HouseholdId)}"));
        }
    }

    /// <summary>Adds a row made elsewhere, with its words.</summary>
    internal void Take(Action<ChangeSet> step, long? person, DateOnly from, LocalText line, bool sensitive = false)
    {
        About(person, from);
        _sensitive |= sensitive;
        step(Set);
        _lines.Add(line);
    }

    /// <summary>Names somebody the event is about: whoever writes must be allowed to.</summary>
    internal void About(long? person, DateOnly from)
    {
        if (person is > 0 and var id)
        {
            _about.Add(id);
        }

        Touch(person, from);
    }

    /// <summary>Names whom the event touches, and from when.</summary>
    internal void Touch(long? person, DateOnly from)
    {
        if (person is > 0 and var id)
        {
            _persons.Add(id);
        }

        _from = _from is { } earlier && earlier < from ? earlier : from;
    }

    internal static LocalText Days(DateInterval valid) => valid.To is { } to
        ? new LocalText($"từ {Vietnamese.Date(valid.From)} đến {Vietnamese.Date(to)}",
            $"from {Vietnamese.Date(valid.From)} to {Vietnamese.Date(to)}")
        : new LocalText($"từ {Vietnamese.Date(valid.From)}", $"from {Vietnamese.Date(valid.From)}");

    /// <summary>A value in words; a person by name.</summary>
    private LocalText Say(FactKind kind, string value) => kind.Type == FactType.Person && long.TryParse(value, out var id)
        ? id == 0 ? new LocalText("không ai", "nobody") : new LocalText(NameOf(id))
        : ValueText(kind, value);

    private static string Small(string text) =>
        text.Length > 1 && char.IsUpper(text[1]) ? text : char.ToLowerInvariant(text[0]) + text[1..];

    internal static LocalText ValueText(FactKind kind, string value) => EventWords.Value(kind, value);

    private void EndOrWithdraw(DatedRows table, long rowId, DateInterval valid, DateOnly lastDay, string why, LocalText what)
    {
        if (valid.From > lastDay)
        {
            Set.Withdraw(table, rowId, why);
            Line($"Rút {what.Vi} (ghi từ {Vietnamese.Date(valid.From)}): {why}",
                $"Takes back the {what.In("en")} (from {Vietnamese.Date(valid.From)})");
        }
        else if (valid.To is null || valid.To > lastDay)
        {
            Set.End(table, rowId, lastDay);
            Line($"Hết {what.Vi} sau ngày {Vietnamese.Date(lastDay)}", $"Ends the {what.In("en")} after {Vietnamese.Date(lastDay)}");
        }
    }

    private void Covered(IEnumerable<DateInterval> later, LocalText what)
    {
        foreach (var valid in later)
        {
            Doubt($"{what.Vi}: dòng đã ghi {Days(valid).Vi} nằm trong thời gian mới và sẽ bị thay.",
                $"{what.In("en")}: the row {Days(valid).In("en")} lies within the new days and will be replaced.");
        }
    }

    private void Line(string vi, string en) => _lines.Add(new LocalText(vi, en));
}

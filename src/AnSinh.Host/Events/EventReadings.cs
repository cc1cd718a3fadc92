using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Determinations;
using AnSinh.Host.Components;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Requests;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Intake.Events;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.History;
using AnSinh.Register.People;
using AnSinh.Register.Units;

namespace AnSinh.Host.Events;

/// <summary>Puts the pages of events together.</summary>
internal sealed class EventReadings(Office office, Visit visit)
{
    private const int BatchesLimit = 200;
    private readonly CurrentRows _reading = new(office.Register);
    private readonly EventScope _scope = EventRecording.ScopeOf(office, visit);
    private readonly Sight _sight = Sight.Of(office, visit);

    private Language L => visit.Language;

    private DateOnly Today => AsKnown.DayOf(office.Register.Now);

    public EventListModel List(long? person, WorkAnswer batches) => new(
        person,
        person is { } id ? _reading.PersonOrNull(id)?.Name : null,
        [.. EventKinds.All.Where(k => k.Act == EventAct.Change && EventPages.MayRecord(visit.Viewer, k)
            && (person is null || k.Code != "fact_end"))
            .GroupBy(k => k.Group).Select(g => (Heading(g.Key), (IReadOnlyList<EventKind>)[.. g]))],
        person is { } about ? Rows(about) : [],
        batches,
        visit.Viewer.May(Permission.RecordCivil));

    public EventFormModel Form(EventKind kind, IReadOnlyDictionary<string, string> told, Month asked, EventPreview? preview,
        EventScope scope, IReadOnlyList<Refusal> refusals)
    {
        var believed = scope.RowOf(told.GetValueOrDefault("dong"));
        var row = believed is null ? null : Describe(told["dong"], believed);
        var person = scope.PersonMeant(told.GetValueOrDefault("nguoi") is { Length: > 0 } own ? own : told.GetValueOrDefault("me") ?? "")
            ?? scope.PersonOf(believed);
        var fact = office.Policy.Facts.FindOrNull(told.GetValueOrDefault("loai-du-kien") ?? (believed as FactRow)?.Kind ?? "");
        List<(string, string)> carried = [.. Carried(told, person, fact), (EventPages.AskedField, asked.ToString())];
        return new EventFormModel(kind, [.. EventForms.Of(office.Register, kind, scope.Without(told)).Fields
                .Where(f => Fits(kind, f, believed) && carried.All(c => c.Item1 != f.Name)).Select(Shown)],
            preview is null ? carried : [.. carried, (EventPages.MarkField, preview.Mark)], told,
            person is { } id ? Family(id) : [], person, person is { } p ? _reading.PersonOrNull(p)?.Name : null, row,
            kind.Act == EventAct.Change && fact is not null ? About(fact, person) : null, preview, scope.Sees, refusals,
            preview?.Plan.Sensitive ?? fact?.Sensitive ?? false, Press.NewKey());
    }

    // What the address says is not asked again.
    private IEnumerable<(string, string)> Carried(IReadOnlyDictionary<string, string> told, long? person, FactKind? fact)
    {
        bool Says(string name) => visit.Query[name].ToString().Length > 0;
        return new[]
        {
            ("dong", Says("dong")), ("nguoi", Says("nguoi") && person is not null),
            ("loai-du-kien", fact is not null && Says("loai-du-kien")),
        }.Where(c => c.Item2).Select(c => (c.Item1, told[c.Item1]));
    }

    private EventFact About(FactKind kind, long? person)
    {
        var subject = person is { } id ? kind.Subject == FactSubject.Household ? _reading.HouseholdOn(id, Today) : id : null;
        var now = kind.Sensitive && !(person is { } who && _sight.Opens(who))
            ? L.T("(được bảo vệ: không hiện ở đây)", "(protected: not shown here)")
            : subject is { } s ? Facts.ValueText(kind, _reading.ValueOn(kind.Name, s, Today) ?? FactKind.UnknownText, L) : "–";
        var law = office.Policy.At(office.Register.Jurisdiction, visit.Month, visit.Known);
        return new EventFact(kind.Label, now, kind.Sensitive,
            [.. law.Programmes.Where(p => p.FactsUsed.Any(f => FactName.Bare(f) == kind.Name))
                .Select(p => (p.Programme.Id, p.Programme.ShortName))]);
    }

    public EventBatchModel? BatchOrNull(long id)
    {
        if (office.Register.Batches.FindOrNull(id) is not { } batch || EventDetail.ReadOrNull(batch) is not { } detail || !Sees(detail))
        {
            return null;
        }

        return new EventBatchModel(
            Row(batch, detail.Persons), detail.Lines,
            [.. detail.Persons.Concat((detail.NewPersons ?? []).Where(p => office.Register.Batches.OfPerson(p).Any(b => b.BatchId == id)))
                .Select(p => (p, _reading.PersonOrNull(p)?.Name ?? $"{p}"))], detail.Recovery, detail.Arrears,
            batch.UndoneBy is { } by ? Name(by) : null, batch.UndoneAt, batch.UndoReason, Today,
            visit.Viewer.May(Permission.Record) && batch.UndoneAt is null, Press.NewKey());
    }

    private static LocalText Heading(string group) => group switch
    {
        "ho-tich" => new("Hộ tịch", "Civil status"),
        "cu-tru" => new("Cư trú và hộ", "Homes and households"),
        "hoan-canh" => new("Hoàn cảnh", "Circumstances"),
        _ => new("Dữ kiện", "Facts"),
    };

    /// <summary>A correction asks only for what its row has.</summary>
    private static bool Fits(EventKind kind, FormField field, object? row) =>
        kind.Act == EventAct.Change || row is null || field.Name switch
        {
            "gia-tri" => row is FactRow,
            "xa" => row is ResidenceRow,
            "quan-he" => row is MembershipRow,
            _ => true,
        };

    // A death has an event of its own; communes are those of the viewer.
    private FormField Shown(FormField field) => field.Type == FormFieldType.Unit
        ? field with { Choices = [.. Places.Choices(office, visit).Select(c => new FormChoice(c.Key, new LocalText(c.Name)))] }
        : field.Name == "loai-du-kien" ? field with { Choices = [.. field.Choices.Where(c => c.Id != "death_date")] } : field;

    /// <summary>Those who live with a person, by number.</summary>
    private IReadOnlyList<(long, string)> Family(long person) => _reading.HouseholdOn(person, Today) is not { } household ? []
        : [.. _reading.MembersOn(household, Today).Where(m => m.Row.PersonId != person && _scope.Sees(m.Row.PersonId))
            .Select(m => (m.Row.PersonId, $"{_reading.PersonOrNull(m.Row.PersonId)?.Name}, {Facts.Role(m.Row.Role, L)}"))];

    /// <summary>Rows believed now about a person and the household of today, the latest first.</summary>
    private IReadOnlyList<EventRow> Rows(long person)
    {
        var rows = new List<EventRow>();
        rows.AddRange(_reading.ResidencesOf(person).Select(r => Describe($"residence:{r.RowId}", r.Row)));
        rows.AddRange(_reading.MembershipsOf(person).Select(r => Describe($"membership:{r.RowId}", r.Row)));
        rows.AddRange(_reading.FactsOf(FactSubject.Person, person).Where(r => Shows(r.Row, person))
            .Select(r => Describe($"fact:{r.RowId}", r.Row)));
        if (_reading.HouseholdOn(person, Today) is { } household)
        {
            rows.AddRange(_reading.FactsOf(FactSubject.Household, household).Where(r => Shows(r.Row, person))
                .Select(r => Describe($"fact:{r.RowId}", r.Row)));
        }

        return [.. rows.OrderByDescending(r => r.Valid.To is null).ThenByDescending(r => r.Valid.From)];
    }

    private bool Shows(FactRow fact, long person) => _sight.Shows(office.Policy.Facts.FindOrNull(fact.Kind), person);

    /// <summary>A batch is seen by who may see everybody in it; one with a protected fact, after stating a purpose.</summary>
    private bool Sees(EventDetail detail) => detail.Persons.All(_scope.Sees) && (!detail.Sensitive || detail.Persons.All(_sight.Opens));

    private EventRow Describe(string key, object row) => row switch
    {
        FactRow fact when office.Policy.Facts.FindOrNull(fact.Kind) is { } kind => new EventRow(
            key, L.T(kind.Label),
            kind.Type == FactType.Person && Number(fact.Value) is > 0 and { } other
                ? _scope.Sees(other) ? _reading.PersonOrNull(other)?.Name ?? fact.Value : L.T("(ở nơi khác)", "(lives elsewhere)")
                : Facts.ValueText(kind, fact.Value, L), fact.Valid, fact.Source, true),
        ResidenceRow home =>
            new EventRow(key, home.Kind == "permanent" ? L.T("Thường trú", "Permanent home") : L.T("Tạm trú", "Temporary home"),
                office.UnitName(home.Unit), home.Valid, home.Source, false),
        MembershipRow member =>
            new EventRow(key, L.T("Thành viên hộ", "Member of household"),
                $"{_reading.HouseholdOrNull(member.HouseholdId)?.Number}, {Facts.Role(member.Role, L)}", member.Valid,
                member.Source, false),
        FactRow fact => new EventRow(key, fact.Kind, fact.Value, fact.Valid, fact.Source, true),
        _ => throw new InvalidOperationException($"No row of the register: {row.GetType().Name}."),
    };

    /// <summary>What was recorded lately, as far as the viewer may see whom it touched; of a person if one is named.</summary>
    public IReadOnlyList<EventBatchRow> Batches(long? person)
    {
        var batches = person is { } id ? office.Register.Batches.OfPerson(id)
            : [.. office.Register.Batches.Latest(BatchesLimit, "event").Concat(office.Register.Batches.Latest(BatchesLimit, "fix"))
                .OrderByDescending(b => b.BatchId)];
        return [.. batches.Select(b => (Batch: b, Detail: EventDetail.ReadOrNull(b)))
            .Where(b => b.Detail is { } detail && Sees(detail)).Select(b => Row(b.Batch, b.Detail!.Persons))];
    }

    private EventBatchRow Row(Batch batch, IReadOnlyList<long> people) =>
        new(batch.BatchId, batch.Title, batch.Source, Name(batch.Actor), batch.AppliedAt,
            EventKind.IsCorrection(batch), batch.UndoneAt is not null, people);

    private string Name(string login) => office.Accounts.FindOrNull(login)?.Name ?? login;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}

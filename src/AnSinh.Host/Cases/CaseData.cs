using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Casework.Cases;
using AnSinh.Host.Api;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Host.Cases;

/// <summary>Forms and cases as data: the same words in the API and in the verb.</summary>
internal static class CaseData
{
    /// <summary>The words for the lists.</summary>
    public static IReadOnlyDictionary<string, CaseFilter> Filters { get; } =
        Enum.GetValues<CaseFilter>().ToDictionary(f => f.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>Why a word names no list.</summary>
    public static Refusal NoFilter(string word) =>
        new("case.filter", $"Không có bộ lọc “{OutsideText.Legible(word)}”. Các bộ lọc: {string.Join(", ", Filters.Keys)}.", "filter");

    /// <summary>The forms a request can be made on today.</summary>
    public static object Forms(Office office, string language) => office.Applications.Ways(office.Clock.Today).Select(w => new
    {
        form = w.Form.Form.Id,
        name = w.Form.Form.Label.In(language),
        procedure = w.Procedure.Id,
        procedureName = w.Procedure.Label.In(language),
        version = w.Version.Id,
        programme = w.Form.Programme,
        programmeName = office.NameOf(w.Form.Programme).In(language),
        @protected = w.Form.Sensitive,
        citation = w.Form.Form.Cite is { } cite ? office.Policy.Display(cite) : null,
    });

    /// <summary>All that is asked on a form today, as a schema; null if no request is made on it today.</summary>
    public static object? SchemaOrNull(Office office, string form, string language) =>
        office.Applications.Ways(office.Clock.Today).FirstOrDefault(w => w.Form.Form.Id == form) is { } way
            ? FormSchema.OfCase(way.Version.Asked(way.Form), language) : null;

    /// <summary>A list of cases.</summary>
    public static object Of(CaseListData list, DateOnly today, string language) => new
    {
        filter = list.Filter,
        counts = Filters.ToDictionary(f => f.Key, f => list.Counts.Of(f.Value)),
        late = list.Counts.LateOf(list.Filter),
        page = list.Page,
        size = list.Size,
        cases = list.Rows.Select(r => new
        {
            caseId = r.Line.File.CaseId,
            kind = r.Line.File.Kind,
            personId = PersonOf(r.Line.File),
            name = r.Name,
            page = CasePages.Address(r.Line.File),
            unit = r.Line.File.UnitKey,
            unitName = r.Unit,
            programme = r.Line.File.Programme,
            programmeName = r.About.In(language),
            form = r.Line.File.Form,
            openedOn = r.Line.File.OpenedOn,
            step = r.Line.Step,
            stepName = r.Step.In(language),
            by = r.Line.By,
            since = r.Line.Since,
            due = r.Line.Due,
            late = r.Line.Due < today,
            seen = r.Line.Entries,
        }),
    };

    /// <summary>Why something is not done here but where what the case is about is shown; null for a request.</summary>
    public static Refusal? ElsewhereOrNull(CaseView view) => view.File.Kind == CaseKind.Application ? null
        : new Refusal("case.elsewhere", $"Việc của hồ sơ này làm ở trang {CasePages.Address(view.File)}, nơi xem được nội dung.", "deed");

    /// <summary>That a case was opened.</summary>
    public static object Opened(long caseId) => new { caseId, seen = 1 };

    /// <summary>Where a case stands after something was done in it.</summary>
    public static object Done(CaseView view, string language) => new
    {
        caseId = view.File.CaseId,
        seen = view.Entries.Count,
        decisionId = view.Entries[^1].DecisionId,
        state = State(view.State, language),
    };

    /// <summary>A case: what it is about, where it stands, its book, and what can be done now with the fields it asks for.</summary>
    /// <param name="office">The office.</param>
    /// <param name="view">The case.</param>
    /// <param name="lists">Cases as the viewer may know of them.</param>
    /// <param name="language">Language code.</param>
    public static object Of(Office office, CaseView view, CaseLists lists, string language) => new
    {
        caseId = view.File.CaseId,
        kind = view.File.Kind,
        page = CasePages.Address(view.File),
        seen = view.Entries.Count,
        procedure = view.File.Procedure,
        version = view.File.Version,
        form = view.File.Form,
        formName = view.File.Form is null ? null : view.Form.Form.Label.In(language),
        programme = view.File.Programme,
        programmeName = lists.AboutOf(view.File).In(language),
        personId = PersonOf(view.File),
        name = lists.NameOf(view.File),
        birth = PersonOf(view.File) is { } person ? lists.PersonOrNull(person)?.Birth?.ToString() : null,
        unit = view.File.UnitKey,
        unitName = view.File.UnitKey is { } unit ? office.UnitName(unit, view.File.OpenedOn) : null,
        @protected = view.File.Sensitive,
        openedOn = view.File.OpenedOn,
        promisedAtReceipt = CaseFlow.PromisedAtReceipt(view, office.Policy.WorkDays),
        state = State(view.State, language),
        decision = Of(office.Applications.DecisionOrNull(view)),
        entries = Entries(view, language),
        ahead = CaseFlow.Ahead(view.Version, view.State.Visits[^1], office.Policy.WorkDays)
            .Select(a => new { step = a.Step.Id, name = a.Step.Label.In(language), by = a.Step.By, latestBy = a.LatestBy }),
        deeds = Deeds(view, lists, language),
    };

    private static object Entries(CaseView view, string language) => view.Entries.Select(e => new
    {
        no = e.No,
        deed = e.Deed,
        name = view.DeedOf(e).Label.In(language),
        actor = e.Actor,
        on = e.On,
        at = DateTimeOffset.FromUnixTimeMilliseconds(e.At),
        values = e.Values.All.ToDictionary(v => v.Key, v => v.Value),
        decisionId = e.DecisionId,
    });

    private static object Deeds(CaseView view, CaseLists lists, string language) => lists.Choices(view).Select(c => new
    {
        deed = c.Deed.Id,
        name = c.Deed.Label.In(language),
        by = c.Deed.By,
        whyNot = c.WhyNot is { } why ? new { code = why.Code, message = why.Message, place = why.Place } : null,
        fields = FormSchema.OfCase(c.Deed.Form, language),
    });

    private static long? PersonOf(CaseFile file) => file.Kind == CaseKind.Application ? file.SubjectId : null;

    private static object State(CaseState state, string language) => new
    {
        step = state.Step.Id,
        name = state.Step.Label.In(language),
        ended = state.Step.IsEnd,
        by = state.Step.By,
        since = state.Since,
        due = state.Due,
        dueCertain = state.DueCertain,
        promised = state.Promised,
    };

    private static object? Of(Decision? decision) => decision is null ? null
        : new
        {
            decisionId = decision.DecisionId,
            number = decision.Number,
            signedOn = decision.SignedOn,
            signer = decision.Signer,
            start = decision.Start,
        };
}

using AnSinh.Basics;
using AnSinh.Determinations.Simulating;
using AnSinh.Host.Api;
using AnSinh.Host.Web;
using AnSinh.Intake.Events;
using AnSinh.Register.Changes;
using AnSinh.Register.History;

namespace AnSinh.Host.Events;

/// <summary>Events as data: the same words in the API and in the verb.</summary>
internal static class EventData
{
    /// <summary>Every kind of event with its fields.</summary>
    public static object Kinds(string language) => EventKinds.All.Select(k => new
    {
        kind = k.Code,
        act = k.Act == EventAct.Change ? "change" : "correction",
        name = k.Label.In(language),
        about = k.Lead.In(language),
        fields = k.Fields.Select(
            f => new { name = f.Name, type = f.Type.ToString().ToLowerInvariant(), label = f.Label.In(language),
                required = f.Required, codes = f.Choices.Count == 0 ? null : f.Choices.Select(c => c.Id), hint = f.Hint?.In(language) }),
    });

    /// <summary>The form of a kind of event as a schema; with a kind of fact, what its value may be.</summary>
    public static object Schema(Office office, EventKind kind, string? fact, string language) => FormSchema.Of(
        EventForms.Of(office.Register, kind, fact is null ? new Dictionary<string, string>()
            : new Dictionary<string, string> { ["loai-du-kien"] = fact }), language);

    /// <summary>What an event would write and bring.</summary>
    /// <param name="preview">The preview.</param>
    /// <param name="language">Language code.</param>
    /// <param name="sees">True of persons the asker may see; others are counted only.</param>
    /// <param name="sight">What the asker may see of protected facts; null for all.</param>
    public static object Of(EventPreview preview, string language, Func<long, bool> sees, Sight? sight = null) => new
    {
        kind = preview.Plan.Kind.Code,
        mark = preview.Mark,
        asKnown = preview.Found.Known.ToString(),
        from = preview.Found.From.ToString(),
        to = preview.Found.To.ToString(),
        writes = preview.Plan.Lines.Select(l => l.In(language)),
        doubts = preview.Plan.Doubts.Select(l => l.In(language)),
        consequences = preview.Found.All.Where(c => sees(c.PersonId) && sight?.ShowsProgramme(c.Programme, c.PersonId) != false)
        .Select(c => new
        {
            personId = c.PersonId,
            name = preview.NameOf(c.PersonId),
            programme = c.Programme,
            programmeName = c.Label.In(language),
            what = c.Kind.ToString().ToLowerInvariant(),
            from = c.From.ToString(),
            to = c.Goes ? null : c.To.ToString(),
            before = Answer(c.Before),
            after = Answer(c.After),
            unitBefore = c.UnitBefore,
            unitAfter = c.UnitAfter,
            decided = preview.Decided.Contains((c.PersonId, c.Programme)),
            ledger = c.Ledger,
            reasons = (sight is null ? c.Reasons
                : sight.Show(c.Reasons, c.PersonId)).Select(r => new { text = r.Text.In(language), citation = r.Citation }),
            missing = sight is null ? c.Missing : sight.Missing(c.Missing, c.PersonId),
        }),
        elsewhere = preview.Found.All.Count(c => !sees(c.PersonId)),
        money = new
        {
            recovery = preview.Recovery,
            arrears = preview.Arrears,
            months = preview.Money.Where(m => sees(m.PersonId))
            .Select(m =>
                new { personId = m.PersonId, programme = m.Programme, month = m.Month.ToString(), posted = m.Posted,
                    dueBefore = m.Before, dueAfter = m.After, difference = m.Difference }),
        },
    };

    /// <summary>What was written.</summary>
    public static object Of(AppliedBatch batch) =>
        new { batch = batch.BatchId, persons = batch.Persons.Values, households = batch.Households.Values,
            rowsAdded = batch.RowsAdded, rowsSuperseded = batch.RowsSuperseded };

    private static object Answer(RowAnswer answer) => new { status = answer.Status.ToString().ToLowerInvariant(), amount = answer.Amount };
}

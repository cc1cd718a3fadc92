using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Determinations.Consequences;
using AnSinh.Host.Verbs;
using AnSinh.Host.Web;
using AnSinh.Intake.Events;
using AnSinh.Ledger;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Events;

/// <summary>
/// Recording an event: planned, its consequences worked out, written as it was shown. Pages, API and verb all go this way. It stands here
/// and in no engine because what is shown before a fact is written asks all of them: the intake plans the rows, the determinations say what
/// follows, decisions and ledger what was promised and paid; none of these knows the intake, nor the intake them.
/// </summary>
/// <param name="office">The office.</param>
/// <param name="scope">Whose rows may be written.</param>
/// <param name="sight">What the teller may see of protected facts; null for who works at the machine itself.</param>
internal sealed class EventRecording(Office office, EventScope scope, Sight? sight)
{
    /// <summary>Code of the refusal of what no longer is as it was shown.</summary>
    public const string Changed = "event.changed";

    /// <summary>Months shown after the last that matters: what the event brings next is seen coming.</summary>
    private const int MonthsAhead = 2;

    /// <summary>Whom and what a visitor may tell an event of.</summary>
    public static EventScope ScopeOf(Office office, Visit visit) =>
        new(office.Register, office.People, visit.Viewer.Scope, Sight.Of(office, visit).Opens);

    /// <summary>Whoever works at the machine itself: everybody, and what is protected.</summary>
    public static EventScope ScopeOfMachine(Office office) => EventScope.OfEverybody(office.Register);

    /// <summary>Plans an event within what the teller may write. Nothing is written.</summary>
    /// <param name="kind">The kind of event.</param>
    /// <param name="told">Values by field name.</param>
    /// <param name="purpose">Why a protected fact is told; what would follow from it tells what the register holds.</param>
    public Outcome<EventPlan> Plan(EventKind kind, IReadOnlyDictionary<string, string> told, string? purpose = null)
    {
        var planned = EventPlanner.Plan(office.Register, scope, kind, told);
        return !planned.Ok ? planned
            : !planned.Value.About.All(scope.Sees)
                ? new Refusal("event.outside",
                    "Việc này ghi cả vào hồ sơ của người ở ngoài phạm vi của bạn; đề nghị cán bộ huyện ghi.", "nguoi")
                {
                    English = "This also writes into the file of somebody outside your scope; ask the district officer to record it.",
                }
            : planned.Value.Sensitive && sight is not null && Stated(planned.Value, sight, purpose) is { } silent ? silent : planned;
    }

    /// <summary>Plans an event and works out what it brings. Nothing is written.</summary>
    /// <param name="kind">The kind of event.</param>
    /// <param name="told">Values by field name.</param>
    /// <param name="asked">The month work is about: two months after it are compared too.</param>
    /// <param name="purpose">Why a protected fact is told.</param>
    public Outcome<EventPreview> Preview(EventKind kind, IReadOnlyDictionary<string, string> told, Month asked, string? purpose = null)
    {
        var planned = Plan(kind, told, purpose);
        if (!planned.Ok)
        {
            return Outcome<EventPreview>.Refused(planned.Refusals);
        }

        var plan = planned.Value;
        var known = new AsKnown(AsKnown.DayOf(office.Register.Now));
        var opened = office.Ledger.OpenedMonths();
        var from = Month.Of(plan.From);
        var to = new[] { asked, from, opened.Count > 0 ? opened[^1] : asked }.Max().Add(MonthsAhead);
        var found = new ConsequenceFinder(office.Determiner).Find(plan.Set, plan.Persons, from, to, known, office.Decisions.Known(known));
        return found.Ok
            ? new EventPreview(plan, found.Value, TouchedMonth.Of(found.Value, office.Ledger, opened), Names(plan, found.Value),
                Decided(found.Value, known), Mark(plan, found.Value)) : Outcome<EventPreview>.Refused(found.Refusals);
    }

    /// <summary>
    /// Writes an event exactly as it was shown. Refused, and nothing written, if the mark is another: the register or the law has changed
    /// since it was looked at.
    /// </summary>
    /// <param name="kind">The kind of event.</param>
    /// <param name="told">Values by field name.</param>
    /// <param name="asked">The month asked about when it was shown.</param>
    /// <param name="mark">Mark of what was shown; null writes without looking.</param>
    /// <param name="act">Who writes it; a sensitive fact needs its purpose.</param>
    public Outcome<AppliedBatch> Write(EventKind kind, IReadOnlyDictionary<string, string> told, Month asked, string? mark, Act act)
    {
        var preview = Preview(kind, told, asked, act.Purpose);
        if (!preview.Ok)
        {
            return Outcome<AppliedBatch>.Refused(preview.Refusals);
        }

        if (mark is not null && mark != preview.Value.Mark)
        {
            return ChangedSince;
        }

        var plan = preview.Value.Plan;
        if (plan.Sensitive && string.IsNullOrWhiteSpace(act.Purpose))
        {
            return new Refusal("event.no-purpose", "Dữ kiện này được bảo vệ: ghi rõ mục đích của việc ghi.", "muc-dich");
        }

        plan.Set.Detail = Detail(preview.Value).ToJson();
        return office.Register.TryWrite(act, (connection, transaction) =>
        {
            var applied = office.Register.Apply(plan.Set, act);
            if (applied.Ok && plan.Sensitive)
            {
                var at = office.Clock.Now();
                office.Register.Audit.Append(
                    connection, transaction, act,
                    [.. plan.About.Select(
                        person => act.Note(at, "fact.sensitive", $"person:{person}", $"batch:{applied.Value.BatchId}; {act.Purpose}"))]);
            }

            return applied;
        });
    }

    private static Refusal ChangedSince => new(Changed,
        "Từ lúc bạn xem đến nay sổ, sổ chi trả hoặc luật đã thay đổi nên hệ quả không còn như đã hiện. Xem lại rồi ghi.", "xem")
    {
        English = "The register, the ledger or the law changed since you looked: what follows is no longer as it was shown. "
            + "Look again.",
    };

    // What the batch keeps of it: the lines of what is protected are not among that.
    private static EventDetail Detail(EventPreview preview) => new(
        [.. preview.Plan.About], preview.Plan.Sensitive, preview.Plan.Sensitive ? [] : [.. preview.Plan.Lines.Select(l => l.Vi)],
        preview.Recovery, preview.Arrears, [.. preview.Found.NewPersons.Values]);

    /// <summary>Opens the files of everybody a protected fact is told of, once a purpose is stated; refused without one.</summary>
    private static Refusal? Stated(EventPlan plan, Sight sight, string? purpose) =>
        plan.About.Where(person => !sight.Opens(person)).Select(person => sight.Open(ProtectedAccess.Person(person), purpose))
        .FirstOrDefault(refusal => refusal is not null);

    private Dictionary<long, string> Names(EventPlan plan, ConsequencesFound found)
    {
        var reading = new CurrentRows(office.Register);
        var names = found.Persons.Concat(plan.Persons).Distinct().Select(p => (p, reading.PersonOrNull(p)?.Name))
            .Where(x => x.Name is not null).ToDictionary(x => x.p, x => x.Name!);
        foreach (var (_, real) in found.NewPersons)
        {
            names[real] = plan.NewName ?? $"{real}";
        }

        return names;
    }

    /// <summary>Consequences a decision stands behind already; what starts without one needs one before money is paid.</summary>
    private HashSet<(long, string)> Decided(ConsequencesFound found, AsKnown known)
    {
        var book = office.Decisions.Known(known);
        return [.. found.All.Where(c => book.FindOrNull(c.PersonId, c.Programme, c.From) is not null)
            .Select(c => (c.PersonId, c.Programme))];
    }

    private string Mark(EventPlan plan, ConsequencesFound found)
    {
        var text = JsonSerializer.Serialize(
            new { plan.Kind.Code, told = plan.Told.OrderBy(t => t.Key, StringComparer.Ordinal),
                lines = plan.Lines.Select(l => l.Vi), found.All, found.Due, law = office.Policy.Hash, runs = office.Ledger.Runs().Count },
            Output.Json);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];
    }
}

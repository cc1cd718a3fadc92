using System.Globalization;
using AnSinh.Basics.Forms;
using AnSinh.Casework.Cases;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Casework.Poverty;

/// <summary>A household of a review with all that was entered about it.</summary>
/// <param name="Listed">As it was put on the list.</param>
/// <param name="Sheet">Its latest sheets, or null.</param>
/// <param name="Said">What a person last said of its class, or null.</param>
/// <param name="ClassAt">Number of the entry that last changed its class; 0 if none.</param>
public sealed record ReviewedHousehold(HouseholdListed Listed, SheetFilled? Sheet, ClassSet? Said, long ClassAt)
{
    /// <summary>Its number.</summary>
    public long Id => Listed.Household;

    /// <summary>What a person said, else what the sheets say; null while neither is known.</summary>
    public string? Class => Said?.Class ?? Sheet?.Score.Class;

    /// <summary>True if the class is not the one before.</summary>
    public bool Changes => Class is { } now && now != Listed.Before;

    /// <summary>Leaves both classes, or goes from poor to near-poor.</summary>
    public bool Eases => Changes && Rank(Class!) < Rank(Listed.Before);

    private static int Rank(string @class) => @class switch { PovertyClass.Poor => 2, PovertyClass.NearPoor => 1, _ => 0 };
}

/// <summary>A complaint with its answer.</summary>
/// <param name="Made">The complaint.</param>
/// <param name="Answer">The answer, or null.</param>
public sealed record Complaint(ComplaintMade Made, ComplaintAnswered? Answer);

/// <summary>The decision of a review that stands in the register.</summary>
/// <param name="Signed">What was signed.</param>
/// <param name="BatchId">The batch of its rows.</param>
/// <param name="Turnover">The table that balanced.</param>
public sealed record Recognition(RoundSigned Signed, long BatchId, TurnoverTable Turnover);

/// <summary>A review as the book of its case and its content tell it (<i lang="vi">đợt rà soát</i>). Immutable.</summary>
public sealed class RoundFile
{
    private RoundFile(CaseView view, IReadOnlyList<RoundEntry> content) => (Case, Content) = (view, content);

    /// <summary>Its number.</summary>
    public long Id => Case.File.SubjectId;

    /// <summary>What was done with it and where it stands.</summary>
    public CaseView Case { get; }

    /// <summary>How it was opened.</summary>
    public RoundOpened Opened { get; private init; } = new("", 0, false, default, default, "");

    /// <summary>Every entry of its content in order.</summary>
    public IReadOnlyList<RoundEntry> Content { get; }

    /// <summary>Households on the list, by hamlet and head.</summary>
    public IReadOnlyList<ReviewedHousehold> Households { get; private init; } = [];

    /// <summary>The last meeting of each hamlet, with the number of its entry.</summary>
    public IReadOnlyDictionary<string, (VillageMet Met,
        long At)> Meetings { get; private init; } = new Dictionary<string, (VillageMet, long)>();

    /// <summary>The posting, or null.</summary>
    public ListPosted? Posted { get; private init; }

    /// <summary>Complaints in order.</summary>
    public IReadOnlyList<Complaint> Complaints { get; private init; } = [];

    /// <summary>The opinion of the level above, or null.</summary>
    public OpinionGiven? Opinion { get; private init; }

    /// <summary>The decision that stands, or null.</summary>
    public Recognition? Recognition { get; private init; }

    /// <summary>Why it was given up, or null.</summary>
    public RoundCancelled? Cancelled { get; private init; }

    /// <summary>True while entries may be made.</summary>
    public bool IsOpen => !Case.State.Step.IsEnd;

    /// <summary>Hamlets with households on the list.</summary>
    public IReadOnlyList<string> Hamlets => [.. Households.Select(h => h.Listed.Hamlet).Distinct(StringComparer.Ordinal)];

    /// <summary>Households without a class yet.</summary>
    public IReadOnlyList<ReviewedHousehold> Open => [.. Households.Where(h => h.Class is null)];

    /// <summary>Households whose class changes and nobody has said why.</summary>
    public IReadOnlyList<ReviewedHousehold> WithoutCause => [.. Households.Where(h => h.Changes && string.IsNullOrEmpty(h.Said?.Cause))];

    /// <summary>
    /// Reads a review. <paramref name="standing"/> is the batch in the register that came of it and is not undone.
    /// </summary>
    public static RoundFile Of(CaseView view, IReadOnlyList<RoundEntry> content, long? standing)
    {
        var (households, meetings) = (new Dictionary<long, ReviewedHousehold>(), new Dictionary<string, (VillageMet, long)>());
        foreach (var (no, _, _, record) in content)
        {
            switch (record)
            {
                case HouseholdListed listed:
                    households[listed.Household] = new ReviewedHousehold(listed, null, null, 0);
                    break;
                case HouseholdUnlisted unlisted:
                    households.Remove(unlisted.Household);
                    break;
                case SheetFilled sheet when households.TryGetValue(sheet.Household, out var surveyed):
                    households[sheet.Household] = Newer(surveyed, surveyed with { Sheet = sheet }, no);
                    break;
                case ClassSet said when households.TryGetValue(said.Household, out var spoken):
                    households[said.Household] = Newer(spoken, spoken with { Said = said }, no);
                    break;
                case VillageMet met:
                    meetings[met.Hamlet] = (met, no);
                    break;
            }
        }

        var turnover = content.Select(e => e.Record).OfType<TurnoverCounted>().LastOrDefault()?.Turnover;
        return new RoundFile(view, content)
        {
            Opened = OpenedBy(view),
            Households = Ordered(households.Values),
            Meetings = meetings,
            Posted = Told(view, KindDeeds.Post) is { } p ? new ListPosted(Day(p, "from"), Day(p, "to"), Text(p, "where")) : null,
            Complaints = ComplaintsOf(view),
            Opinion = Told(view, KindDeeds.Opine) is { } o ? new OpinionGiven(Day(o, "given"), Text(o, "number"), Text(o, "text")) : null,
            Recognition = standing is { } batch && Told(view, KindDeeds.Sign) is { } s && turnover is not null
                ? new Recognition(new RoundSigned(Text(s, "number"), Day(s, "signed_on"), Text(s, "signer")), batch, turnover) : null,
            Cancelled = view.State.Step.IsEnd && view.Entries[^1] is { Deed: not KindDeeds.Sign } last
                ? new RoundCancelled(Text(last.Values, "reason")) : null,
        };
    }

    private static IReadOnlyList<ReviewedHousehold> Ordered(IEnumerable<ReviewedHousehold> households) =>
        [.. households.OrderBy(h => h.Listed.Hamlet, StringComparer.Ordinal).ThenBy(h => h.Listed.Head, StringComparer.Ordinal)
            .ThenBy(h => h.Id)];

    private static RoundOpened OpenedBy(CaseView view) => view.Entries[0].Values is var told
        ? new RoundOpened(view.File.UnitKey!, (int)Number(told, "year")!, Text(told, "kind") == "on_request", Day(told, "base_day"),
            Day(told, "holds_from"), view.File.Version) : null!;

    private static List<Complaint> ComplaintsOf(CaseView view)
    {
        var complaints = new List<Complaint>();
        foreach (var entry in view.Entries)
        {
            var told = entry.Values;
            if (entry.Deed == KindDeeds.Complain)
            {
                complaints.Add(new Complaint(new ComplaintMade(
                    complaints.Count + 1, Number(told, "household"), Text(told, "complainant"), Day(told, "received"), Text(told, "what")),
                    null));
            }
            else if (entry.Deed == KindDeeds.Answer && complaints.FindIndex(c => c.Made.No == Number(told, "no")) is >= 0 and var at)
            {
                complaints[at] = complaints[at] with
                {
                    Answer = new ComplaintAnswered(
                        complaints[at].Made.No, Day(told, "answered"), Text(told, "upheld") == "yes", Text(told, "result")),
                };
            }
        }

        return complaints;
    }

    private static FormValues? Told(CaseView view, string deed) => view.LastOrNull(deed)?.Values;

    private static string Text(FormValues told, string field) => told.TextOrNull(field) ?? "";

    private static DateOnly Day(FormValues told, string field) => told.DayOrNull(field) ?? default;

    internal static long? Number(FormValues told, string field) =>
        told.TextOrNull(field) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>The household of a number, or null if it is not on the list.</summary>
    public ReviewedHousehold? FindOrNull(long household) => Households.FirstOrDefault(h => h.Id == household);

    /// <summary>The step the review is at in an edition: the first that is not done; the last if it was recognised.</summary>
    public ReviewStep StepIn(ReviewVersion version, DateOnly today) =>
        Recognition is not null ? version.Steps[^1] : version.Steps.FirstOrDefault(s => !IsDone(s, version, today)) ?? version.Steps[^1];

    /// <summary>True if what a step asks for is there.</summary>
    public bool IsDone(ReviewStep step, ReviewVersion version, DateOnly today) => step.Id switch
    {
        "list" => Households.Count > 0,
        "survey" => Households.Count > 0 && Open.Count == 0 && WithoutCause.Count == 0,
        "meeting" => Hamlets.All(h => MeetingHolds(h, step)),
        "posting" => Posted?.To < today,
        "complaints" => Posted?.To < today && Complaints.All(c => c.Answer is not null),
        "opinion" => Opinion is not null,
        _ => Recognition is not null,
    };

    /// <summary>
    /// True if a hamlet met, enough agreed, and no class of its households changed since (complaints found right after the posting apart).
    /// </summary>
    public bool MeetingHolds(string hamlet, ReviewStep step) =>
        Meetings.TryGetValue(hamlet, out var meeting) && Agreed(meeting.Met, step)
        && Households.Where(h => h.Listed.Hamlet == hamlet).All(h => h.Class is not null && (h.ClassAt < meeting.At || IsRechecked(h.Id)));

    /// <summary>True if enough of those present agreed, as far as the law says how many are enough.</summary>
    public static bool Agreed(VillageMet meeting, ReviewStep step) =>
        step.AgreePercent is not { } percent || meeting.Agreed * 100L >= (long)percent * meeting.Present;

    /// <summary>True if a complaint about a household was made: its sheets may be filled in again after the posting.</summary>
    public bool IsRechecked(long household) => Complaints.Any(c => c.Made.Household == household);

    // Only an entry that changes the class makes a meeting stale: a remark or a cause added later does not.
    private static ReviewedHousehold Newer(ReviewedHousehold before, ReviewedHousehold after, long no) =>
        after.Class == before.Class ? after : after with { ClassAt = no };
}

using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store.Acts;

namespace AnSinh.Casework.Poverty;

/// <summary>What is entered for one household of a review.</summary>
/// <param name="Household">The household.</param>
/// <param name="Day">Day of the survey.</param>
/// <param name="Surveyor">Who asked.</param>
/// <param name="Answers">Fact kind → value; empty answers are not known.</param>
/// <param name="Class">What a person says the class is; null to follow the sheets.</param>
/// <param name="Cause">Why the class changes, an id of policy/; null if it does not.</param>
/// <param name="Why">In words; needed if the class is not what the sheets say.</param>
public sealed record SheetInput(long Household, DateOnly Day, string Surveyor, IReadOnlyDictionary<string, string> Answers,
    string? Class, string? Cause, string? Why);

/// <summary>The steps of a review between its list and its decision.</summary>
public sealed class RoundSteps(PovertyRounds rounds)
{
    /// <summary>
    /// Keeps the sheets of a household and scores them. After the posting only a household somebody complained about can be filled in
    /// again.
    /// </summary>
    public Outcome<RoundFile> Fill(long id, SheetInput input, Act act) => rounds.Change(id, act, file =>
    {
        var version = rounds.VersionOf(file);
        if (file.FindOrNull(input.Household) is not { } household)
        {
            return new Refusal("round.not-listed", $"Hộ mã số {input.Household} không có trong danh sách.", "ho");
        }

        var refusals = new List<Refusal>();
        if (file.Posted is not null && !file.IsRechecked(household.Id))
        {
            refusals.Add(new Refusal("round.posted", "Kết quả đã niêm yết: chỉ rà soát lại hộ có khiếu nại.", "ho"));
        }

        if (input.Day < file.Opened.BaseDay || input.Day > rounds.Today.Day)
        {
            refusals.Add(
                new Refusal("sheet.day",
                    $"Ngày khảo sát từ ngày lấy danh sách {Vietnamese.Date(file.Opened.BaseDay)} đến hôm nay.", "ngay"));
        }

        if (string.IsNullOrWhiteSpace(input.Surveyor))
        {
            refusals.Add(new Refusal("sheet.surveyor", "Ghi tên rà soát viên.", "nguoi"));
        }

        var asked = rounds.Scoring.Questions(version, file.Opened.HoldsFrom, rounds.Today).Select(q => q.Name)
            .ToHashSet(StringComparer.Ordinal);
        var answers = input.Answers.Where(a => a.Value.Trim().Length > 0)
            .ToDictionary(a => a.Key, a => a.Value.Trim(), StringComparer.Ordinal);
        refusals.AddRange(answers.Keys.Where(k => !asked.Contains(k))
            .Select(k => new Refusal("sheet.question", $"Phiếu của kỳ này không hỏi '{k}'.", k)));
        var score = rounds.Scoring.Score(rounds.Review, version, file.Opened.HoldsFrom, rounds.Today, answers);
        refusals.AddRange(score.Refusals);
        if (score.Ok)
        {
            refusals.AddRange(Said(household, score.Value, input));
        }

        return refusals.Count > 0
            ? Outcome<IReadOnlyList<RoundRecord>>.Refused(refusals)
            : Outcome<IReadOnlyList<RoundRecord>>.Of(
            [
                new SheetFilled(household.Id, input.Day, input.Surveyor.Trim(), answers, score.Value),
                new ClassSet(household.Id, Blank(input.Class), Blank(input.Cause), Blank(input.Why)),
            ]);
    });

    /// <summary>Keeps the meeting of a hamlet. One where too few agreed is kept and does not count.</summary>
    public Outcome<RoundFile> Meet(long id, VillageMet meeting, Act act) => rounds.Change(id, act, file =>
    {
        var refusals = new List<Refusal>();
        if (!file.Hamlets.Contains(meeting.Hamlet))
        {
            refusals.Add(new Refusal("meeting.hamlet", $"Danh sách không có hộ nào ở '{meeting.Hamlet}'.", "thon"));
        }

        var own = file.Households.Where(h => h.Listed.Hamlet == meeting.Hamlet).ToList();
        refusals.AddRange(own.Where(h => h.Class is null)
            .Select(h =>
                new Refusal("meeting.open",
                    $"Hộ {h.Listed.Head} (số {h.Listed.Number}) chưa phân loại được: họp sau khi khảo sát xong.", "thon")));
        refusals.AddRange(own.Where(h => file.WithoutCause.Contains(h))
            .Select(h => new Refusal("meeting.cause", $"Hộ {h.Listed.Head} (số {h.Listed.Number}) đổi loại mà chưa ghi lý do.", "thon")));
        if (meeting.Present < 1 || meeting.Agreed < 0 || meeting.Agreed > meeting.Present)
        {
            refusals.Add(new Refusal("meeting.people", "Số người dự họp ít nhất là 1; số người đồng ý không quá số người dự.", "du"));
        }

        if (meeting.Day < file.Opened.BaseDay || meeting.Day > rounds.Today.Day)
        {
            refusals.Add(new Refusal("meeting.day", $"Ngày họp từ {Vietnamese.Date(file.Opened.BaseDay)} đến hôm nay.", "ngay"));
        }

        if (string.IsNullOrWhiteSpace(meeting.Minutes))
        {
            refusals.Add(new Refusal("meeting.minutes", "Ghi số hoặc tóm tắt biên bản họp.", "bien-ban"));
        }

        return Made(refusals, meeting);
    });

    /// <summary>Why a deed on a review may not be done as told; empty if it may.</summary>
    internal IReadOnlyList<Refusal> WhyNot(RoundFile file, CaseDoing doing) => doing.Deed.Id switch
    {
        KindDeeds.Post => Posting(file, new ListPosted(Day(doing, "from"), Day(doing, "to"), "")),
        KindDeeds.Complain => Complaint(file, RoundFile.Number(doing.Values, "household"), Day(doing, "received")),
        KindDeeds.Answer => Answer(file, RoundFile.Number(doing.Values, "no"), Day(doing, "answered")),
        KindDeeds.Opine when file.Posted is null || Day(doing, "given") < file.Posted.From =>
            [new Refusal("opinion.early", "Xin ý kiến sau khi niêm yết.", "given")],
        _ => [],
    };

    // Its last day may not be before the one the law gives, as far as the law gives one.
    private List<Refusal> Posting(RoundFile file, ListPosted posting)
    {
        var (version, refusals) = (rounds.VersionOf(file), new List<Refusal>());
        var meeting = version.StepOrNull("meeting");
        refusals.AddRange(meeting is null ? []
            : file.Hamlets.Where(h => !file.MeetingHolds(h, meeting))
            .Select(h => new Refusal("posting.meeting", file.Meetings.TryGetValue(h, out var met)
            ? RoundFile.Agreed(met.Met, meeting)
                ? $"{h}: có hộ đổi kết quả sau khi họp; họp lại."
                : $"{h}: {met.Met.Agreed}/{met.Met.Present} người đồng ý, chưa đủ {meeting.AgreePercent}%; rà soát lại và họp lại."
            : $"{h}: chưa họp dân.", "thon")));
        if (file.Case.Version.TermOrNull("posting") is { } term && TooShort(term, posting) is { } early)
        {
            refusals.Add(early);
        }

        var met = file.Meetings.Values.Select(m => m.Met.Day).DefaultIfEmpty(file.Opened.BaseDay).Max();
        if (posting.From < met || posting.To < posting.From)
        {
            refusals.Add(
                new Refusal("posting.from",
                    posting.To < posting.From ? "Ngày hết niêm yết trước ngày bắt đầu."
                        : $"Niêm yết từ sau ngày họp cuối cùng ({Vietnamese.Date(met)}).", "from"));
        }

        return refusals;
    }

    private Refusal? TooShort(ProcedureTerm term, ListPosted posting)
    {
        var calendar = rounds.Policy.WorkDays;
        var last = term.LastDay(posting.From, calendar);
        var doubt = term.IsCertain(posting.From, calendar) ? "" : " (lịch nghỉ lễ của năm ấy chưa chắc chắn)";
        return posting.To >= last ? null : new Refusal("posting.days",
            $"Niêm yết đủ {CaseFlow.Words(term)} ({rounds.Policy.Display(term.Cite)}): đến ít nhất {Vietnamese.Date(last)}{doubt}.", "to");
    }

    private static List<Refusal> Complaint(RoundFile file, long? household, DateOnly day)
    {
        var refusals = new List<Refusal>();
        if (file.Posted is null || day < file.Posted.From)
        {
            refusals.Add(new Refusal("complaint.day", "Khiếu nại về kết quả nhận từ ngày niêm yết.", "received"));
        }

        if (household is { } about && file.FindOrNull(about) is null)
        {
            refusals.Add(
                new Refusal("complaint.household",
                    $"Hộ mã số {about} không có trong danh sách; để trống nếu khiếu nại về hộ bị bỏ sót.", "household"));
        }

        return refusals;
    }

    private static List<Refusal> Answer(RoundFile file, long? no, DateOnly day) =>
        file.Complaints.FirstOrDefault(c => c.Made.No == no) is not { } complaint
        ? [new Refusal("complaint.unknown", $"Không có khiếu nại số {no}.", "no")]
        : complaint.Answer is not null ? [new Refusal("complaint.answered", $"Khiếu nại số {no} đã trả lời.", "no")]
        : day < complaint.Made.Day ? [new Refusal("complaint.before", "Ngày trả lời trước ngày khiếu nại.", "answered")]
        : [];

    private static DateOnly Day(CaseDoing doing, string field) => doing.Values.DayOrNull(field) ?? default;

    private IEnumerable<Refusal> Said(ReviewedHousehold household, RoundScore score, SheetInput input)
    {
        var (said, cause) = (Blank(input.Class), Blank(input.Cause));
        if (said is not null && !PovertyClass.All.Contains(said))
        {
            yield return new Refusal("class.unknown", $"'{said}' không phải một loại hộ.", "loai");
        }

        if (said is not null && said != score.Class && Blank(input.Why) is null)
        {
            yield return new Refusal("class.why",
                score.Class is null ? "Phiếu chưa đủ để kết luận: ghi vì sao xếp loại này."
                    : "Xếp loại khác với kết quả chấm phiếu: ghi vì sao.", "vi-sao");
        }

        if (cause is null)
        {
            yield break;
        }

        if (rounds.Review.Causes.FirstOrDefault(c => c.Id == cause) is not { } known)
        {
            yield return new Refusal("class.cause", $"Không có lý do biến động '{cause}'.", "nguyen-nhan");
        }
        else if (new ReviewedHousehold(household.Listed, null, new ClassSet(0, said ?? score.Class, null, null),
            0) is { Changes: true } after && !(after.Eases ? known.ForExit : known.ForFall))
        {
            yield return new Refusal("class.cause", $"“{known.Label.Vi}” không phải lý do {(after.Eases ? "ra khỏi" : "vào")} danh sách.",
                "nguyen-nhan");
        }
    }

    private static Outcome<IReadOnlyList<RoundRecord>> Made(List<Refusal> refusals, RoundRecord record) =>
        refusals.Count > 0 ? Outcome<IReadOnlyList<RoundRecord>>.Refused(refusals) : Outcome<IReadOnlyList<RoundRecord>>.Of([record]);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

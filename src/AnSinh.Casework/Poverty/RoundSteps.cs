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
            return PovertyRounds.NotListed(input.Household);
        }

        var refusals = Survey(file, household, input);
        var asked = rounds.Scoring.Questions(version, file.Opened.HoldsFrom, rounds.Today).Select(q => q.Name)
            .ToHashSet(StringComparer.Ordinal);
        var answers = input.Answers.Where(a => a.Value.Trim().Length > 0)
            .ToDictionary(a => a.Key, a => a.Value.Trim(), StringComparer.Ordinal);
        refusals.AddRange(answers.Keys.Where(k => !asked.Contains(k))
            .Select(k => new Refusal("sheet.question", $"Phiếu của kỳ này không hỏi '{k}'.", SheetForm.AnswerField(k))
            {
                English = $"The sheets of this review do not ask '{k}'.",
            }));
        var score = rounds.Scoring.Score(rounds.Review, version, file.Opened.HoldsFrom, rounds.Today, answers);
        refusals.AddRange(score.Refusals.Select(r => r with { Place = r.Place is { } kind ? SheetForm.AnswerField(kind) : null }));
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

    private List<Refusal> Survey(RoundFile file, ReviewedHousehold household, SheetInput input)
    {
        var refusals = new List<Refusal>();
        if (file.Posted is not null && !file.IsRechecked(household.Id))
        {
            refusals.Add(new Refusal("round.posted", "Kết quả đã niêm yết: chỉ rà soát lại hộ có khiếu nại.", RoundForms.HouseholdField)
            {
                English = "The result is posted: only a household somebody complained about is surveyed again.",
            });
        }

        if (input.Day < file.Opened.BaseDay || input.Day > rounds.Today.Day)
        {
            refusals.Add(new Refusal("sheet.day",
                $"Ngày khảo sát từ ngày lấy danh sách {Vietnamese.Date(file.Opened.BaseDay)} đến hôm nay.", SheetForm.DayField)
            {
                English = $"The day of the survey is from the day of the list, {Vietnamese.Date(file.Opened.BaseDay)}, to today.",
            });
        }

        if (string.IsNullOrWhiteSpace(input.Surveyor))
        {
            refusals.Add(new Refusal("sheet.surveyor", "Ghi tên rà soát viên.", SheetForm.SurveyorField)
            {
                English = "Write the name of the surveyor.",
            });
        }

        return refusals;
    }

    /// <summary>Keeps the meeting of a hamlet. One where too few agreed is kept and does not count.</summary>
    public Outcome<RoundFile> Meet(long id, VillageMet meeting, Act act) => rounds.Change(id, act, file =>
    {
        List<Refusal> refusals = [.. Hamlet(file, meeting.Hamlet)];
        if (meeting.Present < 1 || meeting.Agreed < 0 || meeting.Agreed > meeting.Present)
        {
            refusals.Add(new Refusal("meeting.people", "Số người dự họp ít nhất là 1; số người đồng ý không quá số người dự.",
                RoundForms.PresentField)
            {
                English = "At least one was present, and no more agreed than were present.",
            });
        }

        if (meeting.Day < file.Opened.BaseDay || meeting.Day > rounds.Today.Day)
        {
            refusals.Add(new Refusal("meeting.day", $"Ngày họp từ {Vietnamese.Date(file.Opened.BaseDay)} đến hôm nay.", RoundForms.DayField)
            {
                English = $"The day of the meeting is from {Vietnamese.Date(file.Opened.BaseDay)} to today.",
            });
        }

        if (string.IsNullOrWhiteSpace(meeting.Minutes))
        {
            refusals.Add(new Refusal("meeting.minutes", "Ghi số hoặc tóm tắt biên bản họp.", RoundForms.MinutesField)
            {
                English = "Write the number or a summary of the minutes.",
            });
        }

        return Made(refusals, meeting);
    });

    private static IEnumerable<Refusal> Hamlet(RoundFile file, string hamlet)
    {
        if (!file.Hamlets.Contains(hamlet))
        {
            yield return new Refusal("meeting.hamlet", $"Danh sách không có hộ nào ở '{hamlet}'.", RoundForms.HamletField)
            {
                English = $"No household of '{hamlet}' is on the list.",
            };
        }

        foreach (var h in file.Households.Where(h => h.Listed.Hamlet == hamlet && h.Class is null))
        {
            yield return new Refusal("meeting.open",
                $"Hộ {h.Listed.Head} (số {h.Listed.Number}) chưa phân loại được: họp sau khi khảo sát xong.", RoundForms.HamletField)
            {
                English = $"Household {h.Listed.Head} (no. {h.Listed.Number}) has no class yet: meet once the survey is done.",
            };
        }

        foreach (var h in file.WithoutCause.Where(h => h.Listed.Hamlet == hamlet))
        {
            yield return new Refusal("meeting.cause", $"Hộ {h.Listed.Head} (số {h.Listed.Number}) đổi loại mà chưa ghi lý do.",
                RoundForms.HamletField)
            {
                English = $"Household {h.Listed.Head} (no. {h.Listed.Number}) changes class and no cause is written.",
            };
        }
    }

    /// <summary>Why a deed on a review may not be done as told; empty if it may.</summary>
    internal IReadOnlyList<Refusal> WhyNot(RoundFile file, CaseDoing doing) => doing.Deed.Id switch
    {
        KindDeeds.Post => Posting(file, new ListPosted(Day(doing, "from"), Day(doing, "to"), "")),
        KindDeeds.Complain => Complaint(file, RoundFile.Number(doing.Values, "household"), Day(doing, "received")),
        KindDeeds.Answer => Answer(file, RoundFile.Number(doing.Values, "no"), Day(doing, "answered")),
        KindDeeds.Opine when file.Posted is null || Day(doing, "given") < file.Posted.From =>
            [new Refusal("opinion.early", "Xin ý kiến sau khi niêm yết.", "given") { English = "The opinion is asked after the posting." }],
        _ => [],
    };

    // Its last day may not be before the one the law gives, as far as the law gives one.
    private List<Refusal> Posting(RoundFile file, ListPosted posting)
    {
        var refusals = new List<Refusal>();
        if (rounds.VersionOf(file).StepOrNull("meeting") is { } meeting)
        {
            refusals.AddRange(file.Hamlets.Where(h => !file.MeetingHolds(h, meeting)).Select(h => NotAgreed(file, meeting, h)));
        }

        if (file.Case.Version.TermOrNull("posting") is { } term && TooShort(term, posting) is { } early)
        {
            refusals.Add(early);
        }

        var met = file.Meetings.Values.Select(m => m.Met.Day).DefaultIfEmpty(file.Opened.BaseDay).Max();
        if (posting.To < posting.From)
        {
            refusals.Add(new Refusal("posting.from", "Ngày hết niêm yết trước ngày bắt đầu.", "from")
            {
                English = "The last day of the posting is before its first.",
            });
        }
        else if (posting.From < met)
        {
            refusals.Add(new Refusal("posting.from", $"Niêm yết từ sau ngày họp cuối cùng ({Vietnamese.Date(met)}).", "from")
            {
                English = $"The list is posted after the last meeting ({Vietnamese.Date(met)}).",
            });
        }

        return refusals;
    }

    private static Refusal NotAgreed(RoundFile file, ReviewStep meeting, string hamlet)
    {
        var said = !file.Meetings.TryGetValue(hamlet, out var met) ? new LocalText("chưa họp dân.", "has not met yet.")
            : RoundFile.Agreed(met.Met, meeting)
            ? new("có hộ đổi kết quả sau khi họp; họp lại.", "a household changed after the meeting; meet again.")
            : new($"{met.Met.Agreed}/{met.Met.Present} người đồng ý, chưa đủ {meeting.AgreePercent}%; rà soát lại và họp lại.",
                $"{met.Met.Agreed} of {met.Met.Present} agreed, fewer than {meeting.AgreePercent}%; survey and meet again.");
        return new Refusal("posting.meeting", $"{hamlet}: {said.Vi}") { English = $"{hamlet}: {said.En}" };
    }

    private Refusal? TooShort(ProcedureTerm term, ListPosted posting)
    {
        var calendar = rounds.Policy.WorkDays;
        var (last, certain) = (term.LastDay(posting.From, calendar), term.IsCertain(posting.From, calendar));
        return posting.To >= last ? null : new Refusal("posting.days",
            $"Niêm yết đủ {CaseFlow.Words(term)} ({rounds.Policy.Display(term.Cite)}): đến ít nhất {Vietnamese.Date(last)}"
                + (certain ? "." : " (lịch nghỉ lễ của năm ấy chưa chắc chắn)."), "to")
        {
            English = $"The list is posted for {term.Days} {(term.Working ? "working " : "")}days ({rounds.Policy.Display(term.Cite)}): "
                + $"to {Vietnamese.Date(last)} at least{(certain ? "." : " (the holidays of that year are uncertain).")}",
        };
    }

    private static List<Refusal> Complaint(RoundFile file, long? household, DateOnly day)
    {
        var refusals = new List<Refusal>();
        if (file.Posted is null || day < file.Posted.From)
        {
            refusals.Add(new Refusal("complaint.day", "Khiếu nại về kết quả nhận từ ngày niêm yết.", "received")
            {
                English = "Complaints about the result are taken from the day it was posted.",
            });
        }

        if (household is { } about && file.FindOrNull(about) is null)
        {
            refusals.Add(new Refusal("complaint.household",
                $"Hộ mã số {about} không có trong danh sách; để trống nếu khiếu nại về hộ bị bỏ sót.", "household")
            {
                English = $"Household {about} is not on the list; leave it open if the complaint is of one that was left out.",
            });
        }

        return refusals;
    }

    private static List<Refusal> Answer(RoundFile file, long? no, DateOnly day) =>
        file.Complaints.FirstOrDefault(c => c.Made.No == no) is not { } complaint
        ? [new Refusal("complaint.unknown", $"Không có khiếu nại số {no}.", "no") { English = $"There is no complaint no. {no}." }]
        : complaint.Answer is not null
        ? [new Refusal("complaint.answered", $"Khiếu nại số {no} đã trả lời.", "no")
        {
            English = $"Complaint no. {no} is answered already.",
        }]
        : day < complaint.Made.Day
        ? [new Refusal("complaint.before", "Ngày trả lời trước ngày khiếu nại.", "answered")
        {
            English = "The day of the answer is before that of the complaint.",
        }]
        : [];

    private static DateOnly Day(CaseDoing doing, string field) => doing.Values.DayOrNull(field) ?? default;

    private IEnumerable<Refusal> Said(ReviewedHousehold household, RoundScore score, SheetInput input)
    {
        var (said, cause) = (Blank(input.Class), Blank(input.Cause));
        if (said is not null && !PovertyClass.All.Contains(said))
        {
            yield return new Refusal("class.unknown", $"'{said}' không phải một loại hộ.", SheetForm.ClassField)
            {
                English = $"'{said}' is no class of households.",
            };
        }

        if (said is not null && said != score.Class && Blank(input.Why) is null)
        {
            yield return score.Class is null
                ? new Refusal("class.why", "Phiếu chưa đủ để kết luận: ghi vì sao xếp loại này.", SheetForm.WhyField)
                {
                    English = "The sheets do not tell yet: write why it is this class.",
                }
                : new Refusal("class.why", "Xếp loại khác với kết quả chấm phiếu: ghi vì sao.", SheetForm.WhyField)
                {
                    English = "The class is not what the sheets come to: write why.",
                };
        }

        if (cause is not null && Cause(household, said ?? score.Class, cause) is { } refusal)
        {
            yield return refusal;
        }
    }

    private Refusal? Cause(ReviewedHousehold household, string? @class, string cause)
    {
        if (rounds.Review.Causes.FirstOrDefault(c => c.Id == cause) is not { } known)
        {
            return new Refusal("class.cause", $"Không có lý do biến động '{cause}'.", SheetForm.CauseField)
            {
                English = $"There is no cause '{cause}'.",
            };
        }

        return new ReviewedHousehold(household.Listed, null, new ClassSet(0, @class, null, null), 0) is { Changes: true } after
            && !(after.Eases ? known.ForExit : known.ForFall)
            ? new Refusal("class.cause",
                $"“{known.Label.Vi}” không phải lý do {(after.Eases ? "ra khỏi" : "vào")} danh sách.", SheetForm.CauseField)
            {
                English = $"“{known.Label.In("en")}” is no cause to {(after.Eases ? "leave" : "enter")} the list.",
            }
            : null;
    }

    private static Outcome<IReadOnlyList<RoundRecord>> Made(List<Refusal> refusals, RoundRecord record) =>
        refusals.Count > 0 ? Outcome<IReadOnlyList<RoundRecord>>.Refused(refusals) : Outcome<IReadOnlyList<RoundRecord>>.Of([record]);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

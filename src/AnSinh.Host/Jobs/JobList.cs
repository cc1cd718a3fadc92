using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Jobs;

/// <summary>The viewer's jobs: where each stands, the way to its result, calling it off and putting it away.</summary>
internal static class JobList
{
    /// <summary>The list of a visit.</summary>
    public static WorkList<Job> Of(Office office, JobKinds kinds, Visit visit)
    {
        var l = visit.Language;
        return new()
        {
            Id = "jobs",
            Needs = null,
            Path = JobPages.Root,
            Section = "jobs",
            Title = new("Việc của tôi", "My jobs"),
            Order = new("mới nhất đứng trước", "the latest first"),
            Empty = (new("Không có việc nào", "No jobs"),
                new("Lập kỳ chi trả, dự báo, mô phỏng, so trùng, gửi danh sách: việc lâu hiện ở đây.",
                    "Run a month, forecast, simulate, look for duplicates, send a list: long work appears here.")),
            Query = ask => WorkPart<Job>.Of(office.Jobs.Of(visit.Viewer.Login), ask),
            Waiting = () => office.Jobs.Of(visit.Viewer.Login).Count(j => !j.IsOpen),
            People = _ => [],
            Columns =
            [
                new("job", "Số", "Number", 8, x => new(x.JobId)) { Place = ColumnPlace.Data },
                new("kind", "Việc", "Job", 40, x => Cell.Link(JobWords.Kind(kinds, x, l), kinds.OfOrNull(x)?.Page(x))),
                new("about", "Về", "About", 44, x => new(JobWords.About(kinds, office, x, l))) { Place = ColumnPlace.Under },
                new("state", "Trạng thái", "State", 16, x => Cell.Badge(JobWords.State(x.State, l), JobWords.Tone(x.State))
                    with { Note = x.State == JobState.Done ? null : JobWords.Stands(office, x, l) }),
                new("since", "Từ lúc", "Since", 18, x => new(l.Instant(x.EnqueuedAt))),
                new("ended", "Xong lúc", "Ended", 18, x => new(x.EndedAt is { } at ? l.Instant(at) : null)) { Place = ColumnPlace.Under },
            ],
            Deeds = x => x.IsCalledOff && x.IsOpen ? []
                : [new(x.IsOpen ? l.T("Hủy việc này", "Call it off") : l.T("Đã đọc", "Read"), JobPages.FromList(x), true)],
        };
    }
}

using System.Globalization;
using System.Net;
using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Host.Web.Limits;
using AnSinh.Rulebook.Publishing;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace AnSinh.Host.Tests.Pages;

/// <summary>
/// What takes long is a job, whichever page asks: it waits for its turn, outlives its worker, is its owner's to see and to call off, and
/// what came of it is kept.
/// </summary>
public sealed class JobPageTests : IAsyncLifetime
{
    private readonly Site _site = new();

    /// <summary>A page that asks, the kind of job it asks, what it shows when it is done, and whether that is for everybody.</summary>
    public static TheoryData<string, string, string, bool> Pages => new(
        [.. ShortPages, ("/bo-luat/pham-vi", "law.coverage", "Điều khoản có ca chứng minh", true)]);

    /// <summary>Those that a small district answers within a moment: all but the proof of the whole law.</summary>
    public static TheoryData<string, string, string, bool> ShortPages => new()
    {
        { "/du-bao", "forecast", "Dự báo", false },
        { "/trung-lap", "register.doubles", "đã so", true },
        { "/bo-luat/thay-doi/1/mo-phong?tu=2020-08&den=2020-09", "law.simulate", "Chi theo tháng", false },
    };

    private JobTable Jobs => _site.Office.Jobs;

    private HeavyGate Gate => _site.Services.GetRequiredKeyedService<HeavyGate>(JobRunner.Turns);

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();

        // A draft to be tried: the law with a remark.
        const string File = "vn/programmes/social_pension.yaml";
        var law = _site.Office.Law!;
        var draft = _site.Office.LawChanges.Begin("thử", SmallDistrict.Actor(_site.Office, "canbo"), Act.By("canbo")).Value;
        Assert.Equal(1, draft);
        Assert.True(_site.Office.LawChanges.Edit(draft,
            [new EditedFile(File, law.Files.HashOf(File), law.Files.TextOrNull(File) + "# thử\n")], Act.By("canbo")).Ok);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_job_whose_worker_is_gone_is_done_by_another_and_what_came_of_it_is_kept(
        string path, string kind, string words, bool shared)
    {
        using var officer = await _site.SignedIn("canbo");
        Job lost;
        using (Gate.TryBegin("ai-do", new LocalText("việc khác")))
        {
            await Waits(officer, path);
            lost = Lose(kind);
        }

        Assert.Contains(words, await Done(officer, path), StringComparison.Ordinal);
        var job = Jobs.FindOrNull(lost.JobId)!;
        Assert.Equal((JobState.Done, 2L), (job.State, job.Attempt));
        Assert.False(Jobs.Finish(lost, "too late"));

        // Asked again it is answered by what is kept: there is still one job.
        Assert.Contains(words, await Done(officer, path), StringComparison.Ordinal);
        Assert.Equal(lost.JobId, Assert.Single(Jobs.Of("canbo")).JobId);

        // Somebody else sees the same; what is for everybody is not computed anew for them.
        using var leader = await _site.SignedIn("lanhdao");
        Assert.Contains(words, await Done(leader, path), StringComparison.Ordinal);
        Assert.Equal(shared ? 0 : 1, Jobs.Of("lanhdao").Count);
        if (!shared)
        {
            Assert.Equal(job.Result, Jobs.FindOrNull(Jobs.Of("lanhdao")[0].JobId)!.Result);
        }
    }

    [Theory]
    [MemberData(nameof(ShortPages))]
    public async Task A_job_is_called_off_by_its_owner_alone_and_asked_again_from_its_page(
        string path, string kind, string words, bool shared)
    {
        _ = (kind, shared);
        using var officer = await _site.SignedIn("canbo");
        using var leader = await _site.SignedIn("lanhdao");
        using (Gate.TryBegin("ai-do", new LocalText("việc khác")))
        {
            await Waits(officer, path);
            var id = Assert.Single(Jobs.Of("canbo")).JobId;
            await Hidden(leader, id);
            Assert.Equal(JobState.Waiting, Jobs.FindOrNull(id)!.State);
            using var off = await officer.Submit("/viec", Address(id, "huy") + "?ve=viec");
            Assert.Equal("/viec", off.Headers.Location!.PathAndQuery());
            Assert.Equal(JobState.Cancelled, Jobs.FindOrNull(id)!.State);
            Assert.Contains("Đã hủy", await officer.Text(path), StringComparison.Ordinal);
            Assert.Contains("Đã hủy", await officer.Text("/viec"), StringComparison.Ordinal);

            // From its own page it is asked again.
            using var again = await officer.Submit(path, Address(id, "dong"));
            Assert.StartsWith(path.Split('?')[0], again.Headers.Location!.PathAndQuery(), StringComparison.Ordinal);
        }

        Assert.Contains(words, await Done(officer, path), StringComparison.Ordinal);
        Assert.Equal(JobState.Done, Assert.Single(Jobs.Of("canbo")).State);
    }

    [Theory]
    [MemberData(nameof(ShortPages))]
    public async Task What_came_of_a_job_is_kept_until_its_owner_puts_it_away(string path, string kind, string words, bool shared)
    {
        using var officer = await _site.SignedIn("canbo");
        using var leader = await _site.SignedIn("lanhdao");
        Assert.Contains(words, await Done(officer, path), StringComparison.Ordinal);
        var job = Assert.Single(Jobs.Of("canbo"));
        Assert.Equal(kind, job.Kind);
        await Hidden(leader, job.JobId);
        Assert.Contains("Xong", await officer.Text("/viec"), StringComparison.Ordinal);
        Assert.NotNull(Jobs.FindOrNull(job.JobId)!.Result);
        var token = (await officer.Page("/viec")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var keyless = await officer.PostOnce(Address(job.JobId, "dong"), [new("__RequestVerificationToken", token)]);
        Assert.Equal(HttpStatusCode.BadRequest, keyless.StatusCode);
        using var closed = await officer.Submit("/viec", Address(job.JobId, "dong") + "?ve=viec");
        Assert.Contains("Không có việc nào", await officer.Text("/viec"), StringComparison.Ordinal);
        Assert.Equal(shared, Jobs.FindOrNull(job.JobId)!.Result is not null);
        Assert.True(new AuditLog(_site.Office.Register.Database).Verify().Ok);
    }

    [Fact]
    public async Task Jobs_wait_in_their_order_and_each_says_how_many_are_before_it()
    {
        using var officer = await _site.SignedIn("canbo");
        using var leader = await _site.SignedIn("lanhdao");
        using (Gate.TryBegin("ai-do", new LocalText("việc khác")))
        {
            await Waits(officer, "/du-bao");
            await Waits(leader, "/du-bao?thang=2021-01");
            Assert.Contains("còn 1 việc trước", await leader.Text("/viec"), StringComparison.Ordinal);
            for (var month = 2; month < 2 + JobTable.OpenLimit - 1; month++)
            {
                await Waits(leader, $"/du-bao?thang=2021-0{month}");
            }

            using var more = await leader.GetOnce("/du-bao?thang=2022-01");
            Assert.Equal(HttpStatusCode.TooManyRequests, more.StatusCode);
            Assert.Contains("đợi một việc xong", await Browser.Body(more), StringComparison.Ordinal);
        }

        Assert.Contains("Dự báo", await Done(leader, "/du-bao?thang=2021-01"), StringComparison.Ordinal);
    }

    private static string Address(long id, string what) => string.Create(CultureInfo.InvariantCulture, $"/viec/{id}/{what}");

    /// <summary>Takes the next job as a worker that is killed: its lease runs out.</summary>
    private Job Lose(string kind)
    {
        var lost = Jobs.LeaseOrNull([kind])!;
        Assert.True(Jobs.Beat(lost, "giữa chừng", 1, 2));
        using var connection = _site.Office.Register.Database.Connect();
        Assert.Equal(1, connection.Execute("update job set lease_until = 0 where job_id = @JobId", new { lost.JobId }));
        return lost;
    }

    private static async Task Waits(Browser browser, string path)
    {
        using var answer = await browser.GetOnce(path);
        Assert.True(answer.Headers.Contains("Refresh"), path);
        Assert.Contains("Đang chờ", Browser.Plain((await Browser.Read(answer)).QuerySelector("main")), StringComparison.Ordinal);
    }

    private static async Task Hidden(Browser other, long id)
    {
        var page = await other.Page("/viec");
        Assert.DoesNotContain(page.QuerySelectorAll("main form"),
            f => f.GetAttribute("action")!.Contains($"/{id}/", StringComparison.Ordinal));
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var what in new[] { "dong", "huy" })
        {
            using var answer = await other.Post(Address(id, what),
                [new("__RequestVerificationToken", token), new("khoa", "k" + what + id)]);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    /// <summary>Looks again, as the page itself does, until nothing is under way.</summary>
    private static async Task<string> Done(Browser browser, string path)
    {
        for (var i = 0; i < 1200; i++)
        {
            using var answer = await browser.GetOnce(path);
            if (!answer.Headers.Contains("Refresh"))
            {
                return Browser.Plain((await Browser.Read(answer)).QuerySelector("main"));
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException(path);
    }
}

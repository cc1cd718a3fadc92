using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AnSinh.Basics;
using AnSinh.Host.Jobs;
using AnSinh.Host.Web.Limits;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace AnSinh.Host.Tests.Pages;

/// <summary>
/// A list from Excel is sent, mapped, previewed, written and undone in the browser without scripts; lists leave for Excel within the scope.
/// </summary>
public class ListTests(Site site) : IClassFixture<Site>
{
    private const string Root = "/danh-sach";

    [Fact]
    public async Task A_list_is_sent_mapped_previewed_written_and_undone()
    {
        using var officer = await site.SignedIn("canbo");
        var at =
            await Send(officer, "ds.csv",
                $"Họ và tên,Ngày sinh,Giới tính,Xã\nHoàng Văn Chưa Có,05/03/39,Nam,{Commune}\nHoàng Thị Sai,31/02/1950,Nữ,{Commune}\n");
        var columns = await officer.Text(at + "/cot");
        Assert.Contains("Hoàng Văn Chưa Có", columns, StringComparison.Ordinal);
        var fields = await Fields(officer, at + "/cot", at + "/cot");
        fields["tu-ngay"] = "2020-08-01";
        using (var mapped = await officer.Post(at + "/cot", fields))
        {
            Assert.Equal(at, mapped.Headers.Location?.OriginalString);
        }

        var preview = await Done(officer, at);
        Assert.Contains("ds!B2", preview, StringComparison.Ordinal);
        Assert.Contains("“31/02/1950” không phải ngày có thật", preview, StringComparison.Ordinal);
        var before = site.Office.Register.ChangeNo;
        var untouched = await Fields(officer, at, at + "/ghi");
        untouched.Remove("bo-lai");
        using (var stopped = await officer.Post(at + "/ghi", untouched))
        {
            Assert.NotEmpty(await officer.Refused(stopped));
        }

        Assert.Equal(before, site.Office.Register.ChangeNo);
        await officer.Submit(at, at + "/ghi", ("bo-lai", "1"));
        Assert.Contains("canbo ghi", await Done(officer, at), StringComparison.Ordinal);
        Assert.Contains("Hoàng Văn Chưa Có", await officer.Text("/nguoi?q=hoang+van+chua+co&thang=2030-01"), StringComparison.Ordinal);
        await officer.Submit(at, at + "/hoan-tac", ("ly-do", "nhầm tệp"));
        Assert.Contains("nhầm tệp", await officer.Text(at), StringComparison.Ordinal);
        Assert.DoesNotContain("Hoàng Văn Chưa Có", Rows(await officer.Page("/nguoi?q=hoang+van+chua+co&thang=2030-01")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_waits_to_be_written_can_be_called_off_and_nothing_is_written()
    {
        using var officer = await site.SignedIn("canbo");
        var at = await Send(officer, "huy.csv", $"Họ và tên,Ngày sinh,Giới tính,Xã\nHoàng Văn Hủy,05/03/1949,Nam,{Commune}\n");
        using var mapped = await officer.Post(at + "/cot",
            new Dictionary<string, string>(await Fields(officer, at + "/cot", at + "/cot")) { ["tu-ngay"] = "2020-08-01" });
        await Done(officer, at);
        var before = site.Office.Register.ChangeNo;
        var gate = site.Services.GetRequiredKeyedService<HeavyGate>(JobRunner.Turns);
        using (gate.TryBegin("ai-do", new LocalText("việc khác")))
        {
            using var asked = await officer.Submit(at, at + "/ghi");
            Assert.Contains("Đang chờ", await officer.Text(at), StringComparison.Ordinal);
            var job = site.Office.Jobs.OpenOrNull("list.apply")!;
            using var off = await officer.Submit(at, $"/viec/{job.JobId}/huy");
            Assert.Equal(at, off.Headers.Location!.OriginalString);
        }

        var shown = await Done(officer, at);
        Assert.Contains("Đã hủy", shown, StringComparison.Ordinal);
        Assert.Contains("Hoàng Văn Hủy", shown + await officer.Text(at + "?loai=tat-ca"), StringComparison.Ordinal);
        Assert.Equal(before, site.Office.Register.ChangeNo);

        // Asked again it is written.
        using var again = await officer.Submit(at, at + "/ghi");
        Assert.Contains("canbo ghi", await Done(officer, at), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_list_is_told_and_nothing_is_kept()
    {
        using var officer = await site.SignedIn("canbo");
        using var answer = await Post(officer, "ds.pdf", Encoding.ASCII.GetBytes("%PDF-1.7"));
        Assert.Contains("Tệp PDF không phải bảng tính", await officer.Refused(answer), StringComparison.Ordinal);
        Assert.DoesNotContain("ds.pdf", Browser.Plain((await officer.Page(Root)).QuerySelector("#da-gui")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leader_reads_and_does_not_send_and_a_commune_sees_its_own_lists_only()
    {
        using var officer = await site.SignedIn("canbo");
        var at = await Send(officer, "rieng.csv", "Họ và tên,Ngày sinh\nHoàng Văn Riêng,1950\n");
        using var leader = await site.SignedIn("lanhdao");
        Assert.Null((await leader.Page(Root)).QuerySelector("#gui"));
        using var commune = await site.SignedIn("xuandinh");
        using var hidden = await commune.Get(at + "/cot");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.DoesNotContain("rieng.csv", await commune.Text(Root), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nguoi")]
    [InlineData("/")]
    [InlineData("/che-do")]
    [InlineData("/chi-tra")]
    [InlineData("/danh-sach")]
    [InlineData("/du-bao")]
    public async Task Every_list_leaves_for_Excel_from_its_own_address(string path)
    {
        using var officer = await site.SignedIn("canbo");
        var (table, header) = await Excel(officer, path + "?tai=xlsx");
        Assert.True(header.Columns.Count >= 4);
        Assert.Contains("biết đến", string.Join(' ', table.Rows.Take(header.Top).SelectMany(r => r).Select(c => c.Text)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commune_takes_out_its_own_people_only_and_all_of_them()
    {
        using var officer = await site.SignedIn("canbo");
        using var commune = await site.SignedIn("xuandinh");
        var (all, head) = await Excel(officer, "/nguoi?tai=xlsx");
        var (own, ownHead) = await Excel(commune, "/nguoi?tai=xlsx");
        Assert.True(own.Rows.Count - ownHead.FirstRow < all.Rows.Count - head.FirstRow);
        var shown = Browser.Plain((await commune.Page("/nguoi")).QuerySelector(".pager span")).Split('/')[^1].Trim();
        Assert.Equal(shown, (own.Rows.Count - ownHead.FirstRow).ToString(System.Globalization.CultureInfo.GetCultureInfo("vi-VN")));
    }

    private string Commune =>
        site.Office.Units.Children(site.Office.Units.All.First(u => u.Level == 2).Code, new DateOnly(2020, 8, 1))[0].Code;

    private static async Task<string> Done(Browser browser, string at)
    {
        for (var i = 0; i < 100; i++)
        {
            using var answer = await browser.Get(at);
            if (!answer.Headers.Contains("Refresh"))
            {
                return Browser.Plain((await Browser.Read(answer)).QuerySelector("main"));
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException(at);
    }

    private static async Task<string> Send(Browser browser, string name, string text)
    {
        using var answer = await Post(browser, name, Encoding.UTF8.GetBytes(text));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString.Replace("/cot", "", StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Post(Browser browser, string name, byte[] bytes)
    {
        var fields = await Fields(browser, Root, Root);
        using var content = new MultipartFormDataContent();
        foreach (var (key, value) in fields.Where(f => f.Key != "tep"))
        {
            content.Add(new StringContent(value), key);
        }

        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Add(file, "tep", name);
        return await browser.Send(Root, content);
    }

    private static async Task<Dictionary<string, string>> Fields(Browser browser, string page, string action)
    {
        var form = (await browser.Page(page)).QuerySelectorAll("form[method=post]").First(f => f.GetAttribute("action") == action);
        return Browser.Filled(form);
    }

    private static async Task<(Sheet Table, ListHeader Header)> Excel(Browser browser, string path)
    {
        using var answer = await browser.Get(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType?.MediaType);
        var book = ListFile.Read("tai.xlsx", await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Value;
        var sheet = book.Sheets[0];
        var top = Enumerable.Range(0, sheet.Rows.Count).First(r => sheet.Rows[r].Length >= 4);
        return (sheet, ListHeader.Of(sheet, top, top));
    }

    private static string Rows(AngleSharp.Html.Dom.IHtmlDocument page) =>
        string.Join(' ', page.QuerySelectorAll("tbody").Select(Browser.Plain));
}

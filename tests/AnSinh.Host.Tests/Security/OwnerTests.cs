using System.Globalization;
using System.Net;
using System.Text;
using AnSinh.Host.Tests.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AnSinh.Host.Tests.Security;

/// <summary>A list and a comparison are their owner's: to everybody else they are not there, under whatever address.</summary>
public class OwnerTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("canbo", "lanhdao")]
    [InlineData("canbo", "xuandinh")]
    [InlineData("xuandinh", "canbo")]
    public async Task A_list_is_nobody_elses(string owner, string other)
    {
        var name = $"rieng-cua-{owner}.csv";
        using var own = await site.SignedIn(owner);
        var list = await Send(own, "/danh-sach", ("tep", name, "Họ và tên,Ngày sinh\nHoàng Văn Riêng,1950\n"));
        await own.Page(list + "/cot");
        await Hidden(other, "/danh-sach", list.Split('/')[2]);
        using var stranger = await site.SignedIn(other);
        Assert.DoesNotContain(name, await stranger.Text("/danh-sach"), StringComparison.Ordinal);
        using var excel = await stranger.Get("/danh-sach?tai=xlsx");
        Assert.DoesNotContain(name,
            Encoding.Latin1.GetString(await excel.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("canbo", "lanhdao")]
    [InlineData("xuandinh", "canbo")]
    public async Task A_comparison_is_nobody_elses(string owner, string other)
    {
        const string List = "Họ và tên,Ngày sinh\nHoàng Văn Riêng,01/01/1950\nHoàng Thị Riêng,02/02/1960\n";
        using var own = await site.SignedIn(owner);
        var job = await Send(own, "/doi-chieu", ("trai", "a.csv", List), ("phai", "b.csv", List));
        await own.Page(job);
        await Hidden(other, "/doi-chieu", job.Split('/')[2]);
    }

    /// <summary>Asks for every address of a thing as somebody else, with every method it has.</summary>
    private async Task Hidden(string login, string root, string id)
    {
        using var browser = await site.SignedIn(login);
        var token = (await browser.Page("/nguoi")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var endpoints = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith(root + "/{id", StringComparison.Ordinal)).ToList();
        Assert.InRange(endpoints.Count, 4, 30);
        foreach (var endpoint in endpoints)
        {
            var path = endpoint.RoutePattern.RawText!.Replace("{id:long}", id, StringComparison.Ordinal);
            using var answer = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST")
                ? await browser.Post(path,
                    [new("__RequestVerificationToken", token), new("khoa", "khoa-" + path), new("hang", "1"), new("t", "0"),
                        new("p", "0"), new("la", "1"), new("chon", "bo"), new("ly-do", "x")])
                : await browser.Get(path);
            // Who may not record at all is told that, of any list.
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound || (answer.StatusCode == HttpStatusCode.Forbidden && login == "lanhdao"
                && root == "/danh-sach"), $"{login} {path}: {(int)answer.StatusCode}");
            if (!path.Contains('.', StringComparison.Ordinal))
            {
                using var excel = await browser.Get(path + "?tai=xlsx");
                Assert.True(excel.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed,
                    $"{login} {path}?tai=xlsx: {(int)excel.StatusCode}");
            }
        }
    }

    private static async Task<string> Send(Browser browser, string page, params (string Field, string Name, string Text)[] files)
    {
        var form = (await browser.Page(page)).QuerySelector($"form[method=post][action='{page}']")!;
        using var content = new MultipartFormDataContent();
        foreach (var input in form.QuerySelectorAll("input[type=hidden]"))
        {
            content.Add(new StringContent(input.GetAttribute("value") ?? ""), input.GetAttribute("name")!);
        }

        foreach (var (field, name, text) in files)
        {
            content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), field, name);
        }

        using var answer = await browser.Send(page, content);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{(int)answer.StatusCode} {await Browser.Body(answer)}");
        var at = answer.Headers.Location!.OriginalString.Split('/');
        Assert.True(long.TryParse(at[2], NumberStyles.None, CultureInfo.InvariantCulture, out _), answer.Headers.Location.OriginalString);
        return $"/{at[1]}/{at[2]}";
    }
}

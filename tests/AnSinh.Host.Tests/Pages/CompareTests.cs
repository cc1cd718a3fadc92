using System.Globalization;
using System.Net;
using System.Text;
using AnSinh.Basics;
using AngleSharp.Html.Dom;

namespace AnSinh.Host.Tests.Pages;

/// <summary>Two lists, or a list and the register, are compared on a page; nobody outside the scope is told of.</summary>
public class CompareTests(Site site) : IClassFixture<Site>
{
    private const string Head = "Họ và tên,Ngày sinh,Giới tính,Số định danh,Thôn\n";

    [Fact]
    public async Task A_list_is_compared_with_another_and_the_result_taken_as_a_table()
    {
        using var officer = await site.SignedIn("canbo");
        var at = await Sent(officer, People(0), People(1));
        var done = await Compared(officer, at);
        var text = Browser.Plain(done.QuerySelector("main"));
        Assert.Contains("Kết quả", text);
        Assert.Contains("lượt gom nhóm", text);
        using var csv = await officer.Get(at + "/ket-qua.csv");
        var lines = (await Browser.Body(csv)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length > 30, $"{lines.Length} lines");
        using var xlsx = await officer.Get(at + "/ket-qua.xlsx");
        Assert.Equal(HttpStatusCode.OK, xlsx.StatusCode);
    }

    [Fact]
    public async Task What_an_officer_said_of_a_pair_outlives_the_comparison_and_goes_with_the_lists()
    {
        using var officer = await site.SignedIn("canbo");
        var at = await Sent(officer, People(0), Slips());
        var done = await Compared(officer, at);
        var pair = done.QuerySelector($"form[action='{at}/quyet']");
        Assert.True(pair is not null, Browser.Plain(done.QuerySelector("main")));
        var fields = pair!.QuerySelectorAll("input[name]")
            .Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).Append(new("la", "1")).ToList();
        using (var answered = await officer.Post(at + "/quyet", fields))
        {
            Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        }

        var id = long.Parse(at.Split('/')[^1], CultureInfo.InvariantCulture);
        var comparisons = site.Office.Comparisons;
        Assert.True(Assert.Single(comparisons.Answers(id)).Value);
        Assert.Contains("Là một người", Browser.Plain((await Compared(officer, at)).QuerySelector("#ket-qua")), StringComparison.Ordinal);

        var files = comparisons.FindOrNull(id, "canbo")!;
        using var dropped = await officer.Submit("/doi-chieu", at + "/bo");
        using var gone = await officer.Get(at);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Null(site.Office.Documents.FindOrNull(files.LeftFile.DocumentId));
        Assert.Null(site.Office.Documents.FindOrNull(files.RightFile!.DocumentId));
        Assert.Empty(comparisons.Answers(id));
    }

    [Fact]
    public async Task A_list_with_columns_of_any_names_is_read_by_its_first_row()
    {
        using var officer = await site.SignedIn("canbo");
        var at =
            await Sent(officer, "given_name,surname,date_of_birth\nlachlan,berry,19990219\n",
                "given_name,surname,date_of_birth\nlachlan,bery,19990219\n");
        Assert.Contains("date_of_birth", await officer.Text(at));
    }

    [Fact]
    public async Task A_comparison_is_its_owners_alone_and_a_bad_file_is_told()
    {
        using var officer = await site.SignedIn("canbo");
        var at = await Sent(officer, People(0), People(1));
        using var other = await site.SignedIn("xuandinh");
        using var hidden = await other.Get(at);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        using var refused = await Send(officer, "\u0001", null);
        Assert.Contains("Không đối chiếu được", await officer.Refused(refused));
    }

    [Fact]
    public async Task Against_the_register_nobody_outside_the_scope_is_shown()
    {
        var list = Head + "Khuất Văn Ngoài,24/12/1970,Nam,,\nĐỗ Thị Mão,11/02/1935,Nữ,,\n" + People(0)[Head.Length..];
        using var own = await site.SignedIn("xuandinh");
        var at = await Sent(own, list, null);
        await Compared(own, at);
        using var csv = await own.Get(at + "/ket-qua.csv");
        Assert.DoesNotContain("Vân Hà", await Browser.Body(csv));
        Assert.DoesNotContain(
            site.Office.People.FindOrNull(SmallDistrict.Ngoai, Scope.Everything, new(2020, 8, 31),
                new Basics.AsKnown(new(2020, 8, 31)))!.PersonalNumber!, await Browser.Body(csv));
    }

    // The same forty people, written a little otherwise in the second list.
    internal static string People(int version)
    {
        string[] given = ["An", "Bình", "Chi", "Dũng", "Em", "Giang", "Hà", "Khánh", "Lan", "Minh"];
        string[] middle = ["Văn", "Thị", "Đức", "Ngọc"];
        var text = new StringBuilder(Head);
        for (var i = 0; i < 40; i++)
        {
            var name = $"Phùng {middle[i % 4]} {given[i / 4]}";
            var birth = new DateOnly(1950, 1, 1).AddDays(i * 311);
            text.Append(CultureInfo.InvariantCulture,
                $"{(version == 1 && i % 5 == 0 ? name.ToUpperInvariant() : name)},{birth:dd/MM/yyyy},{(i % 2 == 0 ? "Nam" : "Nữ")},"
                + $"{(version == 1 && i % 7 == 0 ? "" : $"0010500{i:00000}")},Cụm {i % 6}\n");
        }

        return text.ToString();
    }

    // Some of the same people under another birth date and without a number: somebody has to look.
    internal static string Slips() => string.Join('\n', People(0).Split('\n').Select((line, i) =>
        i > 0 && i % 4 == 0 && line.Split(',') is [var name, _, var sex, _, var hamlet]
            ? $"{name},{1950 + (i % 30)},{sex},,{hamlet}" : line));

    private static async Task<HttpResponseMessage> Send(Browser browser, string left, string? right)
    {
        var token = (await browser.Page("/doi-chieu")).QuerySelector("form[method=post][action='/doi-chieu']")!;
        using var content = new MultipartFormDataContent();
        foreach (var hidden in token.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>())
        {
            content.Add(new StringContent(hidden.Value), hidden.Name!);
        }

        content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(left)), "trai", "trai.csv");
        if (right is not null)
        {
            content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(right)), "phai", "phai.csv");
        }

        return await browser.Send("/doi-chieu", content);
    }

    private static async Task<string> Sent(Browser browser, string left, string? right)
    {
        using var answer = await Send(browser, left, right);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await Browser.Body(answer));
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<IHtmlDocument> Compared(Browser browser, string at)
    {
        var form = (await browser.Page(at)).QuerySelector($"form[action='{at}/so']")!;
        var fields = form.QuerySelectorAll("input[name]")
            .Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))
            .Concat(form.QuerySelectorAll("select").OfType<IHtmlSelectElement>().Select(s => KeyValuePair.Create(s.Name!, s.Value ?? "")));
        using var started = await browser.Post(at + "/so", fields);
        Assert.Equal(HttpStatusCode.Redirect, started.StatusCode);
        for (var i = 0; i < 600; i++)
        {
            using var answer = await browser.Get(at);
            if (!answer.Headers.Contains("Refresh"))
            {
                var page = await Browser.Read(answer);
                Assert.True(page.QuerySelector("#ket-qua") is not null, Browser.Plain(page.QuerySelector("main")));
                return page;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException(at);
    }
}

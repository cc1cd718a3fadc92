using System.Globalization;
using System.Net;
using System.Text;
using AnSinh.Host.Tests.Pages;

namespace AnSinh.Host.Tests.Security;

/// <summary>What officers do before others are asked what they see of it.</summary>
internal static class ProofStories
{
    private const string Purpose = "xét hồ sơ trợ cấp của người này";

    /// <summary>Work of Xuân Đình: an event, a case, lists, a review; a list of names of those it must not know of, too.</summary>
    public static async Task OfXuanDinh(Site site)
    {
        using var officer = await site.SignedIn("xuandinh");
        await Asked(officer);
        await Work(officer, ProofDistrict.Seen, SmallDistrict.XuanDinh, "09736");
    }

    /// <summary>The same work of those whom Xuân Đình must not know of.</summary>
    public static async Task Elsewhere(Site site)
    {
        using var officer = await site.SignedIn("vanha");
        var people = ProofDistrict.Hidden.Where(p => p.Home == SmallDistrict.VanHa).ToList();
        await Work(officer, people, SmallDistrict.VanHa, "09718");
        using var district = await site.SignedIn("canbo");
        await Merge(district, people[0].Id, people[4].Id);
        await Opened(district, people[6].Id);
    }

    /// <summary>All files are compared with each other.</summary>
    public static async Task Duplicates(Site site)
    {
        using var officer = await site.SignedIn("canbo");
        using var pages = await officer.Get("/trung-lap");
        while (site.Office.Jobs.OpenOrNull("register.doubles") is not null)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What can be posted about a person, as JSON, and changes nothing where the person is not there.</summary>
    public static IEnumerable<(string Path, string Json)> Posted(ProofPerson p)
    {
        var id = p.Id.ToString(CultureInfo.InvariantCulture);
        string[] bodies =
        [
            $$"""{"nguoi": {{id}}, "loai-du-kien": "disability", "gia-tri": "mild", "tu-ngay": "2021-03-01", "giay-to": "GXN"}""",
            $$"""{"nguoi": {{id}}, "ngay": "2021-07-01", "giay-to": "GXN"}""",
            $$"""{"nguoi": "{{p.Name}}", "ngay": "2021-07-01", "giay-to": "GXN"}""",
            $$"""{"ten": "Kiều Văn Mới", "gioi": "male", "ngay-sinh": "2021-07-20", "me": "{{id}}", "giay-to": "GKS"}""",
            $$"""{"ten": "Kiều Văn Mới", "gioi": "male", "ngay-sinh": "1970-07-20", "giay-to": "GKS", "xa": "09736"}""",
            $$"""{"ho": {{p.Household}}, "ho-cu": {{p.Household}}, "chu-ho": {{id}}, "ngay": "2021-07-01", "giay-to": "GXN"}""",
        ];
        foreach (var kind in new[] { "fact", "death", "birth", "move_in", "move_out", "move_within", "marriage", "split", "merge", "head" })
        {
            foreach (var body in bodies)
            {
                yield return ($"/api/v1/events/{kind}?preview=1", body);
            }
        }

        yield return ($"/api/v1/cases?person={id}&form=social_assistance_1d", """{"channel": "direct", "submitted_by": "person"}""");
        yield return ($"/api/v1/cases?person={id}&form=social_assistance_1b&purpose={Uri.EscapeDataString(Purpose)}",
            """{"channel": "direct", "submitted_by": "person"}""");
        yield return ("/api/v1/entitled", $$"""{"id": {{id}}, "birth_date": "1939-01-01", "raised_by": {{id}}}""");
        yield return ("/api/v1/cases/4/supplement?seen=1", """{"missing": "sổ hộ khẩu"}""");
    }

    // Two lists of people who live elsewhere and some who live here: one to be written, one to be held against the register. Without the
    // numbers of the hidden: who has the twelve digits of somebody is told that they are somebody's, as docs/security.md says.
    private static async Task Asked(Browser officer)
    {
        var text = new StringBuilder("Họ và tên,Ngày sinh,Giới tính,Số định danh,Xã\n");
        foreach (var p in ProofDistrict.Hidden.Take(12).Concat(ProofDistrict.Seen.Take(4)))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{p.Name},{p.Birth:dd/MM/yyyy},{(p.Sex == Basics.Sex.Male ? "Nam" : "Nữ")},{(p.IsHidden ? "" : p.Number)},09736\n");
        }

        await Sent(officer, text.ToString());
        var form = (await officer.Page("/doi-chieu")).QuerySelector("form[method=post][action='/doi-chieu']")!;
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Browser.Filled(form))
        {
            content.Add(new StringContent(value), name);
        }

        content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text.ToString())), "trai", "nguoi.csv");
        using var sent = await officer.Send("/doi-chieu", content);
        Assert.True(sent.StatusCode == HttpStatusCode.Redirect, $"{(int)sent.StatusCode} {await Browser.Body(sent)}");
        var at = sent.Headers.Location!.OriginalString;
        using var started = await officer.Submit(at, at + "/so");
        Assert.Equal(HttpStatusCode.Redirect, started.StatusCode);
        await officer.Page(at);
    }

    private static async Task Work(Browser officer, IReadOnlyList<ProofPerson> people, string commune, string code)
    {
        await Tell(officer, "/api/v1/events/fact",
            $$"""{"nguoi": {{people[1].Id}}, "loai-du-kien": "disability", "gia-tri": "mild", "tu-ngay": "2021-03-01", "giay-to": "x"}""");
        await Tell(officer, $"/api/v1/cases?person={people[2].Id}&form=social_assistance_1d",
            """{"channel": "direct", "submitted_by": "person"}""");
        await Opened(officer, people[3].Id);
        await Sent(officer,
            $"Họ và tên,Ngày sinh,Giới tính,Xã\n{people[4].Name},03/01/1960,Nam,{code}\nHoàng Thị Mới,05/03/1950,Nữ,{code}\n");
        using var round = await officer.Submit("/ra-soat-ngheo", "/ra-soat-ngheo", ("xa", commune), ("year", "2021"),
            ("base_day", "2021-07-01"), ("holds_from", "2022-01-01"), ("kind", "yearly"));
        Assert.Equal(HttpStatusCode.Redirect, round.StatusCode);
    }

    /// <summary>An officer states a purpose for a file.</summary>
    public static async Task Opened(Site site, string login, long person)
    {
        using var officer = await site.SignedIn(login);
        await Opened(officer, person);
    }

    /// <summary>An officer opens a file so often that it tells of no earlier reader.</summary>
    public static async Task Reread(Site site, string login, long person)
    {
        using var officer = await site.SignedIn(login);
        for (var i = 0; i < 10; i++)
        {
            await officer.Page($"/nguoi/{person}");
        }
    }

    /// <summary>A case about protected facts goes until it waits for the chair.</summary>
    public static async Task ProtectedCase(Site site, string login, long person)
    {
        using var officer = await site.SignedIn(login);
        using var received = await officer.Submit($"/ho-so/moi?nguoi={person}&mau=social_assistance_1b", "/ho-so/moi",
            ("channel", "direct"), ("submitted_by", "person"), ("on", "26/07/2021"));
        Assert.True(received.StatusCode == HttpStatusCode.Redirect, $"{(int)received.StatusCode} {received.Headers.Location}");
        var at = received.Headers.Location!.ToString();
        using var posted = await officer.Submit(at, at + "/post", ("result", "propose"), ("posted_at", "trụ sở"), ("on", "27/07/2021"));
        using var ended = await officer.Submit(at, at + "/end_posting");
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
    }

    private static async Task Opened(Browser officer, long person)
    {
        using var opened = await officer.Submit($"/nguoi/{person}", $"/nguoi/{person}/duoc-bao-ve", ("muc-dich", Purpose));
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
    }

    private static async Task Merge(Browser officer, long a, long b)
    {
        var pair = $"/trung-lap/{a}/{b}";
        using var merged = await officer.Submit(pair, pair + "/gop", ("giu", "a"), ("ly-do", "đối chiếu căn cước"));
        Assert.True(merged.StatusCode == HttpStatusCode.Redirect, $"{(int)merged.StatusCode} {merged.Headers.Location}");
    }

    /// <summary>Sends a list and looks at what would be written; gives its address.</summary>
    public static async Task<string> Sent(Browser officer, string text)
    {
        var form = (await officer.Page("/danh-sach")).QuerySelector("form[method=post][action='/danh-sach']")!;
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Browser.Filled(form))
        {
            content.Add(new StringContent(value), name);
        }

        content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "tep", "danh-sach.csv");
        using var sent = await officer.Send("/danh-sach", content);
        Assert.True(sent.StatusCode == HttpStatusCode.Redirect, $"{(int)sent.StatusCode} {await Browser.Body(sent)}");
        var columns = sent.Headers.Location!.OriginalString;
        using var told = await officer.Submit(columns, columns, ("tu-ngay", "2020-08-01"));
        Assert.True(told.StatusCode == HttpStatusCode.Redirect, $"{(int)told.StatusCode} {told.Headers.Location}");
        var list = columns.Replace("/cot", "", StringComparison.Ordinal);
        await officer.Page(list);
        return list;
    }

    private static async Task Tell(Browser officer, string path, string json)
    {
        using var answer = await officer.Send(path, new StringContent(json, Encoding.UTF8, "application/json"));
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created,
            $"{path}: {(int)answer.StatusCode} {await Browser.Body(answer)}");
    }
}

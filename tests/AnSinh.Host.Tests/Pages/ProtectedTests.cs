using System.Net;
using System.Text;
using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.People;

namespace AnSinh.Host.Tests.Pages;

/// <summary>
/// A child of a poor household lives with HIV, and was abused: no page, list, count, reason or answer tells anybody, until an officer
/// states a purpose; then that officer, and nobody else.
/// </summary>
public sealed class ProtectedTests : IAsyncLifetime
{
    private const long Child = 8;
    private const string Purpose = "xét hồ sơ trợ cấp tháng 8";
    private static readonly string[] Telling = ["HIV", "xâm hại", "diem-l", "136-3", "Phiếu xét nghiệm", "Kết luận điều tra",
        "Trẻ em có hoàn cảnh đặc biệt", "nhạy cảm"];
    private readonly Site _site = new();

    public static TheoryData<string> Accounts => ["lanhdao", "canbo", "xuandinh"];

    /// <summary>Every way to one person, and the lists in which the person stands.</summary>
    private static readonly string[] Addresses =
    [
        "/nguoi/8", "/nguoi/8?lang=en", "/nguoi/8/lich-su", "/nguoi/8/lich-su?ngay=2020-08-31",
        "/thay-doi?nguoi=8&tu=2019-01-01&den=2020-12-31", "/thay-doi?tu=2019-01-01&den=2020-12-31",
        "/su-kien?nguoi=8", "/su-kien", "/hoi?nguoi=8", "/api/v1/people/8/entitled", "/api/v1/people/8/explain/social_assistance",
        "/che-do/social_assistance?ds=du-dieu-kien",
        "/che-do/social_assistance?ds=bi-sot", "/che-do/child_special_circumstances",
        "/api/v1/simulate?set=social_assistance.standard=500000&people=true", "/api/v1/forecast?people=true",
        "/du-bao", "/chat-luong", "/trung-lap/7/8", "/chi-tra/2020-08", "/nguoi/7",
    ];

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        Record(106, "poverty", "poor", "Rà soát 2019");
        Record(Child, "hiv", "yes", "Phiếu xét nghiệm 9");
        Record(Child, "child_sexually_abused", "yes", "Kết luận điều tra 4");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [MemberData(nameof(Accounts))]
    public async Task Nothing_tells_a_protected_fact_without_a_purpose(string account)
    {
        using var browser = await _site.SignedIn(account);
        foreach (var address in Addresses)
        {
            using var answer = await browser.Get(address);
            var body = await Browser.Body(answer);
            // A form of questions and the card of a programme name what the law asks of anybody; an answer does not.
            var text = address.StartsWith("/api", StringComparison.Ordinal) ? body
                : Browser.Plain(address.StartsWith("/hoi", StringComparison.Ordinal)
                    ? (await Browser.Read(answer)).QuerySelector("#tra-loi") : (await Browser.Read(answer)).QuerySelector("main"));
            foreach (var word in Telling.Where(
                w => !(w == "Trẻ em có hoàn cảnh đặc biệt" && address.StartsWith("/che-do/child", StringComparison.Ordinal))))
            {
                Assert.False(text.Contains(word, StringComparison.OrdinalIgnoreCase), $"{account} {address} tells “{word}”");
            }
        }
    }

    [Fact]
    public async Task The_money_is_explained_by_a_protected_ground()
    {
        using var leader = await _site.SignedIn("lanhdao");
        var page = await leader.Page("/nguoi/8");
        Assert.Contains("được 700.000 đ", Browser.Plain(page.QuerySelector("#vi-sao-social_assistance")));
        Assert.Contains("Một căn cứ được bảo vệ", Browser.Plain(page.QuerySelector("#vi-sao-social_assistance")));
        var other = Browser.Plain((await leader.Page("/nguoi/13")).QuerySelector("main"));
        Assert.DoesNotContain("Một căn cứ được bảo vệ", other);
    }

    [Fact]
    public async Task An_officer_who_states_a_purpose_sees_and_nobody_else()
    {
        using var officer = await _site.SignedIn("xuandinh");
        using var silent = await officer.Submit("/nguoi/8", "/nguoi/8/duoc-bao-ve", ("muc-dich", "  xét  "));
        Assert.Contains("ghi rõ mục đích", await officer.Refused(silent), StringComparison.Ordinal);
        Assert.DoesNotContain("HIV", await officer.Text("/nguoi/8"));

        using var opened = await officer.Submit("/nguoi/8?thang=2020-08", "/nguoi/8/duoc-bao-ve", ("muc-dich", Purpose));
        Assert.Equal("/nguoi/8?thang=2020-08", opened.Headers.Location!.OriginalString);
        var text = await officer.Text("/nguoi/8");
        Assert.Contains("Nhiễm HIV", text);
        Assert.Contains("Trẻ em có hoàn cảnh đặc biệt", text);
        Assert.Contains("Phiếu xét nghiệm 9", text);
        Assert.Contains("HIV", await officer.Text("/nguoi/8/lich-su"));
        Assert.Contains("HIV", await Json(officer, "/api/v1/people/8/entitled"));

        // It is the one file, the one officer; who it was and why is seen by all who may read the file.
        Assert.DoesNotContain("HIV", await officer.Text("/nguoi/7"));
        using var leader = await _site.SignedIn("lanhdao");
        var seen = await leader.Text("/nguoi/8");
        Assert.DoesNotContain("HIV", seen);
        Assert.Contains(Purpose, seen);
        Assert.Contains("Kiều Văn Lâm", seen);
    }

    [Fact]
    public async Task A_leader_states_a_purpose_in_vain()
    {
        using var leader = await _site.SignedIn("lanhdao");
        Assert.Null((await leader.Page("/nguoi/8")).QuerySelector("form[action='/nguoi/8/duoc-bao-ve']"));
        var token = (await leader.Page("/nguoi/8")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var answer = await leader.Post("/nguoi/8/duoc-bao-ve", [new("__RequestVerificationToken", token), new("muc-dich", Purpose)]);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        using var api = await leader.Get("/api/v1/people/8/entitled?purpose=" + Uri.EscapeDataString(Purpose));
        Assert.Equal(HttpStatusCode.BadRequest, api.StatusCode);
        Assert.DoesNotContain("HIV", await leader.Text("/nguoi/8"));
    }

    [Fact]
    public async Task The_api_opens_a_file_for_a_purpose_and_keeps_it()
    {
        using var officer = await _site.SignedIn("canbo");
        var closed = JsonDocument.Parse(await Json(officer, "/api/v1/people/8/entitled")).RootElement;
        Assert.DoesNotContain(closed.GetProperty("programmes").EnumerateArray(),
            p => p.GetProperty("programme").GetString() == "child_special_circumstances");
        Assert.Contains("136-3", await Json(officer, "/api/v1/people/8/entitled?purpose=" + Uri.EscapeDataString(Purpose)));
        Assert.Contains(_site.Office.Protected.Openings(ProtectedAccess.Person(Child)), o => o.Actor == "canbo" && o.Detail == Purpose);
    }

    [Fact]
    public async Task The_people_of_a_protected_programme_and_how_many_need_a_purpose()
    {
        using var officer = await _site.SignedIn("canbo");
        Assert.DoesNotContain("Kiều Thị Hòa", await officer.Text("/che-do/child_special_circumstances"));
        Assert.Contains("được bảo vệ: nêu mục đích", await officer.Text("/che-do"));
        using var opened =
            await officer.Submit("/che-do/child_special_circumstances", "/che-do/child_special_circumstances/duoc-bao-ve",
                ("muc-dich", Purpose));
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        Assert.Contains("Kiều Thị Hòa", await officer.Text("/che-do/child_special_circumstances"));
    }

    [Fact]
    public async Task What_is_told_otherwise_does_not_test_what_the_register_holds()
    {
        using var officer = await _site.SignedIn("canbo");
        using var asked = await officer.Submit("/hoi?nguoi=8", "/hoi?nguoi=8", ("f.hiv", "no"));
        Assert.Contains("chỉ khai thử được sau khi nêu mục đích", await officer.Refused(asked), StringComparison.Ordinal);
        using var content = new StringContent(
            "{\"nguoi\":8,\"loai-du-kien\":\"hiv\",\"gia-tri\":\"no\",\"tu-ngay\":\"2020-08-01\",\"giay-to\":\"x\"}",
            Encoding.UTF8, "application/json");
        using var tried = await officer.Send("/api/v1/events/fact?preview=1", content);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tried.StatusCode);
        Assert.DoesNotContain("consequences", await Browser.Body(tried));
        var row = new CurrentRows(_site.Office.Register).FactsOf(FactSubject.Person, Child, "hiv").Single().RowId;
        foreach (var kind in new[] { "row", "fact_end", "withdraw" })
        {
            using var found = await officer.Get($"/su-kien/{kind}?dong=fact:{row}");
            Assert.Equal(HttpStatusCode.NotFound, found.StatusCode);
        }
    }

    [Fact]
    public async Task Who_left_years_ago_is_not_read_by_looking_at_a_day_before()
    {
        var at = AsKnown.NoonOf(new(2018, 7, 2));
        using (var load = _site.Office.Register.BulkLoad())
        {
            load.Add(
                new PersonRow(20, null, "Lê Văn Chuyển", Sex.Male, new BirthDate(new(1980, 1, 1), DatePrecision.Day),
                    AsKnown.NoonOf(new(2012, 1, 1)), null, "x"));
            load.Add(
                new ResidenceRow(20, "09736", "permanent", new DateInterval(new(2012, 1, 1), new(2018, 6, 30)),
                    AsKnown.NoonOf(new(2012, 1, 1)), null, "x"));
            load.Add(new ResidenceRow(20, SmallDistrict.VanHa, "permanent", new DateInterval(new(2018, 7, 1), null), at, null, "x"));
            load.Commit();
        }

        using var commune = await _site.SignedIn("xuandinh");
        using var district = await _site.SignedIn("canbo");
        foreach (var times in new[] { "?thang=2016-01&biet=2026-12-31", "?thang=2016-01&biet=2016-02-01", "?thang=2016-01", "" })
        {
            foreach (var address in new[] { "/nguoi/20", "/nguoi/20/lich-su", "/api/v1/people/20/entitled",
                "/api/v1/people/20/explain/social_assistance" })
            {
                var said = address.StartsWith("/api/", StringComparison.Ordinal)
                    ? times.Replace("thang", "month", StringComparison.Ordinal).Replace("biet", "known", StringComparison.Ordinal) : times;
                using var answer = await commune.Get(address + said);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }

        foreach (var address in new[] { "/thay-doi?nguoi=20&tu=2016-01-01&den=2019-01-01", "/thay-doi?tu=2016-01-01&den=2019-01-01",
            "/nguoi?q=chuyen&thang=2016-01", "/nguoi?cu-tru=true&thang=2016-01", "/thay-doi?tu=2016-01-01&den=2019-01-01&tai=xlsx" })
        {
            using var answer = await commune.Get(address);
            Assert.DoesNotContain("Lê Văn Chuyển", await Browser.Body(answer));
        }

        Assert.Contains("Lê Văn Chuyển", await district.Text("/nguoi/20?thang=2016-01"));
        Assert.Contains("(nay ngoài phạm vi)", await commune.Text("/thay-doi?tu=2016-01-01&den=2019-01-01"));
    }

    [Fact]
    public async Task What_an_officer_has_just_written_opens()
    {
        using var commune = await _site.SignedIn("xuandinh");
        using var content = new StringContent(
            "{\"ten\":\"Kiều Văn Mới\",\"gioi\":\"male\",\"ngay-sinh\":\"2020-08-20\",\"me\":\"3\",\"giay-to\":\"Giấy khai sinh 8\"}",
            Encoding.UTF8, "application/json");
        using var written = await commune.Send("/api/v1/events/birth", content);
        Assert.Equal(HttpStatusCode.OK, written.StatusCode);
        var child = JsonDocument.Parse(await Browser.Body(written)).RootElement.GetProperty("persons")[0].GetInt64();
        Assert.Contains("Kiều Văn Mới", await commune.Text($"/nguoi/{child}"));
        Assert.Contains("Kiều Văn Mới", await commune.Text("/nguoi?q=kieu+van+moi"));
        var batch = _site.Office.Register.Batches.Latest(1, "event")[0].BatchId;
        var link = (await commune.Page($"/su-kien/dot/{batch}")).QuerySelector($"main a[href^='/nguoi/{child}']")!.GetAttribute("href")!;
        Assert.Contains("Kiều Văn Mới", await commune.Text(link));
    }

    private static async Task<string> Json(Browser browser, string path)
    {
        using var answer = await browser.Get(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Browser.Body(answer);
    }

    private void Record(long subject, string kind, string value, string source)
    {
        using var load = _site.Office.Register.BulkLoad();
        load.Add(
            new FactRow(subject, null, kind, value, new DateInterval(new(2019, 6, 1), null), AsKnown.NoonOf(new(2019, 6, 2)),
                null, source));
        load.Commit();
    }
}

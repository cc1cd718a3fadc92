using System.Net;

namespace AnSinh.Host.Tests.Pages;

/// <summary>Every address in every role.</summary>
public class RouteTests(Site site) : IClassFixture<Site>
{
    public static TheoryData<string, int, int> Routes => new()
    {
        // address, status for the district (leader and officer), status for the officer of one commune
        { "/", 200, 200 },
        { "/?chi-tieu=poverty_rate_households&ban-do=2025-07-01", 200, 200 },
        { "/don-vi/272", 200, 200 },
        { "/don-vi/" + SmallDistrict.XuanDinh, 200, 200 },
        { "/don-vi/" + SmallDistrict.VanHa, 200, 200 },
        { "/don-vi/09727", 200, 200 },
        { "/don-vi/khong-co", 404, 404 },
        { "/nguoi", 200, 200 },
        { "/nguoi?q=khuyen", 200, 200 },
        { "/nguoi?nam=1939", 200, 200 },
        { "/nguoi?nam=chin", 400, 400 },
        { "/nguoi?don-vi=" + SmallDistrict.VanHa, 200, 403 },
        { "/nguoi?don-vi=khong-co", 400, 400 },
        { "/nguoi?chi-tieu=poor_households", 200, 200 },
        { "/nguoi?chi-tieu=khong-co", 400, 400 },
        { "/nguoi/1", 200, 200 },
        { "/nguoi/11", 200, 404 },
        { "/nguoi/999999", 404, 404 },
        { "/nguoi/1/ai-da-xem", 200, 200 },
        { "/nguoi/11/ai-da-xem", 200, 404 },
        { "/nguoi/999999/ai-da-xem", 404, 404 },
        { "/nguoi/1/lich-su", 200, 200 },
        { "/nguoi/11/lich-su?ngay=2020-05-01&biet=2020-08-31", 200, 404 },
        { "/don-vi/272/lich-su", 200, 404 },
        { "/don-vi/khong-co/lich-su", 404, 404 },
        { "/thay-doi", 200, 200 },
        { "/thay-doi?don-vi=272", 200, 404 },
        { "/thay-doi?nguoi=11", 200, 404 },
        { "/thay-doi?nguoi=1&tu=2020-01-01&den=2020-07-31", 200, 200 },
        { "/thay-doi?tu=mai", 400, 400 },
        { "/thay-doi?tu=2020-08-01&den=2020-07-01", 400, 400 },
        { "/dia-gioi/chuoi", 200, 200 },
        { "/dia-gioi/chuoi?don-vi=272&ban-do=2025-07-01", 200, 200 },
        { "/dia-gioi/chuoi?ban-do=hom-nay", 400, 400 },
        { "/dia-gioi/chuoi?don-vi=" + SmallDistrict.VanHa, 200, 404 },
        { "/dia-gioi/lan/999", 404, 404 },
        { "/dia-gioi/phan-ho/khong-co", 404, 404 },
        { "/nguoi/mot", 404, 404 },
        { "/su-kien?nguoi=1", 200, 200 },
        { "/su-kien?nguoi=11", 200, 404 },
        { "/su-kien/dot/999", 404, 404 },
        { "/ho-so", 200, 200 },
        { "/ho-so?loc=dang-lam", 200, 200 },
        { "/ho-so?loc=khac", 400, 400 },
        { "/ho-so/moi", 403, 200 },
        { "/ho-so/moi?q=mao", 403, 200 },
        { "/ho-so/moi?nguoi=4", 403, 200 },
        { "/ho-so/moi?nguoi=4&mau=social_assistance_1d", 403, 200 },
        { "/ho-so/moi?nguoi=11", 403, 404 },
        { "/ho-so/999", 404, 404 },
        { "/ho-so/mot", 404, 404 },
        { "/che-do", 200, 200 },
        { "/che-do/social_assistance", 200, 200 },
        { "/che-do/social_assistance?ds=huong-sai", 200, 200 },
        { "/che-do/social_assistance?ds=khong-co", 400, 400 },
        { "/che-do/social_assistance?don-vi=" + SmallDistrict.VanHa, 200, 403 },
        { "/che-do/khong-co", 404, 404 },
        { "/chi-tra", 200, 200 },
        { "/chi-tra/2020-08", 200, 200 },
        { "/chi-tra/2020-08?loai=recovery", 200, 200 },
        { "/chi-tra/2020-08?loai=khac", 400, 400 },
        { "/chi-tra/2020-08?don-vi=" + SmallDistrict.VanHa, 200, 403 },
        { "/chi-tra/2019-01", 200, 200 },
        { "/chi-tra/thang-tam", 400, 400 },
        { "/ra-soat-ngheo", 200, 200 },
        { "/ra-soat-ngheo/999", 404, 404 },
        { "/ra-soat-ngheo/phieu", 200, 200 },
        { "/ra-soat-ngheo/doi-chieu", 200, 200 },
        { "/ra-soat-ngheo/doi-chieu?don-vi=" + SmallDistrict.VanHa, 200, 403 },
        { "/bo-luat", 200, 200 },
        { "/bo-luat/van-ban/ND-136-2013", 200, 200 },
        { "/bo-luat/van-ban/khong-co", 404, 404 },
        { "/bo-luat/tham-so/social_assistance.standard", 200, 200 },
        { "/bo-luat/tham-so/khong-co", 404, 404 },
        { "/bo-luat/che-do/social_assistance", 200, 200 },
        { "/bo-luat/che-do/social_assistance?ban=khong-co", 400, 400 },
        { "/bo-luat/che-do/khong-co", 404, 404 },
        { "/bo-luat/ngay-nghi", 200, 200 },
        { "/bo-luat/phan-quyen", 200, 200 },
        { "/bo-luat/ngay-nghi?nam=2015", 200, 200 },
        { "/bo-luat/ngay-nghi?tu=2020-04-29&so-ngay=3", 200, 200 },
        { "/bo-luat/ngay-nghi?nam=2050", 404, 404 },
        { "/bo-luat/ngay-nghi?tu=mai&so-ngay=3", 400, 400 },
        { "/bo-luat/ngay-nghi?so-ngay=0", 400, 400 },
        { "/bo-luat?phan=thu-tuc", 200, 200 },
        { "/bo-luat/thu-tuc/social_assistance_monthly", 200, 200 },
        { "/bo-luat/thu-tuc/social_assistance_monthly?ban=nd20&nhan=2022-12-20", 200, 200 },
        { "/bo-luat/thu-tuc/social_assistance_monthly?nhan=2025-04-15", 200, 200 },
        { "/bo-luat/thu-tuc/social_assistance_monthly?ban=khong-co", 400, 400 },
        { "/bo-luat/thu-tuc/social_assistance_monthly?nhan=mai", 400, 400 },
        { "/bo-luat/thu-tuc/social_assistance_monthly?nhan=2021-02-29", 400, 400 },
        { "/bo-luat/thu-tuc/social_assistance_monthly?ngay=2021-02-20", 400, 400 },
        { "/bo-luat/thu-tuc/khong-co", 404, 404 },
        { "/bo-luat/bieu-mau/social_assistance_1d", 200, 200 },
        { "/bo-luat/bieu-mau/khong-co", 404, 404 },
        { "/bo-luat/pham-vi", 200, 200 },
        { "/bo-luat/pham-vi/social_assistance", 200, 200 },
        { "/bo-luat/pham-vi/khong-co", 404, 404 },
        { "/bo-luat/bang/khong-co", 404, 404 },
        { "/bo-luat/dai-luong/health_insurance.benefit_percent", 200, 200 },
        { "/bo-luat/phieu/khong-co", 404, 404 },
        { "/bo-luat/thay-doi", 200, 200 },
        { "/bo-luat/thay-doi?tham-so=social_assistance.standard", 200, 200 },
        { "/bo-luat/thay-doi/999", 404, 403 },
        { "/bo-luat/thay-doi/999/tep", 404, 403 },
        { "/bao-cao", 200, 403 },
        { "/bao-cao/nhiem-ky/2015-2020", 200, 403 },
        { "/bao-cao/nhiem-ky/2015-2020.json", 200, 403 },
        { "/bao-cao/nhiem-ky/2015-2020.md", 200, 403 },
        { "/bao-cao/nhiem-ky/1900-1905", 404, 403 },
        { "/dia-gioi", 200, 200 },
        { "/dia-gioi?ngay=2025-07-01", 200, 200 },
        { "/dia-gioi?ngay=hom-nay", 400, 400 },
        { "/api/v1/report/term/2015-2020", 200, 403 },
        { "/api/v1/months", 200, 200 },
        { "/api/v1/months/2020-08", 200, 200 },
        { "/api/v1/months/abc", 400, 400 },
        { "/api/v1/people/1/explain/social_assistance", 200, 200 },
        { "/api/v1/people/11/explain/social_assistance", 200, 404 },
        { "/che-do/social_assistance/thu-nghiem", 200, 200 },
        { "/che-do/social_assistance/thu-nghiem?ts=social_assistance.standard&so=500000", 200, 200 },
        { "/che-do/social_assistance/thu-nghiem?ts=social_assistance.standard&so=500000&ds=bot", 200, 200 },
        { "/che-do/social_assistance/thu-nghiem?ts=social_assistance.standard&so=nhieu", 400, 400 },
        { "/che-do/social_assistance/thu-nghiem?ts=khong-co&so=1", 400, 400 },
        { "/che-do/social_assistance/thu-nghiem?so=500000&don-vi=" + SmallDistrict.VanHa, 200, 403 },
        { "/che-do/khong-co/thu-nghiem", 404, 404 },
        { "/du-bao", 200, 200 },
        { "/du-bao?t=2020-09&loai=bat-dau&che-do=social_assistance", 200, 200 },
        { "/du-bao?t=2030-01", 400, 400 },
        { "/du-bao?loai=khac", 400, 400 },
        { "/du-bao?che-do=khong-co", 400, 400 },
        { "/du-bao?don-vi=" + SmallDistrict.VanHa, 200, 403 },
        { "/hoi", 200, 200 },
        { "/hoi?nguoi=1", 200, 200 },
        { "/hoi?nguoi=11", 200, 404 },
        { "/hoi?nguoi=999999", 404, 404 },
        { "/api/v1/simulate?set=social_assistance.standard=500000", 200, 200 },
        { "/api/v1/simulate?set=social_assistance.standard=500000&programme=social_assistance", 200, 200 },
        { "/api/v1/simulate?set=social_assistance.standart=1", 400, 400 },
        { "/api/v1/simulate", 400, 400 },
        { "/api/v1/simulate?set=social_assistance.standard=1&programme=khong-co", 400, 400 },
        { "/api/v1/simulate?set=social_assistance.standard=1&unit=" + SmallDistrict.VanHa, 200, 403 },
        { "/api/v1/forecast?from=2020-09&months=3", 200, 200 },
        { "/api/v1/forecast?months=0", 400, 400 },
        { "/api/v1/forecast?months=3&unit=" + SmallDistrict.VanHa, 200, 403 },
        { "/api/v1/people/1/entitled", 200, 200 },
        { "/api/v1/people/11/entitled", 200, 404 },
        { "/dong-ho", 200, 200 },
        { "/vai-tro", 200, 200 },
        { "/quan-tri/tai-khoan", 403, 403 },
        { "/quan-tri/tai-khoan/canbo", 403, 403 },
        { "/tham-quyen-ky", 200, 200 },
        { "/tham-quyen-ky?loc=da-thoi", 200, 200 },
        { "/tham-quyen-ky/1", 200, 200 },
        { "/tham-quyen-ky/999999", 404, 404 },
        { "/giam-sat/quyen-tam", 403, 403 },
        { "/giam-sat/quyen-tam/1", 403, 403 },
        { "/viec", 200, 200 },
        { "/tai-khoan", 200, 200 },
        { "/tai-khoan/mat-khau", 200, 200 },
        { "/tai-khoan/ma-xac-nhan", 200, 200 },
        { "/tai-khoan/khoa", 200, 200 },
        { "/tai-khoan/khoa/moi", 200, 200 },
        { "/tai-khoan/ma-du-phong", 200, 200 },
        { "/tai-khoan/ma-du-phong?mot-lan=khong-co", 200, 200 },
        { "/trung-lap", 200, 200 },
        { "/ho-so/moi/in?mau=khong-co", 404, 404 },
        { "/ho-so/moi/in", 404, 404 },
        { "/ho-so/999/in", 404, 404 },
        { "/api/v1/forms", 200, 200 },
        { "/api/v1/forms/khong-co", 404, 404 },
        { "/api/v1/cases", 200, 200 },
        { "/api/v1/cases?filter=ended&page=2", 200, 200 },
        { "/api/v1/cases?filter=khac", 400, 400 },
        { "/api/v1/cases?page=0", 400, 400 },
        { "/api/v1/cases/999", 404, 404 },
        { "/api/v1/lists", 200, 200 },
        { "/api/v1/lists?unit=" + SmallDistrict.VanHa, 200, 403 },
        { "/api/v1/lists/gaps.social_assistance", 200, 200 },
        { "/api/v1/lists/gaps.social_assistance?filter=leak&page=1&size=5", 200, 200 },
        { "/api/v1/lists/cases?filter=khac", 400, 400 },
        { "/api/v1/lists/law-drafts", 200, 404 },
        { "/api/v1/lists/khong-co", 404, 404 },
        { "/che-do/social_assistance?trang=99", 400, 400 },
        { "/trung-lap?loc=khac", 400, 400 },
        { "/viec-chon/khong-co?viec=x&chon=1", 404, 404 },
        { "/viec-chon/gaps.social_assistance?viec=khong-co&loc=bi-sot&chon=4", 404, 404 },
        { "/viec-chon/gaps.social_assistance?viec=social_assistance_1d&loc=khac&chon=4", 400, 400 },
        { "/khong-co-trang-nay", 404, 404 },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Every_address_answers_each_role_as_it_should(string path, int district, int commune)
    {
        foreach (var (login, expected) in new[] { ("lanhdao", district), ("canbo", district), ("xuandinh", commune) })
        {
            using var browser = await site.SignedIn(login);
            using var answer = await browser.Get(path);
            Assert.True((int)answer.StatusCode == expected,
                $"{login} {path}: {(int)answer.StatusCode}, expected {expected}. "
                + (answer.StatusCode == HttpStatusCode.InternalServerError ? await Browser.Body(answer) : ""));
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_stranger_is_sent_to_the_door(string path, int district, int commune)
    {
        _ = (district, commune);
        using var browser = site.Stranger();
        using var answer = await browser.Get(path);
        if (path.StartsWith("/api/", StringComparison.Ordinal))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
        else if (answer.StatusCode != HttpStatusCode.NotFound)
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith("/dang-nhap?tro-ve=", answer.Headers.Location!.PathAndQuery());
        }
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_a_designed_page()
    {
        using var browser = await site.SignedIn("canbo");
        using var answer = await browser.Get("/khong-co-trang-nay");
        var page = await Browser.Read(answer);
        Assert.Equal("Không có trang này", Browser.Plain(page.QuerySelector("h1")));
        Assert.NotNull(page.QuerySelector("nav.rail"));
    }

    [Fact]
    public async Task Pages_say_how_they_may_be_used()
    {
        using var browser = await site.SignedIn("canbo");
        using var answer = await browser.Get("/");
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var page = await Browser.Read(answer);
        Assert.Empty(page.QuerySelectorAll("script:not([src])"));
        Assert.DoesNotContain(page.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_style_sheet_may_be_kept_for_ever_and_the_script_is_there()
    {
        using var browser = site.Stranger();
        var door = await browser.Page("/dang-nhap");
        var sheet = door.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        using var css = await browser.Get(sheet);
        Assert.Equal(HttpStatusCode.OK, css.StatusCode);
        Assert.Contains("immutable", css.Headers.CacheControl!.ToString());
        Assert.Contains("--brand", await Browser.Body(css));
        using var old = await browser.Get(sheet.Replace("an-sinh.", "an-sinh.0", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
        using var officer = await site.SignedIn("canbo");
        var script = (await officer.Page("/")).QuerySelector("script[src]")!.GetAttribute("src")!;
        using var js = await officer.Get(script);
        Assert.Contains("htmx", await Browser.Body(js));
    }
}

internal static class Uris
{
    public static string PathAndQuery(this Uri uri) => uri.IsAbsoluteUri ? uri.PathAndQuery : uri.OriginalString;
}

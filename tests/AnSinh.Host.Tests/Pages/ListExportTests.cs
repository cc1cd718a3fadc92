using System.Globalization;
using System.Net;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Reading;
using AngleSharp.Dom;

namespace AnSinh.Host.Tests.Pages;

/// <summary>Every page that shows a list offers it as an Excel file, and the file holds every row of the list.</summary>
public class ListExportTests(Site site) : IClassFixture<Site>
{
    // Pages whose tables are no lists: a form, one person's or one law's own page, a print, a comparison of two things.
    private static readonly string[] NoLists =
    [
        "/nguoi/", "/chi-tra/2019-01", "/bao-cao", "/bo-luat/van-ban/", "/bo-luat/tham-so/", "/bo-luat/che-do/",
        "/bo-luat/pham-vi/", "/bo-luat/dai-luong/", "/bo-luat/thu-tuc/", "/bo-luat/bieu-mau/", "/hoi",
        "/vai-tro", "/tai-khoan", "/bo-luat/phan-quyen", "/tham-quyen-ky/",
        "/che-do/social_assistance/thu-nghiem",
        "/ra-soat-ngheo/phieu", "/api/", "/bo-luat/thay-doi/",
    ];

    /// <summary>Every address of <see cref="RouteTests"/> that is there, and the lists that have parts.</summary>
    public static TheoryData<string> Addresses
    {
        get
        {
            var addresses = new TheoryData<string>();
            foreach (var path in RouteTests.Routes.Select(row => row.Data).Where(row => row.Item2 == 200).Select(row => row.Item1)
                .Concat(["/trung-lap", "/danh-sach", "/chat-luong", "/bo-luat?phan=tham-so", "/bo-luat?phan=bang",
                    "/bo-luat?phan=van-ban", "/su-kien"])
                .Where(path => path.Contains("/lich-su", StringComparison.Ordinal)
                    || !NoLists.Any(n => path.StartsWith(n, StringComparison.Ordinal))).Distinct())
            {
                addresses.Add(path);
            }

            return addresses;
        }
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_page_with_a_list_offers_it_whole_as_an_Excel_file(string path)
    {
        using var officer = await site.SignedIn("canbo");
        var page = await officer.Page(path);
        if (page.QuerySelector("main table.cards tbody tr, main table.data tbody tr") is null)
        {
            return;
        }

        var link = page.QuerySelectorAll("a[download]").Select(a => a.GetAttribute("href")!)
            .FirstOrDefault(href => href.Contains("tai=xlsx", StringComparison.Ordinal));
        Assert.True(link is not null, $"{path} shows a list and offers no Excel file.");
        var rows = await Rows(officer, link);
        if (page.QuerySelector(".pager span") is { } pager)
        {
            var said = Browser.Plain(pager).Split('/')[^1].Trim();
            Assert.Equal(said, rows.ToString(CultureInfo.GetCultureInfo("vi-VN")));
        }
        else
        {
            // A page with several lists sends the one it is about: as many rows as one of its tables, or as all of them together.
            int[] shown = [.. page.QuerySelectorAll("main table").Select(t => t.QuerySelectorAll("tbody tr").Length)];
            var isEmpty = rows == 0 && page.QuerySelector("main .empty") is not null;

            // The quality board folds away what found nothing; its file says so of every check.
            Assert.True(shown.Contains(rows) || shown.Sum() == rows || isEmpty || (path == "/chat-luong" && rows > shown.Sum()),
                $"{path}: {rows} rows in the file; on the page {string.Join(", ", shown)}.");
        }
    }

    [Theory]
    [InlineData("/bo-luat", "Bộ luật: chế độ")]
    [InlineData("/bo-luat?phan=tham-so", "Bộ luật: tham số")]
    [InlineData("/bo-luat?phan=thu-tuc", "Bộ luật: thủ tục, biểu mẫu")]
    [InlineData("/bo-luat?phan=van-ban", "Bộ luật: văn bản")]
    [InlineData("/bo-luat/pham-vi", "Phạm vi bộ luật")]
    [InlineData("/dia-gioi", "Các thay đổi địa giới")]
    public async Task A_list_without_pages_has_as_many_rows_in_the_file_as_on_the_page(string path, string title)
    {
        using var officer = await site.SignedIn("canbo");
        var page = await officer.Page(path);
        var tables = page.QuerySelectorAll(path == "/dia-gioi" ? "#thay-doi table" : "main table")
            .Sum(t => t.QuerySelectorAll("tbody tr").Length);
        using var answer = await officer.Get(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "tai=xlsx");
        var sheet = Open(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(title, sheet.Rows[0][0].Text);
        Assert.Equal(tables, Count(sheet));
    }

    private static async Task<int> Rows(Browser browser, string path)
    {
        using var answer = await browser.Get(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType?.MediaType);
        return Count(Open(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
    }

    private static Sheet Open(byte[] bytes) => ListFile.Read("tai.xlsx", bytes).Value.Sheets[0];

    private static int Count(Sheet sheet)
    {
        var top = Enumerable.Range(0, sheet.Rows.Count).First(r => sheet.Rows[r].Length >= 4);
        return sheet.Rows.Count - ListHeader.Of(sheet, top, top).FirstRow;
    }
}

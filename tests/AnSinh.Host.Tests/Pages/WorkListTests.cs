using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Reading;

namespace AnSinh.Host.Tests.Pages;

/// <summary>
/// What holds for every work list there is, whatever it lists: its page, its Excel file and the API are readers of one declaration.
/// </summary>
public class WorkListTests(CaseSite site) : IClassFixture<CaseSite>
{
    private static readonly string[] OfVanHa = ["Khuất Văn Ngoài", "Doãn Thị Nghèo", "Doãn Văn Con", "Phùng Thị Bắc"];

    [Fact]
    public async Task Page_file_and_API_have_the_same_rows_and_as_many_as_are_counted()
    {
        foreach (var login in new[] { "canbo", "xuandinh", "vanha" })
        {
            using var officer = await site.SignedIn(login);
            foreach (var list in await Lists(officer))
            {
                foreach (var (filter, word) in await Filters(officer, list.Page, list.Filters))
                {
                    var told = await Json(officer, $"/api/v1/lists/{list.Id}?size=500&filter={filter}");
                    var rows = told.GetProperty("rows").GetArrayLength();
                    Assert.Equal(told.GetProperty("total").GetInt32(), rows);
                    var at = $"{list.Page}{(list.Page.Contains('?', StringComparison.Ordinal) ? "&" : "?")}{word}";
                    using var file = await officer.Get(at + "&tai=xlsx");
                    Assert.True(file.StatusCode == HttpStatusCode.OK, $"{login} {at}: {(int)file.StatusCode}");
                    var bytes = await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
                    var sheet = ListFile.Read("tai.xlsx", bytes).Value.Sheets[0];
                    var columns = told.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()!).ToList();
                    var top = Enumerable.Range(0, sheet.Rows.Count).First(r => sheet.Rows[r].Length == columns.Count);
                    Assert.Equal(columns, sheet.Rows[top].Select(c => c.Text));
                    Assert.True(rows == sheet.Rows.Count - ListHeader.Of(sheet, top, top).FirstRow,
                        $"{login} {at}: {rows} rows in the API");

                    var page = await officer.Page(at);
                    var shown = page.QuerySelectorAll("main .card table.cards").FirstOrDefault(t => t.ParentElement!.ClassName == "scroll");
                    Assert.True(Math.Min(rows, 25) <= (shown?.QuerySelectorAll("tbody tr").Length ?? 0) || rows == 0, $"{login} {at}");
                    Assert.Equal(rows == 0, shown is null);
                    Assert.True(rows > 0 || page.QuerySelector("main .empty strong") is not null,
                        $"{login} {at}: nothing is said of an empty list");
                }
            }
        }
    }

    [Fact]
    public async Task Every_row_leads_somewhere_or_lets_something_be_done()
    {
        using var officer = await site.SignedIn("canbo");
        foreach (var list in await Lists(officer))
        {
            foreach (var row in (await officer.Page(list.Page)).QuerySelectorAll("main .scroll > table.cards tbody tr"))
            {
                Assert.True(row.QuerySelector("a[href], button") is not null, $"{list.Page}: {Browser.Plain(row)}");
            }
        }
    }

    [Fact]
    public async Task An_officer_gets_no_row_of_the_other_commune()
    {
        using (var district = await site.SignedIn("canbo"))
        {
            var all = await Text(district, "/api/v1/lists/gaps.social_assistance?filter=entitled");
            Assert.Contains(OfVanHa, name => all.Contains(name, StringComparison.Ordinal));
        }

        using var officer = await site.SignedIn("xuandinh");
        foreach (var list in await Lists(officer))
        {
            foreach (var filter in list.Filters.DefaultIfEmpty(""))
            {
                var text = await Text(officer, $"/api/v1/lists/{list.Id}?size=500&filter={filter}");
                Assert.All(OfVanHa, name => Assert.DoesNotContain(name, text));
            }

            Assert.Equal(HttpStatusCode.Forbidden, (await officer.Get($"/api/v1/lists/{list.Id}?unit={SmallDistrict.VanHa}")).StatusCode);
        }
    }

    [Fact]
    public async Task A_filter_there_is_not_and_a_page_beyond_the_end_are_refused_in_words()
    {
        using var officer = await site.SignedIn("canbo");
        foreach (var list in await Lists(officer))
        {
            foreach (var (path, said) in new[]
            {
                ($"/api/v1/lists/{list.Id}?filter=khong-co", "Không có bộ lọc “khong-co”"),
                ($"/api/v1/lists/{list.Id}?page=99999", "chỉ có"),
                ($"/api/v1/lists/{list.Id}?page=0", "số trang từ 1"),
                ($"/api/v1/lists/{list.Id}?size=501", "số dòng từ 1"),
                ($"{list.Page}{(list.Page.Contains('?', StringComparison.Ordinal) ? "&" : "?")}trang=99999", "chỉ có"),
            })
            {
                using var answer = await officer.Get(path);
                Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{path}: {(int)answer.StatusCode}");
                Assert.Contains(said, WebUtility.HtmlDecode(await Browser.Body(answer)));
            }
        }

        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get("/api/v1/lists/khong-co")).StatusCode);
    }

    private static async Task<IReadOnlyList<(string Id, string Page, IReadOnlyList<string> Filters)>> Lists(Browser officer)
    {
        var lists = (await Json(officer, "/api/v1/lists")).EnumerateArray().ToList();
        Assert.NotEmpty(lists);

        // Of a programme that does not exist in the month there is nothing to count.
        return [.. lists.Where(l => l.GetProperty("count").ValueKind == JsonValueKind.Number)
            .Select(l => (Uri.EscapeDataString(l.GetProperty("id").GetString()!), l.GetProperty("page").GetString()!,
                (IReadOnlyList<string>)[.. l.GetProperty("filters").EnumerateArray().Select(f => f.GetProperty("id").GetString()!)]))];
    }

    /// <summary>Filters of a list, each with its word in the address of the page; one without a name where it has none.</summary>
    private static async Task<IReadOnlyList<(string Filter, string Query)>> Filters(
        Browser officer, string page, IReadOnlyList<string> filters) =>
        filters.Count < 2 ? [("", "")] : [.. filters.Zip((await officer.Page(page)).QuerySelectorAll("main .tabs a")
            .Select(a => a.GetAttribute("href")!.Split('?').ElementAtOrDefault(1) ?? ""))];

    private static async Task<JsonElement> Json(Browser officer, string path) => JsonDocument.Parse(await Text(officer, path)).RootElement;

    private static async Task<string> Text(Browser officer, string path)
    {
        using var answer = await officer.Get(path);
        var body = await Browser.Body(answer);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {body}");
        return body;
    }
}

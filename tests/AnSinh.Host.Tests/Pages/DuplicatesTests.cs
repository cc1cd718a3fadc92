using System.Net;
using AngleSharp.Dom;

namespace AnSinh.Host.Tests.Pages;

/// <summary>Two files are made one in the browser, and two again; nobody outside the scope can.</summary>
public class DuplicatesTests(Site site) : IClassFixture<Site>
{
    private static readonly string Pair = $"/trung-lap/{SmallDistrict.Mao}/{SmallDistrict.Mat}";

    [Fact]
    public async Task Two_files_are_merged_with_the_values_chosen_and_parted_again()
    {
        using var officer = await site.SignedIn("canbo");
        var file = $"/nguoi/{SmallDistrict.Mat}?thang=2020-08&biet=2020-08-31";
        var before = await Without(officer, file, "#da-xem");
        using (var refused = await officer.Submit(Pair, Pair + "/gop", ("giu", "a"), ("ly-do", " ")))
        {
            Assert.Contains("Căn cứ để gộp: chưa ghi", await officer.Refused(refused));
        }

        using var merged = await officer.Submit(Pair, Pair + "/gop", ("giu", "a"), ("ly-do", "đối chiếu căn cước"));
        var batch = merged.Headers.Location!.OriginalString;
        Assert.StartsWith("/trung-lap/dot/", batch, StringComparison.Ordinal);
        Assert.Contains("Hai hồ sơ là một", await officer.Text(batch));
        Assert.Equal(SmallDistrict.Mao, Register.People.MergeMap.Read(site.Office.Register.Database).Of(SmallDistrict.Mat));
        using (var gone = await officer.Get(Pair))
        {
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }

        using var parted = await officer.Submit(batch, batch + "/tach", ("ly-do", "hai người"));
        Assert.Contains("Đã tách lại thành hai hồ sơ", await officer.Text(batch));
        Assert.Equal(before, await Without(officer, file, "#da-xem"));
        Assert.Contains("đã tách", await officer.Text("/trung-lap"));
    }

    /// <summary>What a page shows but for a part: who looked at a file is another list after every look.</summary>
    private static async Task<string> Without(Browser browser, string path, string part)
    {
        var page = await browser.Page(path);
        Assert.NotNull(page.QuerySelector(part));
        page.QuerySelector(part)!.Remove();
        return Browser.Plain(page.QuerySelector("main"));
    }

    [Fact]
    public async Task A_pair_with_a_file_outside_the_scope_is_not_there()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var other = await officer.Get($"/trung-lap/{SmallDistrict.Mao}/{SmallDistrict.Ngoai}");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        using var own = await officer.Get(Pair);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task Who_only_looks_is_offered_no_merge()
    {
        using var leader = await site.SignedIn("lanhdao");
        Assert.Null((await leader.Page(Pair)).QuerySelector("#gop"));
    }
}

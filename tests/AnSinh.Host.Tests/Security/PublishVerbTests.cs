using System.Text.Json;
using AnSinh.Host.Tests.Pages;

namespace AnSinh.Host.Tests.Security;

/// <summary>The command line hands law in; two people who sign in publish it.</summary>
public class PublishVerbTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_verb_hands_in_and_two_accounts_on_the_pages_approve_and_publish()
    {
        var folder = Changed();
        var register = "sqlite:" + site.Office.Register.Database.Address;
        var both =
            await Ansinh.Run("policy", "publish", folder, "--by", "lanhdao", "--approved-by", "canbo", "--note", "x",
                "--register", register, "--policy", Policies);
        Assert.Equal(2, both.Code);
        Assert.Contains("--approved-by", both.Error, StringComparison.Ordinal);
        var nobody =
            await Ansinh.Run("policy", "publish", folder, "--by", "xuandinh", "--note", "x", "--register", register, "--policy", Policies);
        Assert.Equal(2, nobody.Code);
        var (code, said, error) =
            await Ansinh.Run("policy", "publish", folder, "--by", "canbo", "--note", "Thêm ghi chú", "--register",
                register, "--policy", Policies, "--json");
        Assert.True(code == 0, error);
        using var json = JsonDocument.Parse(said);
        var id = json.RootElement.GetProperty("change").GetInt64();
        var at = json.RootElement.GetProperty("page").GetString()!;
        Assert.True(site.Office.LawChanges.FindOrNull(id)!.IsSubmitted);
        Assert.Empty(site.Office.Publications.All());

        using var drafter = await site.SignedIn("canbo");
        using var officer = await site.SignedIn("lanhdao");
        using var second = await site.SignedIn("duyetluat");
        Assert.Null((await drafter.Page(at)).QuerySelector($"form[action='{at}/approve']"));
        await officer.Submit(at, at + "/approve", ("remark", "đồng ý"));
        Assert.True(site.Office.LawChanges.FindOrNull(id)!.IsApproved);

        // Whoever approved may not publish as well: of a name given on a command line nobody knows whose it is.
        var page = await officer.Page(at);
        Assert.Null(page.QuerySelector($"form[action='{at}/publish'] button:not([disabled])"));
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var change = site.Office.LawChanges.FindOrNull(id)!;
        using var alone = await officer.Post(at + "/publish", [new("__RequestVerificationToken", token), new("khoa", "khoa-tu-dat"),
            new("content", change.ContentHash), new("so-muc", $"{change.Case.Entries.Count}")]);
        Assert.Contains("cần một tài khoản khác",
            Browser.Plain((await officer.Page(alone.Headers.Location!.OriginalString)).QuerySelector("[role=alert]")),
            StringComparison.Ordinal);
        Assert.Empty(site.Office.Publications.All());
        await second.Submit(at, at + "/publish");
        Assert.True(site.Office.LawChanges.FindOrNull(id)!.IsPublished);
    }

    private static string Policies => Path.Combine(SmallDistrict.Root, "policy");

    private static string Changed()
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("ansinh-law-").FullName, "policy");
        foreach (var file in Directory.EnumerateFiles(Policies, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder, Path.GetRelativePath(Policies, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        File.AppendAllText(Path.Combine(folder, "vn", "programmes", "social_pension.yaml"), "# một ghi chú\n");
        return folder;
    }
}

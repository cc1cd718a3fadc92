using System.Net;
using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Host.Jobs;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Tests.ToyRoom;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store.Acts;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Tests;

/// <summary>Recipes of CONTRIBUTING.md, followed: what they show is put where they say, and does what they promise.</summary>
public sealed class RecipeTests(ToySite site) : IClassFixture<ToySite>
{
    [Fact]
    public async Task The_recipe_for_a_form_works()
    {
        using var officer = await site.SignedIn("xuandinh");
        const string Page = "/ho-so/moi?nguoi=7&mau=wheelchair_request";
        using var refused = await officer.Submit(Page, "/ho-so/moi", ("on", "2021-08-02"));
        var page = await officer.Page(refused.Headers.Location!.OriginalString);
        Assert.Contains("Vì sao cần xe", Browser.Plain(page.QuerySelector(".field.wrong")));
        Assert.Contains("Why it is needed", await officer.Text(Page + "&lang=en"));
        await officer.Page(Page + "&lang=vi");
        Assert.Contains("Vì sao cần xe", await officer.Text("/ho-so/moi/in?mau=wheelchair_request"));
        var schema = await Json(officer, "/api/v1/forms/wheelchair_request");
        Assert.Equal(["need"], schema.GetProperty("required").EnumerateArray().Select(f => f.GetString()));
    }

    [Fact]
    public async Task The_recipe_for_a_procedure_works()
    {
        // Read with all the law and checked whole before the site opens: what is wrong with it is told there, each fault with its line.
        Assert.Contains(site.Office.Policy.Procedures, p => p.Id == "wheelchair_loan");
        using var officer = await site.SignedIn("xuandinh");
        var at = await ToySite.Ask(officer, SmallDistrict.NoBirth);
        Assert.Contains("Chờ duyệt", await officer.Text("/ho-so?loc=dang-lam"));

        // Somebody who is both still cannot approve what they received.
        var id = long.Parse(at.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        var both = new CaseActor("xuandinh", Enum.GetValues<ProcedureRole>().ToHashSet(),
            SmallDistrict.Actor(site.Office, "xuandinh").Scope);
        Assert.Equal(["case.own"], Approve(both).Refusals.Select(r => r.Code));
        Assert.True(Approve(both with { Login = "ai-khac" }).Ok);

        Outcome<CaseView> Approve(CaseActor actor) => site.Office.Applications.Do(id, 1, "approve", new Dictionary<string, string>(), actor,
            Act.By(actor.Login, "case.do"));
    }

    [Fact]
    public async Task The_recipe_for_a_work_list_works()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var chair = await site.SignedIn("chutich");
        await ToySite.Do(chair, await ToySite.Ask(officer, SmallDistrict.Tinh), "approve");
        var told = await Told(officer);
        var rows = told.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("name").GetString()!).ToList();
        Assert.Contains("Kiều Văn Tịnh", rows);
        var shown = await officer.Text(ChairPages.Root);
        Assert.All(rows, name => Assert.Contains(name, shown, StringComparison.Ordinal));

        using var file = await officer.Get(ChairPages.Root + "?tai=xlsx");
        var bytes = await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var sheet = ListFile.Read("tai.xlsx", bytes).Value.Sheets[0];
        Assert.Equal(["Người mượn", "Từ ngày", "Hạn trả"],
            told.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
        var cells = sheet.Rows.SelectMany(r => r).Select(c => c.Text).ToList();
        Assert.All([.. rows, "Người mượn", "Hạn trả"], text => Assert.Contains(text, cells));

        using var elsewhere = await site.SignedIn("vanha");
        Assert.Equal(0, (await Told(elsewhere)).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task The_recipe_for_a_job_works()
    {
        using var officer = await site.SignedIn("xuandinh");
        using var chair = await site.SignedIn("chutich");
        await ToySite.Do(chair, await ToySite.Ask(officer, SmallDistrict.Script, "2021-06-07"), "approve", "2021-06-08");
        var job = await site.Remind(officer, "xuandinh");
        Assert.Equal((JobState.Done, "1"), (job.State, job.Result));
        Assert.Contains("Nhắc xe lăn quá hạn", await officer.Text("/viec"));

        // Taken up again after a kill it finds its own answer and tells nobody anything anew.
        Assert.Equal("1", new ChairReminder().Do(site.Office, job, new Progress<JobStep>()).Value);
        Assert.Single(site.Office.Messages.Open());
    }

    private static Task<JsonElement> Told(Browser who) => Json(who, "/api/v1/lists/wheelchairs");

    private static async Task<JsonElement> Json(Browser who, string path)
    {
        using var answer = await who.Get(path);
        var body = await Browser.Body(answer);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }
}

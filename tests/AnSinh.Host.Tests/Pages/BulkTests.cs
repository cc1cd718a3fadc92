using System.Net;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Tests.Pages;

/// <summary>Something done to several rows of a list: told before, done once, each row answered for.</summary>
public class BulkTests(CaseSite site) : IClassFixture<CaseSite>
{
    private const string Missed = "/che-do/social_assistance?ds=bi-sot&thang=2021-08";
    private const string Chosen = "/viec-chon/gaps.social_assistance?thang=2021-08&viec=social_assistance_1d&loc=bi-sot&chon=4";

    [Fact]
    public async Task Applications_are_opened_for_those_chosen_after_a_page_that_says_how_many_and_who_and_once()
    {
        using var officer = await site.SignedIn("xuandinh");
        var list = await officer.Page(Missed);
        Assert.NotNull(list.QuerySelector("input[type=checkbox][name=chon][value='4'][form=chon-nhieu]"));
        Assert.Contains(list.QuerySelectorAll("#chon-nhieu select option"), o => o.GetAttribute("value") == "social_assistance_1d");

        var asked = await officer.Page(Chosen);
        Assert.Contains("Sẽ làm với 1 dòng", Browser.Plain(asked.QuerySelector(".lead")));
        Assert.Contains("Đỗ Thị Mão", Browser.Plain(asked.QuerySelector("#dong")));
        Assert.Empty(site.Office.Books.OfPersons([4]));

        var action = asked.QuerySelector("main form[method=post]")!.GetAttribute("action")!;
        using var refused = await officer.Submit(Chosen, action, ("channel", "direct"));
        var again = refused.Headers.Location!.OriginalString;
        Assert.Contains("chưa ghi", (await officer.Page(again)).QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(site.Office.Books.OfPersons([4]));

        // Every form is pressed twice by this browser.
        using var done = await officer.Submit(again, action, ("channel", "direct"), ("submitted_by", "person"));
        var opened = Assert.Single(site.Office.Books.OfPersons([4]));
        var told = (await officer.Page(done.Headers.Location!.OriginalString)).QuerySelector(".note.good")!;
        Assert.Contains("Đã làm với 1 dòng", Browser.Plain(told));
        Assert.Equal($"/ho-so/{opened.File.CaseId}", told.QuerySelector("a")!.GetAttribute("href"));
        Assert.NotNull((await officer.Page(Missed)).QuerySelector($"a[href^='/ho-so/{opened.File.CaseId}']"));

        using var second = await officer.Submit(Chosen, action, ("channel", "direct"), ("submitted_by", "person"));
        Assert.Contains($"đang có hồ sơ số {opened.File.CaseId}",
            Browser.Plain((await officer.Page(second.Headers.Location!.OriginalString)).QuerySelector(".note.warn")),
            StringComparison.Ordinal);
        Assert.Single(site.Office.Books.OfPersons([4]));
    }

    [Fact]
    public async Task Who_may_not_do_it_to_one_may_not_do_it_to_several_and_a_row_of_another_commune_is_not_there()
    {
        using var leader = await site.SignedIn("lanhdao");
        Assert.Null((await leader.Page(Missed)).QuerySelector("#chon-nhieu"));
        using var officer = await site.SignedIn("vanha");
        foreach (var (browser, status) in new[] { (leader, HttpStatusCode.NotFound), (officer, HttpStatusCode.BadRequest) })
        {
            using var answer = await browser.Get(Chosen);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public void Each_alone_the_refused_are_told_why_the_others_are_done_and_asked_again_nothing_is_done_twice()
    {
        var (database, done) = (site.Office.Register.Database, new List<string>());
        var deed = new BulkDeed("test.each", new FormDefinition("thu", new LocalText("thử"), []), (keys, _, act) =>
        {
            act.Answering<string>(to => to);
            return keys[0] == "b" ? new Refusal("test", "không được") : database.Attempt(act, () =>
            {
                done.Add(keys[0]);
                return "/" + keys[0];
            });
        }) { EachAlone = true, Needs = Permission.Record };
        BulkRow[] rows = [new("a", "A"), new("b", "B"), new("c", "C")];
        var act = Act("mot");
        var result = deed.Run(database, rows, FormValues.Empty, act).Value;
        Assert.Equal(["/a", "/c"], result.Done.Select(d => d.Href));
        Assert.Equal([(rows[1], "không được")], result.Refused);

        var again = Act("mot");
        Assert.False(deed.Run(database, rows, FormValues.Empty, again).Ok);
        Assert.True(again.IsRepeat);
        Assert.Equal(["a", "c"], done);

        // Killed between two rows: what was done stands, asked again the rest is done.
        var half = new Act("ai", "test.each") { RequestKey = "hai-a" };
        Assert.True(deed.Do(["a"], FormValues.Empty, half).Ok);
        Assert.Equal(["/a", "/c"], deed.Run(database, rows, FormValues.Empty, Act("hai")).Value.Done.Select(d => d.Href));
        Assert.Equal(["a", "c", "a", "c"], done);

        static Act Act(string key) => new Act("ai", "test.each") { RequestKey = key }.Answering<object?>(_ => "/");
    }
}

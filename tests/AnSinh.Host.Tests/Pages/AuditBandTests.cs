using Dapper;

namespace AnSinh.Host.Tests.Pages;

/// <summary>A server that starts over a register somebody changed by hand says so on every page, and serves.</summary>
public class AuditBandTests
{
    private static readonly string[] Pages = ["/", "/nguoi?q=khuyen", "/chi-tra", "/bo-luat"];

    [Fact]
    public async Task What_was_changed_by_hand_before_the_start_is_told_on_every_page()
    {
        var site = new Changed();
        await site.InitializeAsync();
        await using (site)
        {
            using var leader = await site.SignedIn("lanhdao");
            foreach (var path in Pages)
            {
                Assert.Contains("không khớp", await Band(leader, path));
            }
        }
    }

    [Fact]
    public async Task What_agrees_is_not_talked_about()
    {
        var site = new Site();
        await site.InitializeAsync();
        await using (site)
        {
            using var leader = await site.SignedIn("lanhdao");
            foreach (var path in Pages)
            {
                Assert.Equal("", await Band(leader, path));
            }
        }
    }

    // A check that is still under way says so; it is over soon.
    private static async Task<string> Band(Browser browser, string path)
    {
        for (var i = 0; i < 100; i++)
        {
            var band = Browser.Plain((await browser.Page(path)).QuerySelector("main > .band"));
            if (!band.Contains("Đang đối chiếu", StringComparison.Ordinal))
            {
                return band;
            }

            await Task.Delay(100);
        }

        return "still under way";
    }

    private sealed class Changed : Site
    {
        protected override void Prepare(Office office)
        {
            using var connection = office.Register.Database.Connect();
            Assert.Equal(1,
                connection.Execute(
                    "update ledger_entry set amount = amount + 1000000 "
                    + "where entry_id = (select min(entry_id) from ledger_entry where kind = 'paid')"));
        }
    }
}

using AnSinh.Host.Audit;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Web;
using AnSinh.Store;
using AnSinh.Testing;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AnSinh.Host.Tests.Audit;

/// <summary>A running server notes the heads of the chains, and looks for the last it noted when it starts.</summary>
public sealed class AnchorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => _folder.File("moc/so.anchors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_server_notes_an_anchor_a_day_and_an_old_one_must_be_in_the_chain()
    {
        Assert.Single(await AnchorsAfterServing(tampered: false));

        // Another start on the same day notes nothing more.
        Assert.Single(await AnchorsAfterServing(tampered: false));
    }

    [Fact]
    public async Task An_anchor_that_is_not_in_the_chain_is_told_on_every_page_and_none_is_noted_over_it()
    {
        new AuditAnchor(0, 3, new string('0', 64), 0, "").AppendTo(File);
        Assert.Single(await AnchorsAfterServing(tampered: true));
    }

    private async Task<IReadOnlyList<AuditAnchor>> AnchorsAfterServing(bool tampered)
    {
        var site = new Anchored(File);
        await site.InitializeAsync();
        await using (site)
        {
            await site.Services.GetRequiredService<AuditWatch>().EndedAsync();
            using var leader = await site.SignedIn("lanhdao");
            var page = Browser.Plain((await leader.Page("/")).QuerySelector("main > .band"));
            Assert.Equal(tampered, page.Contains("không khớp", StringComparison.Ordinal));
            for (var i = 0; i < 100 && !tampered && !System.IO.File.Exists(File); i++)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }

        var (anchors, unreadable) = AuditAnchor.Read(File);
        Assert.Empty(unreadable);
        return anchors;
    }

    private sealed class Anchored(string file) : Site
    {
        protected override WebOptions Reached => WebOptions.Read([], false, null, Office.Register.Database, file).Value;
    }
}

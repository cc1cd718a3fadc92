using AnSinh.Store.Acts;
using Dapper;

using AnSinh.Host.SignIn;

namespace AnSinh.Host.Tests.Pages;

/// <summary>A register that is no demo is not called one: its people are real.</summary>
public sealed class RealRegisterTests : IAsyncLifetime
{
    private readonly RealSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/nguoi/1")]
    [InlineData("/chi-tra/2020-08")]
    [InlineData("/khong-co-trang-nay")]
    public async Task Its_pages_do_not_say_that_its_people_are_made_up(string path)
    {
        using var officer = await _site.SignedIn("canbo");
        using var answer = await officer.Get(path);
        Assert.DoesNotContain("mô phỏng", await Browser.Body(answer));
    }

    [Fact]
    public async Task A_demo_says_it_on_every_page_and_nobody_is_offered_a_password_of_a_register_that_is_none()
    {
        using var stranger = _site.Stranger();
        Assert.DoesNotContain(DemoAccounts.Password, await Browser.Body(await stranger.Get("/dang-nhap")));
        await using var demo = new Site();
        await demo.InitializeAsync();
        using var officer = await demo.SignedIn("canbo");
        Assert.Contains("mô phỏng", await Browser.Body(await officer.Get("/nguoi/1")));
    }

    private sealed class RealSite : Site
    {
        protected override Office Open(string folder)
        {
            var demo = base.Open(folder);
            demo.Register.Database.Do(Act.By("test"),
                (connection, transaction) => connection.Execute("delete from meta where key = 'demo_seed'", null, transaction));
            return new Office(demo.Law!, demo.Scores, demo.Register);
        }
    }
}

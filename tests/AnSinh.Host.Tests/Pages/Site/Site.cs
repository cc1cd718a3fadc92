using System.Net;
using AnSinh.Host.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using AnSinh.Host.SignIn;

namespace AnSinh.Host.Tests.Pages;

/// <summary>The pages as they are served, over real HTTP on this machine, above the small district.</summary>
public class Site : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ansinh-pages-").FullName;
    private readonly Dictionary<string, CookieCollection> _entered = [];
    private WebApplication? _app;

    public Office Office { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>What the pages work with.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>The clock of sessions and waits.</summary>
    protected virtual TimeProvider Clock => TimeProvider.System;

    /// <summary>How the pages are reached.</summary>
    protected virtual WebOptions Reached => new();

    /// <summary>The office served; the small district, which is a demo.</summary>
    protected virtual Office Open(string folder) => SmallDistrict.Open(folder, TimeProvider.System);

    /// <summary>Done to the register before the server starts.</summary>
    protected virtual void Prepare(Office office)
    {
    }

    /// <summary>What a room beside those of the house is registered with.</summary>
    protected virtual void Register(IServiceCollection services)
    {
    }

    /// <summary>The addresses of such a room.</summary>
    protected virtual void Map(IEndpointRouteBuilder pages)
    {
    }

    public async ValueTask InitializeAsync()
    {
        Office = Open(_folder);
        Prepare(Office);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAnSinhPages(Office, Reached, Clock);
        builder.Host.UseDefaultServiceProvider(checks => (checks.ValidateScopes, checks.ValidateOnBuild) = (true, true));

        // Reading ahead spares the first visitor of a day a wait; here it would be done forty times for nobody.
        builder.Services.Remove(builder.Services.Single(s => s.ImplementationType == typeof(WarmUpService)));
        Register(builder.Services);
        _app = builder.Build();
        _app.MapAnSinhPages();
        Map(_app.MapRooms());
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>A browser of nobody.</summary>
    public Browser Stranger() => new(Address);

    /// <summary>
    /// A browser signed in as one of the demo accounts. Hashing a password is slow on purpose, so each account enters once.
    /// </summary>
    public async Task<Browser> SignedIn(string login)
    {
        if (!_entered.TryGetValue(login, out var cookies))
        {
            using var browser = await Enter(login);
            _entered[login] = cookies = browser.Cookies();
        }

        return new Browser(Address, cookies);
    }

    /// <summary>A browser signed in by itself: what ends its session ends no other's.</summary>
    public async Task<Browser> Enter(string login)
    {
        var browser = Stranger();
        var answer = await browser.Submit("/dang-nhap", "/dang-nhap", ("login", login), ("password", DemoAccounts.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Office.Register.Database.Dispose();
        Directory.Delete(_folder, true);
        GC.SuppressFinalize(this);
    }
}

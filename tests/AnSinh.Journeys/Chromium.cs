using AnSinh.Host.Tests.Pages;
using Microsoft.Playwright;

using AnSinh.Host.SignIn;

namespace AnSinh.Journeys;

/// <summary>The system's Chromium over the site of the small district; one for all journeys.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const float TimeoutMilliseconds = 20_000;
    private const string Path = "/usr/bin/chromium";
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Over the small district as it is.</summary>
    public Chromium()
        : this(new Site())
    {
    }

    /// <summary>Over a site of its own kind. Not public: a fixture has one constructor.</summary>
    internal Chromium(Site site) => Site = site;

    public static bool IsThere => File.Exists(Path);

    public Site Site { get; }

    public async ValueTask InitializeAsync()
    {
        await Site.InitializeAsync();
        if (!IsThere)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A page of a fresh browser window; skips the test, loudly, on a machine without Chromium.</summary>
    public async Task<IPage> Window(int width = 1280, ColorScheme scheme = ColorScheme.Light, bool scripts = true)
    {
        Assert.SkipUnless(IsThere, $"{Path} is not installed: apt-get install chromium");
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Site.Address.ToString(),
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
            JavaScriptEnabled = scripts,
            Locale = "vi-VN",
        });
        context.SetDefaultTimeout(TimeoutMilliseconds);
        return await context.NewPageAsync();
    }

    /// <summary>A window signed in as one of the demo accounts.</summary>
    public async Task<IPage> SignedIn(string login, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool scripts = true)
    {
        var page = await Window(width, scheme, scripts);
        await page.GotoAsync("/dang-nhap");
        await page.FillAsync("#login", login);
        await page.FillAsync("#password", DemoAccounts.Password);
        await page.Locator("form:has(#password) button").ClickAsync();

        // The first page of a site that has just begun is computed while other tests keep the machine busy.
        await page.WaitForURLAsync("**/", new() { Timeout = 3 * TimeoutMilliseconds });
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await Site.DisposeAsync();
    }
}

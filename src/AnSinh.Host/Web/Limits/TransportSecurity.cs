using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;

namespace AnSinh.Host.Web.Limits;

/// <summary>Names, TLS and keys: what <see cref="WebOptions"/> ask for, with the pieces of the framework.</summary>
internal static class TransportSecurity
{
    private const int HttpsPort = 443;
    private static readonly TimeSpan StayWithTls = TimeSpan.FromDays(365);

    /// <summary>Keeps the keys that protect cookies and forms, so that a restart signs nobody out. Only the owner may read them.</summary>
    public static void AddKeys(this IServiceCollection services, WebOptions reached)
    {
        var keys = services.AddDataProtection().SetApplicationName("AnSinh");
        if (reached.Keys is not { } folder)
        {
            keys.UseEphemeralDataProtectionProvider();
            return;
        }

        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
        {
            keys.PersistKeysToFileSystem(Directory.CreateDirectory(folder));
            return;
        }

        Directory.CreateDirectory(folder, OwnerOnly);
        // A folder made by hand is closed as well.
        File.SetUnixFileMode(folder, OwnerOnly);
        keys.PersistKeysToFileSystem(new DirectoryInfo(folder));
    }

    /// <summary>Behind a proxy that ends TLS: cookies over TLS only, and whom to believe.</summary>
    public static void AddTransportSecurity(this IServiceCollection services, WebOptions reached)
    {
        if (!reached.BehindProxy)
        {
            return;
        }

        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            forwarded.KnownProxies.Add(IPAddress.Loopback);
            forwarded.KnownProxies.Add(IPAddress.IPv6Loopback);
        });
        services.AddHsts(hsts => hsts.MaxAge = StayWithTls);
        services.AddHttpsRedirection(redirect =>
            (redirect.HttpsPort, redirect.RedirectStatusCode) = (HttpsPort, StatusCodes.Status308PermanentRedirect));
        services.PostConfigure<CookieAuthenticationOptions>(
            CookieAuthenticationDefaults.AuthenticationScheme, cookie => cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always);
        services.PostConfigure<AntiforgeryOptions>(forms => forms.Cookie.SecurePolicy = CookieSecurePolicy.Always);
    }

    /// <summary>Refuses other names, believes the proxy, stays with TLS.</summary>
    public static void UseTransportSecurity(this WebApplication app)
    {
        var reached = app.Services.GetRequiredService<WebOptions>();
        app.Use(RequestGuards.OnlyHosts(reached.Hosts));
        if (reached.BehindProxy)
        {
            app.UseForwardedHeaders();
            app.UseHsts();
            // A watchdog on this machine asks without TLS.
            app.UseWhen(context => !context.Request.Path.StartsWithSegments("/song"), pages => pages.UseHttpsRedirection());
        }
    }
}

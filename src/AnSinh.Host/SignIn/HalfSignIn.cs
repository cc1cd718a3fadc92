using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AnSinh.Host.Web;
using Microsoft.AspNetCore.DataProtection;

namespace AnSinh.Host.SignIn;

/// <summary>
/// Whose password was right and whose code is still to come: a cookie for the second step alone, for five minutes. It opens nothing else;
/// it is worth nothing once the password is another.
/// </summary>
internal sealed class HalfSignIn(IDataProtectionProvider protection, TimeProvider clock, WebOptions reached)
{
    private const string CookieName = "an-sinh-buoc-hai";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly IDataProtector _protector = protection.CreateProtector("an-sinh.half-signed-in");

    /// <summary>Lets a browser go on to the second step.</summary>
    /// <param name="context">The request whose password was right.</param>
    /// <param name="account">Whose.</param>
    /// <param name="back">Where to go afterwards.</param>
    public void Begin(HttpContext context, Account account, string? back) => context.Response.Cookies.Append(CookieName,
        _protector.Protect(string.Join('\n', account.Login, Until(clock.GetUtcNow() + Lifetime), MarkOf(account), back ?? "/")),
        Options(context));

    /// <summary>Whose second step it is, and where to go afterwards; null if there is none, or no more.</summary>
    public (Account Account, string Back)? WhoOrNull(HttpContext context, Accounts accounts)
    {
        try
        {
            return context.Request.Cookies[CookieName] is { Length: > 0 } cookie
                && _protector.Unprotect(cookie).Split('\n') is [var login, var until, var mark, var back]
                && long.Parse(until, CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds()
                && accounts.FindOrNull(login) is { } account && MarkOf(account) == mark ? (account, back) : null;
        }
        catch (CryptographicException)
        {
            // A cookie that is not ours, or of keys that are gone.
            return null;
        }
    }

    /// <summary>Ends the second step.</summary>
    public void End(HttpContext context) => context.Response.Cookies.Delete(CookieName, Options(context));

    private static string Until(DateTimeOffset end) => end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string MarkOf(Account account) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account.PasswordHash)).AsSpan(0, 8));

    private CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = reached.BehindProxy || context.Request.IsHttps,
        Path = SignInPages.Root,
        IsEssential = true,
        MaxAge = Lifetime,
    };
}

using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AnSinh.Host.Web.Limits;

/// <summary>How big one request may be and how many of one person are answered at once: <c>docs/security.md</c> has the numbers.</summary>
internal static class RequestLimits
{
    /// <summary>Bytes of a body, unless the address takes a list from Excel.</summary>
    public const int BodyLimit = 1024 * 1024;

    /// <summary>Values of one form.</summary>
    public const int FormValuesLimit = 1024;

    /// <summary>Requests of one account, or of one address without an account, answered at once.</summary>
    public const int AtOnce = 2;

    /// <summary>Requests of the same that wait for their turn; further ones are refused.</summary>
    public const int InLine = 30;

    private static readonly string[] Free = ["/tai-nguyen", "/song", "/su-co"];

    private const string TooMany =
        "Quá nhiều yêu cầu cùng lúc. Đợi các trang đang mở tải xong rồi thử lại. / "
        + "Too many requests at once. Let the open pages load, then try again.";

    /// <summary>How long a refused request is held: a client that asks on and on slows down itself.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(1);

    /// <summary>Adds the limits.</summary>
    public static void AddRequestLimits(this IServiceCollection services)
    {
        services.Configure<KestrelServerOptions>(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = BodyLimit;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        services.Configure<FormOptions>(form =>
        {
            form.ValueCountLimit = FormValuesLimit;
            form.ValueLengthLimit = BodyLimit;
            form.MultipartBoundaryLengthLimit = 128;
        });
        services.AddRateLimiter(limits =>
        {
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => WhoOrNull(context) is { } who
                ? RateLimitPartition.GetConcurrencyLimiter(who,
                    _ => new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = InLine })
                : RateLimitPartition.GetNoLimiter(""));
            limits.OnRejected = RefuseAsync;
        });
    }

    /// <summary>Whose request it is: the account of the cookie, else the address. Null for what costs nothing.</summary>
    private static string? WhoOrNull(HttpContext context) =>
        Free.Any(path => context.Request.Path.StartsWithSegments(path)) ? null
        : context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } login ? "login " + login
        : "address " + context.Connection.RemoteIpAddress;

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken stop)
    {
        var context = rejected.HttpContext;
        await Task.Delay(Held, context.RequestAborted);
        await SayAsync(context, StatusCodes.Status429TooManyRequests, TooMany);
    }

    /// <summary>A sentence before anybody knows who asks in which language: a small page, or JSON for the API.</summary>
    public static async Task SayAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            await context.Response.WriteAsJsonAsync(new { status, title = sentence, reasons = new[] { sentence } }, CancellationToken.None);
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        var page = "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>An Sinh</title>"
            + $"<main><h1>{status}</h1><p>{HtmlEncoder.Default.Encode(sentence)}</p></main></html>";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(page), CancellationToken.None);
    }
}

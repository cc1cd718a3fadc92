using AnSinh.Basics;
using AnSinh.Host.Web.Problems;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace AnSinh.Host.Web.Limits;

/// <summary>What a request must be before any page sees it: for this site, from this site, of a size and kind that is expected.</summary>
internal static class RequestGuards
{
    /// <summary>Kinds of content the API reads. None of them can be sent by a form of another site.</summary>
    private static readonly string[] ApiContent = ["application/json", "application/yaml", "application/x-yaml"];

    private const string NotOurs =
        "Địa chỉ này không phải của máy chủ An Sinh (xem --host). / This server does not answer to that name (see --host).";

    /// <summary>Refuses a request for a name that is not ours: a name that somebody else pointed at this machine.</summary>
    public static Func<HttpContext, RequestDelegate, Task> OnlyHosts(IReadOnlyList<string> hosts)
    {
        IList<StringSegment> ours = [.. hosts.Select(host => new StringSegment(host))];
        return (context, next) => context.Request.Host.HasValue && HostString.MatchesAny(new StringSegment(context.Request.Host.Host), ours)
            ? next(context)
            : RequestLimits.SayAsync(context, StatusCodes.Status400BadRequest, NotOurs);
    }

    /// <summary>Refuses what another site sends, what is too big, and for the API what is not JSON.</summary>
    public static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        var visit = context.RequestServices.GetRequiredService<Visit>();
        if (!IsOfThisSite(context.Request))
        {
            await ProblemPages.Because(visit, StatusCodes.Status403Forbidden, visit.Language.T(
                "Yêu cầu được gửi từ một trang khác, không phải từ An Sinh; không có gì được làm.",
                "The request was sent by another site, not by An Sinh; nothing was done.")).ExecuteAsync(context);
        }
        else if (context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize is { } most
            && context.Request.ContentLength > most)
        {
            context.Response.Headers.Connection = "close";
            await ProblemPages.Because(visit, StatusCodes.Status413PayloadTooLarge, visit.Language.T(
                $"Nội dung gửi lên quá lớn: tối đa {visit.Language.Number(most)} byte.",
                $"What was sent is too big: at most {visit.Language.Number(most)} bytes.")).ExecuteAsync(context);
        }
        else if (context.Request.Path.StartsWithSegments("/api") && visit.ViewerOrNull is not null && !IsApiContent(context.Request))
        {
            await ProblemPages.Because(visit, StatusCodes.Status415UnsupportedMediaType, visit.Language.T(
                "Gửi nội dung dạng application/json (dữ kiện có thể là application/yaml); biểu mẫu không được nhận ở đây.",
                "Send application/json (facts may be application/yaml); forms are not taken here.")).ExecuteAsync(context);
        }
        else
        {
            await next(context);
        }
    }

    /// <summary>Refuses a form without its token, however its handler reads it.</summary>
    public static Task OnlyOwnFormsAsync(HttpContext context, RequestDelegate next) =>
        context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false }
            ? ProblemPages.Of(StatusCodes.Status400BadRequest, context.RequestServices.GetRequiredService<Visit>()).ExecuteAsync(context)
            : next(context);

    /// <summary>
    /// Browsers say where a request comes from; what says nothing is no browser, and holds its cookie knowingly.
    /// </summary>
    private static bool IsOfThisSite(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site is "same-origin" or "none";
        }

        return request.Headers.Origin.ToString() is not { Length: > 0 } origin
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && Uri.TryCreate($"{from.Scheme}://{request.Host}", UriKind.Absolute, out var here)
                && string.Equals(from.Authority, here.Authority, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsApiContent(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && ApiContent.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase);
}

using System.Net;
using AnSinh.Basics;
using AnSinh.Store;

namespace AnSinh.Host.Web;

/// <summary>
/// The outermost step of a request. Letters that are none are refused before anything reads them, what a request does wrong by its form is
/// told, and trouble of the machine (no database, a damaged page, no right) is a sentence on a page that itself needs no database.
/// </summary>
internal sealed partial class RequestErrorMiddleware(RequestDelegate next, OfficeHolder offices, ILogger<RequestErrorMiddleware> log)
{
    public const string AlivePath = "/song";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            if (context.Request.Path == AlivePath)
            {
                offices.Current.Register.Database.Ping();
                await Say(context, StatusCodes.Status200OK, null, "ok");
            }
            else if (Odd(context.Request) is { } odd)
            {
                await Say(context, StatusCodes.Status400BadRequest, "Không hiểu yêu cầu", odd);
            }
            else
            {
                await next(context);
            }
        }
        catch (BadHttpRequestException wrong) when (!context.Response.HasStarted)
        {
            await Say(context, wrong.StatusCode, "Yêu cầu không hợp lệ", wrong.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? "Nội dung gửi lên quá lớn. Hãy chia thành nhiều phần."
                : "Nội dung gửi lên thiếu hoặc sai quy cách. Mở lại trang rồi gửi lại.");
        }
        catch (InvalidDataException) when (!context.Response.HasStarted)
        {
            await Say(context, StatusCodes.Status400BadRequest, "Yêu cầu không hợp lệ",
                "Biểu mẫu gửi lên quá lớn, quá nhiều ô, hoặc bị đứt giữa chừng. Mở lại trang rồi gửi lại.");
        }
        catch (Exception thrown) when (!context.Response.HasStarted && offices.Current.Register.Database.TroubleOf(thrown) is { } trouble)
        {
            Failed(log, trouble);
            await Say(context, StatusCodes.Status503ServiceUnavailable, "Cơ sở dữ liệu không trả lời",
                $"{Reason(trouble)} Không có gì được ghi dở. Báo người quản trị máy, rồi thử lại sau ít phút.");
        }
    }

    /// <summary>What is no letter in the address; the values of forms are looked at once they are read.</summary>
    private static string? Odd(HttpRequest request) => OutsideText.Fault(request.Path.Value)
        ?? request.Query.Select(
            word => OutsideText.Fault(word.Key) ?? word.Value.Select(v => OutsideText.Fault(v)).FirstOrDefault(f => f is not null))
                .FirstOrDefault(f => f is not null);

    /// <summary>What is no letter in a form; null if there is no form, or all is well.</summary>
    public static Refusal? OddForm(HttpRequest request) =>
        request.HasFormContentType && request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IFormFeature>()?.Form is { } form
        ? form.Select(
            field =>
                (field.Key,
                    Fault: OutsideText.Fault(field.Key) ?? field.Value.Select(v => OutsideText.Fault(v))
                        .FirstOrDefault(f => f is not null)))
            .Where(f => f.Fault is not null).Select(f => new Refusal("form.letters", f.Fault!, OutsideText.Legible(f.Key))).FirstOrDefault()
        : null;

    // The address of the register is for the log; the page says what is the matter.
    private static string Reason(StoreException trouble) =>
        trouble.Message.StartsWith(trouble.Address + ": ", StringComparison.Ordinal)
        ? "Cơ sở dữ liệu: " + trouble.Message[(trouble.Address.Length + 2)..] : trouble.Message;

    private static Task Say(HttpContext context, int status, string? title, string words)
    {
        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-cache, no-store";
        if (title is null || context.Request.Path == AlivePath)
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync(words);
        }

        if (context.Request.Path.StartsWithSegments("/api"))
        {
            return context.Response.WriteAsJsonAsync(new { status, title, reasons = new[] { words } });
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($"""
            <!doctype html>
            <html lang="vi">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{title} – An Sinh</title>
            <body style="font-family:system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem">
            <main>
            <h1>{title}</h1>
            <p role="alert">{WebUtility.HtmlEncode(words)}</p>
            <p><a href="/">Về trang đầu</a></p>
            </main>
            </body>
            </html>
            """);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database gave trouble")]
    private static partial void Failed(ILogger log, Exception trouble);
}

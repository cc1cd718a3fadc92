using System.Security.Cryptography;
using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Host.Web.Problems;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Web.Requests;

/// <summary>
/// The press of a button that writes: an act of the visitor under the key of the form. Pressed twice, sent again over a bad line or from a
/// page gone back to, it is done once and answered as the first time; refused, it may be mended and sent under the same key.
/// </summary>
internal static class Press
{
    private const string KeyField = "khoa";
    private const string KeyHeader = "Idempotency-Key";

    /// <summary>A fresh key for a form.</summary>
    public static string NewKey() => RandomNumberGenerator.GetHexString(24, lowercase: true);

    /// <summary>An act of the visitor. A request without a key is refused when it comes to writing.</summary>
    public static Act ActOf(Visit visit, string kind, string? key, string? purpose = null) =>
        new(visit.Viewer.Login, kind) { RequestKey = key ?? "", Source = visit.Path, Purpose = purpose?.Trim() ?? "" };

    /// <summary>
    /// An act that keeps what was typed: pressed twice it is done once, but who goes back and types something else on the same page has it
    /// kept too.
    /// </summary>
    public static Act EditOf(Visit visit, string kind, IEnumerable<KeyValuePair<string, string>> typed)
    {
        var fields = typed.ToList();
        var key = fields.FirstOrDefault(f => f.Key == KeyField).Value;
        return ActOf(visit, kind, string.IsNullOrEmpty(key) ? key : EditKey(key, fields));
    }

    /// <summary>An act of the visitor that may be repeated without harm: keeping the same text twice keeps it once.</summary>
    public static Act RepeatableOf(Visit visit, string kind) => new(visit.Viewer.Login, kind) { Source = visit.Path };

    /// <summary>Does the work once and goes on to an address; refused, shows the page again.</summary>
    /// <param name="act">The act.</param>
    /// <param name="work">The work; it writes under the act.</param>
    /// <param name="to">Where to go on, by what was written.</param>
    /// <param name="again">The page with what was refused.</param>
    public static IResult Once<T>(Act act, Func<Act, Outcome<T>> work, Func<T, string> to,
        Func<IReadOnlyList<Refusal>, IResult> again)
    {
        act.Answering(to);
        var outcome = work(act);
        return act.IsRepeat ? TypedResults.LocalRedirect(act.Answer!)
            : outcome.Ok ? TypedResults.LocalRedirect(act.Answer ?? to(outcome.Value))
            : again(outcome.Refusals);
    }

    /// <summary>The same for work whose answer is always one address.</summary>
    public static IResult Once<T>(Act act, string to, Func<Act, Outcome<T>> work,
        Func<IReadOnlyList<Refusal>, IResult> again)
    {
        act.Answering<object?>(_ => to);
        var outcome = work(act);
        return outcome.Ok || act.IsRepeat ? TypedResults.LocalRedirect(to) : again(outcome.Refusals);
    }

    /// <summary>The same where the page with what was refused is made by waiting.</summary>
    public static async Task<IResult> OnceAsync<T>(Act act, string to, Func<Act, Outcome<T>> work,
        Func<IReadOnlyList<Refusal>, Task<IResult>> again)
    {
        IReadOnlyList<Refusal>? refused = null;
        var answer = Once(act, to, work, refusals =>
        {
            refused = refusals;
            return TypedResults.Empty;
        });
        return refused is null ? answer : await again(refused);
    }

    /// <summary>
    /// An act asked for through the API: the header <c>Idempotency-Key</c>, where there is one, makes a repeated request harmless.
    /// </summary>
    public static Act ApiActOf(Visit visit, string kind, string? purpose = null) => new(visit.Viewer.Login, kind)
    {
        RequestKey = visit.Context.Request.Headers[KeyHeader].ToString() is { Length: > 0 } key ? key : null,
        Source = visit.Path,
        Purpose = purpose?.Trim() ?? "",
    };

    /// <summary>Does the work once and answers with what was written as JSON; a repeated request gets the same bytes.</summary>
    public static IResult Json<T>(Visit visit, Act act, Func<Act, Outcome<T>> work, Func<T, object> data)
    {
        string Text(T value) => JsonSerializer.Serialize(data(value), Output.Json);
        act.Answering<T>(Text);
        var outcome = work(act);
        return act.IsRepeat ? Body(act.Answer!)
            : outcome.Ok ? Body(act.Answer ?? Text(outcome.Value))
            : ProblemPages.Refused(visit, outcome.Refusals);
    }

    /// <summary>
    /// Answers a request that was carried out before as it was answered then, before anything is looked at anew: what it asked for may
    /// stand no more, or not be allowed any longer.
    /// </summary>
    public static async Task AgainAsync(HttpContext context, RequestDelegate next)
    {
        var visit = context.RequestServices.GetRequiredService<Visit>();
        var header = context.Request.Headers[KeyHeader].ToString();
        var form = HttpMethods.IsPost(context.Request.Method) && visit.ViewerOrNull is not null && !visit.IsApi
            && context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : null;
        var key = form is not null ? form[KeyField].ToString()
            : visit.IsApi && HttpMethods.IsPost(context.Request.Method) && visit.ViewerOrNull is not null ? header : "";
        string? Kept(string asked) => context.RequestServices.GetRequiredService<Office>().Register.Database
            .AnswerOrNull(asked, visit.Viewer.Login, visit.Path);
        var answer = key.Length == 0 ? null
            : Kept(key) ?? (form is null ? null : Kept(EditKey(key, form.Select(f => KeyValuePair.Create(f.Key, f.Value.ToString())))));
        await (answer is null ? next(context)
            : (visit.IsApi ? (IResult)Body(answer) : TypedResults.LocalRedirect(answer)).ExecuteAsync(context));
    }

    private static string EditKey(string key, IEnumerable<KeyValuePair<string, string>> typed) =>
        key + "-" + Convert.ToHexStringLower(SHA256.HashData(
            JsonSerializer.SerializeToUtf8Bytes(typed.OrderBy(f => f.Key, StringComparer.Ordinal))).AsSpan(0, 16));

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Body(string json) =>
        TypedResults.Text(json, "application/json; charset=utf-8");
}

using System.Net;
using System.Text;
using AnSinh.Host.Tests.Pages;
using Dapper;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AnSinh.Host.Tests.Writes;

/// <summary>
/// A hand that errs, mends and presses twice: refused, nothing is written and the key of the form stays free; mended under the same key it
/// is written once; sent again it is answered as the first time.
/// </summary>
internal sealed class Hand(Site site, Browser browser)
{
    // A key belongs to one act of one person, whichever hand uses it.
    private static int _told;

    /// <summary>The ways to write it went, by their patterns.</summary>
    public HashSet<string> Went { get; } = [];

    /// <summary>True if what is written is counted once no job is open; false while one is kept from running.</summary>
    public bool WaitsForJobs { get; set; } = true;

    /// <summary>All ways to post anything, by their patterns.</summary>
    public static IReadOnlyList<string> Ways(Site site) => [.. site.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") ?? false)
        .Select(e => e.RoutePattern.RawText!).Distinct()];

    /// <summary>Fills in and sends the form of a page; gives where it leads.</summary>
    /// <param name="page">The page.</param>
    /// <param name="action">Where the form is sent to.</param>
    /// <param name="mistake">What is wrong of it at first; null for a button, with which nothing can be wrong.</param>
    /// <param name="fields">What is filled in.</param>
    public async Task<string> Press(string page, string action, (string Name, string Value)? mistake, params (string, string)[] fields)
    {
        var form = await Form(page, action);
        return await Twice(action, mistake is { } wrong ? () => Sent(action, form, [.. fields, wrong]) : null,
            () => Sent(action, form, fields));
    }

    /// <summary>The same with files.</summary>
    public async Task<string> HandIn(string page, string action, string mistake, params (string Field, string Text)[] files)
    {
        var form = await Form(page, action);
        return await Twice(action, () => SentFiles(action, form, [.. files.Select(f => (f.Field, "a.pdf", mistake))]),
            () => SentFiles(action, form, [.. files.Select(f => (f.Field, "a.csv", f.Text))]));
    }

    /// <summary>The same through the API under an idempotency key; gives what was answered.</summary>
    public async Task<string> Tell(string path, string? mistake, string body)
    {
        browser.Says.Add("Idempotency-Key", $"khoa-{Interlocked.Increment(ref _told)}");
        var told = await Twice(path, mistake is null ? null : () => SentJson(path, mistake), () => SentJson(path, body));
        browser.Says.Remove("Idempotency-Key");
        return told;
    }

    /// <summary>Posts a form that a page answered with, not one that can be opened.</summary>
    public Task<string> Press(AngleSharp.Dom.IElement form, (string Name, string Value)? mistake, params (string, string)[] fields)
    {
        var (action, filled) = (form.GetAttribute("action")!, Browser.Filled(form));
        return Twice(action, mistake is { } wrong ? () => Sent(action, filled, [.. fields, wrong]) : null,
            () => Sent(action, filled, fields));
    }

    private async Task<string> Twice(string action, Func<Task<HttpResponseMessage>>? mistaken, Func<Task<HttpResponseMessage>> right)
    {
        var path = action.Split('?')[0];
        Went.UnionWith(Ways(site).Where(w => Matches(w, path)));
        var before = await Entries();
        if (mistaken is not null)
        {
            using var refused = await mistaken();
            Assert.True((int)refused.StatusCode is 303 or 400 or 409 or 422, $"{action}, mistaken: {(int)refused.StatusCode}");
            Assert.True(before == await Entries(), $"{action} was refused and wrote.");
        }

        using var first = await right();
        var told = await Told(first);
        Assert.True(first.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.OK, $"{action}: {(int)first.StatusCode} {told}");
        var written = await Entries();
        Assert.True(written > before, $"{action} wrote nothing.");
        using var second = await right();
        Assert.Equal((action, first.StatusCode, told), (action, second.StatusCode, await Told(second)));
        Assert.True(written == await Entries(), $"{action} sent twice was written twice.");
        return told;
    }

    private static async Task<string> Told(HttpResponseMessage answer) => answer.Headers.Location?.OriginalString
        ?? (answer.Content.Headers.ContentType?.MediaType == "application/json" ? await Browser.Body(answer)
            : Browser.Plain((await Browser.Read(answer)).QuerySelector("[role=alert]")));

    /// <summary>How much is written, once no job goes on.</summary>
    private async Task<long> Entries()
    {
        using var connection = site.Office.Register.Database.Connect();
        while (WaitsForJobs && connection.ExecuteScalar<long>("select count(*) from job where state in ('Waiting', 'Running')") > 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return connection.ExecuteScalar<long>("select count(*) from audit_entry");
    }

    private async Task<Dictionary<string, string>> Form(string page, string action)
    {
        var document = await browser.Page(page);
        return Browser.Filled(document.QuerySelectorAll("form[method=post]").FirstOrDefault(f => f.GetAttribute("action") == action)
            ?? throw new InvalidOperationException(
                $"{page} has no form to {action}: {Browser.Plain(document.QuerySelector("main"))}"));
    }

    private Task<HttpResponseMessage> Sent(string action, Dictionary<string, string> form, IEnumerable<(string Name, string Value)> fields)
    {
        var sent = new Dictionary<string, string>(form, StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            sent[name] = value;
        }

        return browser.PostOnce(action, sent);
    }

    private async Task<HttpResponseMessage> SentFiles(string action, Dictionary<string, string> form,
        IEnumerable<(string Field, string Name, string Text)> files)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in form)
        {
            content.Add(new StringContent(value), name);
        }

        foreach (var (field, name, text) in files)
        {
            content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), field, name);
        }

        return await browser.Send(action, content);
    }

    private async Task<HttpResponseMessage> SentJson(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await browser.Send(path, content);
    }

    private static bool Matches(string pattern, string path)
    {
        var (wanted, given) = (pattern.Trim('/').Split('/'), path.Trim('/').Split('/'));
        return wanted.Length == given.Length && wanted.Zip(given).All(p => p.First == p.Second
            || (p.First.StartsWith('{') && (!p.First.Contains(":long", StringComparison.Ordinal) || long.TryParse(p.Second, out _))));
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AnSinh.Host.Tests.Pages;

/// <summary>A browser without scripts: keeps cookies, follows nothing by itself.</summary>
public sealed class Browser : IDisposable
{
    private static readonly HtmlParser Parser = new();

    // A page that runs every worked case takes its time on a busy machine: slow is not wrong.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly HttpClient _http;

    private readonly CookieContainer _cookies = new();

    /// <param name="address">Where the pages are.</param>
    /// <param name="cookies">Cookies to begin with.</param>
    /// <param name="from">Address on this machine to come from; the usual one if null.</param>
    public Browser(Uri address, CookieCollection? cookies = null, IPAddress? from = null)
    {
        if (cookies is not null)
        {
            _cookies.Add(cookies);
        }

        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies };
        if (from is not null)
        {
            handler.ConnectCallback = async (context, stop) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(context.DnsEndPoint, stop);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }

        _http = new HttpClient(handler) { BaseAddress = address, Timeout = Patience };
    }

    /// <summary>What the browser says with every request.</summary>
    public HttpRequestHeaders Says => _http.DefaultRequestHeaders;

    public CookieCollection Cookies() => _cookies.GetAllCookies();

    /// <summary>The answer of an address; a page that waits for a job is looked at again, as it says itself.</summary>
    public async Task<HttpResponseMessage> Get(string path)
    {
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); ;)
        {
            var answer = await GetOnce(path);
            if (answer.StatusCode != HttpStatusCode.Accepted || !answer.Headers.Contains("Refresh") || waited.Elapsed > Patience)
            {
                return answer;
            }

            answer.Dispose();
            await Task.Delay(50);
        }
    }

    /// <summary>The answer of an address as it comes.</summary>
    public Task<HttpResponseMessage> GetOnce(string path) => _http.GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>The page of an address; it must be there.</summary>
    public async Task<IHtmlDocument> Page(string path)
    {
        using var answer = await Get(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {answer.Headers.Location}");
        return await Read(answer);
    }

    /// <summary>What a page shows, without markup, spaces joined.</summary>
    public async Task<string> Text(string path) => Plain((await Page(path)).QuerySelector("main"));

    /// <summary>Opens a page, takes the token of its form to <paramref name="action"/> and posts that form with these fields.</summary>
    public async Task<HttpResponseMessage> Submit(string page, string action, params (string Name, string Value)[] fields)
    {
        using var answer = await Get(page);
        var document = await Read(answer);
        var form = document.QuerySelectorAll("form[method=post]").FirstOrDefault(f => f.GetAttribute("action") == action)
            ?? throw new InvalidOperationException($"{page} has no form to {action}.");
        var values = Filled(form);
        foreach (var (name, value) in fields)
        {
            values[name] = value;
        }

        return await Post(action, values);
    }

    /// <summary>What a form holds, as a browser would send it: of boxes and choices those that are ticked.</summary>
    public static Dictionary<string, string> Filled(IElement form)
    {
        var filled = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in form.QuerySelectorAll("input[name]:not([type=file])")
            .Where(i => i.GetAttribute("type") is not ("radio" or "checkbox") || i.HasAttribute("checked")))
        {
            filled[input.GetAttribute("name")!] = input.GetAttribute("value") ?? "";
        }

        foreach (var text in form.QuerySelectorAll("textarea[name]"))
        {
            filled[text.GetAttribute("name")!] = text.TextContent;
        }

        foreach (var select in form.QuerySelectorAll("select[name]"))
        {
            filled[select.GetAttribute("name")!] =
                (select.QuerySelector("option[selected]") ?? select.QuerySelector("option"))?.GetAttribute("value") ?? "";
        }

        return filled;
    }

    /// <summary>The page a form is led back to with what was typed, because something was wrong or is to be looked at first.</summary>
    public async Task<IHtmlDocument> Back(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther,
            $"{(int)answer.StatusCode} {answer.Headers.Location} {Plain((await Read(answer)).QuerySelector("main"))}");
        var at = answer.Headers.Location!.OriginalString;
        Assert.Contains("nhap=", at, StringComparison.Ordinal);
        return await Page(at);
    }

    /// <summary>What a page that a form is led back to says is wrong.</summary>
    public async Task<string> Refused(HttpResponseMessage answer) => Plain((await Back(answer)).QuerySelector(".errors"));

    /// <summary>
    /// Posts a form as a hand that presses twice does: what was written under the key of a form is answered again as the first time. The
    /// tests that count what was written then hold for both presses.
    /// </summary>
    public async Task<HttpResponseMessage> Post(string action, IEnumerable<KeyValuePair<string, string>> values)
    {
        var sent = values.ToList();
        var first = await PostOnce(action, sent);
        if (first.StatusCode == HttpStatusCode.Redirect && sent.Exists(v => v.Key == "khoa"))
        {
            using var second = await PostOnce(action, sent);
            Assert.True(second.StatusCode == HttpStatusCode.Redirect, $"{action} pressed twice: {(int)second.StatusCode}");
            Assert.Equal(first.Headers.Location, second.Headers.Location);
        }

        return first;
    }

    public async Task<HttpResponseMessage> PostOnce(string action, IEnumerable<KeyValuePair<string, string>> values)
    {
        using var content = new FormUrlEncodedContent(values);
        return await _http.PostAsync(new Uri(action, UriKind.Relative), content);
    }

    /// <summary>Posts a body that is no form.</summary>
    public Task<HttpResponseMessage> Send(string action, HttpContent content) =>
        _http.PostAsync(new Uri(action, UriKind.Relative), content);

    public static Task<string> Body(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    public static async Task<IHtmlDocument> Read(HttpResponseMessage answer) =>
        await Parser.ParseDocumentAsync(await answer.Content.ReadAsStringAsync());

    public static string Plain(IElement? element) =>
        element is null ? "" : string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public void Dispose() => _http.Dispose();
}

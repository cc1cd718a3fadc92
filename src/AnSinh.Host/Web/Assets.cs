using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace AnSinh.Host.Web;

/// <summary>
/// Style sheet and script, embedded in the executable. Each is served under a name that carries its content's hash, so a browser may
/// keep it for ever and a new version is fetched at once. Compressed once at start, not at every request.
/// </summary>
public sealed class Assets
{
    private static readonly string[] Sheets =
        ["tokens", "base", "layout", "card", "table", "form", "chip", "case", "explanation", "figures", "pages", "law", "events",
            "lists", "poverty", "print"];

    private readonly Dictionary<string, Asset> _byName;

    /// <summary>Reads and compresses the embedded files.</summary>
    public Assets()
    {
        var css = Make("an-sinh", "css", "text/css; charset=utf-8", string.Join('\n', Sheets.Select(name => Read($"css/{name}.css"))));
        var script = Make("htmx", "js", "text/javascript; charset=utf-8", Read("js/htmx.js"));
        var passkeys = Make("passkeys", "js", "text/javascript; charset=utf-8", Read("js/passkeys.js"));
        (StyleSheet, Script, PasskeyScript) = (css.Address, script.Address, passkeys.Address);
        _byName = new[] { css, script, passkeys }.ToDictionary(asset => asset.Name, StringComparer.Ordinal);
    }

    /// <summary>Address of the style sheet.</summary>
    public string StyleSheet { get; }

    /// <summary>Address of the script. Pages work without it.</summary>
    public string Script { get; }

    /// <summary>Address of the script of passkeys, for the pages that ask for one.</summary>
    public string PasskeyScript { get; }

    /// <summary>Answers <c>/tai-nguyen/{name}</c>.</summary>
    internal static Results<FileContentHttpResult, NotFound> Get(string name, Assets assets, HttpContext context)
    {
        if (!assets._byName.TryGetValue(name, out var asset))
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        var brotli = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (brotli)
        {
            context.Response.Headers.ContentEncoding = "br";
        }

        return TypedResults.Bytes(brotli ? asset.Brotli : asset.Plain, asset.Type);
    }

    private static Asset Make(string name, string extension, string type, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var hash = Convert.ToHexStringLower(SHA256.HashData(plain))[..10];
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(plain);
        }

        return new Asset($"{name}.{hash}.{extension}", type, plain, packed.ToArray());
    }

    private static string Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The executable was built without its resource '{resource}'.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private sealed record Asset(string Name, string Type, byte[] Plain, byte[] Brotli)
    {
        public string Address => "/tai-nguyen/" + Name;
    }
}

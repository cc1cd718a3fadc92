using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AnSinh.Host.Tests.Pages;

namespace AnSinh.Host.Tests.Security;

/// <summary>
/// An answer as text that two sites can be held against each other by: status, where it leads, type, and all of the body. Of an Excel file
/// all of its parts, unpacked. Left out is what is drawn anew for every answer and nothing else: the token, the key and the sealed owner
/// of a form, the numbers by which parts of an Excel file name each other, how long a computation took, and under which port of this
/// machine a site was reached.
/// </summary>
internal static partial class ProofAnswer
{
    private const int Around = 160;

    /// <summary>The answer of an address.</summary>
    public static async Task<string> Of(Browser browser, Uri site, string path)
    {
        using var answer = await browser.Get(path);
        return await Of(answer, site);
    }

    /// <summary>An answer.</summary>
    public static async Task<string> Of(HttpResponseMessage answer, Uri site)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var body = bytes is [(byte)'P', (byte)'K', ..] ? Unpacked(bytes) : Encoding.UTF8.GetString(bytes);
        return Bare(
            $"{(int)answer.StatusCode} {answer.Headers.Location} {answer.Content.Headers.ContentType} "
            + $"{answer.Content.Headers.ContentDisposition}\n{body}", site);
    }

    /// <summary>Where two answers begin to differ; null if they do not.</summary>
    public static string? Difference(string first, string second)
    {
        if (first == second)
        {
            return null;
        }

        var at = 0;
        while (at < first.Length && at < second.Length && first[at] == second[at])
        {
            at++;
        }

        return $"“{Part(first, at)}” / “{Part(second, at)}”";
    }

    /// <summary>The status an answer begins with.</summary>
    public static HttpStatusCode Status(string answer) => (HttpStatusCode)int.Parse(answer[..3], CultureInfo.InvariantCulture);

    private static string Part(string text, int at) =>
        text[Math.Max(0, at - (Around / 2))..Math.Min(text.Length, at + Around)].Replace('\n', ' ');

    private static string Bare(string text, Uri site) => Drawn().Replace(text, "$1")
        .Replace(site.GetLeftPart(UriPartial.Authority), "http://site", StringComparison.Ordinal);

    private static string Unpacked(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var text = new StringBuilder();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            text.Append(entry.FullName).Append('\n').Append(reader.ReadToEnd()).Append('\n');
        }

        return text.ToString();
    }

    [GeneratedRegex("""
        ((?:name="(?:__RequestVerificationToken|khoa|ai)"[^>]*?value=|r:id=|Id=|"milliseconds":|(?:trong|in)[ ](?=[0-9]+[ ]ms)))
        (?:"[^"]*["]|[0-9]+)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Drawn();
}

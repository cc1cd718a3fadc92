using System.Net;
using System.Text;
using AnSinh.Host.Tests.Pages;

namespace AnSinh.Host.Tests.Security;

/// <summary>
/// Two sites of which one holds what the other lacks. Whoever must not know of it gets the same answer from both, byte for byte.
/// </summary>
/// <param name="whole">The site that holds it.</param>
/// <param name="part">The site that lacks it.</param>
internal sealed class Pair(Site whole, Site part)
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("ANSINH_LONG") == "1";

    /// <summary>The site that holds what is hidden.</summary>
    public Site Whole => whole;

    /// <summary>Does the same in both.</summary>
    public async Task InBoth(Func<Site, Task> work)
    {
        await work(whole);
        await work(part);
    }

    /// <summary>Asks both for all addresses as one account; gives what differs, and how many were asked.</summary>
    /// <param name="login">The account.</param>
    /// <param name="leftOut">True of what is not asked.</param>
    /// <param name="share">Of how many addresses one is asked in ./test; all of them with <c>ANSINH_LONG=1</c>.</param>
    public async Task<(IReadOnlyList<string> Differ, int Asked, int Found)> Compare(string login, Func<string, bool> leftOut, int share)
    {
        var addresses = new ProofAddresses(whole, await Lists(whole, login));
        var random = new Random(20211130);
        var (differ, asked, found) = (new List<string>(), 0, 0);
        foreach (var endpoint in addresses.Endpoints)
        {
            var paths = addresses.Of(endpoint).Distinct().Where(p => !leftOut(p)).ToList();
            foreach (var path in paths.Where((p, i) => i == 0 || Long || random.Next(share) == 0))
            {
                // A browser of its own for each: a language once asked for stays with the browser.
                using var left = await whole.SignedIn(login);
                using var right = await part.SignedIn(login);
                var (first, second) = (await ProofAnswer.Of(left, whole.Address, path), await ProofAnswer.Of(right, part.Address, path));
                asked++;
                found += ProofAnswer.Status(first) == HttpStatusCode.OK ? 1 : 0;
                if (ProofAnswer.Difference(first, second) is { } difference)
                {
                    differ.Add($"{login} {path}: {difference}");
                }
            }
        }

        return (differ, asked, found);
    }

    /// <summary>The same, told as a test: nothing differs, and there was something to see.</summary>
    public async Task Same(string login, Func<string, bool> leftOut, int share)
    {
        var (differ, asked, found) = await Compare(login, leftOut, share);
        TestContext.Current.SendDiagnosticMessage($"{login}: {asked} addresses in both registers, {found} answered with 200");
        Assert.True(differ.Count == 0, $"{differ.Count} of {asked}:\n{string.Join('\n', differ.Take(40))}");
        Assert.True(found > asked / 6, $"{found} of {asked} answered with 200");
    }

    /// <summary>Sends the same to both as one account; gives what differs.</summary>
    public async Task<string?> Send(string login, string path, string json)
    {
        using var left = await whole.SignedIn(login);
        using var right = await part.SignedIn(login);
        using var first = await left.Send(path, new StringContent(json, Encoding.UTF8, "application/json"));
        using var second = await right.Send(path, new StringContent(json, Encoding.UTF8, "application/json"));
        var difference = ProofAnswer.Difference(await ProofAnswer.Of(first, whole.Address), await ProofAnswer.Of(second, part.Address));
        return difference is null ? null : $"{login} POST {path} {json}: {difference}";
    }

    // Names of all work lists, those of the district too.
    private static async Task<IReadOnlyList<string>> Lists(Site site, string login)
    {
        var names = new List<string> { "nothing" };
        foreach (var account in new[] { login, "canbo" })
        {
            using var browser = await site.SignedIn(account);
            using var answer = await browser.Get("/api/v1/lists");
            using var json = System.Text.Json.JsonDocument.Parse(await Browser.Body(answer));
            names.AddRange(json.RootElement.EnumerateArray().Select(l => l.GetProperty("id").GetString()!));
        }

        return [.. names.Distinct()];
    }
}

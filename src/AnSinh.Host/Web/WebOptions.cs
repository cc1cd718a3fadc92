using AnSinh.Basics;
using AnSinh.Store;

namespace AnSinh.Host.Web;

/// <summary>How the pages are reached.</summary>
public sealed record WebOptions
{
    /// <summary>The names under which this machine alone reaches the pages.</summary>
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Names under which browsers reach the pages; a request for another name is refused.</summary>
    public IReadOnlyList<string> Hosts { get; private init; } = ThisMachine;

    /// <summary>
    /// True behind a proxy on this machine that ends TLS: what it says of the browser's address and protocol is believed, cookies go over
    /// TLS only, and browsers are told to stay with it.
    /// </summary>
    public bool BehindProxy { get; private init; }

    /// <summary>Folder of the keys that protect cookies and forms; null to keep them in memory.</summary>
    public string? Keys { get; private init; }

    /// <summary>File in which the heads of the audit chains are noted once a day; null to note them nowhere.</summary>
    public string? Anchors { get; private init; }

    /// <summary>The directory whose people may sign in; null if there is none.</summary>
    public DirectoryOptions? Directory { get; init; }

    /// <summary>Reads what was asked for: names, proxy, folder of keys, file of anchors.</summary>
    /// <param name="hosts">Names besides those of this machine.</param>
    /// <param name="behindProxy">True behind a proxy on this machine.</param>
    /// <param name="keys">Folder of the keys; null for the usual one.</param>
    /// <param name="register">The register: the usual folder and file are beside it.</param>
    /// <param name="anchors">File of the anchors; null for the usual one.</param>
    public static Outcome<WebOptions> Read(IReadOnlyList<string> hosts, bool behindProxy, string? keys, Database register,
        string? anchors = null)
    {
        var wrong = hosts.Where(host => Uri.CheckHostName(host) == UriHostNameType.Unknown).ToList();
        return wrong.Count == 0
            ? new WebOptions
            {
                Hosts = [.. ThisMachine, .. hosts], BehindProxy = behindProxy, Keys = keys ?? Beside(register, "keys"),
                Anchors = anchors ?? Beside(register, "anchors"),
            }
            : Outcome<WebOptions>.Refused([.. wrong.Select(host => new Refusal(
                "serve.host", $"“{host}” không phải là tên máy. Viết như ansinh.phuctho.example, không có http:// và cổng.", "--host"))]);
    }

    private static string Beside(Database register, string what) =>
        register.Dialect == Dialect.Sqlite ? Path.GetFullPath(register.Address) + "." + what : Path.GetFullPath(Path.Combine("var", what));
}

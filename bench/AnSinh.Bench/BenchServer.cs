using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace AnSinh.Bench;

/// <summary>The program as a server of its own, above a register.</summary>
internal sealed partial class BenchServer : IDisposable
{
    private const int PatienceMilliseconds = 60_000;
    private readonly Process _process;
    private readonly Uri _address;

    private BenchServer(Process process, Uri address) => (_process, _address) = (process, address);

    /// <summary>CPU it has used.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and waits for its first page.</summary>
    public static async Task<BenchServer> StartAsync(string program, string register)
    {
        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo("dotnet",
            [program, "serve", "--port", port.ToString(CultureInfo.InvariantCulture), "--register", register])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var server = new BenchServer(process, new Uri($"http://localhost:{port}"));
        using var client = new HttpClient { BaseAddress = server._address };
        var watch = Stopwatch.StartNew();
        while (watch.ElapsedMilliseconds < PatienceMilliseconds)
        {
            try
            {
                using var page = await client.GetAsync(new Uri("/dang-nhap", UriKind.Relative));
                page.EnsureSuccessStatusCode();
                return server;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        server.Dispose();
        throw new TimeoutException("The program served no page.");
    }

    /// <summary>A browser signed in.</summary>
    public async Task<HttpClient> EnterAsync(string login, string password)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = _address };
        var token = Token().Match(await client.GetStringAsync("/dang-nhap")).Groups[1].Value;
        using var entered = await client.PostAsync(new Uri("/dang-nhap", UriKind.Relative), new FormUrlEncodedContent(
            [new("login", login), new("password", password), new("__RequestVerificationToken", token)]));
        entered.EnsureSuccessStatusCode();
        return client;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

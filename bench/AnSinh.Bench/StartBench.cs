using System.Diagnostics;
using System.Net.Sockets;

namespace AnSinh.Bench;

/// <summary>From starting the program on an existing register to its first page.</summary>
internal static class StartBench
{
    private const int Rounds = 3;
    private const int PatienceMilliseconds = 30_000;

    public static async Task<object?> RunAsync(string program, string register)
    {
        if (!File.Exists(program) || !File.Exists(register))
        {
            return null;
        }

        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            times.Add(await OnceAsync(program, register));
        }

        return new { toFirstPageMilliseconds = Math.Round(times.Min()), ofRounds = Rounds };
    }

    private static async Task<double> OnceAsync(string program, string register)
    {
        var port = FreePort();
        var watch = Stopwatch.StartNew();
        using var server =
            Process.Start(
                new ProcessStartInfo("dotnet",
                    [program, "serve", "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--register", register])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            using var client = new HttpClient();
            while (watch.ElapsedMilliseconds < PatienceMilliseconds)
            {
                try
                {
                    using var page = await client.GetAsync(new Uri($"http://localhost:{port}/"));
                    if (page.IsSuccessStatusCode)
                    {
                        return watch.Elapsed.TotalMilliseconds;
                    }
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(10);
                }
            }

            throw new TimeoutException("The program served no page.");
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}

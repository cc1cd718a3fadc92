using System.Net;
using System.Net.Sockets;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Verbs;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Host.Tests;

/// <summary>What the machine lacks is told in words, by the pages and by the command line, and never as "ok".</summary>
public sealed class TroubleTests : IAsyncLifetime
{
    private readonly Site _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_database_that_is_gone_is_told_by_every_page_and_by_the_sign_of_life()
    {
        using var browser = await _site.SignedIn("canbo");
        Assert.Equal("ok", await Browser.Body(await browser.Get("/song")));
        using (var connection = _site.Office.Register.Database.Connect())
        {
            connection.Execute("alter table schema_migration rename to elsewhere");
            connection.Execute("alter table person rename to person_elsewhere");
            connection.Execute("alter table account rename to account_elsewhere");
        }

        foreach (var address in (string[])["/song", "/", "/nguoi/1", "/dang-nhap", "/api/v1/months"])
        {
            using var answer = await browser.Get(address);
            var words = await Browser.Body(answer);
            Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable || (address == "/dang-nhap" && answer.StatusCode == HttpStatusCode.OK), $"{address}: {answer.StatusCode} {words}");
            Assert.DoesNotContain("at AnSinh", words);
            Assert.NotEqual("ok", words);
        }
    }

    [Fact]
    public async Task A_damaged_page_is_told_with_exit_code_three()
    {
        using var folder = new TempFolder();
        var path = folder.File("damaged.db");
        using (var source = _site.Office.Register.Database.Connect())
        {
            source.Execute("vacuum into @path", new { path });
        }

        // The pages of the schema stay: the file opens, and only what is read later is damaged.
        const int Schema = 64 * 1024;
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Array.Fill(bytes, (byte)0x5A, Schema, bytes.Length - Schema);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        var (code, error) = await Typed("explain", "--person", "1", "--programme", "social_assistance", "--month", "2020-08", "--register", path);
        Assert.Equal(Output.Unable, code);
        Assert.Contains("hỏng", error);
        Assert.DoesNotContain("   at ", error);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_exit_code_three()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var folder = new TempFolder();
        var path = folder.File("r.db");
        using (var source = _site.Office.Register.Database.Connect())
        {
            source.Execute("vacuum into @path", new { path });
        }

        var (code, error) = await Typed("serve", "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--register", path);
        Assert.Equal(Output.Unable, code);
        Assert.Contains($"Cổng {port} đang bận", error);
        Assert.Equal(Output.Refused, (await Typed("serve", "--port", "70000", "--register", path)).Code);
        Assert.Equal(Output.Refused, (await Typed("serve", "--port", "0", "--register", path)).Code);
    }

    private static async Task<(int Code, string Error)> Typed(params string[] args)
    {
        var before = Console.Error;
        using var error = new StringWriter();
        Console.SetError(error);
        try
        {
            return (await Cli.RunAsync([.. args, "--policy", Path.Combine(SmallDistrict.Root, "policy")]), error.ToString());
        }
        finally
        {
            Console.SetError(before);
        }
    }
}

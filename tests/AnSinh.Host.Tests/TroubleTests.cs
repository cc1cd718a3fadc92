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
            Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable
                || (address == "/dang-nhap" && answer.StatusCode == HttpStatusCode.OK), $"{address}: {answer.StatusCode} {words}");
            Assert.DoesNotContain("at AnSinh", words);
            Assert.NotEqual("ok", words);
        }
    }

    /// <summary>
    /// Places of damage: from, to (the end if negative), in bytes, and what they are filled with. The list of tables is in the first page.
    /// </summary>
    [Theory]
    [InlineData(0, 16, 0x5A)]
    [InlineData(16, 100, 0)]
    [InlineData(100, 4096, 0x5A)]
    [InlineData(4096, 8192, 0)]
    [InlineData(100, 65536, 0x5A)]
    [InlineData(65536, -1, 0)]
    public async Task Damage_anywhere_is_told_with_exit_code_three(int from, int to, byte with)
    {
        using var folder = new TempFolder();
        var path = folder.File("damaged.db");
        var bytes = await Copy(path);
        Array.Fill(bytes, with, from, (to < 0 ? bytes.Length : to) - from);
        await Told(path, bytes, $"{from}-{to} with {with}", "hỏng", "không phải cơ sở dữ liệu");
    }

    [Fact]
    public async Task A_file_cut_off_or_of_something_else_is_told_with_exit_code_three()
    {
        using var folder = new TempFolder();
        var path = folder.File("other.db");
        var whole = await Copy(path);
        await Told(path, whole[..(whole.Length / 2)], "the first half", "hỏng");
        await Told(path, whole[..1000], "a part of a page", "hỏng");
        await Told(path, whole[..10], "ten bytes", "không phải cơ sở dữ liệu");
        await Told(path, [], "nothing", "tệp rỗng");
        await Told(path, new byte[65536], "zeros", "không phải cơ sở dữ liệu");
        await Told(path, "danh sách hộ nghèo xã Xuân Đình\n"u8.ToArray(), "a text", "không phải cơ sở dữ liệu");
    }

    [Fact]
    public async Task A_register_whose_notes_are_damaged_is_no_register_never_finished()
    {
        using var folder = new TempFolder();
        var path = folder.File("meta.db");
        var whole = await Copy(path);
        // The notes of the register say its place; where a page has lost them, this is not a register that was never finished.
        var bytes = whole.ToArray();
        for (var at = bytes.AsSpan().IndexOf("jurisdictionvn"u8); at >= 0; at = bytes.AsSpan().IndexOf("jurisdictionvn"u8))
        {
            Array.Fill(bytes, (byte)0, at / 4096 * 4096, 4096);
        }

        await Told(path, bytes, "the notes", "hỏng");
    }

    [Fact]
    public async Task The_law_of_a_damaged_register_is_not_told_as_refused()
    {
        using var folder = new TempFolder();
        var path = folder.File("law.db");
        await File.WriteAllTextAsync(path, "danh sách hộ nghèo", TestContext.Current.CancellationToken);
        var (code, error) = await Typed("policy", "value", "social_assistance.standard", "--month", "2020-08", "--register", path);
        Assert.Equal(Output.Unable, code);
        Assert.Contains("không phải cơ sở dữ liệu", error);
    }

    private static async Task Told(string path, byte[] bytes, string what, params string[] words)
    {
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        var (code, error) =
            await Typed("explain", "--person", "1", "--programme", "social_assistance", "--month", "2020-08", "--register", path);
        Assert.True(code == Output.Unable, $"{what}: {code} {error}");
        Assert.True(words.Any(word => error.Contains(word, StringComparison.Ordinal)), $"{what}: {error}");
        Assert.DoesNotContain("   at ", error);
    }

    private async Task<byte[]> Copy(string path)
    {
        using (var source = _site.Office.Register.Database.Connect())
        {
            source.Execute("vacuum into @path", new { path });
        }

        return await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
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

        var (code, error) =
            await Typed("serve", "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--register", path);
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

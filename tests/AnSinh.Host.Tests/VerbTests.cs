using System.Diagnostics;
using AnSinh.Host.Tests.Pages;
using AnSinh.Store;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Host.Tests;

/// <summary>The program as a process of its own, over the small district: what it prints, its exit code, and what a kill leaves.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public VerbTests()
    {
        using var database = SmallDistrict.Open(_folder.Path, TimeProvider.System).Register.Database;
    }

    private string Register => _folder.File("register.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_paid_row_changed_in_sql_is_told_with_its_row_and_audit_entry_by_both_verbs()
    {
        var whole = await Run([], "audit", "verify");
        Assert.True(whole.Code == 0, whole.Error + whole.Out);
        long entry;
        using (var database = Database.Open(Register, TimeProvider.System))
        {
            using var connection = database.Connect();
            entry = connection.ExecuteScalar<long>("select min(entry_id) from ledger_entry where kind = 'paid'");
            connection.Execute("update ledger_entry set amount = amount + 1000000 where entry_id = @entry", new { entry });
        }

        foreach (var verb in new[] { new[] { "audit", "verify" }, ["ledger", "check"] })
        {
            var told = await Run([], verb);
            Assert.Equal(1, told.Code);
            Assert.Contains($"Bảng ledger_entry: dòng {entry} khác", told.Out, StringComparison.Ordinal);
            Assert.Contains("mục nhật ký", told.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_month_run_leaves_an_entry_with_actor_act_lines_and_amount()
    {
        var run = await Run([], "month", "2020-09", "--settle", "--json");
        Assert.True(run.Code == 0, run.Error);
        var shown = await Run([], "audit", "show", "--since", "today", "--act", "run", "--json");
        Assert.Equal(0, shown.Code);
        var entries = System.Text.Json.JsonDocument.Parse(shown.Out).RootElement.EnumerateArray().ToList();
        var post = entries.Last(e => e.GetProperty("act").GetString() == "run.post");
        Assert.StartsWith("dòng lệnh", post.GetProperty("actor").GetString());
        Assert.Equal(System.Text.Json.JsonDocument.Parse(run.Out).RootElement.GetProperty("amount").GetInt64(),
            post.GetProperty("amount").GetInt64());
        Assert.True(post.GetProperty("lines").GetInt64() > 0);
        Assert.Contains(entries, e => e.GetProperty("act").GetString() == "run.settle");
    }

    [Fact]
    public async Task A_password_on_the_command_line_is_refused_and_never_printed()
    {
        foreach (var arguments in new[] { new[] { "ledger", "runs", "--register", "postgres:Host=h;Database=d;Username=u;Password=hush" },
            ["ledger", "runs", "--registr", "postgres:Host=h;Password=hush"], ["--register", "postgresql://u:hush@h/d", "people", "x"] })
        {
            var told = await Run(new() { ["ANSINH_REGISTER"] = "" }, arguments);
            Assert.Equal(2, told.Code);
            Assert.DoesNotContain("hush", told.Out + told.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_address_comes_by_a_file_that_others_cannot_read()
    {
        var file = _folder.File("address");
        await File.WriteAllTextAsync(file, $"# sổ của huyện\nsqlite:{Register}\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Run(new() { ["ANSINH_REGISTER"] = "file:" + file }, "ledger", "runs")).Code);
        await File.WriteAllTextAsync(file, "postgres:Host=127.0.0.1;Port=1;Database=x;Username=u;Password=hush;Timeout=2\n",
            TestContext.Current.CancellationToken);
        Mode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        var open = await Run(new() { ["ANSINH_REGISTER"] = "" }, "ledger", "runs", "--register", "file:" + file);
        Assert.Equal(3, open.Code);
        Assert.Contains("chmod 600", open.Error, StringComparison.Ordinal);
        Mode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var closed = await Run(new() { ["ANSINH_REGISTER"] = "" }, "ledger", "runs", "--register", "file:" + file);
        Assert.Equal(3, closed.Code);
        Assert.Contains("127.0.0.1:1", closed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", open.Error + closed.Error + open.Out + closed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_of_a_demo_goes_on_by_a_verb_and_only_forward()
    {
        var told = (await Run([], "clock")).Out;
        var stands = DateOnly.ParseExact(System.Text.RegularExpressions.Regex.Match(told, @"\d\d/\d\d/\d{4}").Value, "dd/MM/yyyy");
        Assert.Contains("đứng", told, StringComparison.Ordinal);
        string Iso(int days) => stands.AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(2, (await Run([], "clock", "move", Iso(0))).Code);
        Assert.Equal(0, (await Run([], "clock", "move", Iso(44))).Code);
        Assert.Contains(stands.AddDays(44).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture),
            (await Run([], "clock")).Out, StringComparison.Ordinal);
        Assert.Contains("clock.move", (await Run([], "audit", "show", "--since", Iso(0))).Out, StringComparison.Ordinal);
    }

    private static void Mode(string file, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, mode);
        }
    }

    private async Task<(int Code, string Out, string Error)> Run(Dictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private Process Start(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ansinh.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = SmallDistrict.Root,
        };
        start.Environment["ANSINH_REGISTER"] = Register;
        start.Environment["ANSINH_POLICY"] = Path.Combine(SmallDistrict.Root, "policy");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

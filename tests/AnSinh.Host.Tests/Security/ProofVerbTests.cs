using System.CommandLine;
using System.Diagnostics;
using AnSinh.Host.SignIn;
using AnSinh.Host.Tests.Pages;
using AnSinh.Host.Verbs;
using AnSinh.Host.Web;

namespace AnSinh.Host.Tests.Security;

/// <summary>Every verb that acts as an account asks the matrix what that account may do, as the pages do.</summary>
public class ProofVerbTests(FigureSite site) : IClassFixture<FigureSite>
{
    private static readonly Dictionary<string, (Permission Needs, string[] Words)> Acting = new(StringComparer.Ordinal)
    {
        ["policy publish"] = (Permission.ChangeLaw, [Path.Combine(SmallDistrict.Root, "policy"), "--note", "thử"]),
        ["case list"] = (Permission.WorkOnCases, []),
        ["case show"] = (Permission.WorkOnCases, ["1"]),
        ["case open"] = (Permission.WorkOnCases, ["--person", "4", "--form", "social_assistance_1d"]),
        ["case do"] = (Permission.WorkOnCases, ["1", "supplement", "--seen", "1"]),
    };

    [Fact]
    public void Every_verb_that_acts_as_an_account_is_written_down() => Assert.Equal(
        Acting.Keys.Order(), All(Cli.Root(), "").Where(v => v.Verb.Options.Any(o => o.Name == "--by")).Select(v => v.Name).Order());

    [Fact]
    public async Task An_account_without_the_permission_is_refused_and_one_with_it_is_not_for_that()
    {
        var checks = 0;
        foreach (var login in (string[])["motcua", "xuandinh", "soanluat", "ketoan", FigureSite.Login])
        {
            var viewer = Viewer.OfOrNull(site.Office.Accounts.FindOrNull(login)!, site.Office)!;
            foreach (var (name, (needs, words)) in Acting)
            {
                var (code, error) = await Run([.. name.Split(' '), .. words, "--by", login]);
                var refused = error.Contains("không được soạn hay duyệt", StringComparison.Ordinal)
                    || error.Contains("không làm việc trong hồ sơ", StringComparison.Ordinal);
                Assert.True(refused == !viewer.May(needs) && (code != 0 || !refused), $"{name} --by {login}: {code} {error}");
                checks++;
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{checks} verbs as accounts");
    }

    private async Task<(int Code, string Error)> Run(string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ansinh.dll"), .. words])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        start.Environment["ANSINH_REGISTER"] = "sqlite:" + site.Office.Register.Database.Address;
        start.Environment["ANSINH_POLICY"] = site.Office.Law!.Folder;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }

    private static IEnumerable<(string Name, Command Verb)> All(Command command, string before) => command.Subcommands.SelectMany(
        c => All(c, $"{before} {c.Name}".Trim()).Prepend(($"{before} {c.Name}".Trim(), c)));
}

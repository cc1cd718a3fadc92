using System.Diagnostics;

namespace AnSinh.Host.Tests.Security;

/// <summary>The program as people start it: a process of its own.</summary>
internal static class Ansinh
{
    /// <summary>Runs a verb to its end.</summary>
    public static async Task<(int Code, string Out, string Error)> Run(params string[] words)
    {
        using var process = Start(words);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Starts the program.</summary>
    public static Process Start(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "ansinh.dll"));
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }
}

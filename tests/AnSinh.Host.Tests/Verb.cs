using System.Diagnostics;
using AnSinh.Host.Tests.Pages;

namespace AnSinh.Host.Tests;

/// <summary>Runs a verb of the program as a process of its own, on a register.</summary>
internal static class Verb
{
    public static async Task<(int Code, string Out, string Error)> Run(string register, params string[] arguments)
    {
        using var process = Start(register, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public static Process Start(string register, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ansinh.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = SmallDistrict.Root,
        };
        start.Environment["ANSINH_REGISTER"] = register;
        start.Environment["ANSINH_POLICY"] = Path.Combine(SmallDistrict.Root, "policy");
        return Process.Start(start)!;
    }
}

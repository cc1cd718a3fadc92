using System.Reflection;

namespace AnSinh.Mutants.Tests;

/// <summary>
/// Not a test of anything: Stryker wants a test project, and this one gives it nothing to run. It asks one mutant whether it is on, so
/// that the others count as not covered and none is run; and it keeps the assemblies compiled with all mutants in them.
/// </summary>
public sealed class KeepTests
{
    [Fact]
    public void Keep()
    {
        if (Environment.GetEnvironmentVariable("ANSINH_MUTANTS") is not { Length: > 0 } folder) return;
        foreach (var dll in Directory.GetFiles(AppContext.BaseDirectory, "AnSinh.*.dll"))
        {
            File.Copy(dll, Path.Combine(folder, Path.GetFileName(dll)), overwrite: true);
            Assembly.Load(Path.GetFileNameWithoutExtension(dll)).GetTypes().FirstOrDefault(t => t.Name == "MutantControl")
                ?.GetMethod("IsActive")?.Invoke(null, [0]);
        }
    }
}

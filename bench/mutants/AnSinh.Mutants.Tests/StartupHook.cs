using System.Diagnostics;
using System.Globalization;
using System.Reflection;

/// <summary>
/// Loaded into a test program before it starts (<c>DOTNET_STARTUP_HOOKS</c>): it runs its tests again and again, each time with the
/// mutant and the arguments of the next line of its input, so that a mutant does not cost a start. Each ends with a line <c>## code</c>.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var folder = AppContext.BaseDirectory;
        var program = Assembly.LoadFrom(Path.Combine(folder, Path.GetFileName(Environment.ProcessPath!) + ".dll")).EntryPoint!;
        var active = Directory.GetFiles(folder, "AnSinh.*.dll").Select(Assembly.LoadFrom)
            .SelectMany(a => a.GetTypes().Where(t => t.Name == "MutantControl")).Single().GetField("ActiveMutant")!;
        while (Console.ReadLine()?.Split(' ') is [var mutant, .. var arguments])
        {
            active.SetValue(null, int.Parse(mutant, CultureInfo.InvariantCulture));
            var code = program.Invoke(null, [arguments]);
            Console.WriteLine($"## {code}");
        }

        // Else the program would start now, with nobody to read it.
        Process.GetCurrentProcess().Kill();
    }
}

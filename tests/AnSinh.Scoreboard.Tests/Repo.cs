using AnSinh.Scoreboard.Checks;

namespace AnSinh.Scoreboard.Tests;

/// <summary>The repository the tests run in, and its policy/ read once.</summary>
internal static class Repo
{
    public static string Root { get; } = FindRoot();

    public static string PolicyFolder => Path.Combine(Root, "policy");

    public static ScorePolicy Policy { get; } = Load(PolicyFolder);

    public static ScorePolicy Load(string folder)
    {
        var policy = ScorePolicy.Load(folder);
        return policy.Ok ? policy.Value : throw new InvalidOperationException(string.Join("\n", policy.Refusals));
    }

    /// <summary>A copy of the scoreboard's policy files that a test may break.</summary>
    public static string CopyOfPolicy()
    {
        var copy = Directory.CreateTempSubdirectory("ansinh-score-").FullName;
        foreach (var part in new[] { "indicators", "targets", "published", "reference", "checks", "reports", "cartogram", "quality" })
        {
            foreach (var file in Directory.EnumerateDirectories(PolicyFolder).Select(d => Path.Combine(d, part))
                .Where(Directory.Exists).SelectMany(Directory.EnumerateFiles))
            {
                var target = Path.Combine(copy, Path.GetRelativePath(PolicyFolder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        return copy;
    }

    /// <summary>The findings of the term with the district's true numbers of communes.</summary>
    public static IReadOnlyDictionary<string, Finding> Findings(ScorePolicy policy) =>
        new CheckRunner(policy).Findings(policy.TermOrNull("272", "2015-2020")!, (_, day) => day < new DateOnly(2020, 3, 1) ? 23 : 21)
        .ToDictionary(f => f.Id);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AnSinh.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("AnSinh.slnx is not above the tests.");
    }
}

namespace AnSinh.Testing;

/// <summary>
/// The recipes of CONTRIBUTING.md, as tests follow them: what a recipe shows is read out of it, so that the two cannot part.
/// </summary>
public static class Recipes
{
    private static readonly string Text = File.ReadAllText(Checkout.File("CONTRIBUTING.md"));

    /// <summary>The block of a recipe that says in its first line which file it is.</summary>
    public static string Block(string file) =>
        Text.Split("```").Where((_, i) => i % 2 == 1).Select(block => block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..])
            .SingleOrDefault(block => block.Split('\n')[0].TrimStart('#', '/', ' ') == file)
        ?? throw new InvalidOperationException($"No recipe of CONTRIBUTING.md shows the file {file}.");

    /// <summary>Writes the block of a recipe where it says, in a copy of the checkout.</summary>
    public static void Follow(string file, string copy)
    {
        var path = Path.Combine(copy, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Block(file));
    }
}

namespace AnSinh.Testing;

/// <summary>The checkout the tests run in, found upward from where they were built.</summary>
public static class Checkout
{
    /// <summary>The folder with AnSinh.slnx.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path under the root.</summary>
    public static string File(string path) => Path.Combine(Root, path);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "AnSinh.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("AnSinh.slnx was not found above " + AppContext.BaseDirectory);
    }
}

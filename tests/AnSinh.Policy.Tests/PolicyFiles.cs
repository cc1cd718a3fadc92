using AnSinh.Basics;
using YamlDotNet.RepresentationModel;

namespace AnSinh.Policy.Tests;

/// <summary>The repository's policy/ folder, and its YAML as plain nodes.</summary>
internal static class PolicyFiles
{
    public static string Root { get; } = FindRoot();

    public static string Folder { get; } = Path.Combine(Root, "policy");

    /// <summary>The reference tables the law was taken from; they lie beside the repository and may be absent.</summary>
    public static string Shared { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared"));

    /// <summary>All documents of the files whose folder has that name, e.g. <c>parameters</c>.</summary>
    public static IEnumerable<(string Place, YamlMappingNode Document)> Documents(string folder) =>
        Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == folder)
            .Order(StringComparer.Ordinal)
            .SelectMany(Read);

    public static IEnumerable<(string Place, YamlMappingNode Document)> Read(string file)
    {
        return [.. YamlText.ReadFile(file, file).Value.Select(root => (Path.GetRelativePath(Folder, file), (YamlMappingNode)root))];
    }

    /// <summary>A scalar of a mapping, or null if there is none.</summary>
    public static string? Text(this YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(key, out var value) ? (value as YamlScalarNode)?.Value : null;

    /// <summary>The mappings of a list; none if the key is absent.</summary>
    public static IReadOnlyList<YamlMappingNode> List(this YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(key, out var value)
        ? [.. ((YamlSequenceNode)value).Children.Cast<YamlMappingNode>()] : [];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "policy", "vn", "jurisdiction.yaml")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No policy/ folder above {AppContext.BaseDirectory}.");
    }
}

using System.Security.Cryptography;
using System.Text;
using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;

namespace AnSinh.Rulebook.Policies;

/// <summary>The files of policy/ as bytes, in one order on every machine.</summary>
internal sealed class PolicyFolder
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    private PolicyFolder()
    {
    }

    /// <summary>Folders of one jurisdiction each: those that hold a jurisdiction.yaml, from the country down.</summary>
    public IReadOnlyList<string> Jurisdictions => _files.Keys
        .Where(f => f.EndsWith("/jurisdiction.yaml", StringComparison.Ordinal))
        .Select(f => f[..^"/jurisdiction.yaml".Length]).ToList();

    /// <summary>Paths of all files, in order.</summary>
    public IReadOnlyCollection<string> Paths => _files.Keys;

    /// <summary>No files.</summary>
    public static PolicyFolder Empty { get; } = new();

    /// <summary>One file.</summary>
    public static PolicyFolder Of(string path, byte[] bytes)
    {
        var files = new PolicyFolder();
        files._files[path] = bytes;
        return files;
    }

    public static PolicyFolder Read(string folder)
    {
        var files = new PolicyFolder();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (Path.GetExtension(path) is ".yaml" or ".csv" && !name.StartsWith("templates/", StringComparison.Ordinal))
            {
                files._files[name] = File.ReadAllBytes(path);
            }
        }

        return files;
    }

    /// <summary>The bytes of a file, or null if there is none.</summary>
    public byte[]? FindOrNull(string path) => _files.GetValueOrDefault(path);

    /// <summary>The same files with some of them replaced or added.</summary>
    public PolicyFolder With(IEnumerable<(string Path, byte[] Bytes)> replaced)
    {
        var files = new PolicyFolder();
        foreach (var (path, bytes) in _files)
        {
            files._files[path] = bytes;
        }

        foreach (var (path, bytes) in replaced)
        {
            files._files[path] = bytes;
        }

        return files;
    }

    /// <summary>
    /// SHA-256 over every path and its bytes: the name of this state of the law. Who may what in the office, and which readings are looked
    /// into, is no law: a role that is given more makes no determination another.
    /// </summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, bytes) in _files.Where(f => !AccessReader.IsOf(f.Key) && !AlertReader.IsOf(f.Key)))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\n{bytes.Length}\n"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The mappings of the YAML documents at a path or below a folder.</summary>
    public IEnumerable<PolicyMap> Documents(string path, Problems problems) =>
        _files.Where(f => f.Key.EndsWith(".yaml", StringComparison.Ordinal)
            && (f.Key == path || f.Key.StartsWith(path + "/", StringComparison.Ordinal)))
            .SelectMany(f => PolicyDocuments.Read(f.Value, f.Key, problems));
}

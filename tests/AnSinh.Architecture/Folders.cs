using System.Text.RegularExpressions;

namespace AnSinh.Architecture;

/// <summary>
/// The rooms of a project: which folder refers to which, by the types of the namespaces a file uses. The face of a project (what lies in its
/// root) may use its rooms and be used by them; rooms among themselves point one way.
/// </summary>
internal static partial class Folders
{
    /// <summary>Files whose namespace is not their folder.</summary>
    public static IEnumerable<string> Misplaced(string path, string text) =>
        Namespace().Match(text) is { Success: true } told && told.Groups[1].Value != FolderOf(path).Replace('/', '.')
            ? [$"{path} is in namespace {told.Groups[1].Value}"] : [];

    /// <summary>Circles among the rooms of each project, each as the folders on it.</summary>
    public static IEnumerable<string> Circles(IReadOnlyDictionary<string, string> files)
    {
        var arrows = Arrows(files);
        return Knots(arrows).Select(knot => string.Join(" ⇄ ", knot.Order(StringComparer.Ordinal)) + ": "
            + string.Join("; ", arrows.Where(a => knot.Contains(a.From) && knot.Contains(a.To)).Select(a => $"{a.File} uses {a.Type}").Take(12)));
    }

    private static List<(string From, string To, string File, string Type)> Arrows(IReadOnlyDictionary<string, string> files)
    {
        var types = files.Where(f => f.Key.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(f => Declaration().Matches(f.Value).Select(m => (Type: m.Groups[1].Value, Folder: FolderOf(f.Key))))
            .Concat(files.Keys.Where(f => f.EndsWith(".razor", StringComparison.Ordinal))
                .Select(f => (Type: Path.GetFileNameWithoutExtension(f), Folder: FolderOf(f))))
            .Distinct().ToLookup(t => t.Type, t => t.Folder, StringComparer.Ordinal);
        return [.. from file in files
                   let folder = FolderOf(file.Key)
                   where folder.Contains('/', StringComparison.Ordinal)
                   let text = Silent().Replace(file.Value, "")
                   let seen = Usings().Matches(text).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal)
                   from word in Words().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal)
                   from home in types[word]
                   where home != folder && home.Contains('/', StringComparison.Ordinal) && RoomsOf(home) == RoomsOf(folder)
                       && (seen.Contains(home.Replace('/', '.')) || (folder + "/").StartsWith(home + "/", StringComparison.Ordinal))
                   select (folder, home, Path.GetFileName(file.Key), word)];
    }

    // Folders that reach each other.
    private static IEnumerable<IReadOnlySet<string>> Knots(IReadOnlyCollection<(string From, string To, string File, string Type)> arrows)
    {
        var next = arrows.ToLookup(a => a.From, a => a.To, StringComparer.Ordinal);
        var reach = arrows.SelectMany(a => new[] { a.From, a.To }).Distinct(StringComparer.Ordinal).ToDictionary(f => f, f =>
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var open = new Stack<string>(next[f]);
            while (open.TryPop(out var here))
            {
                if (seen.Add(here))
                {
                    next[here].ToList().ForEach(open.Push);
                }
            }

            return seen;
        }, StringComparer.Ordinal);
        return reach.Where(r => r.Value.Contains(r.Key))
            .Select(r => r.Value.Where(f => reach[f].Contains(r.Key)).ToHashSet(StringComparer.Ordinal))
            .DistinctBy(knot => knot.Order(StringComparer.Ordinal).First());
    }

    private static string FolderOf(string path) => path.Split('/', 2)[1] is var inside ? inside[..inside.LastIndexOf('/')] : "";

    private static string RoomsOf(string folder) => folder.Split('/')[0];

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^@?using\s+(?:static\s+)?([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex(@"^(?:public|internal)\s+(?:(?:static|sealed|abstract|partial|readonly|ref)\s+)*(?:class|record struct|record|struct|interface|enum)\s+([A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    // A word after a dot is a member, and one before a bracket without 'new' a call.
    [GeneratedRegex(@"(?<![.\w])[A-Z]\w*\b(?!\s*\()|(?<=new )[A-Z]\w*")]
    private static partial Regex Words();

    [GeneratedRegex("//[^\\n]*|@\\*.*?\\*@|\"\"\".*?\"\"\"|\\$?\"(?:[^\"\\\\\\n{]|\\\\.)*\"", RegexOptions.Singleline)]
    private static partial Regex Silent();
}

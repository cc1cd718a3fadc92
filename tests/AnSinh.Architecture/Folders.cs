using System.Text.RegularExpressions;

namespace AnSinh.Architecture;

/// <summary>
/// The rooms of a project: which folder refers to which, by the types of the namespaces a file uses. The face of a project (what lies in
/// its root) may use its rooms and be used by them; rooms among themselves point one way.
/// </summary>
internal static partial class Folders
{
    /// <summary>Files whose namespace is not their folder.</summary>
    public static IEnumerable<string> Misplaced(string path, string text) =>
        Namespace().Match(text) is { Success: true } told && told.Groups[1].Value != FolderOf(path).Replace('/', '.')
            ? [$"{path} is in namespace {told.Groups[1].Value}"] : [];

    /// <summary>
    /// The rooms of each project in the order docs/tour.md tells, as folders: rows of its table "rooms of | upstream first".
    /// </summary>
    public static IReadOnlyList<string> Order(string tour) =>
    [
        .. from row in RoomRow().Matches(tour)
           from room in Room().Matches(row.Groups[2].Value)
           select $"AnSinh.{row.Groups[1].Value}/{room.Groups[1].Value}",
    ];

    /// <summary>Arrows among the rooms of a project that do not point upstream, and rooms the order does not know.</summary>
    public static IEnumerable<string> Backward(IReadOnlyDictionary<string, string> files, IReadOnlyList<string> order)
    {
        var place = order.Select((room, i) => (room, i)).ToDictionary(r => r.room, r => r.i, StringComparer.Ordinal);
        return Arrows(files)
            .Where(a => !place.TryGetValue(a.From, out var from) || !place.TryGetValue(a.To, out var to) || to > from)
            .Select(a => $"{a.From} → {a.To} is not an arrow of docs/tour.md: {a.File} uses {a.Type}");
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

    private static string FolderOf(string path) => path.Split('/', 2)[1] is var inside ? inside[..inside.LastIndexOf('/')] : "";

    private static string RoomsOf(string folder) => folder.Split('/')[0];

    [GeneratedRegex(@"^\| `(\w+)` \| ((?:`[\w/]+`(?: · )?)+) \|$", RegexOptions.Multiline)]
    private static partial Regex RoomRow();

    [GeneratedRegex("`([\\w/]+)`")]
    private static partial Regex Room();

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^@?using\s+(?:static\s+)?([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex(
        @"^(?:public|internal)\s+(?:(?:static|sealed|abstract|partial|readonly|ref)\s+)*"
            + @"(?:class|record struct|record|struct|interface|enum)\s+([A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    // A word after a dot is a member, and one before a bracket without 'new' a call.
    [GeneratedRegex(@"(?<![.\w])[A-Z]\w*\b(?!\s*\()|(?<=new )[A-Z]\w*")]
    private static partial Regex Words();

    [GeneratedRegex("//[^\\n]*|@\\*.*?\\*@|\"\"\".*?\"\"\"|\\$?\"(?:[^\"\\\\\\n{]|\\\\.)*\"", RegexOptions.Singleline)]
    private static partial Regex Silent();
}

using System.Text.RegularExpressions;

namespace AnSinh.Architecture;

/// <summary>Only the project that makes a table writes SQL on it; others ask its owner.</summary>
internal static partial class TableOwners
{
    /// <summary>The project that makes each table, by name.</summary>
    public static IReadOnlyDictionary<string, string> Owners(IReadOnlyDictionary<string, string> files) =>
        files.SelectMany(f => Made().Matches(f.Value).Select(m => (Table: m.Groups[1].Value, Project: ProjectOf(f.Key))))
            .DistinctBy(t => t.Table).ToDictionary(t => t.Table, t => t.Project, StringComparer.Ordinal);

    /// <summary>Tables of others named in the SQL of a file.</summary>
    public static IEnumerable<string> Foreign(string path, string text, IReadOnlyDictionary<string, string> owners) =>
        from literal in Literals().Matches(text)
        where Statement().IsMatch(literal.Value)
        from named in Named().Matches(literal.Value)
        let table = named.Groups[1].Value
        where owners.TryGetValue(table, out var owner) && owner != ProjectOf(path)
        select $"{path}: SQL on '{table}', a table of {owners[table]}";

    /// <summary>Tables made where the doors are: an engine owns what is kept.</summary>
    public static IEnumerable<string> MadeAtDoors(string path, string text) =>
        ProjectOf(path) == "AnSinh.Host" ? Made().Matches(text).Select(m => $"{path} makes the table '{m.Groups[1].Value}'") : [];

    private static string ProjectOf(string path) => path.Split('/')[1];

    [GeneratedRegex(@"create table (?:if not exists )?(\w+)")]
    private static partial Regex Made();

    [GeneratedRegex("\\$?\"\"\".*?\"\"\"|\\$?\"(?:[^\"\\\\\\n]|\\\\.)*\"", RegexOptions.Singleline)]
    private static partial Regex Literals();

    [GeneratedRegex(@"\b(?:select|insert into|update|delete from|join)\s")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\b(?:from|join|into|update)\s+(\w+)\b")]
    private static partial Regex Named();
}

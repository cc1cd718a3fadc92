using System.Text;

namespace AnSinh.Rulebook.Policies;

/// <summary>
/// Which places there are to ask law of: those on the map (units.csv of policy/), by codes that go from the province down,
/// <c>vn-01-004</c>, and those with a folder of their own. The dates of the map are the register's matter; here a name only has to be one.
/// </summary>
internal static class PlaceReader
{
    private const string Country = "vn";

    public static void Read(PolicyDraft draft)
    {
        var places = draft.Levels.Select(l => l.Level.Code).ToHashSet(StringComparer.Ordinal);
        var units = draft.Folder.Paths.Where(p => p.EndsWith("/units.csv", StringComparison.Ordinal))
            .SelectMany(p => Units(draft.Folder.FindOrNull(p)!)).Distinct().ToList();
        var below = units.ToLookup(u => u.Parent, u => u.Code, StringComparer.Ordinal);
        var open = new Stack<(string Place, string Code)>([(Country, "")]);
        while (open.TryPop(out var at))
        {
            places.Add(at.Place);
            // A unit named as its own parent would go down for ever.
            foreach (var code in below[at.Code].Where(c => !at.Place.Contains($"-{c}", StringComparison.Ordinal)))
            {
                open.Push(($"{at.Place}-{code}", code));
            }
        }

        draft.Places = places;
        foreach (var (folder, level) in draft.Levels.Where(
            l => l.Level.Code.Count(c => c == '-') > 1 && units.Count > 0 && !IsOnMap(l.Level.Code, units)))
        {
            draft.Problems.Add("policy.code", $"{folder}/jurisdiction.yaml:1", $"địa bàn '{level.Code}' không có trên bản đồ (units.csv)");
        }
    }

    private static bool IsOnMap(string code, List<(string Code, string Parent)> units) =>
        code.Split('-') is [.., var parent, var own] && units.Contains((own, parent));

    /// <summary>
    /// Code and parent of each line; both stand before anything that may be quoted with a comma in it, but for the names.
    /// </summary>
    private static IEnumerable<(string Code, string Parent)> Units(byte[] csv)
    {
        var lines = Encoding.UTF8.GetString(csv).Split('\n').Select(l => Fields(l.TrimEnd('\r'))).ToList();
        var (code, parent) = lines.Count == 0 ? (-1, -1) : (lines[0].IndexOf("code"), lines[0].IndexOf("parent_code"));
        return code < 0 || parent < 0 ? []
            : lines.Skip(1).Where(f => f.Count > Math.Max(code, parent) && f[code].Length > 0).Select(f => (f[code], f[parent]));
    }

    private static List<string> Fields(string line)
    {
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var letter in line)
        {
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (letter == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(letter);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}

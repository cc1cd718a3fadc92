using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Access;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads policy/*/permissions and policy/*/roles: the access matrix.</summary>
internal static class AccessReader
{
    private static readonly Dictionary<string, Permission> Permissions = Enum.GetValues<Permission>()
        .ToDictionary(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.ToString()), StringComparer.Ordinal);

    private static readonly Dictionary<string, int> Levels = new(StringComparer.Ordinal)
    {
        ["province"] = 1,
        ["district"] = 2,
        ["commune"] = 3,
    };

    public static void Read(PolicyDraft draft)
    {
        var places = new List<(string Name, string Place)>();
        foreach (var (_, map) in draft.Documents("permissions"))
        {
            draft.Permissions.Add(new PermissionText(map.Word("permission", Permissions), map.RequiredLocal("label"),
                map.RequiredLocal("covers")));
            places.Add((map.Text("permission") ?? "", map.Place));
            map.Done();
        }

        draft.Problems.Unique(places, "quyền");
        var roles = new List<(string Name, string Place)>();
        foreach (var (_, map) in draft.Documents("roles"))
        {
            var role = new OfficeRole(map.Required("role"), map.RequiredLocal("label"), [.. map.Maps("at").Select(at => At(draft, at))]);
            map.Done();
            draft.Roles.Add(role);
            roles.Add((role.Id, map.Place));
            draft.Problems.Unique(role.At.Select(a => ($"{role.Id}, cấp {a.Level}", map.Place)), "cấp của vai trò");
        }

        draft.Problems.Unique(roles, "vai trò");
    }

    private static RoleAt At(PolicyDraft draft, PolicyMap map)
    {
        var level = map.Word("level", Levels);
        var (may, actsAs) = (Words(draft, map, "may", Permissions), Words(draft, map, "acts_as", ProcedureReader.Roles));
        foreach (var permission in may.Where(p => draft.Permissions.All(text => text.Id != p)))
        {
            var word = Permissions.First(p => p.Value == permission).Key;
            map.Wrong("may", $"quyền '{word}' chưa được mô tả trong permissions");
        }

        var at = new RoleAt(level, map.RequiredLocal("label"), may, actsAs);
        map.Done();
        return at;
    }

    private static HashSet<T> Words<T>(PolicyDraft draft, PolicyMap map, string key, Dictionary<string, T> words)
    {
        var found = new HashSet<T>();
        foreach (var word in map.Texts(key))
        {
            if (!words.TryGetValue(word, out var one))
            {
                draft.Problems.Add(Problems.Unknown, map.PlaceOf(key), $"không có '{word}'{Nearest.Hint(word, words.Keys)}");
            }
            else if (!found.Add(one))
            {
                map.Wrong(key, $"'{word}' được nêu hai lần");
            }
        }

        return found;
    }
}

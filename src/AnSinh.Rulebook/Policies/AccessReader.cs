using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Access;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads policy/*/permissions, roles and incompatible: the access matrix.</summary>
internal static class AccessReader
{
    private static readonly Dictionary<string, Permission> Permissions = Enum.GetValues<Permission>()
        .ToDictionary(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.ToString()), StringComparer.Ordinal);

    private const int CommuneLevel = 3;

    /// <summary>Levels of units by their words.</summary>
    public static IReadOnlyDictionary<string, int> Levels { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["province"] = 1,
        ["district"] = 2,
        ["commune"] = CommuneLevel,
    };

    private const int HoursLimit = 24;

    // Who does something and who it is in the procedures about it go together: a button without a step helps nobody, and a step without it.
    private static readonly (Permission May, ProcedureRole[] ActsAs)[] Pairs =
    [
        (Permission.ReviewPoverty, [ProcedureRole.PovertyReviewer]),
        (Permission.ChangeLaw, [ProcedureRole.LawEditor, ProcedureRole.LawApprover]),
        (Permission.WorkOnCases,
        [
            ProcedureRole.OneStopClerk, ProcedureRole.CommuneOfficer, ProcedureRole.CommuneChair, ProcedureRole.DistrictOfficer,
            ProcedureRole.DistrictChair, ProcedureRole.Accountant,
        ]),
    ];

    /// <summary>True of the path of a file that is the order of an office and no law.</summary>
    public static bool IsOf(string path) =>
        path.Split('/') is [_, "permissions" or "roles" or "incompatible" or "passwords" or "access", ..];

    public static void Read(PolicyDraft draft)
    {
        var places = new List<(string Name, string Place)>();
        foreach (var (_, map) in draft.Documents("permissions"))
        {
            draft.Permissions.Add(Text(map));
            places.Add((map.Text("permission") ?? "", map.Place));
            map.Done();
        }

        draft.Problems.Unique(places, "quyền");
        foreach (var (_, map) in draft.Documents("incompatible"))
        {
            draft.Incompatible.AddRange(Incompatible(draft, map));
            map.Done();
        }

        ReadRoles(draft);
    }

    private static PermissionText Text(PolicyMap map)
    {
        var id = map.Word("permission", Permissions);
        var hours = map.Whole("hours");
        if (id == Permission.WidenView ? hours is not (>= 1 and <= HoursLimit) : hours is not null)
        {
            map.Wrong("hours", $"'hours' (1–{HoursLimit}) là số giờ nhiều nhất của một lần mở quyền xem tạm, chỉ ghi ở 'widen_view'");
        }

        return new PermissionText(id, map.RequiredLocal("label"), map.RequiredLocal("covers"), map.Bool("whole_register"))
        {
            Widens = map.Bool("widens"),
            Hours = hours ?? 0,
        };
    }

    private static IEnumerable<Incompatible> Incompatible(PolicyDraft draft, PolicyMap map)
    {
        var (between, why) = (map.Texts("between").Select(w => DutyOrNull(draft, map, w)).OfType<Duty>().ToList(),
            map.RequiredLocal("why"));
        if (between.Count != 2 || between[0] == between[1])
        {
            map.Wrong("between", "ghi hai việc khác nhau: quyền (permissions) hoặc vai trò trong thủ tục (acts_as)");
            return [];
        }

        return [new Incompatible(between[0], between[1], why)];
    }

    private static Duty? DutyOrNull(PolicyDraft draft, PolicyMap map, string word)
    {
        if (Permissions.TryGetValue(word, out var permission))
        {
            return new Duty(word, permission, null);
        }

        if (ProcedureReader.Roles.TryGetValue(word, out var role))
        {
            return new Duty(word, null, role);
        }

        draft.Problems.Add(Problems.Unknown, map.PlaceOf("between"),
            $"không có '{word}'{Nearest.Hint(word, Permissions.Keys.Concat(ProcedureReader.Roles.Keys))}");
        return null;
    }

    private static void ReadRoles(PolicyDraft draft)
    {
        var roles = new List<(string Name, string Place)>();
        foreach (var (_, map) in draft.Documents("roles"))
        {
            var role = new OfficeRole(map.Required("role"), map.RequiredLocal("label"), [.. map.Maps("at").Select(at => At(draft, at))])
            {
                Delegable = map.Bool("delegable"),
            };
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
        Fits(draft, map, at);
        return at;
    }

    private static void Fits(PolicyDraft draft, PolicyMap map, RoleAt at)
    {
        if (at.Level == CommuneLevel && draft.Permissions.FirstOrDefault(p => p.WholeRegister && at.May.Contains(p.Id)) is { } wide)
        {
            map.Wrong("may", $"'{wide.Label.Vi}' là việc của cả sổ, không giao ở cấp xã");
        }

        if (at.ActsAs.Contains(ProcedureRole.Applicant))
        {
            map.Wrong("acts_as", "người đề nghị không phải là vai trò của văn phòng");
        }

        if (at.May.Contains(Permission.Record) && !at.May.Contains(Permission.RecordCivil))
        {
            map.Wrong("may", "'record' gồm cả 'record_civil': ghi cả hai");
        }

        foreach (var pair in draft.Incompatible.Where(i => i.Forbids(at, at)))
        {
            map.Wrong("may", $"'{pair.First.Word}' và '{pair.Second.Word}' không được ở cùng một vai trò: {pair.Why.Vi}");
        }

        foreach (var (may, actsAs) in Pairs.Where(p => at.May.Contains(p.May) != at.ActsAs.Overlaps(p.ActsAs)))
        {
            var (word, roles) = (Permissions.First(p => p.Value == may).Key,
                string.Join(", ", ProcedureReader.Roles.Where(r => actsAs.Contains(r.Value)).Select(r => r.Key)));
            map.Wrong("acts_as", $"'{word}' trong may đi với một trong {roles} trong acts_as, và ngược lại");
        }
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

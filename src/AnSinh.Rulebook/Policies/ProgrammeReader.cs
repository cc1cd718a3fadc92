using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Checking;
using AnSinh.Rulebook.Explaining;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads programmes and checks every expression as it is met.</summary>
internal static class ProgrammeReader
{
    /// <summary>The names, so that quantities and programmes read before may use a programme's result.</summary>
    public static List<(string Level, PolicyMap Map)> Names(PolicyDraft draft)
    {
        var found = draft.Documents("programmes").ToList();
        foreach (var (_, map) in found)
        {
            var id = map.Text("programme") ?? "";
            draft.Results.TryAdd(id, new Expressions.ResultSource(id, map.Local("label") ?? new LocalText(id)));
        }

        return found;
    }

    public static void Versions(PolicyDraft draft, List<(string Level, PolicyMap Map)> found)
    {
        foreach (var (level, map) in found)
        {
            var programme = One(draft, level, map);
            if (draft.Programmes.TryAdd(programme.Id, programme))
            {
                draft.Results[programme.Id].Programme = programme;
            }
            else
            {
                map.Wrong("programme", $"chế độ '{programme.Id}' đã có ở {draft.Programmes[programme.Id].Place}");
            }
        }
    }

    private static Programme One(PolicyDraft draft, string level, PolicyMap map)
    {
        var before = draft.Problems.All.Count;
        var label = map.RequiredLocal("label");
        var ledger = map.Bool("ledger");
        map.Ignore("note", "cite");
        var versions = map.Maps("versions").Select(v => Version(draft, v, ledger)).OrderBy(v => v.From).ThenBy(v => v.Issued).ToList();
        var programme = new Programme(
            map.Required("programme"), label, map.Local("short") ?? label, map.Word("applies_to", false, "person", "household"),
            map.Word("period", false, "month", "once", "event"), ledger, level, versions,
            map.Place) { Sensitive = Sensitive(map, versions) };
        map.Done();
        if (versions.Count == 0)
        {
            map.Missing("versions");
        }

        draft.Problems.Unique(versions.Select(v => (v.Id, v.Place)), "phiên bản");
        if (draft.Problems.All.Count == before)
        {
            DateCheck.Sequence(versions, draft.Problems, $"các phiên bản của '{programme.Id}'");
        }

        return programme;
    }

    /// <summary>Where every route rests on a protected fact, belonging tells it: the file says whether it does.</summary>
    private static bool Sensitive(PolicyMap map, List<ProgrammeVersion> versions)
    {
        var told = map.Text("sensitive") is not null;
        var sensitive = map.Bool("sensitive");
        if (!told && versions.Exists(v => v.Routes.Count > 0 && v.Routes.All(r => ProtectedGrounds.AreReadBy(r.When))))
        {
            map.Wrong("programme",
                "mọi diện đều dựa vào dữ kiện nhạy cảm: ghi rõ 'sensitive: true' (thuộc diện là lộ dữ kiện ấy) hoặc 'sensitive: false'");
        }

        return sensitive;
    }

    private static ProgrammeVersion Version(PolicyDraft draft, PolicyMap map, bool ledger)
    {
        var cite = draft.Cite(map, "cite", required: true);
        var (issued, inForce) = draft.TwoTimes(map, cite);
        var rounding = int.TryParse(map.Text("rounding") ?? "1", out var unit) && unit > 0 ? unit : 0;
        if (rounding == 0)
        {
            map.Wrong("rounding", "'rounding' là số đồng, nguyên dương");
        }

        var doubtful = draft.Doubt(map, PolicyDraft.Checked(map), cite);
        var (scope, defines) = Defines(draft, map);
        var clauses = new ClauseReader(draft, scope, Math.Max(rounding, 1), map.Has("base"));
        var requirements = map.Maps("require").Select(r => clauses.Clause(r, required: true)).ToList();
        var start = clauses.Base(map);
        var routes = map.Maps("routes").Select(r => clauses.Route(r, start)).ToList();
        var version = new ProgrammeVersion(
            map.Required("id"), PolicyDraft.From(map), map.Date("to"), issued, inForce, cite ?? new Citation(""),
            doubtful, map.Text("note"),
            Math.Max(rounding, 1), defines, requirements, routes, start, Select(draft, map, routes, scope), map.Place)
        {
            GapAllowed = map.Word("gap", false, "error", "allowed") == "allowed",
            NameScope = scope,
            Holds = HoldsReader.Of(draft, map, route: false) ?? Holds.Unsaid,
        };
        if (ledger && !map.Has("holds"))
        {
            map.Missing("holds");
        }

        map.Done();
        VersionCheck.Check(version, ledger, draft.Problems);
        return version;
    }

    internal static (NameScope NameScope, List<Define> Defines) Defines(PolicyDraft draft, PolicyMap map)
    {
        var names = new Dictionary<string, Define>(StringComparer.Ordinal);
        var scope = new NameScope(draft.Names, names);
        var defines = new List<Define>();
        foreach (var item in map.Maps("define"))
        {
            var (id, text) = (item.Required("id"), item.Required("as"));
            var say = item.Local("say") ?? item.Local("label");
            item.Ignore("note", "cite");
            item.Done();
            if (text.Length == 0 || draft.Problems.Keep(scope.Read(text, item.PlaceOf("as"))) is not { } expression)
            {
                scope.BrokenDefines.Add(id);
                continue;
            }

            if (!names.TryAdd(id, new Define(id, expression, say)))
            {
                item.Wrong("id", $"define '{id}' lặp lại");
            }

            defines.Add(names[id]);
        }

        return (scope, defines);
    }

    private static Select Select(PolicyDraft draft, PolicyMap version, List<Route> routes, NameScope scope)
    {
        if (version.Map("select") is not { } map)
        {
            if (routes.Count > 1)
            {
                version.Missing("select");
            }

            return new Select(SelectRule.Highest, null, null, []);
        }

        var rule =
            map.Word("rule", true, "highest", "sum", "first") switch { "sum" => SelectRule.Sum, "first" => SelectRule.First,
                _ => SelectRule.Highest };
        var together = map.Maps("together").Select(t => Together(draft, t, routes)).ToList();
        if (rule != SelectRule.Highest && together.Count > 0)
        {
            map.Wrong("together", "'together' chỉ có nghĩa với rule: highest");
        }

        var select = new Select(rule, draft.Cite(map, "cite", required: false), map.Local("say"), together);
        ClauseReader.CheckSay(draft, scope, map);
        map.Ignore("note");
        map.Done();
        return select;
    }

    private static Together Together(PolicyDraft draft, PolicyMap map, List<Route> routes)
    {
        var together = new Together(map.Required("route"), map.Texts("with"), draft.Cite(map, "cite", required: false), map.Local("say"));
        map.Ignore("note");
        map.Done();
        var names = routes.Select(r => r.Id).ToList();
        // Two routes of one name: the other is the one that seems missing.
        foreach (var wrong in together.With.Prepend(together.Route)
            .Where(r => !names.Contains(r) && names.Distinct().Count() == names.Count))
        {
            draft.Problems.Add(Problems.Unknown, map.PlaceOf(wrong == together.Route ? "route" : "with"),
                $"không có diện '{wrong}' trong phiên bản này{Nearest.Hint(wrong, names)}");
        }

        if (together.With.Count == 0)
        {
            map.Missing("with");
        }
        else if (together.With.Contains(together.Route))
        {
            map.Wrong("with", $"diện '{together.Route}' không thể đi cùng chính nó");
        }

        return together;
    }
}

using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads <c>holds</c>: which day's state counts for a month.</summary>
internal static class HoldsReader
{
    private static readonly string[] Days = ["any", "first", "end", "eve"];

    /// <summary>What a version or a route says of it, or null if it is silent.</summary>
    public static Holds? Of(PolicyDraft draft, PolicyMap owner, bool route)
    {
        if (owner.Map("holds") is not { } map)
        {
            return null;
        }

        var on =
            map.Word("day", true, Days) switch { "first" => HoldsOn.First, "end" => HoldsOn.End, "eve" => HoldsOn.Eve, _ => HoldsOn.Any };
        if (route && map.Has("levels"))
        {
            map.Wrong("levels", "'levels' là quy tắc chung của phiên bản, không ghi ở từng diện");
        }
        else if (on != HoldsOn.Any && map.Has("levels"))
        {
            map.Wrong("levels", "'levels' chỉ có nghĩa với day: any (một ngày khác thì không có nhiều mức để chọn)");
        }

        var levels =
            map.Word("levels", !route && on == HoldsOn.Any, "highest", "latest", "earliest") switch { "latest" => Levels.Latest,
                "earliest" => Levels.Earliest, _ => Levels.Highest };
        var cite = draft.Cite(map, "cite", required: true);
        var holds = new Holds(on, levels, cite, map.Local("say"), draft.Doubt(map, PolicyDraft.Checked(map), cite));
        map.Ignore("note");
        map.Done();
        return holds;
    }
}

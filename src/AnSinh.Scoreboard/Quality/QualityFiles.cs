using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Rulebook;
using AnSinh.Scoreboard.Publications;
using AnSinh.Scoreboard.Sheets;

namespace AnSinh.Scoreboard.Quality;

/// <summary>Reads policy/*/quality/*.yaml.</summary>
internal static class QualityFiles
{
    private static readonly Dictionary<string, QualityGroup> Groups = new()
    {
        ["missing"] = QualityGroup.Missing,
        ["implausible"] = QualityGroup.Implausible,
        ["contradictory"] = QualityGroup.Contradictory,
    };

    private static readonly string[] Fixes = ["identity", "death", "head", "home", "move", "row", "doubles", "file",
        "decision", "money", "why", "unit", "borders"];

    public static QualityCheck Check(Sheet sheet)
    {
        sheet.Only("check", "order", "group", "label", "why", "basis", "doubt", "when", "find", "limits", "reference", "fix");
        var (when, find) = (sheet.TextOrNull("when"), sheet.TextOrNull("find"));
        if ((when is null) == (find is null))
        {
            sheet.Error("Một phép kiểm có đúng một trong hai: 'when' (điều kiện) hoặc 'find' (tên bộ tìm).",
                when is null ? "check" : "find");
        }

        var limits = new Dictionary<string, int>(StringComparer.Ordinal);
        if (sheet.Inner("limits") is { } numbers)
        {
            foreach (var key in numbers.Keys)
            {
                limits[key] = numbers.Whole(key);
            }
        }

        var wanted = find is null ? []
            : StructureChecks.All.TryGetValue(find, out var structure) ? structure.Limits : QualityEngine.Finders.GetValueOrDefault(find);
        if (wanted is null)
        {
            sheet.Error(
                $"Không có bộ tìm '{find}'; có: {string.Join(", ", StructureChecks.All.Keys.Concat(QualityEngine.Finders.Keys).Order(StringComparer.Ordinal))}.", "find");
        }
        else if (!wanted.Order(StringComparer.Ordinal).SequenceEqual(limits.Keys.Order(StringComparer.Ordinal)))
        {
            sheet.Error(wanted.Count == 0 ? "Phép kiểm này không dùng 'limits'."
                : $"'limits' phải có đúng các số: {string.Join(", ", wanted)}.", "limits");
        }

        var fix = sheet.Texts("fix");
        foreach (var unknown in fix.Where(f => !Fixes.Contains(f) && !f.StartsWith("fact:", StringComparison.Ordinal)))
        {
            sheet.Error($"Không có cách sửa '{unknown}'; có: {string.Join(", ", Fixes)}, fact:TÊN.", "fix");
        }

        return new QualityCheck(
            sheet.Text("check"), sheet.Whole("order"), sheet.Word("group", Groups), sheet.Local("label"), sheet.Local("why"),
            sheet.LocalOrNull("basis"), sheet.LocalOrNull("doubt"),
            when, find, limits, sheet.TextOrNull("reference"), fix, sheet.Place);
    }

    /// <summary>What can only be told with the other files: references that exist.</summary>
    public static IEnumerable<Refusal> Against(IEnumerable<QualityCheck> checks, IReadOnlyCollection<ReferenceFigure> references) =>
        checks.Where(c => c.Reference is not null && references.All(r => r.Id != c.Reference))
            .Select(c => new Refusal("quality.reference", $"Không có số tham chiếu '{c.Reference}'.", c.Place));

    /// <summary>What is wrong with the conditions and fact kinds, with file and line.</summary>
    public static IEnumerable<Refusal> Against(IEnumerable<QualityCheck> checks, Policy policy) => checks.SelectMany(c =>
        (c.When is null ? [] : Condition(c, policy))
        .Concat(c.Fix.Where(f => f.StartsWith("fact:", StringComparison.Ordinal) && policy.Facts.FindOrNull(f[5..]) is null)
            .Select(f => new Refusal("quality.fact", $"Không có loại dữ kiện '{f[5..]}'.", c.Place))));

    // A list of a check would tell everybody on it what is protected.
    private static IReadOnlyList<Refusal> Condition(QualityCheck check, Policy policy)
    {
        var parsed = policy.ParseCondition(check.When!, check.Place);
        return !parsed.Ok ? parsed.Refusals
            : [.. parsed.Value.FactsUsed.Select(policy.Facts.FindOrNull).Where(k => k is { Sensitive: true })
                .Select(k =>
                    new Refusal("quality.sensitive", $"Dữ kiện nhạy cảm '{k!.Name}' không được dùng để lập danh sách.", check.Place))];
    }
}

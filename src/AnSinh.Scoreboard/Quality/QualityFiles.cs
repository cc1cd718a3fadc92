using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Register.Quality;
using AnSinh.Rulebook;
using AnSinh.Scoreboard.Publications;

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

    public static QualityCheck Check(PolicyMap sheet)
    {
        var (when, find) = (sheet.Text("when"), sheet.Text("find"));
        if ((when is null) == (find is null))
        {
            sheet.Wrong(
                when is null ? "check" : "find", "Một phép kiểm có đúng một trong hai: 'when' (điều kiện) hoặc 'find' (tên bộ tìm).");
        }

        var limits = Limits(sheet, find);
        var fix = sheet.OneOrMore("fix");
        foreach (var unknown in fix.Where(f => !Fixes.Contains(f) && !f.StartsWith("fact:", StringComparison.Ordinal)))
        {
            sheet.Wrong("fix", $"Không có cách sửa '{unknown}'; có: {string.Join(", ", Fixes)}, fact:TÊN.");
        }

        var check = new QualityCheck(
            sheet.Required("check"), sheet.RequiredWhole("order"), sheet.Word("group", Groups), sheet.RequiredLocal("label"),
            sheet.RequiredLocal("why"), sheet.Local("basis"), sheet.Local("doubt"),
            when, find, limits, sheet.Text("reference"), fix, sheet.Place);
        sheet.Done();
        return check;
    }

    // The numbers of a check: exactly those its finder asks for.
    private static Dictionary<string, int> Limits(PolicyMap sheet, string? find)
    {
        var limits = new Dictionary<string, int>(StringComparer.Ordinal);
        if (sheet.Map("limits") is { } numbers)
        {
            foreach (var key in numbers.Keys)
            {
                limits[key] = numbers.RequiredWhole(key);
            }
        }

        var wanted = find is null ? []
            : StructureChecks.All.TryGetValue(find, out var structure) ? structure.Limits : QualityEngine.Finders.GetValueOrDefault(find);
        if (wanted is null)
        {
            var finders = StructureChecks.All.Keys.Concat(QualityEngine.Finders.Keys).Order(StringComparer.Ordinal);
            sheet.Wrong("find", $"Không có bộ tìm '{find}'; có: {string.Join(", ", finders)}.");
        }
        else if (!wanted.Order(StringComparer.Ordinal).SequenceEqual(limits.Keys.Order(StringComparer.Ordinal)))
        {
            sheet.Wrong("limits", wanted.Count == 0 ? "Phép kiểm này không dùng 'limits'."
                : $"'limits' phải có đúng các số: {string.Join(", ", wanted)}.");
        }

        return limits;
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

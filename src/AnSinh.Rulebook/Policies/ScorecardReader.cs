using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Checking;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads scorecards in two rounds, as <see cref="QuantityReader"/> does quantities.</summary>
internal static class ScorecardReader
{
    public static List<(Scorecard Card, string Level, PolicyMap Map)> Names(PolicyDraft draft)
    {
        var found = new List<(Scorecard, string, PolicyMap)>();
        foreach (var (level, map) in draft.Documents("scorecards"))
        {
            var name = map.Required("scorecard");
            if (!draft.Scorecards.TryGetValue(name, out var card))
            {
                draft.Scorecards[name] = card = new Scorecard(name, map.RequiredLocal("label"), map.Place);
            }

            card.CutNames = [.. card.CutNames.Union(map.Maps("versions").SelectMany(v => v.Map("cuts")?.Keys ?? []))];
            map.Ignore("label", "note", "cite");
            found.Add((card, level, map));
        }

        return found;
    }

    public static void Versions(PolicyDraft draft, List<(Scorecard Card, string Level, PolicyMap Map)> found)
    {
        foreach (var (card, level, map) in found)
        {
            var versions = map.Maps("versions").Select(v => Version(draft, v, level)).OrderBy(v => v.From).ThenBy(v => v.Issued).ToList();
            map.Done();
            if (versions.Count == 0)
            {
                map.Missing("versions");
            }

            if (card.Versions.FirstOrDefault(v => v.Level == level) is { } other)
            {
                map.Wrong("scorecard", $"phiếu '{card.Name}' cho địa bàn '{level}' đã có ở {other.Place}; để chung một nơi");
            }

            DateCheck.Sequence(versions, v => v.GapAllowed, v => v.Place, draft.Problems, $"các phiên bản của phiếu '{card.Name}'");
            card.Versions = [.. card.Versions, .. versions];
        }
    }

    private static ScorecardVersion Version(PolicyDraft draft, PolicyMap map, string level)
    {
        var cite = draft.Cite(map, "cite", required: true);
        var (issued, inForce) = draft.TwoTimes(map, cite);
        var scope = new NameScope(draft.Names);
        var items = map.Maps("items").Select(i => Item(draft, i, scope)).ToList();
        draft.Problems.Unique(items.Select(i => (i.Id, i.Place)), "mục chấm điểm");
        var max = Points(map, "max") ?? 0;
        if (items.Sum(i => i.Max) is var sum && sum != max)
        {
            map.Wrong("max", $"'max: {max}' khác tổng điểm tối đa các mục ({sum})");
        }

        var cuts = new Dictionary<string, long>(StringComparer.Ordinal);
        if (map.Map("cuts") is { } named)
        {
            foreach (var name in named.Keys.ToList())
            {
                cuts[name] = Points(named, name) ?? 0;
            }
        }

        var version = new ScorecardVersion(
            level, map.Required("id"), PolicyDraft.From(map), map.Date("to"), issued, inForce, cite ?? new Citation(""),
            draft.Doubt(map, PolicyDraft.Checked(map), cite),
            map.Text("note"), max, items, cuts, map.Place)
        {
            GapAllowed = map.Word("gap", false, "error", "allowed") == "allowed",
            Body = items.Select(i => i.Points.Root).DefaultIfEmpty(new Constant(ExprType.Whole, 0))
            .Aggregate((a, b) => new Arithmetic(ExprType.Whole, ArithmeticOperator.Add, a, b)),
        };
        map.Done();
        return version;
    }

    /// <summary>An item: so many points <c>when</c> a condition holds, or a <c>value</c> between 0 and its <c>max</c>.</summary>
    private static ScoreItem Item(PolicyDraft draft, PolicyMap map, NameScope scope)
    {
        var (points, when) = (Points(map, "points"), map.Text("when"));
        var read = map.Text("value") is { } value
            ? draft.Problems.Keep(scope.Read(value, map.PlaceOf("value"), ExpressionType.Whole))
            : when is { } condition && draft.Problems.Keep(scope.Read(condition, map.PlaceOf("when"), ExpressionType.Bool)) is { } holds
                ? new Expression(condition, holds.Place,
                    new Conditional(holds.Root, new Constant(ExprType.Whole, points ?? 0), new Constant(ExprType.Whole, 0)))
                : null;
        if (map.Has("value") == map.Has("when") || map.Has("when") != map.Has("points") || map.Has("value") != map.Has("max"))
        {
            map.WrongWhole("policy.item", "mỗi mục có 'points' và 'when', hoặc 'value' và 'max'");
        }

        var item = new ScoreItem(
            map.Required("id"), map.RequiredLocal("label"), read ?? new Expression("0", map.Place, new Constant(ExprType.Whole, 0)),
            Points(map, "max") ?? points ?? 0,
            draft.Cite(map, "cite", required: false), map.Bool("reviewed"), map.Place);
        map.Ignore("note");
        map.Done();
        return item;
    }

    private static long? Points(PolicyMap map, string key)
    {
        if (map.Text(key) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var points) && points <= Coefficients.NumberLimit)
        {
            return points;
        }

        map.Wrong(key, $"'{key}: {text}' không phải là số điểm");
        return null;
    }
}

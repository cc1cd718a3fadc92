using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Checking;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads quantities in two rounds: first the names, so that any may use any other, then the versions.</summary>
internal static class QuantityReader
{
    private static readonly Dictionary<string, ExpressionType> Types = new(StringComparer.Ordinal)
    {
        ["dong"] = ExpressionType.Dong, ["percent"] = ExpressionType.Whole, ["whole"] = ExpressionType.Whole,
        ["coefficient"] = ExpressionType.Coefficient, ["date"] = ExpressionType.Date, ["bool"] = ExpressionType.Bool,
    };

    public static List<(Quantity Quantity, string Level, PolicyMap Map)> Names(PolicyDraft draft)
    {
        var found = new List<(Quantity, string, PolicyMap)>();
        foreach (var (level, map) in draft.Documents("quantities"))
        {
            var (name, unit) = (map.Required("quantity"), map.Word("type", true, [.. Types.Keys]));
            if (!draft.Quantities.TryGetValue(name, out var quantity))
            {
                draft.Quantities[name] =
                    quantity = new Quantity(name, map.RequiredLocal("label"), unit, Types[unit], map.Bool("auxiliary"), map.Place);
            }
            else if (quantity.Unit != unit)
            {
                map.Wrong("type", $"'type' khác với khai báo ở {quantity.Place}");
            }

            map.Ignore("label", "auxiliary", "note", "cite");
            found.Add((quantity, level, map));
        }

        return found;
    }

    public static void Versions(PolicyDraft draft, List<(Quantity Quantity, string Level, PolicyMap Map)> found)
    {
        foreach (var (quantity, level, map) in found)
        {
            var before = draft.Problems.All.Count;
            var versions = map.Maps("versions").Select(v => Version(draft, v, level, quantity)).OrderBy(v => v.From)
                .ThenBy(v => v.Issued).ToList();
            map.Done();
            if (versions.Count == 0)
            {
                map.Missing("versions");
            }

            if (quantity.Versions.FirstOrDefault(v => v.Level == level) is { } other)
            {
                map.Wrong("quantity", $"đại lượng '{quantity.Name}' cho địa bàn '{level}' đã có ở {other.Place}; để chung một nơi");
            }

            if (draft.Problems.All.Count > before)
            {
                draft.Broken.Add("quantities." + quantity.Name);
                quantity.Versions = [.. quantity.Versions, .. versions];
                continue;
            }

            DateCheck.Sequence(versions, v => v.GapAllowed, v => v.Place, draft.Problems, $"các phiên bản của '{quantity.Name}'");
            quantity.Versions = [.. quantity.Versions, .. versions];
        }
    }

    private static QuantityVersion Version(PolicyDraft draft, PolicyMap map, string level, Quantity quantity)
    {
        var cite = draft.Cite(map, "cite", required: true);
        var (issued, inForce) = draft.TwoTimes(map, cite);
        var (scope, _) = ProgrammeReader.Defines(draft, map);
        var clauses = map.Maps("choose").Select(c => Clause(draft, c, scope, quantity)).ToList();
        if (clauses.Count == 0)
        {
            map.Missing("choose");
        }

        draft.Problems.Unique(clauses.Select(c => (c.Id, c.Place)), "trường hợp");
        foreach (var early in clauses.SkipLast(1).Where(c => c.When is null))
        {
            draft.Problems.Add("policy.unreachable", early.Place,
                $"'{early.Id}' không có 'when' nên các trường hợp sau nó không bao giờ đến lượt");
        }

        var version = new QuantityVersion(
            level, map.Required("id"), PolicyDraft.From(map), map.Date("to"), issued, inForce, cite ?? new Citation(""),
            draft.Doubt(map, PolicyDraft.Checked(map), cite),
            map.Text("note"), clauses, map.Place)
        {
            GapAllowed = map.Word("gap", false, "error", "allowed") == "allowed",
            Body = Body(quantity, clauses),
            NameScope = scope,
        };
        map.Done();
        return version;
    }

    private static QuantityClause Clause(PolicyDraft draft, PolicyMap map, NameScope scope, Quantity quantity)
    {
        var when = map.Text("when") is { } condition
            ? draft.Problems.Keep(scope.Read(condition, map.PlaceOf("when"), ExpressionType.Bool)) : null;
        if (map.Has("when") && when is null)
        {
            when = new Expression("false", map.PlaceOf("when"), Constant.No);
        }

        var wanted = quantity.Type == ExpressionType.Dong ? ExpressionType.Scaled : quantity.Type;
        var value = map.Required("value") is { Length: > 0 } text
            ? draft.Problems.Keep(scope.Read(text, map.PlaceOf("value"), wanted)) : null;
        if (value is not null && quantity.Type == ExpressionType.Dong)
        {
            value = new Expression(value.Text, value.Place, new Rounded(value.Root, 1));
        }

        if (quantity.Unit == "percent" && value is { Root: Constant { IsUnknown: false, Value: > 100 or < 0 } constant })
        {
            map.Wrong("value", $"{constant.Value} phần trăm: phải từ 0 đến 100");
        }

        var cite = draft.Cite(map, "cite", required: false);
        var clause = new QuantityClause(
            map.Required("id"), when, value ?? new Expression("0", map.Place, new Constant(quantity.ValueType, 0)), cite, map.Local("say"),
            draft.Doubt(map, PolicyDraft.Checked(map), cite), map.Place);
        ClauseReader.CheckSay(draft, scope, map);
        map.Ignore("note");
        map.Done();
        return clause;
    }

    /// <summary>The first clause that holds; none, and the value is unknown.</summary>
    private static Node Body(Quantity quantity, List<QuantityClause> clauses)
    {
        Node body = new Constant(quantity.ValueType, FactKind.Unknown, $"quantities.{quantity.Name}");
        foreach (var clause in Enumerable.Reverse(clauses))
        {
            body = clause.When is null ? clause.Value.Root : new Conditional(clause.When.Root, clause.Value.Root, body);
        }

        return body;
    }
}

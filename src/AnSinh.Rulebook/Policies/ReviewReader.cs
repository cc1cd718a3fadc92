using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads policy/*/poverty_round: reviews of households.</summary>
internal static class ReviewReader
{
    private static readonly string[] StepIds = ["list", "survey", "meeting", "posting", "complaints", "opinion", "recognition"];
    private static readonly string[] SignKinds = ["when", "income", "empty"];

    public static void Read(PolicyDraft draft)
    {
        foreach (var (level, map) in draft.Documents("poverty_round"))
        {
            var scope = new NameScope(draft.Names);
            var areas = map.Map("areas");
            var review = new Review(
                map.Required("review"), map.RequiredLocal("label"), Fact(draft, map, "status"), Fact(draft, map, "listed"),
                Fact(draft, map, "area"),
                areas?.Pairs() ?? new Dictionary<string, string>(),
                [.. map.Maps("versions").Select(v => Version(draft, scope, v, level)).OrderBy(v => v.From)],
                [.. map.Maps("reasons").Select(s => Sign(draft, scope, s))], [.. map.Maps("checks").Select(s => Sign(draft, scope, s))],
                [.. map.Maps("causes").Select(Cause)], map.Place);
            map.Done();
            draft.Problems.Unique(review.Reasons.Concat(review.Checks).Select(s => (s.Id, map.Place)), "dấu hiệu rà soát");
            for (var i = 1; i < review.Versions.Count; i++)
            {
                if (review.Versions[i - 1].To is not { } end || end >= review.Versions[i].From)
                {
                    draft.Problems.Add("policy.overlap", review.Versions[i].Place,
                        $"ấn bản '{review.Versions[i].Id}' chồng ngày với '{review.Versions[i - 1].Id}'");
                }
            }

            draft.Reviews.Add(review);
        }
    }

    private static ReviewVersion Version(PolicyDraft draft, NameScope scope, PolicyMap map, string level)
    {
        var cite = draft.Cite(map, "cite", required: true) ?? new Citation("");
        (string, string)? season = null;
        if (map.Map("season") is { } dates)
        {
            season = (DayOfYear(dates, "from"), DayOfYear(dates, "to"));
            draft.Cite(dates, "cite", required: true);
            dates.Done();
        }

        var steps = map.Maps("steps").Select(s => Step(draft, s)).ToList();
        if (steps.Count == 0 || steps[0].Id != "list" || steps[^1].Id != "recognition"
            || !steps.Select(s => Array.IndexOf(StepIds, s.Id)).SequenceEqual(steps.Select(s => Array.IndexOf(StepIds, s.Id)).Order()))
        {
            map.Wrong("steps", $"các bước đi từ list đến recognition theo thứ tự {string.Join(", ", StepIds)}");
        }

        var version = new ReviewVersion(
            level, map.Required("id"), map.RequiredDate("from"), map.Date("to"), cite, draft.Doubt(map, PolicyDraft.Checked(map), cite),
            map.Text("note"), season, steps,
            Known(map, "sheets", draft.Scorecards.Keys), Known(map, "fields", draft.Facts.All.Select(f => f.Name)),
            Known(map, "classes", draft.Programmes.Keys),
            draft.Problems.Keep(scope.Read(map.Required("limit"), map.PlaceOf("limit"), ExpressionType.Dong))
                ?? new Expression("0", map.Place, new Constant(ExprType.Dong, 0)), map.Place);
        map.Done();
        return version;
    }

    private static ReviewStep Step(PolicyDraft draft, PolicyMap map)
    {
        var cite = draft.Cite(map, "cite", required: true) ?? new Citation("");
        var step = new ReviewStep(
            map.Word("id", true, StepIds), map.RequiredLocal("label"),
            map.Has("agree_percent") ? Whole(map, "agree_percent", 100) : null,
            cite, draft.Doubt(map, PolicyDraft.Checked(map), cite), map.Text("note"));
        map.Done();
        return step;
    }

    private static ReviewSign Sign(PolicyDraft draft, NameScope scope, PolicyMap map)
    {
        if (SignKinds.Count(map.Has) != 1)
        {
            map.WrongWhole("policy.sign", "mỗi dấu hiệu có đúng một trong 'when', 'income', 'empty'");
        }

        var sign = new ReviewSign(
            map.Required("id"), map.RequiredLocal("label"), Expression("when", ExpressionType.Bool),
            Expression("income", ExpressionType.Dong),
            map.Bool("empty"), map.Bool("must"), map.Bool("strong"), draft.Cite(map, "cite", required: map.Bool("must")));
        map.Ignore("note");
        map.Done();
        return sign;

        Expression? Expression(string key, ExpressionType type) =>
            map.Text(key) is { } text ? draft.Problems.Keep(scope.Read(text, map.PlaceOf(key), type)) : null;
    }

    private static ReviewCause Cause(PolicyMap map)
    {
        var offered = map.Word("for", true, "exit", "fall", "any");
        var cause = new ReviewCause(map.Required("id"), map.RequiredLocal("label"), offered != "fall", offered != "exit");
        map.Done();
        return cause;
    }

    private static string Fact(PolicyDraft draft, PolicyMap map, string key)
    {
        var name = map.Required(key);
        if (draft.Facts.FindOrNull(name) is not { Subject: FactSubject.Household })
        {
            map.Wrong(key, $"'{name}' không phải dữ kiện của hộ");
        }

        return name;
    }

    private static IReadOnlyList<string> Known(PolicyMap map, string key, IEnumerable<string> names)
    {
        var (texts, all) = (map.Texts(key), names.ToHashSet(StringComparer.Ordinal));
        foreach (var text in texts.Where(t => !all.Contains(t)))
        {
            map.Wrong(key, $"không có '{text}' trong policy/{Nearest.Hint(text, all)}");
        }

        return texts;
    }

    private static int Whole(PolicyMap map, string key, int most)
    {
        if (int.TryParse(map.Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most)
        {
            return number;
        }

        map.Wrong(key, $"'{key}' là số nguyên từ 1 đến {most}");
        return 1;
    }

    private static string DayOfYear(PolicyMap map, string key)
    {
        var text = map.Required(key);
        if (!DateOnly.TryParseExact("2020-" + text, "yyyy-MM-dd", out _))
        {
            map.Wrong(key, $"'{text}' không phải ngày trong năm (MM-dd)");
        }

        return text;
    }
}

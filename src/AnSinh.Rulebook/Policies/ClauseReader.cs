using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads requirements, routes, exclusions and rates of one version.</summary>
internal sealed class ClauseReader(PolicyDraft draft, NameScope scope, int rounding, bool hasBase)
{
    private bool _baseTold;

    private static readonly Expression Never = new("false", "", Constant.No);

    public Clause Clause(PolicyMap map, bool required)
    {
        var clause = new Clause(map.Required("id"), Condition(map) ?? Never, draft.Cite(map, "cite", required),
            map.Local("say"), map.Bool("uncertain"), map.Place);
        CheckSay(draft, scope, map);
        map.Ignore("note", "starts", "checked");
        map.Done();
        return clause;
    }

    public Expression? Base(PolicyMap version) => version.Text("base") is { } text
        ? draft.Problems.Keep(scope.Read(text, version.PlaceOf("base"), ExpressionType.Dong))
        : null;

    public Route Route(PolicyMap map, Expression? start)
    {
        var starts = map.Word("starts", false, "condition", "decision") == "decision" ? Starts.Decision : Starts.Condition;
        var cite = draft.Cite(map, "cite", required: true);
        var route = new Route(
            map.Required("id"), map.RequiredLocal("label"), starts, Condition(map) ?? Never, cite, map.Local("say"),
            map.Maps("unless").Select(u => Clause(u, required: true)).ToList(),
            map.Maps("rates").Select(r => Rate(r, start)).ToList(),
            draft.Doubt(map, PolicyDraft.Checked(map), cite), map.Place)
        {
            Holds = HoldsReader.Of(draft, map, route: true),
        };
        CheckSay(draft, scope, map);
        map.Ignore("note");
        map.Done();
        return route;
    }

    private Rate Rate(PolicyMap map, Expression? start)
    {
        var when = map.Has("when") ? Condition(map) : null;
        var coefficient = map.Text("coefficient") is { } times
            ? draft.Problems.Keep(scope.Read(times, map.PlaceOf("coefficient"), ExpressionType.Coefficient)) : null;
        var amount = map.Text("amount") is { } text
            ? draft.Problems.Keep(scope.Read(text, map.PlaceOf("amount"), ExpressionType.Scaled)) : null;
        if (map.Has("coefficient") == map.Has("amount"))
        {
            map.WrongWhole("policy.rate", "mỗi mức hưởng có đúng một trong hai: 'coefficient' (nhân với base) hoặc 'amount'");
        }
        else if (coefficient is not null && start is null && !hasBase && !_baseTold)
        {
            _baseTold = true;
            map.Wrong("coefficient", "có hệ số mà phiên bản chưa có 'base' để nhân");
        }

        NotNegative(map, "coefficient", coefficient);
        NotNegative(map, "amount", amount);
        var cite = draft.Cite(map, "cite", required: false);
        var rate = new Rate(map.Required("id"), when, coefficient, Total(map, coefficient, amount, start), cite,
            map.Local("say"), draft.Doubt(map, PolicyDraft.Checked(map), cite), map.Place);
        CheckSay(draft, scope, map);
        map.Ignore("note");
        map.Done();
        return rate;
    }

    /// <summary>Nobody is owed less than nothing. What depends on facts is asked of the worked cases.</summary>
    private static void NotNegative(PolicyMap map, string key, Expression? expression)
    {
        try
        {
            if (expression is not null && ConstantFolding.Fold(expression.Root) is Constant { IsUnknown: false, Value: < 0 })
            {
                map.Wrong(key, $"'{key}: {expression.Text}' là số âm");
            }
        }
        catch (OverflowException)
        {
            map.Wrong(key, $"'{key}: {expression!.Text}' tính ra số quá lớn");
        }
    }

    /// <summary>The amount of a rate as one expression: rounded to the version's unit.</summary>
    private Expression Total(PolicyMap map, Expression? coefficient, Expression? amount, Expression? start)
    {
        if (amount is not null)
        {
            return new Expression(amount.Text, amount.Place, new Rounded(amount.Root, rounding));
        }

        return coefficient is null || start is null
            ? new Expression("0", map.Place, new Constant(ExprType.Dong, 0))
            : new Expression($"{start.Text} * {coefficient.Text}", coefficient.Place,
                new Rounded(new Arithmetic(ExprType.Scaled, ArithmeticOperator.Multiply, start.Root, coefficient.Root), rounding));
    }

    private Expression? Condition(PolicyMap map) =>
        map.Required("when") is { Length: > 0 } text
        ? draft.Problems.Keep(scope.Read(text, map.PlaceOf("when"), ExpressionType.Bool)) : null;

    /// <summary>Expressions inside the sentences are expressions like all others.</summary>
    public static void CheckSay(PolicyDraft draft, NameScope scope, PolicyMap map)
    {
        if (map.Local("say") is { } say)
        {
            foreach (var text in new[] { say.Vi, say.En }.OfType<string>())
            {
                foreach (var part in ExpressionTemplate.Parts(text).Where(p => p.IsExpression))
                {
                    draft.Problems.Keep(scope.Read(part.Text, map.PlaceOf("say")));
                }
            }
        }
    }
}

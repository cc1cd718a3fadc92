using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Kernels;

namespace AnSinh.Rulebook.Checking.Logic;

/// <summary>
/// What is wrong with rules that only shows when one looks for people: clauses nobody can meet, two rates of one route that some person
/// meets at once, people of a route whom no rate covers. Looked for at every turning point of the facts, in the first month of every
/// version and of every value it uses. What was found is shown; where the search cannot be complete nothing is claimed impossible.
/// </summary>
internal static class LogicCheck
{
    public static void Check(Policy policy, Problems problems)
    {
        var budget = new SearchBudget();
        foreach (var programme in policy.Programmes)
        {
            foreach (var version in programme.Versions)
            {
                try
                {
                    Check(policy, programme, version, problems, budget);
                }
                catch (OverflowException)
                {
                    problems.Add("policy.overflow", version.Place,
                        $"phiên bản '{version.Id}' của '{programme.Id}' tính ra số quá lớn; xem lại các hệ số và số tiền");
                }
            }
        }
    }

    private static void Check(Policy policy, Programme programme, ProgrammeVersion version, Problems problems, SearchBudget budget)
    {
        var laws = Months(policy, programme, version)
            .Select(m => policy.At(new Jurisdiction(programme.Level), m, new AsKnown(DateOnly.MaxValue.AddDays(-1))))
            .Select(l => l.ProgrammeOrNull(programme.Id)).OfType<ProgrammeAt>().Where(p => p.Version == version).ToList();
        var unreached = laws.Count == 0 ? []
            : laws.Select(p => One(p, problems, budget).ToHashSet()).Aggregate((a, b) => { a.IntersectWith(b); return a; });
        foreach (var (place, message) in unreached.OrderBy(u => u.Place, StringComparer.Ordinal))
        {
            problems.Add("policy.unreachable", place, message);
        }
    }

    /// <summary>The months in which a version begins or one of its values changes.</summary>
    private static IEnumerable<Month> Months(Policy policy, Programme programme, ProgrammeVersion version)
    {
        var until = programme.Versions.Where(v => v.From > version.From).Select(v => Month.Of(v.From))
            .DefaultIfEmpty(Month.Of(DateOnly.MaxValue)).Min();
        return version.Expressions.SelectMany(e => e.ParametersUsed).Distinct()
            .SelectMany(p => policy.ParameterOrNull(p)!.Values).Where(v => new Jurisdiction(programme.Level).IsUnder(v.Level))
            .Select(v => Month.Of(v.From))
            .Append(Month.Of(version.From)).Where(m => m >= Month.Of(version.From) && m < until).Distinct().Order();
    }

    /// <summary>Reports conflicts and gaps; returns what nobody can meet in this month.</summary>
    private static IEnumerable<(string Place, string Message)> One(ProgrammeAt programme, Problems problems, SearchBudget budget)
    {
        var bound = BoundProgramme.Of(programme, payable: false);
        var version = programme.Version;
        var all = bound.Requirements.Aggregate((Node)Constant.Yes, (a, b) => new And(a, b));
        for (var i = 0; i < version.Requirements.Count; i++)
        {
            if (Impossible(bound.Requirements[i], budget))
            {
                yield return (version.Requirements[i].Place,
                    $"điều kiện '{version.Requirements[i].Id}' của '{programme.Programme.Id}' không ai đạt được");
            }
        }

        for (var i = 0; i < version.Routes.Count; i++)
        {
            var (route, holds) = (version.Routes[i], new And(all, bound.Routes[i].When));
            if (Impossible(holds, budget))
            {
                yield return (route.Place, $"diện '{route.Id}' của '{programme.Programme.Id}' không ai thuộc được");
                continue;
            }

            foreach (var unreached in Rates(programme, route, holds, bound.Routes[i].Rates, problems, budget))
            {
                yield return unreached;
            }
        }
    }

    private static IEnumerable<(string Place, string Message)> Rates(
        ProgrammeAt programme, Route route, Node holds, IReadOnlyList<BoundRate> rates, Problems problems, SearchBudget budget)
    {
        var (id, month) = (programme.Programme.Id, programme.Law.Month.ToVietnamese());
        for (var r = 0; r < route.Rates.Count; r++)
        {
            if (route.Rates.Count > 1 && Impossible(new And(holds, rates[r].When), budget))
            {
                yield return (route.Rates[r].Place, $"mức '{route.Rates[r].Id}' của diện '{route.Id}' ('{id}') không ai được hưởng");
            }

            for (var other = 0; other < r; other++)
            {
                if (Witness(new And(holds, new And(rates[r].When, rates[other].When)), budget) is { } both)
                {
                    problems.Add("policy.conflict", route.Rates[r].Place,
                        $"mức '{route.Rates[other].Id}' và '{route.Rates[r].Id}' của diện '{route.Id}' ('{id}', {month}) "
                            + $"cùng đúng với người có {both}");
                }
            }
        }

        if (route.Rates.Count > 0
            && Witness(rates.Aggregate(holds, (a, rate) => new And(a, new Not(rate.When))), budget) is { } nobody)
        {
            problems.Add("policy.gap", route.Place, $"diện '{route.Id}' ('{id}', {month}) không có mức nào cho người có {nobody}");
        }
    }

    /// <summary>True if nobody can meet a condition, for certain.</summary>
    internal static bool Impossible(Node condition, SearchBudget budget)
    {
        if (budget.IsSpent)
        {
            return false;
        }

        var variables = new Variables();
        var taken = variables.Take(ConstantFolding.Fold(condition));
        return variables.Exact && new Search(variables, taken, budget).Run() == SearchOutcome.Nothing;
    }

    /// <summary>
    /// Facts for which a condition surely holds, in words; null if none were found, if they rest on more than one answer over the
    /// household, or on what another programme gives.
    /// </summary>
    private static string? Witness(Node condition, SearchBudget budget)
    {
        if (budget.IsSpent)
        {
            return null;
        }

        var variables = new Variables();
        var taken = variables.Take(ConstantFolding.Fold(condition));
        var search = new Search(variables, taken, budget);
        return variables.OverHousehold > 1 || search.Run() != SearchOutcome.Witness
            || variables.All.Where((v, i) => Variables.IsResult(v.Name) && search.Values[i] != FactKind.Unknown).Any()
            ? null : Words(variables, search.Values);
    }

    private static string Words(Variables variables, IReadOnlyList<long> values) => string.Join(", ", variables.All
        .Select((v, i) => (v.Name, v.Type, v.Kind, Value: values[i])).Where(v => v.Value != FactKind.Unknown && v.Kind?.Absent != v.Value)
        .Select(v => v.Kind is null ? $"{v.Name[..v.Name.IndexOf(':', StringComparison.Ordinal)]} = {v.Value}"
            : $"{v.Name} = {v.Kind.Decode(v.Value)}")) is { Length: > 0 } words ? words : "không có dữ kiện nào";
}

using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Kernels;

namespace AnSinh.Rulebook.Checking.Logic;

/// <summary>
/// Whether nobody can be in a route without one of its rates: under 60 or not under 60, one of the two always holds though nobody knows
/// which. Looked for as <c>policy check</c> looks for gaps; remembered by the shape of the rules. Where it cannot be told for certain, it
/// is not.
/// </summary>
internal static class RateCover
{
    // Some tenths of a second: who asks is waiting.
    private const long WorkLimit = 20_000_000;

    public static bool Of(ProgrammeAt programme, int route)
    {
        if (programme.Version.Routes[route].Rates is not { Count: > 1 } rates || rates.Any(r => r.When is null))
        {
            return programme.Version.Routes[route].Rates.All(r => r.When is null);
        }

        var bound = BoundProgramme.Of(programme, payable: false);
        var all = bound.Requirements.Aggregate(bound.Routes[route].When, (a, b) => new And(a, b));
        var none = ConstantFolding.Fold(bound.Routes[route].Rates.Aggregate(all, (a, rate) => new And(a, new Not(rate.When))));
        return programme.Law.Policy.RateCovers.GetOrAdd(Shape.Of(none), _ => LogicCheck.Impossible(none, new SearchBudget(WorkLimit)));
    }
}

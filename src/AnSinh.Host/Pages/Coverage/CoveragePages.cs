using System.Runtime.CompilerServices;
using AnSinh.Basics;
using AnSinh.Host.Pages.Problems;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Rulebook;

namespace AnSinh.Host.Pages.Coverage;

/// <summary>What of the law is in the rulebook, since when, and which worked cases prove it.</summary>
internal static class CoveragePages
{
    public const string Root = "/bo-luat/pham-vi";

    private static readonly LocalText Proving = new("chạy mọi ca mẫu của bộ luật", "running all worked cases of the law");

    // Running every case takes a moment and its outcome does not change while the law does not.
    private static readonly ConditionalWeakTable<Policy, CoverageModel> Known = [];

    public static void MapCoveragePages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Root, (Office office, Visit visit) => With(office, visit, model => View.Of<CoverageView, CoverageModel>(model)))
            .Heavy(Proving.Vi, Proving.En!);
        pages.MapGet(Root + "/{name}", (Office office, Visit visit, string name) => With(office, visit, model =>
            model.Families.SelectMany(f => f.Things.Select(t => (f.Label, Thing: t)))
            .FirstOrDefault(x => x.Thing.Name == name && x.Thing.Of is not null) is { Thing: not null } found
                ? View.Of<ThingView, ThingModel>(new ThingModel(
                    found.Label, found.Thing,
                    office.Policy.Cases.GroupBy(c => c.Id, StringComparer.Ordinal)
                        .ToDictionary(g => g.Key, g => g.First().Name, StringComparer.Ordinal)))
                : ProblemPages.NotFound(visit))).Heavy(Proving.Vi, Proving.En!);
    }

    private static IResult With(Office office, Visit visit, Func<CoverageModel, IResult> then) => office.Law is { } law
        ? then(Known.GetValue(law.Policy, _ => CoverageReading.Of(law.Files, law.Policy, law.Cases)))
        : ProblemPages.NotFound(visit);
}

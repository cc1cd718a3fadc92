using AnSinh.Host.Jobs;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;

namespace AnSinh.Host.Coverage;

/// <summary>What of the law is in the rulebook, since when, and which worked cases prove it.</summary>
internal static class CoveragePages
{
    public const string Root = "/bo-luat/pham-vi";

    public static void MapCoveragePages(this IEndpointRouteBuilder pages)
    {
        var law = pages.Needing(Permission.ReadLaw);
        law.MapGet(Root, (Office office, JobService jobs, Visit visit) =>
            With(office, jobs, visit, model => View.Of<CoverageView, CoverageModel>(model))).Light();
        law.MapGet(Root + "/{name}", (Office office, JobService jobs, Visit visit, string name) => With(office, jobs, visit, model =>
            model.Families.SelectMany(f => f.Things.Select(t => (f.Label, Thing: t)))
            .FirstOrDefault(x => x.Thing.Name == name && x.Thing.Of is not null) is { Thing: not null } found
                ? View.Of<ThingView, ThingModel>(new ThingModel(
                    found.Label, found.Thing,
                    office.Policy.Cases.GroupBy(c => c.Id, StringComparer.Ordinal)
                        .ToDictionary(g => g.Key, g => g.First().Name, StringComparer.Ordinal)))
                : ProblemPages.NotFound(visit))).Light();
    }

    private static async Task<IResult> With(Office office, JobService jobs, Visit visit, Func<CoverageModel, IResult> then)
    {
        if (office.Law is not { } law)
        {
            return ProblemPages.NotFound(visit);
        }

        return JobPages.Show(visit, await jobs.AskAsync(office, visit, CoverageJob.Question(law.Policy.Hash)), "law",
            job => then(jobs.Read<CoverageModel>(job)));
    }
}

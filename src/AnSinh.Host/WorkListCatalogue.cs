using AnSinh.Basics;
using AnSinh.Host.Administration;
using AnSinh.Host.Audit;
using AnSinh.Host.Borders;
using AnSinh.Host.Cases;
using AnSinh.Host.Duplicates;
using AnSinh.Host.Events;
using AnSinh.Host.Forecasting;
using AnSinh.Host.Jobs;
using AnSinh.Host.LawChanges;
using AnSinh.Host.Lists;
using AnSinh.Host.Mandates;
using AnSinh.Host.Payments;
using AnSinh.Host.Poverty;
using AnSinh.Host.Programmes;
using AnSinh.Host.Quality;
using AnSinh.Host.Roles;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Requests;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Intake.Borders;

namespace AnSinh.Host;

/// <summary>
/// All work lists (<i lang="vi">danh sách việc</i>) of the house. A new one is named here, and with that is in the API and in the tests
/// that hold for every list.
/// </summary>
internal sealed class WorkListCatalogue(Office office, JobService jobs, JobKinds kinds, AlertWatch alerts) : IWorkLists
{
    /// <inheritdoc/>
    public IEnumerable<IWorkList> Of(Visit visit) => Single(visit).Concat(Families(visit)).Where(l => IsFor(l, visit.Viewer));

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, long> Waiting(Visit visit) => Single(visit)
        .Where(l => l.Waiting is not null && IsFor(l, visit.Viewer))
        .GroupBy(l => l.Section, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(l => l.Waiting!()), StringComparer.Ordinal);

    // One of each; nothing is read to name them: every page asks which of them wait for its viewer.
    private IEnumerable<IWorkList> Single(Visit visit) =>
    [
        CaseWorkList.Of(office, visit),
        RunList.Of(office, visit),
        BatchList.Of(office, visit),
        SentListList.Of(office, visit),
        DuplicatesList.Of(office, jobs, visit),
        RoundList.Of(office, visit),
        DraftList.Of(office, visit),
        AccountList.Of(office, visit),
        WideningList.Of(office, visit),
        MandateList.Of(office, visit),
        JobList.Of(office, kinds, visit),
        AlertList.Of(office, alerts, visit),
        AuditList.Of(office, visit),
        // A list names one permission; this one shows people and is a forecast.
        .. visit.Viewer.May(Permission.Forecast)
            ? [ForecastList.Of(office, visit, visit.Month.Add(1), null, () => ForecastList.Kept(office, jobs, visit, Asked(visit)))]
            : Array.Empty<IWorkList>(),
    ];

    private static bool IsFor(IWorkList list, Viewer viewer) => list.Needs is not { } permission || viewer.May(permission);

    // The units looked at: those of the commune in the address, else all the viewer sees.
    private Scope Asked(Visit visit) =>
        Places.Ask(office, visit, visit.Query[visit.IsApi ? Places.ApiKey : Places.Key]).Scope;

    // One for each thing of a kind.
    private IEnumerable<IWorkList> Families(Visit visit)
    {
        var scope = Asked(visit);
        var sight = Sight.Of(office, visit);
        foreach (var programme in office.Policy.Programmes.Where(p => sight.Shows(p)))
        {
            yield return GapList.Of(office, visit, programme.Id, scope);
        }

        foreach (var check in office.Scores.Quality)
        {
            yield return QualityList.Of(office, visit, check, scope);
        }

        foreach (var split in new ReorganisationService(office.Register).Splits().Where(s => visit.Viewer.MaySee(s.From)))
        {
            yield return AssignmentList.Of(office, visit, split);
        }
    }
}

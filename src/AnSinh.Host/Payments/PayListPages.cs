using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Ledger;
using AnSinh.Register.People;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Payments;

/// <summary>
/// The lists by which an approved run is handed out, commune by commune, each hamlet with room to sign: what they say is what recording the
/// run as paid writes.
/// </summary>
internal static class PayListPages
{
    public static void MapPayListPages(this IEndpointRouteBuilder pages) =>
        pages.Needing(Permission.ReadPayments).MapGet(Links.PayRuns + "/{id:long}/ky-nhan", Show).Light();

    private static IResult Show(Office office, Visit visit, long id, [FromQuery(Name = Places.Key)] string? unit)
    {
        if (office.RunDrafts.FindOrNull(id)?.Draft is not { RunId: { } number } draft || office.Ledger.FindRunOrNull(number) is not { } run)
        {
            return ProblemPages.NotFound(visit);
        }

        var place = Places.Ask(office, visit, unit);
        if (place.Refusal is not null)
        {
            return place.Refusal;
        }

        visit.LookAt(draft.Month);
        // Money of months in which the commune was another stands on the list of the one it is part of today, and on no other.
        var today = place.Unit is { } asked ? Today(office, asked.Key) : null;
        var items = office.Ledger.ToPay(run, visit.Viewer.Scope).Select(i => (Key: Today(office, i.Unit), Item: i))
            .Where(i => today is null || i.Key == today).ToList();
        var communes = items.GroupBy(i => i.Key).Select(g => new PayListCommune(
            g.Key, g.Key.Length == 0 ? "" : office.UnitName(g.Key), g.Select(i => i.Item.PersonId).Distinct().Count(),
            g.Sum(i => i.Item.Amount))).OrderBy(c => c.Name, StringComparer.Ordinal).ToList();
        return View.Of<PayListView, PayListModel>(new PayListModel(
            draft, run, communes, today, today is null ? null : office.UnitName(today),
            today is null ? [] : Hamlets(office, visit, draft, [.. items.Select(i => i.Item)])));
    }

    private static string Today(Office office, string? unit) =>
        unit is null ? "" : office.Units.CountedIn(unit, office.Clock.Today)?.Key ?? unit;

    private static List<PayListOfHamlet> Hamlets(Office office, Visit visit, RunDraft draft, IReadOnlyList<PayItem> items)
    {
        List<long> ids = [.. items.Select(i => i.PersonId).Distinct()];
        var seen = office.People.List(ids, visit.Viewer.Scope, office.Clock.Today, office.Clock.Known, 1, Math.Max(1, ids.Count)).People
            .ToDictionary(p => p.PersonId);
        var hamlets = new Identities(office.Register.Database).Hamlets(ids, office.Clock.Known);
        var rows = items.GroupBy(i => i.PersonId).Select(g => (Person: seen.GetValueOrDefault(g.Key), Items: g,
            Hamlet: seen.ContainsKey(g.Key) ? hamlets.GetValueOrDefault(g.Key, "") : ""))
            .OrderBy(r => r.Hamlet, StringComparer.Ordinal).ThenBy(r => r.Person?.Name, StringComparer.Ordinal).ThenBy(r => r.Items.Key)
            .Select((r, i) => (r.Hamlet, Row: new PayListRow(i + 1, r.Person?.PersonId ?? 0, r.Person?.Name ?? "", r.Person?.Birth,
                What(office, visit.Language, draft.Month, r.Items), r.Items.Sum(x => x.Amount))));
        return [.. rows.GroupBy(r => r.Hamlet).Select(g => new PayListOfHamlet(g.Key, [.. g.Select(r => r.Row)]))];
    }

    // "Trợ cấp xã hội; truy lĩnh 06/2020–07/2020".
    private static string What(Office office, Language l, Month month, IEnumerable<PayItem> items) =>
        string.Join("; ", items.GroupBy(i => i.Programme).Select(g =>
        {
            var earlier = g.Where(i => i.ForMonth != month).Select(i => i.ForMonth.ToVietnamese()).ToList();
            return l.T(office.NameOf(g.Key)) + (earlier.Count == 0 ? "" : l.T(", truy lĩnh ", ", arrears ") + string.Join(", ", earlier));
        }));
}

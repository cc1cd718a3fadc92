using AnSinh.Basics;
using AnSinh.Determinations;
using AnSinh.Host.Components;
using AnSinh.Host.Explaining;
using AnSinh.Host.Protection;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Host.WhatIf;
using AnSinh.Ledger;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Programmes;

/// <summary>The promise gap: all programmes, and one with its work lists.</summary>
internal static class ProgrammePages
{
    public static void MapProgrammePages(this IEndpointRouteBuilder pages)
    {
        pages.Needing(Permission.ReadFigures).MapGet("/che-do", List).Heavy("đếm người hưởng mọi chế độ", "counting all programmes");
        pages.Needing(Permission.ReadPeople).MapGet("/che-do/{programme}", Show).ShowsForms().Reads(BulkResults.Key);
    }

    private static RazorComponentResult<ProgrammeListView> List(Office office, Visit visit)
    {
        var result = office.Determiner.Determine(visit.Month, visit.Known);
        var (scope, sight, small) = (visit.Viewer.Scope, Sight.Of(office, visit), new SmallFigures(office, visit));
        var rows = result.Programmes.Where(p => sight.Shows(p.Law.Programme)).Select(programme =>
        {
            var law = programme.Law;
            var counts = office.Gaps.Of(programme.Name, visit.Month, visit.Known).Value.Total(scope);
            var amount = result.ByUnit(programme).Where(u => scope.Contains(u.Unit))
                .Sum(u => u.Amount);
            return new ProgrammeLine(
                programme.Name, visit.Language.T(law.Programme.Label), VersionText(office, visit, law), counts.Entitled,
                counts.Decided, counts.Paid,
                counts.Missed, counts.Leak, counts.Unknown, amount, law.Programme.Ledger, law.Version.Doubtful)
            {
                IsSmall = !small.Tells(counts.Entitled, counts.Decided, counts.Paid, counts.Missed, counts.Leak, counts.Unknown),
            };
        });
        var unpaid = office.Determiner.Tally(visit.Month, visit.Known).Where(t => !t.Law.Programme.Ledger)
            .Select(t => (t.Law, Count: sight.Shows(t.Law.Programme) ? t.Total(scope) : default, Hidden: !sight.Shows(t.Law.Programme)))
            .OrderByDescending(t => t.Count.Entitled)
            .Select(t => new DeterminedLine(
                t.Law.Programme.Id, visit.Language.T(t.Law.Programme.Label), VersionText(office, visit, t.Law),
                Period(visit, t.Law.Programme), t.Count.Entitled, t.Count.Unknown, t.Count.Amount, t.Law.Version.Doubtful,
                t.Hidden) { IsSmall = !small.Tells(t.Count.Entitled, t.Count.Unknown) });
        return View.Of<ProgrammeListView, ProgrammeListModel>(new ProgrammeListModel([.. rows], [.. unpaid]));
    }

    private static IResult Show(
        Office office, Visit visit, string programme, [FromQuery(Name = "ds")] string? list, [FromQuery(Name = Places.Key)] string? commune,
        [FromQuery(Name = "trang")] int? page)
    {
        if (office.Policy.Programmes.All(p => p.Id != programme))
        {
            return ProblemPages.NotFound(visit);
        }

        var sight = Sight.Of(office, visit);
        if (!sight.ShowsProgramme(programme))
        {
            return View.Of<ProtectedView, ProtectedProgrammeModel>(new ProtectedProgrammeModel(
                programme, visit.Language.T(office.Policy.ProgrammeOrNull(programme)!.Label),
                new ProtectedModel(sight.MayOpen, false, Openings(office, programme))));
        }

        var place = Places.Ask(office, visit, commune);
        if (place.Refusal is not null)
        {
            return place.Refusal;
        }

        var asked = GapList.Of(office, visit, programme, place.Scope).Ask(visit, list, page);
        if (!asked.Ok)
        {
            return ProblemPages.Refused(visit, asked.Refusals);
        }

        return View.Of<ProgrammeView, ProgrammeModel>(Model(office, visit, programme, commune, place, asked.Value));
    }

    private static ProgrammeModel Model(Office office, Visit visit, string programme, string? commune, Places place, WorkAnswer answer)
    {
        var sight = Sight.Of(office, visit);
        var ledger = office.Policy.ProgrammeOrNull(programme)!.Ledger;
        var result = office.Determiner.Determine(visit.Month, visit.Known, [programme]);
        var entitled = result.FindOrNull(programme)!;
        var gap = office.Gaps.Of(programme, visit.Month, visit.Known).Value;
        var words = new GapWords(visit, programme);
        var steps = words.Steps(gap.Total(place.Scope));
        var amounts = result.ByUnit(entitled).Where(u => u.Unit is not null)
            .ToDictionary(u => u.Unit!, u => u.Amount, StringComparer.Ordinal);
        return new ProgrammeModel(
            programme,
            visit.Language.T(entitled.Law.Programme.Label),
            VersionText(office, visit, entitled.Law),
            ledger ? steps : [steps[0]],
            answer,
            words.Meaning(Enum.Parse<GapKind>(answer.Filter!.Id, true)),
            Communes(office, gap, visit.Viewer.Scope, amounts),
            Routes(visit, result, entitled, place.Scope, sight),
            [(visit.Language.T("Phải chi theo luật và dữ kiện", "Due by law and facts"),
                amounts.Where(a => place.Sees(a.Key)).Sum(a => a.Value))],
            commune,
            place.Name,
            ledger,
            WhatIfPages.Form(visit, result.Law, programme, null, null, commune),
            entitled.Law.Version.Routes.Any(r => r.Protected) || entitled.Law.Programme.Sensitive
                ? new ProtectedModel(sight.MayOpen, sight.Opens(ProtectedAccess.Programme(programme)), Openings(office, programme))
                : null);
    }

    private static IReadOnlyList<OpeningRow> Openings(Office office, string programme) =>
        [.. office.Protected.Openings(ProtectedAccess.Programme(programme)).Take(8)
            .Select(e => new OpeningRow(office.Accounts.FindOrNull(e.Actor)?.Name ?? e.Actor, e.At, e.Detail))];

    private static string Period(Visit visit, Rulebook.Programme programme) => (programme.AppliesTo, programme.Period) switch
    {
        ("household", "month") => visit.Language.T("mỗi hộ, hằng tháng", "a household, monthly"),
        ("household", _) => visit.Language.T("mỗi hộ, khi phát sinh", "a household, when it happens"),
        (_, "month") => visit.Language.T("hằng tháng", "monthly"),
        (_, "once") => visit.Language.T("một lần", "once"),
        _ => visit.Language.T("khi phát sinh", "when it happens"),
    };

    private static string VersionText(Office office, Visit visit, Rulebook.ProgrammeAt law) =>
        $"{office.Policy.Display(law.Version.Cite)}, "
            + $"{visit.Language.T("áp dụng từ", "applies from")} {visit.Language.Date(law.Version.From)}";

    private static List<CommuneGap> Communes(Office office, MonthGap gap, Scope scope, Dictionary<string, long> amounts) =>
        [.. gap.ByUnit(scope).Where(u => u.Unit is not null).Select(u => new CommuneGap(
            u.Unit!, office.UnitName(u.Unit), u.Entitled, u.Missed, u.Unpaid, u.Leak, u.Unknown, amounts.GetValueOrDefault(u.Unit!)))];

    private static List<BarItem> Routes(Visit visit, MonthResult result, ProgrammeResult programme,
        Scope scope, Sight sight)
    {
        if (!sight.ShowsRoutes(programme.Law.Programme))
        {
            return [];
        }

        var routes = programme.Law.Version.Routes;
        var counts = new long[routes.Count];
        for (var row = 0; row < programme.Status.Length; row++)
        {
            if (programme.Status[row] != ProgrammeResult.Yes
                || !scope.Contains(result.Snapshot.UnitOf[row] is >= 0 and var unit ? result.Snapshot.Units[unit] : null))
            {
                continue;
            }

            for (var i = 0; i < counts.Length; i++)
            {
                counts[i] += (long)(programme.Routes[row] >> i & 1);
            }
        }

        return [.. routes.Select((route, i) => (route, count: counts[i]))
            .Where(r => r.count > 0)
            .OrderByDescending(r => r.count)
            .Select(r => new BarItem(visit.Language.T(r.route.Label), r.count, visit.Language.Number(r.count)))];
    }
}

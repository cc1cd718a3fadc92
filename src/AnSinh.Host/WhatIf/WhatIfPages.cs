using AnSinh.Basics;
using AnSinh.Determinations.Simulating;
using AnSinh.Host.People;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Rulebook;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tried = AnSinh.Rulebook.WhatIf;

namespace AnSinh.Host.WhatIf;

/// <summary>A value of a parameter tried on a programme: the page, and the part of it that follows the slider.</summary>
internal static class WhatIfPages
{
    /// <summary>Id of the slider.</summary>
    public const string Slider = "thu-muc";

    /// <summary>Id of the number field.</summary>
    public const string Field = "thu-so";

    private const int PageSize = 25;

    public static void MapWhatIfPages(this IEndpointRouteBuilder pages) =>
        pages.MapGet("/che-do/{programme}/thu-nghiem", Show).Heavy("thử giá trị khác của luật", "trying other values of the law");

    /// <summary>Address of the page of a programme.</summary>
    public static string Address(string programme) => $"/che-do/{programme}/thu-nghiem";

    /// <summary>The form for a programme; with the value in force on the dial unless another is given.</summary>
    public static WhatIfForm Form(Visit visit, LawAt law, string programme, string? parameter, long? value, string? unit)
    {
        var parameters = WhatIfDesk.Parameters(law, programme);
        var open = parameters.FirstOrDefault(p => p.Parameter.Name == parameter) ?? (parameters.Count > 0 ? parameters[0] : null);
        return new WhatIfForm(
            programme,
            [.. parameters.Select(p => new TriableParameter(p.Parameter.Name, visit.Language.T(p.Parameter.Label), p.Display, p == open))],
            open is null ? null : new Dial(open.Parameter, open.Raw, value ?? open.Raw),
            unit);
    }

    private static IResult Show(
        Office office, Visit visit, WhatIfDesk desk, string programme, [FromQuery(Name = "ts")] string? parameter,
        [FromQuery(Name = "muc")] string? slider, [FromQuery(Name = "so")] string? field,
        [FromQuery(Name = "cu")] string? rendered, [FromQuery(Name = Places.Key)] string? commune, [FromQuery(Name = "ds")] string? list,
        [FromQuery(Name = "trang")] int? page)
    {
        if (office.Policy.ProgrammeOrNull(programme) is not { } named)
        {
            return ProblemPages.NotFound(visit);
        }

        if (!Sight.Of(office, visit).ShowsProgramme(programme))
        {
            return TypedResults.LocalRedirect("/che-do/" + programme);
        }

        var place = Places.Ask(office, visit, commune);
        if (place.Refusal is not null)
        {
            return place.Refusal;
        }

        var law = office.Policy.At(office.Register.Jurisdiction, visit.Month, visit.Known);
        if (!string.IsNullOrEmpty(parameter) && WhatIfDesk.Parameters(law, programme).All(p => p.Parameter.Name != parameter))
        {
            return ProblemPages.Refused(visit,
                new Refusal("whatif.parameter",
                    $"Luật tháng {visit.Month.ToVietnamese()} của chế độ này không dùng tham số “{parameter}”.", "ts"));
        }

        var form = Form(visit, law, programme, parameter, null, commune);
        var turned = visit.Context.Request.Headers["HX-Trigger"].ToString();
        var asked = Asked(turned, slider, field, rendered);
        if (form.Dial is not { } dial || asked is null)
        {
            return Page(visit, named, form, null, place, ChangeKind.Gains, [], 0, 1);
        }

        var read = Tried.Read(office.Policy, dial.Parameter.Name, asked, visit.Month, visit.Month);
        if (!read.Ok)
        {
            return ProblemPages.Refused(visit, read.Refusals);
        }

        dial = dial with { Value = read.Value.Value };
        form = form with { Dial = dial };
        var (month, milliseconds) =
            desk.Try(office, programme, new Tried(office.Policy, [read.Value]), visit.Month, visit.Known, place.Scope);
        var outcome = Outcome(office, visit, programme, month, dial, milliseconds);
        if (visit.Context.Request.Headers["HX-Target"] == "thu-ket-qua")
        {
            visit.Context.Response.Headers["Server-Timing"] = $"law;dur={milliseconds}";
            return View.Of<WhatIfFragment, WhatIfFragmentModel>(new WhatIfFragmentModel(outcome, form, turned));
        }

        var kind = list switch { "bot" => ChangeKind.Loses, "chua-ro" => ChangeKind.Unclear, _ => ChangeKind.Gains };
        var changes = month.Programmes.Where(p => p.Programme == programme).SelectMany(p => p.Changes).Where(c => c.Kind == kind).ToList();
        var number = Math.Max(1, page ?? 1);
        return Page(visit, named, form, outcome, place, kind, People(office, visit, changes, number), changes.Count, number);
    }

    /// <summary>Of the two controls the one that was turned; without scripts the field, if it was written in.</summary>
    private static string? Asked(string turned, string? slider, string? field, string? rendered)
    {
        var asked = turned == Slider ? slider
            : turned == Field || (field is { Length: > 0 } && field != rendered) ? field : slider ?? field;
        return string.IsNullOrWhiteSpace(asked) ? null : asked.Trim();
    }

    private static RazorComponentResult<WhatIfView> Page(Visit visit, Programme programme, WhatIfForm form,
        WhatIfOutcome? outcome, Places place, ChangeKind kind, IReadOnlyList<ChangedPerson> people, long total, int number) =>
        View.Of<WhatIfView, WhatIfModel>(
            new WhatIfModel(visit.Language.T(programme.Label), form, outcome, kind, people, total, number, PageSize, place.Name));

    private static WhatIfOutcome Outcome(Office office, Visit visit, string programme, SimulatedMonth month, Dial dial, long milliseconds)
    {
        var sight = Sight.Of(office, visit);
        var own = month.Programmes.FirstOrDefault(p => p.Programme == programme);
        return new WhatIfOutcome(
            dial, own?.Entitled ?? default, own?.Payable,
            [.. month.Programmes.Where(
                p => p.Programme != programme && sight.ShowsProgramme(p.Programme)
                    && (p.Entitled.Gainers | p.Entitled.Losers | p.Entitled.Unclear) != 0)
                    .Select(p => (visit.Language.T(p.Label), p.Entitled))],
            month.Total,
            [.. (own?.ByUnit ?? []).Where(u => u.Key is not null).Select(u => new CommuneShift(u.Key!, office.UnitName(u.Key), u.Effect))
                .OrderBy(c => c.Name, StringComparer.Ordinal)],
            own?.AppliesTo == "household", milliseconds, office.Determiner.Read(visit.Known).Count);
    }

    private static List<ChangedPerson> People(Office office, Visit visit, List<PersonChange> changes, int page)
    {
        var shown = changes.OrderBy(c => c.Unit, StringComparer.Ordinal).ThenBy(c => c.PersonId).Skip((page - 1) * PageSize)
            .Take(PageSize).ToList();
        var lines = PeoplePages.Lines(office, visit, [.. shown.Select(c => c.PersonId)]);
        return [.. shown.Where(c => lines.ContainsKey(c.PersonId))
            .Select(c => new ChangedPerson(lines[c.PersonId], Words(visit, c.Before), Words(visit, c.After), c.Change))];
    }

    private static string Words(Visit visit, RowAnswer answer) => answer.Status switch
    {
        Truth.Yes => visit.Language.Money(answer.Amount),
        Truth.No => visit.Language.T("không", "no"),
        _ => visit.Language.T("chưa rõ", "unknown"),
    };
}

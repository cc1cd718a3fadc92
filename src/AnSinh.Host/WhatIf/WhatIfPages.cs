using AnSinh.Basics;
using AnSinh.Determinations.Simulating;
using AnSinh.Host.People;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Rulebook;
using Microsoft.AspNetCore.Mvc;

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
        pages.Needing(Permission.Forecast).MapGet("/che-do/{programme}/thu-nghiem", Show)
            .Heavy("thử giá trị khác của luật", "trying other values of the law");

    /// <summary>Address of the page of a programme.</summary>
    public static string Address(string programme) => $"/che-do/{programme}/thu-nghiem";

    /// <summary>The form for a programme; with the value in force on the slider unless another is given.</summary>
    public static WhatIfForm Form(Visit visit, LawAt law, string programme, string? parameter, long? value, string? unit)
    {
        var parameters = ValueTrials.Parameters(law, programme);
        var open = parameters.FirstOrDefault(p => p.Parameter.Name == parameter) ?? (parameters.Count > 0 ? parameters[0] : null);
        return new WhatIfForm(
            programme,
            [.. parameters.Select(p => new TriableParameter(p.Parameter.Name, visit.Language.T(p.Parameter.Label), p.Display, p == open))],
            open is null ? null : new SliderRange(open.Parameter, open.Raw, value ?? open.Raw),
            unit);
    }

    private static IResult Show(Office office, Visit visit, ValueTrials trials, string programme, [AsParameters] WhatIfAsked asked)
    {
        if (office.Policy.ProgrammeOrNull(programme) is not { } named)
        {
            return ProblemPages.NotFound(visit);
        }

        if (!Sight.Of(office, visit).ShowsProgramme(programme))
        {
            return TypedResults.LocalRedirect("/che-do/" + programme);
        }

        var place = Places.Ask(office, visit, asked.Unit);
        if (place.Refusal is not null)
        {
            return place.Refusal;
        }

        var law = office.Policy.At(office.Register.Jurisdiction, visit.Month, visit.Known);
        if (asked.Parameter is { Length: > 0 } tried && ValueTrials.Parameters(law, programme).All(p => p.Parameter.Name != tried))
        {
            return ProblemPages.Refused(visit, Unused(visit, tried));
        }

        var form = Form(visit, law, programme, asked.Parameter, null, asked.Unit);
        if (form.Slider is not { } slider || asked.ValueOrNull(Turned(visit)) is not { } value)
        {
            return View.Of<WhatIfView, WhatIfModel>(new WhatIfModel(
                visit.Language.T(named.Label), form, null, ChangeKind.Gains, [], 0, 1, PageSize, place.Name));
        }

        var read = WhatIfLaw.Read(office.Policy, slider.Parameter.Name, value, visit.Month, visit.Month);
        if (!read.Ok)
        {
            return ProblemPages.Refused(visit, read.Refusals);
        }

        var trial = trials.Try(office, programme, new WhatIfLaw(office.Policy, [read.Value]), visit.Month, visit.Known, place.Scope);
        return Answer(office, visit, form with { Slider = slider with { Value = read.Value.Value } }, trial, place, asked);
    }

    private static Refusal Unused(Visit visit, string parameter) => new("whatif.parameter",
        $"Luật tháng {visit.Month.ToVietnamese()} của chế độ này không dùng tham số “{parameter}”.", "ts");

    // The outcome alone while the slider is turned, else the page with the people behind one of its figures.
    private static IResult Answer(
        Office office, Visit visit, WhatIfForm form, (SimulatedMonth Month, long Milliseconds) trial, Places place, WhatIfAsked asked)
    {
        var (programme, (month, milliseconds)) = (form.Programme, trial);
        var outcome = Outcome(office, visit, programme, month, form.Slider!, milliseconds);
        if (visit.Context.Request.Headers["HX-Target"] == "thu-ket-qua")
        {
            visit.Context.Response.Headers["Server-Timing"] = $"law;dur={milliseconds}";
            return View.Of<WhatIfFragment, WhatIfFragmentModel>(new WhatIfFragmentModel(outcome, form, Turned(visit)));
        }

        // Who it is about, and where only a few are, is for those who may read people.
        var named = visit.Viewer.May(Permission.ReadPeople);
        var changes = month.Programmes.Where(p => named && p.Programme == programme).SelectMany(p => p.Changes)
            .Where(c => c.Kind == asked.Kind).ToList();
        var number = Math.Max(1, asked.Page ?? 1);
        return View.Of<WhatIfView, WhatIfModel>(new WhatIfModel(
            visit.Language.T(office.Policy.ProgrammeOrNull(programme)!.Label), form, outcome, asked.Kind,
            People(office, visit, changes, number), changes.Count, number, PageSize, place.Name));
    }

    // The control that was turned, if scripts say so.
    private static string Turned(Visit visit) => visit.Context.Request.Headers["HX-Trigger"].ToString();

    private static WhatIfOutcome Outcome(Office office, Visit visit, string programme, SimulatedMonth month, SliderRange slider,
        long milliseconds)
    {
        var sight = Sight.Of(office, visit);
        var own = month.Programmes.FirstOrDefault(p => p.Programme == programme);
        return new WhatIfOutcome(
            slider, own?.Entitled ?? default, own?.Payable,
            [.. month.Programmes.Where(
                p => p.Programme != programme && sight.ShowsProgramme(p.Programme)
                    && (p.Entitled.Gainers | p.Entitled.Losers | p.Entitled.Unclear) != 0)
                    .Select(p => (visit.Language.T(p.Label), p.Entitled))],
            month.Total,
            [.. (own?.ByUnit ?? []).Where(u => u.Key is not null && visit.Viewer.May(Permission.ReadPeople))
                .Select(u => new CommuneShift(u.Key!, office.UnitName(u.Key), u.Effect))
                .OrderBy(c => c.Name, StringComparer.Ordinal)],
            own?.AppliesTo == "household", milliseconds);
    }

    private static List<ChangedPerson> People(Office office, Visit visit, List<PersonChange> changes, int page)
    {
        // Who may try values without reading people is told how many, and nobody.
        if (!visit.Viewer.May(Permission.ReadPeople))
        {
            return [];
        }

        visit.Narrow(Permission.Forecast, Permission.ReadPeople);
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

/// <summary>What the page of a trial is asked for.</summary>
/// <param name="Parameter">The parameter on the slider.</param>
/// <param name="Slider">What the slider says.</param>
/// <param name="Field">What the number field says.</param>
/// <param name="Rendered">What the number field said when the page was made.</param>
/// <param name="Unit">Key of a commune.</param>
/// <param name="List">Word of the people listed.</param>
/// <param name="Page">The page of them, from 1.</param>
internal sealed record WhatIfAsked(
    [FromQuery(Name = "ts")] string? Parameter, [FromQuery(Name = "muc")] string? Slider, [FromQuery(Name = "so")] string? Field,
    [FromQuery(Name = "cu")] string? Rendered, [FromQuery(Name = Places.Key)] string? Unit, [FromQuery(Name = "ds")] string? List,
    [FromQuery(Name = "trang")] int? Page)
{
    /// <summary>Which people are listed.</summary>
    public ChangeKind Kind => List switch { "bot" => ChangeKind.Loses, "chua-ro" => ChangeKind.Unclear, _ => ChangeKind.Gains };

    /// <summary>Of the two controls the one that was turned; without scripts the field, if it was written in.</summary>
    /// <param name="turned">Id of the control that was turned; empty without scripts.</param>
    public string? ValueOrNull(string turned)
    {
        var value = turned == WhatIfPages.Slider ? Slider
            : turned == WhatIfPages.Field || (Field is { Length: > 0 } && Field != Rendered) ? Field : Slider ?? Field;
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }
}

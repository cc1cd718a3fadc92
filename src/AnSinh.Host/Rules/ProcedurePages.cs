using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Rulebook.Procedures;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Rules;

/// <summary>Procedures (<i lang="vi">thủ tục hành chính</i>) and forms (<i lang="vi">biểu mẫu</i>) to read.</summary>
internal static class ProcedurePages
{
    private const string Root = "/bo-luat/thu-tuc/";
    private const string FormRoot = "/bo-luat/bieu-mau/";

    public static void MapProcedurePages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Root + "{id}", Show).Light();
        pages.MapGet(FormRoot + "{id}", ShowForm).Light();
    }

    /// <summary>The page of a procedure.</summary>
    public static string Address(string procedure) => Root + procedure;

    /// <summary>The page of a version of a procedure.</summary>
    public static string Address(Visit visit, Procedure procedure, ProcedureVersion version) =>
        visit.Link(Address(procedure.Id), ("ban", version.Id));

    /// <summary>The page of a form.</summary>
    public static string Address(FormDefinition form) => FormRoot + form.Id;

    private static IResult Show(Office office, Visit visit, string id, [FromQuery(Name = "ban")] string? asked,
        [FromQuery(Name = "nhan")] string? received)
    {
        if (office.Policy.ProcedureOrNull(id) is not { } procedure)
        {
            return ProblemPages.NotFound(visit);
        }

        var day = visit.Month.LastDay;
        if (!string.IsNullOrEmpty(received) && visit.ReadDay(received, "nhan", out day) is { } wrong)
        {
            return ProblemPages.Refused(visit, wrong);
        }

        // Without a word the version of the day is shown; where the day has none, the last one before it.
        var version = asked is { Length: > 0 } ? procedure.VersionOrNull(asked)
            : procedure.VersionOrNull(day) ?? procedure.Versions.LastOrDefault(v => v.From <= day) ?? procedure.Versions[0];
        return version is null
            ? ProblemPages.Refused(visit,
                new Refusal("procedure.version", $"Thủ tục này không có bản “{OutsideText.Legible(asked!)}”.", "ban"))
            : View.Of<ProcedureView, ProcedureModel>(
                new ProcedureCards(office, visit).Of(procedure, version, day, !string.IsNullOrEmpty(received)));
    }

    private static IResult ShowForm(Office office, Visit visit, string id) =>
        office.Policy.Forms.FirstOrDefault(f => f.Id == id) is { } form
            ? View.Of<FormView, FormModel>(new ProcedureCards(office, visit).Of(form))
            : ProblemPages.NotFound(visit);
}

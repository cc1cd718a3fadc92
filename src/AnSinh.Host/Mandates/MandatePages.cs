using AnSinh.Access.Mandates;
using AnSinh.Basics.Forms;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Rulebook.Access;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Mandates;

/// <summary>Who may sign what for which body: read by all of the office, recorded by who manages accounts.</summary>
internal static class MandatePages
{
    public const string Root = Links.Mandates;

    public static void MapMandatePages(this IEndpointRouteBuilder pages)
    {
        var read = pages.Needing(Permission.ReadLaw).Light();
        read.MapGet(Root, List).ShowsForms();
        read.MapGet(Root + "/{row:long}", Show).ShowsForms();
        var keep = pages.Needing(Permission.ManageAccounts);
        keep.MapPost(Root, (Office office, [AsParameters] SentForm sent) => sent.Once("mandate.give", GiveForm(office), Root,
            (told, act) => office.Mandates.Give(MandateForms.Of(told), act), Address));
        keep.MapPost(Root + "/{row:long}/thoi", (Office office, [AsParameters] SentForm sent, long row) =>
            sent.Once("mandate.end", MandateForms.End, Address(row),
                (told, act) => office.Mandates.End(row, told.DayOrNull(MandateForms.To)!.Value, act), Address));
        keep.MapPost(Root + "/{row:long}/go", (Office office, [AsParameters] SentForm sent, long row) =>
            sent.OnceTo("mandate.withdraw", MandateForms.Withdraw, Address(row),
                (told, act) => office.Mandates.Withdraw(row, told.Text(MandateForms.Reason), act), _ => Address(row)));
    }

    /// <summary>The address of a mandate.</summary>
    public static string Address(long row) => Links.Of(Root, row);

    private static FormDefinition GiveForm(Office office) => MandateForms.Give(office.Policy, office.Register, office.Accounts.All());

    private static IResult List(Office office, Visit visit, [FromQuery(Name = "loc")] string? filter,
        [FromQuery(Name = Visit.PageKey)] int? page)
    {
        var asked = MandateList.Of(office, visit).Ask(visit, filter, page);
        return asked.Ok
            ? View.Of<MandateListView, MandateListModel>(new MandateListModel(asked.Value, office.Policy.Authorities,
                visit.Viewer.May(Permission.ManageAccounts) ? GiveForm(office) : null, Press.NewKey()))
            : ProblemPages.Refused(visit, asked.Refusals);
    }

    private static IResult Show(Office office, Visit visit, long row)
    {
        var all = MandateLine.All(office);
        if (all.FirstOrDefault(m => m.Row.RowId == row) is not { } line)
        {
            return ProblemPages.NotFound(visit);
        }

        var (mandate, stands) = (line.Row.Row, line.Row.Stands);
        var isOwn = mandate.IsOf(visit.Viewer.Login, visit.Viewer.Name);
        return View.Of<MandateView, MandateModel>(new MandateModel(line,
            [.. all.Where(m => m.Row.Row.UnitKey == mandate.UnitKey && m.Row.RowId != row && m.Row.Stands)],
            visit.Viewer.May(Permission.ManageAccounts) && stands && !isOwn, Press.NewKey()));
    }
}

/// <summary>The page of all mandates.</summary>
/// <param name="Answer">The list.</param>
/// <param name="Authorities">The ways to sign, by law.</param>
/// <param name="Form">The form that records one; null for who may not.</param>
/// <param name="Key">Key of the form.</param>
public sealed record MandateListModel(WorkAnswer Answer, IReadOnlyList<SigningAuthority> Authorities, FormDefinition? Form, string Key)
    : IListed
{
    /// <inheritdoc/>
    public WorkAnswer? Listed => Answer;
}

/// <summary>The page of a mandate.</summary>
/// <param name="Line">The mandate.</param>
/// <param name="Others">The others of its body that stand, also those whose days are over.</param>
/// <param name="MayChange">True if the viewer may end it or take it back.</param>
/// <param name="Key">Key of the forms.</param>
public sealed record MandateModel(MandateLine Line, IReadOnlyList<MandateLine> Others, bool MayChange, string Key);

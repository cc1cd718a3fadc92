using System.Globalization;
using AnSinh.Access.Widening;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Store;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Roles;

/// <summary>Looking into who saw more people than their own.</summary>
internal static class WideningPages
{
    public const string Root = Links.Widenings;

    private const int ReadingsShown = 200;

    public static void MapWideningPages(this IEndpointRouteBuilder pages)
    {
        var review = pages.Needing(Permission.ReviewWidening).Light();
        review.MapGet(Root, List);
        review.MapGet(Root + "/{id:long}", Show).ShowsForms();
        review.MapPost(Root + "/{id:long}", Review);
    }

    /// <summary>The address of one.</summary>
    public static string Address(long id) => string.Create(CultureInfo.InvariantCulture, $"{Root}/{id}");

    private static IResult List(Office office, Visit visit, [FromQuery(Name = "loc")] string? filter,
        [FromQuery(Name = Visit.PageKey)] int? page)
    {
        var asked = WideningList.Of(office, visit).Ask(visit, filter, page);
        return asked.Ok ? View.Of<WideningListView, WideningListModel>(new WideningListModel(asked.Value))
            : ProblemPages.Refused(visit, asked.Refusals);
    }

    private static IResult Show(Office office, Visit visit, long id)
    {
        if (office.Widenings.FindOrNull(id) is not { } found)
        {
            return ProblemPages.NotFound(visit);
        }

        // What they read while it was open, of whoever: who reviews judges.
        var readings = office.Register.Database.Readings.Find(new AuditQuestion { Actor = found.Login, From = found.At }).Entries
            .Where(r => r.SystemAt >= found.OpenedAt && r.SystemAt < found.EndsAt).ToList();
        return View.Of<WideningView, WideningModel>(new WideningModel(found, office.Accounts.Names(), office.UnitName(found.UnitKey),
            [.. readings.Take(ReadingsShown)], readings.Count, found.Login == visit.Viewer.Login, Press.NewKey()));
    }

    private static IResult Review(Office office, [AsParameters] SentForm sent, long id) =>
        office.Widenings.FindOrNull(id) is null ? ProblemPages.NotFound(sent.Visit)
        : sent.Once("widening.review", WideningForms.Review, Address(id), (told, act) => office.Widenings.Review(id,
            told.Text(WideningForms.Finding) == WideningForms.Justified, told.Text(WideningForms.Note), act), _ => Address(id));
}

/// <summary>The list of who saw more.</summary>
/// <param name="Answer">The list.</param>
public sealed record WideningListModel(WorkAnswer Answer) : IListed
{
    /// <inheritdoc/>
    public WorkAnswer? Listed => Answer;
}

/// <summary>One time somebody saw more.</summary>
/// <param name="Widening">It.</param>
/// <param name="NameOf">Names by login.</param>
/// <param name="Unit">The unit whose people they saw.</param>
/// <param name="Readings">What they read meanwhile, the latest first, as many as are shown.</param>
/// <param name="Count">How many in all.</param>
/// <param name="IsOwn">True if it is the viewer's own.</param>
/// <param name="Key">Key of the form.</param>
public sealed record WideningModel(Widening Widening, Func<string, string> NameOf, string Unit, IReadOnlyList<AuditRecord> Readings,
    int Count, bool IsOwn, string Key);

using AnSinh.Basics;
using AnSinh.Host.Files;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Store;
using AnSinh.Store.Readings;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Audit;

/// <summary>The logs for those who may read them, what is to be looked into of them, and for a citizen who saw their file.</summary>
internal static class AuditPages
{
    private const int ReadingsLimit = 1000;

    public static void MapAuditPages(this IEndpointRouteBuilder pages)
    {
        var audit = pages.Needing(Permission.ReadAudit);
        audit.MapGet(AuditList.Root, Log).Light().Reads(AuditAsked.FromKey, AuditAsked.ToKey, AuditAsked.ActorKey, AuditAsked.ActionKey,
            AuditAsked.PersonKey, AuditAsked.TextKey);
        audit.MapGet(AlertList.Path, Alerts).Light().Reads(BulkResults.Key);
        pages.Needing(Permission.ReadPeople).MapGet("/nguoi/{id:long}/ai-da-xem", WhoSaw).Light();
    }

    private static IResult Log(Office office, AlertWatch watch, Visit visit, [FromQuery(Name = "loc")] string? filter,
        [FromQuery(Name = Visit.PageKey)] int? page)
    {
        var asked = AuditAsked.Read(office, visit);
        if (!asked.Ok)
        {
            return ProblemPages.Refused(visit, asked.Refusals);
        }

        var answer = AuditList.Of(office, visit).Ask(visit, filter, page);
        if (!answer.Ok)
        {
            return ProblemPages.Refused(visit, answer.Refusals);
        }

        var actors = new Actors(office, visit.Language);
        var question = asked.Value.Question() with { Person = null, Text = null };
        return View.Of<AuditLogView, AuditLogModel>(new AuditLogModel(
            answer.Value, asked.Value, Sums(office, question, actors), watch.Look(office).Count(a => a.Review is null),
            [.. office.Accounts.All().Select(a => (a.Login, a.Name))]));
    }

    private static IReadOnlyList<ActorSum> Sums(Office office, AuditQuestion question, Actors actors)
    {
        var acts = office.Register.Audit.Sums(question).ToLookup(s => s.Actor, StringComparer.Ordinal);
        var readings = office.Register.Database.Readings.Sums(question).ToLookup(s => s.Actor, StringComparer.Ordinal);
        return [.. acts.Select(a => a.Key).Union(readings.Select(r => r.Key)).Order(StringComparer.Ordinal).Select(login =>
        {
            long Of(params string[] kinds) => readings[login].Where(s => kinds.Contains(s.Action)).Sum(s => s.Count);
            var (name, role) = actors.Of(login);
            return new ActorSum(login, name, role, acts[login].Sum(s => s.Count), Of(ReadingKinds.File), Of(ReadingKinds.List),
                Of(ReadingKinds.Search), Of(ReadingKinds.Export), Of(ReadingKinds.Opened),
                Of(ReadingKinds.Refused, ReadingKinds.SignInFailed));
        })];
    }

    private static IResult Alerts(Office office, AlertWatch watch, Visit visit, [FromQuery(Name = "loc")] string? filter,
        [FromQuery(Name = Visit.PageKey)] int? page)
    {
        var answer = AlertList.Of(office, watch, visit).Ask(visit, filter, page);
        return answer.Ok ? View.Of<AlertListView, AlertListModel>(new AlertListModel(answer.Value, office.Policy.Alerts))
            : ProblemPages.Refused(visit, answer.Refusals);
    }

    // For the citizen: nothing of others is told, neither whom else a list showed nor what was searched for.
    private static IResult WhoSaw(Office office, Visit visit, long id)
    {
        if (PersonFiles.FindOrNull(office, visit, id) is not { } person)
        {
            return ProblemPages.NotFound(visit);
        }

        var (found, total) = office.Register.Database.Readings.Find(new AuditQuestion { Person = id, Take = ReadingsLimit });
        PersonFiles.NoteReading(visit, id);
        var (l, actors, opened) = (visit.Language, new Actors(office, visit.Language), Sight.Of(office, visit).Opens(id));
        return View.Of<WhoSawView, WhoSawModel>(new WhoSawModel(id, person.Name, person.Birth?.ToString(), total, opened,
        [
            .. found.Select(e => new SeenRow(
                e.SystemAt == 0 ? e.At : e.SystemAt, actors.Of(e.Actor).Name, actors.Of(e.Actor).Role, l.T(AuditWords.Of(e.Action)),
                e.Action != ReadingKinds.Opened ? null : opened ? e.Detail : "")),
        ]));
    }
}

/// <summary>The page of the log.</summary>
/// <param name="Answer">The entries.</param>
/// <param name="Asked">What was asked for.</param>
/// <param name="Sums">What each did in these days.</param>
/// <param name="Alerts">Alerts nobody looked into.</param>
/// <param name="Accounts">Login and name of each account.</param>
public sealed record AuditLogModel(WorkAnswer Answer, AuditAsked Asked, IReadOnlyList<ActorSum> Sums, int Alerts,
    IReadOnlyList<(string Login, string Name)> Accounts) : IListed
{
    /// <inheritdoc/>
    public WorkAnswer Listed => Answer;
}

/// <summary>What somebody did in some days.</summary>
/// <param name="Login">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">Their role and unit; empty if it is no account.</param>
/// <param name="Acts">Acts that wrote.</param>
/// <param name="Files">Files opened.</param>
/// <param name="Lists">Lists seen.</param>
/// <param name="Searches">Searches.</param>
/// <param name="Exports">Files taken away.</param>
/// <param name="Opened">Purposes stated for protected facts.</param>
/// <param name="Refused">Refusals and wrong passwords.</param>
public sealed record ActorSum(string Login, string Name, string Role, long Acts, long Files, long Lists, long Searches, long Exports,
    long Opened, long Refused);

/// <summary>The page of alerts.</summary>
/// <param name="Answer">The alerts.</param>
/// <param name="Rules">The rules they come of.</param>
public sealed record AlertListModel(WorkAnswer Answer, IReadOnlyList<AlertRule> Rules) : IListed
{
    /// <inheritdoc/>
    public WorkAnswer Listed => Answer;
}

/// <summary>Who saw a person's file.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Birth">When they were born; null if not known.</param>
/// <param name="Total">How often they were seen in all.</param>
/// <param name="Purposes">True if purposes of opening protected facts are told.</param>
/// <param name="Rows">Each time, the latest first.</param>
public sealed record WhoSawModel(long PersonId, string Name, string? Birth, long Total, bool Purposes, IReadOnlyList<SeenRow> Rows);

/// <summary>Somebody was seen.</summary>
/// <param name="At">When, Unix milliseconds of the machine's clock: that of a demo's office stands.</param>
/// <param name="Who">By whom.</param>
/// <param name="Role">In which role; empty if it is no account.</param>
/// <param name="What">How.</param>
/// <param name="Why">For which purpose; null where none is asked, empty where it is not told here.</param>
public sealed record SeenRow(long At, string Who, string Role, string What, string? Why);

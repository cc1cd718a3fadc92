using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Files;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Ledger;
using AnSinh.Register.Changes;
using AnSinh.Register.History;
using AnSinh.Register.People;
using AnSinh.Register.Units;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.History;

/// <summary>
/// A person or a unit as it was on day X as known on day Y (<c>?ngay=&amp;biet=</c>), and what changed between two such moments and why
/// (<c>/thay-doi?tu=&amp;den=&amp;biet-tu=&amp;biet-den=</c>).
/// </summary>
internal static class HistoryPages
{
    public const string Changes = "/thay-doi";
    private const int MostYears = 20;
    private static readonly LocalText Comparing = new("so sổ ở hai thời điểm", "comparing the register at two moments");

    public static void MapHistoryPages(this IEndpointRouteBuilder pages)
    {
        var people = pages.Needing(Permission.ReadPeople);
        people.MapGet("/nguoi/{id:long}/lich-su", PersonAt).Light().Reads("ngay");
        people.MapGet("/don-vi/{key}/lich-su", UnitAt).Heavy(Comparing.Vi, Comparing.En!).Reads("ngay");
        people.MapGet(Changes, Between).Heavy(Comparing.Vi, Comparing.En!).Reads("tu", "den", "biet-tu", "biet-den", "ca");
    }

    private static IResult PersonAt(Office office, Visit visit, long id)
    {
        var (day, refusal) = Day(visit, "ngay", visit.Month.LastDay);
        if (refusal is not null)
        {
            return ProblemPages.Refused(visit, refusal);
        }

        if (PersonFiles.FileOrNull(office, visit, id) is not { } file)
        {
            return ProblemPages.NotFound(visit);
        }

        var sight = Sight.Of(office, visit);
        PersonFiles.NoteReading(visit, id);
        var at = new Moment(day, visit.Known);
        var words = new HistoryWords(office, visit);
        var rows = new PersonHistory(file, office.Register.UnitsAsKnown).At(at).Values.Where(s => sight.Shows(s, id))
            .Select(s => new SaidRow(words.What(s), words.Value(s)!, s)).ToList();
        return View.Of<PersonMomentView, PersonMomentModel>(new PersonMomentModel(
            id, rows.Find(r => r.Line.Thing == "name")?.Value ?? file.Identity[^1].Row.Name, at,
            [.. rows.OrderBy(r => Order(r.Line)).ThenBy(r => r.What, StringComparer.Ordinal)]));
    }

    private static IResult UnitAt(Office office, Visit visit, string key)
    {
        var (day, refusal) = Day(visit, "ngay", visit.Month.LastDay);
        if (refusal is not null)
        {
            return ProblemPages.Refused(visit, refusal);
        }

        var map = office.Register.UnitsAsKnown(visit.Known);
        if ((map.FindOrNull(key) ?? office.Units.FindOrNull(key)) is not { } unit || OwnOrNull(office, visit, unit) is not { } scope)
        {
            return ProblemPages.NotFound(visit);
        }

        var at = new Moment(day, visit.Known);
        var people = new UnitHistories(office.Register).People(scope, at);
        return View.Of<UnitMomentView, UnitMomentModel>(new UnitMomentModel(
            unit, at,
            [.. people.Values.GroupBy(u => u).Select(g => (map.FindOrNull(g.Key) ?? office.Units.FindOrNull(g.Key)!, g.Count()))
                .OrderBy(c => c.Item1.Code, StringComparer.Ordinal)]));
    }

    private static IResult Between(Office office, Visit visit, [FromQuery(Name = "nguoi")] long? person,
        [FromQuery(Name = "don-vi")] string? key)
    {
        var (first, from) = Day(visit, "tu", visit.Month.FirstDay);
        var (second, to) = Day(visit, "den", visit.Month.LastDay);
        var (firstKnown, knownFrom) = Day(visit, "biet-tu", first);
        var (secondKnown, knownTo) = Day(visit, "biet-den", second > visit.Known.Day ? second : visit.Known.Day);
        if (new[] { from, to, knownFrom, knownTo }.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
        {
            return ProblemPages.Refused(visit, refusals);
        }

        var (a, b) = (new Moment(first, new AsKnown(firstKnown)), new Moment(second, new AsKnown(secondKnown)));
        if (second < first || secondKnown < firstKnown)
        {
            return ProblemPages.Refused(visit,
                new Refusal("history.order", "Ngày sau phải không sớm hơn ngày trước, ở cả hai thời gian.", "den"));
        }

        if (second > first.AddYears(MostYears) || secondKnown > firstKnown.AddYears(MostYears))
        {
            return ProblemPages.Refused(visit,
                new Refusal("history.span", $"Chọn hai thời điểm cách nhau không quá {MostYears} năm, ở cả hai thời gian.", "den"));
        }

        return person is { } id ? OfPerson(office, visit, id, a, b)
            : OfUnit(office, visit, key is { Length: > 0 } ? key : visit.Viewer.Unit.Key, a, b);
    }

    private static IResult OfPerson(Office office, Visit visit, long id, Moment first, Moment second)
    {
        if (PersonFiles.FileOrNull(office, visit, id) is not { } file)
        {
            return ProblemPages.NotFound(visit);
        }

        var sight = Sight.Of(office, visit);
        PersonFiles.NoteReading(visit, id);
        var (words, authors) = (new HistoryWords(office, visit), new Authors(office.Register));
        var rows = new PersonHistory(file, office.Register.UnitsAsKnown).Between(first, second).Where(d => sight.Shows(d.Either, id))
            .Select(d =>
                new DifferenceRow(words.What(d.Either), words.Value(d.Before), words.Value(d.After), d,
                    authors.Of(d.Either.Kind, d.Either.RowId, id)));
        var runs = Runs(office, first, second);
        var money = office.Ledger.LinesOf(id, visit.Viewer.Scope, second.Known).Where(l => sight.ShowsProgramme(l.Programme, id));
        var before = office.Ledger.LinesOf(id, visit.Viewer.Scope, first.Known).Select(l => l.EntryId).ToHashSet();
        return View.Of<PersonChangesView, PersonChangesModel>(new PersonChangesModel(
            id, file.Identity[^1].Row.Name, first, second,
            [.. rows.OrderBy(r => Order(r.Difference.Either)).ThenBy(r => r.What, StringComparer.Ordinal)],
            [.. office.Decisions.OfPerson(id).Where(d => sight.ShowsProgramme(d.Programme, id))
                .Where(d => (d.RecordedAt > first.Known.Instant && d.RecordedAt <= second.Known.Instant)
                    || (d.SupersededAt > first.Known.Instant && d.SupersededAt <= second.Known.Instant))],
            [.. money.Where(l => !before.Contains(l.EntryId))
                .Select(l => (runs.FirstOrDefault(r => r.Month >= l.ForMonth) ?? runs.FirstOrDefault(), l))
                .Where(x => x.Item1 is not null).Select(x => (x.Item1!, x.l))]));
    }

    private static IResult OfUnit(Office office, Visit visit, string key, Moment first, Moment second)
    {
        var map = office.Register.UnitsAsKnown(second.Known);
        if ((office.Units.FindOrNull(key) ?? map.FindOrNull(key)) is not { } unit || OwnOrNull(office, visit, unit) is not { } scope)
        {
            return ProblemPages.NotFound(visit);
        }

        var difference = new UnitHistories(office.Register).Between(scope, first, second);
        var decisions = office.Decisions.Changed(first.Known, second.Known).Where(d => difference.Everybody.Contains(d.PersonId)).ToList();
        var sight = Sight.Of(office, visit);
        bool Recorded(long at) => at > first.Known.Instant && at <= second.Known.Instant;
        var money = Runs(office, first, second).SelectMany(r => office.Ledger.Totals(r.RunId, scope))
            .GroupBy(t => t.Programme, StringComparer.Ordinal);
        return View.Of<UnitChangesView, UnitChangesModel>(new UnitChangesModel(
            unit, first, second, Seen(office, visit, difference),
            [.. difference.Facts.Select(t => (visit.Language.T(office.Register.Facts[t.Kind].Label), t))
                .OrderBy(t => t.Item1, StringComparer.Ordinal)],
            [.. decisions.Where(d => sight.ShowsProgramme(d.Programme)).GroupBy(d => d.Programme, StringComparer.Ordinal)
                .Select(g =>
                    (visit.Language.T(office.NameOf(g.Key)), g.Count(d => Recorded(d.RecordedAt) && d.End is null),
                        g.Count(d => Recorded(d.RecordedAt) && d.End is not null)))],
            [.. money.Where(g => sight.ShowsProgramme(g.Key))
                .Select(g => (visit.Language.T(office.NameOf(g.Key)), g.Sum(t => t.Persons), g.Sum(t => t.Amount)))],
            [.. map.Changes.Where(
                c => c.On > first.Day && c.On <= second.Day && (scope.Contains(c.FromKey) || (c.ToKey is { } to && scope.Contains(to))))]));
    }

    /// <summary>Who came and went, named to those who may see them today; the others are counted.</summary>
    private static UnitDifference Seen(Office office, Visit visit, UnitDifference difference)
    {
        var seen =
            office.People.Within(visit.Viewer.Scope, [.. difference.Came.Concat(difference.Went).Select(m => m.PersonId).Distinct()]);
        Mover Named(Mover mover) =>
            seen.Contains(mover.PersonId) ? mover : mover with { PersonId = 0, Name = "", Other = null, Source = "" };
        return difference with { Came = [.. difference.Came.Select(Named)], Went = [.. difference.Went.Select(Named)] };
    }

    // Runs posted for what was known in between.
    private static List<LedgerRun> Runs(Office office, Moment first, Moment second) =>
        [.. office.Ledger.Runs().Where(r => r.Known.Day > first.Known.Day && r.Known.Day <= second.Known.Day).OrderBy(r => r.Month)];

    /// <summary>Residence keys of a unit inside what the viewer may see; null if not all of it may be seen.</summary>
    private static Scope? OwnOrNull(Office office, Visit visit, Unit unit)
    {
        if (unit.Level < 2)
        {
            return null;
        }

        var own = office.Units.ScopeOf(unit);
        return own.IsWithin(visit.Viewer.Scope) ? own : null;
    }

    private static int Order(Statement said) => said.Kind switch { "person" => 0, "residence" => 1, "membership" => 2, _ => 3 };

    private static (DateOnly Day, Refusal? Refusal) Day(Visit visit, string name, DateOnly usual)
    {
        var text = visit.Query[name].ToString();
        return text.Length == 0 ? (usual, null) : visit.ReadDay(text, name, out var day) is { } refusal ? (usual, refusal) : (day, null);
    }
}

using AnSinh.Basics;
using AnSinh.Host.People;
using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Register.Quality;
using AnSinh.Register.Units;
using AnSinh.Scoreboard.Quality;

namespace AnSinh.Host.Quality;

/// <summary>What one check of data quality found, each case with the ways to mend it.</summary>
internal sealed class QualityList(Office office, Visit visit, QualityCheck check, Scope scope)
{
    private readonly Sight _sight = Sight.Of(office, visit);

    private Language L => visit.Language;

    /// <summary>The list of a check within these units.</summary>
    public static WorkList<QualityLine> Of(Office office, Visit visit, QualityCheck check, Scope scope) =>
        new QualityList(office, visit, check, scope).Declare();

    /// <summary>What a check found in the visit's month; null if there is no such check.</summary>
    public static QualityFinding? FindOrNull(Office office, Visit visit, string check) =>
        office.Quality.Run(visit.Month, visit.Known).FirstOrDefault(f => f.Check.Id == check);

    /// <summary>The commune of the day a case is in.</summary>
    public static Unit? CommuneOf(Office office, Visit visit, QualityHit hit) =>
        hit.Home is null ? null : office.Units.Resolve(hit.Home, visit.Month.LastDay) ?? office.Units.FindOrNull(hit.Home);

    private WorkList<QualityLine> Declare() => new()
    {
        Id = "quality." + check.Id,
        Needs = Permission.ReadPeople,
        Path = $"{QualityPages.Root}/{check.Id}",
        Section = "quality",
        Title = check.Label,
        Empty = (new("Không có trường hợp nào", "No cases"),
            new("Trong phạm vi của bạn, tháng và ngày biết đến đang xem.",
                "Within your scope, in the month and as known on the day looked at.")),
        Query = ask =>
        {
            var hits = FindOrNull(office, visit, check.Id)!.In(scope);
            return new WorkPart<QualityLine>(Lines([.. hits.Skip(ask.Skip).Take(ask.Take)]), hits.Count);
        },
        People = x => [x.Person?.PersonId ?? 0, x.Other?.PersonId ?? 0],
        Columns =
        [
            new("person", "Người số", "Person", 10, x => new(x.Person?.PersonId)) { Place = ColumnPlace.Data },
            new("name", "Ai, ở đâu", "Who, where", 28, Who),
            new("birth", "Ngày sinh", "Born", 12, x => new(x.Person?.Birth)) { Place = ColumnPlace.Under },
            new("commune", "Xã", "Commune", 22, x => new(x.Person is null ? null : x.Unit?.FullName)) { Place = ColumnPlace.Under },
            new("what", "Sai ở đâu", "What is wrong", 60, x => new(x.Detail)),
            new("with", "Cùng với", "With", 28, x => x.Other is { } other ? Cell.Link(other.Name, visit.Link($"/nguoi/{other.PersonId}"))
                : Cell.Nothing) { Place = ColumnPlace.Under },
        ],
        Deeds = x => [.. new QualityFixes(office, visit).Of(check, x.Hit).Select(f => new RowDeed(f.Text, f.Href))],
    };

    private Cell Who(QualityLine line) => line.Person is { } person ? Cell.Link(person.Name, visit.Link($"/nguoi/{person.PersonId}"))
        : line.Hit.PersonId == 0 && line.Unit is { } unit ? Cell.Link(unit.FullName, visit.Link("/don-vi/" + unit.Key))
        : Cell.Person(L, null, "");

    private List<QualityLine> Lines(IReadOnlyList<QualityHit> hits)
    {
        var people = PeoplePages.Lines(
            office, visit, [.. hits.SelectMany(h => new[] { h.PersonId, h.OtherId }).Where(id => id != 0).Distinct()]);
        return [.. hits.Select(hit => new QualityLine(
            hit, people.GetValueOrDefault(hit.PersonId), people.GetValueOrDefault(hit.OtherId), CommuneOf(office, visit, hit),
            L.T(hit.Detail) + Missing(hit)))];
    }

    // Which fact is missing is worked out for the lines shown only.
    private string Missing(QualityHit hit) =>
        check.Find != "undetermined" || hit.Mark is null
            || office.Determiner.Explain(hit.PersonId, hit.Mark, visit.Month, visit.Known) is not { Ok: true } answer
            || answer.Value.Missing is not { Count: > 0 } missing ? ""
            : L.T("; thiếu ", "; missing ")
                + string.Join(", ", missing.Select(name => L.T(_sight.NameOf(name, hit.PersonId)).ToLowerInvariant()).Distinct());
}

/// <summary>One case.</summary>
/// <param name="Hit">The case.</param>
/// <param name="Person">The person; null for a unit, and for somebody who may not be named.</param>
/// <param name="Other">Another person it is about as well.</param>
/// <param name="Unit">The unit, for a case of a unit; else the commune of the home.</param>
/// <param name="Detail">What exactly.</param>
internal sealed record QualityLine(QualityHit Hit, PersonLine? Person, PersonLine? Other, Unit? Unit, string Detail);

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Cards;
using AnSinh.Host.Files;
using AnSinh.Host.Protection;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Intake.Cards;
using AnSinh.Register.People;
using AnSinh.Register.Units;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Indicators;
using AnSinh.Store.Readings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.People;

/// <summary>Search, the people behind a figure, and the file of one person.</summary>
internal static class PeoplePages
{
    private const int PageSize = 25;

    public static void MapPeoplePages(this IEndpointRouteBuilder pages)
    {
        var people = pages.Needing(Permission.ReadPeople);
        people.MapGet("/nguoi", List);
        people.MapGet("/nguoi/{id:long}", Show).Light().Reads(ProtectedAccess.BackField).ShowsForms();
    }

    private static IResult List(Office office, Visit visit, [AsParameters] PeopleAddress address)
    {
        if (CardText.Looks(address.Text))
        {
            if (visit.Context.Request.Headers.ContainsKey("HX-Request"))
            {
                // Pasted into the filter of a list: the page of the card takes the place of the whole page.
                visit.Context.Response.Headers["HX-Redirect"] = visit.Here();
                return TypedResults.Ok();
            }

            return CardPages.Answer(office, visit, address.Text!);
        }

        var (year, born) = (address.Year, (int?)null);
        if (year is { Length: > 0 })
        {
            if (!(int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read is > 1850 and < 2200))
            {
                return ProblemPages.Refused(visit,
                    new Refusal("people.year", $"“{year}” không phải là năm sinh. Viết bốn chữ số, ví dụ 1939.", "nam"));
            }

            born = read;
        }

        var place = Places.Ask(office, visit, address.Unit);
        if (place.Refusal is not null)
        {
            return place.Refusal;
        }

        var asked = new PeopleAsked(Words(address.Text), born, address.Unit, Words(address.Figure),
            address.Part is { Length: > 0 } part ? part : "tu", address.Living ?? false, address.Near ?? false);
        var number = Math.Max(1, address.Page ?? 1);
        return asked.Figure is null ? Search(office, visit, place, asked, number) : Open(office, visit, place, asked, number);
    }

    private static RazorComponentResult<PeopleListView> Search(Office office, Visit visit, Places place, PeopleAsked asked, int number)
    {
        if (asked.Living && asked.Text is null && asked.Year is null)
        {
            return Living(office, visit, place, asked, number);
        }

        if (asked.Text is not null || asked.Year is not null)
        {
            visit.Reading.Is(ReadingKinds.Search);
        }

        var words = string.Join(' ', new[] { asked.Text, asked.Year?.ToString(CultureInfo.InvariantCulture) }.OfType<string>());
        var found = office.People.Find(
            new PeopleSearch(words, place.Scope, visit.Month.LastDay, visit.Known, number, visit.Rows(PageSize)) { Near = asked.Near });
        return View.Of<PeopleListView, PeopleListModel>(new PeopleListModel(
            asked, visit.Language.T("Nhân khẩu", "People"), null, found.Total, number, PageSize,
            [.. found.People.Select(
                f => Line(f.Person) with { Household = f.Household, Note = f.LivesHere ? null
                    : visit.Language.T("không còn cư trú", "no longer resident") })], Places.Choices(office, visit),
                    found.Closeness == Closeness.Alike && !asked.Near));
    }

    /// <summary>The people counted as living here in the month.</summary>
    private static RazorComponentResult<PeopleListView> Living(Office office, Visit visit, Places place, PeopleAsked asked, int number)
    {
        var month = visit.Month.ToVietnamese() + (place.Name is null ? "" : ", " + place.Name);
        var ids = Census.Living(office.Determiner.Determine(visit.Month, visit.Known), place.Scope);
        var found = office.People.List(ids, visit.Viewer.Scope, visit.Month.LastDay, visit.Known, number, visit.Rows(PageSize));
        return View.Of<PeopleListView, PeopleListModel>(new PeopleListModel(
            asked,
            visit.Language.T("Nhân khẩu", "People"),
            visit.Language.T(
                $"Người có ngày cư trú trong tháng {month}. Sắp theo mã số.", $"People living here on some day of {month}. By number."),
            ids.Count, number, PageSize, [.. found.People.Select(Line)], Places.Choices(office, visit)));
    }

    /// <summary>The people behind a figure of the scoreboard.</summary>
    private static IResult Open(Office office, Visit visit, Places place, PeopleAsked asked, int number)
    {
        var unit = place.Unit ?? visit.Viewer.Unit;
        var list = PartOrNull(asked.Part) is { } side
            ? office.Board.Open(
                new FigureQuestion(asked.Figure!, side, unit.Key, visit.Month, visit.Known, visit.Viewer.Scope,
                    Page: number, PageSize: visit.Rows(PageSize))) : null;
        if (list is null)
        {
            return ProblemPages.Refused(visit,
                new Refusal("people.figure",
                    $"Không có chỉ tiêu “{asked.Figure}” hoặc phần “{asked.Part}” của nó ở đơn vị này.", "chi-tieu"));
        }

        var l = visit.Language;
        var counted = asked.Part switch
        {
            "mau" => l.T("mẫu số", "denominator"),
            "con-lai" => l.T("phần chưa đạt", "not counted"),
            "chua-ro" => l.T("chưa rõ", "unknown"),
            _ => l.T("tử số", "numerator"),
        };
        return View.Of<FigureListView, FigureListModel>(new FigureListModel(
            asked,
            $"{l.T(list.Indicator.Label)}: {counted}",
            $"{unit.FullName}. {l.T(list.Indicator.Definition)}",
            Named(office, visit, list),
            number,
            PageSize,
            [.. new[] { ("tu", l.T("Tử số", "Numerator")), ("mau", l.T("Mẫu số", "Denominator")),
                ("con-lai", l.T("Còn lại", "Remainder")), ("chua-ro", l.T("Chưa rõ", "Unknown")) }
                .Where(choice => list.Indicator.IsShare || choice.Item1 is "tu" or "chua-ro")],
            Places.Choices(office, visit)));
    }

    private static FigurePart? PartOrNull(string word) => word switch
    {
        "tu" => FigurePart.Numerator,
        "mau" => FigurePart.Denominator,
        "con-lai" => FigurePart.Remainder,
        "chua-ro" => FigurePart.Unclear,
        _ => null,
    };

    /// <summary>The list with nobody named who is out of the viewer's scope today.</summary>
    private static FigureList Named(Office office, Visit visit, FigureList list)
    {
        if (list.Indicator.Counts == Counts.Unit)
        {
            return list;
        }

        var seen = office.People.Within(visit.Viewer.Scope, [.. list.Lines.Select(l => l.PersonId).OfType<long>()]);
        return list with { Lines = [.. list.Lines.Select(
            l => l.PersonId is { } id && seen.Contains(id) ? l
                : l with { PersonId = null, Name = "", Birth = null, Sex = null, HouseholdNumber = null, Hamlet = null })] };
    }

    private static IResult Show(Office office, Visit visit, long id)
    {
        if (PersonFiles.FindOrNull(office, visit, id) is not { } person || PersonFiles.FileOrNull(office, visit, id) is not { } file)
        {
            // A file that was merged into another is that one now, for who may see it.
            return MergeMap.Read(office.Register.Database, visit.Known).Of(id) is var kept && kept != id
                && PersonFiles.FindOrNull(office, visit, kept) is not null
                ? TypedResults.LocalRedirect(visit.Link($"/nguoi/{kept.ToString(CultureInfo.InvariantCulture)}"))
                : ProblemPages.NotFound(visit);
        }

        PersonFiles.NoteReading(visit, id);
        return View.Of<PersonView, PersonModel>(new PersonReading(office, visit, person, file).Model());
    }

    /// <summary>People of these numbers as lines of a list, by number; those outside the viewer's scope are left out.</summary>
    internal static IReadOnlyDictionary<long, PersonLine> Lines(Office office, Visit visit, IReadOnlyList<long> ids) =>
        office.People.List(ids, visit.Viewer.Scope, visit.Month.LastDay, visit.Known, 1,
            Math.Max(1, ids.Count)).People.ToDictionary(p => p.PersonId, Line);

    private static PersonLine Line(PersonSummary person) => new(
        person.PersonId, person.Name, NumberText(person.PersonalNumber), person.Birth, person.Sex, person.Unit?.FullName);

    /// <summary>A personal number grouped for reading.</summary>
    internal static string? NumberText(string? digits) => PersonalNumber.TryParse(digits, out var number) ? number.ToString() : digits;

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>The words of the address of a list of people, as they were written.</summary>
/// <param name="Text">Part of a name or number, or what a card says.</param>
/// <param name="Year">Year of birth.</param>
/// <param name="Unit">Key of a commune.</param>
/// <param name="Figure">An indicator whose people are listed.</param>
/// <param name="Part">Which side of it.</param>
/// <param name="Living">Only those who live here in the month.</param>
/// <param name="Near">Also those whose name is only similar.</param>
/// <param name="Page">The page, from 1.</param>
internal sealed record PeopleAddress(
    [FromQuery(Name = "q")] string? Text, [FromQuery(Name = "nam")] string? Year, [FromQuery(Name = Places.Key)] string? Unit,
    [FromQuery(Name = "chi-tieu")] string? Figure, [FromQuery(Name = "phan")] string? Part,
    [FromQuery(Name = "cu-tru")] bool? Living, [FromQuery(Name = "gan-dung")] bool? Near, [FromQuery(Name = "trang")] int? Page);

using System.CommandLine;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Verbs;

namespace AnSinh.Host.People;

/// <summary><c>people</c>: search by name without diacritics, number fragment or birth year.</summary>
internal static class PeopleVerb
{
    private const int PageSize = 20;

    public static Command Command()
    {
        var json = Session.JsonOption();
        var text = new Argument<string>("text") { Description =
            "Tên (không cần dấu), mảnh số định danh, năm sinh; ghép được: \"khuyen 1939\"" };
        var known = Arguments.KnownOption();
        var pageNo = new Option<int>("--page") { Description = "Trang", DefaultValueFactory = _ => 1 };
        var command = new Command("people", "Tìm người trong sổ") { text, known, pageNo, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var asKnown = parse.GetValue(known) is { } day ? new AsKnown(day) : session.Office.UsualTimes().Known;
            var page = session.Office.People.Search(
                parse.GetValue(text)!, Scope.Everything, asKnown.Day, asKnown, parse.GetValue(pageNo), PageSize);
            return parse.GetValue(json)
                ? Output.Print(
                    new { total = page.Total, asKnown,
                        people = page.People.Select(
                            p => new { id = p.PersonId, number = p.PersonalNumber, name = p.Name, sex = p.Sex,
                                birth = p.Birth?.ToString(), unit = p.Unit?.Key, unitName = p.Unit?.FullName }) })
                : Output.Print(
                    page.People.Select(
                        p => $"{p.PersonId,8}  {p.Name,-32} {p.Birth?.ToString() ?? "thiếu ngày sinh",-15} {p.Unit?.FullName}")
                            .Append($"{page.Total} người"));
        }));
        return command;
    }
}

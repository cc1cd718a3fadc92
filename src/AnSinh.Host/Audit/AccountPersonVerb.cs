using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Host.Verbs;

namespace AnSinh.Host.Audit;

/// <summary><c>account person</c>: which person of the register has an account; then an opening of a colleague's file is seen.</summary>
internal static class AccountPersonVerb
{
    private const string Nobody = "none";

    public static Command Command()
    {
        var login = new Argument<string>("login") { Description = "Tên đăng nhập" };
        var number = new Argument<string>("number")
        {
            Description = $"Mã số người trong sổ hoặc số định danh 12 chữ số; {Nobody}: không còn là ai",
        };
        var command = new Command("person", "Ghi tài khoản này là ai trong sổ (để báo khi hồ sơ của đồng nghiệp, người nhà bị mở)")
            { login, number };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var (name, asked, known) = (parse.GetValue(login)!, parse.GetValue(number)!, session.Office.Clock.Known);
            var person = asked == Nobody ? 0L : PersonArgument.Find(session, asked, known);
            if (!person.Ok)
            {
                return Output.Refuse(person.Refusals);
            }

            if (person.Value != 0 && session.Office.People.FindOrNull(person.Value, Scope.Everything, known.Day, known) is null)
            {
                return Output.Refuse("person.unknown", $"Không có người số {person.Value} trong sổ.");
            }

            var done = session.Office.AccountPersons.Set(name, person.Value == 0 ? null : person.Value, Session.ActOf("account.person"));
            return !done.Ok ? Output.Refuse(done.Refusals)
                : Output.Print([person.Value == 0 ? $"{name}: không còn là ai trong sổ." : $"{name} là người số {person.Value}."]);
        }));
        return command;
    }
}

using System.CommandLine;
using System.Globalization;
using AnSinh.Access.Roles;
using AnSinh.Basics;
using AnSinh.Host.Audit;
using AnSinh.Host.Verbs;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Host.Administration;

/// <summary>
/// <c>account</c>: the first administrator of a register is made here, and whoever locked everybody out helps themselves here: who may
/// run the program on the register's machine may do anything with it anyway, and every deed is in the audit log.
/// </summary>
internal static class AccountVerb
{
    public static Command Command() => new("account", "Tài khoản: thêm, xem, giao và thôi vai trò, cấp lại mật khẩu, kết thúc")
    {
        Add(), Import(), List(), Give(), Take(), Reset(), End(), AccountPersonVerb.Command(),
    };

    private static Command Add()
    {
        var (login, name, role, unit) = (Login(), Text("--name", "Họ tên"), Text("--role", "Vai trò, ví dụ administrator"),
            Text("--unit", "Khóa đơn vị, ví dụ 272"));
        var (from, to, paper, json) = (Day("--from", "Từ ngày (mặc định hôm nay)"), Day("--to", "Đến hết ngày"), Paper(),
            Session.JsonOption());
        var command = new Command("add", "Thêm tài khoản với vai trò đầu tiên; in mật khẩu dùng một lần")
            { login, name, role, unit, from, to, paper, json };
        command.SetAction(parse => Session.In(parse, session =>
            Told(parse.GetValue(json), AccountPages.Alone(session.Office.AccountOpening.Open(
            new NewAccount(parse.GetValue(login)!, parse.GetValue(name)!, parse.GetValue(role)!, parse.GetValue(unit)!,
                new DateInterval(parse.GetValue(from) ?? session.Office.Clock.Today, parse.GetValue(to)), parse.GetValue(paper)!),
            Session.ActOf("account add"))))));
        return command;
    }

    private static Command Import()
    {
        var (file, json) = (new Argument<string>("file") { Description = "Danh sách .xlsx hoặc .csv" }, Session.JsonOption());
        var command = new Command("import", "Thêm tài khoản từ danh sách Excel: tất cả hoặc không ai") { file, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var path = parse.GetValue(file)!;
            if (!File.Exists(path))
            {
                return Output.Refuse("account.file", $"Không có tệp '{path}'.");
            }

            var form = AccountOpening.Form(session.Policy, session.Register);
            var read = AccountSheet.Read(Path.GetFileName(path), File.ReadAllBytes(path), form);
            return Told(parse.GetValue(json), !read.Ok ? Outcome<IReadOnlyList<OpenedAccount>>.Refused(read.Refusals)
                : session.Office.AccountOpening.OpenAll(read.Value, Session.ActOf("account import")));
        }));
        return command;
    }

    private static Command List()
    {
        var json = Session.JsonOption();
        var command = new Command("list", "Mọi tài khoản, vai trò hôm nay") { json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var held = session.Office.Roles.On(session.Office.Clock.Today);
            var all = session.Office.Accounts.All();
            return parse.GetValue(json)
                ? Output.Print(all.Select(a => new { a.Login, a.Name, a.EndedOn, a.MustChange,
                    roles = held[a.Login].Select(h => new { role = h.Grant.Role, unit = h.Unit.Key, from = h.Grant.Valid.From,
                        to = h.Grant.Valid.To, h.Grant.DelegatedBy }) }))
                : Output.Table(["Tên", "Họ tên", "Vai trò hôm nay", "Kết thúc"], all.Select(a => new[]
                {
                    a.Login, a.Name, string.Join("; ", held[a.Login].Select(h => $"{h.At.Label.Vi}, {h.Unit.FullName}")),
                    a.EndedOn is { } day ? Vietnamese.Date(day) : "",
                }));
        }));
        return command;
    }

    private static Command Give()
    {
        var (login, role, unit) = (Login(), Text("--role", "Vai trò"), Text("--unit", "Khóa đơn vị"));
        var (from, to, paper) = (Day("--from", "Từ ngày (mặc định hôm nay)"), Day("--to", "Đến hết ngày"), Paper());
        var command = new Command("give", "Giao thêm một vai trò") { login, role, unit, from, to, paper };
        command.SetAction(parse => Session.In(parse, session => Told(session.Office.Roles.Give(
            new RoleGrant(parse.GetValue(login)!, parse.GetValue(role)!, parse.GetValue(unit)!, null,
                new DateInterval(parse.GetValue(from) ?? session.Office.Clock.Today, parse.GetValue(to)), parse.GetValue(paper)!),
            Session.ActOf("account give")), "Đã giao.")));
        return command;
    }

    private static Command Take()
    {
        var (login, role, unit) = (Login(), Text("--role", "Vai trò"), Text("--unit", "Khóa đơn vị lúc giao"));
        var last = Day("--last", "Ngày cuối còn giữ (mặc định hôm qua)");
        var command = new Command("take", "Thôi một vai trò đang giữ") { login, role, unit, last };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var (who, what, where, today) = (parse.GetValue(login)!, parse.GetValue(role)!, parse.GetValue(unit)!,
                session.Office.Clock.Today);
            return session.Office.Roles.History(who).FirstOrDefault(r => r.Stands && r.Row.Login == who && r.Row.Role == what
                && r.Row.UnitKey == where && r.Row.DelegatedBy is null && !(r.Row.Valid.To < today)) is not { } found
                ? Output.Refuse("role.none", $"'{who}' không giữ vai trò '{what}' ở đơn vị '{where}'.")
                : Told(Taken(session, found, parse.GetValue(last) ?? today.AddDays(-1)), "Đã thôi.");
        }));
        return command;
    }

    // A role that was not held on any day by then never was.
    private static Outcome<long> Taken(Session session, Recorded<RoleGrant> found, DateOnly last)
    {
        var act = Session.ActOf("account take");
        return found.Row.Valid.From > last ? session.Office.Roles.Withdraw(found.RowId, "thôi trước khi bắt đầu", act)
            : session.Office.Roles.End(found.RowId, last, act);
    }

    private static Command Reset()
    {
        var (login, json) = (Login(), Session.JsonOption());
        var command = new Command("reset", "Cấp mật khẩu dùng một lần, kết thúc mọi phiên") { login, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var (who, made) = (parse.GetValue(login)!, session.Office.Accounts.Reset(parse.GetValue(login)!,
                Session.ActOf("account reset")));
            return Told(parse.GetValue(json), made.Ok ? Outcome<IReadOnlyList<OpenedAccount>>.Of([new OpenedAccount(who, made.Value)])
                : Outcome<IReadOnlyList<OpenedAccount>>.Refused(made.Refusals));
        }));
        return command;
    }

    private static Command End()
    {
        var (login, why) = (Login(), Text("--reason", "Vì sao"));
        var command = new Command("end", "Kết thúc tài khoản từ hôm nay; không mở lại được") { login, why };
        command.SetAction(parse => Session.In(parse, session => Told(
            session.Office.Accounts.End(parse.GetValue(login)!, parse.GetValue(why)!, Session.ActOf("account end")), "Đã kết thúc.")));
        return command;
    }

    private static int Told<T>(Outcome<T> done, string words) => done.Ok ? Output.Print([words]) : Output.Refuse(done.Refusals);

    private static int Told(bool json, Outcome<IReadOnlyList<OpenedAccount>> opened) => !opened.Ok ? Output.Refuse(opened.Refusals)
        : json ? Output.Print(opened.Value.Select(o => new { login = o.Login, password = o.Password }))
        : Output.Print(opened.Value.Select(o => o.Password is null ? $"{o.Login}: giao thêm vai trò."
            : $"{o.Login}: mật khẩu dùng một lần {o.Password} — lần đầu đăng nhập phải đổi."));

    private static Argument<string> Login() => new("login") { Description = "Tên đăng nhập" };

    private static Option<string> Text(string name, string description) => new(name) { Description = description, Required = true };

    private static Option<string> Paper() =>
        new("--paper") { Description = "Theo văn bản nào", DefaultValueFactory = _ => "dòng lệnh" };

    private static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description + ", dạng yyyy-MM-dd",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var day))
            {
                return day;
            }

            result.AddError($"'{result.Tokens[0].Value}' không phải ngày. Viết yyyy-MM-dd, ví dụ 2026-12-31.");
            return null;
        },
    };
}

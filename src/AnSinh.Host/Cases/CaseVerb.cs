using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Host.Files;
using AnSinh.Host.People;
using AnSinh.Host.Verbs;
using AnSinh.Host.Web;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Cases;

/// <summary>
/// <c>case</c>: cases of the office from the command line, as JSON. The account is named, not proved: what it may see and do counts, but a
/// deed that needs two people or grants is done by who signs in, and protected cases are not there.
/// </summary>
internal static class CaseVerb
{
    private const string Code = "case.json";

    public static Command Command() => new("case", "Hồ sơ: danh sách, xem, nhận và làm từng bước; các mẫu tờ khai của hôm nay")
    {
        List(), Show(), Forms(), Open(), Do(),
    };

    private static Command Forms()
    {
        var form = new Argument<string?>("form") { Description = "Mẫu để xem các ô (JSON Schema); không ghi thì kể các mẫu",
            DefaultValueFactory = _ => null };
        var command = new Command("forms", "Các mẫu tờ khai nhận hôm nay, hoặc các ô của một mẫu") { form };
        command.SetAction(parse => Session.In(parse, session =>
            parse.GetValue(form) is not { } asked ? Output.Print(CaseData.Forms(session.Office, "vi"))
            : CaseData.SchemaOrNull(session.Office, asked, "vi") is { } schema ? Output.Print(schema)
            : Output.Refuse("case.form", $"Hôm nay không thủ tục nào nhận mẫu “{OutsideText.Legible(asked)}”. Xem: ansinh case forms.")));
        return command;
    }

    private static Command List()
    {
        var by = By();
        var filter = new Option<string>("--filter")
        {
            Description = string.Join(", ", CaseData.Filters.Keys),
            DefaultValueFactory = _ => "mine",
        };
        var page = new Option<int>("--page") { Description = "Trang", DefaultValueFactory = _ => 1 };
        var command = new Command("list", "Hồ sơ chờ tài khoản này, đang làm, hoặc đã xong") { by, filter, page };
        command.SetAction(parse => As(parse, by, (session, viewer) =>
        {
            var (word, at) = (parse.GetValue(filter)!, parse.GetValue(page));
            return !CaseData.Filters.TryGetValue(word, out var asked) ? Output.Refuse([CaseData.NoFilter(word)])
                : at is < 1 or > Visit.PageLimit ? Output.Refuse("visit.page", $"Viết số trang từ 1 đến {Visit.PageLimit}.")
                : Output.Print(CaseData.Of(new CaseLists(session.Office, viewer.CaseActor, Language.Vietnamese).List(asked, at),
                    session.Office.Clock.Today, "vi"));
        }));
        return command;
    }

    private static Command Show()
    {
        var (number, by) = (Number(), By());
        var command = new Command("show", "Một hồ sơ: đang ở bước nào, đã làm gì, làm được gì tiếp") { number, by };
        command.SetAction(parse => As(parse, by, (session, viewer) =>
        {
            var (office, actor) = (session.Office, viewer.CaseActor);
            var lists = new CaseLists(office, actor, Language.Vietnamese);
            if (lists.FindOrNull(parse.GetValue(number)) is not { } view)
            {
                return Unknown(parse.GetValue(number));
            }

            if (view.File.Kind == CaseKind.Application)
            {
                PersonFiles.NoteReading(office, Session.LocalAccount, view.File.SubjectId, $"ansinh case show, {viewer.Login}");
            }

            return Output.Print(CaseData.Of(office, view, lists, "vi"));
        }));
        return command;
    }

    private static Command Open()
    {
        var person = new Option<string>("--person") { Description = "Mã số người trong sổ, hoặc số định danh 12 chữ số", Required = true };
        var form = new Option<string>("--form") { Description = "Mẫu tờ khai; xem: ansinh case forms", Required = true };
        var (by, json) = (By(), Json());
        var command = new Command("open", "Nhận một hồ sơ theo mẫu tờ khai") { person, form, by, json };
        command.SetAction(parse => As(parse, by, (session, viewer) =>
        {
            var id = PersonArgument.Find(session, parse.GetValue(person)!, session.Office.Clock.Known);
            var told = FlatJson.ReadFile(parse.GetValue(json), Code, FlatJson.OfForm);
            if (!id.Ok || !told.Ok)
            {
                return Output.Refuse([.. id.Refusals, .. told.Refusals]);
            }

            var opened = session.Office.Applications.Open(
                parse.GetValue(form)!, id.Value, told.Value, viewer.CaseActor, ActOf(viewer, "case.open"));
            return opened.Ok ? Output.Print(CaseData.Opened(opened.Value)) : Output.Refuse(opened.Refusals);
        }));
        return command;
    }

    private static Command Do()
    {
        var (number, by, json) = (Number(), By(), Json());
        var deed = new Argument<string>("deed") { Description = "Việc làm trong bước này; xem: ansinh case show" };
        var seen = new Option<int>("--seen") { Description = "Số mục đã có trong sổ của hồ sơ khi xem", Required = true };
        var command = new Command("do", "Làm một việc trong hồ sơ; việc cần hai người hoặc cho hưởng thì phải đăng nhập trang")
        {
            number, deed, by, seen, json,
        };
        command.SetAction(parse => As(parse, by, (session, viewer) =>
        {
            var (applications, actor, id) = (session.Office.Applications, viewer.CaseActor, parse.GetValue(number));
            if (new CaseLists(session.Office, actor, Language.Vietnamese).FindOrNull(id) is not { } view)
            {
                return Unknown(id);
            }

            if (CaseData.ElsewhereOrNull(view) is { } elsewhere)
            {
                return Output.Refuse([elsewhere]);
            }

            var asked = parse.GetValue(deed)!;
            if (NeedsProof(view.Version, asked))
            {
                return Output.Refuse("case.sign-in",
                    $"Việc “{asked}” cần biết chắc ai làm: người ấy đăng nhập rồi làm ở trang {CasePages.Address(id)}.");
            }

            var told = FlatJson.ReadFile(parse.GetValue(json), Code, FlatJson.OfForm);
            if (!told.Ok)
            {
                return Output.Refuse(told.Refusals);
            }

            var done = applications.Do(id, parse.GetValue(seen), asked, told.Value, actor, ActOf(viewer, "case.do"));
            return done.Ok ? Output.Print(CaseData.Done(done.Value, "vi")) : Output.Refuse(done.Refusals);
        }));
        return command;
    }

    /// <summary>
    /// True of what two different people must do, either side of it, and of what grants: a name on a command line proves nothing.
    /// </summary>
    private static bool NeedsProof(ProcedureVersion version, string deed) =>
        version.Deeds.Any(d => (d.Id == deed && (d.Grants || d.NotBy.Count > 0)) || d.NotBy.Contains(deed));

    private static int As(ParseResult parse, Option<string> by, Func<Session, Viewer, int> verb) => Session.In(parse, session =>
    {
        var login = parse.GetValue(by)!.Trim();
        return session.Office.Accounts.FindOrNull(login) is not { EndedOn: null } account
            || Viewer.OfOrNull(account, session.Office) is not { } viewer
                ? Output.Refuse("case.nobody", $"Không có tài khoản '{OutsideText.Legible(login)}'.")
            : !viewer.May(Permission.WorkOnCases)
                ? Output.Refuse("case.not-allowed", $"Tài khoản '{OutsideText.Legible(login)}' không làm việc trong hồ sơ.")
            : verb(session, viewer);
    });

    private static int Unknown(long id) => Output.Refuse("case.unknown", $"Không có hồ sơ số {id} trong phạm vi của tài khoản này.");

    private static Act ActOf(Viewer viewer, string kind) => new(viewer.Login, kind) { Source = $"ansinh case, {Session.LocalAccount}" };

    private static Argument<long> Number() => new("number") { Description = "Số hồ sơ" };

    private static Option<string> By() => new("--by") { Description = "Tài khoản: vai trò và địa bàn của nó được tính", Required = true };

    private static Option<string?> Json() => new("--json") { Description = "Tệp JSON: { \"ô\": giá trị }; '-' đọc từ đầu vào" };
}

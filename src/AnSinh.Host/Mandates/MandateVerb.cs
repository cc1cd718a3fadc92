using System.CommandLine;
using AnSinh.Access.Mandates;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.Files;
using AnSinh.Host.Verbs;
using AnSinh.Host.Web;

namespace AnSinh.Host.Mandates;

/// <summary><c>mandate</c>: who may sign, recorded, ended and taken back as on the pages, by the same form.</summary>
internal static class MandateVerb
{
    public static Command Command() => new("mandate", "Thẩm quyền ký: xem, ghi, thôi, gỡ") { List(), Give(), End(), Withdraw() };

    private static Command List()
    {
        var (all, json) = (new Option<bool>("--all") { Description = "Cả những dòng đã thôi, đã gỡ" }, Session.JsonOption());
        var command = new Command("list", "Ai được ký việc gì, cho cơ quan nào") { all, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var lines = MandateLine.All(session.Office)
                .Where(m => parse.GetValue(all) || m.State is MandateState.Holds or MandateState.ToCome).ToList();
            return parse.GetValue(json)
                ? Output.Print(lines.Select(m => new
                {
                    id = m.Row.RowId, m.Row.Row.Name, m.Signature, unit = m.Row.Row.UnitKey, m.Row.Row.Authority, m.Row.Row.Title,
                    m.Row.Row.Matter, m.Row.Row.GivenBy, from = m.Row.Row.Valid.From, to = m.Row.Row.Valid.To, m.Row.Row.Login,
                    m.Row.Row.Paper, m.State,
                }))
                : Output.Table(["Số", "Chữ ký", "Cơ quan của", "Việc", "Ngày"], lines.Select(m => new[]
                {
                    $"{m.Row.RowId}", m.Signature ?? m.Row.Row.Name, m.Unit, m.Matter?.Vi ?? "mọi việc",
                    Language.Vietnamese.Interval(m.Row.Row.Valid),
                }));
        }));
        return command;
    }

    private static Command Give()
    {
        var file = new Option<string?>("--json")
        {
            Description = "Tệp JSON các ô của biểu mẫu (- là đầu vào chuẩn): "
                + "name, unit, authority, title, matter, by, from, to, login, paper",
            Required = true,
        };
        var command = new Command("give", "Ghi thẩm quyền ký") { file };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var told = FlatJson.ReadFile(parse.GetValue(file), "mandate.json", FlatJson.OfForm);
            var read = !told.Ok ? Outcome<FormValues>.Refused(told.Refusals)
                : MandateForms.Give(session.Policy, session.Register, session.Office.Accounts.All()).Read(told.Value);
            return Told(!read.Ok ? Outcome<long>.Refused(read.Refusals)
                : session.Office.Mandates.Give(MandateForms.Of(read.Value), Session.ActOf("mandate give")), "Đã ghi, số");
        }));
        return command;
    }

    private static Command End()
    {
        var (row, last) = (Row(), new Option<string>("--last") { Description = "Ngày cuối còn ký, dạng yyyy-MM-dd", Required = true });
        var command = new Command("end", "Thôi ký từ sau một ngày") { row, last };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var read = MandateForms.End.Read(new Dictionary<string, string> { [MandateForms.To] = parse.GetValue(last)! });
            return Told(!read.Ok ? Outcome<long>.Refused(read.Refusals) : session.Office.Mandates.End(parse.GetValue(row),
                read.Value.DayOrNull(MandateForms.To)!.Value, Session.ActOf("mandate end")), "Đã thôi, số");
        }));
        return command;
    }

    private static Command Withdraw()
    {
        var (row, why) = (Row(), new Option<string>("--reason") { Description = "Vì sao", Required = true });
        var command = new Command("withdraw", "Gỡ dòng ghi nhầm") { row, why };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var read = MandateForms.Withdraw.Read(new Dictionary<string, string> { [MandateForms.Reason] = parse.GetValue(why)! });
            return Told(!read.Ok ? Outcome<long>.Refused(read.Refusals) : session.Office.Mandates.Withdraw(parse.GetValue(row),
                read.Value.Text(MandateForms.Reason), Session.ActOf("mandate withdraw")), "Đã gỡ, số");
        }));
        return command;
    }

    private static Argument<long> Row() => new("id") { Description = "Số của dòng, như 'mandate list' cho biết" };

    private static int Told(Outcome<long> done, string words) =>
        done.Ok ? Output.Print([$"{words} {done.Value}."]) : Output.Refuse(done.Refusals);
}

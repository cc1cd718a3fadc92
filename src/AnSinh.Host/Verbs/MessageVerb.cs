using System.CommandLine;
using AnSinh.Host.Web;
using AnSinh.Store.Messages;

namespace AnSinh.Host.Verbs;

/// <summary><c>messages</c>: what waits in the outbox or could not be sent; <c>again</c> and <c>drop</c> for one of them.</summary>
internal static class MessageVerb
{
    public static Command Command()
    {
        var json = Session.JsonOption();
        var command = new Command("messages", "Thư gửi đi: đang chờ, hoặc không gửi được và cần người xem")
        {
            json,
            Deed("again", "Gửi lại một thư không gửi được, hoặc gửi ngay một thư đang chờ",
                (table, id) => table.Again(id, Session.ActOf("messages.again"))),
            Deed("drop", "Bỏ một thư chưa gửi", (table, id) => table.Drop(id, Session.ActOf("messages.drop"))),
        };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var open = session.Office.Messages.Open();
            return parse.GetValue(json) ? Output.Print(open)
                : open.Count == 0 ? Output.Print(["Không có thư nào đang chờ hay không gửi được."])
                : Output.Table(["Số", "Kênh", "Gửi tới", "Về việc", "Tình trạng", "Lần thử", "Máy chủ trả lời"], open.Select(m => new[]
                {
                    $"{m.MessageId}", m.Channel, m.Recipient, m.Title,
                    m.State == MessageState.Failed ? "không gửi được" : "chờ đến " + Language.Vietnamese.Instant(m.NextAt),
                    $"{m.Attempt}", m.Said,
                }));
        }));
        return command;
    }

    private static Command Deed(string name, string description, Func<MessageTable, long, bool> deed)
    {
        var number = new Argument<long>("message") { Description = "Số của thư (xem: messages)" };
        var command = new Command(name, description) { number };
        command.SetAction(parse => Session.In(parse, session =>
            deed(session.Office.Messages, parse.GetValue(number)) ? Output.Print([$"Đã ghi: thư {parse.GetValue(number)}."])
            : Output.Refuse("message.none", $"Không có thư {parse.GetValue(number)} đang chờ hay không gửi được.")));
        return command;
    }
}

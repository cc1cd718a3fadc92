using System.CommandLine;
using AnSinh.Basics;
using AnSinh.Host.Verbs;
using AnSinh.Ledger;

namespace AnSinh.Host.Payments;

/// <summary><c>settle RUN</c>: records that the open dues of a run were paid.</summary>
internal static class SettleVerb
{
    public static Command Command()
    {
        var json = Session.JsonOption();
        var run = new Argument<long>("run") { Description = "Số của kỳ chi trả (xem: ledger runs)" };
        var command = new Command("settle", "Chốt chi một kỳ: ghi đã chi đúng bằng phần còn phải chi; khoản thu hồi để ngỏ") { run, json };
        command.SetAction(parse => Session.In(parse, session =>
        {
            var settled = session.Office.MonthRun.Settle(parse.GetValue(run), Session.ActOf("settle"));
            if (!settled.Ok)
            {
                return Output.Refuse(settled.Refusals);
            }

            return parse.GetValue(json)
                ? Output.Print(settled.Value)
                : Output.Print(
                    [$"Kỳ {settled.Value.RunId}: {Vietnamese.Number(settled.Value.NewLines)} dòng, {new Dong(settled.Value.Amount)}",
                    $"  để ngỏ, không thu khi chốt: {Vietnamese.Number(settled.Value.ToRecover.Count)} khoản thu hồi, "
                        + $"{new Dong(-settled.Value.ToRecover.Amount)}"]);
        }));
        return command;
    }
}

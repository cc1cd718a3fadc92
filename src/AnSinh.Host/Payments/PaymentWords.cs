using AnSinh.Host.Web;
using AnSinh.Ledger;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Payments;

/// <summary>What a request about a month did, in words.</summary>
internal static class PaymentWords
{
    // What a run did to the whole district is told to those who may see the whole district.
    public static string? Said(Visit visit, Told told)
    {
        var l = visit.Language;
        return told switch
        {
            _ when !visit.Viewer.SeesAll => null,
            { TakenBack: (var run, RunUndo.Throw) } =>
                l.T($"Đã bỏ kỳ số {run}: các dòng của nó không còn được tính.", $"Run {run} was thrown away: its lines count no more."),
            { TakenBack: ({ } run, _) } => l.T(
                $"Đã đảo kỳ số {run}: các dòng ngược lại đã được ghi. Lập lại kỳ thì các dòng được ghi lại.",
                $"Run {run} was reversed: its opposite was posted. Running the month again posts the lines again."),
            { Decided: { } decided } => l.T(
                $"Đã ghi quyết định {decided.Number}: kỳ lập sau sẽ ghi các khoản thu hồi này.",
                $"Decision {decided.Number} was recorded: the next run posts these recoveries."),
            { Settled: { } settled } =>
                l.T($"Đã chốt {l.Number(settled.NewLines)} dòng, {l.Money(settled.Amount)}.",
                    $"Settled {l.Number(settled.NewLines)} lines, {l.Money(settled.Amount)}.")
                + (settled.ToRecover.Count == 0 ? "" : " " + l.T(
                    $"{l.Number(settled.ToRecover.Count)} khoản thu hồi, {l.Money(-settled.ToRecover.Amount)}, "
                        + "không thu khi chốt: để ngỏ theo người.",
                    $"{l.Number(settled.ToRecover.Count)} recoveries, {l.Money(-settled.ToRecover.Amount)}, "
                        + "are not collected by settling: they stay open.")),
            _ => null,
        };
    }

    /// <summary>What a run that is done did, in words; null of one that is not.</summary>
    public static string? Of(Job job, Language l) => job.State == JobState.Done ? Of(MonthJob.ResultOf(job), l) : null;

    private static string Of(MonthRunDone run, Language l) => string.Join(" ", new[]
    {
        run.Lines == 0
            ? run.Draft is null ? l.T("Không có gì mới: không lập bản nháp nào.", "Nothing new: nothing was drafted.")
                : l.T("Đã lập bản nháp mở tháng, không có dòng nào.", "Drafted: it opens the month and has no lines.")
            : l.T($"Đã lập bản nháp {l.Number(run.Lines)} dòng, {l.Money(run.Amount)}; chưa ghi sổ.",
                $"Drafted {l.Number(run.Lines)} lines, {l.Money(run.Amount)}; nothing is posted yet."),
        run.Unseen == 0
            ? l.T($"Tính theo hiểu biết đến {l.Date(run.Known)}, mọi ghi nhận đến nay đều được tính.",
                $"As known on {l.Date(run.Known)}: everything recorded until now was seen.")
            : l.T(
                $"Tính theo hiểu biết đến {l.Date(run.Known)}; không tính {l.Number(run.Unseen)} thay đổi ghi nhận sau ngày ấy.",
                $"As known on {l.Date(run.Known)}; {l.Number(run.Unseen)} changes recorded after that day were not seen."),
        run.Withheld == 0 ? "" : l.T(
            $"{l.Number(run.Withheld)} khoản bị luật hạ mức đã chi, {l.Money(-run.WithheldAmount)}: chờ quyết định, chưa thu hồi.",
            $"{l.Number(run.Withheld)} amounts a law lowered after they were paid, {l.Money(-run.WithheldAmount)}: "
                + "they wait for a decision."),
    }.Where(part => part.Length > 0));
}

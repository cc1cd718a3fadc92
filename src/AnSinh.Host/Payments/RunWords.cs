using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Ledger;

namespace AnSinh.Host.Payments;

/// <summary>Runs in words.</summary>
internal static class RunWords
{
    /// <summary>Where a run stands.</summary>
    public static Cell State(Language l, LedgerRun run) => run switch
    {
        { ThrownAt: { } thrown } => Cell.Badge(l.T("Đã bỏ", "Thrown away"), "mute") with { Note = l.Instant(thrown) },
        { ReversedBy: { } by } => Cell.Badge(l.T($"Đã đảo bằng kỳ {by}", $"Reversed by run {by}"), "mute"),
        { Reverses: { } reversed } => Cell.Badge(l.T($"Đảo kỳ {reversed}", $"Reversal of run {reversed}"), "bad"),
        { SettledAt: { } at } => Cell.Badge(l.T("Đã chốt", "Settled"), "good") with { Note = l.Instant(at) },
        _ => Cell.Badge(l.T("Chưa chốt", "Open"), "warn"),
    };
}

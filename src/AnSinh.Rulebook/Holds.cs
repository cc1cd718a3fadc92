using AnSinh.Basics;

namespace AnSinh.Rulebook;

/// <summary>On which days of a month a state must be true to count for the month.</summary>
public enum HoldsOn
{
    /// <summary>On some day of the month.</summary>
    Any,

    /// <summary>On the first day of the month.</summary>
    First,

    /// <summary>On the last day of the month.</summary>
    End,

    /// <summary>On the last day of the month before: what is met counts from the month after.</summary>
    Eve,
}

/// <summary>Which day decides if a person is entitled on several days of a month, to different things.</summary>
public enum Levels
{
    /// <summary>The day that gives most.</summary>
    Highest,

    /// <summary>The last of them: a change counts from the month in which it happens, a loss only from the month after.</summary>
    Latest,

    /// <summary>The first of them: a change counts from the month after.</summary>
    Earliest,
}

/// <summary>Which day's state counts for a month (<i lang="vi">tình trạng tính cho tháng</i>).</summary>
/// <param name="On">On which days.</param>
/// <param name="Levels">Of different answers on different days, which.</param>
/// <param name="Cite">Where it stands.</param>
/// <param name="Say">Sentence for people.</param>
/// <param name="Doubtful">Uncertain, or not written (<i lang="vi">chưa chắc chắn</i>).</param>
public sealed record Holds(HoldsOn On, Levels Levels, Citation? Cite, LocalText? Say, bool Doubtful)
{
    /// <summary>Where a programme does not say: some day of the month, the day that gives most. What pays money has to say.</summary>
    public static Holds Unsaid { get; } = new(HoldsOn.Any, Levels.Highest, null, null, true);

    /// <summary>The rule as a sentence of its own.</summary>
    public LocalText InWords => (On, Levels) switch
    {
        (HoldsOn.First, _) => new("Tính theo tình trạng ngày đầu tháng", "As on the first day of the month"),
        (HoldsOn.End, _) => new("Tính theo tình trạng ngày cuối tháng", "As on the last day of the month"),
        (HoldsOn.Eve, _) =>
            new("Tính theo tình trạng ngày cuối tháng trước: đủ điều kiện thì tính từ tháng sau",
                "As on the last day of the month before: what is met counts from the month after"),
        (_, Levels.Latest) => new(
            "Đủ điều kiện vào một ngày trong tháng là tính cả tháng; trong tháng có thay đổi thì theo ngày cuối cùng còn đủ điều kiện",
            "Entitled on some day of the month; of a change inside the month the last entitled day counts"),
        (_, Levels.Earliest) => new(
            "Đủ điều kiện vào một ngày trong tháng là tính cả tháng; thay đổi trong tháng tính từ tháng sau",
            "Entitled on some day of the month; a change inside the month counts from the month after"),
        _ => new(
            "Đủ điều kiện vào một ngày trong tháng là tính cả tháng; có nhiều mức thì lấy mức cao nhất",
            "Entitled on some day of the month; of different levels the highest"),
    };
}

using AnSinh.Basics;

namespace AnSinh.Rulebook.Access;

/// <summary>What about readings may need a question.</summary>
public enum AlertKind
{
    /// <summary>Files of many people within an hour.</summary>
    ManyFiles,

    /// <summary>Anything about people at night.</summary>
    AtNight,

    /// <summary>Many rows at once.</summary>
    LargeExport,

    /// <summary>The file of somebody who has an account.</summary>
    Colleague,

    /// <summary>One's own file, or that of one's family.</summary>
    OwnFamily,
}

/// <summary>
/// When readings are to be looked into (<i lang="vi">quy tắc cảnh báo</i>), as policy/vn/alerts declares it: an office's own rule, no law.
/// </summary>
/// <param name="Kind">What it looks for.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Why">Which readings it means.</param>
/// <param name="Days">How many days it looks back.</param>
public sealed record AlertRule(AlertKind Kind, LocalText Label, LocalText Why, int Days)
{
    /// <summary>From how many files or rows on; 0 where nothing is counted.</summary>
    public int AtLeast { get; init; }

    /// <summary>The hour the night begins, 0 to 23.</summary>
    public int FromHour { get; init; }

    /// <summary>The hour it is over.</summary>
    public int ToHour { get; init; }

    /// <summary>True of an hour of the night.</summary>
    public bool IsNight(int hour) => FromHour < ToHour ? hour >= FromHour && hour < ToHour : hour >= FromHour || hour < ToHour;
}

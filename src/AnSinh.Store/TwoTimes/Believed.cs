namespace AnSinh.Store.TwoTimes;

/// <summary>
/// What is believed of the rows of a <see cref="TwoTimeTable{T}"/>, and when, in SQL: the one place that knows the two columns. A row is
/// believed from the instant it was recorded until the instant it was superseded; both are Unix milliseconds.
/// </summary>
/// <remarks>Each condition takes the alias of the table it is about, if the statement has several.</remarks>
public static class Believed
{
    /// <summary>The column of the instant from which a row is believed.</summary>
    public const string RecordedAt = "recorded_at";

    /// <summary>The column of the instant from which it is no longer; null while it is.</summary>
    public const string SupersededAt = "superseded_at";

    /// <summary>Both columns, to be read.</summary>
    public const string Columns = $"{RecordedAt}, {SupersededAt}";

    /// <summary>The rows believed now.</summary>
    public static string Now(string alias = "") => $"{Of(alias, SupersededAt)} is null";

    /// <summary>The rows that were believed and are no longer.</summary>
    public static string NoMore(string alias = "") => $"{Of(alias, SupersededAt)} is not null";

    /// <summary>The rows believed at the instant <c>@known</c>.</summary>
    public static string AsKnown(string alias = "") =>
        $"{Of(alias, RecordedAt)} <= @known and ({Of(alias, SupersededAt)} is null or {Of(alias, SupersededAt)} > @known)";

    /// <summary>The rows recorded or superseded after the instant <c>@after</c> and until <c>@until</c>.</summary>
    public static string Changed(string alias = "") => $"({Within(alias, RecordedAt)} or {Within(alias, SupersededAt)})";

    /// <summary>The rows believed at some instant from <c>@after</c> until <c>@until</c>.</summary>
    public static string Meanwhile(string alias = "") =>
        $"{Of(alias, RecordedAt)} <= @until and ({Of(alias, SupersededAt)} is null or {Of(alias, SupersededAt)} > @after)";

    /// <summary>The rows superseded at the instant <c>@since</c> or later.</summary>
    public static string SupersededSince(string alias = "") => $"{NoMore(alias)} and {Of(alias, SupersededAt)} >= @since";

    /// <summary>True if a row was believed at an instant.</summary>
    public static bool At(long instant, long recordedAt, long? supersededAt) =>
        recordedAt <= instant && (supersededAt is null || supersededAt > instant);

    private static string Within(string alias, string column) => $"({Of(alias, column)} > @after and {Of(alias, column)} <= @until)";

    private static string Of(string alias, string column) => alias.Length == 0 ? column : $"{alias}.{column}";
}

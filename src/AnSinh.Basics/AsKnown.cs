namespace AnSinh.Basics;

/// <summary>
/// The second of the two times: what was known at the end of a day (<i lang="vi">biết đến ngày</i>).
/// Instants are Unix milliseconds, days are days in Viet Nam (UTC+7, no daylight saving).
/// </summary>
/// <param name="Day">The day; all that was recorded on it counts as known.</param>
public readonly record struct AsKnown(DateOnly Day)
{
    private static readonly TimeSpan VietNam = TimeSpan.FromHours(7);

    /// <summary>An instant of the day, in Unix milliseconds, up to which alone is known; null for the whole day.</summary>
    public long? Moment { get; init; }

    /// <summary>
    /// Last instant of the day in Viet Nam (or <see cref="Moment"/>), in Unix milliseconds: a row is known if recorded at or before it.
    /// </summary>
    public long Instant => Moment ?? LastOf(Day);

    /// <summary>What was known at an instant: what somebody who worked then could see, and not what was recorded later that day.</summary>
    public static AsKnown At(long unixMilliseconds) =>
        DayOf(unixMilliseconds) is var day && LastOf(day) == unixMilliseconds ? new(day) : new(day) { Moment = unixMilliseconds };

    /// <summary>The day in Viet Nam on which an instant falls.</summary>
    public static DateOnly DayOf(long unixMilliseconds) =>
        DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).ToOffset(VietNam).DateTime);

    /// <summary>Noon of a day in Viet Nam, in Unix milliseconds: when a record is known only by its day.</summary>
    public static long NoonOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 0)), VietNam).ToUnixTimeMilliseconds();

    private static long LastOf(DateOnly day) =>
        new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), VietNam).ToUnixTimeMilliseconds() - 1;

    /// <inheritdoc/>
    public override string ToString() => Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

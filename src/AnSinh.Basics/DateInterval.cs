namespace AnSinh.Basics;

/// <summary>
/// Days from <paramref name="From"/> to <paramref name="To"/>, both part of it (<i lang="vi">khoảng thời gian hiệu lực</i>).
/// </summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, or null while it goes on.</param>
public readonly record struct DateInterval(DateOnly From, DateOnly? To)
{
    /// <summary>True if the last day is before the first: such an interval is refused at the door.</summary>
    public bool IsReversed => To < From;

    /// <summary>True if the day is part of the interval.</summary>
    public bool Contains(DateOnly day) => From <= day && (To is null || day <= To);

    /// <summary>True if the intervals share a day.</summary>
    public bool Overlaps(DateInterval other) => (To is null || other.From <= To) && (other.To is null || From <= other.To);

    /// <summary>True if every day of the other is part of this one.</summary>
    public bool Covers(DateInterval other) => From <= other.From && (To is null || (other.To is not null && other.To <= To));

    /// <summary>What is left of it without the days of another: none, one or two intervals.</summary>
    public IEnumerable<DateInterval> Without(DateInterval taken)
    {
        if (!Overlaps(taken))
        {
            yield return this;
            yield break;
        }

        if (From < taken.From)
        {
            yield return this with { To = taken.From.AddDays(-1) };
        }

        if (taken.To is { } last && last < (To ?? DateOnly.MaxValue))
        {
            yield return this with { From = last.AddDays(1) };
        }
    }

    /// <summary>True if some day of the month is part of the interval.</summary>
    public bool Touches(Month month) => From <= month.LastDay && (To is null || To >= month.FirstDay);
}

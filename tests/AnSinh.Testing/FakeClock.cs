using AnSinh.Basics;

namespace AnSinh.Testing;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class FakeClock : TimeProvider
{
    private DateTimeOffset _now;

    /// <summary>Noon of a day in Viet Nam.</summary>
    public FakeClock(DateOnly day) => Day = day;

    /// <summary>The day in Viet Nam; set to noon of it.</summary>
    public DateOnly Day
    {
        get => AsKnown.DayOf(_now.ToUnixTimeMilliseconds());
        set => _now = DateTimeOffset.FromUnixTimeMilliseconds(AsKnown.NoonOf(value));
    }

    /// <summary>Lets time pass.</summary>
    public void Pass(TimeSpan time) => _now += time;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;
}

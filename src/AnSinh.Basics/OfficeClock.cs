namespace AnSinh.Basics;

/// <summary>
/// The clock of the office (<i lang="vi">đồng hồ văn phòng</i>): what day it is for the law, the running month, deadlines and letters, and
/// when something was recorded. It is the system's clock in Viet Nam, but in a register that <em>stands</em> (the demo) it stays on one
/// day, moving a millisecond with each reading, until an act moves it on. It is never behind what is recorded already. A register has
/// exactly one, that of its database. Sessions, leases and throttles ask <see cref="System"/> instead: they must not stand.
/// </summary>
public sealed class OfficeClock(TimeProvider system)
{
    private readonly Lock _turn = new();
    private bool _stands;
    private long _latest;

    /// <summary>The clock of the machine: for sessions, leases, throttles, and the second time of an audit entry.</summary>
    public TimeProvider System { get; } = system;

    /// <summary>True if it stays on its day until it is moved.</summary>
    public bool Stands
    {
        get
        {
            lock (_turn)
            {
                return _stands;
            }
        }
    }

    /// <summary>The day it is in the office.</summary>
    public DateOnly Today
    {
        get
        {
            lock (_turn)
            {
                return AsKnown.DayOf(_stands ? _latest : Math.Max(SystemNow, _latest));
            }
        }
    }

    /// <summary>The month that runs.</summary>
    public Month Month => Month.Of(Today);

    /// <summary>All that is known today.</summary>
    public AsKnown Known => new(Today);

    /// <summary>The machine's time, in Unix milliseconds.</summary>
    public long SystemNow => System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// The instant at which something is recorded now, in Unix milliseconds. On a standing day each is later than the one before and none
    /// is of the next day.
    /// </summary>
    /// <param name="recorded">The latest instant recorded already, if the caller knows it: the answer is not before it.</param>
    public long Now(long recorded = 0)
    {
        lock (_turn)
        {
            var latest = Math.Max(_latest, recorded);
            _latest = _stands ? Math.Min(latest + 1, new AsKnown(AsKnown.DayOf(latest)).Instant) : Math.Max(latest, SystemNow);
            return _latest;
        }
    }

    /// <summary>Makes the clock stand on a day, from its first hours on; that of a day it has passed already changes nothing.</summary>
    public void StandOn(DateOnly day)
    {
        lock (_turn)
        {
            (_stands, _latest) = (true, Math.Max(_stands ? _latest : 0, new AsKnown(day.AddDays(-1)).Instant + 1));
        }
    }

    /// <summary>Tells the latest instant recorded: the clock is not behind it.</summary>
    public void NotBefore(long recorded)
    {
        lock (_turn)
        {
            _latest = Math.Max(_latest, recorded);
        }
    }
}

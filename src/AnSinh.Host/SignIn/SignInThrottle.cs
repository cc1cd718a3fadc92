using System.Net;
using System.Net.Sockets;

namespace AnSinh.Host.SignIn;

/// <summary>
/// Slows down guessing. Wrong passwords count for the address they come from, and for the login at that address: a stranger cannot lock an
/// officer out who comes from elsewhere, and one address cannot try for ever. A try counts before the password is looked at, so that a
/// hundred at once are no way round.
/// </summary>
/// <param name="clock">The system's clock: waiting has nothing to do with the office's day.</param>
public sealed class SignInThrottle(TimeProvider clock)
{
    /// <summary>Wrong passwords for one login from one address before it waits.</summary>
    public const int TriesOfLogin = 5;

    /// <summary>Wrong passwords from one address, for whatever logins, before it waits.</summary>
    public const int TriesOfAddress = 20;

    /// <summary>Counts kept at most; the oldest are forgotten.</summary>
    public const int Capacity = 10_000;

    /// <summary>How long a login waits at an address.</summary>
    public static readonly TimeSpan WaitOfLogin = TimeSpan.FromMinutes(1);

    /// <summary>How long an address waits.</summary>
    public static readonly TimeSpan WaitOfAddress = TimeSpan.FromMinutes(10);

    private readonly Lock _turn = new();
    private readonly Dictionary<(string Address, string? Login), (int Tries, DateTimeOffset Since)> _counts = [];

    /// <summary>Counts kept now.</summary>
    public int Kept
    {
        get
        {
            lock (_turn)
            {
                return _counts.Count;
            }
        }
    }

    /// <summary>Lets somebody try, and counts the try as failed until it is known better; else says how long to wait.</summary>
    /// <returns>How long to wait; null if the password may be looked at.</returns>
    public TimeSpan? Try(IPAddress? from, string login)
    {
        var (address, name, now) = (Place(from), Name(login), clock.GetUtcNow());
        lock (_turn)
        {
            if (Waits((address, null), TriesOfAddress, WaitOfAddress, now) is { } all)
            {
                return all;
            }

            if (Waits((address, name), TriesOfLogin, WaitOfLogin, now) is { } one)
            {
                return one;
            }

            Count((address, null), WaitOfAddress, now);
            Count((address, name), WaitOfLogin, now);
            return null;
        }
    }

    /// <summary>The try was right: it does not count, and neither do those of the login before it.</summary>
    public void Succeeded(IPAddress? from, string login)
    {
        var (address, name) = (Place(from), Name(login));
        lock (_turn)
        {
            _counts.Remove((address, name));
            if (_counts.TryGetValue((address, null), out var all))
            {
                _counts[(address, null)] = all with { Tries = Math.Max(0, all.Tries - 1) };
            }
        }
    }

    private TimeSpan? Waits((string, string?) who, int tries, TimeSpan wait, DateTimeOffset now) =>
        _counts.TryGetValue(who, out var count) && count.Tries >= tries && count.Since + wait - now is { Ticks: > 0 } left ? left : null;

    private void Count((string, string?) who, TimeSpan wait, DateTimeOffset now)
    {
        if (_counts.TryGetValue(who, out var count) && now - count.Since < wait)
        {
            _counts[who] = (count.Tries + 1, count.Since);
            return;
        }

        if (_counts.Count >= Capacity)
        {
            // Makes room for many at once: at a flood of addresses not every try may look at all counts.
            foreach (var (old, _) in _counts.OrderBy(c => c.Value.Since).Take(Capacity / 10).ToList())
            {
                _counts.Remove(old);
            }
        }

        _counts[who] = (1, now);
    }

    private static string Name(string login) =>
        (login.Length <= Accounts.LengthLimit ? login : login[..Accounts.LengthLimit]).ToUpperInvariant();

    /// <summary>Who gets one IPv6 address has the whole of its network's last half.</summary>
    private static string Place(IPAddress? from)
    {
        if (from is null)
        {
            return "";
        }

        var address = from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from;
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)
            ? Convert.ToHexString(address.GetAddressBytes()[..8])
            : address.ToString();
    }
}

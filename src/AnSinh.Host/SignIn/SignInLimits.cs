using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using AnSinh.Basics;
using AnSinh.Host.Web;

namespace AnSinh.Host.SignIn;

/// <summary>
/// Slows down guessing, by the limiters of the framework. What was wrong counts for the address it came from and for the login at that
/// address: a stranger cannot lock an officer out who comes from elsewhere, and one address cannot try for ever. A wrong code counts for
/// the login wherever it came from: who comes so far knows the password. One address is looked at one try at a time, so that a hundred at
/// once are no way round. What is counted is counted in so many places and no more, chosen by a hash that is another at every start.
/// </summary>
internal sealed class SignInLimits : IDisposable
{
    /// <summary>Wrong passwords for one login from one address before it waits.</summary>
    public const int TriesOfLogin = 5;

    /// <summary>What was wrong from one address, for whatever logins, before it waits.</summary>
    public const int TriesOfAddress = 20;

    /// <summary>Wrong codes of one login, from whatever addresses, before it waits.</summary>
    public const int TriesOfCode = 10;

    /// <summary>Places counted in at most, of each kind.</summary>
    public const int Capacity = 16_384;

    /// <summary>How long a login waits at an address.</summary>
    public static readonly TimeSpan WaitOfLogin = TimeSpan.FromMinutes(1);

    /// <summary>How long an address waits, and a login after wrong codes.</summary>
    public static readonly TimeSpan WaitOfAddress = TimeSpan.FromMinutes(10);

    // An office behind one address signs in at eight in the morning.
    private const int InLine = 40;

    private readonly PartitionedRateLimiter<SignInTry> _turns = PartitionedRateLimiter.Create<SignInTry, int>(one =>
        RateLimitPartition.GetConcurrencyLimiter(PlaceOf(one.Address), _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = 1,
            QueueLimit = InLine,
        }));

    private readonly PartitionedRateLimiter<SignInTry>[] _failures;

    /// <summary>With the usual waits.</summary>
    public SignInLimits()
        : this(WaitOfLogin, WaitOfAddress)
    {
    }

    /// <summary>With other waits.</summary>
    internal SignInLimits(TimeSpan ofLogin, TimeSpan ofAddress) => _failures =
    [
        Window(one => PlaceOf(one.Address, one.Login), TriesOfLogin, ofLogin),
        Window(one => PlaceOf(one.Address), TriesOfAddress, ofAddress),
        Window(one => one.IsCode ? PlaceOf(one.Login) : null, TriesOfCode, ofAddress),
    ];

    /// <summary>Waits for the turn of an address to try a login, and tells whether a password or a code may be looked at.</summary>
    public async ValueTask<SignInTurn> TakeTurnAsync(IPAddress? from, string login, bool isCode, CancellationToken stop)
    {
        var one = new SignInTry(NetworkOf(from), Name(login), isCode);
        var lease = await _turns.AcquireAsync(one, cancellationToken: stop);
        return new SignInTurn(lease, lease.IsAcquired ? WaitOrNull(one) : TimeSpan.FromSeconds(1), () =>
        {
            foreach (var failures in _failures)
            {
                failures.AttemptAcquire(one).Dispose();
            }
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _turns.Dispose();
        foreach (var failures in _failures)
        {
            failures.Dispose();
        }
    }

    /// <summary>Where something is counted.</summary>
    internal static int PlaceOf(params ReadOnlySpan<string> words)
    {
        var hash = new HashCode();
        foreach (var word in words)
        {
            hash.Add(word, StringComparer.Ordinal);
        }

        return (int)(unchecked((uint)hash.ToHashCode()) % Capacity);
    }

    // The longest wait of all that are full; none takes anything for being asked.
    private TimeSpan? WaitOrNull(SignInTry one)
    {
        TimeSpan? longest = null;
        foreach (var failures in _failures)
        {
            using var asked = failures.AttemptAcquire(one, permitCount: 0);
            if (!asked.IsAcquired && asked.TryGetMetadata(MetadataName.RetryAfter, out var wait) && !(wait <= longest))
            {
                longest = wait;
            }
        }

        return longest;
    }

    private static PartitionedRateLimiter<SignInTry> Window(Func<SignInTry, int?> place, int tries, TimeSpan wait) =>
        PartitionedRateLimiter.Create<SignInTry, int>(one => place(one) is { } at
            ? RateLimitPartition.GetFixedWindowLimiter(at, _ => new FixedWindowRateLimiterOptions { PermitLimit = tries, Window = wait })
            : RateLimitPartition.GetNoLimiter(-1));

    private static string Name(string login) =>
        (login.Length <= Accounts.LengthLimit ? login : login[..Accounts.LengthLimit]).ToUpperInvariant();

    /// <summary>Who gets one IPv6 address has the whole of its network's last half.</summary>
    private static string NetworkOf(IPAddress? from)
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

/// <summary>A try to get in.</summary>
/// <param name="Address">The network it comes from.</param>
/// <param name="Login">The login it is for.</param>
/// <param name="IsCode">True for a code after the password was right.</param>
internal sealed record SignInTry(string Address, string Login, bool IsCode);

/// <summary>The turn of an address to try a login: nobody else of the address tries until it is given back.</summary>
internal sealed class SignInTurn(RateLimitLease lease, TimeSpan? wait, Action failed) : IDisposable
{
    /// <summary>How long to wait before trying; null if what was typed may be looked at.</summary>
    public TimeSpan? Wait { get; } = wait;

    /// <summary>Why what was typed may not be looked at yet, told to the browser too; null if it may.</summary>
    public Refusal? RefusalOrNull(Visit visit)
    {
        if (Wait is not { } wait)
        {
            return null;
        }

        visit.Context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var minutes = (long)Math.Max(1, Math.Ceiling(wait.TotalMinutes));
        return new Refusal("sign-in.wait", $"Sai nhiều lần từ máy này. Chờ {minutes} phút rồi thử lại.")
        {
            English = $"Wrong too often from here. Wait {minutes} min and try again.",
        };
    }

    /// <summary>What was typed was wrong.</summary>
    public void Failed() => failed();

    /// <summary>Gives the turn back.</summary>
    public void Dispose() => lease.Dispose();
}

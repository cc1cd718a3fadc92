using System.Globalization;
using AnSinh.Store;
using AnSinh.Store.Readings;

namespace AnSinh.Host.Web;

/// <summary>
/// Who came and went, and who could not come in, in the log of readings. Of a wrong password the login is kept only if somebody has it:
/// what else is typed there may be a password. Failures are throttled by address; so many an hour are noted for the whole server, the
/// others are counted and told with the next, so that nobody floods the chain from many addresses.
/// </summary>
/// <param name="clock">The machine's clock.</param>
internal sealed class SignInNotes(TimeProvider clock)
{
    /// <summary>Failures noted one by one within an hour.</summary>
    public const int FailuresAnHour = 600;

    /// <summary>Who acts when nobody knows who it is.</summary>
    public const string Stranger = "?";

    private readonly Lock _turn = new();
    private (long Hour, int Noted, int LeftOut) _failures;

    /// <summary>Somebody signed in.</summary>
    public static void Entered(Office office, HttpContext context, string login) =>
        Note(office, context, login, ReadingKinds.SignIn, login, "");

    /// <summary>Somebody signed out.</summary>
    public static void Left(Office office, HttpContext context, string login) =>
        Note(office, context, login, ReadingKinds.SignOut, login, "");

    /// <summary>A wrong name or password.</summary>
    public void Failed(Office office, HttpContext context, string typed)
    {
        if (LeftOutOrNull() is { } leftOut)
        {
            Note(office, context, Stranger, ReadingKinds.SignInFailed, office.Accounts.FindOrNull(typed)?.Login,
                leftOut == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{leftOut} more within an hour were not noted"));
        }
    }

    /// <summary>The address a request came from; empty if it has none.</summary>
    public static string From(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };

    // How many were left out before this one, or null if it is left out itself.
    private int? LeftOutOrNull()
    {
        var hour = clock.GetUtcNow().ToUnixTimeSeconds() / (long)TimeSpan.FromHours(1).TotalSeconds;
        lock (_turn)
        {
            if (_failures.Hour == hour && _failures.Noted >= FailuresAnHour)
            {
                _failures.LeftOut++;
                return null;
            }

            var leftOut = _failures.Hour == hour ? 0 : _failures.LeftOut;
            _failures = (hour, _failures.Hour == hour ? _failures.Noted + 1 : 1, 0);
            return leftOut;
        }
    }

    private static void Note(Office office, HttpContext context, string actor, string kind, string? login, string detail) =>
        office.Register.Database.Readings.Note(
            new AuditRecord(office.Clock.Now(), actor, kind, login is null ? "account" : "account:" + login, detail)
            {
                Source = From(context),
            });
}

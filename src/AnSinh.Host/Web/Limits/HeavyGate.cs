using AnSinh.Basics;

namespace AnSinh.Host.Web.Limits;

/// <summary>
/// One heavy computation of a kind on this server at a time, and so one a person: pages that compute much (a month nobody has looked at,
/// quality, reports) have one turn, jobs another. Whoever comes while it runs waits a moment, then is told what runs. Nobody takes turn
/// after turn while somebody else was sent away.
/// </summary>
/// <param name="clock">The system's clock.</param>
public sealed class HeavyGate(TimeProvider clock)
{
    /// <summary>How long one waits for a turn before one is told to come again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How long the next turn is kept for somebody who was sent away.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(15);

    private readonly Lock _turn = new();
    private readonly List<Waiter> _waiting = [];
    private HeavyNow? _running;
    private (string Login, DateTimeOffset Until)? _next;

    /// <summary>What runs now, or null.</summary>
    public HeavyNow? Running
    {
        get
        {
            lock (_turn)
            {
                return _running;
            }
        }
    }

    /// <summary>Takes the turn at once, or not at all.</summary>
    /// <param name="login">Who asks.</param>
    /// <param name="what">What is to be computed, in words.</param>
    /// <returns>The turn, to be disposed of when the work is done; null if it is not free.</returns>
    public Turn? TryBegin(string login, LocalText what)
    {
        lock (_turn)
        {
            return Begin(login, what) ?? SentAway(login);
        }
    }

    /// <summary>
    /// Takes the turn, waiting a moment for it. A newer wait of the same person takes the place of an older one: who moves a slider wants
    /// the last answer.
    /// </summary>
    /// <param name="login">Who asks.</param>
    /// <param name="what">What is to be computed, in words.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Turn?> BeginAsync(string login, LocalText what, CancellationToken stop)
    {
        var mine = new Waiter(login, what);
        lock (_turn)
        {
            if (Begin(login, what) is { } turn)
            {
                return turn;
            }

            if (_waiting.Find(w => w.Login == login) is { } older)
            {
                _waiting.Remove(older);
                older.Given.SetResult(null);
            }

            _waiting.Add(mine);
        }

        await Task.WhenAny(mine.Given.Task, Task.Delay(Patience, clock, stop));
        lock (_turn)
        {
            if (_waiting.Remove(mine))
            {
                return SentAway(login);
            }
        }

        return await mine.Given.Task;
    }

    /// <summary>Says in words why somebody has no turn, and with which status.</summary>
    public (int Status, string Reason) WhyNot(string login, Language l)
    {
        if (Running is not { } running)
        {
            return (StatusCodes.Status503ServiceUnavailable, l.T(
                "Lượt tính toán nặng kế tiếp đang giữ cho người đã chờ trước. Thử lại sau ít giây.",
                "The next heavy computation is kept for somebody who waited before. Try again in a few seconds."));
        }

        var (what, since) = (l.T(running.What), l.Instant(running.Since.ToUnixTimeMilliseconds()));
        return running.Login == login
            ? (StatusCodes.Status429TooManyRequests, l.T(
                $"Việc trước của bạn chưa xong: {what}, bắt đầu lúc {since}. Mỗi người một việc nặng mỗi lúc; đợi xong rồi thử lại.",
                $"Your work before is not done: {what}, begun at {since}. One heavy computation a person at a time; wait, then try again."))
            : (StatusCodes.Status503ServiceUnavailable, l.T(
                $"Máy chủ đang làm một việc nặng cho người khác: {what}, bắt đầu lúc {since}. "
                    + "Mỗi lúc chỉ một việc như vậy, để các trang khác vẫn nhanh. Thử lại sau ít giây.",
                $"The server does heavy work for somebody else: {what}, begun at {since}. "
                    + "Only one at a time, so that other pages stay fast. Try again in a few seconds."));
    }

    private Turn? Begin(string login, LocalText what)
    {
        if (_running is not null || (_next is { } next && next.Login != login && next.Until > clock.GetUtcNow()))
        {
            return null;
        }

        _next = null;
        _running = new HeavyNow(login, what, clock.GetUtcNow());
        return new Turn(this, _running);
    }

    private Turn? SentAway(string login)
    {
        if (_running is { } running && running.Login != login)
        {
            _next ??= (login, DateTimeOffset.MaxValue);
        }

        return null;
    }

    private void End(HeavyNow ended)
    {
        lock (_turn)
        {
            if (!ReferenceEquals(_running, ended))
            {
                return;
            }

            _running = null;
            if (_next is { } next)
            {
                _next = (next.Login, clock.GetUtcNow() + KeptFor);
            }

            // Those who wait stand in line, but another person goes before the one who just had a turn.
            foreach (var waiter in _waiting.OrderBy(w => w.Login == ended.Login).ToList())
            {
                if (Begin(waiter.Login, waiter.What) is { } given)
                {
                    _waiting.Remove(waiter);
                    waiter.Given.SetResult(given);
                    return;
                }
            }
        }
    }

    /// <summary>A turn taken; it ends when it is disposed of.</summary>
    public sealed class Turn : IDisposable
    {
        private readonly HeavyGate _gate;
        private readonly HeavyNow _now;

        internal Turn(HeavyGate gate, HeavyNow now) => (_gate, _now) = (gate, now);

        /// <inheritdoc/>
        public void Dispose() => _gate.End(_now);
    }

    private sealed record Waiter(string Login, LocalText What)
    {
        public TaskCompletionSource<Turn?> Given { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>A heavy computation under way.</summary>
/// <param name="Login">Whose it is.</param>
/// <param name="What">What is computed, in words.</param>
/// <param name="Since">Since when.</param>
public sealed record HeavyNow(string Login, LocalText What, DateTimeOffset Since);

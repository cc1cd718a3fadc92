using AnSinh.Basics;

namespace AnSinh.Rulebook.Programmes;

/// <summary>
/// From what holds of the routes to one answer; both readers score here, so they cannot differ in it. Per row: <see cref="Begin"/>, then for every
/// route not ruled out <see cref="Open"/>, its rates, <see cref="Close"/>; then <see cref="Decide"/>.
/// </summary>
/// <remarks>
/// A route is <em>yes</em> if its condition holds, nothing knocks it out, exactly one rate holds, no other may hold and the amount is known;
/// <em>conflict</em> if two rates surely hold; <em>no</em> if its condition fails or no rate can hold; else <em>unknown</em>, with the highest amount it
/// may still have. Of the whole: a failed requirement is no; then a conflict of any route is a conflict; then no route that is or may be is no; then
/// an open requirement is unknown; then the total over the yes routes counts, unless it would be higher, or there would be one at all, if every
/// unknown route had its highest amount: then unknown. Less than nothing counts as nothing.
/// </remarks>
internal sealed class RouteScore
{
    private const long Unbounded = long.MaxValue;
    private readonly bool _sum;
    private readonly (int Route, ulong With)[] _together;
    private readonly Truth[] _truth;
    private readonly long[] _amount;
    private readonly long[] _best;
    private ulong _touched;
    private bool _conflict;
    private bool _requirementsHold;
    private int _open;
    private bool _sure;
    private int _holding;
    private bool _openEnded;

    public RouteScore(ProgrammeVersion version)
    {
        var ids = version.Routes.Select(r => r.Id).ToList();
        _sum = version.Select.Rule == SelectRule.Sum;
        _together = version.Select.Together.Select(t => (ids.IndexOf(t.Route), t.With.Aggregate(0UL, (mask, r) => mask | (1UL << ids.IndexOf(r))))).ToArray();
        (_truth, _amount, _best) = (new Truth[ids.Count], new long[ids.Count], new long[ids.Count]);
    }

    public Truth Status { get; private set; }

    public long Amount { get; private set; }

    public ulong Routes { get; private set; }

    /// <summary>Of a route after <see cref="Close"/>.</summary>
    public Truth Of(int route) => (_touched >> route & 1) == 0 ? Truth.No : _truth[route];

    public long AmountOf(int route) => _amount[route];

    /// <summary>A new row; false if some requirement is open.</summary>
    public void Begin(bool requirementsHold)
    {
        (_touched, _conflict, _requirementsHold) = (0, false, requirementsHold);
    }

    /// <summary>A route whose condition holds, or (not sure) may hold.</summary>
    public void Open(int route, bool sure)
    {
        (_open, _sure, _holding, _openEnded) = (route, sure, 0, false);
        (_amount[route], _best[route]) = (0, -1);
    }

    /// <summary>A rate of the open route that holds.</summary>
    public void Sure(long amount)
    {
        _holding++;
        Note(amount, sure: true);
    }

    /// <summary>A rate of the open route that may hold.</summary>
    public void Maybe(long amount) => Note(amount, sure: false);

    public void Close()
    {
        if (_best[_open] < 0)
        {
            return;
        }

        _touched |= 1UL << _open;
        if (_holding > 1 && _sure)
        {
            _truth[_open] = Truth.Conflict;
            _conflict = true;
            return;
        }

        _truth[_open] = _sure && _holding == 1 && !_openEnded ? Truth.Yes : Truth.Unknown;
        _amount[_open] = _truth[_open] == Truth.Yes ? _best[_open] : 0;
    }

    public void Decide()
    {
        (Status, Amount, Routes) = (Truth.No, 0, 0);
        if (_conflict)
        {
            Status = Truth.Conflict;
            return;
        }

        if (_touched == 0)
        {
            return;
        }

        var (total, chosen) = Total(optimistic: 0);
        var open = Unknowns();
        if (!_requirementsHold || chosen == 0 || (open != 0 && Total(open).Amount > total))
        {
            Status = Truth.Unknown;
            return;
        }

        (Status, Amount, Routes) = (Truth.Yes, total, chosen);
    }

    /// <summary>Decides and writes the row.</summary>
    public void Write(KernelResult result, int row)
    {
        Decide();
        result.Status[row] = (byte)Status;
        result.Amount[row] = Amount;
        result.Routes[row] = Routes;
    }

    /// <summary>Unknown routes that could make a difference to the total.</summary>
    public ulong Mattering()
    {
        var open = Unknowns();
        var (now, chosen) = Total(0);
        var most = Total(open).Amount;
        var mattering = 0UL;
        for (var i = 0; i < _truth.Length; i++)
        {
            var one = 1UL << i;
            if ((open & one) != 0 && (chosen == 0 || Total(one).Amount > now || Total(open & ~one).Amount < most))
            {
                mattering |= one;
            }
        }

        return mattering;
    }

    private void Note(long amount, bool sure)
    {
        _openEnded |= !sure || amount == FactKind.Unknown;
        _best[_open] = Math.Max(_best[_open], amount == FactKind.Unknown ? Unbounded : Math.Max(amount, 0));
    }

    private ulong Unknowns()
    {
        var open = 0UL;
        for (var i = 0; i < _truth.Length; i++)
        {
            open |= Of(i) == Truth.Unknown ? 1UL << i : 0;
        }

        return open;
    }

    /// <summary>The total over the yes routes and the given unknown ones at their best.</summary>
    private (long Amount, ulong Chosen) Total(ulong optimistic)
    {
        long total = 0;
        var chosen = 0UL;
        for (var i = 0; i < _truth.Length; i++)
        {
            if (!Counts(i, optimistic))
            {
                continue;
            }

            if (_sum)
            {
                (total, chosen) = (Plus(total, Value(i)), chosen | (1UL << i));
            }
            else if (chosen == 0 || Value(i) > total)
            {
                (total, chosen) = (Value(i), 1UL << i);
            }
        }

        foreach (var (route, with) in _together)
        {
            if (Counts(route, optimistic) && HighestOf(with, optimistic) is >= 0 and var other && Plus(Value(route), Value(other)) is var both && both > total)
            {
                (total, chosen) = (both, (1UL << route) | (1UL << other));
            }
        }

        return (total, chosen);
    }

    private int HighestOf(ulong routes, ulong optimistic)
    {
        var highest = -1;
        for (var i = 0; i < _truth.Length; i++)
        {
            if ((routes >> i & 1) != 0 && Counts(i, optimistic) && (highest < 0 || Value(i) > Value(highest)))
            {
                highest = i;
            }
        }

        return highest;
    }

    private bool Counts(int route, ulong optimistic) => Of(route) == Truth.Yes || (optimistic >> route & 1) != 0;

    private long Value(int route) => _truth[route] == Truth.Yes ? _amount[route] : _best[route];

    private static long Plus(long a, long b) => a == Unbounded || b == Unbounded ? Unbounded : checked(a + b);
}

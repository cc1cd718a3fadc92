using System.Numerics;
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
/// unknown route had its highest amount: then unknown. Where order decides, an unknown route before the first yes is unknown. Less than nothing counts as nothing.
/// </remarks>
internal sealed class RouteScore
{
    private const long Unbounded = long.MaxValue;
    private readonly SelectRule _rule;
    private readonly (int Route, ulong With)[] _together;
    private readonly Truth[] _truth;
    private readonly long[] _best;
    private ulong _touched;
    private ulong _unknown;
    private bool _conflict;
    private bool _requirementsHold;
    private int _open;
    private bool _sure;
    private int _holding;
    private bool _openEnded;

    public RouteScore(ProgrammeVersion version)
    {
        var ids = version.Routes.Select(r => r.Id).ToList();
        _rule = version.Select.Rule;
        _together = version.Select.Together.Select(t => (ids.IndexOf(t.Route), t.With.Aggregate(0UL, (mask, r) => mask | (1UL << ids.IndexOf(r))))).ToArray();
        (_truth, _best) = (new Truth[ids.Count], new long[ids.Count]);
    }

    /// <summary>False if some requirement is open.</summary>
    public bool RequirementsHold => _requirementsHold;

    public Truth Status { get; private set; }

    public long Amount { get; private set; }

    public ulong Routes { get; private set; }

    /// <summary>Of a route after <see cref="Close"/>.</summary>
    public Truth Of(int route) => (_touched >> route & 1) == 0 ? Truth.No : _truth[route];

    /// <summary>Of a route that is yes its amount, else the highest it may have.</summary>
    public long AmountOf(int route) => _best[route];

    /// <summary>A new row; false if some requirement is open.</summary>
    public void Begin(bool requirementsHold)
    {
        (_touched, _unknown, _conflict, _requirementsHold) = (0, 0, false, requirementsHold);
    }

    /// <summary>A new row that says no until something is scored.</summary>
    public void Clear()
    {
        Begin(requirementsHold: true);
        (Status, Amount, Routes) = (Truth.No, 0, 0);
    }

    /// <summary>A route scored elsewhere.</summary>
    public void Put(int route, Truth truth, long amount)
    {
        if (truth == Truth.No)
        {
            return;
        }

        (_truth[route], _best[route]) = (truth, amount);
        _touched |= 1UL << route;
        _unknown |= truth == Truth.Unknown ? 1UL << route : 0;
        _conflict |= truth == Truth.Conflict;
    }

    /// <summary>A route whose condition holds, or (not sure) may hold.</summary>
    public void Open(int route, bool sure)
    {
        (_open, _sure, _holding, _openEnded) = (route, sure, 0, false);
        _best[route] = -1;
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

        if (_sure && _holding == 1 && !_openEnded)
        {
            _truth[_open] = Truth.Yes;
            return;
        }

        _truth[_open] = Truth.Unknown;
        _unknown |= 1UL << _open;
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

        if (_unknown == 0 && _requirementsHold && BitOperations.IsPow2(_touched))
        {
            (Status, Amount, Routes) = (Truth.Yes, _best[BitOperations.TrailingZeroCount(_touched)], _touched);
            return;
        }

        var (total, chosen) = Total(optimistic: 0);
        if (!_requirementsHold || chosen == 0 || (_unknown != 0 && Unsettled(Total(_unknown), (total, chosen))))
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
        var (now, chosen) = Total(0);
        var most = Total(_unknown).Amount;
        var mattering = 0UL;
        for (var i = 0; i < _truth.Length; i++)
        {
            var one = 1UL << i;
            if ((_unknown & one) != 0 && (chosen == 0 || Unsettled(Total(one), (now, chosen)) || (_rule != SelectRule.First && Total(_unknown & ~one).Amount < most)))
            {
                mattering |= one;
            }
        }

        return mattering;
    }

    /// <summary>True if unknown routes, were they yes, would change the answer: a higher total or, where order decides, another route.</summary>
    private bool Unsettled((long Amount, ulong Chosen) possible, (long Amount, ulong Chosen) now) =>
        _rule == SelectRule.First ? possible.Chosen != now.Chosen : possible.Amount > now.Amount;

    private void Note(long amount, bool sure)
    {
        _openEnded |= !sure || amount == FactKind.Unknown;
        _best[_open] = Math.Max(_best[_open], amount == FactKind.Unknown ? Unbounded : Math.Max(amount, 0));
    }

    /// <summary>The total over the yes routes and the given unknown ones at their best.</summary>
    private (long Amount, ulong Chosen) Total(ulong optimistic)
    {
        long total = 0;
        var chosen = 0UL;
        var counting = (_touched & ~_unknown) | optimistic;
        for (var left = counting; left != 0; left &= left - 1)
        {
            var route = BitOperations.TrailingZeroCount(left);
            if (_rule == SelectRule.First)
            {
                return (AmountOf(route), 1UL << route);
            }

            if (_rule == SelectRule.Sum)
            {
                (total, chosen) = (Plus(total, AmountOf(route)), chosen | (1UL << route));
            }
            else if (chosen == 0 || AmountOf(route) > total)
            {
                (total, chosen) = (AmountOf(route), 1UL << route);
            }
        }

        foreach (var (route, with) in _together)
        {
            if ((counting >> route & 1) != 0 && HighestOf(with & counting) is >= 0 and var other && Plus(AmountOf(route), AmountOf(other)) is var both && both > total)
            {
                (total, chosen) = (both, (1UL << route) | (1UL << other));
            }
        }

        return (total, chosen);
    }

    private int HighestOf(ulong routes)
    {
        var highest = -1;
        for (var left = routes; left != 0; left &= left - 1)
        {
            var route = BitOperations.TrailingZeroCount(left);
            highest = highest < 0 || AmountOf(route) > AmountOf(highest) ? route : highest;
        }

        return highest;
    }

    private static long Plus(long a, long b) => a == Unbounded || b == Unbounded ? Unbounded : checked(a + b);
}

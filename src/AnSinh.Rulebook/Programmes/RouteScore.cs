using System.Numerics;
using AnSinh.Basics;

namespace AnSinh.Rulebook.Programmes;

/// <summary>
/// From what holds of the routes to one answer; both readers score here, so they cannot differ in it. Per row: <see cref="Begin"/>, then
/// for every route not ruled out <see cref="Open"/>, its rates, <see cref="Close"/>; then <see cref="Decide"/>.
/// </summary>
/// <remarks>
/// A route is <em>yes</em> if its condition holds, nothing knocks it out, and one rate holds or, of rates of which one always does, some
/// may: then it gives at least the lowest and at most the highest of them. It is <em>conflict</em> if two rates surely hold; <em>no</em> if
/// its condition fails or no rate can hold; else <em>unknown</em>. Of the whole: a failed requirement is no; then a conflict of any route
/// is a conflict; then no route that is or may be is no; then an open requirement is unknown; then the total over the yes routes at their
/// least is certain, and the total over all routes at their most is the most it may be: yes, at least the one, perhaps the other. Where
/// order decides, an unknown route before the first yes may be the one: at least the lower of them. Less than nothing counts as nothing.
/// </remarks>
internal sealed class RouteScore
{
    /// <summary>The mark of an amount without an upper bound: it hangs on a fact nobody knows.</summary>
    public const long Unbounded = long.MaxValue;
    private readonly SelectRule _rule;
    private readonly (int Route, ulong With)[] _together;
    private readonly bool _paysMoney;
    private readonly Func<int, bool> _covers;
    private readonly Truth[] _truth;
    private readonly long[] _most;
    private readonly long[] _least;
    private ulong _touched;
    private ulong _unknown;

    // Yes, with an amount that is not settled.
    private ulong _loose;
    private bool _conflict;
    private bool _requirementsHold;
    private int _open;
    private bool _sure;
    private int _holding;
    private bool _openEnded;

    /// <param name="programme">The programme in its month.</param>
    public RouteScore(ProgrammeAt programme)
    {
        var version = programme.Version;
        (_paysMoney, _covers) = (version.PaysMoney, programme.RatesCover);
        var ids = version.Routes.Select(r => r.Id).ToList();
        _rule = version.Select.Rule;
        _together =
            version.Select.Together.Select(t => (ids.IndexOf(t.Route), t.With.Aggregate(0UL, (mask, r) => mask | (1UL << ids.IndexOf(r)))))
            .ToArray();
        (_truth, _most, _least) = (new Truth[ids.Count], new long[ids.Count], new long[ids.Count]);
    }

    /// <summary>False if some requirement is open.</summary>
    public bool RequirementsHold => _requirementsHold;

    public Truth Status { get; private set; }

    /// <summary>Đồng that is certain, if yes.</summary>
    public long Amount { get; private set; }

    /// <summary>The most it may be; <see cref="Amount"/> if it is settled.</summary>
    public long Most { get; private set; }

    public ulong Routes { get; private set; }

    /// <summary>Of a route after <see cref="Close"/>.</summary>
    public Truth Of(int route) => (_touched >> route & 1) == 0 ? Truth.No : _truth[route];

    /// <summary>The most a route may give; what it gives, if that is settled.</summary>
    public long AmountOf(int route) => _most[route];

    /// <summary>What a route gives for certain, if it gives anything.</summary>
    public long LeastOf(int route) => _least[route];

    /// <summary>A new row; false if some requirement is open.</summary>
    public void Begin(bool requirementsHold)
    {
        (_touched, _unknown, _loose, _conflict, _requirementsHold) = (0, 0, 0, false, requirementsHold);
    }

    /// <summary>A new row that says no until something is scored.</summary>
    public void Clear()
    {
        Begin(requirementsHold: true);
        (Status, Amount, Most, Routes) = (Truth.No, 0, 0, 0);
    }

    /// <summary>A route scored elsewhere.</summary>
    public void Put(int route, Truth truth, long least, long most)
    {
        if (truth == Truth.No)
        {
            return;
        }

        (_truth[route], _least[route], _most[route]) = (truth, least, most);
        _touched |= 1UL << route;
        _unknown |= truth == Truth.Unknown ? 1UL << route : 0;
        _loose |= truth == Truth.Yes && least < most ? 1UL << route : 0;
        _conflict |= truth == Truth.Conflict;
    }

    /// <summary>A route whose condition holds, or (not sure) may hold.</summary>
    public void Open(int route, bool sure)
    {
        (_open, _sure, _holding, _openEnded) = (route, sure, 0, false);
        (_most[route], _least[route]) = (-1, Unbounded);
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
        if (_most[_open] < 0)
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

        if (_sure && (_holding == 1 || _covers(_open)))
        {
            _truth[_open] = Truth.Yes;
            _loose |= _openEnded && _least[_open] < _most[_open] ? 1UL << _open : 0;
            return;
        }

        _truth[_open] = Truth.Unknown;
        _unknown |= 1UL << _open;
    }

    public void Decide()
    {
        (Status, Amount, Most, Routes) = (Truth.No, 0, 0, 0);
        if (_conflict || _touched == 0)
        {
            Status = _conflict ? Truth.Conflict : Truth.No;
            return;
        }

        if ((_unknown | _loose) == 0 && _requirementsHold && BitOperations.IsPow2(_touched))
        {
            var amount = _most[BitOperations.TrailingZeroCount(_touched)];
            (Status, Amount, Most, Routes) = (Truth.Yes, amount, amount, _touched);
            return;
        }

        if (_rule == SelectRule.First)
        {
            First();
        }
        else
        {
            All();
        }

        // Who is surely entitled to nothing or to something has nothing certain yet.
        if (!_requirementsHold || (_paysMoney && Amount == 0 && Most > 0))
        {
            Status = Truth.Unknown;
        }

        if (Status == Truth.Unknown)
        {
            (Amount, Routes) = (0, 0);
        }
    }

    /// <summary>What those give together that hold, for certain and at most.</summary>
    private void All()
    {
        var (least, chosen) = Total(0);
        (Status, Amount, Most, Routes) = (chosen == 0 ? Truth.Unknown : Truth.Yes, least, Total(_unknown | _loose).Amount, chosen);
    }

    /// <summary>
    /// The first that holds: one that may hold before the first that does may be it. Where no money tells them apart the answer is open.
    /// </summary>
    private void First()
    {
        (Status, Amount) = (Truth.Unknown, Unbounded);
        for (var left = _touched; left != 0; left &= left - 1)
        {
            var route = BitOperations.TrailingZeroCount(left);
            (Amount, Most) = (Math.Min(Amount, _least[route]), Math.Max(Most, _most[route]));
            if (_truth[route] == Truth.Yes && _requirementsHold)
            {
                var settled = BitOperations.TrailingZeroCount(_touched) == route;
                (Status, Routes) = (settled || _paysMoney ? Truth.Yes : Truth.Unknown, 1UL << route);
                return;
            }
        }
    }

    /// <summary>Decides and writes the row.</summary>
    public void Write(KernelResult result, int row)
    {
        Decide();
        result.Status[row] = (byte)Status;
        result.Amount[row] = Amount;
        result.Routes[row] = Routes;
        if (Most != Amount)
        {
            result.SetMost(row, Most);
        }
    }

    /// <summary>Routes not settled that could make a difference to the total.</summary>
    public ulong Mattering()
    {
        var open = _unknown | _loose;
        var certain = Total(0).Chosen != 0;
        var (least, most) = (Total(0).Amount, Total(open).Amount);
        var mattering = 0UL;
        for (var left = open; left != 0; left &= left - 1)
        {
            var one = left & (~left + 1);
            var differs = _rule == SelectRule.First ? (_touched & (one - 1) & ~_unknown) == 0
                : Total(one).Amount > least || Total(open & ~one).Amount < most;
            mattering |= !certain || differs ? one : 0;
        }

        return mattering;
    }

    private void Note(long amount, bool sure)
    {
        var known = amount != FactKind.Unknown;
        _openEnded |= !sure || !known;
        _most[_open] = Math.Max(_most[_open], known ? Math.Max(amount, 0) : Unbounded);
        // Of rates of which one surely holds that one counts: two at once would be a flaw of the rules.
        var least = known ? Math.Max(amount, 0) : 0;
        _least[_open] = sure && _holding == 1 ? least : _holding > 0 ? _least[_open] : Math.Min(_least[_open], least);
    }

    /// <summary>
    /// The total over the yes routes, those given at their most and the others at their least, and over the given unknown ones.
    /// </summary>
    private (long Amount, ulong Chosen) Total(ulong optimistic)
    {
        long total = 0;
        var chosen = 0UL;
        var counting = (_touched & ~_unknown) | optimistic;
        for (var left = counting; left != 0; left &= left - 1)
        {
            var route = BitOperations.TrailingZeroCount(left);
            var amount = Of(route, optimistic);
            if (_rule == SelectRule.First)
            {
                return (amount, 1UL << route);
            }

            if (_rule == SelectRule.Sum)
            {
                (total, chosen) = (Plus(total, amount), chosen | (1UL << route));
            }
            else if (chosen == 0 || amount > total)
            {
                (total, chosen) = (amount, 1UL << route);
            }
        }

        foreach (var (route, with) in _together)
        {
            if ((counting >> route & 1) != 0 && HighestOf(with & counting, optimistic) is >= 0 and var other
                && Plus(Of(route, optimistic), Of(other, optimistic)) is var both && both > total)
            {
                (total, chosen) = (both, (1UL << route) | (1UL << other));
            }
        }

        return (total, chosen);
    }

    private long Of(int route, ulong optimistic) => ((optimistic | ~_loose) >> route & 1) != 0 ? _most[route] : _least[route];

    private int HighestOf(ulong routes, ulong optimistic)
    {
        var highest = -1;
        for (var left = routes; left != 0; left &= left - 1)
        {
            var route = BitOperations.TrailingZeroCount(left);
            highest = highest < 0 || Of(route, optimistic) > Of(highest, optimistic) ? route : highest;
        }

        return highest;
    }

    private static long Plus(long a, long b) => a == Unbounded || b == Unbounded ? Unbounded : checked(a + b);
}

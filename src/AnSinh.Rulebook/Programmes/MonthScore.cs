using AnSinh.Basics;

namespace AnSinh.Rulebook.Programmes;

/// <summary>
/// From the answers on the stretches of a month to the answer of the month; both readers score here. A route whose state counts on one day is what
/// it is on that day. Of the others one stretch decides for the whole answer where one route of several is paid, so that it is never put together
/// from days that do not belong together; where all routes are paid, each is an allowance of its own and has its own stretch. A requirement is
/// read on the stretch of its route. Days on which nothing changes therefore change nothing.
/// </summary>
internal sealed class MonthScore
{
    private readonly Levels _levels;
    private readonly bool _sum;
    private readonly RouteScore _total;
    private readonly HoldsOn[] _on;
    private readonly (int Eve, int First, int Last) _month;
    private readonly List<(int Stretch, Side[] Sides)> _candidates = [];
    private readonly Side[] _chosen;
    private Side[] _fixed = [];

    public MonthScore(ProgrammeVersion version, Month month)
    {
        (_levels, _sum, _total) = (version.Holds.Levels, version.Select.Rule == SelectRule.Sum, new RouteScore(version));
        _on = [.. version.Routes.Select(r => version.HoldsOf(r).On)];
        _month = (month.Eve.DayNumber, month.FirstDay.DayNumber, month.LastDay.DayNumber);
        _chosen = new Side[_on.Length];
    }

    public Truth Status { get; private set; }

    public long Amount { get; private set; }

    public ulong Routes { get; private set; }

    /// <summary>The stretch that decides, −1 if every one says no.</summary>
    public int Stretch { get; private set; }

    /// <summary>The stretch that decides for a route, −1 if it is in none.</summary>
    public int StretchOf(int route) => _chosen[route].Stretch;

    public void Begin()
    {
        _candidates.Clear();
        _fixed = [.. _on.Select(_ => Side.None)];
    }

    /// <summary>The next stretch, with what was scored of it; <paramref name="failed"/> if a requirement surely fails on it.</summary>
    public void Add(int stretch, int from, int to, RouteScore score, bool failed)
    {
        var sides = new Side[_on.Length];
        for (var route = 0; route < sides.Length; route++)
        {
            var truth = failed ? Truth.No : score.Of(route);
            sides[route] = new Side(stretch, truth == Truth.Yes && !score.RequirementsHold ? Truth.Unknown : truth, truth == Truth.No ? 0 : score.AmountOf(route));
            var day = _on[route] switch { HoldsOn.Eve => _month.Eve, HoldsOn.First => _month.First, _ => _month.Last };
            if (_on[route] != HoldsOn.Any && from <= day && day <= to)
            {
                _fixed[route] = sides[route];
            }
        }

        if (to >= _month.First)
        {
            _candidates.Add((stretch, sides));
        }
    }

    public void Decide()
    {
        (Status, Amount, Routes, Stretch) = (Truth.No, 0, 0, -1);
        if (_sum)
        {
            DecideEach();
            return;
        }

        foreach (var (stretch, sides) in _candidates)
        {
            Put(route => sides[route]);
            if (_total.Status != Truth.No && Counts((_total.Status, _total.Amount), (Status, Amount)))
            {
                (Status, Amount, Routes, Stretch) = (_total.Status, _total.Amount, _total.Routes, stretch);
            }
        }

        var decisive = _candidates.Find(c => c.Stretch == Stretch).Sides;
        Choose(route => decisive is null ? Side.None : decisive[route]);
    }

    private void DecideEach()
    {
        Put(Best);
        (Status, Amount, Routes) = (_total.Status, _total.Amount, _total.Routes);
        Choose(Best);
        for (var route = 0; Status != Truth.No && route < _chosen.Length; route++)
        {
            Stretch = _chosen[route].Truth == Truth.No ? Stretch : Math.Max(Stretch, _chosen[route].Stretch);
        }
    }

    private Side Best(int route)
    {
        var best = Side.None;
        foreach (var (_, sides) in _candidates)
        {
            if (sides[route].Truth != Truth.No && Counts((sides[route].Truth, sides[route].Amount), (best.Truth, best.Amount)))
            {
                best = sides[route];
            }
        }

        return best;
    }

    private void Put(Func<int, Side> moving)
    {
        Choose(moving);
        _total.Clear();
        for (var route = 0; route < _chosen.Length; route++)
        {
            _total.Put(route, _chosen[route].Truth, _chosen[route].Amount);
        }

        _total.Decide();
    }

    private void Choose(Func<int, Side> moving)
    {
        for (var route = 0; route < _chosen.Length; route++)
        {
            _chosen[route] = _on[route] == HoldsOn.Any ? moving(route) : _fixed[route];
        }
    }

    /// <summary>True if the answer of a later stretch goes before the one held. None goes before one that cannot be told, except where order decides.</summary>
    private bool Counts((Truth Truth, long Amount) later, (Truth Truth, long Amount) held) => held.Truth == Truth.No || _levels switch
    {
        Levels.Latest => true,
        Levels.Earliest => false,
        _ => Rank(later.Truth) != Rank(held.Truth) ? Rank(later.Truth) > Rank(held.Truth) : later.Amount >= held.Amount,
    };

    private static int Rank(Truth truth) => truth switch { Truth.Conflict => 2, Truth.Unknown => 1, _ => 0 };

    private readonly record struct Side(int Stretch, Truth Truth, long Amount)
    {
        public static Side None { get; } = new(-1, Truth.No, 0);
    }
}

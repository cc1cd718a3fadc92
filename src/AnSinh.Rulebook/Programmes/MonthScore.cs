using AnSinh.Basics;

namespace AnSinh.Rulebook.Programmes;

/// <summary>
/// From the answers on the stretches of a month to the answer of the month; both readers score here. A route whose state counts on one day
/// is what it is on that day. Of the others one stretch decides for the whole answer where one route of several is paid, so that it is
/// never put together from days that do not belong together; where all routes are paid, each is an allowance of its own and has its own
/// stretch. A requirement is read on the stretch of its route. Days on which nothing changes therefore change nothing.
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

    public MonthScore(ProgrammeAt programme)
    {
        var (version, month) = (programme.Version, programme.Law.Month);
        (_levels, _sum, _total) = (version.Holds.Levels, version.Select.Rule == SelectRule.Sum, new RouteScore(programme));
        _on = [.. version.Routes.Select(r => version.HoldsOf(r).On)];
        _month = (month.Eve.DayNumber, month.FirstDay.DayNumber, month.LastDay.DayNumber);
        _chosen = new Side[_on.Length];
    }

    public Truth Status { get; private set; }

    /// <summary>Đồng that is certain, if yes.</summary>
    public long Amount { get; private set; }

    /// <summary>The most it may be; <see cref="Amount"/> if it is settled.</summary>
    public long Most { get; private set; }

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
            sides[route] = new Side(stretch, truth == Truth.Yes && !score.RequirementsHold ? Truth.Unknown : truth,
                truth == Truth.No ? 0 : score.LeastOf(route), truth == Truth.No ? 0 : score.AmountOf(route));
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
        (Status, Amount, Most, Routes, Stretch) = (Truth.No, 0, 0, 0, -1);
        var possible = 0L;
        if (_sum)
        {
            DecideEach();
            return;
        }

        foreach (var (stretch, sides) in _candidates)
        {
            Put(route => sides[route]);
            possible = Math.Max(possible, _total.Most);
            if (_total.Status != Truth.No && Counts((_total.Status, _total.Amount), (Status, Amount)))
            {
                (Status, Amount, Most, Routes, Stretch) = (_total.Status, _total.Amount, _total.Most, _total.Routes, stretch);
            }
        }

        Most = MostOf(Status, Most, possible);

        var decisive = _candidates.Find(c => c.Stretch == Stretch).Sides;
        Choose(route => decisive is null ? Side.None : decisive[route]);
    }

    private void DecideEach()
    {
        Put(Best);
        (Status, Amount, Most, Routes) = (_total.Status, _total.Amount, _total.Most, _total.Routes);
        Choose(Best);
        for (var route = 0; Status != Truth.No && route < _chosen.Length; route++)
        {
            Stretch = _chosen[route].Truth == Truth.No ? Stretch : Math.Max(Stretch, _chosen[route].Stretch);
        }
    }

    private Side Best(int route)
    {
        var (best, possible) = (Side.None, 0L);
        foreach (var (_, sides) in _candidates)
        {
            possible = Math.Max(possible, sides[route].Truth == Truth.Conflict ? 0 : sides[route].Most);
            if (sides[route].Truth != Truth.No && Counts((sides[route].Truth, sides[route].Weight), (best.Truth, best.Weight)))
            {
                best = sides[route];
            }
        }

        return best with { Most = MostOf(best.Truth, best.Most, possible) };
    }

    /// <summary>
    /// The most of all days where the highest counts; where order decides that of the day, unless it may come to nothing: then another day
    /// may count.
    /// </summary>
    private long MostOf(Truth truth, long own, long possible) => truth switch
    {
        Truth.Yes => _levels == Levels.Highest ? possible : own,
        Truth.Unknown => possible,
        _ => own,
    };

    private void Put(Func<int, Side> moving)
    {
        Choose(moving);
        _total.Clear();
        for (var route = 0; route < _chosen.Length; route++)
        {
            _total.Put(route, _chosen[route].Truth, _chosen[route].Least, _chosen[route].Most);
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

    /// <summary>
    /// True if the answer of a later stretch goes before the one held. What is certain goes before what cannot be told, except where order
    /// decides.
    /// </summary>
    private bool Counts((Truth Truth, long Amount) later, (Truth Truth, long Amount) held) => held.Truth == Truth.No || _levels switch
    {
        Levels.Latest => true,
        Levels.Earliest => false,
        _ => Rank(later.Truth) != Rank(held.Truth) ? Rank(later.Truth) > Rank(held.Truth) : later.Amount >= held.Amount,
    };

    private static int Rank(Truth truth) => truth switch { Truth.Conflict => 2, Truth.Yes => 1, _ => 0 };

    private readonly record struct Side(int Stretch, Truth Truth, long Least, long Most)
    {
        public static Side None { get; } = new(-1, Truth.No, 0, 0);

        /// <summary>What is compared: of what is certain the certain part, of what is not the most.</summary>
        public long Weight => Truth == Truth.Yes ? Least : Most;
    }
}

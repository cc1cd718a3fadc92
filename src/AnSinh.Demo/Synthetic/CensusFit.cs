using AnSinh.Basics;

namespace AnSinh.Demo.Synthetic;

/// <summary>
/// Drafts all households of a district so that the census figures hold exactly: sizes per commune by construction, age bands by sex by
/// replacing households and nudging ages as long as that brings the totals nearer (combinatorial optimisation, as census offices do for
/// synthetic microdata).
/// </summary>
internal sealed class CensusFit
{
    private const long TryLimit = 200_000_000;
    private readonly HouseholdFigures _figures;
    private readonly IReadOnlyList<CommuneCensus> _communes;
    private readonly Drafter _drafter;
    private readonly Dice _dice;
    private readonly int[] _excess;
    private long _error;

    public CensusFit(DemoCalibration calibration, IReadOnlyList<CommuneCensus> communes, Dice dice)
    {
        (_figures, _communes, _dice) = (calibration.Households, communes, dice);
        _drafter = new Drafter(_figures);
        _excess = [.. SingleYears(calibration.Ages, Targets(calibration.Ages, communes.Sum(c => c.Population)), _figures.OldestDecay)
            .Select(t => -t)];
        _error = _excess.Sum(e => (long)e * e);
    }

    /// <summary>People wanted by band and sex, men first; scaled to a part of the district by largest remainders.</summary>
    public static int[] Targets(IReadOnlyList<AgeBand> ages, int population)
    {
        long[] whole = [.. ages.Select(a => (long)a.Male), .. ages.Select(a => (long)a.Female)];
        var total = whole.Sum();
        var targets = whole.Select(w => (int)(w * population / total)).ToArray();
        var byRemainder = Enumerable.Range(0, whole.Length).OrderByDescending(i => whole[i] * population % total).ThenBy(i => i).ToArray();
        for (var i = 0; targets.Sum() < population; i++)
        {
            targets[byRemainder[i]]++;
        }

        return targets;
    }

    /// <summary>
    /// The bands by single year, men first: inside a band along the slope between its neighbours, in the open last band each year a fixed
    /// share of the one before. Without this every band would bunch where households come easiest.
    /// </summary>
    private static int[] SingleYears(IReadOnlyList<AgeBand> ages, int[] bands, double decay)
    {
        var years = new int[2 * (AgeBand.Oldest + 1)];
        for (var i = 0; i < bands.Length; i++)
        {
            var band = i % ages.Count;
            var width = ages[band].To - ages[band].From + 1;
            double Level(int at) => (double)bands[i - band + at] / (ages[at].To - ages[at].From + 1);
            var slope = band == 0 || band >= ages.Count - 2 ? 0 : (Level(band + 1) - Level(band - 1)) / (2 * width);
            var weights = new double[width];
            for (var y = 0; y < width; y++)
            {
                weights[y] = band == ages.Count - 1 ? (y == 0 ? 1 : weights[y - 1] * decay)
                    : Math.Max(0.05 * Level(band), Level(band) + (slope * (y - ((width - 1) / 2.0))));
            }

            var (sum, done, given) = (weights.Sum(), 0.0, 0);
            for (var y = 0; y < width; y++)
            {
                done += weights[y];
                var upTo = y == width - 1 ? bands[i] : (int)((bands[i] * done / sum) + 0.5);
                years[(i < ages.Count ? 0 : AgeBand.Oldest + 1) + ages[band].From + y] = upTo - given;
                given = upTo;
            }
        }

        return years;
    }

    /// <summary>All households, per commune in the order given.</summary>
    public IReadOnlyList<DraftMember[]>[] Run(Action<double> progress)
    {
        var (family, collective) = Sizes();
        var drafts = new List<DraftMember[]>();
        var buffer = new DraftMember[64];
        foreach (var size in family.SelectMany(s => s))
        {
            drafts.Add(buffer[.._drafter.Draft(size, _dice, buffer)]);
        }

        var families = drafts.Count;
        drafts.AddRange(collective.SelectMany(c => c).Select(Lodging));
        drafts.ForEach(d => Count(d, d.Length, 1));
        progress(0.2);
        Replace(drafts, families, buffer);
        progress(0.6);
        Nudge(drafts);
        return Deal(drafts, family, collective, families);
    }

    /// <summary>The sizes of family and collective households of each commune.</summary>
    private (List<int>[] Family, List<int>[] Collective) Sizes()
    {
        var (family, collective) = (new List<int>[_communes.Count], new List<int>[_communes.Count]);
        for (var c = 0; c < _communes.Count; c++)
        {
            var (people, homes) = (_communes[c].InLargest, _communes[c].Sizes[6]);
            (family[c], collective[c]) = ([], []);
            for (var size = 1; size <= 6; size++)
            {
                family[c].AddRange(Enumerable.Repeat(size, _communes[c].Sizes[size - 1]));
            }

            if (people > homes * (7 + _figures.FamilySizeMax) / 2)
            {
                var lodgings = Math.Min(_figures.CollectiveHomes, homes);
                var inLodgings = people - Math.Max((int)((homes - lodgings) * _figures.CollectiveUsualMean), 7 * (homes - lodgings));
                for (var i = 0; i < lodgings; i++)
                {
                    collective[c].Add((inLodgings / lodgings) + (i < inLodgings % lodgings ? 1 : 0));
                }

                (people, homes) = (people - inLodgings, homes - lodgings);
            }

            var large = Enumerable.Repeat(7, homes).ToArray();
            for (var extra = people - (7 * homes); extra > 0;)
            {
                var at = _dice.Below(homes);
                if (large[at] < _figures.FamilySizeMax)
                {
                    large[at]++;
                    extra--;
                }
            }

            family[c].AddRange(large);
        }

        return (family, collective);
    }

    private DraftMember[] Lodging(int size)
    {
        var slots = new DraftMember[size];
        for (var i = 0; i < size; i++)
        {
            var age = i == 0 ? 32 : _figures.CollectiveAges.Pick(_dice) + _dice.Below(2);
            slots[i] = DraftMember.Of(_dice.Chance(_figures.CollectiveMale) ? Sex.Male : Sex.Female, age, Place.Collective);
        }

        return slots;
    }

    private void Count(DraftMember[] slots, int length, int sign)
    {
        for (var i = 0; i < length; i++)
        {
            Count(slots[i].Sex, slots[i].Age, sign);
        }
    }

    private void Count(Sex sex, int age, int sign)
    {
        ref var excess = ref _excess[age + (sex == Sex.Male ? 0 : AgeBand.Oldest + 1)];
        _error += (2 * sign * excess) + 1;
        excess += sign;
    }

    /// <summary>Replaces households by others of their size while that brings the totals nearer.</summary>
    private void Replace(List<DraftMember[]> drafts, int families, DraftMember[] buffer)
    {
        var idle = 0;
        for (long tries = 0; _error > 0 && idle < families && tries < 60L * families; tries++)
        {
            var at = _dice.Below(families);
            var old = drafts[at];
            var length = _drafter.Draft(old.Length, _dice, buffer);
            var before = _error;
            Count(old, old.Length, -1);
            Count(buffer, length, 1);
            if (_error < before)
            {
                Array.Copy(buffer, old, length);
                idle = 0;
            }
            else
            {
                Count(buffer, length, -1);
                Count(old, old.Length, 1);
                idle++;
            }
        }
    }

    /// <summary>Changes single ages (and the sex of children) until the totals are exact.</summary>
    private void Nudge(List<DraftMember[]> drafts)
    {
        for (long tries = 0; _error > 0; tries++)
        {
            if (tries > TryLimit)
            {
                throw new InvalidOperationException(
                    "The calibration fits no set of households: ages.csv, communes.csv and households.yaml contradict each other.");
            }

            var slots = drafts[_dice.Below(drafts.Count)];
            var at = _dice.Below(slots.Length);
            var old = slots[at];
            Change(ref slots[at], isAlone: slots.Length == 1);
            if (slots[at].Age is < 0 or > AgeBand.Oldest)
            {
                slots[at] = old;
                continue;
            }

            var before = _error;
            Count(old.Sex, old.Age, -1);
            Count(slots[at].Sex, slots[at].Age, 1);

            // Moves that change nothing let the ages drift towards where they are wanted, but an aimless walk would age the village.
            var keep = _error < before || (_error == before && _dice.Chance(0.3));
            if (!keep || !_drafter.Possible(slots, slots.Length))
            {
                Count(slots[at].Sex, slots[at].Age, -1);
                Count(old.Sex, old.Age, 1);
                slots[at] = old;
            }
        }
    }

    private void Change(ref DraftMember slot, bool isAlone)
    {
        var single = slot.Place is Place.Child or Place.Grandchild or Place.BranchChild or Place.Sibling or Place.Collective || isAlone;
        if (single && _dice.Chance(0.25))
        {
            slot.Sex = slot.Sex == Sex.Male ? Sex.Female : Sex.Male;
        }
        else
        {
            slot.Age += (short)((_dice.Below(2) * 2 - 1) * _dice.Between(1, 4));
        }
    }

    /// <summary>Deals the households to the communes by their sizes.</summary>
    private IReadOnlyList<DraftMember[]>[] Deal(List<DraftMember[]> drafts, List<int>[] family, List<int>[] collective, int families)
    {
        var bySize = drafts.Take(families).GroupBy(d => d.Length).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var size in bySize.Keys.Order())
        {
            _dice.Shuffle(bySize[size]);
        }

        var lodgings = new Queue<DraftMember[]>(drafts.Skip(families));
        var dealt = new IReadOnlyList<DraftMember[]>[_communes.Count];
        for (var c = 0; c < _communes.Count; c++)
        {
            var homes = new List<DraftMember[]>(_communes[c].Households);
            foreach (var size in family[c])
            {
                var pile = bySize[size];
                homes.Add(pile[^1]);
                pile.RemoveAt(pile.Count - 1);
            }

            _dice.Shuffle(homes);
            homes.AddRange(collective[c].Select(_ => lodgings.Dequeue()));
            dealt[c] = homes;
        }

        return dealt;
    }
}

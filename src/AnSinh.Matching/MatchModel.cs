namespace AnSinh.Matching;

/// <summary>
/// What an agreement is worth, learnt from the lists themselves: for each field and level the share among pairs of one person (m) and
/// among pairs of two people (u). Weights are in bits; a score is the logarithm of the odds that both rows are one person.
/// </summary>
internal sealed class MatchModel
{
    private const double MostCorrection = 12;
    private readonly double[][] _weights;
    private readonly bool[] _house;
    private double[]?[] _corrections;
    private double[]?[] _folded;

    public MatchModel(MatchRecords records, double[][] m, double[][] u, double matches)
    {
        (M, U, Matches) = (m, u, matches);
        var share = Math.Clamp(matches / Math.Max(1, records.AllPairs), 1e-15, 0.5);
        Prior = Math.Log2(share / (1 - share));
        _house = [.. records.Columns.Select(c => c.Field.Kind.OfTheHouse())];
        // Living in the same place picks out a household among all, not a person: that much and no more.
        HouseCap = Math.Log2(Math.Max(2, records.Link ? Math.Max(records.Left, records.Count - records.Left) : records.Count));
        _weights = [.. m.Select(
            (row, f) => row.Select((share, level) => level == MatchColumn.Missing ? 0 : Math.Log2(share / u[f][level])).ToArray())];
        foreach (var row in _weights)
        {
            // Nothing speaks against more than having nothing in common.
            row[MatchColumn.Different] = row.Skip(MatchColumn.Different).Min();
        }

        (_corrections, _folded) = (new double[_weights.Length][], new double[_weights.Length][]);
    }

    public double[][] M { get; }

    public double[][] U { get; }

    /// <summary>How many pairs of one person there are, estimated.</summary>
    public double Matches { get; }

    /// <summary>Odds of a pair taken blindly, in bits.</summary>
    public double Prior { get; }

    public double HouseCap { get; }

    /// <summary>What a level of a field adds, without regard to how rare the value is.</summary>
    public double Weight(int field, int level) => _weights[field][level];

    public bool House(int field) => _house[field];

    /// <summary>Probability of a score.</summary>
    public static double Probability(double bits) => bits > 60 ? 1 : 1 / (1 + Math.Pow(2, -bits));

    /// <summary>Score of a pattern, without regard to how rare the values are.</summary>
    public double Score(ulong pattern)
    {
        var (person, house) = (Prior, 0.0);
        for (var f = 0; f < _weights.Length; f++)
        {
            var weight = _weights[f][MatchRecords.Level(pattern, f)];
            person += _house[f] ? 0 : weight;
            house += _house[f] ? weight : 0;
        }

        return person + Math.Min(house, HouseCap);
    }

    /// <summary>Score of a pair, rare values counting for more than common ones.</summary>
    public double Score(MatchRecords records, int record, ulong pattern)
    {
        var (person, house) = (Prior, 0.0);
        for (var f = 0; f < _weights.Length; f++)
        {
            var weight = Weight(records, f, record, MatchRecords.Level(pattern, f));
            person += _house[f] ? 0 : weight;
            house += _house[f] ? weight : 0;
        }

        return person + Math.Min(house, HouseCap);
    }

    /// <summary>What a field adds for a pair whose first record is given.</summary>
    public double Weight(MatchRecords records, int field, int record, int level)
    {
        var weight = _weights[field][level];
        var column = records.Columns[field];
        return level == column.Top && _corrections[field] is { } corrections ? Math.Max(0, weight + corrections[column.Ids[record]])
            : level == column.Top - 1 && _folded[field] is { } folded ? Math.Max(0, weight + folded[column.Ids[record]])
            : weight;
    }

    /// <summary>
    /// Learns how common every value is, counting people and not rows (<paramref name="personOf"/>): otherwise the duplicates
    /// themselves would make a value look common.
    /// </summary>
    public void LearnFrequencies(MatchRecords records, Func<int, int> personOf)
    {
        var (corrections, folded) = (new double[_weights.Length][], new double[_weights.Length][]);
        Parallel.For(0, _weights.Length, f =>
        {
            var column = records.Columns[f];
            if (column.Field.Kind == FieldKind.Sex || column.Values.Length < 2)
            {
                return;
            }

            corrections[f] = Corrections(column.Ids, column.Values.Length, personOf, U[f][column.Top]);
            if (column.Folds is { } folds)
            {
                var byFold =
                    Corrections([.. column.Ids.Select(id => id < 0 ? -1 : folds[id])], folds.Length, personOf,
                        U[f][column.Top] + U[f][column.Top - 1]);
                folded[f] = [.. folds.Select(fold => byFold[fold])];
            }
        });
        (_corrections, _folded) = (corrections, folded);
    }

    // Per value, what to add to the weight of agreeing in it: rare values tell more, common ones less.
    private static double[] Corrections(int[] ids, int values, Func<int, int> personOf, double usual)
    {
        var (counts, people) = CountPeople(ids, values, personOf);
        var ofCount = new double[4];
        foreach (var count in counts.Where(c => c is > 0 and < 4))
        {
            ofCount[count]++;
        }

        // Turing's estimate: a value seen once is rarer than one in all, the more so the more such values there are.
        double Chance(int count) => count switch
        {
            0 => 0.5 / people,
            1 or 2 => Math.Min(count, (count + 1) * (ofCount[count + 1] + 0.5) / (ofCount[count] + 1)) / people,
            _ => count / people,
        };
        return [.. counts.Select(c => Math.Clamp(Math.Log2(usual / Chance(c)), -MostCorrection, MostCorrection))];
    }

    private static (int[] Counts, double People) CountPeople(int[] ids, int values, Func<int, int> personOf)
    {
        var counts = new int[values];
        var order = Enumerable.Range(0, ids.Length).Where(r => ids[r] >= 0).Select(r => ((long)ids[r] << 32) | (uint)personOf(r)).ToArray();
        Array.Sort(order);
        var people = 0;
        for (var i = 0; i < order.Length; i++)
        {
            if (i == 0 || order[i] != order[i - 1])
            {
                counts[(int)(order[i] >> 32)]++;
                people++;
            }
        }

        return (counts, Math.Max(1, people));
    }
}

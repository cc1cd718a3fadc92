namespace AnSinh.Matching;

/// <summary>
/// Learns a <see cref="MatchModel"/> from pairs of which nobody says whether they are one person (expectation and maximisation).
/// Pairs drawn blindly tell how often strangers agree; the candidates tell how often a person agrees with himself. No truth is read.
/// </summary>
internal static class Estimation
{
    private const int Rounds = 80;
    private const int BlindPairsLimit = 1_000_000;
    private const double MatchesPerRecordLimit = 5;
    private const double Belief = 12; // as many pairs' worth as the starting shares count

    /// <summary>Patterns of pairs drawn blindly (all pairs, if they are few), with their numbers.</summary>
    public static Dictionary<ulong, double> Blind(MatchRecords records, int workers)
    {
        var parts = new Dictionary<ulong, double>[workers];
        var all = records.AllPairs <= BlindPairsLimit;
        Parallel.For(0, workers, w =>
        {
            var part = parts[w] = [];
            void Add(int a, int b) =>
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(part, records.Pattern(a, b), out _)++;
            if (all)
            {
                for (var a = w; a < (records.Link ? records.Left : records.Count); a += workers)
                {
                    for (var b = records.Link ? records.Left : a + 1; b < records.Count; b++)
                    {
                        Add(a, b);
                    }
                }

                return;
            }

            // Always the same pairs, whatever the number of workers.
            for (long i = w; i < BlindPairsLimit; i += workers)
            {
                var (x, y) = (Lot((ulong)i * 2), Lot(((ulong)i * 2) + 1));
                var a = (int)(x % (ulong)(records.Link ? records.Left : records.Count));
                var b = records.Link ? records.Left + (int)(y % (ulong)(records.Count - records.Left)) : (int)(y % (ulong)records.Count);
                if (a != b)
                {
                    Add(Math.Min(a, b), Math.Max(a, b));
                }
            }
        });
        return Merge(parts);
    }

    /// <summary>
    /// Learns from the patterns; each candidate pattern stands for <paramref name="scale"/> times as many pairs, and there are
    /// <paramref name="least"/> pairs of one person at least.
    /// </summary>
    public static MatchModel Learn(MatchRecords records, IReadOnlyDictionary<ulong, double> blind,
        IReadOnlyDictionary<ulong, double> candidates, double scale, double least = 0)
    {
        var start = records.Columns.Select(Start).ToArray();
        var u = Shares(records, blind, _ => 1, start, 0.5);
        var model = new MatchModel(records, start, u, Math.Max(Math.Max(1, least), Math.Min(records.Left, records.Count) * 0.001));
        for (var round = 0; round < Rounds; round++)
        {
            var now = model;
            double OfOne(ulong pattern) => MatchModel.Probability(now.Score(pattern));

            // Only pairs that are rather one person than two teach what one person looks like. Otherwise namesakes, each of them
            // hardly probable but thousands of them, would outvote the few who are really there twice.
            double Teaches(ulong pattern) => OfOne(pattern) is var p && p >= 0.5 ? p : 0;
            var matches = candidates.Sum(c => Teaches(c.Key) * c.Value) * scale;
            var m = Shares(records, candidates, Teaches, start, Belief);
            KeepToPeople(records, m);
            u = Shares(records, blind, p => 1 - OfOne(p), start, 0.5);
            model = new MatchModel(records, m, u, Math.Clamp(Math.Max(matches, least), 0.5, records.Count * MatchesPerRecordLimit));
            if (Math.Abs(model.Matches - now.Matches) <= now.Matches * 1e-6)
            {
                break;
            }
        }

        return model;
    }

    public static Dictionary<ulong, double> Merge(IEnumerable<Dictionary<ulong, double>> parts)
    {
        var all = new Dictionary<ulong, double>();
        foreach (var (pattern, count) in parts.SelectMany(p => p))
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(all, pattern, out _) += count;
        }

        // In one order, whoever counted what: sums of fractions depend on it.
        return all.OrderBy(a => a.Key).ToDictionary();
    }

    /// <summary>A number that depends on another only, well mixed.</summary>
    public static ulong Lot(ulong number)
    {
        unchecked
        {
            var z = (number + 1) * 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    // Without this the search may settle on households or namesakes, who are many, instead of people: what tells who a person
    // is does not differ in most records of one person.
    private static void KeepToPeople(MatchRecords records, double[][] m)
    {
        for (var f = 0; f < m.Length; f++)
        {
            var (row, most, weak) = (m[f], MostDifferent(records.Columns[f].Field.Kind), records.Columns[f].Weak);
            var apart = row.Skip(MatchColumn.Different).Take(weak).Sum();
            if (apart > most)
            {
                for (var level = MatchColumn.Different; level < row.Length; level++)
                {
                    row[level] *= level <= weak ? most / apart : (1 - most) / (1 - apart);
                }
            }
        }
    }

    private static double MostDifferent(FieldKind kind) => kind switch
    {
        FieldKind.IdNumber => 0.1,
        FieldKind.Sex => 0.1,
        FieldKind.BirthDate => 0.15,
        FieldKind.Name or FieldKind.GivenName or FieldKind.Surname => 0.25,
        _ when kind.OfTheHouse() => 1,
        _ => 0.4,
    };

    // What one expects of one person before seeing any pair: mostly the same, now and then a slip, seldom all different.
    private static double[] Start(MatchColumn column)
    {
        var shares = new double[column.Top + 1];
        var between = column.Top - 2;
        for (var level = 1; level <= column.Top; level++)
        {
            shares[level] = level == column.Top ? (between > 0 ? 0.75 : 0.95) : level == MatchColumn.Different ? 0.05 : 0.2 / between;
        }

        return shares;
    }

    private static double[][] Shares(MatchRecords records, IReadOnlyDictionary<ulong, double> patterns, Func<ulong, double> weight,
        double[][] start, double belief)
    {
        var sums = records.Columns.Select(c => new double[c.Top + 1]).ToArray();
        foreach (var (pattern, count) in patterns)
        {
            var part = weight(pattern) * count;
            for (var f = 0; f < sums.Length; f++)
            {
                sums[f][MatchRecords.Level(pattern, f)] += part;
            }
        }

        return [.. sums.Select((row, f) =>
        {
            var seen = row.Skip(1).Sum();
            return row.Select((sum, level) => level == MatchColumn.Missing ? 0 : (sum + (belief * start[f][level])) / (seen + belief))
                .ToArray();
        })];
    }
}

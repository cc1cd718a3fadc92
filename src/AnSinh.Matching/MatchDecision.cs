namespace AnSinh.Matching;

/// <summary>Turns scored pairs into people: groups of rows that hold together, or partners of two lists.</summary>
internal sealed class MatchDecision
{
    private const double WishedPrecision = 0.999;
    private const double ClipBits = 15;
    private readonly MatchRecords _records;
    private readonly MatchModel _model;
    private readonly List<(int A, int B, double Bits)> _pairs;

    public MatchDecision(MatchRecords records, MatchModel model, List<ScoredPair> scored)
    {
        (_records, _model) = (records, model);
        var sure = new Groups(records.Count);
        foreach (var pair in scored.Where(p => MatchModel.Probability(model.Score(p.Pattern)) > 0.9))
        {
            sure.Join(pair.A, pair.B);
        }

        model.LearnFrequencies(records, sure.Of);
        _pairs = [.. scored.Select(p => (p.A, p.B, Bits: model.Score(records, p.A, p.Pattern))).OrderByDescending(p => p.Bits)
            .ThenBy(p => p.A).ThenBy(p => p.B)];
    }

    public MatchResult Decide(MatchOptions options, long comparisons, IReadOnlyList<string> passes)
    {
        var threshold = Threshold();
        var found = _records.Link ? Linked(threshold, options.OneToOne) : Grouped(threshold);
        var matched = found.Select(p => (p.Left, p.Right)).ToHashSet();
        var reviews = _pairs.Select(p => (p.A, B: _records.Link ? p.B - _records.Left : p.B, p.Bits, P: MatchModel.Probability(p.Bits)))
            .Where(p => p.P >= options.ReviewFrom && !matched.Contains((p.A, p.B)))
            .Select(p => new MatchPair(p.A, p.B, p.Bits, p.P, MatchVerdict.Review, 0));
        var precision = found.Count == 0 ? 1 : found.Average(p => p.Probability);
        return new MatchResult([.. found, .. reviews], comparisons, _records.AllPairs, threshold, _model.Matches, precision, passes);
    }

    // The lowest probability at which, by the model, the pairs above it are right often enough.
    private double Threshold()
    {
        var (sum, count, threshold) = (0.0, 0, 0.99);
        foreach (var pair in _pairs)
        {
            var probability = MatchModel.Probability(pair.Bits);
            (sum, count) = (sum + probability, count + 1);
            if (probability < 0.5 || sum / count < WishedPrecision)
            {
                break;
            }

            threshold = Math.Min(threshold, probability);
        }

        return threshold;
    }

    private List<MatchPair> Linked(double threshold, bool? oneToOne)
    {
        var good = _pairs.TakeWhile(p => MatchModel.Probability(p.Bits) >= threshold).ToList();
        if (oneToOne ?? LooksOneToOne(good))
        {
            var taken = new HashSet<int>();
            good = [.. good.Where(p => !taken.Contains(p.A) && !taken.Contains(p.B) && taken.Add(p.A) && taken.Add(p.B))];
        }

        var groups = new Groups(_records.Count);
        good.ForEach(p => groups.Join(p.A, p.B));
        return Numbered(good, groups);
    }

    // If many rows have several sure partners, a list holds people more than once.
    private static bool LooksOneToOne(List<(int A, int B, double Bits)> good)
    {
        var rows = good.SelectMany(p => new[] { p.A, p.B }).GroupBy(r => r).ToList();
        return rows.Count(r => r.Count() > 1) <= rows.Count * 0.02;
    }

    // Strongest pairs first; two groups become one if, all their rows taken together, more speaks for it than against.
    private List<MatchPair> Grouped(double threshold)
    {
        var groups = new Groups(_records.Count);
        foreach (var (a, b, _) in _pairs.TakeWhile(p => MatchModel.Probability(p.Bits) >= threshold))
        {
            if (groups.Of(a) == groups.Of(b))
            {
                continue;
            }

            var (ours, theirs) = (groups.Members(a), groups.Members(b));
            if (ours.Count + theirs.Count == 2
                || ours.SelectMany(x => theirs.Select(y => Math.Clamp(Bits(x, y), -ClipBits, ClipBits))).Average() > 0)
            {
                groups.Join(a, b);
            }
        }

        var pairs = from members in Enumerable.Range(0, _records.Count).Where(r => groups.Of(r) == r).Select(groups.Members)
                    where members.Count > 1
                    let sorted = members.Order().ToList()
                    from i in Enumerable.Range(0, sorted.Count)
                    from j in Enumerable.Range(i + 1, sorted.Count - i - 1)
                    select (sorted[i], sorted[j], Bits(sorted[i], sorted[j]));
        return Numbered([.. pairs.OrderByDescending(p => p.Item3).ThenBy(p => p.Item1).ThenBy(p => p.Item2)], groups);
    }

    private double Bits(int a, int b) => _model.Score(_records, a, _records.Pattern(Math.Min(a, b), Math.Max(a, b)));

    private List<MatchPair> Numbered(List<(int A, int B, double Bits)> pairs, Groups groups)
    {
        var numbers = new Dictionary<int, int>();
        foreach (var (a, _, _) in pairs.OrderBy(p => p.A).ThenBy(p => p.B))
        {
            numbers.TryAdd(groups.Of(a), numbers.Count + 1);
        }

        return [.. pairs.Select(
            p => new MatchPair(p.A, _records.Link ? p.B - _records.Left : p.B, p.Bits, MatchModel.Probability(p.Bits),
                MatchVerdict.Match, numbers[groups.Of(p.A)]))];
    }
}

/// <summary>Records joined into groups.</summary>
internal sealed class Groups(int count)
{
    private readonly int[] _parent = [.. Enumerable.Range(0, count)];
    private readonly Dictionary<int, List<int>> _members = [];

    /// <summary>The group of a record, named by one of its records.</summary>
    public int Of(int record)
    {
        while (_parent[record] != record)
        {
            record = _parent[record];
        }

        return record;
    }

    /// <summary>The records of the group a record is in.</summary>
    public List<int> Members(int record) => _members.TryGetValue(Of(record), out var members) ? members : [Of(record)];

    public void Join(int a, int b)
    {
        var (x, y) = (Of(a), Of(b));
        if (x == y)
        {
            return;
        }

        var (ours, theirs) = (Members(x), Members(y));
        var (keep, go) = ours.Count >= theirs.Count ? (x, y) : (y, x);
        var all = ours.Count >= theirs.Count ? ours : theirs;
        all.AddRange(all == ours ? theirs : ours);
        _parent[go] = keep;
        _members.Remove(go);
        _members[keep] = all;
    }
}

namespace AnSinh.Matching;

/// <summary>One way of bringing records together: those with the same first key and, if there is a second, the same second.</summary>
internal sealed record BlockingPass(string Name, int First, int Second, double Expected)
{
    /// <summary>Blocks over the cap: too common a value to compare all with all.</summary>
    public HashSet<ulong> Big { get; } = [];
}

/// <summary>
/// Which pairs are compared at all (<c>blocking</c>): every record has keys (atoms) made from its values, fine and coarse; passes over
/// one atom or two of different fields are chosen by what they cost, so that the number of comparisons stays within a budget.
/// A pair met in several passes is compared once.
/// </summary>
internal sealed class Blocking
{
    private const int CapSize = 400;
    private const int MostPasses = 28;
    private readonly MatchRecords _records;
    private readonly uint[] _atoms; // record by record, so that comparing two records touches two short stretches of memory
    private readonly int[] _fieldOf;
    private readonly int _width;

    public Blocking(MatchRecords records, double budget)
    {
        _records = records;
        var atoms = records.Columns.SelectMany((c, f) => AtomsOf(c).Select((a, i) => (Field: f, Name: $"{c.Field.Name}#{i}", Key: a)))
            .ToList();
        (_width, _fieldOf) = (atoms.Count, [.. atoms.Select(a => a.Field)]);
        _atoms = new uint[(long)records.Count * _width];
        Parallel.For(0, _width, a =>
        {
            var key = atoms[a].Key;
            for (var r = 0; r < records.Count; r++)
            {
                _atoms[((long)r * _width) + a] = key(r);
            }
        });
        Passes = Choose([.. atoms.Select(a => a.Name)], budget);
    }

    public IReadOnlyList<BlockingPass> Passes { get; }

    /// <summary>Shows every pair to one of the visitors; the visitors run at the same time, each on its own thread.</summary>
    public void Visit(IReadOnlyList<Action<int, int>> visitors)
    {
        var keys = new ulong[_records.Count];
        var members = new int[_records.Count];
        for (var p = 0; p < Passes.Count; p++)
        {
            var (at, total, number) = (0, Gather(Passes[p], keys, members), p);
            MarkBig(Passes[p], keys, total);
            var gate = new Lock();
            Parallel.For(0, visitors.Count, new ParallelOptions { MaxDegreeOfParallelism = visitors.Count }, v =>
            {
                while (true)
                {
                    int from, to;
                    lock (gate)
                    {
                        (from, to) = (at, Math.Min(total, at + 4096));
                        while (to < total && keys[to] == keys[to - 1])
                        {
                            to++;
                        }

                        at = to;
                    }

                    if (from >= to)
                    {
                        return;
                    }

                    Stretch(number, keys, members, from, to, visitors[v]);
                }
            });
        }
    }

    // Puts those that have a key in a pass side by side by it; gives how many they are.
    private int Gather(BlockingPass pass, ulong[] keys, int[] members)
    {
        var count = 0;
        var sought = LeftKeys(r => Key(pass, r));
        for (var r = 0; r < _records.Count; r++)
        {
            if (Key(pass, r) is var key and not 0 && sought?.Contains(key) != false)
            {
                (keys[count], members[count]) = (key, r);
                count++;
            }
        }

        Array.Sort(keys, members, 0, count);
        return count;
    }

    // A short list against a long one: only keys of the short one can bring two together. Null if that would spare little.
    private HashSet<ulong>? LeftKeys(Func<int, ulong> key) =>
        _records.Link && _records.Left < _records.Count / 4 ? [.. Enumerable.Range(0, _records.Left).Select(key).Where(k => k != 0)] : null;

    private static IEnumerable<Func<int, uint>> AtomsOf(MatchColumn column)
    {
        foreach (var atom in column.Atoms)
        {
            var byValue = new uint[column.Values.Length];
            for (var v = 0; v < byValue.Length; v++)
            {
                var key = atom(v);
                byValue[v] = key == 0 ? 0 : Math.Max(1, unchecked((uint)(key ^ (key >> 32))));
            }

            yield return record => column.Ids[record] is var id and >= 0 ? byValue[id] : 0;
        }

        if (column is WordColumn { Field.Kind: FieldKind.GivenName } words)
        {
            yield return record => unchecked((uint)words.BothKey(record));
        }
    }

    private ulong Key(BlockingPass pass, int record)
    {
        var first = _atoms[((long)record * _width) + pass.First];
        var second = pass.Second < 0 ? 1 : _atoms[((long)record * _width) + pass.Second];
        return first == 0 || second == 0 ? 0 : ((ulong)first << 32) | second;
    }

    private static void MarkBig(BlockingPass pass, ulong[] keys, int count)
    {
        pass.Big.Clear();
        for (var i = 0; i + CapSize < count; i++)
        {
            if (keys[i] == keys[i + CapSize])
            {
                pass.Big.Add(keys[i]);
            }
        }
    }

    private void Stretch(int pass, ulong[] keys, int[] members, int from, int to, Action<int, int> visit)
    {
        for (var start = from; start < to;)
        {
            var end = start + 1;
            while (end < to && keys[end] == keys[start])
            {
                end++;
            }

            if (end - start > CapSize)
            {
                Split(pass, members.AsSpan(start, end - start), visit);
            }
            else
            {
                All(pass, members.AsSpan(start, end - start), -1, visit);
            }

            start = end;
        }
    }

    // A block over the cap is parted once more, by each field the pass does not use.
    private void Split(int pass, ReadOnlySpan<int> block, Action<int, int> visit)
    {
        var (first, second) = (_fieldOf[Passes[pass].First], Passes[pass].Second < 0 ? -1 : _fieldOf[Passes[pass].Second]);
        var keys = new uint[block.Length];
        var members = new int[block.Length];
        for (var a = 0; a < _width; a++)
        {
            if (_fieldOf[a] == first || _fieldOf[a] == second || (a > 0 && _fieldOf[a - 1] == _fieldOf[a]))
            {
                continue;
            }

            var count = 0;
            foreach (var r in block)
            {
                if (_atoms[((long)r * _width) + a] is var key and not 0)
                {
                    (keys[count], members[count]) = (key, r);
                    count++;
                }
            }

            Array.Sort(keys, members, 0, count);
            for (var start = 0; start < count;)
            {
                var end = start + 1;
                while (end < count && keys[end] == keys[start])
                {
                    end++;
                }

                if (end - start <= CapSize)
                {
                    All(pass, members.AsSpan(start, end - start), a, visit);
                }

                start = end;
            }
        }
    }

    private void All(int pass, ReadOnlySpan<int> block, int splitBy, Action<int, int> visit)
    {
        for (var i = 0; i < block.Length; i++)
        {
            for (var j = i + 1; j < block.Length; j++)
            {
                var (a, b) = block[i] < block[j] ? (block[i], block[j]) : (block[j], block[i]);
                if ((!_records.Link || (a < _records.Left && b >= _records.Left)) && !Met(pass, a, b) && !SplitBefore(pass, splitBy, a, b))
                {
                    visit(a, b);
                }
            }
        }
    }

    private bool Met(int pass, int a, int b)
    {
        var x = _atoms.AsSpan(a * _width, _width);
        var y = _atoms.AsSpan(b * _width, _width);
        for (var p = 0; p < pass; p++)
        {
            var (first, second) = (Passes[p].First, Passes[p].Second);
            if (x[first] != 0 && x[first] == y[first] && (second < 0 || (x[second] != 0 && x[second] == y[second]))
                && (Passes[p].Big.Count == 0 || !Passes[p].Big.Contains(Key(Passes[p], a))))
            {
                return true;
            }
        }

        return false;
    }

    private bool SplitBefore(int pass, int splitBy, int a, int b)
    {
        var (first, second) = (_fieldOf[Passes[pass].First], Passes[pass].Second < 0 ? -1 : _fieldOf[Passes[pass].Second]);
        for (var s = 0; s < splitBy; s++)
        {
            if (_fieldOf[s] != first && _fieldOf[s] != second && (s == 0 || _fieldOf[s - 1] != _fieldOf[s])
                && _atoms[(a * _width) + s] is var key and not 0 && key == _atoms[(b * _width) + s])
            {
                return true;
            }
        }

        return false;
    }

    // Single atoms that are cheap; then, for each two fields, the coarsest two atoms that are still affordable together.
    private List<BlockingPass> Choose(IReadOnlyList<string> names, double budget)
    {
        var share = new double[_width];
        var capped = new double[_width];
        Parallel.For(0, _width, a => (share[a], capped[a]) = Meetings(a));
        var chosen = new List<BlockingPass>();
        var single = new HashSet<int>();
        foreach (var a in Enumerable.Range(0, _width).Where(a => share[a] > 0 || capped[a] == 0).OrderBy(a => capped[a]))
        {
            if (capped[a] <= budget / 4 && chosen.Sum(p => p.Expected) + capped[a] <= budget * 0.6)
            {
                single.Add(a);
                chosen.Add(new BlockingPass(names[a], a, -1, capped[a]));
            }
        }

        var pairs = from a in Enumerable.Range(0, _width)
                    from b in Enumerable.Range(a + 1, _width - a - 1)
                    where _fieldOf[a] != _fieldOf[b] && !single.Contains(a) && !single.Contains(b)
                    let expected = share[a] * share[b] * _records.AllPairs
                    where expected > 0 && expected <= budget / 8
                    group (a, b, expected) by (_fieldOf[a], _fieldOf[b]) into fields
                    let best = fields.MaxBy(f => f.expected)
                    orderby best.expected
                    select new BlockingPass(names[best.a] + " + " + names[best.b], best.a, best.b, best.expected);
        foreach (var pass in pairs)
        {
            if (chosen.Count < MostPasses && chosen.Sum(p => p.Expected) + pass.Expected <= budget)
            {
                chosen.Add(pass);
            }
        }

        return chosen;
    }

    // How likely two records have the same key, and how many pairs that makes with blocks cut at the cap.
    private (double Share, double Pairs) Meetings(int atom)
    {
        var keys = new ulong[_records.Count];
        var count = 0;
        var sought = LeftKeys(r => _atoms[((long)r * _width) + atom]);
        for (var r = 0; r < keys.Length; r++)
        {
            var key = (ulong)_atoms[((long)r * _width) + atom];
            if (sought?.Contains(key) != false)
            {
                keys[count++] = (key << 1) | (r >= _records.Left ? 1UL : 0);
            }
        }

        Array.Sort(keys, 0, count);
        double all = 0, capped = 0;
        for (var start = 0; start < count;)
        {
            var (end, left) = (start, 0L);
            for (; end < count && keys[end] >> 1 == keys[start] >> 1; end++)
            {
                left += (keys[end] & 1) == 0 ? 1 : 0;
            }

            if (keys[start] >> 1 != 0)
            {
                double size = end - start;
                var pairs = _records.Link ? (double)left * (end - start - left) : size * (size - 1) / 2;
                all += pairs;
                capped += size <= CapSize ? pairs : size * CapSize / 8;
            }

            start = end;
        }

        return (all / Math.Max(1, _records.AllPairs), capped);
    }
}

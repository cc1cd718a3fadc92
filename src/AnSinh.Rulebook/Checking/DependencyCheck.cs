using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Checking;

/// <summary>
/// Quantities and scorecards that rest on each other: a circle would never end, a long chain would be too deep to walk, and one that names
/// another twice, which names a third twice, grows without end when it is bound. All is told before anything walks them.
/// </summary>
internal static class DependencyCheck
{
    private const int ShownLimit = 20;

    public static void Check(PolicyDraft draft)
    {
        var all =
            draft.Quantities.Values.Select(
                q => new Part(q.Place, $"đại lượng '{q.Name}'", [.. q.Versions.Select(v => v.Body)], s => q.Size = s,
                    () => q.Versions = []) { Of = q })
            .Concat(draft.Scorecards.Values.Select(
                s => new Part(s.Place, $"phiếu '{s.Name}'", [.. s.Versions.Select(v => v.Body)], z => s.Size = z,
                    () => s.Versions = []) { Of = s }))
            .ToDictionary(p => p.Of, ReferenceEqualityComparer.Instance);
        foreach (var part in all.Values)
        {
            // A tree of its own that is too deep is told as that; what it rests on is then no matter.
            part.RestsOn = part.Bodies.All(b => TreeSize.Of(b).Fits)
                ? [.. part.Bodies.SelectMany(b => b.All()).Select(Named).OfType<object>().Distinct(ReferenceEqualityComparer.Instance)
                    .Select(o => all[o])] : [];
        }

        var circular = Settle([.. all.Values], p => p.RestsOn, p => Measure(draft, p));
        foreach (var part in InCircle(circular).Take(ShownLimit))
        {
            draft.Problems.Add("policy.circle", part.Place, $"{part.Name} dựa vào chính nó");
        }

        circular.ForEach(p => p.Drop());
    }

    private static object? Named(Node node) => node switch { QuantityNode q => q.Quantity, ScoreNode s => s.Scorecard, _ => null };

    private static void Measure(PolicyDraft draft, Part part)
    {
        var sizes = part.Bodies.Select(TreeSize.Of).ToList();
        var size = new TreeSize(sizes.Select(s => s.Parts).DefaultIfEmpty(1).Max(), sizes.Select(s => s.Depth).DefaultIfEmpty(1).Max());
        if (size.Fits)
        {
            part.Keep(size);
            return;
        }

        draft.Problems.Add("expression", part.Place, $"{part.Name}: {size.Fault}");
        part.Drop();
    }

    /// <summary>Visits each part after all it rests on; what is left stands in a circle or rests on one.</summary>
    private static List<Part> Settle(HashSet<Part> parts, Func<Part, IReadOnlyList<Part>> before, Action<Part> visit)
    {
        var waiting = parts.ToDictionary(p => p, p => before(p).Count(parts.Contains));
        var after = parts.SelectMany(p => before(p), (p, earlier) => (p, earlier)).ToLookup(x => x.earlier, x => x.p);
        var ready = new Queue<Part>(waiting.Where(w => w.Value == 0).Select(w => w.Key));
        while (ready.TryDequeue(out var part))
        {
            visit(part);
            waiting.Remove(part);
            foreach (var later in after[part].Where(waiting.ContainsKey))
            {
                if (--waiting[later] == 0)
                {
                    ready.Enqueue(later);
                }
            }
        }

        return [.. waiting.Keys];
    }

    /// <summary>Of parts none of which is free, those that something in the circle rests on in turn.</summary>
    private static List<Part> InCircle(List<Part> left)
    {
        var among = left.ToHashSet();
        var named = left.SelectMany(p => p.RestsOn, (p, on) => (p, on)).Where(x => among.Contains(x.on)).ToLookup(x => x.on, x => x.p);
        return Settle([.. among], p => [.. named[p].Distinct()], _ => { });
    }

    private sealed class Part(string place, string name, IReadOnlyList<Node> bodies, Action<TreeSize> keep, Action drop)
    {
        public required object Of { get; init; }

        public string Place { get; } = place;

        public string Name { get; } = name;

        public IReadOnlyList<Node> Bodies { get; } = bodies;

        public IReadOnlyList<Part> RestsOn { get; set; } = [];

        public void Keep(TreeSize size) => keep(size);

        public void Drop() => drop();
    }
}

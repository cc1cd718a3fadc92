namespace AnSinh.Rulebook.Results;

/// <summary>
/// The order in which programmes are answered. Programmes that rules between programmes tie stand in one stage, for the answer of each is
/// known only when all of them are; a stage comes after those whose results it reads.
/// </summary>
internal static class Stages
{
    /// <summary>
    /// The programmes in stages. Those in a circle, which <c>policy check</c> refuses, come last and read no result of each other.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<ProgrammeAt>> Of(LawAt law, IReadOnlyList<ProgrammeAt> programmes)
    {
        if (programmes.All(p => p.ResultsUsed.Count == 0))
        {
            return [programmes];
        }

        var waiting = Components(law, programmes);
        var stages = new List<IReadOnlyList<ProgrammeAt>>();
        while (waiting.Count > 0)
        {
            var open = waiting.SelectMany(c => c).Select(p => p.Programme.Id).ToHashSet(StringComparer.Ordinal);
            var ready = waiting.Where(c => !c.Any(p => p.ResultsUsed.Any(open.Contains))).ToList();
            if (ready.Count == 0)
            {
                ready = waiting;
            }

            stages.Add([.. ready.SelectMany(c => c)]);
            waiting = [.. waiting.Except(ready)];
        }

        return stages;
    }

    /// <summary>
    /// Programmes whose answer would rest on itself, each with the way round: who reads whose result, or is tied to whom by which rule.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Circles(LawAt law)
    {
        var circles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var programme in law.Programmes)
        {
            foreach (var read in programme.ResultsUsed)
            {
                if (Way(law, read, programme.Programme.Id) is { } back)
                {
                    circles[programme.Programme.Id] = $"'{programme.Programme.Id}' đọc kết quả của '{read}'{back}";
                    break;
                }
            }
        }

        return circles;
    }

    /// <summary>The programmes that rules between programmes tie to one, itself among them.</summary>
    public static IReadOnlyList<ProgrammeAt> Tied(LawAt law, string programme) =>
        Components(law, law.Programmes).First(c => c.Any(p => p.Programme.Id == programme));

    private static List<IReadOnlyList<ProgrammeAt>> Components(LawAt law, IReadOnlyList<ProgrammeAt> programmes)
    {
        var of = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var programme in programmes)
        {
            of[programme.Programme.Id] = [programme.Programme.Id];
        }

        foreach (var rule in Rules(law))
        {
            var tied = rule.Sides.SelectMany(s => s).Where(of.ContainsKey).SelectMany(p => of[p]).ToHashSet(StringComparer.Ordinal);
            foreach (var one in tied)
            {
                of[one] = tied;
            }
        }

        return [.. of.Values.Distinct().Select(c => programmes.Where(p => c.Contains(p.Programme.Id)).ToList())];
    }

    private static IEnumerable<Interaction> Rules(LawAt law) =>
        law.Interactions.Select(i => i.Interaction).Where(i => i.Rule != InteractionRule.Adds);

    /// <summary>How one comes from a programme to another over results and rules, in words; null if there is no way.</summary>
    private static string? Way(LawAt law, string from, string to)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal) { [from] = "" };
        var open = new Queue<string>([from]);
        while (open.TryDequeue(out var at))
        {
            if (at == to)
            {
                return seen[at];
            }

            foreach (var read in law.ProgrammeOrNull(at)?.ResultsUsed ?? [])
            {
                Go(read, $"{seen[at]}, '{at}' đọc kết quả của '{read}'");
            }

            foreach (var rule in Rules(law).Where(r => r.Sides.Any(s => s.Contains(at))))
            {
                foreach (var tied in rule.Sides.SelectMany(s => s).Where(p => law.ProgrammeOrNull(p) is not null))
                {
                    Go(tied, $"{seen[at]}, '{at}' và '{tied}' cùng ở quan hệ '{rule.Id}'");
                }
            }
        }

        return null;

        void Go(string next, string way)
        {
            if (seen.TryAdd(next, way))
            {
                open.Enqueue(next);
            }
        }
    }
}

namespace AnSinh.Rulebook.Results;

/// <summary>Which programmes must be answered together: a rule between programmes ties them, or one reads the result of another.</summary>
public static class Ties
{
    /// <summary>
    /// The named programmes and all that are tied to them or whose results they read, directly or through others. What is only drawn
    /// together takes nothing from anybody, so it ties only where it is to be said.
    /// </summary>
    public static IReadOnlySet<string> Of(LawAt law, IEnumerable<string> programmes, bool said = false)
    {
        var tied = programmes.ToHashSet(StringComparer.Ordinal);
        for (var before = -1; before != tied.Count;)
        {
            before = tied.Count;
            foreach (var rule in law.Interactions.Select(i => i.Interaction).Where(i => said || i.Rule != InteractionRule.Adds))
            {
                if (rule.Sides.Any(side => side.Any(tied.Contains)))
                {
                    tied.UnionWith(rule.Sides.SelectMany(side => side));
                }
            }

            foreach (var programme in law.Programmes.Where(p => tied.Contains(p.Programme.Id)))
            {
                tied.UnionWith(programme.ResultsUsed);
            }
        }

        return tied;
    }

    /// <summary>All programmes of the law in groups that can be answered one after the other: nothing in one depends on another.</summary>
    public static IReadOnlyList<IReadOnlyList<ProgrammeAt>> Groups(LawAt law)
    {
        var groups = new List<HashSet<string>>();
        foreach (var programme in law.Programmes)
        {
            var group = new HashSet<string>(Of(law, [programme.Programme.Id]), StringComparer.Ordinal);
            foreach (var other in groups.Where(g => g.Overlaps(group)).ToList())
            {
                group.UnionWith(other);
                groups.Remove(other);
            }

            groups.Add(group);
        }

        return [.. groups.Select(g => law.Programmes.Where(p => g.Contains(p.Programme.Id)).ToList())
            .OrderBy(g => law.Programmes.TakeWhile(p => p != g[0]).Count())];
    }
}

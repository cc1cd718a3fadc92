using AnSinh.Rulebook;

namespace AnSinh.Determinations;

/// <summary>Which programmes must be answered together because a rule between programmes ties them.</summary>
internal static class Ties
{
    /// <summary>
    /// The named programmes and all that are tied to them, directly or through others. What is only drawn together takes nothing from anybody,
    /// so it ties only where it is to be said.
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
        }

        return tied;
    }

    /// <summary>All programmes of the law in groups that can be answered one after the other.</summary>
    public static IEnumerable<IReadOnlyList<ProgrammeAt>> Groups(LawAt law)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var programme in law.Programmes)
        {
            if (done.Contains(programme.Programme.Id))
            {
                continue;
            }

            var tied = Of(law, [programme.Programme.Id]);
            done.UnionWith(tied);
            yield return [.. law.Programmes.Where(p => tied.Contains(p.Programme.Id))];
        }
    }
}

using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Ledger;

/// <summary>Something of the law of a month that is visible now and was not, or was otherwise, on an earlier day.</summary>
internal sealed record LawRevision(string Kind, string Name, LocalText Label, string? Before, string? Value, DateOnly From,
    DateOnly? Issued, Citation? Cite, IReadOnlySet<string> Readers, IReadOnlySet<string> Touched)
{
    /// <summary>Raw values before and now of a changed parameter.</summary>
    public (long Before, long Now)? Raw { get; init; }

    /// <summary>
    /// The changes a programme's difference is laid to: the one parameter whose change alone gives the new amount; else what the
    /// programme itself reads; else what a programme reads that a rule weighs it against.
    /// </summary>
    public static IReadOnlyList<LawRevision> Behind(IReadOnlyList<LawRevision> changes, string programme, long before, long now)
    {
        var own = changes.Where(c => c.Readers.Contains(programme)).ToList();
        if (own.Find(c => before > 0 && now > 0 && c.Raw is { } raw && checked(before * raw.Now) == checked(now * raw.Before)) is { } alone)
        {
            return [alone];
        }

        return own.Count > 0 ? own : [.. changes.Where(c => c.Touched.Contains(programme))];
    }

    public Cause ToCause(Policy policy, long? amount) =>
        new("law", Label.Vi, Name, Before, Value, From, null, Issued, Cite is null ? null : policy.Display(Cite), null, amount);

    /// <summary>What changed in the law of one month between two days.</summary>
    public static IReadOnlyList<LawRevision> Between(LawAt before, LawAt now) =>
        [.. Versions(before, now), .. Values(before, now), .. Interactions(before, now)];

    private static IEnumerable<LawRevision> Versions(LawAt before, LawAt now)
    {
        foreach (var programme in now.Programmes)
        {
            var was = before.Programmes.FirstOrDefault(p => p.Programme.Id == programme.Programme.Id);
            if (was?.Version.Id != programme.Version.Id)
            {
                yield return new LawRevision(
                    "version", programme.Programme.Id, programme.Programme.Label, null, null, programme.Version.From,
                    programme.Version.Issued,
                    programme.Version.Cite, Set([programme.Programme.Id]), Widened(now, [programme.Programme.Id]));
            }
        }
    }

    private static IEnumerable<LawRevision> Values(LawAt before, LawAt now)
    {
        foreach (var name in now.Programmes.SelectMany(p => p.ParametersUsed).Distinct())
        {
            var (was, value) = (before.Value(name), now.Value(name));
            if (value is not null && was?.Raw != value.Raw)
            {
                var readers = now.Programmes.Where(p => p.ParametersUsed.Contains(name)).Select(p => p.Programme.Id).ToList();
                yield return new LawRevision(
                    "parameter", name, value.Parameter.Label, was?.Display, value.Display, value.Chosen.From,
                    value.Chosen.Issued, value.Chosen.Cite, Set(readers), Widened(now, readers))
                {
                    Raw = was is null ? null : (was.Raw, value.Raw),
                };
            }
        }
    }

    private static IEnumerable<LawRevision> Interactions(LawAt before, LawAt now)
    {
        foreach (var rule in now.Interactions.Select(i => i.Interaction).Where(i => before.Interactions.All(b => b.Interaction.Id != i.Id)))
        {
            yield return new LawRevision("interaction", rule.Id, rule.Say, null, null, rule.From, rule.Issued, rule.Cite,
                Set(rule.Sides.SelectMany(s => s)), Set([]));
        }
    }

    private static HashSet<string> Set(IEnumerable<string> names) => names.ToHashSet(StringComparer.Ordinal);

    /// <summary>The programmes themselves and those a rule weighs them against: a raise of one may stop the other.</summary>
    private static HashSet<string> Widened(LawAt law, IEnumerable<string> programmes)
    {
        var touched = programmes.ToHashSet(StringComparer.Ordinal);
        foreach (var all in law.Interactions.Select(i => i.Interaction.Sides.SelectMany(s => s).ToList())
            .Where(all => all.Exists(touched.Contains)).ToList())
        {
            touched.UnionWith(all);
        }

        return touched;
    }
}

using AnSinh.Basics;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Host.Coverage;

/// <summary>How much of the law is in the rulebook, and what proves it.</summary>
/// <param name="Families">Families of programmes.</param>
/// <param name="Cases">Worked cases that pass.</param>
/// <param name="Failed">Worked cases that fail.</param>
/// <param name="Problems">Mistakes of the register itself.</param>
public sealed record CoverageModel(IReadOnlyList<FamilyCover> Families, int Cases, int Failed, IReadOnlyList<Refusal> Problems)
{
    /// <summary>Everything listed.</summary>
    public IEnumerable<ThingCover> Things => Families.SelectMany(f => f.Things);
}

/// <summary>A family.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">Its name.</param>
/// <param name="Things">Programmes, quantities and scorecards of it.</param>
public sealed record FamilyCover(string Id, LocalText Label, IReadOnlyList<ThingCover> Things);

/// <summary>A programme, quantity or scorecard of the coverage register.</summary>
/// <param name="Of">What it is; null if it is not in the rulebook.</param>
/// <param name="Name">Its name in policy/.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Entries">What the register says of it, group by group.</param>
/// <param name="Since">First month it can be answered for, or null.</param>
/// <param name="Versions">How many versions of it are kept.</param>
/// <param name="Clauses">Its clauses with the cases that prove them.</param>
/// <param name="Doubtful">Provisions it rests on that are doubtful.</param>
public sealed record ThingCover(
    ProvisionOwner? Of, string Name, LocalText Label, IReadOnlyList<CoverageEntry> Entries, Month? Since, int Versions,
    IReadOnlyList<ClauseProof> Clauses,
    IReadOnlyList<Provision> Doubtful)
{
    /// <summary>How much of it is modelled: all only if every group is.</summary>
    public CoverageStatus Status => Entries.All(e => e.Status == CoverageStatus.Modelled) ? CoverageStatus.Modelled
        : Entries.All(e => e.Status == CoverageStatus.NotYet) ? CoverageStatus.NotYet : CoverageStatus.Partly;

    /// <summary>Clauses some case rests on.</summary>
    public int Proven => Clauses.Count(c => c.IsTouched);

    /// <summary>What the register doubts.</summary>
    public IEnumerable<string> Doubts => Entries.SelectMany(e => e.Doubts);
}

/// <summary>One programme, quantity or scorecard of the coverage register, clause by clause.</summary>
/// <param name="Family">Name of its family.</param>
/// <param name="Thing">It.</param>
/// <param name="Names">Names of its worked cases by id.</param>
public sealed record ThingModel(LocalText Family, ThingCover Thing, IReadOnlyDictionary<string, string> Names);

/// <summary>Lays the coverage register beside the rulebook and its worked cases.</summary>
internal static class CoverageReading
{
    /// <summary>The coverage of a rulebook.</summary>
    public static CoverageModel Of(RulebookFiles files, Policy policy, IReadOnlyList<CaseResult> results)
    {
        var register = CoverageRegister.Read(files, policy);
        var proof = CoverageProof.Of(policy, results);
        return new CoverageModel(
            [.. register.Families.Select(
                f => new FamilyCover(f.Id, f.Label,
                    [.. f.Entries.GroupBy(e => (e.Programme is null, e.Name)).Select(g => Thing(policy, proof, [.. g]))]))],
            results.Count(r => r.Passed),
            results.Count(r => !r.Passed),
            register.Problems);
    }

    private static ThingCover Thing(Policy policy, CoverageProof proof, IReadOnlyList<CoverageEntry> entries)
    {
        var (entry, name) = (entries[0], entries[0].Name);
        var found = entry switch
        {
            { Programme: not null }
                when policy.ProgrammeOrNull(name) is { } p =>
                (Of: (ProvisionOwner?)ProvisionOwner.Programme, p.Label, Dates: p.Versions.Cast<IDatedLaw>().ToList()),
            { Quantity: not null }
                when policy.QuantityOrNull(name) is { } q => (ProvisionOwner.Quantity, q.Label, q.Versions.Cast<IDatedLaw>().ToList()),
            { Scorecard: not null }
                when policy.Scorecards.FirstOrDefault(s => s.Name == name) is { } s =>
                (ProvisionOwner.Scorecard, s.Label, s.Versions.Cast<IDatedLaw>().ToList()),
            { Parameter: not null }
                when policy.ParameterOrNull(name) is { } p => (ProvisionOwner.Parameter, p.Label, p.Values.Cast<IDatedLaw>().ToList()),
            _ => (null, entry.Group ?? new LocalText(name), []),
        };
        var since = entries.Select(e => e.Since).Where(m => m is not null).Min()
            ?? (found.Dates.Count == 0 ? null : Month.Of(found.Dates.Min(d => d.From)));
        return found.Of is { } of
            ? new ThingCover(of, name, found.Label, entries, since, found.Dates.Count, proof.Clauses(of, name), proof.Doubtful(of, name))
            : new ThingCover(null, name, found.Label, entries, null, 0, [], []);
    }
}

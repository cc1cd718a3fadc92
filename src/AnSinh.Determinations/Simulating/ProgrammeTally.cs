using AnSinh.Basics;
using AnSinh.Register.Snapshots;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Results;

namespace AnSinh.Determinations.Simulating;

/// <summary>A programme's counts in a month, kept where the answers of every row would be too many to keep.</summary>
/// <param name="Law">The programme in the law of the month.</param>
/// <param name="ByUnit">Counts by commune; the key is null for people who live in none.</param>
public sealed record ProgrammeTally(ProgrammeAt Law, IReadOnlyList<(string? Unit, SideCount Count)> ByUnit)
{
    /// <summary>All communes of the scope together.</summary>
    public SideCount Total(Scope scope) =>
        ByUnit.Where(u => scope.Contains(u.Unit))
        .Aggregate(default(SideCount), (sum, u) => sum + u.Count);

    /// <summary>Every programme of a month, those tied by rules together and one group after the other.</summary>
    internal static IReadOnlyList<ProgrammeTally> Of(Reading reading, LawAt law, Snapshot snapshot)
    {
        var people = new CountedPeople(snapshot, law.Policy.Facts, Scope.Everything);
        var tallies = new List<ProgrammeTally>();
        foreach (var group in Ties.Groups(law))
        {
            tallies.AddRange(
                reading.Determine(snapshot, law, [.. group.Select(p => p.Programme.Id)], null).Programmes.Select(p => Of(p, people)));
        }

        return tallies;
    }

    private static ProgrammeTally Of(ProgrammeResult result, CountedPeople people)
    {
        var (parts, household) = (new EffectsByPart(), result.Law.Programme.AppliesTo == "household");
        for (var row = 0; row < result.Status.Length; row++)
        {
            if (result.Status[row] != ProgrammeResult.No && people.Counts(row, household))
            {
                var answer = (result.Status[row], result.Amount[row]);
                var effect = Effect.Of(answer, answer);

                // Who gets a part for certain is asked for the rest: counted as the work list counts.
                parts.Add(people.UnitOf(row), result.IsOpen(row) ? effect with { Before = effect.Before with { Unknown = 1 } } : effect);
            }
        }

        return new ProgrammeTally(result.Law, [.. parts.All().Select(p => (p.Key, p.Effect.Before))]);
    }
}

using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Casework.Poverty;

/// <summary>A household in a class, with what the check list says of it (<i lang="vi">đối chiếu</i>).</summary>
/// <param name="Household">The household.</param>
/// <param name="Signs">Ids of the checks that say it may be wrong.</param>
/// <param name="Unknown">Ids of the checks that cannot say, because a fact is missing.</param>
/// <param name="Strong">True if one of the signs speaks by itself.</param>
public sealed record InspectedHousehold(SeenHousehold Household, IReadOnlyList<string> Signs, IReadOnlyList<string> Unknown, bool Strong);

/// <summary>A list of poor and near-poor households compared with other facts, as an inspection would.</summary>
/// <param name="Month">The month looked at.</param>
/// <param name="Checks">The check list.</param>
/// <param name="Households">All households in a class: strong signs first, then most signs.</param>
public sealed record Inspection(Month Month, IReadOnlyList<ReviewSign> Checks, IReadOnlyList<InspectedHousehold> Households)
{
    /// <summary>Households to be looked at again: at least one strong sign.</summary>
    public IReadOnlyList<InspectedHousehold> Flagged => [.. Households.Where(h => h.Strong)];

    /// <summary>Households a check says yes of.</summary>
    public int Count(string check) => Households.Count(h => h.Signs.Contains(check));

    /// <summary>Households a check cannot tell of.</summary>
    public int CountUnknown(string check) => Households.Count(h => h.Unknown.Contains(check));
}

/// <summary>How well the check list found what was planted in a demo, in households.</summary>
/// <param name="Planted">Planted errors among the households looked at.</param>
/// <param name="Flagged">Households the check list names.</param>
/// <param name="Hits">Of these, planted errors.</param>
public sealed record InspectionScore(int Planted, int Flagged, int Hits)
{
    /// <summary>Share of the named that are errors, in per mille.</summary>
    public int PrecisionPerMille => Flagged == 0 ? 0 : Hits * PerMilleScale / Flagged;

    /// <summary>Share of the errors that are named, in per mille.</summary>
    public int RecallPerMille => Planted == 0 ? 0 : Hits * PerMilleScale / Planted;

    private const int PerMilleScale = 1000;
}

/// <summary>Compares the list of a month with the check list of policy/.</summary>
public sealed class PovertyInspection(PovertyRounds rounds)
{
    /// <summary>The households in a class in a month.</summary>
    /// <param name="month">The month.</param>
    /// <param name="known">The day whose knowledge is used.</param>
    /// <param name="units">Commune versions of the month's map.</param>
    public Inspection Of(Month month, AsKnown known, Scope units)
    {
        var version = rounds.Review.VersionOn(month.LastDay, rounds.Register.Jurisdiction) ?? rounds.Review.Versions[^1];
        var seen = rounds.Reading.Classed(month, known);
        var found = new List<InspectedHousehold>();
        foreach (var household in seen.All.Where(
            h => h.Class != PovertyClass.None && units.Contains(h.Unit)))
        {
            var said = rounds.Review.Checks.Select(c => (Check: c, Says: seen.Says(c, household, version))).ToList();
            var signs = said.Where(s => s.Says == Truth.Yes).ToList();
            found.Add(new InspectedHousehold(
                household, [.. signs.Select(s => s.Check.Id)], [.. said.Where(s => s.Says == Truth.Unknown).Select(s => s.Check.Id)],
                signs.Exists(s => s.Check.Strong)));
        }

        return new Inspection(month, rounds.Review.Checks,
            [.. found.OrderByDescending(h => h.Strong).ThenByDescending(h => h.Signs.Count).ThenBy(h => h.Household.Id)]);
    }

    /// <summary>Names, numbers and hamlets of households, for a list.</summary>
    public IReadOnlyDictionary<long, HouseholdListed> Described(IReadOnlyList<SeenHousehold> households, Month month, AsKnown known)
    {
        var seen = rounds.Reading.Classed(month, known);
        return rounds.Reading.Entries(seen, [.. households.Select(h => (h, (IReadOnlyList<string>)[], (string?)null))],
            month.LastDay, known).ToDictionary(h => h.Household);
    }

    /// <summary>How well it found the households that are known to be wrong.</summary>
    public static InspectionScore Score(Inspection inspection, IReadOnlySet<long> wrong)
    {
        var flagged = inspection.Flagged;
        return new InspectionScore(inspection.Households.Count(h => wrong.Contains(h.Household.Id)), flagged.Count,
            flagged.Count(h => wrong.Contains(h.Household.Id)));
    }
}

using AnSinh.Basics;
using AnSinh.Casework;

namespace AnSinh.Demo;

/// <summary>
/// How the decisions of the demonstration register are made; the same plan over the same register gives the same decisions.
/// </summary>
/// <param name="Seed">Seed of all chance.</param>
public sealed record DemoPlan(int Seed)
{
    /// <summary>Months at which officers look at who is entitled: more often in the year the demonstration is about.</summary>
    public IReadOnlyList<Month> Months { get; init; } = Calendar(new Month(2015, 1), new Month(2026, 12), 2020);

    /// <summary>First month a late decision may belong to; its owner became entitled in it or later.</summary>
    public Month LateFrom { get; init; } = new(2020, 1);

    /// <summary>Month in which the late decisions are signed and recorded.</summary>
    public Month LateSigned { get; init; } = new(2020, 9);

    /// <summary>Persons whose entitlement to a programme nobody notices; by default about 3 in 100.</summary>
    public Func<long, string, bool>? Missed { get; init; }

    /// <summary>Persons whose decision nobody ends when they are no longer entitled; by default about 1 in 8.</summary>
    public Func<long, string, bool>? LeftOpen { get; init; }

    /// <summary>Persons whose decision comes only in <see cref="LateSigned"/>; by default about 1 in 4 of those newly entitled.</summary>
    public Func<long, string, bool>? Late { get; init; }

    internal bool IsMissed(long person, string programme) => Missed?.Invoke(person, programme) ?? Chance(person, programme, 1) % 100 < 3;

    internal bool IsLeftOpen(long person, string programme) => LeftOpen?.Invoke(person, programme) ?? Chance(person, programme, 2) % 8 == 0;

    internal bool IsLate(long person, string programme) => Late?.Invoke(person, programme) ?? Chance(person, programme, 3) % 4 == 0;

    /// <summary>A number that depends on nothing but the seed, the person, the programme and what it is for.</summary>
    internal uint Chance(long person, string programme, uint purpose)
    {
        unchecked
        {
            var mixed = ((ulong)(uint)Seed * 0x9E3779B97F4A7C15) ^ ((ulong)person * 0xC2B2AE3D27D4EB4F) ^ (purpose * 0x165667B19E3779F9UL);
            foreach (var letter in programme)
            {
                mixed = (mixed ^ letter) * 0x100000001B3;
            }

            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (uint)((mixed ^ (mixed >> 31)) >> 32);
        }
    }

    /// <summary>The first month of every quarter, and every month of the busy year.</summary>
    private static List<Month> Calendar(Month first, Month last, int busyYear) =>
        [.. Enumerable.Range(first.Index, last.Index - first.Index + 1).Select(i => new Month(i))
            .Where(m => m.Number % 3 == 1 || m.Year == busyYear)];
}

/// <summary>What the demonstration's decisions are known to hold, so that tests know the truth.</summary>
/// <param name="DecisionsSigned">Decisions signed, by programme.</param>
/// <param name="DecisionsEnded">Decisions ended, by programme.</param>
/// <param name="Missed">Persons entitled but left without a decision, with the first month it was seen.</param>
/// <param name="LeftOpen">Persons whose decision stands though they are no longer entitled, with the first month it was seen.</param>
/// <param name="Late">Persons whose decision was signed late, with the first month they were entitled.</param>
/// <param name="Transferred">Persons moved from one programme to a new one on its first day.</param>
public sealed record DemoDecisionTruth(
    IReadOnlyDictionary<string, int> DecisionsSigned,
    IReadOnlyDictionary<string, int> DecisionsEnded,
    IReadOnlyList<DemoMark> Missed,
    IReadOnlyList<DemoMark> LeftOpen,
    IReadOnlyList<DemoMark> Late,
    IReadOnlyList<DemoMark> Transferred);

/// <summary>A person, a programme and the months between which something was seen to be so.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Programme">Name in policy/.</param>
/// <param name="Since">First month.</param>
/// <param name="Until">Last month it may have been so, null if it was so to the end.</param>
public sealed record DemoMark(long PersonId, string Programme, Month Since, Month? Until = null)
{
    /// <summary>True if it was so in the month.</summary>
    public bool Holds(Month month) => Since <= month && (Until is null || month <= Until);
}

using AnSinh.Basics;
using AnSinh.Matching;
using AnSinh.Register;
using AnSinh.Register.People;

namespace AnSinh.Intake.Duplicates;

/// <summary>Two files that may be one person.</summary>
/// <param name="First">The older file (lower number).</param>
/// <param name="Second">The other.</param>
/// <param name="Bits">Logarithm (base 2) of the odds that they are one person.</param>
/// <param name="Probability">The same, 0–1.</param>
/// <param name="IsMatch">True if the engine takes them for one person; false if it asks to look.</param>
/// <param name="Evidence">What each field says, strongest first.</param>
public sealed record DuplicatePair(long First, long Second, double Bits, double Probability, bool IsMatch,
    IReadOnlyList<FieldEvidence> Evidence);

/// <summary>What was found in a register as it stood.</summary>
/// <param name="ChangeNo">The change number of the register it was found in.</param>
/// <param name="Pairs">Pairs, the surest first, without those found to be two people.</param>
/// <param name="Comparisons">Pairs compared.</param>
/// <param name="People">People compared.</param>
public sealed record DuplicatesFound(long ChangeNo, IReadOnlyList<DuplicatePair> Pairs, long Comparisons, int People);

/// <summary>
/// Finds files of a register that may be one person (<i lang="vi">hồ sơ trùng</i>).
/// </summary>
public sealed class DuplicateFinder(RegisterDb register)
{
    private const int ShownLimit = 2_000;

    /// <summary>Compares everybody with everybody, as the register is now.</summary>
    public Outcome<DuplicatesFound> Find(MatchOptions? options = null)
    {
        var changeNo = register.ChangeNo;
        var list = RegisterList.Read(register, Scope.Everything);
        var engine = MatchEngine.Run(list.Table, null, options);
        if (!engine.Ok)
        {
            return Outcome<DuplicatesFound>.Refused(engine.Refusals);
        }

        var result = engine.Value.Result;
        var distinct = new DistinctPairs(register).Read();
        var pairs = result.Pairs
            .Select(p => (Pair: p, First: list.Persons[p.Left], Second: list.Persons[p.Right]))
            .Where(p => !distinct.Contains((Math.Min(p.First, p.Second), Math.Max(p.First, p.Second))))
            .Take(ShownLimit)
            .Select(p => new DuplicatePair(
                Math.Min(p.First, p.Second), Math.Max(p.First, p.Second), p.Pair.Bits, p.Pair.Probability,
                p.Pair.Verdict == MatchVerdict.Match, engine.Value.Explain(p.Pair)))
            .ToList();
        return new DuplicatesFound(changeNo, pairs, result.Comparisons, list.Persons.Count);
    }
}

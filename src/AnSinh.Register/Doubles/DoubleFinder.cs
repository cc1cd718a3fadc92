using AnSinh.Basics;
using AnSinh.Register.Matching;
using AnSinh.Store.Acts;

namespace AnSinh.Register;

/// <summary>Two files that may be one person.</summary>
/// <param name="First">The older file (lower number).</param>
/// <param name="Second">The other.</param>
/// <param name="Bits">Logarithm (base 2) of the odds that they are one person.</param>
/// <param name="Probability">The same, 0–1.</param>
/// <param name="IsMatch">True if the engine takes them for one person; false if it asks to look.</param>
/// <param name="Evidence">What each field says, strongest first.</param>
public sealed record DoublePair(long First, long Second, double Bits, double Probability, bool IsMatch,
    IReadOnlyList<FieldEvidence> Evidence);

/// <summary>What was found in a register as it stood.</summary>
/// <param name="ChangeNo">The change number of the register it was found in.</param>
/// <param name="Pairs">Pairs, the surest first, without those found to be two people.</param>
/// <param name="Comparisons">Pairs compared.</param>
/// <param name="People">People compared.</param>
public sealed record DoublesFound(long ChangeNo, IReadOnlyList<DoublePair> Pairs, long Comparisons, int People);

/// <summary>
/// Finds files of a register that may be one person (<i lang="vi">hồ sơ trùng</i>), and remembers the pairs that are two.
/// </summary>
public sealed class DoubleFinder(RegisterDb register)
{
    private const int ShownLimit = 2_000;

    /// <summary>Compares everybody with everybody, as the register is now.</summary>
    public Outcome<DoublesFound> Find(MatchOptions? options = null)
    {
        var changeNo = register.ChangeNo;
        var list = RegisterList.Read(register);
        var engine = MatchEngine.Run(list.Table, null, options);
        if (!engine.Ok)
        {
            return Outcome<DoublesFound>.Refused(engine.Refusals);
        }

        var result = engine.Value.Result;
        var distinct = Distinct();
        var pairs = result.Pairs
            .Select(p => (Pair: p, First: list.Persons[p.Left], Second: list.Persons[p.Right]))
            .Where(p => !distinct.Contains((Math.Min(p.First, p.Second), Math.Max(p.First, p.Second))))
            .Take(ShownLimit)
            .Select(p => new DoublePair(
                Math.Min(p.First, p.Second), Math.Max(p.First, p.Second), p.Pair.Bits, p.Pair.Probability,
                p.Pair.Verdict == MatchVerdict.Match, engine.Value.Explain(p.Pair)))
            .ToList();
        return new DoublesFound(changeNo, pairs, result.Comparisons, list.Persons.Count);
    }

    /// <summary>Pairs somebody found to be two people, the lower number first.</summary>
    public IReadOnlySet<(long First, long Second)> Distinct()
    {
        using var connection = register.Database.Connect();
        return RegisterTables.Distinct.Current(connection).Select(p => (p.Row.First, p.Row.Second)).ToHashSet();
    }

    /// <summary>Records that two files are two people; the pair is not proposed again. True once it is.</summary>
    public bool MarkDistinct(long first, long second, string reason, Act act) => register.Write(act, (connection, transaction) =>
    {
        var at = RegisterWrites.Now(register, connection, transaction);
        var pair = new DistinctPair(Math.Min(first, second), Math.Max(first, second), reason, act.Actor);
        RegisterTables.Distinct.Insert(connection, transaction, pair, at);
        register.Audit.Append(connection, transaction, act,
            [act.Note(at, "person.distinct", $"person:{pair.First}", $"khác người số {pair.Second}: {reason}")]);
        return true;
    });
}

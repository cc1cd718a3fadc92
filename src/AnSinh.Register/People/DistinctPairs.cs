using AnSinh.Register.Writing;
using AnSinh.Store.Acts;

namespace AnSinh.Register.People;

/// <summary>Pairs of files somebody looked at and found to be two people.</summary>
public sealed class DistinctPairs(RegisterDb register)
{
    /// <summary>The pairs, the lower number first.</summary>
    public IReadOnlySet<(long First, long Second)> Read()
    {
        using var connection = register.Database.Connect();
        return RegisterTables.Distinct.Current(connection).Select(p => (p.Row.First, p.Row.Second)).ToHashSet();
    }

    /// <summary>Records that two files are two people; the pair is not proposed again. True once it is.</summary>
    public bool Mark(long first, long second, string reason, Act act) => register.Write(act, (connection, transaction) =>
    {
        var at = RegisterWrites.Now(register, connection, transaction);
        var pair = new DistinctPair(Math.Min(first, second), Math.Max(first, second), reason, act.Actor);
        RegisterTables.Distinct.Insert(connection, transaction, pair, at);
        register.Audit.Append(connection, transaction, act,
            [act.Note(at, "person.distinct", $"person:{pair.First}", $"khác người số {pair.Second}: {reason}")]);
        return true;
    });
}

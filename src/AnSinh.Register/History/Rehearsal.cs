using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register.Changes;

namespace AnSinh.Register.History;

/// <summary>A register as it would be after a set of changes. It exists only while it is looked at; nothing of it is kept.</summary>
public sealed class Rehearsal
{
    private readonly RegisterDb _register;
    private readonly DbConnection _connection;

    internal Rehearsal(RegisterDb register, DbConnection connection, AppliedBatch batch) =>
        (_register, _connection, Batch) = (register, connection, batch);

    /// <summary>What applying would give; the numbers are those it would get if it were applied now.</summary>
    public AppliedBatch Batch { get; }

    /// <summary>What would be believed of these persons and of all who share a household with them, at any time.</summary>
    /// <param name="known">The day whose knowledge is used; the changes are recorded now.</param>
    /// <param name="factKinds">Kinds of facts to read.</param>
    /// <param name="persons">Real numbers of the persons.</param>
    public RegisterHistory History(AsKnown known, IReadOnlyCollection<string> factKinds, IReadOnlyCollection<long> persons) =>
        HistoryReader.Read(_register, _connection, known, factKinds, persons);
}

using AnSinh.Rulebook.Publishing;
using AnSinh.Store;
using AnSinh.Store.Acts;

namespace AnSinh.Casework.LawChanges;

/// <summary>A publication: from then on the rulebook is the folder with this and all earlier ones laid over it.</summary>
/// <param name="Version">Number of the rulebook's version, from 1; 0 is the folder alone.</param>
/// <param name="ChangeId">The change published.</param>
/// <param name="At">When, Unix milliseconds.</param>
/// <param name="DraftedBy">Login of who drafted it.</param>
/// <param name="ApprovedBy">Login of the second person.</param>
/// <param name="Note">What it is about.</param>
/// <param name="Hash">Hash of the rulebook it made.</param>
/// <param name="Files">Files it changed or added.</param>
public sealed record Publication(long Version, long ChangeId, long At, string DraftedBy, string ApprovedBy, string Note,
    string Hash, IReadOnlyList<EditedFile> Files);

/// <summary>
/// What was published of the law. The rulebook is read from it, so no procedure is needed to read it: it stands apart from the cases by
/// which changes become law.
/// </summary>
public sealed class PublicationStore
{
    private readonly Database _database;

    /// <summary>The publications of a register's law. Opening brings the tables into being.</summary>
    public PublicationStore(Database database)
    {
        _database = database;
        database.Migrate(Migrations);
    }

    /// <summary>The steps that make the tables.</summary>
    public static IReadOnlyList<Migration> Migrations => [.. AuditLog.Migrations, .. LawChangeTables.Migrations];

    /// <summary>All publications, the first first.</summary>
    public IReadOnlyList<Publication> All()
    {
        using var connection = _database.Connect();
        return LawChangeTables.Publications(connection);
    }

    /// <summary>Number of the last publication; 0 if there is none.</summary>
    public long LastVersion()
    {
        using var connection = _database.Connect();
        return LawChangeTables.LastVersion(connection, null);
    }

    /// <summary>Version numbers of the rulebook by its hash, of every state this register was worked with.</summary>
    public IReadOnlyDictionary<string, long> Versions()
    {
        using var connection = _database.Connect();
        return LawChangeTables.States(connection);
    }

    /// <summary>Notes that the register is worked with a state of the law, so that its version can be named years later.</summary>
    public void Seen(LawInForce law)
    {
        if (!Versions().ContainsKey(law.Policy.Hash))
        {
            _database.Do(Act.OfProgram("law.seen"), (connection, transaction) =>
            {
                LawChangeTables.AddState(connection, transaction, law.Policy.Hash, law.Version, _database.Clock.Now());
                return 0;
            });
        }
    }
}

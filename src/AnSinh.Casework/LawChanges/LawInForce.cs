using AnSinh.Basics;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;
using AnSinh.Store;

namespace AnSinh.Casework.LawChanges;

/// <summary>The rulebook as it holds now: the folder policy/ with everything published over it, under its version number.</summary>
public sealed class LawInForce
{
    private readonly Lock _turn = new();
    private IReadOnlyList<CaseResult>? _cases;

    private LawInForce(string folder, RulebookFiles files, Policy policy, long version) =>
        (Folder, Files, Policy, Version) = (folder, files, policy, version);

    /// <summary>The folder below.</summary>
    public string Folder { get; }

    /// <summary>All its files.</summary>
    public RulebookFiles Files { get; }

    /// <summary>The law read and checked.</summary>
    public Policy Policy { get; }

    /// <summary>Number of the last publication; 0 for the folder alone.</summary>
    public long Version { get; }

    /// <summary>Every worked case run under it, when first asked.</summary>
    public IReadOnlyList<CaseResult> Cases => RunCases(null);

    /// <summary>The same; if they are run now, tells how many are done.</summary>
    public IReadOnlyList<CaseResult> RunCases(IProgress<int>? progress)
    {
        lock (_turn)
        {
            return _cases ??= new CaseRunner(Policy).RunAll(progress);
        }
    }

    /// <summary>
    /// Reads the folder and what the database holds published over it. Refused if the folder is not sound, or was changed where a
    /// publication changed it too. A database without publications is fine.
    /// </summary>
    public static Outcome<LawInForce> Read(string folder, Database? database)
    {
        var published = database is { HasSchema: true } && database.HasTable("law_publication")
            ? new PublicationStore(database).All() : [];
        var files = RulebookFiles.Read(folder, [.. published.SelectMany(p => p.Files)]);
        if (!files.Ok)
        {
            return Outcome<LawInForce>.Refused(files.Refusals);
        }

        var policy = files.Value.Load(search: false);
        return policy.Ok
            ? new LawInForce(folder, files.Value, policy.Value, published.Count == 0 ? 0 : published[^1].Version)
            : Outcome<LawInForce>.Refused(policy.Refusals);
    }

    /// <summary>
    /// The rulebook in an earlier state this register was worked with, by its hash: the folder with what was published until then. Null if
    /// it cannot be read any more, for the folder itself was changed since.
    /// </summary>
    public static Policy? StateOrNull(string folder, Database database, string hash)
    {
        var store = new PublicationStore(database);
        if (!store.Versions().TryGetValue(hash, out var version))
        {
            return null;
        }

        var files = RulebookFiles.Read(folder, [.. store.All().Where(p => p.Version <= version).SelectMany(p => p.Files)]);
        return files.Ok && files.Value.Load(search: false) is { Ok: true } policy && policy.Value.Hash == hash ? policy.Value : null;
    }
}

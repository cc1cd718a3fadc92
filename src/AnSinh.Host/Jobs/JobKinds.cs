using AnSinh.Store.Jobs;

namespace AnSinh.Host.Jobs;

/// <summary>Every kind of job there is, by its code.</summary>
public sealed class JobKinds(IEnumerable<IJobKind> kinds)
{
    private readonly Dictionary<string, IJobKind> _kinds = kinds.ToDictionary(k => k.Kind, StringComparer.Ordinal);

    /// <summary>Their codes.</summary>
    public IReadOnlyCollection<string> Codes => _kinds.Keys;

    /// <summary>The kind of a job.</summary>
    public IJobKind Of(Job job) => _kinds[job.Kind];

    /// <summary>True if what comes of jobs of a kind is for everybody who may see its page.</summary>
    public bool IsShared(string kind) => _kinds[kind].IsShared;

    /// <summary>The kind of a job; null for one of another version of the program.</summary>
    public IJobKind? OfOrNull(Job job) => _kinds.GetValueOrDefault(job.Kind);
}

namespace AnSinh.Basics.PolicyFiles;

/// <summary>Everything wrong with files of policy/, collected with file and line; reading goes on after each.</summary>
public class PolicyFaults
{
    /// <summary>Code of a file that is no YAML: what others miss because of it is no fault of theirs.</summary>
    public const string Unreadable = "policy.yaml";

    /// <summary>Code of a name that is declared twice or cannot be one: who uses it may only seem to use what is not there.</summary>
    public const string Names = "policy.names";

    private readonly List<Refusal> _all = [];

    /// <summary>All of it, as found.</summary>
    public IReadOnlyList<Refusal> All => _all;

    /// <summary>Adds a mistake.</summary>
    /// <param name="code">A stable code, <c>policy.…</c>.</param>
    /// <param name="place">File and line.</param>
    /// <param name="message">In Vietnamese.</param>
    public void Add(string code, string place, string message) => _all.Add(new Refusal(code, message, place));

    /// <summary>Adds what an engine refused.</summary>
    public void Add(IEnumerable<Refusal> refusals) => _all.AddRange(refusals);

    /// <summary>Takes a mistake back that another, told later, explains.</summary>
    internal void Drop(string place, string message) => _all.RemoveAll(r => r.Place == place && r.Message == message);
}

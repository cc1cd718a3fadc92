namespace AnSinh.Rulebook;

/// <summary>Runs worked cases (<i lang="vi">ca mẫu</i>) through both readers of the rules, which must agree.</summary>
public sealed class CaseRunner(Policy policy)
{
    /// <summary>The policy whose rules answer.</summary>
    public Policy Policy { get; } = policy;

    /// <summary>Runs one case.</summary>
    public CaseResult Run(PolicyCase worked) => throw new NotSupportedException(worked.Id);

    /// <summary>Runs every case of the policy.</summary>
    public IReadOnlyList<CaseResult> RunAll() => Policy.Cases.Select(Run).ToList();
}

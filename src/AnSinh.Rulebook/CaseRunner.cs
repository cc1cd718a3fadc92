using AnSinh.Basics;
using AnSinh.Rulebook.Cases;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook;

/// <summary>Runs worked cases (<i lang="vi">ca mẫu</i>) through both readers of the rules, which must agree.</summary>
public sealed class CaseRunner
{
    private readonly Dictionary<(Jurisdiction, Month, AsKnown), LawAt> _laws = [];
    private readonly ProgrammeCases _programmes;

    /// <summary>Over the rules of a policy.</summary>
    public CaseRunner(Policy policy)
    {
        Policy = policy;
        _programmes = new ProgrammeCases(policy, Law);
    }

    /// <summary>The policy whose rules answer.</summary>
    public Policy Policy { get; }

    private LawAt Law(PolicyCase worked) => Law(worked.Jurisdiction, worked.Month, worked.Known);

    /// <summary>The law a case asks; many cases ask the same month.</summary>
    private LawAt Law(Jurisdiction place, Month month, AsKnown known)
    {
        if (!_laws.TryGetValue((place, month, known), out var law))
        {
            _laws[(place, month, known)] = law = Policy.At(place, month, known);
        }

        return law;
    }

    /// <summary>Runs one case.</summary>
    public CaseResult Run(PolicyCase worked)
    {
        try
        {
            return Answer(worked);
        }
        catch (OverflowException)
        {
            return new CaseResult(worked, false, "số quá lớn để tính", ["một số trong ca hoặc trong luật quá lớn để tính"], null);
        }
    }

    private CaseResult Answer(PolicyCase worked) =>
        worked.Parameter is { } parameter ? RunParameter(worked, parameter)
        : worked.Quantity is { } quantity ? ValueCases.Quantity(Law(worked), worked, quantity)
        : worked.Scorecard is { } card ? ValueCases.Scorecard(Law(worked), worked, card)
        : _programmes.Run(worked);

    /// <summary>Runs cases brought from outside, in their order; one that could not be read has failed.</summary>
    public IReadOnlyList<CaseResult> Run(IEnumerable<ExternalCase> cases) => cases.Select(c => c.Problems.Count == 0
        ? Run(c.Case)
        : new CaseResult(c.Case, false, "không đọc được", c.Problems.Select(p => $"{p.Place}: {p.Message}").ToList(), null)).ToList();

    /// <summary>Runs every case of the policy; tells how many are done.</summary>
    public IReadOnlyList<CaseResult> RunAll(IProgress<int>? progress = null) => Policy.Cases.Select((worked, done) =>
    {
        progress?.Report(done);
        return Run(worked);
    }).ToList();

    private CaseResult RunParameter(PolicyCase worked, string name)
    {
        var value = Law(worked).Value(name);
        var got = value?.Parameter.Written(value.Raw);
        var wanted = worked.Expect.Value;
        var same = wanted == got || (decimal.TryParse(wanted, System.Globalization.CultureInfo.InvariantCulture, out var a)
            && decimal.TryParse(got, System.Globalization.CultureInfo.InvariantCulture, out var b) && a == b);
        return new CaseResult(worked, same, got ?? "không có giá trị",
            same ? [] : [$"giá trị: mong {wanted ?? "không có"}, được {got ?? "không có"}"], null);
    }
}

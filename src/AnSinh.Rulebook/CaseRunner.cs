using AnSinh.Basics;
using AnSinh.Rulebook.Cases;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook;

/// <summary>Runs worked cases (<i lang="vi">ca mẫu</i>) through both readers of the rules, which must agree.</summary>
public sealed class CaseRunner(Policy policy)
{
    private readonly Dictionary<(Jurisdiction, Month, AsKnown), LawAt> _laws = [];

    /// <summary>The policy whose rules answer.</summary>
    public Policy Policy { get; } = policy;

    /// <summary>The law a case asks; many cases ask the same month.</summary>
    private LawAt Law(PolicyCase worked)
    {
        var key = (worked.Jurisdiction, worked.Month, worked.Known);
        if (!_laws.TryGetValue(key, out var law))
        {
            _laws[key] = law = Policy.At(worked.Jurisdiction, worked.Month, worked.Known);
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
        : RunProgramme(worked);

    /// <summary>Runs cases brought from outside, in their order; one that could not be read has failed.</summary>
    public IReadOnlyList<CaseResult> Run(IEnumerable<BroughtCase> cases) => cases.Select(c => c.Problems.Count == 0
        ? Run(c.Case)
        : new CaseResult(c.Case, false, "không đọc được", c.Problems.Select(p => $"{p.Place}: {p.Message}").ToList(), null)).ToList();

    /// <summary>Runs every case of the policy.</summary>
    public IReadOnlyList<CaseResult> RunAll() => Policy.Cases.Select(Run).ToList();

    private CaseResult RunParameter(PolicyCase worked, string name)
    {
        var value = Law(worked).Value(name);
        var got = value?.Parameter.Written(value.Raw);
        var wanted = worked.Expect.Value;
        var same = wanted == got || (decimal.TryParse(wanted, System.Globalization.CultureInfo.InvariantCulture, out var a)
            && decimal.TryParse(got, System.Globalization.CultureInfo.InvariantCulture, out var b) && a == b);
        return new CaseResult(worked, same, got ?? "không có giá trị", same ? [] : [$"giá trị: mong {wanted ?? "không có"}, được {got ?? "không có"}"], null);
    }

    private CaseResult RunProgramme(PolicyCase worked)
    {
        var law = Law(worked);
        if (law.ProgrammeOrNull(worked.Programme!) is not { } programme)
        {
            var fine = worked.Expect.Status == Truth.No;
            return new CaseResult(worked, fine, "không có chế độ này trong tháng", fine ? [] : [$"tháng {worked.Month.ToVietnamese()} không có phiên bản nào của '{worked.Programme}' ở '{worked.Jurisdiction}'"], null);
        }

        var table = CaseTable.Of(worked, Policy.Facts);
        var explanation = programme.Explain(table, 0);
        var result = new KernelResult(table.Rows);
        programme.Compile(payable: false)(table, 0, 1, result);

        var differences = new List<string>();
        var expect = worked.Expect;
        Differ(differences, "kết luận", expect.Status?.ToString(), explanation.Status.ToString());
        Differ(differences, "số tiền", expect.Amount?.ToString(System.Globalization.CultureInfo.InvariantCulture), (explanation.Amount?.Value ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Differ(differences, "diện", Set(expect.Routes), Set(explanation.Routes));
        Differ(differences, "thiếu", Set(expect.Missing?.Select(m => m[(m.LastIndexOf('.') + 1)..])), Set(explanation.Missing));
        var kernel = (Status: (Truth)result.Status[0], Amount: result.Amount[0], Routes: programme.Version.Routes.Where((_, i) => (result.Routes[0] >> i & 1) != 0).Select(r => r.Id));
        Differ(differences, "hai cách tính: kết luận", explanation.Status.ToString(), kernel.Status.ToString());
        Differ(differences, "hai cách tính: số tiền", new Dong(explanation.Amount?.Value ?? 0).ToString(), new Dong(kernel.Amount).ToString());
        Differ(differences, "hai cách tính: diện", Set(explanation.Routes), Set(kernel.Routes));
        return new CaseResult(worked, differences.Count == 0, Got(explanation), differences, explanation);
    }

    private static string Got(Explanation explanation)
    {
        var detail = explanation.Status == Truth.Unknown ? $" (thiếu {string.Join(", ", explanation.Missing)})" : explanation.Amount is { } amount ? $" {amount} ({string.Join(" + ", explanation.Routes)})" : "";
        return explanation.Status.ToString() + detail;
    }

    private static string? Set(IEnumerable<string>? names) => names is null ? null : string.Join(", ", names.Order(StringComparer.Ordinal));

    private static void Differ(List<string> differences, string what, string? wanted, string? got)
    {
        if (wanted is not null && wanted != got)
        {
            differences.Add($"{what}: mong '{wanted}', được '{got}'");
        }
    }
}

using AnSinh.Basics;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Cases;

namespace AnSinh.Policy.Tests;

/// <summary>
/// Cases are made for both sides of every threshold and every date of every programme: the readers agree there, and something turns.
/// </summary>
public sealed class BoundaryTests
{
    private static readonly Dictionary<string, BoundarySet> Sets = !LoadedPolicy.Outcome.Ok ? [] : LoadedPolicy.Policy.Programmes
        .ToDictionary(p => p.Id, p => Boundaries.Of(LoadedPolicy.Policy, p, new Jurisdiction(p.Level)));

    public static TheoryData<string> Programmes => [.. Sets.Keys];

    [Theory]
    [MemberData(nameof(Programmes))]
    public void At_every_turning_point_all_readers_agree(string programme)
    {
        var runner = new CaseRunner(LoadedPolicy.Policy);
        Assert.Empty(Sets[programme].Cases.Select(runner.Run).Where(r => !r.Passed)
            .Select(r => $"{r.Case.Id}: {string.Join("; ", r.Differences)}"));
    }

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Every_change_of_date_has_its_cases(string programme)
    {
        var months = Sets[programme].Cases.Select(c => c.Month).ToHashSet();
        if (months.Count == 0)
        {
            // A programme that asks of others in the household has no one-person cases; its thresholds are listed with that reason.
            Assert.All(Sets[programme].Unpaired, u => Assert.Contains("trong hộ", u));
            Assert.NotEmpty(Sets[programme].Unpaired);
            return;
        }

        Assert.All(LoadedPolicy.Policy.ProgrammeOrNull(programme)!.Versions, v => Assert.Contains(Month.Of(v.From), months));
    }

    [Fact]
    public void At_every_threshold_of_every_quantity_both_readers_agree()
    {
        var runner = new CaseRunner(LoadedPolicy.Policy);
        var cases =
            LoadedPolicy.Policy.Quantities.SelectMany(q => QuantityBoundaries.Of(LoadedPolicy.Policy, q, Jurisdiction.PhucTho).Cases)
            .ToList();
        Assert.True(cases.Count > 50, $"{cases.Count} cases");
        Assert.Empty(cases.Select(runner.Run).Where(r => !r.Passed).Select(r => $"{r.Case.Id}: {string.Join("; ", r.Differences)}"));
    }

    [Fact]
    public void Thresholds_turn_the_answer()
    {
        // The two cases of a threshold are next to each other; of the thresholds of social assistance nearly all change the answer itself.
        var cases = Sets["social_assistance"].Cases.Where(c => c.Id.Contains('=', StringComparison.Ordinal)).ToList();
        var pairs = cases.GroupBy(c => c.Id[..c.Id.LastIndexOf('=')]).Where(g => g.Count() == 2).ToList();
        var turning =
            pairs.Count(
                g => g.Select(c => (c.Expect.Status, c.Expect.Amount, string.Join(",", c.Expect.Routes ?? []))).Distinct().Count() == 2);
        Assert.True(pairs.Count >= 40, $"{pairs.Count} thresholds");
        Assert.True(turning * 10 >= pairs.Count * 9, $"{turning} of {pairs.Count} turn");
    }
}

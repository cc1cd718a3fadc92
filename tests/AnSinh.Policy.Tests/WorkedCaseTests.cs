using AnSinh.Rulebook;

namespace AnSinh.Policy.Tests;

/// <summary>policy/ loads without a refusal, and every worked case gives its answer.</summary>
public sealed class WorkedCaseTests
{
    public static TheoryData<string> Ids => [.. LoadedPolicy.Outcome.Ok ? LoadedPolicy.Policy.Cases.Select(c => c.Id) : []];

    [Fact]
    public void The_policy_folder_loads_without_a_refusal() => Assert.Empty(LoadedPolicy.Outcome.Refusals.Select(r => r.ToString()));

    [Fact]
    public void All_cases_written_are_read() => Assert.Equal(
        PolicyFiles.Documents("cases").SelectMany(d => d.Document.List("cases")).Select(c => c.Text("id")).Order(StringComparer.Ordinal),
        LoadedPolicy.Policy.Cases.Select(c => c.Id).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_worked_case_gives_its_answer(string id)
    {
        var result = new CaseRunner(LoadedPolicy.Policy).Run(LoadedPolicy.Policy.Cases.Single(c => c.Id == id));
        Assert.True(result.Passed, $"{result.Case.Place} {result.Case.Name}\n{string.Join('\n', result.Differences)}\ngot: {result.Got}");
    }

    [Fact]
    public void What_rests_on_unread_law_is_known_to_be_disputed()
    {
        // A case of the decree of 2026 or of the law before 2021 that is not about disability may not look settled.
        var settled = LoadedPolicy.Policy.Cases
            .Where(c => c.Disputed is null && c.Expect.Routes is { } routes
                && routes.Any(r => r.StartsWith("136-", StringComparison.Ordinal) && r != "136-6"))
            .Select(c => c.Id);
        Assert.Empty(settled);
    }
}

using AnSinh.Basics;
using YamlDotNet.RepresentationModel;

namespace AnSinh.Policy.Tests;

/// <summary>No worked case of the reference tables is forgotten: each is carried, or listed with the reason why not.</summary>
public sealed class SharedCaseTests
{
    private static readonly HashSet<string> Topics =
    [
        "social_assistance", "social_pension", "funeral",
        "poverty", "bhyt_premium", "bhyt_subsidy", "bhyt_benefit", "bhyt_card", "bhyt_continuity", "bhyt_direct", "bhyt_claim",
    ];

    private static readonly HashSet<string> Carried =
        [.. PolicyFiles.Documents("cases").SelectMany(d => d.Document.List("cases")).Select(c => c.Text("id")!.Split('/')[0])];

    private static readonly IReadOnlyList<YamlMappingNode> NotCarried = [.. PolicyFiles.Documents("cases")
        .SelectMany(d => d.Document.List("not_carried"))];

    [Fact]
    public void Every_worked_case_of_the_reference_tables_is_carried_or_listed_with_a_reason()
    {
        var file = Path.Combine(PolicyFiles.Shared, "law", "cases.yaml");
        if (!File.Exists(file))
        {
            Assert.Skip($"NOT COMPARED: the reference tables are not beside the repository ({file}).");
        }

        var all = ((YamlSequenceNode)YamlText.ReadFile(file, file).Value[0]).Children;
        var ids = all.Where(c => Topics.Contains(c.Text("topic")!)).Select(c => c.Text("id")!).ToList();
        Assert.NotEmpty(ids);
        Assert.Equal([], ids.FindAll(id => !Carried.Contains(id) && NotCarried.All(n => n.Text("id") != id)));
        Assert.Empty(NotCarried.Select(n => n.Text("id")!).Except(all.Select(c => c.Text("id")!)));
    }

    [Fact]
    public void A_carried_case_expects_the_amounts_of_the_reference_tables()
    {
        var file = Path.Combine(PolicyFiles.Shared, "law", "cases.yaml");
        if (!File.Exists(file))
        {
            Assert.Skip($"NOT COMPARED: the reference tables are not beside the repository ({file}).");
        }

        var expected = PolicyFiles.Documents("cases").SelectMany(d => d.Document.List("cases")).OfType<YamlMappingNode>()
            .ToLookup(c => c.Text("id")!.Split('/')[0], c => c.Children["expect"]);
        var differing = Reference(file)
            .Where(c => Carried.Contains(c.Text("id")!) && NotCarried.All(n => n.Text("id") != c.Text("id")))
            .SelectMany(c => Amounts(c.Children["expected"]).Select(a => (Id: c.Text("id")!, Amount: a)))
            .Where(c => expected[c.Id].SelectMany(Amounts).ToList() is var ours && !ours.Contains(c.Amount) && ours.Distinct()
                .Sum() != c.Amount && ours.Sum() != c.Amount && !ours.Any(a => ours.Contains(a + c.Amount)))
            .Select(c => $"{c.Id}: {c.Amount} (ours: {string.Join(", ", expected[c.Id].SelectMany(Amounts))})");
        Assert.Equal("", string.Join("\n", differing));
    }

    private static IEnumerable<YamlMappingNode> Reference(string file)
    {
        return ((YamlSequenceNode)YamlText.ReadFile(file, file).Value[0]).Children.OfType<YamlMappingNode>();
    }

    /// <summary>What an amount was made of, not the amount.</summary>
    private static readonly HashSet<string> Components = ["standard", "standard_after", "national_part", "city_topup",
        "allowance", "supplement"];

    /// <summary>Whole numbers of four digits or more, wherever they stand.</summary>
    private static IEnumerable<long> Amounts(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.Where(c => c.Key is not YamlScalarNode { Value: { } key } || !Components.Contains(key))
            .SelectMany(c => Amounts(c.Value)),
        YamlSequenceNode list => list.Children.SelectMany(Amounts),
        YamlScalarNode { Value: { Length: >= 4 } text }
            when long.TryParse(text.Replace("_", "", StringComparison.Ordinal), out var amount) => [amount],
        _ => [],
    };

    [Fact]
    public void What_is_not_carried_says_why() => Assert.All(NotCarried, n => Assert.True(n.Text("reason")?.Length > 20, n.Text("id")));

    [Fact]
    public void No_two_cases_have_one_id()
    {
        var ids = PolicyFiles.Documents("cases").SelectMany(d => d.Document.List("cases")).Select(c => c.Text("id")).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }
}

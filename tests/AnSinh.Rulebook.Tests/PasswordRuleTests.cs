namespace AnSinh.Rulebook.Tests;

/// <summary>Reads which passwords the office takes.</summary>
public class PasswordRuleTests
{
    private const string Rules = """
        shortest: 8
        strength: 2
        common:
          - source: một bài báo
            words: [matkhau, "123123123"]
          - source: thêm
            words: [phuctho]
        """;

    [Fact]
    public void The_rules_are_what_is_declared()
    {
        var rules = Of(Rules).Read().Passwords!;
        Assert.Equal((8, 2), (rules.Shortest, rules.Strength));
        Assert.Equal(["matkhau", "123123123", "phuctho"], rules.Common);
        Assert.Null(PolicyFiles.Plain.Passwords);
    }

    [Theory]
    [InlineData("shortest: 8", "shortest: 0", 1, "từ 1 đến")]
    [InlineData("shortest: 8", "shortest: tám", 1, "không phải là số")]
    [InlineData("shortest: 8\n", "", 1, "thiếu 'shortest'")]
    [InlineData("strength: 2", "strength: 5", 2, "từ 0 đến 4")]
    [InlineData("- source: thêm\n    words", "- words", 6, "thiếu 'source'")]
    [InlineData("words: [phuctho]", "words: []", 6, "thiếu 'words'")]
    [InlineData("words: [phuctho]", "words: [matkhau]", 1, "'matkhau' lặp lại")]
    [InlineData("strength: 2", "strenght: 2", 2, "strenght")]
    public void A_mistake_is_told_with_its_line(string right, string wrong, int line, string words)
    {
        Assert.Contains(right, Rules);
        var refusals = Of(Rules.Replace(right, wrong, StringComparison.Ordinal)).Load().Refusals;
        Assert.Contains(refusals,
            r => r.Place == $"vn/passwords/office.yaml:{line}" && r.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void They_are_declared_once_and_are_no_state_of_the_law()
    {
        Assert.NotEmpty(Of(Rules + "\n---\n" + Rules).Load().Refusals);
        Assert.Equal(PolicyFiles.Plain.Hash, Of(Rules).Read().Hash);
    }

    private static PolicyFiles Of(string rules) => new PolicyFiles().With("vn/passwords/office.yaml", rules);
}

using System.Diagnostics;
using System.Text;

namespace AnSinh.Basics.Tests;

/// <summary>No YAML from anybody costs more than its bounds; what is wrong is one Vietnamese sentence with its line.</summary>
public class YamlTextTests
{
    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("[{a: ")]
    public void A_text_nested_thirty_thousand_times_is_refused_before_it_is_loaded(string piece)
    {
        var watch = Stopwatch.StartNew();
        var refusal = Assert.Single(YamlText.Read(string.Concat(Enumerable.Repeat(piece, 30_000)), "x.yaml").Refusals);
        Assert.Contains(refusal.Code, (string[])["yaml.too-deep", "yaml.key"]);
        Assert.True(watch.ElapsedMilliseconds < 2_000, $"{watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public void Depth_is_allowed_up_to_its_limit()
    {
        string Nested(int levels) => new string('[', levels) + new string(']', levels);
        Assert.True(YamlText.Read(Nested(YamlText.DepthLimit), "x").Ok);
        Assert.Equal("yaml.too-deep", Assert.Single(YamlText.Read(Nested(YamlText.DepthLimit + 1), "x").Refusals).Code);
    }

    [Fact]
    public void Size_parts_and_the_length_of_a_value_are_bounded()
    {
        Assert.Equal("yaml.too-large", YamlText.Read(new string('a', YamlText.SizeLimit + 1), "x").Refusals[0].Code);
        Assert.Equal("yaml.too-large", YamlText.Read("a: " + new string('b', YamlText.ValueSizeLimit + 1), "x").Refusals[0].Code);
        Assert.Equal("yaml.too-many",
            YamlText.Read("[" + string.Concat(Enumerable.Repeat("1,", YamlText.PartsLimit)) + "1]", "x").Refusals[0].Code);
        Assert.Equal("yaml.too-large", YamlText.Read(new byte[(YamlText.SizeLimit * 3) + 1], "x").Refusals[0].Code);
    }

    [Theory]
    [InlineData("a: &x 1", "yaml.alias", 1)]
    [InlineData("a: 1\nb: *x", "yaml.alias", 2)]
    [InlineData("&x [*x]", "yaml.alias", 1)]
    [InlineData("a: !!binary aGk=", "yaml.tag", 1)]
    [InlineData("a: 1\n<<: {b: 2}", "yaml.key", 2)]
    [InlineData("[a, b]: 1", "yaml.key", 1)]
    [InlineData("{a: 1}: 1", "yaml.key", 1)]
    [InlineData("? [x]\n: 1", "yaml.key", 1)]
    [InlineData("a: 1\n: 2", "yaml.key", 1)]
    [InlineData("a: 1\nb: 2\na: 3", YamlText.SyntaxCode, 3)]
    [InlineData("a: {b: 1, b: 2}", YamlText.SyntaxCode, 1)]
    [InlineData("a: \"\\0\"", "yaml.letters", 1)]
    [InlineData("a: 1\nb: \"\\uFFFE\"", "yaml.letters", 2)]
    [InlineData("a: 1\nb\0: 2", "yaml.letters", 2)]
    [InlineData("a: 1\nb: \uFFFE", "yaml.letters", 2)]
    public void What_the_house_does_not_use_is_refused_with_its_line(string text, string code, int line)
    {
        var refusal = Assert.Single(YamlText.Read(text, "x.yaml").Refusals);
        Assert.Equal((code, $"x.yaml:{line}"), (refusal.Code, refusal.Place));
    }

    [Theory]
    [InlineData("a: 1\n\tb: 2", "tab")]
    [InlineData("a:\n\t- 1", "tab")]
    [InlineData("a: [1, 2", "ngoặc")]
    [InlineData("a: {b: 1", "ngoặc")]
    [InlineData("a: \"x", "nháy")]
    [InlineData("a: 'x", "nháy")]
    [InlineData("a: b: c", "hai dấu hai chấm")]
    [InlineData("a: 1\n b: 2", "hai dấu hai chấm")]
    [InlineData("a:\n  - 1\n b: 2", "thẳng cột")]
    [InlineData("a: @x", "nháy")]
    [InlineData("a: \"\\q\"", "\\")]
    [InlineData("a: \"\\ud800\"", "không phải là chữ")]
    [InlineData("a: 1\nb", "hai chấm")]
    [InlineData("%YAML x\n---\na: 1", "%")]
    public void A_slip_of_writing_is_told_in_Vietnamese(string text, string part)
    {
        var refusal = Assert.Single(YamlText.Read(text, "x.yaml").Refusals);
        Assert.Equal(YamlText.SyntaxCode, refusal.Code);
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("While", refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("x.yaml:", refusal.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_at_the_head_and_JSON_are_read()
    {
        Assert.True(YamlText.Read(Encoding.UTF8.GetPreamble().Concat("a: 1"u8.ToArray()).ToArray(), "x").Ok);
        Assert.True(YamlText.Read("\uFEFF{\"a\": [1, true, \"\\ud83d\\ude00\"]}", "x").Ok);
        Assert.Equal("yaml.utf8", YamlText.Read([0x61, 0xFF], "x").Refusals[0].Code);
        Assert.Empty(YamlText.Read("", "x").Value);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_sentence() =>
    Assert.Equal("yaml.file", YamlText.ReadFile("/no/such/file.yaml", "x").Refusals[0].Code);

    /// <summary>Half a pair cannot stand in an attribute.</summary>
    public static TheoryData<int> Odd => [.. Enumerable.Range(0, OddTexts.Length)];

    private static readonly (string Text, int At)[] OddTexts =
        [("Nguyễn", -1), ("a\tb\nc\r", -1), ("\U0001F600", -1), ("ab\0", 2), ("\uFFFE", 0), ("ễ\uFFFF", 1), ("a\uD800b", 1),
            ("\uDC00\uD800", 0), ("\uD83D\uDE00\uD83D", 2)];

    [Theory]
    [MemberData(nameof(Odd))]
    public void What_is_no_letter_is_found_and_never_thrown_at(int which)
    {
        var (text, at) = OddTexts[which];
        Assert.Equal(at, OutsideText.FaultAt(text));
        Assert.Equal(at < 0, YamlText.Read("a: |\n  " + text.Replace("\n", "\n  ", StringComparison.Ordinal), "x").Ok);
        Assert.Equal(at < 0, OutsideText.Fault(text) is null);
        Assert.Equal(-1, OutsideText.FaultAt(OutsideText.Composed(text)));
        Assert.Equal(-1, OutsideText.FaultAt(OutsideText.Decomposed(text)));
        Assert.NotNull(VietnameseText.Fold(text));
    }
}

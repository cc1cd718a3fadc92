using AnSinh.Basics;
using AnSinh.Rulebook.Publishing;
using YamlDotNet.RepresentationModel;

namespace AnSinh.Rulebook.Tests;

/// <summary>Changes laid over the folder of the law, and values written into its files.</summary>
public sealed class PublishingTests : IDisposable
{
    private const string Standard = "vn/parameters/standard.yaml";
    private readonly string _folder = Directory.CreateTempSubdirectory("law-").FullName;

    public PublishingTests() => new PolicyFiles().WriteTo(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private RulebookFiles Files(params EditedFile[] published) => RulebookFiles.Read(_folder, published).Value;

    private static NewValue Value(string from, string value) =>
        new(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), value, "ND-2/dieu-4", null, null,
            "đã đọc", false, null);

    private EditedFile Raised(string from = "2027-07-01", string value = "600000")
    {
        var text = Files().TextOrNull(Standard)!;
        return new EditedFile(Standard, EditedFile.HashOf(text), LawEdits.AddValue(text, "standard", Value(from, value)).Value);
    }

    [Fact]
    public void A_published_value_is_law_and_the_folder_stays_as_it_was()
    {
        var before = File.ReadAllText(Path.Combine(_folder, Standard));
        var policy = Files(Raised()).Load().Value;
        Assert.Equal(600_000, PolicyFiles.Law(2027, 8, policy: policy).Value("standard")!.Raw);
        Assert.Equal(540_000, PolicyFiles.Law(2027, 8, policy: Files().Load().Value).Value("standard")!.Raw);
        Assert.Equal(before, File.ReadAllText(Path.Combine(_folder, Standard)));
    }

    [Fact]
    public void The_law_without_changes_has_the_hash_of_the_folder_and_with_a_change_another()
    {
        Assert.Equal(Policy.Load(_folder).Value.Hash, Files().Load().Value.Hash);
        Assert.Equal(Files().Hash, Files().Load().Value.Hash);
        Assert.NotEqual(Files().Hash, Files(Raised()).Hash);
    }

    [Fact]
    public void A_file_changed_below_a_publication_is_refused_by_name()
    {
        var published = Raised();
        File.AppendAllText(Path.Combine(_folder, Standard), "# sửa tay\n");
        var read = RulebookFiles.Read(_folder, [published]);
        Assert.Equal(("policy.base-changed", Standard), (read.Refusals[0].Code, read.Refusals[0].Place));
        File.Delete(Path.Combine(_folder, Standard));
        Assert.Contains("đã bị xoá", RulebookFiles.Read(_folder, [published]).Refusals[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_has_caught_up_with_a_publication_is_read()
    {
        var first = Raised();
        var second = new EditedFile(Standard, first.Hash, LawEdits.AddValue(first.Text, "standard", Value("2028-07-01", "650000")).Value);
        var hash = Files(first, second).Hash;
        Files(first, second).WriteTo(_folder);
        Assert.Equal(hash, Files(first, second).Hash);
        Assert.Equal(hash, Files().Hash);
        File.WriteAllText(Path.Combine(_folder, Standard), first.Text);
        Assert.Equal(hash, Files(first, second).Hash);
    }

    [Fact]
    public void A_draft_made_from_an_older_text_is_refused()
    {
        var draft = Raised("2029-01-01");
        var drafted = Files(Raised()).With([draft]);
        Assert.Equal("change.base-changed", drafted.Refusals[0].Code);
        Assert.True(Files().With([draft]).Ok);
    }

    [Theory]
    [InlineData("vn/jurisdiction.yaml")]
    [InlineData("vn/indicators/poverty.yaml")]
    [InlineData("vn/parameters/../../../etc/x.yaml")]
    [InlineData("/etc/passwd")]
    [InlineData("vn/parameters/a b.yaml")]
    [InlineData("zz/parameters/a.yaml")]
    [InlineData("vn/parameters/a.csv")]
    public void Only_files_of_law_may_be_changed(string path)
    {
        Assert.False(Files().IsLaw(path));
        Assert.Equal("change.not-law", Files().With([new EditedFile(path, Files().HashOf(path), "x: 1\n")]).Refusals[^1].Code);
    }

    [Fact]
    public void Every_mistake_of_a_change_is_told_with_its_line()
    {
        var text = Files()
            .TextOrNull(Standard)!.Replace("value: 540000, cite: ND-2/dieu-4", "value: nhiều, cite: ND-9", StringComparison.Ordinal);
        var drafted = Files().With([new EditedFile(Standard, Files().HashOf(Standard), text)]).Value.Load();
        Assert.Equal([$"{Standard}:9", $"{Standard}:9"], drafted.Refusals.Select(r => r.Place));
    }

    [Theory]
    [InlineData("2027-07-01", 9)]
    [InlineData("2016-01-01", 7)]
    [InlineData("2014-01-01", 6)]
    public void A_value_is_written_in_the_order_of_days_and_nothing_else_changes(string from, int above)
    {
        var before = Files().TextOrNull(Standard)!.Split('\n');
        var after = Raised(from).Text.Split('\n');
        Assert.Equal(before[..above], after[..above]);
        Assert.StartsWith($"  - {{from: {from}, value: 600000, cite: ND-2/dieu-4, checked: \"đã đọc\"}}", after[above],
            StringComparison.Ordinal);
        Assert.Equal(before[above..], after[(above + 1)..]);
    }

    [Fact]
    public void Comments_line_ends_and_the_style_of_the_neighbours_are_kept()
    {
        const string Text =
            "# đầu tệp\r\nparameter: x\r\nvalues:\r\n"
            + "  # mức cũ\r\n  - from: 2020-01-01\r\n    value: 1\r\n    note: |\r\n      hai\r\n      dòng\r\n"
            + "  # mức mới\r\n  - from: 2022-01-01\r\n    value: 2 # giữ\r\n# cuối tệp";
        var between = LawEdits.AddValue(Text, "x", Value("2021-01-01", "3")).Value;
        Assert.Equal(
            Text.Replace("      dòng\r\n",
                "      dòng\r\n  - from: 2021-01-01\r\n    value: 3\r\n    cite: ND-2/dieu-4\r\n    checked: \"đã đọc\"\r\n",
                StringComparison.Ordinal), between);
        var last = LawEdits.AddValue(Text, "x", Value("2023-01-01", "3")).Value;
        Assert.Equal(
            Text.Replace("# giữ\r\n",
                "# giữ\r\n  - from: 2023-01-01\r\n    value: 3\r\n    cite: ND-2/dieu-4\r\n    checked: \"đã đọc\"\r\n",
                StringComparison.Ordinal), last);
        var first = LawEdits.AddValue("parameter: x\nvalues: [{from: 2020-01-01, value: 1}]", "x", Value("2019-01-01", "3")).Value;
        Assert.Equal(
            "parameter: x\nvalues: [{from: 2019-01-01, value: 3, cite: ND-2/dieu-4, checked: \"đã đọc\"}, {from: 2020-01-01, value: 1}]",
            first);
    }

    [Fact]
    public void A_value_that_nobody_checked_is_doubtful()
    {
        var text =
            LawEdits.AddValue(Files().TextOrNull(Standard)!, "standard",
                Value("2027-07-01", "600000") with { Checked = " ", Note = "báo \"Nhân dân\"\nngày 1" }).Value;
        Assert.Contains("checked: no, uncertain: true, note: \"báo \\\"Nhân dân\\\" ngày 1\"}", text, StringComparison.Ordinal);
        Assert.True(Files(new EditedFile(Standard, Files().HashOf(Standard), text))
            .Load().Value.ParameterOrNull("standard")!.Values.Single(v => v.From.Year == 2027).Doubtful);
    }

    [Fact]
    public void A_second_value_of_a_day_and_an_unknown_parameter_are_refused()
    {
        Assert.Equal("edit.same-day",
            LawEdits.AddValue(Files().TextOrNull(Standard)!, "standard", Value("2026-07-01", "1")).Refusals[0].Code);
        Assert.Equal("edit.no-parameter",
            LawEdits.AddValue(Files().TextOrNull(Standard)!, "none", Value("2026-07-01", "1")).Refusals[0].Code);
        Assert.Equal("edit.no-parameter", LawEdits.AddValue("a: [", "none", Value("2026-07-01", "1")).Refusals[0].Code);
    }

    [Fact]
    public void A_new_instrument_can_be_cited_at_once()
    {
        const string Path = "vn/instruments/all.yaml";
        var text =
            LawEdits.AddInstrument(Files().TextOrNull(Path)!,
                new NewInstrument("ND-9", "9/2027/NĐ-CP", "Nghị định", "Chín", "Chính phủ", new DateOnly(2027, 5, 1),
                    null, "đã đọc")).Value;
        var law = Files(new EditedFile(Path, Files().HashOf(Path), text)).Load().Value;
        Assert.Equal("Nghị định 9/2027/NĐ-CP, Điều 4", law.Display(new Citation("ND-9/dieu-4")));
        Assert.Equal("edit.no-instruments",
            LawEdits.AddInstrument("a: 1", new NewInstrument("A", "1", "K", "T", null, null, null, null)).Refusals[0].Code);
    }

    [Theory]
    [InlineData("instruments:\n  - {id: A, title: {vi: \"Có } và # trong chữ\"}, # ghi chú }\n     kind: 'it''s ]'}\n")]
    [InlineData("instruments: [{id: A, title: {vi: Một},\n  tags: [x, y]}]\n")]
    [InlineData("instruments:\n  - id: A\n    tags: [x,\n      y]\n")]
    public void What_is_added_stands_behind_an_item_of_several_lines(string text)
    {
        var added = LawEdits.AddInstrument(text, new NewInstrument("B", "1", "K", "T", null, null, null, null)).Value;
        var items = YamlText.Read(added, "x.yaml");
        Assert.True(items.Ok, added);
        var list = (YamlSequenceNode)((YamlMappingNode)Assert.Single(items.Value)).Children[new YamlScalarNode("instruments")];
        Assert.Equal(["A", "B"], list.Children.Select(c => ((YamlMappingNode)c).Children[new YamlScalarNode("id")].ToString()));
    }

    [Fact]
    public void Two_states_of_the_law_differ_in_words()
    {
        var clause = Files()
            .TextOrNull("vn/programmes/aid.yaml")!.Replace("death_date > period.eve", "death_date >= period.eve", StringComparison.Ordinal);
        var after = Files(Raised(), new EditedFile("vn/programmes/aid.yaml", Files().HashOf("vn/programmes/aid.yaml"), clause))
            .Load().Value;
        var differences = LawDifferences.Between(Files().Load().Value, after);
        Assert.Equal(2, differences.Count);
        Assert.Contains(differences,
            d => d.Before is null && d.Sentence.StartsWith("Thêm: Mức chuẩn: 600.000 đ từ 01/07/2027 (Cả nước)", StringComparison.Ordinal));
        Assert.Contains(differences,
            d => d.Provision.Kind == ProvisionKind.Requirement
                && d.Sentence.Contains("[death_date > period.eve · ND-1/dieu-8] → [death_date >= period.eve", StringComparison.Ordinal));
        Assert.Equal(2, LawDifferences.Between(after, Files().Load().Value).Count);
    }

    [Fact]
    public void Lines_are_compared_with_a_few_around_them()
    {
        var before = string.Join('\n', Enumerable.Range(1, 20));
        var after = before.Replace("\n10\n", "\n10a\n10b\n", StringComparison.Ordinal);
        var lines = LineDiff.Of(before, after, around: 1);
        Assert.Equal(["8", "9", "-10", "+10a", "+10b", "11", "9"],
            lines.Select(l => (l.Change switch { LineChange.Added => "+", LineChange.Removed => "-", _ => "" }) + l.Text));
        Assert.Equal((null, 11), (lines[4].Before, lines[4].After));
        Assert.Equal(3, LineDiff.Of(null, "a\nb\nc").Count(l => l.Change == LineChange.Added));
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace AnSinh.Policy.Tests;

/// <summary>Every statement of law names its article and says where it was read; what was not read carries a mark.</summary>
public sealed partial class SourceLintTests
{
    private static readonly HashSet<string> Instruments =
        [.. PolicyFiles.Documents("instruments").SelectMany(d => d.Document.List("instruments")).Select(i => i.Text("id")!)];

    [Fact]
    public void Every_instrument_has_its_number_issuer_and_day_or_says_they_are_not_known()
    {
        var faults = PolicyFiles.Documents("instruments")
            .SelectMany(d => d.Document.List("instruments"), (d, i) => (d.Place, Node: i))
            .SelectMany(i => new[] { "number", "issuer", "issued", "checked", "uncertain" }
                .Where(key => string.IsNullOrEmpty(i.Node.Text(key))
                    && !(key == "issued" && i.Node.Text("note")!.Contains("Chưa biết", StringComparison.Ordinal)))
                .Select(key => $"{i.Place}: {i.Node.Text("id")} has no {key}"));
        Assert.Empty(faults);
    }

    [Fact]
    public void Every_value_is_cited_dated_and_says_where_it_was_checked()
    {
        var faults = Values()
            .SelectMany(v => new[] { "from", "value", "cite", "issued", "checked", "uncertain" }
                .Where(key => string.IsNullOrEmpty(v.Node.Text(key)))
                .Select(key => $"{v.Place}: {v.Name} from {v.Node.Text("from")} has no {key}"));
        Assert.Empty(faults);
    }

    [Fact]
    public void What_was_not_checked_is_marked_uncertain()
    {
        var all = Values().Select(v => (v.Place, v.Name, v.Node))
            .Concat(PolicyFiles.Documents("instruments")
                .SelectMany(d => d.Document.List("instruments"), (d, i) => (d.Place, i.Text("id")!, i)));
        var faults = all.Where(x => x.Item3.Text("checked") == "no" && x.Item3.Text("uncertain") != "true")
            .Select(x => $"{x.Item1}: {x.Item2}");
        Assert.Empty(faults);
    }

    [Fact]
    public void A_citation_names_a_known_instrument_and_a_readable_place()
    {
        string[] folders =
            ["parameters", "programmes", "interactions", "tables", "quantities", "scorecards", "facts", "forms", "procedures"];
        var faults = folders
            .SelectMany(PolicyFiles.Documents)
            .Concat(Directory.EnumerateFiles(PolicyFiles.Folder, "facts.yaml", SearchOption.AllDirectories).SelectMany(PolicyFiles.Read))
            .SelectMany(d => Cites(d.Document).Select(c => (d.Place, Cite: c)))
            .Where(c => !Instruments.Contains(c.Cite.Split('/')[0]) || !c.Cite.Split('/').Skip(1).All(p => Place().IsMatch(p)))
            .Select(c => $"{c.Place}: {c.Cite}");
        Assert.Empty(faults);
    }

    [Fact]
    public void Every_requirement_route_exclusion_and_rate_is_cited_and_says_itself_in_Vietnamese()
    {
        var faults = PolicyFiles.Documents("programmes")
            .SelectMany(d => d.Document.List("versions"), (d, v) => (d.Place, Version: v))
            .SelectMany(v => Clauses(v.Version)
                .Where(c => c.Text("cite") is null || !c.Children.TryGetValue("say", out var say) || string.IsNullOrEmpty(say.Text("vi")))
                .Select(c => $"{v.Place}: {v.Version.Text("id")}/{c.Text("id")}"));
        Assert.Empty(faults);
    }

    [Fact]
    public void No_age_and_no_amount_stands_in_a_condition()
    {
        // A legal threshold is a parameter with its article; only counts of people (0, 1, 2) may stand as they are.
        var faults = PolicyFiles.Documents("programmes")
            .SelectMany(d => d.Document.List("versions"), (d, v) => (d.Place, Version: v))
            .SelectMany(v => Clauses(v.Version).Concat(v.Version.List("define"))
                .Select(c => (v.Place, Id: c.Text("id"), Condition: c.Text("when") ?? c.Text("as") ?? "")))
            .Where(c => Number().Matches(c.Condition).Any(m => long.Parse(m.Value, CultureInfo.InvariantCulture) > 2))
            .Select(c => $"{c.Place}: {c.Id}: {c.Condition}");
        Assert.Empty(faults);
    }

    [Fact]
    public void Every_kind_of_fact_says_what_silence_means_and_why()
    {
        var faults = Directory.EnumerateFiles(PolicyFiles.Folder, "facts.yaml", SearchOption.AllDirectories)
            .SelectMany(PolicyFiles.Read)
            .Concat(PolicyFiles.Documents("facts"))
            .SelectMany(d => d.Document.List("facts"))
            .Where(f => string.IsNullOrEmpty(f.Text("when_absent")) || string.IsNullOrEmpty(f.Text("absent_note"))
                || string.IsNullOrEmpty(f.Text("sensitive")))
            .Select(f => f.Text("name"));
        Assert.Empty(faults);
    }

    [Fact]
    public void The_decree_of_2026_carries_over_the_groups_it_was_not_read_for_word_by_word()
    {
        var (before, after) = (Version("nd-20-2021-tu-7-2025"), Version("nd-335-2026"));
        Assert.Equal("true", after.Text("uncertain"));
        Assert.All(after.List("routes"), r => Assert.Equal("true", r.Text("uncertain")));
        Assert.Equal(Said(before, []), Said(after, []));
    }

    [Fact]
    public void July_2025_took_away_two_groups_of_elders_and_moved_starts_and_levels_and_nothing_else()
    {
        string[] gone = ["btxh-5b", "btxh-5c"];
        var (before, after) = (Version("nd-20-2021"), Version("nd-20-2021-tu-7-2025"));
        Assert.Equal(gone, before.List("routes").Select(r => r.Text("id")!).Except(after.List("routes").Select(r => r.Text("id")!)));
        // Every group starts with the decision, and a level changes with the month after the change.
        Assert.All(after.List("routes"), r => Assert.Equal("decision", r.Text("starts")));
        Assert.All(after.List("routes").SelectMany(r => r.List("rates")), r => Assert.DoesNotContain("period.end", r.Text("when") ?? ""));
        Assert.Equal(Said(before, gone).Select(Later), Said(after, []).Select(Later));
    }

    /// <summary>A clause without what Decree 147/2025 moved: when a group starts, and the day a level is told by.</summary>
    private static string Later(string said) =>
        said.Replace("|condition|", "|decision|", StringComparison.Ordinal).Replace("period.end", "period.eve", StringComparison.Ordinal)
            .Replace("defs.elder", "age_at(birth_date, period.eve) >= parameters.social_assistance.elder_age", StringComparison.Ordinal);

    private static YamlMappingNode Version(string id) =>
        PolicyFiles.Documents("programmes").Single(d => d.Document.Text("programme") == "social_assistance").Document.List("versions")
        .Single(v => v.Text("id") == id);

    /// <summary>All that a version says about who is owed what, without the routes named and without the marks of doubt.</summary>
    private static List<string> Said(YamlMappingNode version, string[] without)
    {
        var select = version.Children["select"];
        return
        [
            .. version.List("define").Select(d => $"{d.Text("id")}|{d.Text("as")}"),
            .. version.List("require").Select(Said),
            .. version.List("routes").Where(r => !without.Contains(r.Text("id")))
                .SelectMany(r => r.List("unless").Concat(r.List("rates")).Prepend(r)).Select(Said),
            $"{version.Text("base")}|{version.Text("rounding")}|{select.Text("rule")}",
            .. select.List("together")
                .Select(t =>
                    $"{t.Text("route")} + "
                    + string.Join(", ", ((YamlSequenceNode)t.Children["with"]).Children.Select(w => w.ToString()).Except(without))),
        ];
    }

    private static string Said(YamlMappingNode c) =>
        $"{c.Text("id")}|{c.Text("starts")}|{c.Text("when")}|{c.Text("coefficient")}|{c.Text("amount")}|{c.Text("cite")}";

    private static IEnumerable<YamlMappingNode> Clauses(YamlMappingNode version) =>
        version.List("require").Concat(version.List("routes").SelectMany(r => r.List("unless").Concat(r.List("rates")).Prepend(r)));

    private static IEnumerable<(string Place, string Name, YamlMappingNode Node)> Values() =>
        PolicyFiles.Documents("parameters")
        .SelectMany(d => d.Document.List("values"), (d, v) => (d.Place, d.Document.Text("parameter")!, v));

    private static IEnumerable<string> Cites(YamlNode node) => node switch
    {
        YamlMappingNode map =>
            map.Children.SelectMany(c => c.Key is YamlScalarNode { Value: "cite" } ? [((YamlScalarNode)c.Value).Value!] : Cites(c.Value)),
        YamlSequenceNode list => list.Children.SelectMany(Cites),
        _ => [],
    };

    [GeneratedRegex("^(dieu|khoan|mau)-[0-9]+[a-zđ]?$|^diem-[a-zđ]$|^phu-luc-[IVX]+$")]
    private static partial Regex Place();

    [GeneratedRegex("(?<![a-z_0-9.'-])[0-9]+")]
    private static partial Regex Number();
}

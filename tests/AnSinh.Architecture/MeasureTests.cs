namespace AnSinh.Architecture;

/// <summary>The house is read in windows, a screen at a time: what does not fit is taken apart.</summary>
public class MeasureTests
{
    private const int Width = 140;
    private const int MethodLines = 40;
    private const int Parameters = 6;

    [Fact]
    public void No_line_is_wider_than_a_window() => None(
        Repository.Files("src", ".cs", ".razor").Concat(Repository.Files("tests", ".cs")).Concat(Repository.Files("bench", ".cs"))
            .SelectMany(f => Measures.WideLines(f, Repository.Read(f), Width)));

    [Fact]
    public void No_method_is_longer_than_a_screen() =>
        None(Sources().SelectMany(f => Measures.LongMethods(f, Repository.Read(f), MethodLines)));

    [Fact]
    public void No_method_is_given_more_than_it_can_hold() =>
        None(Sources().SelectMany(f => Measures.ManyParameters(f, Repository.Read(f), Parameters)));

    [Fact]
    public void A_type_that_one_project_uses_is_internal() => None(
        from project in Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(d => Path.GetFileName(d)!).Order()
        let own = Repository.Files($"src/{project}", ".cs").ToDictionary(f => f, Repository.Read)
        let others = Repository.Files("src", ".cs", ".razor").Concat(Repository.Files("bench", ".cs"))
            .Concat(Repository.Files("tests", ".cs"))
            .Where(f => !own.ContainsKey(f)).SelectMany(f => Measures.Words(Repository.Read(f))).ToHashSet(StringComparer.Ordinal)
        from complaint in Measures.NeedlesslyPublic(own, others)
        select complaint);

    [Fact]
    public void A_name_is_of_one_type() =>
        None(Measures.NamedTwice(Repository.Files("src", ".cs", ".razor").ToDictionary(f => f, Repository.Read)));

    [Fact]
    public void A_line_that_is_too_wide_is_seen_but_in_a_script_of_a_migration()
    {
        var line = new string('x', 141);
        Assert.Contains("x.cs:2", Assert.Single(Measures.WideLines("x.cs", $"a\n{line}\n", Width)), StringComparison.Ordinal);
        Assert.Empty(Measures.WideLines("x.cs", $"new(\"0060-units\",\n    \"\"\"\n    {line}\n    \"\"\"),\n", Width));
    }

    [Fact]
    public void A_method_that_is_too_long_and_one_of_too_many_parameters_are_seen()
    {
        var body = string.Concat(Enumerable.Repeat("        x++;\n", 38));
        var code = $"class A\n{{\n    /// <summary>Said.</summary>\n    void Much(int x)\n    {{\n{body}    }}\n}}\n";
        Assert.Contains("A.Much has 41 lines", Assert.Single(Measures.LongMethods("x.cs", code, MethodLines)), StringComparison.Ordinal);
        Assert.Empty(Measures.LongMethods("x.cs", code.Replace("        x++;\n    }", "    }", StringComparison.Ordinal), MethodLines));
        const string Many = "int a, int b, int c, int d, int e, int f, int g";
        const string Both = $"class A {{ void M({Many}) {{ }} object L = ({Many}) => 1; }}";
        Assert.Equal(2, Measures.ManyParameters("x.cs", Both, Parameters).Count());
        Assert.Empty(Measures.ManyParameters("x.cs", $"record A({Many}); class B {{ void M(int a, int b) {{ }} }}", Parameters));
    }

    [Fact]
    public void A_type_nobody_else_needs_is_seen_and_one_that_a_needed_type_shows_is_not()
    {
        var own = new Dictionary<string, string>
        {
            ["x.cs"] = "public class Asked { public Shown Get() => new Hidden().Of(); } public record Shown; public class Hidden;",
        };
        Assert.Equal(["x.cs: Hidden"], Measures.NeedlesslyPublic(own, new HashSet<string> { "Asked" }));
    }

    [Fact]
    public void A_name_of_two_types_is_seen_also_of_a_component_and_parts_of_one_are_not()
    {
        var files = new Dictionary<string, string>
        {
            ["src/X/A/One.cs"] = "namespace X.A; public partial class One { class Inner; } record struct Two; delegate void Three();",
            ["src/X/A/One.More.cs"] = "namespace X.A; partial class One { } class One<T>;",
            ["src/X/B/Two.cs"] = "namespace X.B { enum Two { Inner } class Inner; }",
            ["src/X/B/Three.razor"] = "<p>One</p>",
            ["src/X/A/_Imports.razor"] = "",
            ["src/X/B/_Imports.razor"] = "",
        };
        Assert.Equal(
            ["Two: src/X/A/One.cs, src/X/B/Two.cs", "Three: src/X/A/One.cs, src/X/B/Three.razor"], Measures.NamedTwice(files));
    }

    private static IEnumerable<string> Sources() => Repository.Files("src", ".cs");

    private static void None(IEnumerable<string> complaints)
    {
        var all = complaints.ToList();
        Assert.True(all.Count == 0, $"{all.Count}:\n" + string.Join('\n', all));
    }
}

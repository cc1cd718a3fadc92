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

    private static IEnumerable<string> Sources() => Repository.Files("src", ".cs");

    private static void None(IEnumerable<string> complaints)
    {
        var all = complaints.ToList();
        Assert.True(all.Count == 0, $"{all.Count}:\n" + string.Join('\n', all));
    }
}

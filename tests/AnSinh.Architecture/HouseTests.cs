namespace AnSinh.Architecture;

/// <summary>The house as it stands obeys its rules.</summary>
public class HouseTests
{
    private static readonly string[] Engines = ["Rulebook", "Determinations", "Casework", "Ledger"];

    [Fact]
    public void Arrows_are_those_of_the_tour()
    {
        var allowed = Rules.AllowedArrows(Repository.Read("docs/tour.md"));
        var projects = Repository.Files("src", ".csproj").ToList();
        Assert.Equal(13, projects.Count);
        None(projects.SelectMany(
            p => Rules.ForbiddenArrows(Path.GetFileNameWithoutExtension(p).Replace("AnSinh.", "", StringComparison.Ordinal),
                Rules.References(Repository.Read(p)), allowed)));
    }

    [Fact]
    public void No_file_is_too_long_to_be_read_at_one_sitting() =>
        None(Repository.Files("src", ".cs", ".razor").SelectMany(f => Rules.TooLong(f, Repository.Read(f), 400))
            .Concat(Repository.Files("tests", ".cs").SelectMany(f => Rules.TooLong(f, Repository.Read(f), 500))));

    [Fact]
    public void No_amount_of_the_law_is_written_in_code() =>
        None(Repository.Files("src", ".cs", ".razor").SelectMany(f => Rules.LawInCode(f, Repository.Read(f))));

    [Fact]
    public void Ledger_determinations_and_audit_are_append_only() =>
        None(Repository.Files("src", ".cs", ".sql").SelectMany(f => Rules.Overwrites(f, Repository.Read(f))));

    [Fact]
    public void No_floating_point_comes_near_money() =>
        None(Engines.SelectMany(e => Repository.Files($"src/AnSinh.{e}", ".cs"))
            .SelectMany(f => Rules.FloatingPoint(f, Repository.Read(f))));

    [Fact]
    public void Time_comes_from_one_clock() =>
        None(Repository.Files("src", ".cs", ".razor").SelectMany(f => Rules.OtherClocks(f, Repository.Read(f))));

    [Fact]
    public void Nobody_writes_outside_an_act() =>
        None(Repository.Files("src", ".cs", ".razor").SelectMany(f => Rules.OutsideActs(f, Repository.Read(f))));

    [Fact]
    public void When_a_row_is_no_longer_believed_is_written_and_asked_in_one_place() =>
        None(Repository.Files("src", ".cs", ".razor", ".sql").SelectMany(f => Rules.SupersededByHand(f, Repository.Read(f))));

    [Fact]
    public void Every_form_that_is_sent_is_shown_by_the_form_components()
    {
        const string Pages = "src/AnSinh.Host/";
        string[] byHand =
        [
            Pages + "Components/Rail.razor", // signing out: one button
            Pages + "Jobs/JobAction.razor", // calling off and putting away: one button
            Pages + "SignIn/DayView.razor", // enters as somebody of the demo: one button
            Pages + "SignIn/PasskeyDoor.razor", // before anybody is signed in
            Pages + "SignIn/SecondStepView.razor", // before anybody is signed in
            Pages + "SignIn/SignInView.razor", // the same
        ];
        var found = Repository.Files("src", ".razor")
            .Where(f => !f.StartsWith(Pages + "Components/Forms/", StringComparison.Ordinal))
            .Select(f => (File: f, Complaints: Rules.FormsByHand(f, Repository.Read(f)).ToList())).Where(f => f.Complaints.Count > 0)
            .ToList();
        None(found.Where(f => !byHand.Contains(f.File)).SelectMany(f => f.Complaints));
        Assert.Equal(byHand.Order(), found.Select(f => f.File).Order());
    }

    [Fact]
    public void A_piece_of_the_kit_of_pages_is_written_in_its_component_alone() =>
        None(Repository.Files("src", ".razor").Concat(Repository.Files("tests", ".razor"))
            .SelectMany(f => Rules.KitByHand(f, Repository.Read(f))));

    [Fact]
    public void Every_official_term_is_in_the_glossary()
    {
        var glossary = Repository.Read("docs/glossary.md");
        None(Repository.Files("src", ".cs").SelectMany(f => Rules.TermsNotInGlossary(f, Repository.Read(f), glossary)));
    }

    [Fact]
    public void Documents_point_at_what_exists() =>
        None(Repository.Files("docs", ".md").Concat(["README.md", "README.vi.md", "CONTRIBUTING.md"])
            .SelectMany(f => Rules.DeadLinks(f, Repository.Read(f), target => Path.Exists(Path.Combine(Repository.Root, target)))));

    [Fact]
    public void The_recipes_name_what_exists()
    {
        var names = Repository.Files("src", ".cs", ".razor").Concat(Repository.Files("tests", ".cs", ".razor"))
            .SelectMany(f => Rules.Words(Repository.Read(f)).Append(Path.GetFileNameWithoutExtension(f))).ToHashSet(StringComparer.Ordinal);
        var paths = new[] { "policy", "src", "tests", "docs" }.SelectMany(f =>
            Directory.EnumerateFileSystemEntries(Path.Combine(Repository.Root, f), "*", SearchOption.AllDirectories).Append(f))
            .Select(f => Path.GetRelativePath(Repository.Root, Path.GetFullPath(f, Repository.Root)).Replace('\\', '/')).ToList();
        None(Rules.StaleNames("CONTRIBUTING.md", Repository.Read("CONTRIBUTING.md"), names, paths));
    }

    private static void None(IEnumerable<string> complaints) => Assert.Empty(complaints.ToList());
}

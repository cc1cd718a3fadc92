namespace AnSinh.Architecture;

/// <summary>Every rule is shown a violation and must complain: a rule that cannot fail proves nothing.</summary>
public class PlantedViolationTests
{
    private const string Tour = "| `Basics` | words | – |\n| `Store` | database | Basics |\n";

    [Fact]
    public void An_arrow_that_runs_back_is_seen()
    {
        var references = Rules.References("""<ProjectReference Include="../AnSinh.Store/AnSinh.Store.csproj" />""");
        Assert.Equal(["Store"], references);
        Assert.Single(Rules.ForbiddenArrows("Basics", references, Rules.AllowedArrows(Tour)));
        Assert.Empty(Rules.ForbiddenArrows("Store", new HashSet<string> { "Basics" }, Rules.AllowedArrows(Tour)));
    }

    [Fact]
    public void A_project_the_tour_does_not_know_is_seen() =>
        Assert.Single(Rules.ForbiddenArrows("Attic", new HashSet<string>(), Rules.AllowedArrows(Tour)));

    [Fact]
    public void A_file_of_too_many_lines_is_seen()
    {
        Assert.Single(Rules.TooLong("x.cs", new string('\n', 401), 400));
        Assert.Empty(Rules.TooLong("x.cs", new string('\n', 400), 400));
    }

    [Theory]
    [InlineData("<form method=\"post\" action=\"/x\"><AntiforgeryToken /><input name=\"a\"></form>", 1)]
    [InlineData("<form method=\"get\" action=\"/x\"><input name=\"a\"></form>", 0)]
    [InlineData("<form method=\"post\" action=\"/x\"><CarriedFields Key=\"k\" /></form>", 0)]
    [InlineData("<PostForm Id=\"f\" Action=\"/x\">\n<select name=\"a\"></select></PostForm>", 1)]
    [InlineData("<PostForm Id=\"f\" Action=\"/x\"><input type=\"hidden\" name=\"a\"><button>b</button></PostForm>", 0)]
    public void A_form_by_hand_is_seen(string page, int complaints) => Assert.Equal(complaints, Rules.FormsByHand("x.razor", page).Count());

    [Theory]
    [InlineData("<div class=\"note bad\" role=\"alert\">x</div>", 1)]
    [InlineData("<div class=\"note @(Is(\"a\", (b)) ? \"\" : \"info\")\">x</div>", 1)]
    [InlineData("<nav\n  aria-label=\"@T(\"a\", \"b\")\"><ul class=\"@(Wide ? \"tabs wide\" : \"\")\"></ul></nav>", 1)]
    [InlineData("<span class=\"chip @Kind\">x</span><dl class=\"tiles\"></dl>", 2)]
    [InlineData("<td class=\"@(note is null ? \"sub\" : Model.tabs)\"><div class=\"chips notes @Model.note\">x</div>", 0)]
    [InlineData("<Notice Kind=\"bad\">note</Notice>", 0)]
    public void A_piece_of_the_kit_by_hand_is_seen(string page, int complaints)
    {
        Assert.Equal(complaints, Rules.KitByHand("src/AnSinh.Host/People/x.razor", page).Count());
        Assert.Empty(Rules.KitByHand("src/AnSinh.Host/Components/Notice.razor", "<div class=\"note @Kind\">x</div>"));
    }

    [Theory]
    [InlineData("var standard = 540_000;", 1)]
    [InlineData("if (amount > 1500000) { }", 1)]
    [InlineData("const int BatchSize = 50_000;", 0)]
    [InlineData("// 540_000 in a comment", 0)]
    [InlineData("var age = 80;", 0)]
    public void An_amount_in_code_is_seen(string line, int complaints) => Assert.Equal(complaints, Rules.LawInCode("x.cs", line).Count());

    [Theory]
    [InlineData("update ledger_entry set amount = 0", 1)]
    [InlineData("DELETE FROM determination where true", 1)]
    [InlineData("insert into ledger_entry values (1)", 0)]
    public void An_overwritten_ledger_is_seen(string sql, int complaints) =>
    Assert.Equal(complaints, Rules.Overwrites("x.cs", sql).Count());

    [Theory]
    [InlineData("var today = DateTime.Now;", 1)]
    [InlineData("var at = DateTimeOffset.UtcNow;", 1)]
    [InlineData("x = TimeProvider.System;", 1)]
    [InlineData("x = time.GetUtcNow();", 1)]
    [InlineData("var at = register.Clock.SystemNow;", 1)]
    [InlineData("register.Clock.StandOn(day);", 1)]
    [InlineData("connection.Execute(\"insert into t values (now())\")", 1)]
    [InlineData("where at < current_timestamp", 1)]
    [InlineData("select strftime('%s', 'now')", 1)]
    [InlineData("var at = Environment.TickCount64;", 1)]
    [InlineData("var watch = Stopwatch.StartNew();", 0)]
    [InlineData("var at = register.Clock.Now();", 0)]
    [InlineData("// not DateTime.Now", 0)]
    public void Another_source_of_time_is_seen(string line, int complaints) =>
        Assert.Equal(complaints, Rules.OtherClocks("src/AnSinh.Ledger/x.cs", line).Count());

    [Theory]
    [InlineData("double rate = 0.1;", 1)]
    [InlineData("long rate = 1;", 0)]
    public void Floating_point_is_seen(string line, int complaints) => Assert.Equal(complaints, Rules.FloatingPoint("x.cs", line).Count());

    [Fact]
    public void A_term_missing_from_the_glossary_is_seen()
    {
        Assert.Single(Rules.TermsNotInGlossary("x.cs", """/// (<i lang="vi">truy lĩnh</i>)""", "# Glossary"));
        Assert.Empty(Rules.TermsNotInGlossary("x.cs", """/// (<i lang="vi">truy lĩnh</i>)""", "| arrears | Truy lĩnh |"));
    }

    [Theory]
    [InlineData("connection.Execute(\"insert into thing values (1)\");\n", 1)]
    [InlineData("connection.Execute(\n    \"\"\"\n    update thing set a = 1\n    \"\"\");\n", 1)]
    [InlineData("connection.Execute(\"delete from thing\", null, transaction);\n", 0)]
    [InlineData("using var transaction = connection.BeginTransaction();\n", 1)]
    [InlineData("connection.Query(\"select * from thing\");\n", 0)]
    public void A_write_outside_an_act_is_seen(string code, int complaints) =>
    Assert.Equal(complaints, Rules.OutsideActs("src/x.cs", code).Count());

    [Theory]
    [InlineData("src/AnSinh.Ledger/x.cs", "connection.Execute(\"update fact set superseded_at = 1\", null, transaction);\n", 1)]
    [InlineData("src/AnSinh.Ledger/x.cs", "$\"update fact set {Believed.SupersededAt} = 1\"", 1)]
    [InlineData("src/AnSinh.Ledger/x.cs", "where recorded_at <= @at\nand superseded_at is null\nand a.Superseded_At > @at\n", 2)]
    [InlineData("src/AnSinh.Store/TwoTimes/x.cs", "superseded_at is null", 0)]
    [InlineData("src/x.cs", "new(\"0007-payee\",\n\"\"\"\ncreate table payee (superseded_at bigint null);\n\"\"\"),\n", 0)]
    [InlineData("src/x.cs", "new Migration(\"0007-a\", \"\"\"create table a (b int)\"\"\");\nvar x = \"superseded_at\";\n\"\"\"\"\"\"", 1)]
    public void Superseding_by_hand_is_seen(string path, string code, int complaints) =>
        Assert.Equal(complaints, Rules.SupersededByHand(path, code).Count());

    [Fact]
    public void A_dead_link_is_seen()
    {
        Assert.Single(Rules.DeadLinks("docs/tour.md", "[x](../src/None.cs)", _ => false));
        Assert.Empty(Rules.DeadLinks("docs/tour.md", "[x](../src/Some.cs#L3)", target => target == "src/Some.cs"));
    }

    [Fact]
    public void A_recipe_that_names_what_is_gone_is_seen()
    {
        const string Text = "Copy `RunList` in `src/*/Pages/<name>.cs`, `GoneList` in `src/Gone/` (`XxxPages.cs`, `/gone/ID`).\n"
            + "```\n`NoName`\n```\n";
        Assert.Equal(["CONTRIBUTING.md: GoneList does not exist", "CONTRIBUTING.md: src/Gone/ does not exist"],
            Rules.StaleNames("CONTRIBUTING.md", Text, new HashSet<string> { "RunList" }, ["src/AnSinh.Host/Pages/RunList.cs"]));
    }
}

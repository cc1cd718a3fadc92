namespace AnSinh.Architecture;

/// <summary>A feature is a folder: its namespace says so, and folders of a project do not go round in circles.</summary>
public class FolderTests
{
    [Fact]
    public void The_namespace_is_the_folder() =>
        Assert.Empty(Repository.Files("src", ".cs").SelectMany(f => Folders.Misplaced(f, Repository.Read(f))));

    [Fact]
    public void Rooms_point_upstream_as_the_tour_says() =>
        Assert.Empty(Folders.Backward(
            Repository.Files("src", ".cs", ".razor").ToDictionary(f => f, Repository.Read),
            Folders.Order(Repository.Read("docs/tour.md"))));

    // What a round of the poverty review reads of households is still its own SQL; the other runs once, in a migration.
    private static readonly string[] NotYet =
        ["src/AnSinh.Casework/Poverty/RoundTables.cs", "src/AnSinh.Casework/Poverty/RoundsToCases.cs"];

    [Fact]
    public void Only_the_owner_of_a_table_writes_sql_on_it()
    {
        var files = Repository.Files("src", ".cs").Except(NotYet).ToDictionary(f => f, Repository.Read);
        var owners = TableOwners.Owners(files);
        Assert.Equal("AnSinh.Register", owners["person"]);
        Assert.Empty(files.SelectMany(f => TableOwners.Foreign(f.Key, f.Value, owners)));
    }

    [Theory]
    [InlineData("\"select name from person where person_id = 1\"", 1)]
    [InlineData("\"\"\"\nselect 1 from ledger_entry e\njoin person p on true\n\"\"\"", 1)]
    [InlineData("from person in persons select person", 0)]
    [InlineData("\"insert into ledger_entry (a) values (1)\"", 0)]
    public void Sql_on_the_table_of_another_is_seen(string code, int complaints) => Assert.Equal(complaints,
        TableOwners.Foreign("src/AnSinh.Ledger/x.cs", code,
            new Dictionary<string, string> { ["person"] = "AnSinh.Register", ["ledger_entry"] = "AnSinh.Ledger" }).Count());

    [Fact]
    public void No_table_is_made_at_the_doors() =>
        Assert.Empty(Repository.Files("src", ".cs").SelectMany(f => TableOwners.MadeAtDoors(f, Repository.Read(f))));

    [Theory]
    [InlineData("src/AnSinh.Host/Lists/ListStore.cs", 1)]
    [InlineData("src/AnSinh.Host/SignIn/Sessions.cs", 1)]
    [InlineData("src/AnSinh.Intake/Lists/SentLists.cs", 0)]
    public void A_table_made_at_a_door_is_seen(string path, int complaints) =>
        Assert.Equal(complaints, TableOwners.MadeAtDoors(path, "new(\"0910-lists\", \"create table import_map (form text)\")").Count());

    [Fact]
    public void A_file_in_another_namespace_is_seen() =>
        Assert.Single(Folders.Misplaced("src/AnSinh.Register/Units/Unit.cs", "namespace AnSinh.Register;\n"));

    [Fact]
    public void A_room_that_points_back_and_one_the_tour_does_not_know_are_seen()
    {
        var files = new Dictionary<string, string>
        {
            ["src/AnSinh.X/A/One.cs"] = "using AnSinh.X.B;\nnamespace AnSinh.X.A;\npublic sealed class One(Two two);\n",
            ["src/AnSinh.X/B/Two.cs"] = "namespace AnSinh.X.B;\npublic sealed class Two;\n",
        };
        Assert.Empty(Folders.Backward(files, Folders.Order("| `X` | `B` · `A` |\n")));
        Assert.Contains("One.cs uses Two", Assert.Single(Folders.Backward(files, Folders.Order("| `X` | `A` · `B` |\n"))),
            StringComparison.Ordinal);
        Assert.Single(Folders.Backward(files, Folders.Order("| `X` | `B` |\n")));
    }
}

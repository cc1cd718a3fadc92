using AnSinh.Register.Units;
using AnSinh.Testing;

namespace AnSinh.Register.Tests.Units;

/// <summary>Wrong lines are all told, each with its file and line.</summary>
public sealed class UnitFilesTests : IDisposable
{
    private const string UnitHead = "code,name,full_name,kind,level,parent_code,valid_from,valid_to,source,note\n";
    private const string ChangeHead =
        "event,effective_date,decided_date,instrument,level,from_code,from_name,to_code,to_name,extent,note,source\n";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_version_with_a_start_gets_it_into_its_key()
    {
        var read =
            Read("1,Một,Xã Một,xã,3,27,,2020-02-29,,\n1,Hai,Xã Hai,xã,3,27,2020-03-01,,,\"a, note\"\n",
                "E,2020-03-01,2020-02-11,NQ 1,3,1,,1,,whole,,\n").Value;
        Assert.Equal(["1", "1~2020-03-01"], read.Units.Select(u => u.Key));
        Assert.Equal("a, note", read.Units[1].Note);
        Assert.Equal(("1", "1~2020-03-01", true), (read.Changes[0].FromKey, read.Changes[0].ToKey, read.Changes[0].Whole));
    }

    [Fact]
    public void A_change_whose_day_is_not_known_is_not_applied() =>
        Assert.Empty(Read("1,Một,Xã Một,xã,3,,,,,\n", "E,,,NQ 1,1,1,,1,,whole,,\n").Value.Changes);

    [Fact]
    public void Folders_without_files_have_no_units() => Assert.Empty(UnitFiles.Read([_folder.Path]).Value.Units);

    [Theory]
    [InlineData("1,Một,Xã Một,xã,3,,2020-03-01,2020-02-29,,\n", "", "units.csv:2", "valid_to")]
    [InlineData("1,Một,Xã Một,xã,ba,,,,,\n", "", "units.csv:2", "level")]
    [InlineData(",Một,Xã Một,xã,3,,,,,\n", "", "units.csv:2", "code")]
    [InlineData("1,Một,Xã Một,xã,3,,31/12/2020,,,\n", "", "units.csv:2", "valid_from")]
    [InlineData("1,Một,,xã,3,,,,,\n1,Hai,,xã,3,,,,,\n", "", "units.csv:3", "đã có")]
    [InlineData("1,Một,,xã,3,,,2020-05-31,,\n1,Hai,,xã,3,,2020-05-31,,,\n", "", "units.csv:3", "trùng thời gian")]
    [InlineData("1,Một,,xã,3,,,2020-02-29,,\n", "E,2020-03-01,,NQ,3,1,,2,,whole,,\n", "unit_changes.csv:2", "mã 2")]
    [InlineData("2,Hai,,xã,3,,,,,\n", "E,2020-03-01,,NQ,3,1,,2,,whole,,\n", "unit_changes.csv:2", "mã 1")]
    [InlineData("1,Một,,xã,3,,,,,\n", "E,2020-03-01,,NQ,3,1,,1,,all,,\n", "unit_changes.csv:2", "extent")]
    public void A_wrong_line_is_named(string units, string changes, string place, string word)
    {
        var refusal = Assert.Single(Read(units, changes).Refusals);
        Assert.EndsWith(place, refusal.Place, StringComparison.Ordinal);
        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
    }

    private Basics.Outcome<(IReadOnlyList<Unit> Units, IReadOnlyList<UnitChange> Changes)> Read(string units, string changes)
    {
        _folder.Write("vn/units.csv", UnitHead + units);
        _folder.Write("vn/unit_changes.csv", ChangeHead + changes);
        return UnitFiles.Read([_folder.File("vn")]);
    }
}

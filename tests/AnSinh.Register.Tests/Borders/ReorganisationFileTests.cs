using System.Text;
using AnSinh.Basics;
using AnSinh.Intake.Borders;
using AnSinh.Register.Units;
using AnSinh.Testing;

namespace AnSinh.Register.Tests.Borders;

/// <summary>A file of a reorganisation is read and checked line by line: each mistake gets the message an official can act on.</summary>
public class ReorganisationFileTests
{
    private const string Header =
        "event,effective_date,decided_date,instrument,from_code,from_name,to_code,to_name,to_kind,to_parent_code,extent,hamlets\n";

    [Fact]
    public void A_merger_under_a_code_used_again_ends_two_units_and_starts_one()
    {
        var plan = Check(Line("101", "Xã A", "102", "AB", "xã") + Line("102", "Xã B", "102")).Value;
        Assert.Equal(["101", "102"], plan.Ended.Select(u => u.Key));
        Assert.All(plan.Ended, unit => Assert.Equal(new DateOnly(2024, 12, 31), unit.To));
        var started = Assert.Single(plan.Started);
        Assert.Equal(("102~2025-01-01", "Xã AB", "272"), (started.Key, started.FullName, started.ParentCode));
        Assert.Equal(started, plan.After.Resolve("101", new DateOnly(2025, 1, 1)));
        Assert.Empty(plan.Splits);
    }

    [Fact]
    public void Renaming_and_a_new_parent_are_the_same_land_in_a_new_version()
    {
        var plan = Check(Line("101", null, "101", "Mới", null, "01")).Value;
        var unit = Assert.Single(plan.Started);
        Assert.Equal(("101~2025-01-01", "Xã Mới", "01"), (unit.Key, unit.FullName, unit.ParentCode));
        Assert.DoesNotContain(plan.After.Children("272", new DateOnly(2025, 1, 1)), u => u.Code == "101");
    }

    [Fact]
    public void A_tier_is_abolished_when_all_below_it_go_elsewhere()
    {
        var lines = new[] { "101", "102", "103" }.Select(code => Line(code, null, code, null, null, "01"));
        var plan = Check(string.Concat(lines) + Line("272", "Huyện Thử", null)).Value;
        Assert.Null(plan.After.At("272", new DateOnly(2025, 1, 1)));
        Assert.Equal(3, plan.After.Children("272", new DateOnly(2025, 1, 1)).Count);
    }

    [Fact]
    public void A_split_names_its_parts_and_hamlets()
    {
        var plan =
            Check(Line("101", null, "101", "A một", null, null, "part", "Thôn 1; Thôn 2")
                + Line("101", null, "104", "A hai", "xã", null, "part")).Value;
        var split = Assert.Single(plan.Splits);
        Assert.Equal(["Thôn 1", "Thôn 2"], split.To[0].Hamlets);
        Assert.Null(plan.After.Resolve("101", new DateOnly(2025, 1, 1)));
        Assert.Equal("101", plan.After.CountedIn("101", new DateOnly(2025, 1, 1))!.Key);
    }

    [Fact]
    public void Days_may_be_written_the_vietnamese_way() =>
        Assert.Equal(new DateOnly(2025, 7, 1), Read(Header + "E,01/07/2025,,NQ,101,,101,Mới,,,whole,\n").Value.On);

    [Theory]
    [InlineData("999", "Xã A", "102", "whole", "borders.no-source")]
    [InlineData("101", "Xã Khác", "104", "whole", "borders.other-name")]
    [InlineData("101", "Xã A", "102", "whole", "borders.target-goes-on")]
    [InlineData("101", "Xã A", "", "whole", "borders.people-nowhere")]
    [InlineData("101", "Xã A", "104", "part", "borders.one-part")]
    [InlineData("101", "Xã A", "104", "half", "borders.extent")]
    [InlineData("272", "Huyện Thử", "", "whole", "borders.children-left")]
    public void A_line_that_does_not_fit_is_refused_with_its_place(string from, string name, string to, string extent, string code)
    {
        var refused = Check(Line(from, name, to.Length == 0 ? null : to, "Mới", "xã", null, extent));
        var refusal = Assert.Single(refused.Refusals);
        Assert.Equal((code, "sap-xep.csv:2"), (refusal.Code, refusal.Place));
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_of_a_file_is_told_at_once()
    {
        var refused = Check(Line("999", null, "104", "X", "xã") + Line("101", null, "105") + Line("102", null, "106", "Y", "xã", "777"));
        Assert.Equal(["borders.no-source", "borders.nameless"], refused.Refusals.Select(r => r.Code));
        Assert.Equal(["borders.no-parent"], Check(Line("102", null, "106", "Y", "xã", "777")).Refusals.Select(r => r.Code));
    }

    [Fact]
    public void A_line_twice_and_whole_beside_part_are_refused()
    {
        Assert.Equal(["borders.whole-and-more"],
            Codes(Check(Line("101", null, "104", "X", "xã") + Line("101", null, "105", "Y", "xã", null, "part"))));
        Assert.Equal(["borders.twice"],
            Codes(Check(Line("101", null, "104", "X", "xã", null, "part") + Line("101", null, "104", null, null, null, "part"))));
        Assert.Equal(["borders.hamlet-twice"],
            Codes(Check(
                Line("101", null, "104", "X", "xã", null, "part", "Thôn 1")
                    + Line("101", null, "105", "Y", "xã", null, "part", "thôn 1"))));
        Assert.Equal(["borders.two-names"], Codes(Check(Line("101", null, "104", "X", "xã") + Line("102", null, "104", "Z", "xã"))));
    }

    [Theory]
    [InlineData("", "borders.empty")]
    [InlineData("PK\u0003\u0004", "borders.excel")]
    [InlineData("ma,ten\n1,2\n", "borders.column")]
    [InlineData("event,effective_date,instrument,from_code,to_code\nE,2025-01-01,NQ,101,102\n", "borders.no-column")]
    [InlineData(Header, "borders.no-lines")]
    [InlineData(Header + "E,2025-13-01,,NQ,101,,101,Mới,,,whole,\n", "borders.day")]
    [InlineData(Header + ",2025-01-01,,NQ,101,,101,Mới,,,whole,\n", "borders.missing")]
    [InlineData(Header + "E,2025-01-01,,NQ,101,,101,Mới,,,whole,\nE,2025-02-01,,NQ,102,,102,Mới,,,whole,\n", "borders.two-events")]
    [InlineData(Header + "E,2025-01-01,,NQ,101,,101,Mới,,,whole,Thôn 1\n", "borders.hamlets-whole")]
    public void A_file_that_cannot_be_read_says_why(string text, string code) => Assert.Contains(code, Codes(Read(text)));

    [Fact]
    public void A_file_in_another_encoding_is_not_guessed_at() =>
        Assert.Equal(["borders.encoding"],
            Codes(ReorganisationFile.Read(Encoding.Latin1.GetBytes(Header + "E,2025-01-01,,Ngh\u1ECB quy\u1EBFt é,101,,,,,,whole,\n"),
                "x.csv")));

    [Fact]
    public void A_file_that_is_not_there_says_so() => Assert.Equal(["borders.no-file"], Codes(ReorganisationFile.Read("/khong/co.csv")));

    [Fact]
    public void What_is_written_out_is_read_again_the_same()
    {
        var what =
            Read(Header + Line("101", "Xã A", "101", "A, một", "xã", "01", "part", "Thôn 1;Thôn 2")
                + Line("101", null, "104", "Hai", "xã", null, "part")).Value;
        var again = Read(BorderDetail.ToCsv(what)).Value;
        Assert.Equal(BorderDetail.ToCsv(what), BorderDetail.ToCsv(again));
        Assert.Equal(what.Lines[0].To, again.Lines[0].To);
    }

    [Fact]
    public void The_three_files_of_the_reference_place_make_the_map_that_policy_holds()
    {
        var read = UnitFiles.Read(Directory.GetDirectories(Checkout.File("policy")).Order(StringComparer.Ordinal)).Value;
        var events = AnSinh.Demo.Synthetic.SyntheticBorders.Read(Checkout.File("policy/vn-01-272-phuc-tho/reorganisations")).Value;
        Assert.Equal(["HN-2020-03", "HN-2025-01", "HN-2025-07"], events.Select(e => e.Event));
        var (units, changes) = AnSinh.Demo.Synthetic.SyntheticBorders.Before(read.Units, read.Changes, events);
        var map = new UnitMap(units, changes);
        Assert.Equal(23, map.Children("272", new DateOnly(2026, 1, 1)).Count);
        foreach (var what in events)
        {
            map = ReorganisationCheck.Plan(what, map, 0).Value.After;
        }

        Assert.Equal(read.Units.Select(u => u with { Note = null }).OrderBy(u => u.Key, StringComparer.Ordinal),
            map.All.Select(u => u with { Note = null }).OrderBy(u => u.Key, StringComparer.Ordinal));
        Assert.Equal(Words(read.Changes), Words(map.Changes));

        static IEnumerable<string> Words(IEnumerable<UnitChange> all) =>
            all.Select(c => $"{c.On:O} {c.Decided:O} {c.Instrument} {c.Level} {c.FromKey} {c.ToKey} {c.Whole}")
            .Order(StringComparer.Ordinal);
    }

    private static string Line(string from, string? name, string? to, string? toName = null, string? kind = null,
        string? parent = null, string extent = "whole", string? hamlets = null) =>
        $"E,2025-01-01,2024-11-14,NQ 1,{from},{name},{to},\"{toName}\",{kind},{parent},{extent},{hamlets}\n";

    private static Outcome<Reorganisation> Read(string text) => ReorganisationFile.Read(Encoding.UTF8.GetBytes(text), "sap-xep.csv");

    private static Outcome<ReorganisationPlan> Check(string lines)
    {
        var read = Read(Header + lines);
        return read.Ok ? ReorganisationCheck.Plan(read.Value, BorderWorld.Map, 0) : Outcome<ReorganisationPlan>.Refused(read.Refusals);
    }

    private static IEnumerable<string> Codes<T>(Outcome<T> outcome) => outcome.Refusals.Select(r => r.Code);
}

using System.Text;
using AnSinh.Basics;
using AnSinh.Determinations.Questions;
using AnSinh.Ledger.Tests;
using AnSinh.Rulebook;

namespace AnSinh.Determinations.Tests;

/// <summary>All programmes asked about one person.</summary>
public class QuestionTests
{
    private static readonly Jurisdiction Country = Jurisdiction.National;
    private static readonly AsKnown Known = SmallWorld.Known("2025-08-31");

    [Fact]
    public void Every_programme_answers_after_the_rules_between_them()
    {
        var all = Ask("birth_date: 1940\ndisability: severe");
        Assert.Equal(["aid", "grant"], all.Programmes.Select(p => p.Name));
        Assert.Equal((Truth.Yes, 750_000L), (all.Programmes[0].Status, all.Programmes[0].Amount!.Value.Value));
        var lost = all.Programmes[1];
        Assert.Equal((Truth.No, Truth.Yes, "grant_or_aid"), (lost.Status, lost.Own.Status, lost.Rule!.Interaction.Id));
        Assert.Equal(750_000, all.PerMonth.Value);
    }

    [Fact]
    public void What_is_not_told_is_unknown_if_so_asked_and_never_no()
    {
        var all = Ask("birth_date: 1990-01-01", silenceIsUnknown: true);
        var aid = all.Programmes.Single(p => p.Name == "aid");
        Assert.Equal((Truth.Unknown, null), (aid.Status, aid.Amount));
        Assert.Equal(["disability", "pension", "poverty"], aid.Missing.Select(FactName.Bare).Order());
        Assert.Equal(Truth.No, all.Programmes.Single(p => p.Name == "grant").Status);
        Assert.Equal(Truth.No, Ask("birth_date: 1990-01-01").Programmes.Single(p => p.Name == "aid").Status);
    }

    [Fact]
    public void What_most_programmes_wait_for_is_to_be_asked_next()
    {
        var all = Ask("disability: none\nhousehold: {poverty: none}", silenceIsUnknown: true);
        Assert.Equal("birth_date", all.Missing[0].Fact.Name);
        Assert.Equal(2, all.Missing[0].Programmes.Count);
    }

    [Theory]
    [InlineData("""{"birth_date": "1930-05-01", "household": {"poverty": "poor"}, "members": [{"birth_date": "2010-01-01"}]}""")]
    [InlineData("birth_date: 1930-05-01\nhousehold: {poverty: poor}\nmembers:\n  - {birth_date: 2010-01-01}")]
    [InlineData("given:\n  birth_date: 1930-05-01\n  household: {poverty: poor}\nmembers:\n  - {birth_date: 2010-01-01}")]
    public void Facts_are_read_from_JSON_YAML_and_from_a_whole_case(string text)
    {
        var given = Read(text).Value;
        Assert.Equal(("1930-05-01", "poor", "2010-01-01"),
            (given.Person["birth_date"], given.Person["household.poverty"], given.Members[0]["birth_date"]));
    }

    [Theory]
    [InlineData("brth_date: 1990", "không có dữ kiện 'brth_date'; có phải 'birth_date'?")]
    [InlineData("disability: sever", "có phải 'severe'?")]
    [InlineData("household: {povrty: poor}", "không có dữ kiện 'household.povrty'; có phải 'poverty'?")]
    [InlineData("poverty: poor", "không có dữ kiện 'poverty'")]
    [InlineData("birth_date: yesterday", "'yesterday' không phải là giá trị của 'birth_date'")]
    [InlineData("- a", "phải bắt đầu bằng các khoá")]
    [InlineData("", "Cần một tài liệu")]
    public void A_wrong_name_or_value_is_told_with_the_nearest_that_exists(string text, string told) =>
        Assert.Contains(Read(text).Refusals, r => r.Message.Contains(told, StringComparison.Ordinal));

    [Fact]
    public void A_person_of_the_register_is_asked_about_and_told_otherwise()
    {
        using var world = new SmallWorld().Person(1, "1940-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20").Load();
        var (asker, reading, month) = (new EligibilityScreener(world.Policy), world.Determiner.Read(Known), SmallWorld.M("2025-08"));
        var held = asker.Ask(reading, 1, month)!;
        var full = world.Determiner.Determine(month, Known);
        Assert.All(held.Programmes,
            p => Assert.Equal((full.FindOrNull(p.Name)!.Status[0], full.FindOrNull(p.Name)!.Amount[0]),
                ((byte)p.Status, p.Amount?.Value ?? 0)));
        var told = GivenFacts.Check(world.Policy, [new("disability", "none")], []).Value;
        var tried = asker.Ask(reading, 1, month, told)!;
        Assert.Equal(("grant", 500_000L),
            (tried.Programmes.Single(p => p.Status == Truth.Yes && p.Amount!.Value.Value > 0).Name, tried.PerMonth.Value));
        Assert.Null(asker.Ask(reading, 99, month));
    }

    private static Outcome<GivenFacts> Read(string text) => GivenFacts.Read(Law.Value, "facts", Encoding.UTF8.GetBytes(text));

    private static readonly Lazy<Policy> Law = new(() => SmallWorld.LoadSmall());

    private static Entitlements Ask(string facts, bool silenceIsUnknown = false) =>
        new EligibilityScreener(Law.Value).Ask(Read(facts).Value, Country, SmallWorld.M("2025-08"), Known, silenceIsUnknown);
}

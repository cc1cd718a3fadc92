using AnSinh.Basics;
using AnSinh.Ledger.Tests;
using AnSinh.Rulebook;
using AnSinh.Store.Acts;

namespace AnSinh.Determinations.Tests;

/// <summary>A month for everyone, as known on any day.</summary>
public class DetermineTests
{
    [Fact]
    public void Everyone_gets_an_answer_and_unknown_is_not_no()
    {
        using var world = Village().Load();
        var result = world.Determiner.Determine(SmallWorld.M("2020-08"), SmallWorld.Known("2020-08-31"));
        var aid = result.FindOrNull("aid")!;
        Assert.Equal([ProgrammeResult.Yes, ProgrammeResult.Yes, ProgrammeResult.No, ProgrammeResult.Unknown], aid.Status);
        Assert.Equal([405_000, 270_000, 0, 0], aid.Amount);
        Assert.Equal(["disabled"], aid.RoutesOf(0));
        Assert.Equal((2, 1, 675_000), (aid.CountYes(), aid.CountUnknown(), aid.Total().Value));
    }

    [Fact]
    public void A_month_is_asked_as_known_on_a_day()
    {
        using var world = new SmallWorld().Person(1, "1990-01-01").Fact(1, "disability", "severe", "2020-03-05", "2020-09-10").Load();
        byte Status(string known) =>
            world.Determiner.Determine(SmallWorld.M("2020-08"), SmallWorld.Known(known)).FindOrNull("aid")!.Status[0];
        Assert.Equal((ProgrammeResult.No, ProgrammeResult.Yes), (Status("2020-08-31"), Status("2020-09-30")));
    }

    [Fact]
    public void The_register_around_one_person_gives_the_answers_of_the_whole()
    {
        using var world = Village().Load();
        var (known, month) = (SmallWorld.Known("2020-08-31"), SmallWorld.M("2020-08"));
        var whole = world.Determiner.Read(known).Entitled(month);
        Assert.NotEmpty(whole.Snapshot.PersonIds);
        foreach (var id in whole.Snapshot.PersonIds)
        {
            var around = world.Determiner.ReadAround(id, known).Entitled(month);
            var (there, here) = (whole.Snapshot.RowOf(id), around.Snapshot.RowOf(id));
            Assert.All(whole.Programmes,
                p => Assert.Equal((p.Status[there], p.Amount[there]),
                    (around.FindOrNull(p.Name)!.Status[here], around.FindOrNull(p.Name)!.Amount[here])));
        }
    }

    [Fact]
    public void Counts_are_by_commune()
    {
        using var world = Village().Load();
        var result = world.Determiner.Determine(SmallWorld.M("2020-08"), SmallWorld.Known("2020-08-31"));
        var counts = result.ByUnit(result.FindOrNull("aid")!);
        Assert.Equal(
            [(SmallWorld.Commune, 3L, 2L, 0L, 675_000L), (SmallWorld.OtherCommune, 1L, 0L, 1L, 0L)],
            counts.Select(c => (c.Unit!, c.People, c.Entitled, c.Unknown, c.Amount)).Order());
    }

    [Fact]
    public void Of_rival_programmes_the_higher_wins_and_the_loser_is_told()
    {
        using var world = new SmallWorld().Person(1, "1940-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20")
            .Person(2, "1940-01-01").Person(3, "1948-01-01").Load();
        var result = world.Determiner.Determine(SmallWorld.M("2025-08"), SmallWorld.Known("2025-08-31"));
        var (aid, grant) = (result.FindOrNull("aid")!, result.FindOrNull("grant")!);
        Assert.Equal([750_000, 0, 0], aid.Amount);
        Assert.Equal([0, 500_000, 500_000], grant.Amount);
        Assert.Equal([0], grant.OutrankedBy.Keys);
        Assert.Equal([1], aid.OutrankedBy.Keys);
    }

    [Fact]
    public void The_explanation_agrees_with_the_month_and_shows_the_rival()
    {
        using var world = new SmallWorld().Person(1, "1940-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20").Load();
        var lost = Explain(world, 1, "grant", "2025-08");
        Assert.Equal((Truth.No, null), (lost.Status, lost.Amount));
        Assert.Equal(Truth.Yes, lost.Own.Status);
        Assert.Equal(("aid", new Dong(750_000), true), (lost.Rivals[0].Programme, lost.Rivals[0].Amount, lost.Rivals[0].Wins));
        Assert.Contains("NĐ 1/NĐ-CP", lost.Root.Citation, StringComparison.Ordinal);
        Assert.Equal(2, lost.Root.Children.Count);
        var won = Explain(world, 1, "aid", "2025-08");
        Assert.Equal((Truth.Yes, new Dong(750_000)), (won.Status, won.Amount!.Value));
    }

    [Fact]
    public void Without_a_birth_date_the_explanation_says_what_is_missing()
    {
        using var world = new SmallWorld().Person(1, null).Load();
        var explained = Explain(world, 1, "aid", "2020-08");
        Assert.Equal((Truth.Unknown, "birth_date"), (explained.Status, Assert.Single(explained.Missing)));
    }

    [Fact]
    public void A_person_or_programme_nobody_knows_is_refused()
    {
        using var world = new SmallWorld().Person(1, "1990-01-01").Load();
        string Code(long person, string programme) =>
            Assert.Single(
                world.Determiner.Explain(person, programme, SmallWorld.M("2020-08"), SmallWorld.Known("2020-08-31")).Refusals).Code;
        Assert.Equal("person.unknown", Code(99, "aid"));
        Assert.Equal("programme.unknown", Code(1, "none"));
        Assert.Equal("programme.not-in-month", Code(1, "grant"));
    }

    [Fact]
    public void A_kept_determination_has_its_clauses_its_facts_and_the_hash()
    {
        using var world = Village().Load();
        var run =
            world.Determiner.Store(world.Determiner.Determine(SmallWorld.M("2020-08"), SmallWorld.Known("2020-08-31")), Act.By("test"));
        var kept = Assert.Single(world.Determiner.Stored.OfPerson(1));
        Assert.Equal((run, "yes", 405_000L, "v1", world.Policy.Hash),
            (kept.RunId, kept.Status, kept.Amount, kept.Version, kept.RulebookHash));
        Assert.Equal(["disabled"], kept.Clauses);
        Assert.Contains("\"disability\":\"severe\"", kept.Facts, StringComparison.Ordinal);
        Assert.Equal("unknown", Assert.Single(world.Determiner.Stored.OfPerson(4)).Status);
        Assert.Empty(world.Determiner.Stored.OfPerson(3));
    }

    private static PersonExplanation Explain(SmallWorld world, long person, string programme, string month)
    {
        var outcome = world.Determiner.Explain(person, programme, SmallWorld.M(month), new AsKnown(SmallWorld.M(month).LastDay));
        Assert.True(outcome.Ok, string.Join("; ", outcome.Refusals));
        return outcome.Value;
    }

    /// <summary>1 severely disabled, 2 old, 3 young, 4 without birth date in the other commune.</summary>
    private static SmallWorld Village() => new SmallWorld()
        .Person(1, "1990-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20")
        .Person(2, "1930-01-01")
        .Person(3, "1990-01-01")
        .Person(4, null, SmallWorld.OtherCommune);
}

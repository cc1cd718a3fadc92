using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Casework.Poverty;
using AnSinh.Ledger.Tests.Cases;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store;
using AnSinh.Store.Acts;
using static AnSinh.Ledger.Tests.Poverty.RoundWorld;

namespace AnSinh.Ledger.Tests.Poverty;

/// <summary>A poverty review from opening to decision, over any database.</summary>
public abstract class RoundContract(Dialect dialect)
{
    [Fact]
    public void The_households_in_a_class_are_listed_by_law_and_others_only_suggested()
    {
        using var world = new RoundWorld(dialect);
        var file = world.Rounds.FindOrNull(world.Open(), Scope.Everything)!;
        Assert.Equal([(1L, "poor", "poor_now"), (2L, "near_poor", "near_poor_now"), (5L, "near_poor", "near_poor_now")],
            file.Households.Select(h => (h.Id, h.Listed.Before, Assert.Single(h.Listed.Reasons))).Order());
        Assert.Equal("rural", file.Households[0].Listed.Area);
        // Nobody works in 3 and 4: a sign to look at, not a condition of the law. 3 was poor before.
        Assert.Equal([(3L, true), (4L, false)], world.Rounds.Suggested(file).Select(h => (h.Household, h.EverBefore)));
        Assert.Equal("round.twice", Assert.Single(world.Begin(Commune, 2022, Holds, false).Refusals).Code);
        Assert.Equal("round.no-law",
            Assert.Single(world.Begin(Other, 2022, D("2027-01-01"), false).Refusals).Code);
    }

    [Theory]
    [InlineData(1900)]
    [InlineData(2021)]
    [InlineData(2024)]
    [InlineData(2199)]
    public void A_review_is_of_the_year_of_its_list_or_of_its_result(int year)
    {
        using var world = new RoundWorld(dialect);
        Assert.Equal("round.year", Assert.Single(world.Begin(Commune, year, Holds, false).Refusals).Code);
    }

    [Fact]
    public void Two_open_reviews_of_one_commune_have_no_list_of_the_same_day()
    {
        using var world = new RoundWorld(dialect);
        world.Open();
        Assert.Equal("round.twice", Assert.Single(world.Begin(Commune, 2022, Holds, true).Refusals).Code);
        Assert.True(world.Begin(Commune, 2022, Holds, true, Base.AddDays(2)).Ok);
        Assert.True(world.Begin(Other, 2022, Holds, true).Ok);
    }

    [Fact]
    public void A_review_from_its_list_to_its_decision_and_back()
    {
        using var world = new RoundWorld(dialect);
        var id = world.Open();
        Good(world.Rounds.List(id, [3, 4], null, null, Act.By("canbo")));
        Good(world.Fill(id, 1, "near_poor", "income_up"));
        Good(world.Fill(id, 2, "none", "job"));
        Good(world.Fill(id, 3, "poor", "illness"));
        Good(world.Fill(id, 4, "near_poor", "job_lost"));
        Good(world.Fill(id, 5, "near_poor"));
        world.Post(id);

        var line = Assert.Single(world.Books.All(CaseFilter.Open));
        Assert.Equal((id, ProcedureRole.PovertyReviewer), (line.File.SubjectId, line.By));
        Assert.Empty(world.Books.All(CaseFilter.Open, Scope.Of([Other])));
        var signed = Good(world.Sign(id, "45/QĐ-UBND"));
        Assert.Equal((0, 1), (world.Books.All(CaseFilter.Open).Count, world.Books.All(CaseFilter.Ended).Count));
        Assert.Equal(
            [new TurnoverRow("poor", 1, 0, 1, 0, 0, 1, 0, 0, 1), new TurnoverRow("near_poor", 2, 1, 0, 0, 1, 0, 1, 0, 3)],
            signed.Recognition!.Turnover.Rows);
        Assert.Equal(["near_poor", "none", "poor", "near_poor", "near_poor"],
            new long[] { 1, 2, 3, 4, 5 }.Select(h => world.ClassOf(h, "2023-01")));
        Assert.Equal(["poor", "near_poor", "none", "none", "near_poor"],
            new long[] { 1, 2, 3, 4, 5 }.Select(h => world.ClassOf(h, "2022-12")));
        Assert.Equal("round.closed", Assert.Single(world.Fill(id, 1, "poor").Refusals).Code);

        // Whoever undoes the batch past its case would leave a book that says recognised and a register that does not.
        var past = world.Register.Undo(signed.Recognition.BatchId, "ký nhầm", Act.By("canbo"));
        Assert.Equal("batch.room", Assert.Single(past.Refusals).Code);
        Assert.Equal("poor", world.ClassOf(3, "2023-01"));
        var open = Good(world.Do(id, "take_back", ("reason", "ký nhầm")));
        Assert.True(open.IsOpen);
        Assert.Equal(["open", "post", "opine", "sign", "take_back"], open.Case.Entries.Select(e => e.Deed));
        Assert.Equal(["poor", "near_poor", "none", "none", "near_poor"],
            new long[] { 1, 2, 3, 4, 5 }.Select(h => world.ClassOf(h, "2023-01")));
        Assert.NotNull(
            Good(world.Sign(id, "46/QĐ-UBND")).Recognition);
        var seals = new AuditCheck(world.Register.Database, CaseBooks.Tables).All();
        Assert.True(seals.Ok, string.Join("\n", seals.Faults.Select(f => f.Message)));
        Assert.Equal(7, seals.Rows);
    }

    [Fact]
    public void A_decision_is_refused_when_somebody_wrote_outside_the_review()
    {
        using var world = new RoundWorld(dialect);
        var id = world.Open();
        Good(world.Fill(id, 1, "poor"));
        Good(world.Fill(id, 2, "near_poor"));
        Good(world.Fill(id, 5, "near_poor"));
        world.Post(id);
        // Household 4 becomes poor by another paper, from a day between the base day and the decision.
        Assert.True(
            world.Register.Record(
                new FactRow(4, null, "poverty", "poor", new DateInterval(D("2022-10-01"), null), AsKnown.NoonOf(D("2022-09-12")),
                    null, "giấy khác")).Ok);
        var refused = world.Sign(id, "45/QĐ-UBND").Refusals;
        Assert.Equal(["turnover.household", "turnover.rest"], refused.Select(r => r.Code).Order());
        Assert.Contains("mã số 4", refused.Single(r => r.Code == "turnover.household").Message, StringComparison.Ordinal);
        Assert.Null(world.Rounds.FindOrNull(id, Scope.Everything)!.Recognition);
        Assert.Empty(world.Register.Batches.Latest(5, PovertyRounds.BatchKind));
    }

    [Fact]
    public void A_decision_does_not_wipe_out_what_a_later_one_found()
    {
        using var world = new RoundWorld(dialect);
        var id = world.Open();
        Good(world.Fill(id, 1, "poor"));
        Good(world.Fill(id, 2, "near_poor"));
        Good(world.Fill(id, 5, "near_poor"));
        world.Post(id);
        Assert.True(
            world.Register.Record(
                new FactRow(2, null, "poverty", "none", new DateInterval(D("2024-01-01"), null), AsKnown.NoonOf(D("2022-09-12")),
                    null, "đợt sau")).Ok);
        var refused =
            Assert.Single(world.Sign(id, "45/QĐ-UBND").Refusals);
        Assert.Equal(("decision.later", true), (refused.Code, refused.Message.Contains("Người 2", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_household_that_moved_away_is_counted_as_moved_and_not_written()
    {
        using var world = new RoundWorld(dialect);
        var id = world.Open();
        Good(world.Fill(id, 1, "poor"));
        Good(world.Fill(id, 2, "none", "job"));
        Good(world.Fill(id, 5, "near_poor"));
        world.Post(id);
        Assert.True(
            world.Register.Record(
                new ResidenceRow(2, Other, "permanent", new DateInterval(D("2022-11-01"), null), AsKnown.NoonOf(D("2022-09-12")),
                    null, "chuyển hộ khẩu")).Ok);
        Assert.True(
            world.Register.Record(
                new ResidenceRow(6, Commune, "permanent", new DateInterval(D("2022-11-01"), null), AsKnown.NoonOf(D("2022-09-12")),
                    null, "chuyển hộ khẩu")).Ok);
        var table =
            Good(world.Sign(id, "45/QĐ-UBND")).Recognition!.Turnover;
        Assert.Equal([new TurnoverRow("poor", 1, 0, 0, 0, 0, 0, 0, 1, 2), new TurnoverRow("near_poor", 2, 0, 0, 1, 0, 0, 0, 0, 1)],
            table.Rows);
        Assert.Equal("near_poor", world.ClassOf(2, "2023-01"));
    }
}

/// <summary>Over a SQLite file.</summary>
public class SqliteRoundTests() : RoundContract(Dialect.Sqlite);

/// <summary>Over a schema of PostgreSQL.</summary>
public class PostgresRoundTests() : RoundContract(Dialect.Postgres);

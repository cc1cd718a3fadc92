using AnSinh.Basics;
using AnSinh.Casework.Poverty;
using AnSinh.Store.Acts;
using static AnSinh.Ledger.Tests.Poverty.RoundWorld;

namespace AnSinh.Ledger.Tests.Poverty;

/// <summary>The steps of a review: what is asked, what is refused, and what the law of the day makes of the sheets.</summary>
public class RoundStepTests
{
    [Fact]
    public void Sheets_are_scored_by_the_law_of_the_day_the_result_holds_and_silence_is_not_no()
    {
        using var world = new RoundWorld();
        var id = world.Open();
        var poor = Good(world.Fill(id, 1, "poor")).FindOrNull(1)!.Sheet!.Score;
        Assert.Equal(("poor", "poverty_class", 40L, 120L), (poor.Class, poor.By, poor.Sheets["poverty.b2"], poor.Sheets["poverty.b1"]));
        Assert.Null(poor.Differs);

        var half = RoundWorld.Answers("near_poor");
        half.Remove("b2_water");
        half.Remove("b2_toilet");
        half.Remove("income_per_head");
        half.Remove("b1_points");
        var open = Good(world.Rounds.Steps.Fill(id, new SheetInput(2, D("2022-09-03"), "Rà", half, null, null, null), Act.By("canbo")))
            .FindOrNull(2)!;
        Assert.Null(open.Class);
        Assert.Null(open.Sheet!.Score.Sheets["poverty.b2"]);
        Assert.NotEmpty(open.Sheet.Score.Missing);

        // The same answers under the ten indicators of 2016–2021: another sheet, other questions.
        var earlier = world.Rounds.Review.VersionOn(D("2021-01-01"), new Jurisdiction("vn"))!;
        Assert.Equal(10,
            world.Rounds.Scoring.Sheets(earlier, D("2021-01-01"), world.Rounds.Today)
                .Single(s => s.Scorecard.Name == "poverty.b2").Version.Items.Count);
        Assert.DoesNotContain("b2_employment",
            world.Rounds.Scoring.Questions(earlier, D("2021-01-01"), world.Rounds.Today).Select(q => q.Name));
    }

    [Fact]
    public void Income_and_points_that_tell_otherwise_are_shown()
    {
        using var world = new RoundWorld();
        var answers = RoundWorld.Answers("poor");
        answers["b1_points"] = "300";
        var score =
            Good(world.Rounds.Steps.Fill(world.Open(), new SheetInput(1, D("2022-09-03"), "Rà", answers, null, null, null),
                Act.By("canbo"))).FindOrNull(1)!.Sheet!.Score;
        Assert.Equal(("poor", "poverty_class_by_score:none"), (score.Class, score.Differs));
    }

    [Fact]
    public void A_wrong_sheet_is_refused_with_every_reason_and_nothing_is_kept()
    {
        using var world = new RoundWorld();
        var id = world.Open();
        var answers = RoundWorld.Answers("poor");
        answers["b1_points"] = "900";
        answers["b2_health_service"] = "yes";
        var refused =
            world.Rounds.Steps.Fill(id, new SheetInput(1, D("2022-08-01"), " ", answers, null, null, null), Act.By("canbo")).Refusals;
        Assert.Equal(["sheet.day", "sheet.points", "sheet.question", "sheet.surveyor"], refused.Select(r => r.Code).Order());
        answers["b1_points"] = "nhiều";
        answers.Remove("b2_health_service");
        Assert.Equal(("facts.value", SheetForm.AnswerField("b1_points")),
            world.Rounds.Steps.Fill(id, new SheetInput(1, D("2022-09-03"), "Rà", answers, null, null, null),
                Act.By("canbo")).Refusals.Select(r => (r.Code, r.Place)).Single());
        Assert.Equal("class.why", Assert.Single(world.Fill(id, 1, "poor", said: "none", cause: "job").Refusals).Code);
        Assert.Equal("class.cause", Assert.Single(world.Fill(id, 1, "none", "illness").Refusals).Code);
        Assert.Equal("round.not-listed", Assert.Single(world.Fill(id, 4, "poor").Refusals).Code);
        Assert.Null(world.Rounds.FindOrNull(id, Scope.Everything)!.FindOrNull(1)!.Sheet);
    }

    [Fact]
    public void A_meeting_needs_classes_and_causes_and_half_of_those_present()
    {
        using var world = new RoundWorld();
        var id = world.Open();
        Good(world.Fill(id, 1, "none"));
        var met = new VillageMet("thôn 1", D("2022-09-05"), 40, 35, "BB 01");
        Assert.Equal(["meeting.cause", "meeting.open"],
            world.Rounds.Steps.Meet(id, met, Act.By("canbo")).Refusals.Select(r => r.Code).Order());
        Good(world.Fill(id, 1, "none", "job"));
        Good(world.Fill(id, 2, "near_poor"));
        Good(world.Fill(id, 5, "near_poor"));
        Good(world.Rounds.Steps.Meet(id, met with { Agreed = 19 }, Act.By("canbo")));
        Good(world.Rounds.Steps.Meet(id, met with { Hamlet = "thôn 2" }, Act.By("canbo")));
        (string, string)[] posting = [("from", "2022-09-06"), ("to", "2022-09-09"), ("where", "Nhà văn hoá")];
        Assert.Contains("19/40", Assert.Single(world.Do(id, "post", posting).Refusals).Message,
            StringComparison.Ordinal);
        Good(world.Rounds.Steps.Meet(id, met with { Agreed = 20 }, Act.By("canbo")));
        // A class that changes after the meeting makes it stale.
        Good(world.Fill(id, 2, "poor", "illness"));
        Assert.Contains("họp lại", Assert.Single(world.Do(id, "post", posting).Refusals).Message,
            StringComparison.Ordinal);
        Good(world.Rounds.Steps.Meet(id, met with { Agreed = 30 }, Act.By("canbo")));
        Good(world.Do(id, "post", posting));
    }

    [Fact]
    public void The_posting_hangs_for_the_working_days_of_the_law()
    {
        using var world = new RoundWorld();
        var id = world.Open();
        foreach (var household in new long[] { 1, 2, 5 })
        {
            Good(world.Fill(id, household, household == 1 ? "poor" : "near_poor"));
        }

        Good(world.Rounds.Steps.Meet(id, new VillageMet("thôn 1", D("2022-09-05"), 10, 10, "BB"), Act.By("canbo")));
        Good(world.Rounds.Steps.Meet(id, new VillageMet("thôn 2", D("2022-09-05"), 10, 10, "BB"), Act.By("canbo")));
        // Thursday 8 September: Friday, Monday and Tuesday are the three working days.
        var refused =
            Assert.Single(world.Do(id, "post", ("from", "2022-09-08"), ("to", "2022-09-12"), ("where", "UBND")).Refusals);
        Assert.Equal(("posting.days", true), (refused.Code, refused.Message.Contains("13/09/2022", StringComparison.Ordinal)));
        Good(world.Do(id, "post", ("from", "2022-09-08"), ("to", "2022-09-13"), ("where", "UBND")));
        Assert.Equal(["decision.early", "mandate.future", "round.step", "round.step", "round.step"],
            world.Do(id, "sign", ("number", "1/QĐ"), ("signed_on", "2022-09-13"), ("signer", "CT")).Refusals.Select(r => r.Code).Order());
    }

    [Fact]
    public void Only_a_household_somebody_complained_about_is_surveyed_again_after_the_posting()
    {
        using var world = new RoundWorld();
        var id = world.Open();
        Good(world.Fill(id, 1, "poor"));
        Good(world.Fill(id, 2, "near_poor"));
        Good(world.Fill(id, 5, "near_poor"));
        world.Post(id);
        Assert.Equal("round.posted", Assert.Single(world.Fill(id, 1, "none", "job").Refusals).Code);
        Good(world.Do(id, "complain", ("household", "1"), ("complainant", "Bà Mùi"), ("received", "2022-09-07"), ("what", "Hộ 1 có ô tô")));
        // A complaint leaves the review in its step: it is there since it was posted.
        var state = world.Rounds.FindOrNull(id, Scope.Everything)!.Case.State;
        Assert.Equal((D("2022-09-05"), 2), (state.Since, state.Visits.Count));
        Good(world.Fill(id, 1, "none", "wrong_before"));
        Assert.Equal("complaints",
            Assert.Single(world.Sign(id, "1/QĐ").Refusals).Place);
        Good(world.Do(id, "answer", ("no", "1"), ("answered", "2022-09-10"), ("upheld", "yes"), ("result", "Đúng, đưa ra khỏi danh sách")));
        var table = Good(world.Sign(id, "1/QĐ")).Recognition!.Turnover;
        Assert.Equal(new TurnoverRow("poor", 1, 1, 0, 0, 0, 0, 0, 0, 0), table.Rows[0]);
    }

    [Fact]
    public void A_household_taken_off_by_hand_was_put_on_by_hand()
    {
        using var world = new RoundWorld();
        var id = world.Open();
        Assert.Equal("round.must", Assert.Single(world.Rounds.Unlist(id, 1, "nhầm", Act.By("canbo")).Refusals).Code);
        Good(world.Rounds.List(id, [4], HouseholdListed.Request, "đơn 12", Act.By("canbo")));
        Assert.Equal("round.why", Assert.Single(world.Rounds.Unlist(id, 4, "", Act.By("canbo")).Refusals).Code);
        Assert.Null(Good(world.Rounds.Unlist(id, 4, "rút đơn", Act.By("canbo"))).FindOrNull(4));
        Assert.Equal("round.not-here", Assert.Single(world.Rounds.List(id, [6], null, null, Act.By("canbo")).Refusals).Code);
    }

    [Fact]
    public void A_check_list_names_what_speaks_and_says_what_it_does_not_know()
    {
        using var world = new RoundWorld();
        world.Fact(1, "car", "yes");
        world.Fact(2, "car", "no");
        world.Fact(2, "pension", "retirement");
        world.Fact(2, "pension_amount", "1400000");
        world.Fact(5, "pension", "retirement");
        world.Fact(5, "pension_amount", "1600000");
        var inspection = world.Rounds.Inspection.Of(Month.Parse("2022-09"), world.Rounds.Today, Scope.Of([Commune]));
        Assert.Equal([(5L, "income,pensioner"), (1L, "car"), (2L, "pensioner")],
            inspection.Households.Select(h => (h.Household.Id, string.Join(',', h.Signs))));
        // 1,400,000 is below the rural line of 1,500,000: a pensioner, not above the line.
        Assert.Equal([5L, 1L], inspection.Flagged.Select(h => h.Household.Id));
        Assert.Equal((1, 1), (inspection.Count("car"), inspection.CountUnknown("car")));
        Assert.Equal(new InspectionScore(2, 2, 1), PovertyInspection.Score(inspection, new HashSet<long> { 1, 2, 6 }));
    }
}

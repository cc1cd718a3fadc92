using AnSinh.Basics;
using AnSinh.Scoreboard.Cartograms;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Reports;
using AnSinh.Store;

namespace AnSinh.Scoreboard.Tests;

public sealed class ScoreEngineTests : IDisposable
{
    private static readonly BoardQuestion District = new("272", SmallRegister.December, SmallRegister.YearEnd, Scope.Everything);

    private readonly SmallRegister _small = new();

    public void Dispose() => _small.Dispose();

    [Fact]
    public void A_district_is_counted_from_its_people_and_households()
    {
        var board = _small.Engine().Board(District)!;
        Assert.Equal(new Parts(1, 4, 0), Figure(board, "poverty_rate_households").Parts);
        Assert.Equal(25m, Figure(board, "poverty_rate_households").Value);
        Assert.False(Figure(board, "poverty_rate_households").Met);
        Assert.Equal(1m, Figure(board, "poor_households").Value);
        Assert.Equal(new Parts(1, 3, 1), Figure(board, "trained_labour_rate").Parts);
        Assert.Equal(100m / 3, Figure(board, "trained_labour_rate_change").Value);
        Assert.Equal(new Parts(0, 2, 1), Figure(board, "trained_labour_rate_change").BaseParts);
        Assert.Equal(1m, Figure(board, "jobs_created_stable").Value);
        Assert.Equal(new Parts(2, 5, 0), Figure(board, "health_insurance_coverage").Parts);
    }

    [Fact]
    public void Both_databases_give_the_same_figures_and_lists()
    {
        using var other = new SmallRegister(Dialect.Postgres);
        Assert.Equal(AllOf(_small.Engine()), AllOf(other.Engine()));
        Assert.Equal(AllOf(other.Engine()), AllOf(other.Engine()));
    }

    [Fact]
    public void What_the_register_does_not_hold_is_reported_and_says_what_is_missing()
    {
        var figure = Figure(_small.Engine().Board(District)!, "compulsory_social_insurance_participation");
        Assert.Equal(FigureBasis.Reported, figure.Basis);
        Assert.Equal(90m, figure.Value);
        Assert.Null(figure.Parts);
        Assert.Contains("si_obliged", figure.MissingFacts.Select(f => f.Name));
    }

    [Fact]
    public void The_trend_has_december_of_each_year_of_the_term()
    {
        var jobs = Figure(_small.Engine().Board(District)!, "poor_households");
        Assert.Equal(["2015-12", "2016-12", "2017-12", "2018-12", "2019-12", "2020-12"], jobs.Trend.Select(t => t.Month.ToString()));
        Assert.Equal([0m, 0m, 0m, 0m, 1m, 1m], jobs.Trend.Select(t => t.Value!.Value));
    }

    [Fact]
    public void What_was_recorded_later_was_not_known()
    {
        var engine = _small.Engine();
        var before = engine.Board(
            new BoardQuestion("272", new Month(2020, 7), new AsKnown(new DateOnly(2020, 7, 10)), Scope.Everything, WithTrend: false))!;
        var after = engine.Board(
            new BoardQuestion("272", new Month(2020, 7), new AsKnown(new DateOnly(2020, 7, 20)), Scope.Everything, WithTrend: false))!;
        Assert.Equal(0m, Figure(before, "poor_households").Value);
        Assert.Equal(2m, Figure(after, "poor_households").Value);
    }

    [Theory]
    [InlineData("2019-04-01", 23)]
    [InlineData("2020-03-01", 21)]
    [InlineData("2025-01-01", 18)]
    [InlineData("2025-07-01", 3)]
    public void Totals_agree_on_every_map(string map, int communes)
    {
        var board = _small.Engine().Board(District with { Map = DateOnly.ParseExact(map, "yyyy-MM-dd"), WithTrend = false })!;
        Assert.Equal(communes, board.Units.Count);
        foreach (var figure in board.Figures.Where(f => f.Parts is not null && f.Indicator.Counts != Indicators.Counts.Unit))
        {
            var sum =
                board.Units.Aggregate(board.Unplaced.GetValueOrDefault(figure.Indicator.Id),
                    (all, unit) => all + unit.Parts[figure.Indicator.Id]);
            Assert.Equal(figure.Parts, sum);
        }
    }

    [Fact]
    public void On_an_earlier_map_people_stand_where_their_residence_began_and_newcomers_apart()
    {
        var board = _small.Engine().Board(District with { Map = new DateOnly(2019, 4, 1), WithTrend = false })!;
        Assert.Equal(2, board.Units.Single(u => u.Unit.Key == SmallRegister.PhuongDo).Parts["health_insurance_coverage"].Denominator);
        Assert.Equal(1, board.Units.Single(u => u.Unit.Key == SmallRegister.SenChieu).Parts["health_insurance_coverage"].Denominator);
        Assert.Equal(1, board.Unplaced["health_insurance_coverage"].Denominator);
    }

    [Fact]
    public void A_merged_commune_inherits_only_what_all_its_parts_agree_on()
    {
        var board = _small.Engine().Board(District with { Map = new DateOnly(2025, 7, 1), WithTrend = false })!;
        var units = board.Units.ToDictionary(u => u.Unit.Code, u => u.Parts["communes_meeting_national_health_criteria"]);
        Assert.All(units.Values, p => Assert.Equal(new Parts(0, 1, 1), p));
        Assert.Equal(new Parts(1, 21, 19), Figure(board, "communes_meeting_national_health_criteria").Parts);
    }

    [Fact]
    public void Every_figure_opens_to_those_behind_it()
    {
        var engine = _small.Engine();
        var poor =
            engine.Open(
                new FigureQuestion("poverty_rate_households", FigurePart.Numerator, "272", SmallRegister.December, SmallRegister.YearEnd,
                    Scope.Everything))!;
        var household = Assert.Single(poor.Lines);
        Assert.Equal((10L, "H10", "Người Số 1", SmallRegister.SenPhuong),
            (household.HouseholdId, household.HouseholdNumber, household.Name, household.Unit!.Key));
        var board = engine.Board(District)!;
        foreach (var figure in board.Figures.Where(f => f.Parts is not null))
        {
            Assert.Equal(figure.Parts!.Value.Numerator, Open(engine, figure.Indicator.Id, FigurePart.Numerator).Total);
            Assert.Equal(figure.Parts.Value.Unclear, Open(engine, figure.Indicator.Id, FigurePart.Unclear).Total);
        }

        Assert.Equal(5, Open(engine, "health_insurance_coverage", FigurePart.Denominator).Total);
        Assert.Equal(2,
            engine.Open(
                new FigureQuestion("health_insurance_coverage", FigurePart.Denominator, "272", SmallRegister.December,
                    SmallRegister.YearEnd, Scope.Everything, Page: 2, PageSize: 3))!.Lines.Count);
        Assert.Equal(1,
            engine.Open(
                new FigureQuestion("health_insurance_coverage", FigurePart.Remainder, "272", SmallRegister.December,
                    SmallRegister.YearEnd, Scope.Everything, Sex: 1))!.Total);
    }

    [Fact]
    public void An_officer_of_a_commune_sees_only_their_commune_on_every_path()
    {
        var engine = _small.Engine();
        var scope = engine.Units.ScopeOf(engine.Units.FindOrNull(SmallRegister.SenPhuong)!);
        var own = engine.Board(District with { Unit = SmallRegister.SenPhuong, Scope = scope })!;
        Assert.Equal(4, Figure(own, "health_insurance_coverage").Parts!.Value.Denominator);
        Assert.Equal(1m, Figure(own, "poor_households").Trend[^2].Value);
        Assert.Null(engine.Board(District with { Unit = SmallRegister.Township, Scope = scope }));
        Assert.Null(
            engine.Open(
                new FigureQuestion("health_insurance_coverage", FigurePart.Denominator, SmallRegister.Township,
                    SmallRegister.December, SmallRegister.YearEnd, scope)));
        var district = engine.Board(District with { Scope = scope })!;
        Assert.True(district.Partial);
        Assert.Equal(4, Figure(district, "health_insurance_coverage").Parts!.Value.Denominator);
        Assert.Equal(4,
            engine.Open(
                new FigureQuestion("health_insurance_coverage", FigurePart.Denominator, "272", SmallRegister.December,
                    SmallRegister.YearEnd, scope))!.Total);
        foreach (var map in new[] { new DateOnly(2019, 4, 1), new DateOnly(2025, 7, 1) })
        {
            var restated = engine.Board(District with { Scope = scope, Map = map, WithTrend = false })!;
            var seen = restated.Units.Sum(u => u.Parts["health_insurance_coverage"].Denominator)
                + restated.Unplaced.GetValueOrDefault("health_insurance_coverage").Denominator;
            Assert.Equal(4, seen);
        }
    }

    [Fact]
    public void Results_are_kept_and_a_changed_register_is_computed_anew()
    {
        Assert.Equal(1m, Figure(_small.Engine().Board(District)!, "poor_households").Value);
        var again = _small.Engine();
        Assert.Equal(1m, Figure(again.Board(District)!, "poor_households").Value);
        var recorded = _small.Register.Record(SmallRegister.Fact(50, "poverty", "poor", "2020-07-01", null, "2021-01-10"));
        Assert.True(recorded.Ok, string.Join("; ", recorded.Refusals));
        Assert.Equal(1m, Figure(again.Board(District)!, "poor_households").Value);
        var later = new AsKnown(new DateOnly(2021, 1, 31));
        Assert.Equal(2m, Figure(again.Board(District with { Known = later })!, "poor_households").Value);
    }

    [Fact]
    public void The_report_is_built_from_the_register_and_refuses_what_is_not_declared()
    {
        var reports = new TermReports(_small.Engine());
        var report = reports.Build("272", "2015-2020", Scope.Everything);
        Assert.True(report.Ok);
        Assert.Equal(8, report.Value.Figures.Count);
        Assert.Equal(21m, report.Value.Findings.Single(f => f.Id == "K08").Computed["units"]);
        Assert.Equal(23m, report.Value.Findings.Single(f => f.Id == "K08").Computed["units_before"]);
        Assert.Contains("2015-2020", Assert.Single(reports.Build("272", "2020-2025", Scope.Everything).Refusals).Message,
            StringComparison.Ordinal);
        Assert.Equal("month", Assert.Single(reports.Build("272", "2015-2020", Scope.Everything, new Month(2022, 1)).Refusals).Place);
        Assert.False(reports.Build("999", "2015-2020", Scope.Everything).Ok);
    }

    /// <summary>All figures of the district on an early map, and everybody behind one, as text.</summary>
    private static string AllOf(ScoreEngine engine)
    {
        var board = engine.Board(District with { Map = new DateOnly(2019, 4, 1) })!;
        var figures = board.Figures.Select(f => $"{f.Indicator.Id} {f.Value} {f.Parts} {string.Join(',', f.Trend.Select(t => t.Value))}");
        var units = board.Units.SelectMany(u => u.Parts.Select(p => $"{u.Unit.Key} {p.Key} {p.Value}"));
        var people =
            Open(engine, "health_insurance_coverage",
                FigurePart.Denominator).Lines.Select(l => $"{l.PersonId} {l.Name} {l.Birth} {l.Sex} {l.HouseholdNumber} {l.Unit!.Key}");
        return string.Join('\n', figures.Concat(units).Concat(people));
    }

    private static FigureList Open(ScoreEngine engine, string indicator, FigurePart part) =>
        engine.Open(new FigureQuestion(indicator, part, "272", SmallRegister.December, SmallRegister.YearEnd, Scope.Everything))!;

    private static IndicatorFigure Figure(UnitBoard board, string indicator) => board.Figures.Single(f => f.Indicator.Id == indicator);
}

using AnSinh.Basics;
using AnSinh.Intake.Borders;
using AnSinh.Register.Units;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Indicators;
using AnSinh.Store.Acts;

namespace AnSinh.Scoreboard.Tests;

/// <summary>
/// A series told on any map: the communes and those who cannot be placed make up the total, whatever was merged or split.
/// </summary>
public sealed class RestatedSeriesTests : IDisposable
{
    private static readonly Month[] Months = [new(2019, 6), new(2019, 12), new(2020, 4), new(2020, 12), new(2026, 1)];
    private static readonly DateOnly?[] Maps = [null, new(2019, 4, 1), new(2020, 3, 1), new(2024, 6, 1), new(2025, 1, 1),
        new(2025, 7, 1), new(2026, 6, 1)];
    private readonly SmallRegister _small = new();

    public void Dispose() => _small.Dispose();

    [Fact]
    public void Every_indicator_on_every_map_has_the_same_total()
    {
        foreach (var series in All("272"))
        {
            Assert.True(series.Agrees, Words(series));
        }
    }

    [Fact]
    public void It_has_after_a_split_too_before_and_after_households_are_assigned()
    {
        var service = new ReorganisationService(_small.Register);
        Split(service);
        var split = Assert.Single(service.Splits(), s => s.From.Key == SmallRegister.SenPhuong);
        var waiting = service.Unassigned(split);
        Assert.NotEmpty(waiting);
        Assert.All(All("272"), series => Assert.True(series.Agrees, Words(series)));
        Assert.True(service.Assign(split, split.To[1], [waiting[0]], "biên bản", Act.By("thử")).Ok);
        var all = All("272").ToList();
        Assert.All(all, series => Assert.True(series.Agrees, Words(series)));
        Assert.Contains(all, s => s.Rows.Any(r => r.Commune.Key == split.To[1].Key && r.Parts[^1] is { Denominator: > 0 }));
    }

    [Fact]
    public void Restated_on_the_map_of_2020_the_two_communes_of_before_are_one()
    {
        var own = Of("272", "health_insurance_coverage", null)!;
        var restated = Of("272", "health_insurance_coverage", new DateOnly(2020, 3, 1))!;
        var one = restated.Rows.Single(r => r.Commune.Key == SmallRegister.SenPhuong);
        Assert.Null(own.Rows.Single(r => r.Commune.Key == SmallRegister.SenPhuong).Parts[0]);
        Assert.Equal(
            own.Rows.Single(r => r.Commune.Key == SmallRegister.PhuongDo).Parts[0]!.Value
                + own.Rows.Single(r => r.Commune.Key == SmallRegister.SenChieu).Parts[0]!.Value,
            one.Parts[0]!.Value);
        Assert.DoesNotContain(restated.Rows, r => r.Commune.Key == SmallRegister.PhuongDo);
    }

    [Fact]
    public void A_series_as_known_before_a_reorganisation_is_the_same_after_it()
    {
        static string Rows(IEnumerable<RestatedSeries> all) => string.Join('\n', all.Select(Words));
        Unfreeze();
        var known = All("272", SmallRegister.YearEnd)
            .Where(s => s.Question.Map is null || s.Question.Map <= SmallRegister.YearEnd.Day).ToList();
        var before = Rows(known);
        var (now, service) = (Rows(All("272")), new ReorganisationService(_small.Register));
        Split(service, new DateOnly(2021, 5, 1));
        Assert.Equal(before,
            Rows(All("272", SmallRegister.YearEnd).Where(s => s.Question.Map is null || s.Question.Map <= SmallRegister.YearEnd.Day)));
        Assert.NotEqual(now, Rows(All("272")));
    }

    [Fact]
    public void A_sum_that_loses_somebody_is_told()
    {
        var series = Of("272", "health_insurance_coverage", null)!;
        Assert.False((series with { Rows = [.. series.Rows.Where(r => r.Commune.Key != SmallRegister.SenPhuong)] }).Agrees);
    }

    [Fact]
    public void A_viewer_of_one_commune_gets_its_series_only()
    {
        var scope = _small.Register.Units.ScopeOf(_small.Register.Units.FindOrNull(SmallRegister.Township)!);
        var series = _small.Engine()
            .Series(new SeriesQuestion("272", "health_insurance_coverage", [new(2020, 4)], SmallRegister.YearEnd, scope))!;
        Assert.Equal([SmallRegister.Township], series.Rows.Select(r => r.Commune.Key));
        Assert.True(series.Agrees);
    }

    private void Split(ReorganisationService service, DateOnly? recordedOn = null)
    {
        const string File =
            "event,effective_date,instrument,from_code,to_code,to_name,to_kind,extent\n"
            + "T,2020-06-01,NQ thử,09733,09733,Một,xã,part\nT,2020-06-01,NQ thử,09733,09999,Hai,xã,part\n";
        Unfreeze();
        var plan = service.Check(ReorganisationFile.Read(System.Text.Encoding.UTF8.GetBytes(File), "thu.csv").Value);
        Assert.True(plan.Ok, string.Join("; ", plan.Refusals));
        Assert.True(service.Apply(plan.Value, Act.By("thử"), recordedOn).Ok);
    }

    // The real map goes on from here; the split is tried on one that has not.
    private void Unfreeze()
    {
        if (_small.Register.Units.FindOrNull(SmallRegister.SenPhuong)!.To is null)
        {
            return;
        }

        using var connection = _small.Register.Database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText =
            "update unit_version set valid_to = null where key = '09733~2020-03-01'; "
            + "delete from unit_link where from_key = '09733~2020-03-01'; insert into meta (key, value) values ('map_no', '1')";
        command.ExecuteNonQuery();
        _small.Register.RefreshUnits();
    }

    private IEnumerable<RestatedSeries> All(string unit, AsKnown? known = null)
    {
        var engine = _small.Engine();
        return from indicator in engine.Policy.Indicators
               where indicator.ChangeOf is null && indicator.Counts != Counts.Unit
               from map in Maps
               let series = engine.Series(
                   new SeriesQuestion(unit, indicator.Id, Months, known ?? new AsKnown(new(2030, 1, 1)), Scope.Everything, map))
               where series is not null
               select series;
    }

    private RestatedSeries? Of(string unit, string indicator, DateOnly? map) =>
        _small.Engine().Series(new SeriesQuestion(unit, indicator, Months, new AsKnown(new(2030, 1, 1)), Scope.Everything, map));

    private static string Words(RestatedSeries series) =>
        $"{series.Indicator.Id} on {series.Question.Map}: "
        + string.Join("; ", series.Rows.Select(r => $"{r.Commune.Key} {string.Join(",", r.Parts)}"))
        + $" apart {string.Join(",", series.Unplaced)} of {string.Join(",", series.Total)}";
}

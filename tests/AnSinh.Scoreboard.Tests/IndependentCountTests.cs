using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Units;
using AnSinh.Scoreboard.Figures;
using AnSinh.Testing;

namespace AnSinh.Scoreboard.Tests;

/// <summary>
/// Every indicator against a count made straight from the rows, as its text says it: who lives here on the last day of the month, in which
/// household, and what holds on that day.
/// </summary>
public sealed class IndependentCountTests : IDisposable
{
    private static readonly string[] Communes = [SmallRegister.SenPhuong, SmallRegister.Township];
    private readonly TestRegister _test =
        TestRegister.Sqlite(SmallRegister.Law.Facts,
            new UnitMap(UnitFiles.Read(Directory.EnumerateDirectories(Repo.PolicyFolder)).Value.Units,
                UnitFiles.Read(Directory.EnumerateDirectories(Repo.PolicyFolder)).Value.Changes));
    private readonly List<PersonRow> _people = [];
    private readonly List<ResidenceRow> _homes = [];
    private readonly List<MembershipRow> _members = [];
    private readonly List<FactRow> _facts = [];

    public IndependentCountTests() => Fill(new Random(2020));

    public void Dispose() => _test.Dispose();

    public static TheoryData<string> Indicators => [.. Repo.Policy.Indicators.Select(i => i.Id)];

    [Theory]
    [MemberData(nameof(Indicators))]
    public void Every_indicator_is_what_its_text_says_counted_row_by_row(string id)
    {
        foreach (var month in new[] { new Month(2020, 8), new Month(2020, 9), new Month(2020, 12) })
        {
            var figure = new ScoreEngine(Repo.Policy, SmallRegister.Law,
                _test.Register).Board(new BoardQuestion("272", month, SmallRegister.YearEnd, Scope.Everything, WithTrend: false))!
                .Figures.Single(f => f.Indicator.Id == id);
            Assert.Equal(Rounded(Counted(id, month.LastDay)), Rounded(figure.Value));
        }
    }

    [Fact]
    public void Who_moved_out_within_the_month_is_not_counted_at_its_end()
    {
        var gone = _homes.Where(h => h.Valid.To is { } to && to >= new DateOnly(2020, 8, 1) && to < new DateOnly(2020, 8, 31))
            .Select(h => h.PersonId).Except(Here(new DateOnly(2020, 8, 31)).Select(p => p.PersonId)).ToList();
        Assert.NotEmpty(gone);
        var insured = new ScoreEngine(Repo.Policy, SmallRegister.Law,
            _test.Register).Board(new BoardQuestion("272", new Month(2020, 8), SmallRegister.YearEnd, Scope.Everything, WithTrend: false))!
            .Figures.Single(f => f.Indicator.Id == "health_insurance_coverage");
        Assert.Equal(Here(new DateOnly(2020, 8, 31)).Count, insured.Parts!.Value.Denominator);
    }

    // The texts of policy/vn/indicators, one after another. An indicator without a line here fails.
    private decimal? Counted(string id, DateOnly day)
    {
        var here = Here(day);
        bool Is(PersonRow p, string kind, params string[] values) => values.Contains(Value(p.PersonId, kind, day) ?? "none");
        bool InForce(PersonRow p) => Is(p, "labour", "employee", "self_employed", "unemployed") && p.Birth!.Value.AgeOn(day) >= 15;
        var inhabited = here.Select(p => Household(p.PersonId, day)).OfType<long>().Distinct().ToList();
        var poor = inhabited.Count(h => Value(h, "poverty", day) == "poor");
        return id switch
        {
            "poor_households" => poor,
            "poverty_rate_households" => 100m * poor / inhabited.Count,
            "trained_labour_rate" => 100m * here.Count(p => InForce(p) && !Is(p, "trained", "none")) / here.Count(InForce),
            "trained_labour_rate_change" =>
                Counted("trained_labour_rate", day) - Counted("trained_labour_rate", new DateOnly(2015, 12, 31)),
            "jobs_created_stable" =>
                here.Count(
                    p => Value(p.PersonId, "job_placed_on", day) is { } text
                        && DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) is var placed
                        && placed.Year == day.Year && placed <= day),
            "health_insurance_coverage" => 100m * here.Count(p => !Is(p, "health_insurance", "none")) / here.Count,
            "compulsory_social_insurance_participation" =>
                100m * here.Count(
                    p => Value(p.PersonId, "si_obliged", day) == "yes" && Is(p, "social_insurance", "compulsory")) / here.Count(
                        p => Value(p.PersonId, "si_obliged", day) == "yes"),
            "communes_meeting_national_health_criteria" =>
                100m * _facts.Count(f => f.Unit is not null && f.Value == "yes" && f.Valid.Contains(day)) / _test.Register.Units.All.Count(
                    u => u.Level == 3 && u.ParentCode == "272" && u.ExistsOn(day)),
            _ => throw new InvalidOperationException($"No independent count of {id} is written here yet."),
        };
    }

    private static decimal? Rounded(decimal? value) => value is { } number ? Math.Round(number, 10) : null;

    private List<PersonRow> Here(DateOnly day) => [.. _people.Where(p =>
        _homes.Exists(h => h.PersonId == p.PersonId && h.Kind == "permanent" && h.Valid.Contains(day))
        && !(Value(p.PersonId, "death_date", day) is { } text
            && DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) <= day))];

    private long? Household(long person, DateOnly day) => _members.Find(m => m.PersonId == person && m.Valid.Contains(day))?.HouseholdId;

    private string? Value(long subject, string kind, DateOnly day) =>
        _facts.Find(f => f.SubjectId == subject && f.Unit is null && f.Kind == kind && f.Valid.Contains(day))?.Value;

    private void Fill(Random random)
    {
        DateOnly Day(int year, int month, int day) => new(year, month, day);
        DateOnly Any(int year) => new DateOnly(year, 1, 1).AddDays(random.Next(365));
        void Fact(long subject, string kind, string value, DateOnly from, DateOnly? to = null, string? unit = null) =>
            _facts.Add(new FactRow(subject, unit, kind, value, new DateInterval(from, to), AsKnown.NoonOf(Day(2010, 1, 1)), null, "test"));
        for (var id = 1L; id <= 160; id++)
        {
            var birth = Any(1940 + random.Next(79));
            _people.Add(
                new PersonRow(id, null, $"Người Số {id}", id % 2 == 0 ? Sex.Female : Sex.Male, new BirthDate(birth, DatePrecision.Day),
                    AsKnown.NoonOf(Day(2010, 1, 1)), null, "test"));
            DateOnly? gone = random.Next(4) == 0 ? Day(2020, 8, 1).AddDays(random.Next(60)) : null;
            var came = birth > Day(2014, 1, 1) ? birth : random.Next(5) == 0 ? Any(2019) : Day(2014, 1, 1);
            _homes.Add(
                new ResidenceRow(id,
                    Communes[random.Next(2)] is var unit && unit == SmallRegister.SenPhuong && came < Day(2020, 3, 1)
                        ? SmallRegister.SenChieu : unit, "permanent", new DateInterval(came, gone), AsKnown.NoonOf(Day(2010, 1, 1)),
                        null, "test"));
            _members.Add(
                new MembershipRow(id, 1000 + (id / 3), "other", new DateInterval(came, gone), AsKnown.NoonOf(Day(2010, 1, 1)),
                    null, "test"));
            if (gone is null && random.Next(10) == 0 && Day(2020, 8, 1).AddDays(random.Next(60)) is var died)
            {
                Fact(id, "death_date", died.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), died);
            }

            var change = Day(2020, 8, 1).AddDays(random.Next(90));
            Fact(id, "labour", new[] { "employee", "self_employed", "unemployed", "student", "retired" }[random.Next(5)],
                Day(2014, 1, 1) < birth ? birth : Day(2014, 1, 1), change.AddDays(-1));
            Fact(id, "labour", new[] { "employee", "none", "unemployed" }[random.Next(3)], change);
            if (random.Next(2) == 0)
            {
                Fact(id, "trained", "vocational", came, random.Next(3) == 0 ? change : null);
            }

            if (random.Next(3) > 0)
            {
                Fact(id, "health_insurance", "household", came, random.Next(3) == 0 ? change : null);
            }

            if (random.Next(3) == 0)
            {
                Fact(id, "si_obliged", "yes", came);
                Fact(id, "social_insurance", random.Next(4) == 0 ? "voluntary" : "compulsory", came, random.Next(3) == 0 ? change : null);
            }

            if (random.Next(3) == 0)
            {
                var placed = Any(2019 + random.Next(2));
                Fact(id, "job_placed_on", placed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), placed > came ? placed : came);
            }
        }

        foreach (var household in _members.Select(m => m.HouseholdId).Distinct().Where(h => h % 3 == 0))
        {
            Fact(household, "poverty", household % 2 == 0 ? "poor" : "near_poor", Day(2019, 1, 1),
                household % 4 == 0 ? Day(2020, 8, 1).AddDays((int)(household % 60)) : null);
        }

        Fact(0, "health_criteria_met", "yes", Day(2020, 3, 1), null, SmallRegister.SenPhuong);
        Fact(0, "health_criteria_met", "no", Day(2015, 1, 1), null, SmallRegister.Township);
        _test.Register.Load(
            [.. _people,
                .. _members.Select(m => m.HouseholdId).Distinct()
                    .Select(h => new HouseholdRow(h, $"H{h}", "Thôn 1", AsKnown.NoonOf(Day(2010, 1, 1)), null, "test")),
                    .. _members, .. _homes, .. _facts]);
    }
}

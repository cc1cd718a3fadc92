using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register.Units;

namespace AnSinh.Register.Tests.Synthetic;

public sealed class FactsTests
{
    private static readonly DateOnly End2015 = new(2015, 12, 31), End2020 = new(2020, 12, 31);

    /// <summary>Kind → allowed codes; null for numbers, days and people.</summary>
    private static readonly Dictionary<string, string[]?> Kinds = new()
    {
        ["death_date"] = null, ["merit_percent"] = null, ["pension_amount"] = null, ["raised_by"] = null,
        ["job_placed_on"] = null, ["si_wage"] = null,
        ["disability"] = ["mild", "severe", "extremely_severe"],
        ["merit"] = ["war_invalid", "sick_soldier", "martyr_relative", "heroic_mother", "chemical_victim", "prisoner", "helper", "pre1945"],
        ["pension"] = ["retirement", "lost_capacity", "survivor", "unknown"],
        ["no_supporter"] = ["yes"], ["former_child_without_support"] = ["yes"], ["hiv"] = ["yes"], ["in_facility"] = ["yes"],
        ["pregnant"] = ["yes"], ["si_obliged"] = ["yes"],
        ["stable_income"] = ["yes", "no"], ["health_criteria_met"] = ["yes", "no"],
        ["child_without_support"] = ["abandoned", "both_dead", "dead_missing", "dead_facility", "dead_serving",
            "both_missing", "both_facility", "both_serving", "missing_facility", "missing_serving", "facility_serving"],
        ["education"] = ["preschool", "general", "vocational", "college", "university"],
        ["marital_status"] = ["never_married", "married", "divorced", "widowed", "spouse_missing"],
        ["labour"] = ["employee", "self_employed", "unemployed", "student", "homemaker", "retired"],
        ["trained"] = ["certified", "elementary", "vocational", "college", "university"],
        ["social_insurance"] = ["compulsory", "voluntary"],
        ["health_insurance"] = ["employee", "pensioner", "merit", "social_assistance", "poor", "near_poor", "child_under_6",
            "student", "household", "elderly"],
        ["poverty"] = ["near_poor", "poor"],
        ["car"] = ["yes", "no"],
    };

    [Fact]
    public void Only_declared_kinds_and_values_occur_and_each_kind_does()
    {
        var village = Made.Full.Value;
        Assert.Equal(Kinds.Keys.Order(), village.Facts.Select(f => f.Kind).Distinct().Order());
        Assert.All(village.Facts, f => Assert.True(Kinds[f.Kind] is not { } codes || codes.Contains(f.Value), $"{f.Kind} = {f.Value}"));
    }

    [Fact]
    public void The_review_of_2020_finds_591_poor_households_each_with_somebody_alive_and_resident_to_the_end()
    {
        var village = Made.Full.Value;
        Assert.Equal(591, village.On("poverty", new DateOnly(2020, 7, 1)).Count(h => h.Value == "poor"));
        foreach (var day in new DateOnly[] { new(2020, 7, 31), new(2020, 9, 30), End2020 })
        {
            var residents = village.ResidentsOn(day);
            var dead = village.Believed("death_date").Where(f => f.Valid.From < day).Select(f => f.SubjectId).ToHashSet();
            var lived =
                village.BelievedMemberships.Where(
                    m => m.Valid.Contains(day) && residents.Contains(m.PersonId) && !dead.Contains(m.PersonId))
                        .Select(m => m.HouseholdId).ToHashSet();
            Assert.Equal(591, village.On("poverty", day).Count(h => h.Value == "poor" && lived.Contains(h.Key)));
        }
    }

    [Fact]
    public void Poor_households_become_fewer_with_every_review_from_2016_on()
    {
        var village = Made.Full.Value;
        var counts = Enumerable.Range(2016, 5).Select(y => village.On("poverty", new DateOnly(y, 7, 1))).ToList();
        Assert.Equal(2_410, counts[0].Count(h => h.Value == "poor"));
        Assert.Equal(counts.Select(c => c.Count).OrderDescending(), counts.Select(c => c.Count));
        Assert.All(counts, c => Assert.InRange(c.Count(h => h.Value == "near_poor") / (double)c.Count(h => h.Value == "poor"), 1.4, 1.6));
    }

    [Theory]
    [InlineData(2015, 0.500)]
    [InlineData(2020, 0.578)]
    public void The_trained_share_of_the_labour_force_is_exact_to_the_person(int year, double share)
    {
        var (force, trained) = LabourForce(Made.Full.Value, new DateOnly(year, 12, 31));
        Assert.InRange(trained - (force * share), -1, 1);
    }

    [Fact]
    public void The_trained_share_rises_every_year()
    {
        var shares = Enumerable.Range(2015, 6).Select(y => LabourForce(Made.Full.Value, new DateOnly(y, 12, 31)))
            .Select(l => (double)l.Trained / l.Force).ToList();
        Assert.Equal(shares.Order(), shares);
    }

    [Fact]
    public void At_least_2_800_residents_were_placed_in_a_job_in_every_year_from_2016_on()
    {
        var village = Made.Full.Value;
        foreach (var year in Enumerable.Range(2016, 5))
        {
            var end = new DateOnly(year, 12, 31);
            var residents = village.ResidentsOn(end);
            var known = AsKnownBy(village.Facts, end)
                .Where(f => f.Kind == "job_placed_on" && f.Valid.Contains(end) && f.Value.StartsWith($"{year}-", StringComparison.Ordinal));
            Assert.InRange(known.Count(f => residents.Contains(f.SubjectId)), 2_800, 2_850);
        }
    }

    [Fact]
    public void Health_insurance_covers_78_percent_in_2015_and_90_6_percent_in_2020()
    {
        Assert.Equal(78.0, Covered(Made.Full.Value, End2015), 0.05);
        Assert.Equal(90.6, Covered(Made.Full.Value, End2020), 0.05);
    }

    [Fact]
    public void More_than_90_percent_of_the_obliged_are_insured_in_2020()
    {
        var village = Made.Full.Value;
        var residents = village.ResidentsOn(End2020);
        var insured = village.On("social_insurance", End2020);
        var obliged = village.On("si_obliged", End2020).Keys.Where(residents.Contains).ToList();
        Assert.InRange(100.0 * obliged.Count(p => insured.GetValueOrDefault(p) == "compulsory") / obliged.Count, 90.1, 95);
    }

    [Fact]
    public void All_21_communes_of_2020_meet_the_health_criteria_and_16_of_23_did_in_2015()
    {
        var facts = Made.Full.Value.Believed("health_criteria_met").ToList();
        var september = facts.Where(f => f.Valid.Contains(new DateOnly(2020, 9, 30))).ToList();
        Assert.Equal(21, september.Count);
        Assert.All(september, f => Assert.Equal("yes", f.Value));
        var first = facts.Where(f => f.Valid.Contains(End2015)).ToList();
        Assert.Equal(23, first.Count);
        Assert.Equal(16, first.Count(f => f.Value == "yes"));
    }

    [Fact]
    public void Those_on_assistance_merit_and_pension_are_about_as_many_as_in_such_a_district()
    {
        var village = Made.Full.Value;
        var day = new DateOnly(2020, 9, 30);
        var (residents, births) = (village.ResidentsOn(day), village.Births());
        int Living(string kind, Func<string, bool> value) => village.On(kind, day).Count(f => residents.Contains(f.Key) && value(f.Value));
        var severe = Living("disability", d => d != "mild");
        Assert.InRange(severe / (double)residents.Count, 0.011, 0.0135);
        Assert.InRange(Living("merit", _ => true), 1_850, 2_100);
        Assert.InRange(Living("pension", p => p != "unknown"), 8_500, 9_700);
        var pensions = village.On("pension", day);
        var old = residents.Count(p => births[p].AgeOn(day) >= 80 && !pensions.ContainsKey(p));
        Assert.InRange(old, 3_600, 4_600);
    }

    [Fact]
    public void Whoever_brings_up_a_child_alone_is_a_person_of_the_register_of_a_parents_age()
    {
        var village = Made.Full.Value;
        var births = village.Births();
        var raised = village.Believed("raised_by").ToList();
        Assert.InRange(raised.Count, 2_000, 8_000);
        Assert.All(raised,
            f => Assert.InRange(births[f.SubjectId].Earliest.Year - births[long.Parse(f.Value, CultureInfo.InvariantCulture)].Earliest.Year,
                17, 61));
    }

    [Fact]
    public void Facts_about_a_person_do_not_start_before_the_persons_birth_or_after_death()
    {
        var village = Made.Full.Value;
        var births = village.Births();
        var deaths = village.Believed("death_date").ToDictionary(f => f.SubjectId, f => f.Valid.From);
        foreach (var fact in village.Facts.Where(f => f.Unit is null && f.Kind is not ("poverty" or "car")))
        {
            Assert.True(fact.Valid.From >= births[fact.SubjectId].Earliest, $"{fact}");
            Assert.True(!deaths.TryGetValue(fact.SubjectId, out var death) || fact.Valid.From <= death, $"{fact}");
        }
    }

    private static IEnumerable<FactRow> AsKnownBy(IEnumerable<FactRow> facts, DateOnly day)
    {
        var instant = new AsKnown(day).Instant;
        return facts.Where(f => f.RecordedAt <= instant && !(f.SupersededAt <= instant));
    }

    private static double Covered(Village village, DateOnly day)
    {
        var residents = village.ResidentsOn(day);
        var cards = village.On("health_insurance", day);
        return 100.0 * residents.Count(cards.ContainsKey) / residents.Count;
    }

    private static (int Force, int Trained) LabourForce(Village village, DateOnly day)
    {
        var (residents, births, trained) = (village.ResidentsOn(day), village.Births(), village.On("trained", day));
        var force = village.On("labour", day)
            .Where(l => l.Value is "employee" or "self_employed" or "unemployed" && residents.Contains(l.Key)
                && births[l.Key].AgeOn(day) >= 15).ToList();
        return (force.Count, force.Count(l => trained.ContainsKey(l.Key)));
    }
}

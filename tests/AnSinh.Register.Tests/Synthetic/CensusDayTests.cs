using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register.Units;

namespace AnSinh.Register.Tests.Synthetic;

public sealed class CensusDayTests
{
    private static readonly DateOnly Census = new(2019, 4, 1);

    [Fact]
    public void On_the_census_day_the_district_has_184_024_people_in_47_439_households()
    {
        var village = Made.Full.Value;
        Assert.Equal(184_024, village.ResidentsOn(Census).Count);
        Assert.Equal(47_439,
            village.BelievedMemberships.Where(m => m.Valid.Contains(Census)).Select(m => m.HouseholdId).Distinct().Count());
    }

    [Fact]
    public void On_the_census_day_every_commune_has_its_people_and_its_households_by_size()
    {
        var village = Made.Full.Value;
        var counted = CountedCommunes(village);
        Assert.Equal(23, Made.Calibration.Communes.Count);
        foreach (var commune in Made.Calibration.Communes)
        {
            Assert.Equal([commune.Population, commune.Households, .. commune.Sizes], counted[commune.Code]);
        }
    }

    [Fact]
    public void The_communes_agree_with_the_published_census_table()
    {
        var path = Path.Combine(Made.Root, "..", "shared", "data", "census2019_phuctho_communes.csv");
        Assert.SkipUnless(File.Exists(path), $"The published table is not at {path}.");
        var counted = CountedCommunes(Made.Full.Value);
        foreach (var cells in File.ReadAllLines(path).Skip(1).Select(l => l.Split(',')))
        {
            int[] published = [int.Parse(cells[2], CultureInfo.InvariantCulture),
                .. cells[5..13].Select(c => int.Parse(c, CultureInfo.InvariantCulture))];
            Assert.Equal(published, counted[cells[0]]);
        }
    }

    [Fact]
    public void On_the_census_day_every_age_band_has_its_men_and_women()
    {
        var village = Made.Full.Value;
        var births = village.Births();
        var sexes = village.BelievedPeople.ToDictionary(p => p.PersonId, p => p.Sex);
        var here = village.ResidentsOn(Census).Select(p => (Age: births[p].AgeOn(Census), Sex: sexes[p])).ToList();
        foreach (var band in Made.Calibration.Ages)
        {
            Assert.Equal((band.From, band.Male, band.Female), (band.From,
                here.Count(p => p.Sex == Sex.Male && p.Age >= band.From && p.Age <= band.To),
                here.Count(p => p.Sex == Sex.Female && p.Age >= band.From && p.Age <= band.To)));
        }
    }

    [Fact]
    public void A_part_of_the_district_is_exact_for_its_communes_too()
    {
        var counted = CountedCommunes(Made.Small.Value);
        foreach (var commune in Made.Calibration.Communes.Where(c => Made.SmallCommunes.Contains(c.Code)))
        {
            Assert.Equal([commune.Population, commune.Households, .. commune.Sizes], counted[commune.Code]);
        }
    }

    [Fact]
    public void The_population_grows_from_2015_to_2020_and_so_do_the_households()
    {
        var village = Made.Full.Value;
        var people = Enumerable.Range(2015, 6).Select(y => village.ResidentsOn(new DateOnly(y, 1, 1)).Count).ToList();
        var homes = Enumerable.Range(2015, 6)
            .Select(y => village.BelievedMemberships.Where(m => m.Valid.Contains(new DateOnly(y, 1, 1))).Select(m => m.HouseholdId)
                .Distinct().Count()).ToList();
        Assert.Equal(people.Order(), people);
        Assert.Equal(homes.Order(), homes);
        Assert.InRange(people[0], 165_000, 178_000);
    }

    private static Dictionary<string, int[]> CountedCommunes(Village village)
    {
        var unitOf = village.BelievedResidences.Where(r => r.Valid.Contains(Census)).ToDictionary(r => r.PersonId, r => r.Unit);
        var counted = village.BelievedMemberships.Where(m => m.Valid.Contains(Census)).GroupBy(m => m.HouseholdId)
            .Select(h => (Unit: Assert.Single(h.Select(m => unitOf[m.PersonId]).Distinct()), Size: h.Count()))
            .GroupBy(h => h.Unit);
        return counted.ToDictionary(u => u.Key, u => new[] { u.Sum(h => h.Size), u.Count() }
            .Concat(Enumerable.Range(1, 7).Select(size => u.Count(h => size < 7 ? h.Size == size : h.Size >= 7))).ToArray());
    }
}

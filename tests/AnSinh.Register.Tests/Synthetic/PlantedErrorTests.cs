using System.Globalization;
using AnSinh.Basics;
using AnSinh.Demo.Synthetic;

namespace AnSinh.Register.Tests.Synthetic;

public sealed class PlantedErrorTests
{
    private static readonly DateOnly Census = new(2019, 4, 1);

    [Fact]
    public void Late_deaths_are_those_recorded_more_than_a_month_after()
    {
        var village = Made.Full.Value;
        AssertTruth(village, DemoTruth.LateDeath, Late(village.Believed("death_date")));
        AssertTruth(village, DemoTruth.LateDeathSummer2020, village.Believed("death_date")
            .Where(f => f.Valid.From >= new DateOnly(2020, 6, 1) && f.Valid.From <= new DateOnly(2020, 7, 31)
                && AsKnown.DayOf(f.RecordedAt) >= new DateOnly(2020, 9, 1)).Select(f => f.SubjectId));
        Assert.InRange(village.Truth.Counts[DemoTruth.LateDeathSummer2020], 10, 30);
        Assert.True(village.Truth.Counts[DemoTruth.LateDeath] > 100);
    }

    [Fact]
    public void A_death_of_summer_2020_is_not_known_in_August_but_in_September()
    {
        var village = Made.Full.Value;
        var late = village.Truth.PlantedErrors[DemoTruth.LateDeathSummer2020].ToDictionary(i => i.PersonId, i => i.Detail);
        bool Lives(long person, DateOnly known) =>
            village.Residences.Any(r => r.PersonId == person && r.RecordedAt <= new AsKnown(known).Instant
            && !(r.SupersededAt <= new AsKnown(known).Instant) && r.Valid.Contains(new DateOnly(2020, 8, 31)));
        Assert.All(late.Keys, p => Assert.True(Lives(p, new DateOnly(2020, 8, 31))));
        Assert.All(late.Keys, p => Assert.False(Lives(p, new DateOnly(2020, 9, 30))));
    }

    [Fact]
    public void Late_disability_certificates_are_of_summer_2020_and_recorded_in_September()
    {
        var village = Made.Full.Value;

        // What someone brings along is recorded on arrival (or when the register was opened), and that is not late.
        var arrivals = village.Residences.Select(r => (r.PersonId, r.RecordedAt)).ToHashSet();
        AssertTruth(village, DemoTruth.LateDisability,
            Late(village.Believed("disability").Where(f => !arrivals.Contains((f.SubjectId, f.RecordedAt)))));
        var ids = village.Truth.PlantedErrors[DemoTruth.LateDisability].Select(i => i.PersonId).ToHashSet();
        Assert.All(village.Believed("disability").Where(f => ids.Contains(f.SubjectId)),
            f => Assert.Equal((2020, 9), (AsKnown.DayOf(f.RecordedAt).Year, AsKnown.DayOf(f.RecordedAt).Month)));
    }

    [Fact]
    public void Missing_births_are_the_rows_without_one()
    {
        var village = Made.Full.Value;
        AssertTruth(village, DemoTruth.MissingBirth, village.BelievedPeople.Where(p => p.Birth is null).Select(p => p.PersonId));
        AssertTruth(village, DemoTruth.BirthFound,
            village.People.Where(p => p.SupersededAt is not null && p.Birth is null).Select(p => p.PersonId));
        Assert.Equal(village.People.Count(p => p.SupersededAt is not null), village.Truth.Counts[DemoTruth.BirthFound]);
        Assert.Equal(150, village.Truth.Counts[DemoTruth.MissingBirth]);
    }

    [Fact]
    public void Some_without_a_birth_date_must_be_80_for_they_live_with_a_child_of_55()
    {
        var village = Made.Full.Value;
        var births = village.Births();
        var ids = village.Truth.PlantedErrors[DemoTruth.MissingBirthLooks80];
        Assert.InRange(ids.Count, 15, 40);
        foreach (var (person, _) in ids)
        {
            Assert.True(births[person].AgeOn(Census) >= 80);
            Assert.Contains(village.BelievedMemberships.Where(m => m.PersonId == person)
                .SelectMany(own => village.BelievedMemberships.Where(m => m.HouseholdId == own.HouseholdId)),
                m => births[m.PersonId].AgeOn(Census) is >= 55 and < 75);
        }
    }

    [Fact]
    public void Pensions_of_which_nothing_is_known_are_recorded_as_unknown()
    {
        var village = Made.Full.Value;
        AssertTruth(village, DemoTruth.PensionUnknown,
            village.Believed("pension").Where(f => f.Value == FactKind.UnknownText).Select(f => f.SubjectId));
    }

    [Fact]
    public void Duplicates_have_the_name_as_it_sounds_and_the_sex_of_the_first_record_no_number_and_came_after_the_census()
    {
        var village = Made.Full.Value;
        var people = village.BelievedPeople.ToDictionary(p => p.PersonId);

        // Quý is also written Quí: the same name though not the same letters.
        static string Sound(string name) => VietnameseText.Fold(name).Replace('y', 'i');
        Assert.Equal(120, village.Truth.Counts[DemoTruth.Duplicate]);
        foreach (var (id, first) in village.Truth.PlantedErrors[DemoTruth.Duplicate])
        {
            var (copy, original) = (people[id], people[long.Parse(first, CultureInfo.InvariantCulture)]);
            Assert.Equal(Sound(original.Name), Sound(copy.Name));
            Assert.NotEqual(original.Name, copy.Name);
            Assert.Equal((original.Sex, original.Birth!.Value.Earliest.Year), (copy.Sex, copy.Birth!.Value.Earliest.Year));
            Assert.Null(copy.PersonalNumber);
            Assert.True(village.BelievedResidences.Where(r => r.PersonId == id).All(r => r.Valid.From > Census));
        }
    }

    [Fact]
    public void Some_households_of_the_last_list_are_wrong_and_most_of_the_cars_are_theirs()
    {
        var village = Made.Full.Value;
        var listed = village.On("poverty", new DateOnly(2020, 7, 1));
        var wrong = village.Truth.PlantedErrors[DemoTruth.WrongPoverty]
            .Select(i => long.Parse(i.Detail, CultureInfo.InvariantCulture)).ToHashSet();
        Assert.All(wrong, h => Assert.True(listed.ContainsKey(h), $"household {h} is not on the list"));
        Assert.InRange(wrong.Count(h => listed[h] == "poor") / 591.0, 0.04, 0.11);
        Assert.InRange(wrong.Count(h => listed[h] == "near_poor") / 886.0, 0.25, 0.36);
        var cars = village.Facts.Where(f => f.Kind == "car" && f.Value == "yes").Select(f => f.SubjectId).ToList();
        Assert.InRange(cars.Count(wrong.Contains) / (double)cars.Count, 0.9, 1);
        Assert.All(village.Facts.Where(f => f.Kind is "car" or "si_wage"),
            f => Assert.Equal(new DateOnly(2020, 7, 25), AsKnown.DayOf(f.RecordedAt)));
    }

    [Fact]
    public void About_three_in_a_hundred_entitled_people_are_missed_and_always_the_same()
    {
        var picks = Made.Calibration.Picks;
        var missed = Enumerable.Range(1, 100_000).Where(i => picks.Missed(i)).ToList();
        Assert.InRange(missed.Count, 2_800, 3_200);
        Assert.Equal(missed, Enumerable.Range(1, 100_000).Where(i => Made.Calibration.Picks.Missed(i)));
        Assert.InRange(Enumerable.Range(1, 100_000).Count(i => picks.Leak(i)), 800, 1_000);
    }

    private static IEnumerable<long> Late(IEnumerable<FactRow> facts) =>
        facts.Where(f => AsKnown.DayOf(f.RecordedAt).DayNumber - f.Valid.From.DayNumber > Made.Calibration.LateAfterDays)
        .Select(f => f.SubjectId);

    private static void AssertTruth(Village village, string kind, IEnumerable<long> found) =>
        Assert.Equal(village.Truth.PlantedErrors[kind].Select(i => i.PersonId).Order(), found.Order());
}

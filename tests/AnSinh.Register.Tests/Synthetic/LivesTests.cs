using AnSinh.Basics;
using AnSinh.Demo.Synthetic;
using AnSinh.Register.Units;

namespace AnSinh.Register.Tests.Synthetic;

public sealed class LivesTests
{
    private static readonly DateOnly[] Days = [new(2015, 6, 1), new(2017, 3, 15), new(2019, 4, 1), new(2020, 2, 29), new(2020, 12, 31)];

    private static Dictionary<long, DateOnly> Deaths(Village village) =>
        village.Believed("death_date").ToDictionary(f => f.SubjectId, f => DateOnly.ParseExact(f.Value, "yyyy-MM-dd"));

    [Fact]
    public void Every_membership_and_residence_lies_within_the_persons_life()
    {
        var village = Made.Full.Value;
        var (births, deaths) = (village.Births(), Deaths(village));
        var stays = village.BelievedMemberships.Select(m => (m.PersonId, m.Valid))
            .Concat(village.BelievedResidences.Select(r => (r.PersonId, r.Valid)));
        foreach (var (person, valid) in stays)
        {
            Assert.False(valid.IsReversed);
            Assert.True(valid.From >= births[person].Earliest, $"{person} lives somewhere before birth");
            Assert.True(!deaths.TryGetValue(person, out var death) || valid.To <= death, $"{person} lives somewhere after death");
        }
    }

    [Fact]
    public void Nobody_is_in_two_households_or_two_communes_on_one_day()
    {
        var village = Made.Full.Value;
        AssertApart(village.BelievedMemberships.GroupBy(m => m.PersonId, m => m.Valid));
        AssertApart(village.BelievedResidences.GroupBy(r => r.PersonId, r => r.Valid));
    }

    [Fact]
    public void Nobody_has_two_values_of_one_fact_on_one_day()
    {
        var village = Made.Full.Value;
        foreach (var kind in village.Facts.Where(f => f.SupersededAt is null && f.Unit is null).GroupBy(f => f.Kind))
        {
            AssertApart(kind.GroupBy(f => f.SubjectId, f => f.Valid));
        }
    }

    [Fact]
    public void Whoever_lives_in_a_household_lives_in_a_commune_on_the_same_days()
    {
        var village = Made.Full.Value;
        foreach (var day in Days)
        {
            Assert.Equal(village.BelievedMemberships.Where(m => m.Valid.Contains(day)).Select(m => m.PersonId).Order(),
                village.ResidentsOn(day).Order());
        }
    }

    [Fact]
    public void Every_household_has_one_head_on_every_day_it_has_members()
    {
        var village = Made.Full.Value;
        foreach (var day in Days)
        {
            var heads = village.BelievedMemberships.Where(m => m.Valid.Contains(day)).GroupBy(m => m.HouseholdId)
                .Select(h => h.Count(m => m.Role == "head"));
            Assert.All(heads, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Every_household_in_the_book_has_had_members_and_every_member_a_household_in_the_book()
    {
        var village = Made.Full.Value;
        Assert.Equal(village.Households.Select(h => h.HouseholdId).Distinct().Order(),
            village.Memberships.Select(m => m.HouseholdId).Distinct().Order());
    }

    [Fact]
    public void Mothers_were_between_18_and_45_at_birth()
    {
        var village = Made.Full.Value;
        var births = village.Births();
        var exact = village.BelievedPeople.Where(p => p.Birth is not { Precision: not DatePrecision.Day })
            .ToDictionary(p => p.PersonId, p => p.Sex);
        var pairs = 0;
        foreach (var home in village.BelievedMemberships.Where(m => m.Valid.Contains(new DateOnly(2020, 12, 31)))
            .GroupBy(m => m.HouseholdId))
        {
            foreach (var mother in home.Where(m => m.Role is "head" or "spouse" && exact.GetValueOrDefault(m.PersonId) == Sex.Female))
            {
                foreach (var child in home.Where(m => m.Role == "child" && exact.ContainsKey(m.PersonId)))
                {
                    pairs++;
                    var age = births[mother.PersonId].AgeOn(births[child.PersonId].Earliest);
                    Assert.True(age is >= 18 and <= 45, $"{child.PersonId}: mother {mother.PersonId} was {age}");
                }
            }
        }

        Assert.True(pairs > 40_000);
    }

    [Fact]
    public void Residences_name_the_unit_that_was_on_the_map_on_their_first_day()
    {
        var village = Made.Full.Value;
        string[] merged = ["09727", "09730", "09733", "09736"];
        var merger = new DateOnly(2020, 3, 1);
        Assert.All(village.Residences, r => Assert.True(r.Valid.From < merger ? !r.Unit.Contains('~') : !merged.Contains(r.Unit)));
        Assert.Contains(village.Residences, r => r.Unit == "09727~2020-03-01");
        Assert.Contains(village.Residences, r => r.Unit == "09733~2020-03-01");
    }

    [Fact]
    public void Births_and_deaths_come_every_year_in_plausible_numbers()
    {
        var village = Made.Full.Value;
        var births = village.BelievedPeople.Where(p => p.Birth is { Earliest.Year: >= 2015 }).CountBy(p => p.Birth!.Value.Earliest.Year)
            .ToDictionary();
        var deaths = Deaths(village).Values.CountBy(d => d.Year).ToDictionary();
        Assert.All(Enumerable.Range(2015, 6), year => Assert.InRange(births[year], 2_700, 3_500));
        Assert.All(Enumerable.Range(2015, 6), year => Assert.InRange(deaths[year], 1_000, 1_700));
    }

    [Fact]
    public void Numbers_are_unique_start_with_999_and_agree_with_sex_and_birth_year()
    {
        var village = Made.Full.Value;
        var births = village.Births();
        var numbers = village.BelievedPeople.Where(p => p.PersonalNumber is not null).ToList();
        Assert.Equal(numbers.Count, numbers.Select(p => p.PersonalNumber).Distinct().Count());
        foreach (var person in numbers)
        {
            Assert.True(PersonalNumber.TryParse(person.PersonalNumber, out var number));
            Assert.Equal(PersonalNumber.SyntheticProvince, number.Province);
            Assert.True(number.AgreesWith(person.Sex, births[person.PersonId].Earliest.Year));
        }

        Assert.InRange(village.BelievedPeople.Count(p => p.PersonalNumber is null), 500, 8_000);
    }

    [Fact]
    public void Names_are_composed_and_have_two_words_or_more()
    {
        Assert.All(Made.Full.Value.People,
            p => Assert.True(p.Name.IsNormalized(System.Text.NormalizationForm.FormC) && p.Name.Split(' ').Length is >= 2 and <= 5,
                p.Name));
    }

    [Fact]
    public void Of_a_share_of_the_elders_only_the_year_of_birth_is_known()
    {
        var elders = Made.Full.Value.BelievedPeople.Where(p => p.Birth is { Earliest.Year: < 1950 }).ToList();
        Assert.InRange(elders.Count(p => p.Birth!.Value.Precision == DatePrecision.Year) / (double)elders.Count, 0.15, 0.35);
        Assert.DoesNotContain(Made.Full.Value.BelievedPeople,
            p => p.Birth is { Earliest.Year: >= 1950, Precision: DatePrecision.Year } && p.PersonalNumber is not null);
    }

    [Fact]
    public void What_was_superseded_was_replaced_at_the_same_instant()
    {
        var village = Made.Small.Value;
        var replaced = village.Memberships.Select(m => (m.PersonId, m.RecordedAt))
            .Concat(village.Residences.Select(r => (r.PersonId, r.RecordedAt))).ToHashSet();
        Assert.All(village.Memberships.Where(m => m.SupersededAt is not null),
            m => Assert.Contains((m.PersonId, m.SupersededAt!.Value), replaced));
        Assert.All(village.Facts.Where(f => f.SupersededAt is not null), f => Assert.True(f.SupersededAt > f.RecordedAt));
        Assert.All(village.Facts, f => Assert.True(f.RecordedAt >= AsKnown.NoonOf(Made.Calibration.Start)));
    }

    private static void AssertApart(IEnumerable<IGrouping<long, DateInterval>> all)
    {
        foreach (var one in all)
        {
            var sorted = one.OrderBy(v => v.From).ToList();
            for (var i = 1; i < sorted.Count; i++)
            {
                Assert.False(sorted[i].Overlaps(sorted[i - 1]), $"{one.Key}: {sorted[i - 1]} and {sorted[i]}");
            }
        }
    }
}

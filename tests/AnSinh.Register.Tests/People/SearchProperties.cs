using AnSinh.Basics;
using AnSinh.Register.People;
using AnSinh.Register.People.Search;
using AnSinh.Testing;
using CsCheck;

namespace AnSinh.Register.Tests.People;

/// <summary>What holds of the search for any names and any words typed.</summary>
public class SearchProperties
{
    private static readonly string[] Families = ["Nguyễn", "Trần", "Lê", "Hoàng", "Khuất", "Đỗ", "Doãn"];
    private static readonly string[] Middles = ["Văn", "Thị", "Đức", "Thị Minh", ""];
    private static readonly string[] Given = ["Hòa", "Hoà", "Hoa", "Hoàng", "Khuyến", "Khuyên", "Chinh", "Trinh", "Loan",
        "Noan", "An", "Anh"];
    private static readonly string[] Typed = ["hoa", "hòa", "nguyen van hoa", "khuyne", "chinh 1950", "xa a", "thon 1",
        "chủ hộ", "hộ 3", "1950", "99915", "nguyễn", "an", "loan ab", "zz", "", "ông hoà", "70 tuổi", "1/1/1950"];
    private static readonly DateOnly Day = new(2020, 6, 30);
    private static readonly AsKnown Known = new(new(2020, 12, 31));

    private static readonly Gen<List<object>> Villages =
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 4], Gen.Int[0, 11], Gen.Int[1945, 1952], Gen.Int[0, 3], Gen.Int[1, 4]).List[1, 25]
        .Select(people => people
        .SelectMany(
            (p, i) =>
                Rows(i + 1, $"{Families[p.Item1]} {Middles[p.Item2]} {Given[p.Item3]}".Replace("  ", " ", StringComparison.Ordinal),
                    p.Item4, p.Item5, p.Item6)).DistinctBy(row => row is HouseholdRow h ? (object)("h", h.HouseholdId) : row).ToList());

    [Fact]
    public void A_scope_takes_people_away_and_never_adds_or_reorders_them() => Villages.Sample(rows =>
    {
        using var test = TestRegister.Sqlite();
        test.Register.Load(rows);
        var people = new PeopleQueries(test.Register);
        var scope = test.Register.Units.ScopeOf(test.Register.Units.FindOrNull("103")!);
        foreach (var text in Typed)
        {
            var all = people.Find(new(text, Scope.Everything, Day, Known, 1, 100) { Near = true });
            var own = people.Find(new(text, scope, Day, Known, 1, 100) { Near = true });
            var expected = all.People.Where(p => p.Person.ResidenceKey is { } key && scope.Contains(key))
                .Select(p => p.Person.PersonId).ToList();
            Assert.Equal(expected, own.People.Select(p => p.Person.PersonId));
            Assert.Equal(expected.Count, own.Total);
        }
    }, iter: 12, threads: 1);

    [Fact]
    public void Who_is_found_as_typed_is_among_those_found_near_and_stands_first() => Villages.Sample(rows =>
    {
        using var test = TestRegister.Sqlite();
        test.Register.Load(rows);
        var people = new PeopleQueries(test.Register);
        foreach (var text in Typed)
        {
            var close = people.Find(text, Scope.Everything, Day, Known, 1, 100).People.Select(p => p.Person.PersonId).ToList();
            var near = people.Find(new(text, Scope.Everything, Day, Known, 1, 100) { Near = true }).People
                .Select(p => p.Person.PersonId).ToList();
            Assert.Equal(close, near.Take(close.Count));
        }
    }, iter: 12, threads: 1);

    [Fact]
    public void Everybody_is_found_by_the_name_without_accents_and_by_the_number() => Villages.Sample(rows =>
    {
        using var test = TestRegister.Sqlite();
        test.Register.Load(rows);
        var people = new PeopleQueries(test.Register);
        foreach (var person in rows.OfType<PersonRow>())
        {
            var found = people.Find(VietnameseText.Fold(person.Name), Scope.Everything, Day, Known, 1, 100);
            Assert.Contains(person.PersonId, found.People.Select(p => p.Person.PersonId));
            Assert.Equal(VietnameseText.Fold(person.Name), VietnameseText.Fold(found.People[0].Person.Name));
            Assert.Equal(person.PersonId,
                people.Find(person.PersonalNumber!, Scope.Everything, Day, Known).People.Single().Person.PersonId);
        }
    }, iter: 12, threads: 1);

    [Fact]
    public void One_slip_is_never_taken_for_more_and_the_distance_is_the_same_both_ways()
    {
        var word = Gen.Char['a', 'e'].Array[0, 7].Select(c => new string(c));
        Gen.Select(word, word)
            .Sample((a, b) => Spelling.Slips(a, b, 3) == Spelling.Slips(b, a, 3) && (Spelling.Slips(a, b, 3) == 0) == (a == b));
        Gen.Select(word, Gen.Int[0, 7], Gen.Char['a', 'e'])
            .Sample((a, at, letter) => Spelling.Slips(a, a.Insert(Math.Min(at, a.Length), letter.ToString()), 2) == 1);
    }

    private static IEnumerable<object> Rows(int id, string name, int year, int home, int household)
    {
        yield return Some.Person(id, name, new(year, 1, 1), Sex.Female,
            PersonalNumber.Create(PersonalNumber.SyntheticProvince, Sex.Female, year, id).Digits);
        if (home > 0)
        {
            yield return Some.Residence(id, $"10{home}");
        }

        yield return Some.Household(household) with { Number = $"00101-0000{household}", Hamlet = $"Thôn {household}" };
        yield return Some.Membership(id, household, id % 3 == 0 ? "head" : "other");
    }
}

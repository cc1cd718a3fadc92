using AnSinh.Basics;
using AnSinh.Register.Quality;
using AnSinh.Testing;

namespace AnSinh.Register.Tests.Quality;

/// <summary>Each finder finds its own fault and nothing else, on both databases.</summary>
public abstract class StructureContract : IDisposable
{
    private static readonly DateOnly Day = new(2020, 6, 30);
    private static readonly AsKnown Known = new(new(2020, 12, 31));

    private static readonly Dictionary<string, int> Limits = new()
    {
        ["years"] = 13, ["members"] = 5, ["male"] = 20, ["female"] = 18, ["days"] = 30, ["within_days"] = 365,
    };

    private readonly TestRegister _test;

    protected StructureContract(TestRegister test)
    {
        _test = test;
        // A sound household, so that every check has something to leave alone.
        _test.Register.Load(
            Some.Person(1, "Kiều Văn Tịnh", new(1970, 5, 2), Sex.Male, Number(Sex.Male, 1970, 1)), Some.Residence(1, "101"),
            Some.Person(2, "Lê Thị Hoa", new(1972, 5, 2), Sex.Female, Number(Sex.Female, 1972, 2)), Some.Residence(2, "101"),
            Some.Person(3, "Kiều Thị Con", new(1998, 5, 2), Sex.Female, Number(Sex.Female, 1998, 3)), Some.Residence(3, "101"),
            Some.Household(70), Some.Membership(1, 70), Some.Membership(2, 70, "spouse"), Some.Membership(3, 70, "child"));
    }

    public static TheoryData<string, object[], string> Faults => new()
    {
        { "no_number", [Some.Person(9, "A B", new(1980, 1, 1)), Some.Residence(9), Some.Household(71), Some.Membership(9, 71)], "9" },
        { "number_against_sex_or_birth", [.. Alone(9, Number(Sex.Male, 1980, 9)), .. Alone(10, Number(Sex.Female, 1981, 10))], "10 9" },
        { "number_of_no_province", [.. Alone(9, "003180000009")], "9" },
        { "same_number", [.. Alone(9, Number(Sex.Female, 1980, 9)), .. Alone(10, Number(Sex.Female, 1980, 9))], "10 9" },
        { "born_later", [.. Alone(9, Number(Sex.Female, 2020, 9), new(2020, 7, 1))], "9" },
        { "two_homes", [.. Alone(9), Some.Residence(9, "102")], "9" },
        { "two_households", [.. Alone(9), Some.Membership(9, 70, "other")], "9" },
        { "no_household", [Some.Person(9, "A B", new(1980, 1, 1), number: Number(Sex.Female, 1980, 9)), Some.Residence(9)], "9" },
        { "no_home", [Some.Person(9, "A B", new(1980, 1, 1), number: Number(Sex.Female, 1980, 9)), Some.Membership(9, 70, "other")], "9" },
        { "died_still_here", [.. Alone(9), Some.Fact(9, "death_date", "2020-06-01", from: new(2020, 6, 1))], "9" },
        { "death_reported_late",
            [.. Alone(9), Some.Fact(9, "death_date", "2020-06-01", from: new(2020, 6, 1), recorded: new(2020, 8, 1))], "9" },
        { "no_head", [.. Alone(9, role: "other")], "9" },
        { "two_heads", [.. Alone(9), .. Other(10, 79, "head")], "9" },
        { "two_spouses", [.. Alone(9), .. Other(10, 79, "spouse"), .. Other(11, 79, "spouse")], "9" },
        { "larger_than", [.. Alone(9), .. Enumerable.Range(20, 4).SelectMany(i => Other(i, 79, "other"))], "9" },
        { "child_too_close", [.. Alone(9), .. Other(10, 79, "child", new(1992, 12, 31))], "10" },
        { "parent_too_close", [.. Alone(9), .. Other(10, 79, "parent", new(1967, 1, 2))], "10" },
        { "spouse_too_young", [.. Alone(9), .. Other(10, 79, "spouse", new(2002, 7, 1))], "10" },
        { "home_apart",
            [.. Alone(9), Some.Person(10, "C D", new(1980, 1, 1), number: Number(Sex.Female, 1980, 10)), Some.Residence(10, "102"),
                Some.Membership(10, 79, "other")], "10" },
    };

    public void Dispose()
    {
        _test.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_found_once_by_its_own_check(string check, object[] rows, string found)
    {
        var others = StructureChecks.All.Keys.Where(k => k is not ("empty_unit" or "older_than" or "only_children"))
            .ToDictionary(k => k, k => Ids(k));
        Assert.All(others, o => Assert.Equal("", o.Value));
        _test.Register.Load(rows);
        Assert.Equal(found, Ids(check));
        string[] kin = check switch { "same_number" => ["same_number"], "two_heads" => ["two_heads"], "born_later" => [], _ => [] };
        Assert.DoesNotContain(others.Keys.Where(k => k != check && !kin.Contains(k)), k => Ids(k) != "" && !Follows(check, k));
    }

    [Fact]
    public void The_very_old_and_households_of_children_are_found_by_the_declared_age()
    {
        _test.Register.Load([.. Alone(9, Number(Sex.Female, 2010, 9), new(2010, 1, 1))]);
        Assert.Equal("9", Ids("only_children"));
        Assert.Equal("1 2 3",
            string.Join(' ',
                StructureChecks.All["older_than"].Find(Look(), new Dictionary<string, int> { ["years"] = 20 })
                    .Select(h => h.PersonId).Order()));
    }

    [Fact]
    public void A_commune_without_people_is_found_where_its_neighbours_have_some()
    {
        Assert.Equal(["103"], StructureChecks.All["empty_unit"].Find(Look(), Limits).Select(h => h.Home));
        _test.Register.Load([.. Alone(9)]);
        Assert.Empty(StructureChecks.All["empty_unit"].Find(Look(), Limits));
    }

    [Fact]
    public void What_was_corrected_is_a_fault_only_as_known_before()
    {
        _test.Register.Load([.. Alone(9, Number(Sex.Male, 1980, 9))]);
        Assert.True(
            _test.Register.Correct(Some.Person(9, "A B", new(1980, 1, 1), Sex.Male, Number(Sex.Male, 1980, 9), new(2020, 9, 1))).Ok);
        Assert.Equal("", Ids("number_against_sex_or_birth"));
        var before = RegisterLook.Read(_test.Register, Day, new(new(2020, 8, 31)));
        Assert.Single(StructureChecks.All["number_against_sex_or_birth"].Find(before, Limits));
    }

    private static bool Follows(string cause, string other) => (cause, other) switch
    {
        ("two_homes", "home_apart") => true,
        ("home_apart", "two_homes") => true,
        ("two_households", "home_apart") => true,
        ("died_still_here", "no_head") => true,
        ("death_reported_late", "died_still_here") => true,
        ("spouse_too_young", "child_too_close") => true,
        _ => false,
    };

    private static object[] Alone(long id, string? number = null, DateOnly? birth = null, string role = "head") =>
        [Some.Person(id, "A B", birth ?? new(1980, 1, 1), number: number ?? Number(Sex.Female, (birth ?? new(1980, 1, 1)).Year, (int)id)),
            Some.Residence(id), Some.Household(70 + id), Some.Membership(id, 70 + id, role)];

    private static object[] Other(long id, long household, string role, DateOnly? birth = null) =>
        [Some.Person(id, "C D", birth ?? new(1980, 1, 1), number: Number(Sex.Female, (birth ?? new(1980, 1, 1)).Year, (int)id)),
            Some.Residence(id), Some.Membership(id, household, role)];

    private static string Number(Sex sex, int year, int serial) =>
        PersonalNumber.Create(PersonalNumber.SyntheticProvince, sex, year, serial).Digits;

    private RegisterLook Look() => RegisterLook.Read(_test.Register, Day, Known);

    private string Ids(string check) =>
        string.Join(' ',
            StructureChecks.All[check].Find(Look(), Limits).Select(h => h.PersonId).Order()
                .Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal));
}

public sealed class SqliteStructureTests() : StructureContract(TestRegister.Sqlite());

public sealed class PostgresStructureTests() : StructureContract(TestRegister.Postgres());

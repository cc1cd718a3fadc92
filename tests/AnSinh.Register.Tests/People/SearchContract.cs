using AnSinh.Basics;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Register.Tests.People;

/// <summary>Ranking, slips, heads, hamlets and scope of the search, on both databases.</summary>
public abstract class SearchContract : IDisposable
{
    private static readonly DateOnly Day = new(2020, 6, 30);
    private static readonly AsKnown Known = new(new(2020, 12, 31));
    private readonly TestRegister _test;
    private readonly RegisterDb _register;
    private readonly PeopleQueries _people;

    protected SearchContract(TestRegister test)
    {
        (_test, _register, _people) = (test, test.Register, new PeopleQueries(test.Register));
        _register.Load(
            Some.Person(1, "Nguyễn Văn Hòa", new(1950, 4, 2), Sex.Male, Number(Sex.Male, 1950, 7)), Some.Residence(1, "101"),
            Some.Person(2, "Nguyễn Văn Hoá", new(1950, 4, 9), Sex.Male), Some.Residence(2, "103"),
            Some.Person(3, "Hòa Văn Nguyên", new(1961, 1, 1), Sex.Male), Some.Residence(3, "103"),
            Some.Person(4, "Trần Thị Chinh", new(1980, 12, 31)), Some.Residence(4, "103"),
            Some.Person(5, "Lê Thị Loan", new(1939, 7, 1)), Some.Residence(5, "102"),
            Some.Person(6, "Hồ Thị Hoàng", new(1939, 7, 1)), Some.Residence(6, "103", to: new(2020, 1, 31)),
            Some.Person(7, "Phạm Văn Hoàng", new(2001, 7, 1), Sex.Male), Some.Residence(7, "103"),
            Home(70, "00101-00007", "Cụm 1"), Home(71, "00103-00071", "Cụm 10"), Home(72, "00103-00072", "Tổ dân phố 3"),
            Some.Membership(1, 70), Some.Membership(5, 70, "spouse"), Some.Membership(3, 71), Some.Membership(4, 72),
            Some.Membership(2, 72, "other"));
    }

    public void Dispose()
    {
        _test.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("hoà", "1 2 3 7 6")]
    [InlineData("hòa", "1 2 3 7 6")]
    [InlineData("nguyen van hoa", "1 2 3")]
    [InlineData("nguyễn văn hoá", "2 1 3")]
    [InlineData("hoang", "7 6")]
    [InlineData("hoag", "1 2 7 3 6")]
    [InlineData("trinh", "4")]
    [InlineData("noan", "5")]
    [InlineData("phma van", "7")]
    [InlineData("hộ ông hoà", "1 3")]
    [InlineData("ho ba chinh", "4")]
    [InlineData("chủ hộ", "3 1 4")]
    [InlineData("ho", "1 2 7 6 3")]
    [InlineData("00101-00007", "1 5")]
    [InlineData("hộ 71", "3")]
    [InlineData("cụm 1", "5 1")]
    [InlineData("cum 10", "3")]
    [InlineData("hoa thon 10", "3")]
    [InlineData("tổ dân phố 3", "2 4")]
    [InlineData("xa ab", "5 1")]
    [InlineData("chinh xã c", "4")]
    [InlineData("80 tuổi", "5 6")]
    [InlineData("81 tuổi", "")]
    [InlineData("39 tuổi", "4")]
    [InlineData("2/4/1950", "1")]
    [InlineData("04/1950", "1 2")]
    [InlineData("van 1950", "1 2")]
    [InlineData("sinh 1961", "3")]
    [InlineData("000007", "1")]
    [InlineData("999.050-000007", "1")]
    public void The_best_come_first_and_slips_are_forgiven(string text, string found) =>
        Assert.Equal(found, Ids(_people.Find(text, Scope.Everything, Day, Known)));

    [Fact]
    public void Slips_are_told_and_never_crowd_out_what_was_typed_right()
    {
        Assert.Equal(Closeness.Alike, _people.Find("hoag", Scope.Everything, Day, Known).Closeness);
        var exact = _people.Find("hoang", Scope.Everything, Day, Known);
        Assert.Equal((Closeness.AsTyped, 2), (exact.Closeness, exact.Total));
        _register.Load(Some.Person(8, "Phan Văn Hoạn", recorded: new(2020, 8, 1)), Some.Residence(8, recorded: new(2020, 8, 1)));
        Assert.Equal("7 6", Ids(_people.Find("hoang", Scope.Everything, Day, Known)));
        Assert.Equal("7 6 8", Ids(_people.Find(new("hoang", Scope.Everything, Day, Known) { Near = true })));
    }

    [Fact]
    public void Who_is_called_exactly_so_comes_before_who_lives_here_and_is_called_longer()
    {
        var on = new DateOnly(2020, 8, 1);
        _register.Load(Some.Person(20, "Đỗ Văn Hòa", recorded: on), Some.Person(21, "Doãn Văn Hoa", recorded: on),
            Some.Residence(21, recorded: on));
        Assert.Equal("20 21", Ids(_people.Find("do van hoa", Scope.Everything, Day, Known)));
    }

    [Fact]
    public void What_is_outside_the_scope_changes_neither_results_nor_counts_nor_closeness()
    {
        var scope = _register.Units.ScopeOf(_register.Units.FindOrNull("103")!);
        // Exactly so is called somebody outside; inside somebody is called alike.
        var found = _people.Find("loan", scope, Day, Known);
        Assert.Equal(("", 0), (Ids(found), found.Total));
        Assert.Equal("2 3 7 6", Ids(_people.Find("hòa", scope, Day, Known)));
        Assert.Equal("3 4", Ids(_people.Find("chủ hộ", scope, Day, Known)));
        Assert.Equal("", Ids(_people.Find("00101-00007", scope, Day, Known)));
    }

    [Fact]
    public void A_person_found_comes_with_the_household_of_the_day()
    {
        var household = _people.Find("loan", Scope.Everything, Day, Known).People.Single().Household!;
        Assert.Equal((70L, "00101-00007", "Cụm 1", false), (household.HouseholdId, household.Number, household.Hamlet, household.IsHead));
        Assert.Null(_people.Find("hồ thị hoàng", Scope.Everything, Day, Known).People.Single().Household);
    }

    [Fact]
    public void Every_page_of_a_long_list_is_cut_from_one_order()
    {
        _register.Load(Enumerable.Range(100, 120)
            .SelectMany(
                i => new object[] { Some.Person(i, $"Đỗ Thị {(char)('A' + (i * 7 % 26))}nh", new(1970, 1, 1)), Some.Residence(i, "103") }));
        var whole = _people.Find("do thi", Scope.Everything, Day, Known, 1, 500).People.Select(p => p.Person.PersonId).ToList();
        var pages = Enumerable.Range(1, 13)
            .SelectMany(n => _people.Find("do thi", Scope.Everything, Day, Known, n, 10).People.Select(p => p.Person.PersonId)).ToList();
        Assert.Equal(120, whole.Count);
        Assert.Equal(whole, pages);
    }

    [Fact]
    public void After_every_kind_of_change_the_search_is_that_of_a_register_read_anew()
    {
        string[] asked = ["", "hoa", "hoang", "cụm 1", "cum 9", "chủ hộ", "xa ab", "xa c", "1950", "tuyen", "moi", "trinh"];
        _ = _people.Find("", Scope.Everything, Day, Known);
        Action[] changes =
        [
            () => Done(_register.Correct(Some.Person(2, "Nguyễn Thị Tuyến", recorded: new(2020, 7, 1)))),
            () => Done(_register.Record(Some.Residence(1, "103", from: new(2020, 6, 1), recorded: new(2020, 7, 2)))),
            () => Done(_register.Correct(Home(71, "00103-00071", "Cụm 9", new(2020, 7, 3)))),
            () => Done(_register.Record(Some.Membership(7, 71, "child", from: new(2020, 6, 1), recorded: new(2020, 7, 4)))),
            () => Done(_register.Record(Some.Person(0, "Bùi Thị Mới", recorded: new(2020, 7, 5)))),
            () => Done(_register.Record(Some.Fact(3, recorded: new(2020, 7, 6)))),
            Withdraw,
            () => _register.Load(Some.Person(50, "Hòa Thị Mới", recorded: new(2020, 8, 1)),
                Some.Residence(50, "102~2020-03-01", from: new(2020, 4, 1), recorded: new(2020, 8, 1))),
        ];
        foreach (var change in changes)
        {
            _test.Clock.Day = _test.Clock.Day.AddDays(200);
            change();
            var anew = new PeopleQueries(_register);
            foreach (var text in asked)
            {
                Assert.Equal((text, Ids(anew.Find(text, Scope.Everything, Day, Known))),
                    (text, Ids(_people.Find(text, Scope.Everything, Day, Known))));
            }
        }

        Assert.Equal("50", Ids(_people.Find("hòa thị mới", Scope.Everything, Day, Known)));

        void Withdraw()
        {
            var set = new ChangeSet("fix", "rút một dòng nơi ở", "thử");
            set.Withdraw(DatedRows.Residence, _people.FileOrNull(3, Scope.Everything)!.Residences[0].RowId, "ghi nhầm");
            Done(_register.Apply(set, Act.By("thử")));
        }
    }

    [Fact]
    public void An_earlier_knowledge_searches_the_names_of_then()
    {
        Done(_register.Correct(Some.Person(4, "Trần Thị Trinh", recorded: new(2020, 9, 1))));
        Assert.Equal("4", Ids(_people.Find("chinh", Scope.Everything, Day, new(new(2020, 8, 31)))));
        Assert.Equal(Closeness.AsTyped, _people.Find("trinh", Scope.Everything, Day, Known).Closeness);
        Assert.Equal(Closeness.Alike, _people.Find("trinh", Scope.Everything, Day, new(new(2020, 8, 31))).Closeness);
    }

    private static void Done<T>(Outcome<T> outcome) =>
        Assert.True(outcome.Ok, string.Join("; ", outcome.Ok ? [] : outcome.Refusals.Select(r => r.Message)));

    private static HouseholdRow Home(long id, string number, string hamlet, DateOnly? recorded = null) =>
        Some.Household(id, recorded) with { Number = number, Hamlet = hamlet };

    private static string Number(Sex sex, int year, int serial) =>
        PersonalNumber.Create(PersonalNumber.SyntheticProvince, sex, year, serial).Digits;

    private static string Ids(PeopleFound found) => string.Join(' ', found.People.Select(p => p.Person.PersonId));
}

public sealed class SqliteSearchTests() : SearchContract(TestRegister.Sqlite());

public sealed class PostgresSearchTests() : SearchContract(TestRegister.Postgres());

using AnSinh.Basics;
using AnSinh.Register.People;
using AnSinh.Register.Units;
using AnSinh.Testing;

namespace AnSinh.Register.Tests.People;

/// <summary>Finding people, and not finding those one may not see, on both databases.</summary>
public abstract class PeopleContract : IDisposable
{
    private static readonly DateOnly Day = new(2020, 6, 30);
    private static readonly AsKnown Known = new(new(2020, 12, 31));
    private readonly TestRegister _test;
    private readonly RegisterDb _register;
    private readonly PeopleQueries _people;

    protected PeopleContract(TestRegister test)
    {
        (_test, _register, _people) = (test, test.Register, new PeopleQueries(test.Register));
        _register.Load(
            Some.Person(1, "Nguyễn Thị Khuyến", new(1939, 3, 5), number: Number(1939, 1)), Some.Residence(1, "101"),
            Some.Person(2, "Lê Thị Khuyên", new(1941, 3, 5), number: Number(1941, 2)), Some.Residence(2, "103"),
            Some.Person(3, "Đỗ Văn Đạt", new(1939, 1, 1), Sex.Male), Some.Residence(3, "102"),
            Some.Person(4, "Trần Thị Hòa"), Some.Residence(4, "103", to: new(2020, 3, 1)),
            Some.Person(5, "100%_Lạ", new(1990, 1, 1)),
            Some.Household(7), Some.Membership(1, 7), Some.Membership(3, 7, "spouse"), Some.Membership(2, 7, "other", to: new(2020, 5, 31)),
            Some.Fact(1), Some.Fact(7, "poverty", "poor"));
    }

    public void Dispose()
    {
        _test.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("khuyen", "2 1")]
    [InlineData("KHUYẾN", "1 2")]
    [InlineData("khuyen 1939", "1")]
    [InlineData("1939 nguyễn", "1")]
    [InlineData("nguyen khu", "1")]
    [InlineData("uyen", "2 1")]
    [InlineData("dat", "3")]
    [InlineData("đạt", "3")]
    [InlineData("khuyne", "2 1")]
    [InlineData("1939", "3 1")]
    [InlineData("999139000001", "1")]
    [InlineData("999 1 39", "1")]
    [InlineData("khuyen 2001", "")]
    [InlineData("zzz", "")]
    [InlineData("100%", "5")]
    [InlineData("%", "5")]
    [InlineData("_", "5")]
    [InlineData("' or 1=1 --", "")]
    [InlineData("", "5 3 2 1 4")]
    public void People_are_found_as_officers_type(string text, string found) =>
        Assert.Equal(found, string.Join(' ', _people.Search(text, Scope.Everything, Day, Known).People.Select(p => p.PersonId)));

    [Fact]
    public void Pages_are_cut_from_the_whole_and_tell_it()
    {
        var page = _people.Search("", Scope.Everything, Day, Known, page: 2, size: 2);
        Assert.Equal((5, 2, 2), (page.Total, page.Page, page.Size));
        Assert.Equal([2L, 1], page.People.Select(p => p.PersonId));
        Assert.Empty(_people.Search("", Scope.Everything, Day, Known, page: 4, size: 2).People);
    }

    [Fact]
    public void A_summary_shows_the_home_on_the_map_of_the_day()
    {
        var person = _people.FindOrNull(1, Scope.Everything, Day, Known)!;
        Assert.Equal(("AB", "101"), (person.Unit!.Name, person.ResidenceKey));
        Assert.Equal("A", _people.FindOrNull(1, Scope.Everything, new(2020, 2, 1), Known)!.Unit!.Name);
        Assert.Null(_people.FindOrNull(5, Scope.Everything, Day, Known)!.Unit);
    }

    [Fact]
    public void Nobody_outside_the_scope_is_found_on_any_path()
    {
        var scope = ScopeOf("103");
        Assert.Equal([2L], _people.Search("khuyen", scope, Day, Known).People.Select(p => p.PersonId));
        Assert.Equal(2, _people.Search("", scope, Day, Known).Total);
        Assert.Equal([4L, 2], _people.List([4, 1, 2, 99], scope, Day, Known).People.Select(p => p.PersonId));
        Assert.Null(_people.FindOrNull(1, scope, Day, Known));
        Assert.Null(_people.FileOrNull(1, scope));
        Assert.Null(_people.HouseholdOrNull(1, scope, new Month(2020, 6), Known));
        Assert.Equal([2L, 4], _people.Within(scope, [1, 2, 3, 4, 5, 99]).Order());
        Assert.Null(_people.FindOrNull(5, scope, Day, Known));
        Assert.Empty(_people.Search("", Scope.Of([]), Day, Known).People);
    }

    [Fact]
    public void A_commune_made_of_others_sees_the_people_of_all_of_them()
    {
        var scope = ScopeOf("102~2020-03-01");
        Assert.Equal([1L, 3], _people.Within(scope, [1, 2, 3, 4, 5]).Order());
        Assert.Equal([3L], _people.Within(ScopeOf("102"), [1, 2, 3, 4, 5]));
    }

    [Fact]
    public void Who_left_or_died_stays_with_the_last_commune()
    {
        Assert.NotNull(_people.FindOrNull(4, ScopeOf("103"), Day, Known));
        Assert.Null(_people.FindOrNull(4, ScopeOf("101"), Day, Known));
    }

    [Fact]
    public void What_is_not_known_yet_is_not_found()
    {
        _test.Clock.Day = new(2020, 9, 2);
        _register.Load(Some.Person(6, "Phùng Thị Muộn", recorded: new(2020, 9, 1)), Some.Residence(6, recorded: new(2020, 9, 1)));
        Assert.Null(_people.FindOrNull(6, Scope.Everything, Day, new(new(2020, 8, 31))));
        Assert.Empty(_people.Search("muon", Scope.Everything, Day, new(new(2020, 8, 31))).People);
        Assert.Single(_people.Search("muon", Scope.Everything, Day, new(new(2020, 9, 1))).People);
    }

    [Fact]
    public void A_name_corrected_is_found_by_what_was_believed()
    {
        Assert.True(_register.Correct(Some.Person(1, "Nguyễn Thị Tuyến", recorded: new(2020, 9, 1))).Ok);
        Assert.Equal("Nguyễn Thị Tuyến", _people.Search("tuyen", Scope.Everything, Day, Known).People.Single().Name);
        Assert.Equal([2L], _people.Search("khuyen", Scope.Everything, Day, Known).People.Select(p => p.PersonId));
        Assert.Equal("Nguyễn Thị Khuyến", _people.FindOrNull(1, Scope.Everything, Day, new(new(2020, 8, 31)))!.Name);
    }

    [Fact]
    public void A_move_changes_who_may_see_the_person_at_once()
    {
        Assert.NotNull(_people.FindOrNull(1, ScopeOf("101"), Day, Known));
        Assert.True(_register.Record(Some.Residence(1, "103", from: new(2020, 6, 1), recorded: new(2020, 9, 1))).Ok);

        // The right to look is that of today, whatever day and knowledge are looked at.
        _test.Clock.Day = new(2020, 9, 2);
        Assert.Null(_people.FindOrNull(1, ScopeOf("101"), Day, Known));
        Assert.Null(_people.FindOrNull(1, ScopeOf("101"), Day, new(new(2020, 8, 31))));
        Assert.NotNull(_people.FindOrNull(1, ScopeOf("103"), new(2016, 1, 31), Known));
    }

    [Fact]
    public void A_file_holds_every_version_on_both_times()
    {
        var old = _people.FileOrNull(1, Scope.Everything)!.Facts.Single();
        Assert.True(_register.Correct(old.RowId, Some.Fact(1, value: "mild", recorded: new(2020, 9, 1))).Ok);
        Assert.True(_register.Correct(Some.Person(1, "Nguyễn Thị Tuyến", recorded: new(2020, 9, 2))).Ok);
        var file = _people.FileOrNull(1, Scope.Everything)!;
        Assert.Equal([("severe", true), ("mild", false)], file.Facts.Select(f => (f.Row.Value, f.Row.SupersededAt is not null)));
        Assert.Equal(["Nguyễn Thị Khuyến", "Nguyễn Thị Tuyến"], file.Identity.Select(i => i.Row.Name));
        Assert.Equal(("101", 7L, "H7", "poor"),
            (file.Residences.Single().Row.Unit, file.Memberships.Single().Row.HouseholdId, file.Households.Single().Row.Number,
                file.HouseholdFacts.Single().Row.Value));
        Assert.Null(_people.FileOrNull(99, Scope.Everything));
    }

    [Fact]
    public void A_household_is_shown_as_of_the_month_the_head_first()
    {
        var may = _people.HouseholdOrNull(3, Scope.Everything, new Month(2020, 5), Known)!;
        Assert.Equal(("H7", "Thôn 1"), (may.Number, may.Hamlet));
        Assert.Equal([(1L, "head"), (3L, "spouse"), (2L, "other")], may.Members.Select(m => (m.Person.PersonId, m.Role)));
        Assert.Equal([1L, 3],
            _people.HouseholdOrNull(3, Scope.Everything, new Month(2020, 6), Known)!.Members.Select(m => m.Person.PersonId));
        Assert.Null(_people.HouseholdOrNull(2, Scope.Everything, new Month(2020, 6), Known));
    }

    private static string Number(int year, int serial) =>
        PersonalNumber.Create(PersonalNumber.SyntheticProvince, Sex.Female, year, serial).Digits;

    private Scope ScopeOf(string key) => _register.Units.ScopeOf(_register.Units.FindOrNull(key)!);
}

public sealed class SqlitePeopleTests() : PeopleContract(TestRegister.Sqlite());

public sealed class PostgresPeopleTests() : PeopleContract(TestRegister.Postgres());

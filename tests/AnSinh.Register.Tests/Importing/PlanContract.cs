using System.Text;
using AnSinh.Basics;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Planning;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register.People;
using AnSinh.Register.Units;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Register.Tests.Importing;

/// <summary>A list is matched, previewed, applied whole and undone whole, on both databases.</summary>
public abstract class PlanContract(Dialect dialect) : IDisposable
{
    private const string Number = "999139000217";
    private readonly TestRegister _test = Filled(dialect);

    private RegisterDb Register => _test.Register;

    [Fact]
    public void Rows_find_their_people_by_number_and_by_name_with_birth()
    {
        var plan =
            Plan("Nguyễn Thị Khuyến,05/03/1939,999139000217,103,severe", "Trần Văn Bình,01/02/1950,,103,severe",
                "Người Mới,02/02/1960,999060000123,103,");
        Assert.Equal([1L, 2L, null], plan.Rows.Select(r => r.Person?.Id));
        Assert.All(plan.Rows, r => Assert.Equal(RowState.Ready, r.State));
        Assert.Equal((1, 2, 0), (plan.NewPeople, plan.ChangedPeople, plan.Unchanged));
        Assert.Equal("none", Assert.Single(plan.Rows[0].Changes).Before);
    }

    [Fact]
    public void Who_cannot_be_told_is_asked_and_the_choice_is_kept()
    {
        var plan = Plan("Lê Thị Hoa,1960,,103,severe");
        var row = Assert.Single(plan.Rows);
        Assert.Equal(RowState.Ask, row.State);
        Assert.Equal([3L, 4L], row.Candidates.Select(c => c.Person.Id).Order());
        Assert.Equal("row.ask", plan.Obstacles(false)[0].Code);
        Assert.Equal(4,
            Plan(["Lê Thị Hoa,1960,,103,severe"], new Dictionary<int, RowChoice> { [1] = new(PersonId: 4) }).Rows[0].Person!.Id);
        Assert.True(Plan(["Lê Thị Hoa,1960,,103,severe"], new Dictionary<int, RowChoice> { [1] = new(IsNew: true) }).Rows[0].IsNew);
    }

    [Fact]
    public void A_number_of_somebody_with_quite_another_name_is_asked() =>
        Assert.Equal(RowState.Ask, Plan($"Hoàng Văn Lạ,05/03/1939,{Number},103,severe").Rows[0].State);

    [Fact]
    public void The_register_stays_where_the_list_contradicts_it_unless_the_list_is_believed()
    {
        var kept = Plan($"Nguyễn Thị Khuyên,06/03/1939,{Number},103,").Rows[0];
        Assert.Empty(kept.Changes);
        Assert.Equal(2, kept.Doubts.Count(d => d.Code == "identity.differs"));
        var believed =
            Plan([$"Nguyễn Thị Khuyên,06/03/1939,{Number},103,"], new Dictionary<int, RowChoice> { [1] = new(BelieveList: true) }).Rows[0];
        Assert.Equal(["Nguyễn Thị Khuyên", "06/03/1939"], believed.Changes.Select(c => c.After));
    }

    [Fact]
    public void A_row_twice_is_left_out_and_one_that_says_otherwise_is_asked()
    {
        var plan =
            Plan($"Nguyễn Thị Khuyến,05/03/1939,{Number},103,severe", $"Nguyễn Thị Khuyến,05/03/1939,{Number},103,severe",
                $"Nguyễn Thị Khuyến,05/03/1939,{Number},103,mild");
        Assert.Equal([RowState.Ready, RowState.LeftOut, RowState.Ask], plan.Rows.Select(r => r.State));
    }

    [Fact]
    public void Applied_whole_and_undone_whole()
    {
        var plan = Plan($"Nguyễn Thị Khuyến,05/03/1939,{Number},103,severe", "Người Mới,02/02/1960,999060000123,103,mild");
        var applied = Register.Apply(plan.ToChangeSet("ds.csv", "abc"), Act.By("canbo")).Value;
        Assert.Equal(2, applied.Persons.Count + 1);
        var again = Plan($"Nguyễn Thị Khuyến,05/03/1939,{Number},103,severe", "Người Mới,02/02/1960,999060000123,103,mild");
        Assert.Equal((0, 0, 2), (again.NewPeople, again.ChangedPeople, again.Unchanged));
        Assert.Equal("list.nothing", again.Obstacles(false)[0].Code);
        Assert.True(Register.Undo(applied.BatchId, "nhầm tệp", Act.By("canbo")).Ok);
        var after = Plan($"Nguyễn Thị Khuyến,05/03/1939,{Number},103,severe", "Người Mới,02/02/1960,999060000123,103,mild");
        Assert.Equal((1, 1), (after.NewPeople, after.ChangedPeople));
        Assert.Equal(plan.Mark(), after.Mark());
    }

    [Fact]
    public void A_wrong_row_stands_in_the_way_of_all_and_nothing_is_written()
    {
        var before = Register.ChangeNo;
        var plan = Plan($"Nguyễn Thị Khuyến,31/02/1939,{Number},103,severe", "Người Mới,02/02/1960,,,");
        Assert.Equal(["date.impossible@ds!B2", "person.no-home@ds!3"], plan.Obstacles(false).Select(r => $"{r.Code}@{r.Place}"));
        Assert.Equal("list.nothing", Assert.Single(plan.Obstacles(true)).Code);
        Assert.Equal(before, Register.ChangeNo);
    }

    [Fact]
    public void The_number_settles_the_century_of_a_two_digit_year()
    {
        var row = Plan("Phạm Văn Cổ,21/03/16,999016067315,103,").Rows[0];
        Assert.Equal("21/03/1916", row.Row.Birth.ToString());
        Assert.Equal(["date.two-digit-year@ds!B2"], row.Doubts.Select(d => $"{d.Code}@{d.Place}"));
    }

    [Fact]
    public void A_former_commune_means_where_it_lies_now_and_says_so()
    {
        var row = Plan("Nguyễn Thị Khuyến,05/03/1939,999139000217,Xã A,").Rows[0];
        Assert.Equal("102~2020-03-01", row.Row.Unit!.Key);
        Assert.Contains(row.Doubts, d => d.Code == "unit.former");
    }

    [Fact]
    public void Outside_the_scope_nobody_is_found_and_nobody_is_added()
    {
        var scope = Scope.Of(["101"]);
        var plan = Plan([$"Nguyễn Thị Khuyến,05/03/1939,{Number},103,severe", "Trần Văn Bình,01/02/1950,,103,severe"], null, scope);
        Assert.Equal(["person.elsewhere", "person.out-of-scope"], plan.Rows.SelectMany(r => r.Refusals).Select(r => r.Code));
        Assert.All(plan.Rows, r => Assert.Empty(r.Candidates));
    }

    [Fact]
    public void What_a_preview_calls_ready_is_applied_even_if_the_commune_is_younger_than_the_fact()
    {
        var plan =
            Plan(["Người Mới,02/02/1960,999060000123,102,severe,05/03/2019"], null, null,
                "Họ và tên,Ngày sinh,Số CCCD,Xã,disability,Từ ngày");
        Assert.Contains(plan.Rows[0].Doubts, d => d.Code == "home.unit-later");
        var applied = Register.Apply(plan.ToChangeSet("ds.csv", "abc"), Act.By("canbo"));
        Assert.True(applied.Ok, string.Join("; ", applied.Refusals));
        Assert.Equal(new DateOnly(2020, 3, 1),
            new PeopleQueries(Register).FileOrNull(applied.Value.Persons.Values.Single(), Scope.Everything)!.Residences[0].Row.Valid.From);
    }

    [Fact]
    public void A_household_of_a_list_is_made_once_and_its_fact_recorded_once()
    {
        const string Head = "Họ và tên,Ngày sinh,Xã,Số hộ,Quan hệ với chủ hộ,poverty";
        var plan = Plan(["Vũ Văn Hộ,1970,103,H77,Chủ hộ,poor", "Vũ Thị Vợ,1972,103,H77,Vợ,poor"], null, null, Head);
        var applied = Register.Apply(plan.ToChangeSet("ds.csv", "abc"), Act.By("canbo")).Value;
        Assert.Single(applied.Households);
        Assert.Equal(2 + 1 + 2 + 2 + 1, applied.RowsAdded);
    }

    public void Dispose()
    {
        _test.Dispose();
        GC.SuppressFinalize(this);
    }

    private ListPlan Plan(params string[] rows) => Plan(rows, null);

    private ListPlan Plan(string[] rows, IReadOnlyDictionary<int, RowChoice>? choices, Scope? scope = null,
        string head = "Họ và tên,Ngày sinh,Số CCCD,Xã,disability")
    {
        var book = ListFile.Read("ds.csv", Encoding.UTF8.GetBytes(string.Join("\n", rows.Prepend(head)))).Value;
        var (sheet, header, _) = ListReader.Open(book).Value;
        var map = ListMap.Suggest("Danh sách thử", sheet, header, Register.Facts) with { ValidFrom = new DateOnly(2020, 8, 1) };
        var list = ListReader.Read(book, map, Register.Facts, Register.Units, new DateOnly(2020, 9, 30));
        Assert.True(list.Ok, string.Join("; ", list.Refusals));
        return ListPlan.Make(Register, list.Value, scope ?? Scope.Everything, choices ?? new Dictionary<int, RowChoice>());
    }

    private static TestRegister Filled(Dialect dialect)
    {
        var test = TestRegister.On(dialect);
        test.Register.Load(
            Some.Person(1, "Nguyễn Thị Khuyến", new(1939, 3, 5), Sex.Female, Number), Some.Residence(1), Some.Fact(1, value: "none"),
            Some.Person(2, "Trần Văn Bình", new(1950, 2, 1), Sex.Male), Some.Residence(2),
            Some.Person(3, "Lê Thị Hoa", new(1960, 5, 5)), Some.Residence(3),
            Some.Person(4, "Lê Thị Hoa", new(1960, 7, 7)), Some.Residence(4));
        test.Clock.Day = new DateOnly(2020, 9, 30);
        return test;
    }
}

public sealed class SqlitePlan() : PlanContract(Dialect.Sqlite);

public sealed class PostgresPlan() : PlanContract(Dialect.Postgres);

using AnSinh.Access.Mandates;
using AnSinh.Basics;
using AnSinh.Ledger.Tests.Cases;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Ledger.Tests.Mandates;

/// <summary>Mandates to sign: what is recorded, and what is refused and why.</summary>
public class SigningMandateTests
{
    [Theory]
    [InlineData("mandate", "2020-09-01", null, "Trưởng phòng", "Đỗ Minh Tuấn", "aid_monthly", "mandate.no-end")]
    [InlineData("mandate", "2020-09-01", "2020-12-31", "Trưởng phòng", "Đỗ Minh Tuấn", null, "mandate.matter")]
    [InlineData("mandate", "2020-09-01", "2020-12-31", "Trưởng phòng", null, "aid_monthly", "mandate.by")]
    [InlineData("mandate", "2020-09-01", "2020-12-31", "Trưởng phòng", "Ai Đó", "aid_monthly", "mandate.not-held")]
    [InlineData("mandate", "2009-12-31", "2020-12-31", "Trưởng phòng", "Đỗ Minh Tuấn", "aid_monthly", "mandate.not-held")]
    [InlineData("mandate", "2020-09-01", "2020-12-31", null, "Đỗ Minh Tuấn", "aid_monthly", "mandate.title")]
    [InlineData("mandate", "2020-09-01", "2020-12-31", "Trưởng phòng", "Đỗ Minh Tuấn", "aid", "mandate.matter")]
    [InlineData("mandate", "2020-09-01", "2020-08-31", "Trưởng phòng", "Đỗ Minh Tuấn", "aid_monthly", "mandate.days")]
    [InlineData("deputy", "2020-09-01", null, "Phó Chủ tịch", "Đỗ Minh Tuấn", null, "mandate.by")]
    [InlineData("deputy", "2020-09-01", null, null, null, null, "mandate.title")]
    [InlineData("head", "2020-09-01", null, null, null, null, "mandate.two-heads")]
    [InlineData("head", "2020-09-01", null, "Chủ tịch", null, null, "mandate.title")]
    [InlineData("heads", "2020-09-01", null, null, null, null, "mandate.authority")]
    [InlineData("mandate", "2020-09-01", "2020-12-31", "Trưởng phòng", "Đỗ Minh Tuấn", "aid_monthly", null)]
    [InlineData("deputy", "2020-09-01", null, "Phó Chủ tịch", null, "aid_monthly", null)]
    public void A_mandate_is_as_the_law_has_it(string authority, string from, string? to, string? title, string? by, string? matter,
        string? refused)
    {
        using var office = new SmallOffice();
        var outcome = office.TryMandate("Cấn Văn Trưởng", authority, from, to, title, by, matter: matter);
        Assert.True(refused is null ? outcome.Ok : outcome.Refusals.Any(r => r.Code == refused), string.Join("; ", outcome.Refusals));
        Assert.Equal(refused is null ? 2 : 1, office.Books.Mandates.All().Count);
    }

    [Fact]
    public void What_was_handed_on_is_not_handed_on_again()
    {
        using var office = new SmallOffice();
        office.Mandate("Cấn Văn Trưởng", "mandate", "2020-09-01", "2020-12-31", "Trưởng phòng", "Đỗ Minh Tuấn", matter: "aid_monthly");
        var again = office.TryMandate("Lê Văn Viên", "mandate", "2020-09-01", "2020-12-31", "Chuyên viên", "Cấn Văn Trưởng",
            matter: "aid_monthly");
        Assert.Equal("mandate.not-held", Assert.Single(again.Refusals).Code);
    }

    [Fact]
    public void A_new_head_comes_the_day_after_the_old_one()
    {
        using var office = new SmallOffice();
        var old = office.Books.Mandates.All().Single().RowId;
        Assert.Equal("mandate.two-heads", Assert.Single(office.TryMandate("Người Mới", "head", "2020-09-01").Refusals).Code);
        Assert.True(office.Books.Mandates.End(old, SmallWorld.Day("2020-08-31"), Act.By("quantri")).Ok);
        office.Mandate("Người Mới", "head", "2020-09-01");
        Assert.Equal(["CHỦ TỊCH Đỗ Minh Tuấn"], On("2020-08-31"));
        Assert.Equal(["CHỦ TỊCH Người Mới"], On("2020-09-01"));
        Assert.Equal(3, office.Books.Mandates.All().Count);

        IEnumerable<string> On(string day) => office.Books.Mandates.Of("272", "aid_monthly",
            new DateInterval(SmallWorld.Day(day), SmallWorld.Day(day))).Select(s => s.Signature);
    }

    [Fact]
    public void Nobody_records_or_ends_a_mandate_of_their_own()
    {
        using var office = new SmallOffice();
        var own = office.TryMandate("Quản Trị", "deputy", "2020-01-01", title: "Phó", login: "quantri");
        Assert.Equal("mandate.own", Assert.Single(own.Refusals).Code);
        Assert.Equal("mandate.account",
            Assert.Single(office.TryMandate("Không Ai", "deputy", "2020-01-01", title: "Phó", login: "khongai").Refusals).Code);
    }

    [Fact]
    public void A_row_is_not_cut_by_another_and_a_head_signs_all()
    {
        using var office = new SmallOffice();
        office.Mandate("Lê Thị Phó", "deputy", "2020-01-01", title: "Phó Chủ tịch");
        Assert.Equal("mandate.again", Code(office.TryMandate("Lê Thị Phó", "deputy", "2020-06-01", title: "Phó Chủ tịch")));
        Assert.Equal("mandate.again",
            Code(office.TryMandate("Lê Thị Phó", "deputy", "2020-06-01", title: "Phó Chủ tịch", matter: "aid_monthly")));
        Assert.Equal("mandate.again", Code(office.TryMandate("Lê Thị Phó", "deputy", "2020-06-01", title: "Phó Chủ tịch Thường trực")));
        Assert.Equal("mandate.matter", Code(office.TryMandate("Xã", "head", "2020-01-01", matter: "aid_monthly",
            unit: SmallWorld.Commune)));
        Assert.Equal("mandate.long", Code(office.TryMandate(new string('A', 120), "deputy", "2020-01-01", title: new string('B', 120))));
    }

    [Fact]
    public void A_last_day_beyond_all_days_is_no_fault_of_the_program()
    {
        using var office = new SmallOffice();
        var head = office.Books.Mandates.All().Single().RowId;
        Assert.True(office.Books.Mandates.End(head, DateOnly.MaxValue, Act.By("quantri")).Ok);
        office.Mandate("Cấn Văn Trưởng", "mandate", "2020-09-01", "9999-12-31", "Trưởng phòng", "Đỗ Minh Tuấn", matter: "aid_monthly");
        var given = office.Books.Mandates.All().Single(m => m.Row.GivenBy is not null).RowId;
        Assert.Equal("mandate.end-outside", Code(office.Books.Mandates.End(given, SmallWorld.Day("2020-08-31"), Act.By("quantri"))));
    }

    [Fact]
    public void There_is_no_mandate_for_a_unit_nobody_knows()
    {
        using var office = new SmallOffice();
        Assert.Equal("mandate.unit", Code(office.TryMandate("Ai", "head", "2020-01-01", unit: "999")));
    }

    [Fact]
    public async Task Two_heads_recorded_at_once_are_not_both_taken()
    {
        using var office = new SmallOffice();
        var head = office.Books.Mandates.All().Single().RowId;
        Assert.True(office.Books.Mandates.End(head, SmallWorld.Day("2020-08-31"), Act.By("quantri")).Ok);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            Task.Run(() => office.TryMandate("Người " + i, "head", "2020-09-01"))));
        Assert.Single(outcomes, o => o.Ok);
    }

    private static string Code(Outcome<long> outcome) => Assert.Single(outcome.Refusals).Code;

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public void A_changed_row_is_found_by_the_audit_chain(Dialect dialect)
    {
        using var world = new Poverty.RoundWorld(dialect);
        var database = world.Register.Database;
        var check = new AuditCheck(database, [.. SigningMandates.Tables]);
        Assert.Empty(check.All().Faults);
        database.Do(Act.By("kẻ gian"), (connection, transaction) => Dapper.SqlMapper.Execute(connection,
            "update signing_mandate set name = 'Kẻ Gian' where unit_key = @unit", new { unit = Poverty.RoundWorld.Commune }, transaction));
        Assert.NotEmpty(check.All().Faults);
    }
}

using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Ledger.Tests;

/// <summary>Why a month paid before is paid otherwise now, as an officer reads it.</summary>
public class CauseTests
{
    private const long Standard = 270_000; // of SmallLaw in 2020

    [Fact]
    public void What_is_said_of_the_household_is_told_without_a_member()
    {
        using var world = Poor();
        world.Record(1, "poverty", "near_poor", "2020-06-15", "2020-08-10");
        Assert.Equal("Hộ nghèo: nghèo → cận nghèo từ ngày 15/06/2020, ghi nhận ngày 10/08/2020 (giấy)", WhyJulyIsTakenBack(world));
    }

    [Fact]
    public void What_is_said_of_another_member_is_told_as_that_members()
    {
        using var world = new SmallWorld(policy: WithMembers.Value).Person(1, "1990-01-01").Person(2, "1990-01-01", household: 1)
            .Fact(2, "disability", "extremely_severe", "2019-01-01", "2019-01-05").Decide(1, "2015-01-10");
        Assert.Equal(Standard, world.Run("2020-07").Amount);
        world.Record(2, "disability", "none", "2020-06-20", "2020-08-10");
        Assert.Equal(
            "Mức độ khuyết tật của thành viên hộ 2: đặc biệt nặng → không từ ngày 20/06/2020, ghi nhận ngày 10/08/2020 (giấy)",
            WhyJulyIsTakenBack(world));
    }

    [Fact]
    public void Of_two_kinds_recorded_about_a_person_only_the_one_that_made_the_line_is_named()
    {
        using var world = Severe();
        world.Record(1, "pension", "none", "2010-01-01", "2020-08-09").Record(1, "disability", "mild", "2020-06-15", "2020-08-10");
        Assert.Equal("Mức độ khuyết tật: nặng → nhẹ từ ngày 15/06/2020, ghi nhận ngày 10/08/2020 (giấy)", WhyJulyIsTakenBack(world));
    }

    [Fact]
    public void What_held_until_the_eve_of_the_month_makes_nothing_else_its_cause()
    {
        using var world = Severe();
        Apply(world, "2020-08-09", set => set.Record(
            new FactRow(1, null, "pension", "none", new DateInterval(new(2010, 1, 1), null), 0, null, "đơn")));
        Apply(world, "2020-08-10", set => set.Record(
            new FactRow(1, null, "disability", "mild", new DateInterval(new(2020, 7, 1), null), 0, null, "giám định")));
        Assert.Equal("Mức độ khuyết tật: nặng → nhẹ từ ngày 01/07/2020, ghi nhận ngày 10/08/2020 (giám định)", WhyJulyIsTakenBack(world));
    }

    [Fact]
    public void A_birth_date_put_right_is_named()
    {
        using var world = Old();
        Apply(world, "2020-08-10", set => set.Correct(
            new PersonRow(1, null, "Người 1", Sex.Female, new BirthDate(new(1945, 1, 1), DatePrecision.Day), 0, null, "khai sinh")));
        Assert.Equal("Ngày sinh: 01/01/1930 → 01/01/1945 ghi nhận ngày 10/08/2020 (khai sinh)", WhyJulyIsTakenBack(world));
    }

    [Fact]
    public void A_home_that_ended_is_named_with_its_commune()
    {
        using var world = Old();
        Apply(world, "2020-08-10", set => set.End(DatedRows.Residence, Row(world, "residence", 1), new(2020, 6, 20)));
        Assert.Equal("Nơi cư trú: Xã Một từ 01/01/2010 đến 20/06/2020, ghi nhận ngày 10/08/2020 (sổ)", WhyJulyIsTakenBack(world));
    }

    [Fact]
    public void Who_left_a_poor_household_is_told_so()
    {
        using var world = Poor().Person(3, "1950-01-01").Person(2, "1990-01-01", household: 1).Decide(2, "2015-01-10");
        world.Run("2020-07");
        Apply(world, "2020-08-10", set => set.Record(
            new MembershipRow(2, 3, "other", new DateInterval(new(2020, 6, 20), null), 0, null, "đơn")));
        Assert.StartsWith("Thành viên hộ: con → khác từ ngày 20/06/2020, ghi nhận ngày 10/08/2020 (đơn)", WhyJulyIsTakenBack(world),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Who_was_poor_on_some_days_of_the_month_keeps_the_money_until_it_is_told_that_there_was_no_such_day()
    {
        using var world = Poor();
        void Ended(string day, string recorded) => Apply(world, recorded,
            set => set.Record(new FactRow(1, null, "poverty", "none", new DateInterval(SmallWorld.Day(day), null), 0, null, "rà soát")));
        Ended("2020-07-10", "2020-08-10");
        Assert.Empty(world.Lines(world.Run("2020-08", "2020-08-11")));
        Ended("2020-06-10", "2020-08-12");
        Assert.Equal("Hộ nghèo: không từ ngày 10/06/2020, ghi nhận ngày 12/08/2020 (rà soát)", WhyJulyIsTakenBack(world));
    }

    [Fact]
    public void Who_left_the_household_within_the_month_is_told_what_was_said_of_it_while_there()
    {
        using var world = new SmallWorld().Person(1, "1990-01-01").Person(2, "1990-01-01", household: 1)
            .Fact(1, "poverty", "poor", "2020-01-01", "2020-01-05").Decide(2, "2015-01-10");
        Apply(world, "2020-07-20", set => set.End(DatedRows.Membership, Row(world, "membership", 2), new(2020, 7, 15)));
        Assert.Equal(Standard, world.Run("2020-07").Amount);
        world.Record(1, "poverty", "near_poor", "2020-06-15", "2020-08-10");
        Assert.Equal("Hộ nghèo: nghèo → cận nghèo từ ngày 15/06/2020, ghi nhận ngày 10/08/2020 (giấy)", WhyJulyIsTakenBack(world));
    }

    [Fact]
    public void What_was_said_of_a_member_who_left_within_the_month_is_that_members()
    {
        using var world = new SmallWorld(policy: WithMembers.Value).Person(1, "1990-01-01").Person(2, "1990-01-01", household: 1)
            .Person(3, "1990-01-01", household: 1).Person(4, "1990-01-01")
            .Fact(2, "disability", "extremely_severe", "2019-01-01", "2019-01-05").Decide(1, "2015-01-10").Decide(4, "2015-01-10");
        Apply(world, "2020-07-20", set => set.Record(
            new MembershipRow(2, 4, "other", new DateInterval(new(2020, 7, 10), null), 0, null, "đơn")));
        // Both households had the member on some days of the month.
        Assert.Equal(2 * Standard, world.Run("2020-07").Amount);
        world.Record(2, "disability", "none", "2020-06-20", "2020-08-10");
        var lines = world.Lines(world.Run("2020-08")).Where(l => l.ForMonth == SmallWorld.M("2020-07")).ToList();
        Assert.Equal([1L, 4L], lines.Select(l => l.PersonId).Order());
        Assert.All(lines, l => Assert.Equal(("fact", "disability", 2L),
            (Assert.Single(l.Causes).Kind, l.Causes[0].Name!, l.Causes[0].PersonId!.Value)));
    }

    [Fact]
    public void What_a_member_brought_is_lost_with_the_member_who_left()
    {
        using var world = new SmallWorld(policy: WithMembers.Value).Person(1, "1990-01-01").Person(2, "1990-01-01", household: 1)
            .Person(3, "1990-01-01").Fact(2, "disability", "extremely_severe", "2019-01-01", "2019-01-05").Decide(1, "2015-01-10");
        Assert.Equal(Standard, world.Run("2020-07").Amount);
        Apply(world, "2020-08-10", set => set.Record(
            new MembershipRow(2, 3, "other", new DateInterval(new(2020, 6, 10), null), 0, null, "đơn")));
        Assert.Contains("Thành viên hộ", WhyJulyIsTakenBack(world), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_in_no_household_is_told_what_was_said_of_the_person()
    {
        using var world = new SmallWorld().Person(1, "1990-01-01").Fact(1, "disability", "severe", "2020-07-10", "2020-07-12")
            .Decide(1, "2015-01-10");
        Apply(world, "2020-07-20", set => set.End(DatedRows.Membership, Row(world, "membership", 1), new(2019, 12, 31)));
        Assert.Equal(405_000, world.Run("2020-07").Amount);
        world.Record(1, "disability", "mild", "2020-07-10", "2020-08-10");
        Assert.Equal("Mức độ khuyết tật: nặng → nhẹ từ ngày 10/07/2020, ghi nhận ngày 10/08/2020 (giấy)", WhyJulyIsTakenBack(world));
    }

    [Fact]
    public void A_level_raised_within_the_month_is_told_by_the_new_level_alone()
    {
        using var world = Severe();
        Apply(world, "2020-08-10", set => set.Record(
            new FactRow(1, null, "disability", "extremely_severe", new DateInterval(new(2020, 7, 10), null), 0, null, "giám định")));
        Assert.Equal(
            "Mức độ khuyết tật: nặng → đặc biệt nặng từ ngày 10/07/2020, ghi nhận ngày 10/08/2020 (giám định)",
            Why(world, LineKind.Arrears));
    }

    [Fact]
    public void What_was_taken_back_is_told_as_no_longer_so()
    {
        using var world = Severe();
        using (var connection = world.Database.Connect())
        {
            var row = connection.ExecuteScalar<long>("select row_id from fact");
            Apply(world, "2020-08-10", set => set.Withdraw(DatedRows.Fact, row, "ghi nhầm người"));
        }

        Assert.Equal("Mức độ khuyết tật: bỏ nặng từ ngày 05/03/2019, ghi nhận ngày 10/08/2020 (giấy)", WhyJulyIsTakenBack(world));
    }

    [Fact]
    public void What_was_unknown_when_last_looked_at_and_is_known_now_is_told_so()
    {
        using var world = Severe();
        world.Record(1, "disability", "unknown", "2019-03-05", "2020-08-05");
        world.Run("2020-08", "2020-08-06");
        world.Record(1, "disability", "mild", "2019-03-05", "2020-08-10");
        Assert.Equal("Mức độ khuyết tật: chưa rõ → nhẹ từ ngày 05/03/2019, ghi nhận ngày 10/08/2020 (giấy)", WhyJulyIsTakenBack(world));
    }

    [Fact]
    public void Each_month_finds_the_causes_of_its_own_people()
    {
        using var world = Severe().Person(2, "1990-01-01").Fact(2, "disability", "severe", "2019-03-05", "2019-03-20")
            .Decide(2, "2019-04-01");
        world.Run("2020-07");
        world.Run("2020-08");
        Apply(world, "2020-09-10", set =>
        {
            set.Record(new FactRow(1, null, "disability", "mild", new DateInterval(new(2020, 7, 1), new(2020, 7, 31)), 0, null, "một"));
            set.Record(new FactRow(2, null, "disability", "mild", new DateInterval(new(2020, 8, 1), null), 0, null, "hai"));
        });
        var lines = world.Lines(world.Run("2020-09")).Where(l => l.Kind == LineKind.Recovery);
        Assert.Equal([(1L, "2020-07", "một"), (2L, "2020-08", "hai")],
            lines.OrderBy(l => l.PersonId).Select(l => (l.PersonId, l.ForMonth.ToString(), Assert.Single(l.Causes).Source!)));
    }

    [Fact]
    public void A_member_who_left_and_one_who_got_well_are_told_together()
    {
        using var world = new SmallWorld(policy: WithMembers.Value).Person(1, "1990-01-01").Person(2, "1990-01-01", household: 1)
            .Person(3, "1990-01-01").Fact(2, "disability", "extremely_severe", "2019-01-01", "2019-01-05").Decide(1, "2015-01-10");
        Assert.Equal(Standard, world.Run("2020-07").Amount);
        Apply(world, "2020-08-09", set => set.Record(
            new MembershipRow(2, 3, "other", new DateInterval(new(2020, 6, 10), null), 0, null, "đơn")));
        world.Record(2, "disability", "none", "2020-06-20", "2020-08-10");
        var causes = world.Lines(world.Run("2020-08")).Single(l => l.ForMonth == SmallWorld.M("2020-07")).Causes;
        Assert.Equal("together", causes[0].Kind);
        Assert.Contains(causes, c => (c.Kind, c.PersonId) == ("fact", 2));
    }

    [Fact]
    public void Who_was_registered_late_is_told_by_what_made_the_money_due()
    {
        using var world = Old();
        world.Person(5, "1930-01-01", recorded: "2020-08-09").Decide(5, "2020-06-10", recorded: "2020-08-10");
        Assert.Equal(["decision", "identity", "residence"],
            world.Lines(world.Run("2020-08")).Single(l => l.ForMonth == SmallWorld.M("2020-07")).Causes.Select(c => c.Kind).Order());
    }

    [Fact]
    public void A_difference_nothing_recorded_explains_says_so()
    {
        using var world = Old();
        world.Database.Do(Act.By("test"),
            (connection, transaction) => connection.Execute("update ledger_entry set amount = amount + 5", null, transaction));
        var line = world.Lines(world.Run("2020-08")).Single(l => l.ForMonth == SmallWorld.M("2020-07"));
        Assert.Equal((-5L, "other"), (line.Amount, Assert.Single(line.Causes).Kind));
    }

    [Theory]
    [InlineData("2020-06-20", null, "từ ngày 20/06/2020, ")]
    [InlineData("2020-06-20", "2020-06-20", "ngày 20/06/2020, ")]
    [InlineData("2020-06-20", "2020-06-21", "từ 20/06/2020 đến 21/06/2020, ")]
    public void The_days_of_a_cause_are_said_as_people_say_them(string from, string? to, string said) =>
        Assert.Equal($"Chế độ: có {said}ghi nhận ngày 10/08/2020",
            new Cause("fact", "Chế độ", Value: "có", From: SmallWorld.Day(from), To: to is null ? null : SmallWorld.Day(to),
                Recorded: SmallWorld.Day("2020-08-10")).ToVietnamese());

    [Theory]
    [InlineData("2020-07-31", null, true)]
    [InlineData("2020-08-01", null, false)]
    [InlineData("2019-01-01", "2020-07-01", true)]
    [InlineData("2019-01-01", "2020-06-30", false)]
    public void A_row_is_about_a_month_if_it_holds_on_one_of_its_days(string from, string? to, bool touches) =>
        Assert.Equal(touches,
            new RegisterChange("fact", "pension", "none", SmallWorld.Day(from), to is null ? null : SmallWorld.Day(to), 0, null, "sổ")
                .Touches(SmallWorld.M("2020-07")));

    private static readonly Lazy<Rulebook.Policy> WithMembers = new(() => SmallWorld.LoadSmall(("vn/programmes/aid.yaml",
        SmallLaw.Text("vn/programmes/aid.yaml").Replace("\"household.poverty == 'poor'\"",
            "\"members.exists(m, m.disability == 'extremely_severe')\"", StringComparison.Ordinal))));

    /// <summary>An old woman paid for July 2020.</summary>
    private static SmallWorld Old()
    {
        var world = new SmallWorld().Person(1, "1930-01-01").Decide(1, "2015-01-10");
        world.Run("2020-07");
        return world;
    }

    /// <summary>A severely disabled woman paid for July 2020.</summary>
    private static SmallWorld Severe()
    {
        var world = new SmallWorld().Person(1, "1990-01-01").Fact(1, "disability", "severe", "2019-03-05", "2019-03-20")
            .Decide(1, "2019-04-01");
        world.Run("2020-07");
        return world;
    }

    /// <summary>A woman of a poor household paid for July 2020.</summary>
    private static SmallWorld Poor()
    {
        var world = new SmallWorld().Person(1, "1990-01-01").Fact(1, "poverty", "poor", "2020-01-01", "2020-01-05").Decide(1, "2015-01-10");
        Assert.Equal(Standard, world.Run("2020-07").Amount);
        return world;
    }

    private static void Apply(SmallWorld world, string day, Action<ChangeSet> steps)
    {
        var set = new ChangeSet("fix", "Sửa", "biên bản") { RecordedOn = SmallWorld.Day(day) };
        steps(set);
        var applied = world.Register.Apply(set, Act.By("test"));
        Assert.True(applied.Ok, string.Join("; ", applied.Refusals));
    }

    private static long Row(SmallWorld world, string table, long person)
    {
        using var connection = world.Database.Connect();
        return connection.ExecuteScalar<long>($"select row_id from {table} where person_id = @person and superseded_at is null",
            new { person });
    }

    private static string WhyJulyIsTakenBack(SmallWorld world) => Why(world, LineKind.Recovery);

    private static string Why(SmallWorld world, LineKind kind)
    {
        var line = world.Lines(world.Run("2020-08")).Single(l => l.ForMonth == SmallWorld.M("2020-07"));
        Assert.Equal(kind, line.Kind);
        return Cause.ToVietnamese(line.Causes);
    }
}

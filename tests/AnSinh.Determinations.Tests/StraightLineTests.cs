using System.Globalization;
using AnSinh.Basics;
using AnSinh.Demo.Synthetic;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Register.Writing;
using AnSinh.Rulebook;
using AnSinh.Store;
using AnSinh.Testing;

namespace AnSinh.Determinations.Tests;

/// <summary>
/// Calculators written from the law against the compiled rules of policy/, for every person of the whole demo district. Where the rules say
/// yes or no, the calculator says the same whatever the facts may be that nobody knows; where they say at least so much and perhaps more,
/// the calculator's least and most are those two; where they say unknown, it really depends on a fact, and nothing is certain.
/// </summary>
public sealed class StraightLineTests(DemoDistrict district, ITestOutputHelper output) : IClassFixture<DemoDistrict>
{
    [Theory]
    [InlineData("2020-08", 1_500)]
    [InlineData("2021-07", 1_500)]
    [InlineData("2024-07", 1_500)]
    [InlineData("2025-07", 500)]
    [InlineData("2026-07", 500)]
    public void Social_assistance(string month, int atLeast) => Agree(month, "social_assistance", StraightLineAssistance.Amount, atLeast);

    [Theory]
    [InlineData("merit.war_invalid", "2019-07-01", 1)]
    [InlineData("merit.war_invalid", "2021-07-01", 1)]
    [InlineData("merit.war_invalid", "2023-07-01", 2)]
    [InlineData("merit.war_invalid", "2024-07-01", 3)]
    [InlineData("merit.war_invalid_b", "2019-07-01", 1)]
    [InlineData("merit.war_invalid_b", "2021-07-01", 1)]
    [InlineData("merit.war_invalid_b", "2023-07-01", 2)]
    [InlineData("merit.war_invalid_b", "2024-07-01", 3)]
    public void Every_cell_of_the_annexes_of_war_invalids_is_the_printed_one(string table, string from, int column)
    {
        var edition = district.Policy.Tables.Single(t => t.Name == table).Editions
            .Single(e => e.From == DateOnly.ParseExact(from, "yyyy-MM-dd"));
        var printed = (table == "merit.war_invalid" ? StraightLineMeritTables.WarInvalid : StraightLineMeritTables.WarInvalidTypeB)
            .Select((row, i) => (Percent: i + 21, Amount: 1_000L * (column == 1 ? row.A : column == 2 ? row.B : row.C)));
        Assert.Equal(
            printed,
            edition.Rows.Select(r => (Percent: int.Parse(r.Key, CultureInfo.InvariantCulture), Amount: r.Value)).OrderBy(r => r.Percent));
    }

    [Fact]
    public void The_city_s_own_assistance() => Agree("2026-07", "social_assistance_hanoi", StraightLineAssistance.OfTheCity, 5);

    [Theory]
    [InlineData("2025-07", 1_000)]
    [InlineData("2026-07", 1_000)]
    public void Social_pension(string month, int atLeast) => Agree(month, "social_pension", StraightLinePension.Amount, atLeast);

    [Theory]
    [InlineData("2020-08", 1_000)]
    [InlineData("2021-07", 1_000)]
    [InlineData("2024-07", 500)]
    [InlineData("2025-07", 500)]
    [InlineData("2026-07", 500)]
    public void Merit_allowances(string month, int atLeast) => Agree(month, "merit_monthly", StraightLineMerit.Amount, atLeast);

    [Fact]
    public void A_calculator_that_is_wrong_by_a_day_or_a_percent_is_seen()
    {
        long? Late(StraightLinePeople p, int row) =>
            p.Day("birth_date", row) == p.LastDay.AddYears(-80) ? null : StraightLineAssistance.Amount(p, row);
        long? Less(StraightLinePeople p, int row) =>
            p.Is("merit", row, "war_invalid") && p.Number("merit_percent", row) == 61 ? null : StraightLineMerit.Amount(p, row);
        var month = Month.Parse("2020-08");
        Assert.NotEmpty(Differences(month, "merit_monthly", Less).Wrong);
        Assert.NotEmpty(Enumerable.Range(1, 7).SelectMany(m => Differences(new Month(2020, m), "social_assistance", Late).Wrong));
    }

    private void Agree(string month, string programme, Func<StraightLinePeople, int, long?> calculator, int atLeast)
    {
        var (wrong, entitled, open) = Differences(Month.Parse(month), programme, calculator);
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong\n" + string.Join("\n", wrong.Take(20)));
        Assert.True(entitled >= atLeast, $"only {entitled} are entitled");
        output.WriteLine($"{programme} {month}: {open} not settled");
    }

    private (List<string> Wrong, int Entitled,
        int Open) Differences(Month month, string programme, Func<StraightLinePeople, int, long?> calculator)
    {
        var snapshot = district.Reading.SnapshotOf(month);
        var at = district.Reading.LawOf(month).ProgrammeOrNull(programme)!;
        var result = new KernelResult(snapshot.PersonIds.Length);
        at.Compile(payable: false)(
            new FactTable(snapshot.PersonIds.Length, snapshot.Columns, snapshot.HouseholdOf, snapshot.HouseholdStart,
                snapshot.HouseholdMembers), 0, snapshot.PersonIds.Length, result);
        var people = new StraightLinePeople(snapshot, district.Policy.Facts);
        var (wrong, entitled, open) = (new List<string>(), 0, 0);
        for (var row = 0; row < snapshot.PersonIds.Length; row++)
        {
            var outcomes = people.Outcomes(row, calculator);
            var (status, amount, most) = ((Truth)result.Status[row], result.Amount[row], result.MostOf(row));
            entitled += status == Truth.Yes ? 1 : 0;
            var agree = status switch
            {
                Truth.Yes => !outcomes.Contains(null) && AreBounds(amount, most, outcomes),
                Truth.No => outcomes.Count == 1 && outcomes.Contains(null),
                _ => outcomes.Count > 1 && AreBounds(amount, most, outcomes),
            };
            open += amount < most ? 1 : 0;
            if (!agree)
            {
                wrong.Add(
                    $"{programme} {month} person {snapshot.PersonIds[row]}: rules {status} {amount} to {most}, by hand "
                    + string.Join(" or ", outcomes.Select(o => o?.ToString(CultureInfo.InvariantCulture) ?? "none")));
            }
        }

        return (wrong, entitled, open);
    }

    /// <summary>
    /// No slack: what is certain is the least of all that the unknown facts could give, what is possible the most. But an amount reckoned
    /// itself from a number nobody knows (years of service, a pension drawn) has no bound in the rules, and nothing of it is certain.
    /// </summary>
    private static bool AreBounds(long amount, long most, IReadOnlySet<long?> outcomes)
    {
        var least = outcomes.Min(o => o ?? 0);
        return most == KernelResult.Unbounded ? least >= amount : (least, outcomes.Max()) == (amount, most);
    }
}

/// <summary>The whole demo district, made once, read as known at the end of 2026.</summary>
public sealed class DemoDistrict : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;

    public DemoDistrict()
    {
        Policy = Policy.Load(Checkout.File("policy")).Value;
        var (units, changes) = UnitFiles.Read(Directory.GetDirectories(Checkout.File("policy")).Order(StringComparer.Ordinal)).Value;
        _database = Database.Open(_folder.File("district.db"), TimeProvider.System);
        var register = RegisterDb.Create(_database, Jurisdiction.PhucTho, Policy.Facts, units, changes);
        using (var load = register.BulkLoad())
        {
            SyntheticDistrict.Generate(new DemoSettings(20200909, 1, Jurisdiction.PhucTho),
                DemoCalibration.Read(Checkout.File("policy/vn-01-272-phuc-tho/demo")).Value, new Sink(load));
            load.Commit();
        }

        Reading = new Determiner(Policy, register).Read(new AsKnown(new DateOnly(2026, 12, 31)));
    }

    public Policy Policy { get; }

    internal Reading Reading { get; }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    private sealed class Sink(RegisterLoad load) : IRegisterSink
    {
        public void Add(PersonRow row) => load.Add(row);

        public void Add(HouseholdRow row) => load.Add(row);

        public void Add(MembershipRow row) => load.Add(row);

        public void Add(ResidenceRow row) => load.Add(row);

        public void Add(FactRow row) => load.Add(row);
    }
}

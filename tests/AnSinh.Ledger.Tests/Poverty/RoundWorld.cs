using AnSinh.Access.Mandates;
using AnSinh.Basics;
using AnSinh.Casework.Cases;
using AnSinh.Casework.Poverty;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Ledger.Tests.Poverty;

/// <summary>A rural commune of a few households under the law of the repository, in autumn 2022; the clock is moved by the test.</summary>
internal sealed class RoundWorld : IDisposable
{
    public const string Commune = "09718", Other = "09721";
    public static readonly CaseActor Canbo = new("canbo", new HashSet<ProcedureRole> { ProcedureRole.PovertyReviewer }, Scope.Everything);
    public static readonly DateOnly Base = new(2022, 9, 1), Holds = new(2023, 1, 1);
    private static readonly Lazy<Policy> Law = new(() => Policy.Load(Checkout.File("policy"), search: false).Value);
    private readonly TestRegister _register;

    public RoundWorld(Dialect dialect = Dialect.Sqlite)
    {
        var units = new UnitMap(
            [
                new("01", "01", "Tỉnh Thử", "Tỉnh Thử", "tỉnh", 1, null, null, null, null),
                new(Commune, Commune, "Vân Hà", "Xã Vân Hà", "xã", 3, "01", null, null, null),
                new(Other, Other, "Vân Phúc", "Xã Vân Phúc", "xã", 3, "01", null, null, null),
            ],
            []);
        _register = dialect == Dialect.Postgres ? TestRegister.Postgres(Law.Value.Facts, units, new Jurisdiction("vn"))
            : TestRegister.Sqlite(Law.Value.Facts, units, new Jurisdiction("vn"));
        Clock.Day = new DateOnly(2022, 9, 5);
        using (var load = Register.BulkLoad())
        {
            // 1 poor, 2 near-poor, 3 was poor until 2020, 4 never, 5 near-poor of another hamlet, 6 poor in the other commune.
            for (var id = 1L; id <= 6; id++)
            {
                Add(load, id, id == 6 ? Other : Commune, id == 5 ? "thôn 2" : "thôn 1");
            }

            Fact(load, 1, "poor", "2021-12-20");
            Fact(load, 2, "near_poor", "2021-12-20");
            Fact(load, 3, "poor", "2018-01-01", "2019-12-31");
            Fact(load, 5, "near_poor", "2021-12-20");
            Fact(load, 6, "poor", "2021-12-20");
            load.Commit();
        }

        Books = new CaseBooks(Register, Law.Value);
        Rounds = new PovertyRounds(Law.Value, Register, Books);
        foreach (var unit in (string[])[Commune, Other])
        {
            Assert.True(Books.Mandates.Give(new SigningMandate("Chủ tịch UBND xã", null, unit, "head", null, null, null,
                new DateInterval(D("2015-01-01"), null), "thử"), Act.By("quantri")).Ok);
        }
    }

    public RegisterDb Register => _register.Register;

    public FakeClock Clock => _register.Clock;

    public PovertyRounds Rounds { get; }

    public CaseBooks Books { get; }

    public static DateOnly D(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    /// <summary>The class of a household on the first day of a month as known today.</summary>
    public string ClassOf(long household, string month)
    {
        var snapshot = Register.LoadHistory(Rounds.Today, ["poverty"], [household]).At(Month.Parse(month));
        return snapshot.Columns.TryGetValue("poverty", out var column)
            ? Law.Value.Facts["poverty"].Decode(column[snapshot.RowOf(household)]) : "none";
    }

    public long Open(string unit = Commune) => Good(Begin(unit, 2022, Holds));

    public Outcome<long> Begin(string unit, int year, DateOnly holds, bool onRequest = false, DateOnly? day = null) =>
        Rounds.Open(new RoundAsked(unit, year, onRequest, day ?? Base, holds), Canbo, Act.By("canbo"));

    /// <summary>Does a deed of a review's case.</summary>
    public Outcome<RoundFile> Do(long round, string deed, params (string Field, string Text)[] told) => Rounds.Do(
        round, Rounds.FindOrNull(round, Scope.Everything)!.Case.Entries.Count, deed, told.ToDictionary(t => t.Field, t => t.Text), Canbo,
        Act.By("canbo"));

    public Outcome<RoundFile> Sign(long round, string number = "45/QĐ-UBND") =>
        Do(round, "sign", ("number", number), ("signed_on", "2022-09-12"), ("signer", "Chủ tịch UBND xã"));

    /// <summary>Sheets that come to a class under the national standard: income per head and the number of deficits decide.</summary>
    public Outcome<RoundFile> Fill(long round, long household, string @class, string? cause = null, string? said = null,
        string? why = null) =>
        Rounds.Steps.Fill(round, new SheetInput(household, D("2022-09-03"), "Nguyễn Văn Rà", Answers(@class), said, cause, why),
            Act.By("canbo"));

    public static Dictionary<string, string> Answers(string @class)
    {
        var answers = new Dictionary<string, string> { ["area"] = "rural", ["income_per_head"] = @class == "none"
            ? "4000000" : "1200000", ["b1_points"] = @class == "none" ? "300" : "120" };
        var deficits = @class == "poor" ? 4 : 1;
        string[] items = ["b2_employment", "b2_dependents", "b2_nutrition", "b2_health_insurance", "b2_adult_education",
            "b2_child_school", "b2_housing_quality", "b2_housing_area", "b2_water", "b2_toilet", "b2_telecom", "b2_information"];
        for (var i = 0; i < items.Length; i++)
        {
            answers[items[i]] = i < deficits ? "yes" : "no";
        }

        return answers;
    }

    /// <summary>A fact recorded today, of a person or a household of this number.</summary>
    public void Fact(long subject, string kind, string value, string from = "2020-01-01") =>
        Good(Register.Record(
            new FactRow(subject, null, kind, value, new DateInterval(D(from), null), AsKnown.NoonOf(Clock.Day), null, "giấy")));

    /// <summary>Takes a review whose sheets are filled in to the day before its decision.</summary>
    public void Post(long round)
    {
        foreach (var hamlet in Rounds.FindOrNull(round, Scope.Everything)!.Hamlets)
        {
            Good(Rounds.Steps.Meet(round, new VillageMet(hamlet, D("2022-09-05"), 40, 35, "BB 01"), Act.By("canbo")));
        }

        Good(Do(round, "post", ("from", "2022-09-06"), ("to", "2022-09-09"), ("where", "Nhà văn hoá thôn")));
        Clock.Day = D("2022-09-12");
        Good(Do(round, "opine", ("given", "2022-09-12"), ("number", "12/UBND"), ("text", "Đồng ý")));
    }

    public static T Good<T>(Outcome<T> outcome) =>
        outcome.Ok ? outcome.Value : throw new Xunit.Sdk.XunitException(string.Join("\n", outcome.Refusals));

    public void Dispose() => _register.Dispose();

    private static void Add(RegisterLoad load, long id, string unit, string hamlet)
    {
        var (valid, at, source) = (new DateInterval(D("2010-01-01"), null), AsKnown.NoonOf(D("2018-01-01")), "sổ");
        load.Add(new PersonRow(id, null, "Người " + id, Sex.Female, new BirthDate(D("1980-01-01"), DatePrecision.Day), at, null, source));
        load.Add(new HouseholdRow(id, "H" + id, hamlet, at, null, source));
        load.Add(new MembershipRow(id, id, "head", valid, at, null, source));
        load.Add(new ResidenceRow(id, unit, "permanent", valid, at, null, source));
    }

    private static void Fact(RegisterLoad load, long household, string value, string from, string? to = null) =>
        load.Add(
            new FactRow(household, null, "poverty", value, new DateInterval(D(from), to is null ? null : D(to)),
                AsKnown.NoonOf(D("2021-12-25")), null, "Rà soát trước"));
}

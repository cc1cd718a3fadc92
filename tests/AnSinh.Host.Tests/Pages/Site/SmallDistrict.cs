using System.Collections.Concurrent;
using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Casework.Cases;
using AnSinh.Casework.LawChanges;
using AnSinh.Demo;
using AnSinh.Demo.Synthetic;
using AnSinh.Host.Web;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Scoreboard;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Testing;

namespace AnSinh.Host.Tests.Pages;

/// <summary>
/// A register of a dozen people in two communes of Phúc Thọ under the real rulebook: everything a page can show, small enough to
/// know every number by heart. Xuân Đình has eight people in six households, Vân Hà four in three.
/// </summary>
public static class SmallDistrict
{
    public const string XuanDinh = "09727~2020-03-01";
    public const string VanHa = "09718";

    /// <summary>81 years (only the year is known), severe disability, decided and paid, back-pay for a fact known late.</summary>
    public const long Khuyen = 1;

    /// <summary>Her son, head of the household, near-poor.</summary>
    public const long Tinh = 2;

    /// <summary>A name that would be a script if a page forgot to encode it.</summary>
    public const long Script = 3;

    /// <summary>85 years, no pension, never decided: missed.</summary>
    public const long Mao = 4;

    /// <summary>Died in June 2020, reported in August, paid for July: a recovery.</summary>
    public const long Mat = 5;

    /// <summary>No birth date.</summary>
    public const long NoBirth = 6;

    /// <summary>A person of the other commune, severely disabled and decided.</summary>
    public const long Ngoai = 11;

    /// <summary>Another of the other commune, poor.</summary>
    public const long Ngheo = 12;

    private const string Source = "sổ hộ khẩu";

    /// <summary>The checkout the tests run in.</summary>
    public static string Root { get; } = FindRoot();

    // The law does not change while the tests run and the district begins the same in each: read once, made once, copied.
    private static readonly string Policies = Path.Combine(Root, "policy");
    private static readonly Lazy<LawInForce> Law = new(() => Value(LawInForce.Read(Policies, null)));
    private static readonly Lazy<ScorePolicy> Scores = new(() => Value(ScorePolicy.Load(Policies)));
    private static readonly ConcurrentDictionary<DateOnly, Lazy<TempFolder>> Begun = new();

    /// <summary>Who somebody is to cases.</summary>
    public static CaseActor Actor(Office office, string login) =>
        Viewer.OfOrNull(office.Accounts.FindOrNull(login)!, office)!.CaseActor;

    /// <summary>
    /// Opens it. Its clock stands where its story ends: with the last reorganisation decided by a day, by default with all.
    /// </summary>
    /// <param name="folder">Where its register is to lie.</param>
    /// <param name="clock">The clock of the machine.</param>
    /// <param name="policies">Another rulebook than that of the checkout.</param>
    /// <param name="until">Last day by which a reorganisation was decided.</param>
    public static Office Open(string folder, TimeProvider clock, string? policies = null, DateOnly? until = null)
    {
        if (policies is not null)
        {
            var (law, scores) = (Value(LawInForce.Read(policies, null)), Value(ScorePolicy.Load(policies)));
            return Make(folder, clock, law, scores, until ?? DateOnly.MaxValue);
        }

        var begun = Begun.GetOrAdd(until ?? DateOnly.MaxValue, last => new(() => Begin(last))).Value;
        foreach (var file in Directory.EnumerateFiles(begun.Path))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var database = Database.Open("sqlite:" + Path.Combine(folder, "register.db"), clock);
        return new Office(Law.Value, Scores.Value, Value(RegisterDb.Open(database, Law.Value.Policy.Facts)));
    }

    private static TempFolder Begin(DateOnly until)
    {
        var folder = new TempFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        using var made = Make(folder.Path, TimeProvider.System, Law.Value, Scores.Value, until).Register.Database;
        return folder;
    }

    private static Office Make(string folder, TimeProvider clock, LawInForce law, ScorePolicy scores, DateOnly until)
    {
        var units = Value(UnitFiles.Read(Directory.EnumerateDirectories(law.Folder).Order(StringComparer.Ordinal)));
        var database = Database.Open("sqlite:" + Path.Combine(folder, "register.db"), clock);
        // The map begins as it was; the three reorganisations are events of the register, as in the demo.
        var borders = Value(SyntheticBorders.Read(Path.Combine(law.Folder, "vn-01-272-phuc-tho", "reorganisations")))
            .Where(b => (b.Decided ?? b.On) <= until).ToList();
        var map = new DemoMap(units.Units, units.Changes, borders);
        var register = Value(map.Create(database, new DemoSettings(0, 1, Jurisdiction.PhucTho), law.Policy));
        register.SetMeta("demo_seed", "0");
        Fill(register);
        var office = new Office(law, scores, register);
        Decide(office.Decisions);
        Pay(office);
        return office;
    }

    private static void Fill(RegisterDb register)
    {
        using var load = register.BulkLoad();
        // Xuân Phú until 2020-02-29, Xuân Đình from the day after: one residence, two units.
        Add(load, Khuyen, "Nguyễn Thị Khuyến", Sex.Female, new BirthDate(D("1939-01-01"), DatePrecision.Year), "09727", 101, "parent");
        Add(load, Tinh, "Kiều Văn Tịnh", Sex.Male, Born("1961-05-02"), "09727", 101, "head");
        Add(load, Script, "Kiều Thị <script>alert('x')</script>", Sex.Female, Born("1990-07-09"), "09727", 102, "head");
        Add(load, Mao, "Đỗ Thị Mão", Sex.Female, Born("1935-02-11"), "09736", 103, "head");
        Add(load, Mat, "Lê Văn Mật", Sex.Male, Born("1933-03-03"), "09736", 104, "head");
        Add(load, NoBirth, "Trần Thị Không Ngày", Sex.Female, null, "09736", 105, "head");
        Add(load, 7, "Kiều Văn Đức", Sex.Male, Born("1985-01-20"), "09736", 106, "head");
        Add(load, 8, "Kiều Thị Hòa", Sex.Female, Born("2014-10-10"), "09736", 106, "child");
        Add(load, Ngoai, "Khuất Văn Ngoài", Sex.Male, Born("1970-12-24"), VanHa, 111, "head");
        Add(load, Ngheo, "Doãn Thị Nghèo", Sex.Female, Born("1975-06-30"), VanHa, 112, "head");
        Add(load, 13, "Doãn Văn Con", Sex.Male, Born("2012-06-30"), VanHa, 112, "child");
        // Lives in Vân Hà but belongs to a household of Xuân Đình.
        Add(load, 14, "Phùng Thị Bắc", Sex.Female, Born("1950-04-04"), VanHa, 102, "other");
        Fact(load, Khuyen, "disability", "severe", "2018-03-05", "2018-03-20", source: "Giấy xác nhận 112/XN-UBND");
        Fact(load, Mat, "death_date", "2020-06-10", "2020-06-10", "2020-08-20", source: "Giấy chứng tử 45");
        Fact(load, Ngoai, "disability", "severe", "2016-01-01", "2016-01-15", source: "Giấy xác nhận 7/XN-UBND");
        Fact(load, 101, "poverty", "near_poor", "2019-01-01", "2019-01-10", source: "Rà soát 2018");
        Fact(load, 112, "poverty", "poor", "2019-01-01", "2019-01-10", source: "Rà soát 2018");
        // Wrong until corrected: superseded rows must be shown as such.
        Fact(load, 7, "health_insurance", "poor", "2019-01-01", "2019-01-05", superseded: "2019-06-01", source: "BHXH huyện");
        Fact(load, 7, "health_insurance", "household", "2019-01-01", "2019-06-01", source: "BHXH huyện");
        load.Commit();
    }

    private static void Decide(Decisions decisions) => decisions.BulkAdd(
    [
        Decision(Khuyen, "417/QĐ-UBND", "2018-04-10"),
        Decision(Mat, "201/QĐ-UBND", "2014-05-05"),
        Decision(Ngoai, "88/QĐ-UBND", "2016-02-20"),
    ], Act.By("test"));

    private static void Pay(Office office)
    {
        var july = Value(office.MonthRun.Run(new Month(2020, 7), Act.By("test")));
        Value(office.MonthRun.Settle(july.RunId!.Value, Act.By("test")));
        Value(office.MonthRun.Run(new Month(2020, 8), Act.By("test")));
    }

    private static Decision Decision(long person, string number, string signed) =>
        new(0, person, "social_assistance", number, D(signed), "Phó Chủ tịch UBND huyện", null, null, null, At(signed), null, "hồ sơ");

    private static void Add(RegisterLoad load, long id, string name, Sex sex, BirthDate? birth, string unit, long household, string role)
    {
        var (from, at) = (new DateInterval(D("2012-01-01"), null), At("2012-01-01"));
        var number = PersonalNumber.Create(PersonalNumber.SyntheticProvince, sex, birth?.Earliest.Year ?? 1960, (int)id).Digits;
        load.Add(new PersonRow(id, number, name, sex, birth, at, null, Source));
        if (role == "head" || id == Khuyen)
        {
            if (household != 101 || id == Khuyen)
            {
                load.Add(new HouseholdRow(household, $"{household}", "thôn Trung", at, null, Source));
            }
        }

        load.Add(new MembershipRow(id, household, role, from, at, null, Source));
        load.Add(new ResidenceRow(id, unit, "permanent", from, at, null, Source));
    }

    private static void Fact(RegisterLoad load, long subject, string kind, string value, string from, string recorded,
        string? superseded = null, string source = Source) =>
        load.Add(
            new FactRow(subject, null, kind, value, new DateInterval(D(from), null), At(recorded),
                superseded is null ? null : At(superseded), source));

    private static T Value<T>(Outcome<T> outcome) =>
        outcome.Ok ? outcome.Value : throw new InvalidOperationException(string.Join("\n", outcome.Refusals));

    private static BirthDate Born(string day) => new(D(day), DatePrecision.Day);

    private static DateOnly D(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    private static long At(string day) => AsKnown.NoonOf(D(day));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AnSinh.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("AnSinh.slnx was not found above " + AppContext.BaseDirectory);
    }
}

using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Scoreboard.Figures;
using AnSinh.Store;
using AnSinh.Testing;

namespace AnSinh.Scoreboard.Tests;

/// <summary>
/// Six people on the real map of the district, in a file of their own. Phương Độ (09730) and Sen Chiểu (09733) became Sen Phương
/// on 2020-03-01; the township (09715) stayed.
/// </summary>
internal sealed class SmallRegister : IDisposable
{
    public const string PhuongDo = "09730";
    public const string SenChieu = "09733";
    public const string SenPhuong = "09733~2020-03-01";
    public const string Township = "09715";

    public static readonly Month December = new(2020, 12);
    public static readonly AsKnown YearEnd = new(new DateOnly(2020, 12, 31));

    private const string Facts = """
        facts:
          - {name: id, subject: person, type: person, intrinsic: true, when_absent: unknown, label: {vi: Người}}
          - {name: birth_date, subject: person, type: date, intrinsic: true, when_absent: unknown, label: {vi: Ngày sinh}}
          - {name: sex, subject: person, type: code, codes: [male, female], intrinsic: true, when_absent: unknown, label: {vi: Giới tính},
             code_labels: {male: {vi: nam, en: male}, female: {vi: nữ, en: female}}}
          - {name: resident, subject: person, type: bool, intrinsic: true, when_absent: no, label: {vi: Cư trú}}
          - {name: death_date, subject: person, type: date, min: 1900-01-01, max: 2100-12-31, when_absent: never, label: {vi: Ngày mất}}
          - {name: poverty, subject: household, type: code, codes: [none, near_poor, poor], when_absent: none, label: {vi: Hộ nghèo}}
          - {name: labour, subject: person, type: code, codes: [none, employee, self_employed, unemployed, student, homemaker, retired],
             when_absent: none, label: {vi: Lao động}}
          - {name: trained, subject: person, type: code, codes: [none, certified, elementary, vocational, college, university],
             when_absent: none, label: {vi: Đào tạo}}
          - {name: job_placed_on, subject: person, type: date, min: 1900-01-01, max: 2100-12-31, when_absent: never,
             label: {vi: Ngày có việc làm}}
          - {name: social_insurance, subject: person, type: code, codes: [none, compulsory, voluntary], when_absent: none,
             label: {vi: BHXH}}
          - {name: si_obliged, subject: person, type: bool, when_absent: no, label: {vi: Thuộc diện BHXH bắt buộc}}
          - {name: health_insurance, subject: person, type: code, codes: [none, employee, pensioner, household], when_absent: none,
             label: {vi: Thẻ BHYT}}
          - {name: health_criteria_met, subject: unit, type: bool, when_absent: unknown, label: {vi: Đạt tiêu chí y tế}}
        """;

    public static readonly Policy Law = Loaded();
    private static readonly UnitMap Map = ReadMap();
    private readonly TestRegister _test;

    public SmallRegister(Dialect dialect = Dialect.Sqlite)
    {
        _test = dialect == Dialect.Postgres ? TestRegister.Postgres(Law.Facts, Map) : TestRegister.Sqlite(Law.Facts, Map);
        Fill();
    }

    public RegisterDb Register => _test.Register;

    public ScoreEngine Engine() => new(Repo.Policy, Law, Register);

    public void Dispose() => _test.Dispose();

    public static FactRow Fact(long subject, string kind, string value, string from, string? to = null, string? recorded = null,
        string? unit = null) =>
        new(subject, unit, kind, value, new DateInterval(Day(from), to is null ? null : Day(to)), AsKnown.NoonOf(Day(recorded ?? from)),
            null, "test");

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    private static UnitMap ReadMap()
    {
        var files = UnitFiles.Read(Directory.EnumerateDirectories(Repo.PolicyFolder)).Value;
        return new UnitMap(files.Units, files.Changes);
    }

    /// <summary>A rulebook with nothing in it but the facts these tests speak of.</summary>
    private static Policy Loaded()
    {
        var folder = Directory.CreateTempSubdirectory("ansinh-facts-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "vn"));
        File.WriteAllText(Path.Combine(folder, "vn", "jurisdiction.yaml"), "code: vn\nlabel: {vi: Việt Nam, en: Viet Nam}\n");
        File.WriteAllText(Path.Combine(folder, "vn", "facts.yaml"), Facts);
        var law = Policy.Load(folder);
        Directory.Delete(folder, recursive: true);
        return law.Ok ? law.Value : throw new InvalidOperationException(string.Join("\n", law.Refusals));
    }

    private void Fill()
    {
        using var load = Register.BulkLoad();
        Person(load, 1, Sex.Male, 1970, 10, PhuongDo, "2010-01-01");
        Person(load, 2, Sex.Female, 2010, 10, PhuongDo, "2010-06-01");
        Person(load, 3, Sex.Female, 1960, 20, SenChieu, "2010-01-01");
        Person(load, 4, Sex.Male, 1990, 30, SenPhuong, "2020-06-01");
        Person(load, 5, Sex.Female, 1940, 40, Township, "2010-01-01");
        Person(load, 6, Sex.Male, null, 50, Township, "2010-01-01");
        // Works in the township and is registered there for a time; home is what counts.
        load.Add(
            new ResidenceRow(3, Township, "temporary", new DateInterval(Day("2020-01-01"), null), AsKnown.NoonOf(Day("2020-01-01")),
                null, "test"));
        load.Add(Fact(20, "poverty", "poor", "2019-07-01", "2020-06-30", "2019-07-15"));
        load.Add(Fact(10, "poverty", "poor", "2020-07-01", null, "2020-07-15"));
        load.Add(Fact(40, "poverty", "poor", "2020-07-01", null, "2020-07-15"));
        load.Add(Fact(5, "death_date", "2020-11-15", "2020-11-15", null, "2020-11-20"));
        load.Add(Fact(1, "health_insurance", "household", "2016-01-01"));
        load.Add(Fact(3, "health_insurance", "pensioner", "2016-01-01"));
        load.Add(Fact(1, "labour", "employee", "2014-01-01"));
        load.Add(Fact(3, "labour", "self_employed", "2014-01-01"));
        load.Add(Fact(4, "labour", "unemployed", "2020-07-01"));
        load.Add(Fact(6, "labour", "employee", "2014-01-01"));
        load.Add(Fact(1, "trained", "vocational", "2018-03-01"));
        load.Add(Fact(1, "job_placed_on", "2020-05-05", "2020-05-05"));
        load.Add(Fact(0, "health_criteria_met", "yes", "2015-01-01", "2020-02-29", unit: PhuongDo));
        load.Add(Fact(0, "health_criteria_met", "yes", "2015-01-01", "2020-02-29", unit: SenChieu));
        load.Add(Fact(0, "health_criteria_met", "yes", "2020-03-01", unit: SenPhuong));
        load.Add(Fact(0, "health_criteria_met", "no", "2015-01-01", unit: Township));
        load.Commit();
    }

    private static void Person(RegisterLoad load, long id, Sex sex, int? born, long household, string unit, string since)
    {
        var recorded = AsKnown.NoonOf(Day(since));
        BirthDate? birth = born is { } year ? new BirthDate(new DateOnly(year, 3, 5), DatePrecision.Day) : null;
        load.Add(new PersonRow(id, null, $"Người Số {id}", sex, birth, recorded, null, "test"));
        if (id != 2)
        {
            load.Add(new HouseholdRow(household, $"H{household}", "Thôn 1", recorded, null, "test"));
        }

        load.Add(new MembershipRow(id, household, id == 2 ? "child" : "head", new DateInterval(Day(since), null), recorded, null, "test"));
        load.Add(new ResidenceRow(id, unit, "permanent", new DateInterval(Day(since), null), recorded, null, "test"));
    }
}

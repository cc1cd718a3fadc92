using System.Security.Cryptography;
using System.Text;
using AnSinh.Basics;
using AnSinh.Demo.Synthetic;

namespace AnSinh.Register.Tests.Synthetic;

/// <summary>Districts made once for all tests: the whole one, and three small communes.</summary>
internal static class Made
{
    public static readonly string[] SmallCommunes = ["09718", "09730", "09736"];

    public static string Root { get; } = FindRoot();

    public static string DemoFolder => Path.Combine(Root, "policy", "vn-01-272-phuc-tho", "demo");

    public static DemoCalibration Calibration { get; } = DemoCalibration.Read(DemoFolder).Value;

    public static Lazy<Village> Full { get; } = new(() => Village.Make(2020, 1, null));

    public static Lazy<Village> Small { get; } = new(() => Village.Make(2020, 1, SmallCommunes));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AnSinh.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("AnSinh.slnx is in no folder above the tests.");
    }
}

/// <summary>All rows of a made register, and ways to look at them.</summary>
internal sealed class Village : IRegisterSink
{
    public List<PersonRow> People { get; } = [];

    public List<HouseholdRow> Households { get; } = [];

    public List<MembershipRow> Memberships { get; } = [];

    public List<ResidenceRow> Residences { get; } = [];

    public List<FactRow> Facts { get; } = [];

    public DemoTruth Truth { get; private set; } = new(new Dictionary<string, IReadOnlyList<DemoTruthItem>>(),
        new Dictionary<string, long>());

    public IEnumerable<PersonRow> BelievedPeople => People.Where(p => p.SupersededAt is null);

    public IEnumerable<MembershipRow> BelievedMemberships => Memberships.Where(m => m.SupersededAt is null);

    public IEnumerable<ResidenceRow> BelievedResidences => Residences.Where(r => r.SupersededAt is null);

    public IEnumerable<FactRow> Believed(string kind) => Facts.Where(f => f.Kind == kind && f.SupersededAt is null);

    public static Village Make(long seed, int scale, string[]? communes)
    {
        var village = new Village();
        village.Truth =
            SyntheticDistrict.Generate(new DemoSettings(seed, scale, Jurisdiction.PhucTho) { Communes = communes },
                Made.Calibration, village);
        return village;
    }

    /// <summary>Value of a kind per subject on a day, as believed at the end.</summary>
    public Dictionary<long, string> On(string kind, DateOnly day) =>
        Believed(kind).Where(f => f.Valid.Contains(day)).ToDictionary(f => f.SubjectId, f => f.Value);

    public HashSet<long> ResidentsOn(DateOnly day) => [.. BelievedResidences.Where(r => r.Valid.Contains(day)).Select(r => r.PersonId)];

    /// <summary>Birth of everybody as it really is: recorded, or kept in the truth if it is not.</summary>
    public Dictionary<long, BirthDate> Births()
    {
        var births = BelievedPeople.Where(p => p.Birth is not null).ToDictionary(p => p.PersonId, p => p.Birth!.Value);
        foreach (var item in Truth.PlantedErrors[DemoTruth.MissingBirth])
        {
            births.Add(item.PersonId, new BirthDate(DateOnly.ParseExact(item.Detail, "yyyy-MM-dd"), DatePrecision.Day));
        }

        return births;
    }

    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in People.Cast<object>().Concat(Households).Concat(Memberships).Concat(Residences).Concat(Facts))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(row.ToString()!));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    public void Add(PersonRow row) => People.Add(row);

    public void Add(HouseholdRow row) => Households.Add(row);

    public void Add(MembershipRow row) => Memberships.Add(row);

    public void Add(ResidenceRow row) => Residences.Add(row);

    public void Add(FactRow row) => Facts.Add(row);
}

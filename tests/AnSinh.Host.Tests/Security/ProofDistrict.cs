using System.Globalization;
using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Host.Tests.Pages;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Tests.Security;

/// <summary>
/// About three hundred people beside those of the small district, always the same ones: households of Xuân Đình and of three other
/// communes, with everything that a page tells of people. What is hidden from Xuân Đình comes last, so that what is not hidden has the same
/// numbers whether the hidden is there or not.
/// </summary>
internal static class ProofDistrict
{
    public const string VanPhuc = "09721";
    public const string SenPhuong = "09733";

    /// <summary>First of the people, and of the households.</summary>
    public const long FirstPerson = 1000, FirstHousehold = 2000;

    private const int HouseholdCount = 99;
    private static readonly string[] Families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ"];
    private static readonly string[] Middles = ["Văn", "Thị", "Đức", "Ngọc", "Minh", "Hữu", "Thu"];
    private static readonly string[] Givens = ["An", "Bình", "Cường", "Dung", "Giang", "Hà", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc",
        "Quân"];

    // Names that only those have who are hidden: whoever looks for one must find nobody.
    private static readonly string[] HiddenGivens = ["Khuất Tất", "Lặng Thinh", "Vắng Bóng"];
    private static readonly string[] HiddenHomes = [SmallDistrict.VanHa, VanPhuc, SenPhuong];

    /// <summary>Everybody.</summary>
    public static IReadOnlyList<ProofPerson> Everybody { get; } = [.. Enumerable.Range(0, HouseholdCount).SelectMany(Household)];

    /// <summary>Those of other communes.</summary>
    public static IReadOnlyList<ProofPerson> Hidden { get; } = [.. Everybody.Where(p => p.IsHidden)];

    /// <summary>Those of Xuân Đình.</summary>
    public static IReadOnlyList<ProofPerson> Seen { get; } = [.. Everybody.Where(p => !p.IsHidden)];

    /// <summary>Adds them, with their facts and decisions.</summary>
    /// <param name="office">The office.</param>
    /// <param name="hidden">True to add those of other communes too.</param>
    /// <param name="facts">Further facts: whose, which kind, its value.</param>
    public static void Fill(Office office, bool hidden, params (long Subject, string Kind, string Value)[] facts)
    {
        using (var load = office.Register.BulkLoad())
        {
            Add(load, Seen);
            Move(load);
            foreach (var (subject, kind, value) in facts)
            {
                Fact(load, subject, kind, value);
            }

            if (hidden)
            {
                Add(load, Hidden);
            }

            load.Commit();
        }

        office.Decisions.BulkAdd([.. Seen.Concat(hidden ? Hidden : []).Where(p => p.IsDecided).Select(Decision)],
            Act.By("test"));
    }

    private static IEnumerable<ProofPerson> Household(int h)
    {
        var hidden = h % 3 != 0;
        for (var i = 0; i < 3; i++)
        {
            var n = (h * 3) + i;
            // Some are written twice: of other communes some of those of Xuân Đình, of Xuân Đình some of their own neighbours.
            var twin = hidden && n % 10 == 0 ? (h / 3 * 9) + i : !hidden && h % 9 == 6 && i == 1 ? n - 9 : n;
            yield return new ProofPerson(FirstPerson + n, FirstHousehold + h, Name(twin, hidden && twin == n && n % 7 == 0),
                twin % 2 == 0 ? Sex.Male : Sex.Female, n % 23 == 0 ? null : new DateOnly(1926 + (twin * 37 % 94), 1 + (twin % 12), 3),
                i switch { 0 => "head", 1 => "spouse", _ => "child" },
                hidden ? HiddenHomes[h / 3 % HiddenHomes.Length] : h % 2 == 0 ? "09727" : "09736", hidden);
        }
    }

    private static string Name(int n, bool only) => only
        ? $"{Families[n % Families.Length]} {HiddenGivens[n % HiddenGivens.Length]}"
        : $"{Families[n * 5 % Families.Length]} {Middles[n % Middles.Length]} {Givens[n * 3 % Givens.Length]}";

    private static void Add(RegisterLoad load, IEnumerable<ProofPerson> people)
    {
        var (always, at) = (new DateInterval(new(2012, 1, 1), null), At(new(2012, 1, 1)));
        foreach (var p in people)
        {
            load.Add(new PersonRow(p.Id, p.Number, p.Name, p.Sex, p.Birth is { } day ? new(day, DatePrecision.Day) : null, at, null,
                "sổ hộ khẩu"));
            if (p.Role == "head")
            {
                load.Add(new HouseholdRow(p.Household, $"{p.Household}", p.Id % 2 == 0 ? "thôn Trung" : "thôn Thượng", at, null, "sổ"));
            }

            load.Add(new MembershipRow(p.Id, p.Household, p.Role, always, at, null, "sổ hộ khẩu"));
            load.Add(new ResidenceRow(p.Id, p.Home, "permanent", always, at, null, "sổ hộ khẩu"));
            foreach (var (subject, kind, value) in Facts(p))
            {
                Fact(load, subject, kind, value);
            }
        }
    }

    private static IEnumerable<(long Subject, string Kind, string Value)> Facts(ProofPerson p)
    {
        if (p.Role == "head" && p.Household % 4 < 2)
        {
            yield return (p.Household, "poverty", p.Household % 4 == 0 ? "poor" : "near_poor");
        }

        if (p.IsDisabled)
        {
            yield return (p.Id, "disability", p.Id % 2 == 0 ? "severe" : "extremely_severe");
        }

        if (p.Role == "child" && p.IsChild)
        {
            yield return (p.Id, "raised_by", (p.Id - 2).ToString(CultureInfo.InvariantCulture));
        }

        (string Kind, string Value)[] others =
        [
            (p.Id % 13 == 0 ? "pension" : "", "retirement"), (p.Id % 17 == 0 ? "no_supporter" : "", "yes"),
            (p.Id % 19 == 0 ? "death_date" : "", "2021-05-10"), (p.Id % 11 == 0 ? "health_insurance" : "", "household"),
            (p.Id % 29 == 0 ? "hiv" : "", "yes"), (p.Role == "head" && p.Id % 5 == 0 ? "marital_status" : "", "widowed"),
            (p.IsChild && p.Id % 6 == 0 ? "child_without_support" : "", "both_dead"),
            (p.IsChild && p.Id % 7 == 0 ? "child_harmed_by_violence" : "", "yes"),
        ];
        foreach (var (kind, value) in others.Where(o => o.Kind.Length > 0))
        {
            yield return (p.Id, kind, value);
        }
    }

    // Two who moved: who lives in Xuân Đình today came from Vân Hà, who lives there today came from Xuân Đình. Both are of its history.
    private static void Move(RegisterLoad load)
    {
        var (before, since) = (new DateInterval(new(2012, 1, 1), new(2020, 5, 31)), new DateInterval(new(2020, 6, 1), null));
        foreach (var (id, name, from, to) in new[]
        {
            (1900L, "Phan Văn Đến", SmallDistrict.VanHa, SmallDistrict.XuanDinh),
            (1901L, "Phan Thị Đi", "09736", SmallDistrict.VanHa),
        })
        {
            load.Add(new PersonRow(id, null, name, Sex.Male, new(new(1950, 4, 4), DatePrecision.Day), At(new(2012, 1, 1)), null, "sổ"));
            load.Add(new ResidenceRow(id, from, "permanent", before, At(new(2012, 1, 1)), null, "sổ"));
            load.Add(new ResidenceRow(id, to, "permanent", since, At(new(2020, 6, 3)), null, "sổ"));
        }
    }

    private static void Fact(RegisterLoad load, long subject, string kind, string value) => load.Add(new FactRow(subject, null, kind, value,
        new DateInterval(new(2019, 1, 1), null), At(kind == "death_date" ? new(2021, 6, 1) : new(2019, 1, 10)), null, "biên bản"));

    private static Decision Decision(ProofPerson p) => new(0, p.Id, "social_assistance", $"{p.Id}/QĐ-UBND", new(2019, 3, 5),
        "Phó Chủ tịch UBND huyện", null, null, null, At(new(2019, 3, 5)), null, "hồ sơ");

    private static long At(DateOnly day) => AsKnown.NoonOf(day);
}

/// <summary>Somebody of <see cref="ProofDistrict"/>.</summary>
/// <param name="Id">Number.</param>
/// <param name="Household">Number of the household.</param>
/// <param name="Name">Name.</param>
/// <param name="Sex">Sex.</param>
/// <param name="Birth">Birth date, null if unknown.</param>
/// <param name="Role">What they are in the household.</param>
/// <param name="Home">Key of the commune.</param>
/// <param name="IsHidden">True if Xuân Đình must not know of them.</param>
internal sealed record ProofPerson(long Id, long Household, string Name, Sex Sex, DateOnly? Birth, string Role, string Home, bool IsHidden)
{
    /// <summary>Personal number; null if not issued.</summary>
    public string? Number => Id % 9 == 0 ? null
        : PersonalNumber.Create(PersonalNumber.SyntheticProvince, Sex, Birth?.Year ?? 1960, (int)Id).Digits;

    public bool IsDisabled => Id % 8 == 0;

    public bool IsChild => Birth?.Year >= 2006;

    /// <summary>True if an officer decided that they draw social assistance.</summary>
    public bool IsDecided => (IsDisabled && Id % 3 > 0) || (Birth?.Year < 1940 && Id % 2 == 0);
}

using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Units;

namespace AnSinh.Testing;

/// <summary>Things a test needs and does not care about: each has a plain default, and the test names what matters to it.</summary>
public static class Some
{
    /// <summary>The day most test registers start.</summary>
    public static DateOnly Start { get; } = new(2020, 1, 1);

    /// <summary>A source.</summary>
    public const string Source = "giấy thử";

    /// <summary>A small vocabulary with every type and subject.</summary>
    public static FactVocabulary Facts { get; } = new(
    [
        Kind("id", FactType.Person, null, intrinsic: true),
        Kind("birth_date", FactType.Date, null, intrinsic: true),
        Kind("sex", FactType.Code, null, ["male", "female"], intrinsic: true),
        Kind("resident", FactType.Bool, "no", intrinsic: true),
        Kind("death_date", FactType.Date, "never"),
        Kind("disability", FactType.Code, "none", ["none", "mild", "severe", "extremely_severe"]),
        Kind("stable_income", FactType.Bool, null),
        Kind("pension_amount", FactType.Dong, null),
        Kind("merit_percent", FactType.Whole, null) with { Least = 0, Most = 100 },
        Kind("raised_by", FactType.Person, "0"),
        Kind("poverty", FactType.Code, "none", ["none", "near_poor", "poor"], subject: FactSubject.Household),
        Kind("health_criteria_met", FactType.Bool, null, subject: FactSubject.Unit),
    ]);

    /// <summary>
    /// A district of three communes: A 101 and B 102 become B 102 (another version, of the re-used code) in 2020-03, C 103 stays; on
    /// 2025-07-01 the district is abolished and all become D 103.
    /// </summary>
    public static UnitMap Units { get; } = new(
    [
        new("01", "01", "Tỉnh Thử", "Tỉnh Thử", "tỉnh", 1, null, null, null, null),
        new("272", "272", "Huyện Thử", "Huyện Thử", "huyện", 2, "01", null, new(2025, 6, 30), null),
        new("101", "101", "A", "Xã A", "xã", 3, "272", null, new(2020, 2, 29), null),
        new("102", "102", "B", "Xã B", "xã", 3, "272", null, new(2020, 2, 29), null),
        new("102~2020-03-01", "102", "AB", "Xã AB", "xã", 3, "272", new(2020, 3, 1), new(2025, 6, 30), null),
        new("103", "103", "C", "Xã C", "xã", 3, "272", null, new(2025, 6, 30), null),
        new("103~2025-07-01", "103", "D", "Xã D", "xã", 3, "01", new(2025, 7, 1), null, null),
        new("900", "900", "Ngoài", "Xã Ngoài", "xã", 3, "01", null, null, null),
    ],
    [
        new("E1", new(2020, 3, 1), null, "NQ 1", 3, "101", "102~2020-03-01", true),
        new("E1", new(2020, 3, 1), null, "NQ 1", 3, "102", "102~2020-03-01", true),
        new("E2", new(2025, 7, 1), null, "NQ 2", 2, "272", null, true),
        new("E2", new(2025, 7, 1), null, "NQ 2", 3, "102~2020-03-01", "103~2025-07-01", true),
        new("E2", new(2025, 7, 1), null, "NQ 2", 3, "103", "103~2025-07-01", true),
    ]);

    /// <summary>A fact kind.</summary>
    public static FactKind Kind(string name, FactType type, string? whenAbsent, IReadOnlyList<string>? codes = null,
        FactSubject subject = FactSubject.Person, bool intrinsic = false) =>
        new(name, subject, type, codes ?? [], whenAbsent, false, new LocalText(name), new Dictionary<string, LocalText>(), intrinsic);

    /// <summary>A person.</summary>
    public static PersonRow Person(long id, string name = "Nguyễn Thị Khuyến", DateOnly? birth = null, Sex sex = Sex.Female,
        string? number = null, DateOnly? recorded = null) =>
        new(id, number, name, sex, birth is { } day ? new BirthDate(day, DatePrecision.Day) : null, AsKnown.NoonOf(recorded ?? Start),
            null, Source);

    /// <summary>A household.</summary>
    public static HouseholdRow Household(long id, DateOnly? recorded = null) =>
        new(id, $"H{id}", "Thôn 1", AsKnown.NoonOf(recorded ?? Start), null, Source);

    /// <summary>A membership, as head and for ever unless said otherwise.</summary>
    public static MembershipRow Membership(long person, long household, string role = "head", DateOnly? from = null,
        DateOnly? to = null, DateOnly? recorded = null) =>
        new(person, household, role, new DateInterval(from ?? new(2015, 1, 1), to), AsKnown.NoonOf(recorded ?? Start), null, Source);

    /// <summary>A home, permanent and for ever unless said otherwise.</summary>
    public static ResidenceRow Residence(long person, string unit = "103", string kind = "permanent", DateOnly? from = null,
        DateOnly? to = null, DateOnly? recorded = null) =>
        new(person, unit, kind, new DateInterval(from ?? new(2015, 1, 1), to), AsKnown.NoonOf(recorded ?? Start), null, Source);

    /// <summary>A fact about a person or household, for ever unless said otherwise.</summary>
    public static FactRow Fact(long subject, string kind = "disability", string value = "severe", DateOnly? from = null,
        DateOnly? to = null, DateOnly? recorded = null, string? unit = null) =>
        new(subject, unit, kind, value, new DateInterval(from ?? new(2019, 1, 1), to), AsKnown.NoonOf(recorded ?? Start), null, Source);

    /// <summary>Puts rows into a register at once.</summary>
    public static void Load(this RegisterDb register, params IEnumerable<object> rows)
    {
        using var load = register.BulkLoad();
        foreach (var row in rows)
        {
            switch (row)
            {
                case PersonRow person:
                    load.Add(person);
                    break;
                case HouseholdRow household:
                    load.Add(household);
                    break;
                case MembershipRow membership:
                    load.Add(membership);
                    break;
                case ResidenceRow residence:
                    load.Add(residence);
                    break;
                case FactRow fact:
                    load.Add(fact);
                    break;
                default:
                    throw new ArgumentException($"{row.GetType().Name} is no row of a register.");
            }
        }

        load.Commit();
    }
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Matching;
using AnSinh.Register;
using AnSinh.Register.History;
using AnSinh.Register.People;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Duplicates;

/// <summary>The register as a list that can be compared: with itself to find duplicates, or with a list from elsewhere.</summary>
internal sealed class RegisterList
{
    /// <summary>Names of its fields, as a list from elsewhere may call them too.</summary>
    public static IReadOnlyList<MatchField> Fields { get; } =
    [
        new("record_key", FieldKind.RecordKey), new("ho_ten", FieldKind.Name), new("ngay_sinh", FieldKind.BirthDate),
        new("gioi_tinh", FieldKind.Sex),
        new("so_dinh_danh", FieldKind.IdNumber), new("thon", FieldKind.Address), new("xa", FieldKind.Place),
    ];

    private RegisterList(MatchTable table, long[] persons, IReadOnlyDictionary<long, string> homes) =>
        (Table, Persons, Homes) = (table, persons, homes);

    /// <summary>One row per person believed now, by person number.</summary>
    public MatchTable Table { get; }

    /// <summary>Person number of each row.</summary>
    public IReadOnlyList<long> Persons { get; }

    /// <summary>Unit key of the last home of each person who has one.</summary>
    public IReadOnlyDictionary<long, string> Homes { get; }

    /// <summary>Reads all people of a register, the dead included.</summary>
    /// <param name="register">The register.</param>
    /// <param name="scope">Where the last home must be.</param>
    public static RegisterList Read(RegisterDb register, Scope scope)
    {
        var all = LastHomes.Read(register);
        var (homes, hamlets) = (all.Units, all.Hamlets);
        var names = homes.Values.Distinct(StringComparer.Ordinal)
            .ToDictionary(u => u, u => register.Units.FindOrNull(u)?.FullName ?? u, StringComparer.Ordinal);
        var people = all.People.Where(p => scope.Contains(homes.GetValueOrDefault(p.PersonId))).ToList();
        string?[] Column(Func<PersonRow, string?> value) => [.. people.Select(value)];
        var table = new MatchTable(
            "Cơ sở dữ liệu",
            Fields,
            [
                Column(p => p.PersonId.ToString(CultureInfo.InvariantCulture)), Column(p => p.Name), Column(p => p.Birth?.ToString()),
                Column(p => p.Sex switch { Sex.Male => "Nam", Sex.Female => "Nữ", _ => null }), Column(p => p.PersonalNumber),
                // The commune as it was recorded: it is smaller than the one it is part of now, and tells more.
                Column(p => hamlets.GetValueOrDefault(p.PersonId)),
                Column(p => homes.TryGetValue(p.PersonId, out var unit) ? names[unit] : null),
            ]);
        return new RegisterList(table, [.. people.Select(p => p.PersonId)], homes);
    }
}

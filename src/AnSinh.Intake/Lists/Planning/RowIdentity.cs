using AnSinh.Basics;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Matching;
using AnSinh.Register.History;
using AnSinh.Register.People;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Lists.Planning;

/// <summary>
/// When a row is somebody without asking: everything both sides know agrees, and something of it tells people apart. Anything else is
/// asked; one name and one year of birth are shared by thousands.
/// </summary>
internal static class RowIdentity
{
    /// <summary>True if nothing says that the row is somebody else.</summary>
    public static bool MayBe(ListRow row, KnownPerson person) =>
        (row.Sex == Sex.Unknown || person.Sex == Sex.Unknown || row.Sex == person.Sex)
        && (row.Birth is not { } mine || person.Birth is not { } theirs || mine.Earliest.Year == theirs.Earliest.Year)
        && (row.Number is null || person.Number is null || row.Number == person.Number);

    /// <summary>
    /// True if a namesake is somebody else for certain: both full birth dates are known and differ, or the row says another commune.
    /// </summary>
    public static bool IsRuledOut(ListRow row, KnownPerson namesake) =>
        (row.Birth is { Precision: DatePrecision.Day } mine && namesake.Birth is { Precision: DatePrecision.Day } theirs && mine != theirs)
        || (row.Unit is not null && namesake.Unit is not null && row.Unit.Key != namesake.Unit.Key
            && !(row.Birth is { Precision: DatePrecision.Day } day && day == namesake.Birth));

    /// <summary>True if the row, found by its name, is this person for certain.</summary>
    public static bool IsCertain(ListRow row, KnownPerson person) =>
        MayBe(row, person) && SameName(row.Name, person.Name)
        && (row.Unit is null || row.Unit.Key == person.Unit?.Key)
        && (row.Hamlet is null || person.Hamlet.Length == 0 || SameHamlet(row.Hamlet, person.Hamlet))
        && (row.HouseholdNumber is null || person.HouseholdNumber.Length == 0 || Same(row.HouseholdNumber, person.HouseholdNumber))
        && row.Birth is { } mine && person.Birth is { } theirs
        && (mine.Precision == DatePrecision.Day && mine == theirs
            || (SameAsKnown(mine, theirs) && row.Unit is not null && row.HouseholdNumber is not null
                && Same(row.HouseholdNumber, person.HouseholdNumber)));

    /// <summary>
    /// True if the holder of the row's number is whom the row describes: the name is alike, sex and year of birth do not speak against it.
    /// </summary>
    public static bool IsHolder(ListRow row, KnownPerson holder) =>
        (row.Name.Length == 0 || IsAlike(VietnameseText.Fold(row.Name), holder.Key))
        && (row.Sex == Sex.Unknown || holder.Sex == Sex.Unknown || row.Sex == holder.Sex)
        && (row.Birth is not { } mine || holder.Birth is not { } theirs || mine.Earliest.Year == theirs.Earliest.Year);

    /// <summary>True if two rows may be one person: the same name, and neither sex, year of birth nor number speaks against it.</summary>
    public static bool MayBeOne(ListRow row, ListRow other) =>
        (row.Sex == Sex.Unknown || other.Sex == Sex.Unknown || row.Sex == other.Sex)
        && (row.Birth is not { } mine || other.Birth is not { } theirs || mine.Earliest.Year == theirs.Earliest.Year)
        && (row.Number is null || other.Number is null || row.Number == other.Number);

    /// <summary>True if a row says of the same person what another said, and no more: it can be left out.</summary>
    public static bool IsRepeated(ListRow row, ListRow other, bool known) =>
        Statement(row) == Statement(other)
        && row.Facts.Select(f => (f.Kind.Name, f.Value, f.Valid)).SequenceEqual(other.Facts.Select(f => (f.Kind.Name, f.Value, f.Valid)))
        && (known || row.Number is not null || row.OldNumber is not null
            || (row.Birth is { Precision: DatePrecision.Day } && row.Unit is not null));

    /// <summary>In what two rows differ, in Vietnamese; empty if in nothing read.</summary>
    public static string Differences(ListRow row, ListRow other)
    {
        var (mine, theirs) = (Statement(row), Statement(other));
        var differ = new (string Word, bool Differs)[]
        {
            ("số định danh", mine.Number != theirs.Number || mine.OldNumber != theirs.OldNumber),
            ("ngày sinh", mine.Birth != theirs.Birth), ("giới tính", mine.Sex != theirs.Sex), ("họ tên", mine.Name != theirs.Name),
            ("xã", mine.Unit != theirs.Unit), ("thôn", mine.Hamlet != theirs.Hamlet), ("số hộ", mine.Household != theirs.Household),
            ("quan hệ với chủ hộ", mine.Role != theirs.Role), ("từ ngày", mine.From != theirs.From),
            ("dữ kiện",
                !row.Facts.Select(f => (f.Kind.Name, f.Value, f.Valid))
                    .SequenceEqual(other.Facts.Select(f => (f.Kind.Name, f.Value, f.Valid)))),
        };
        return string.Join(", ", differ.Where(d => d.Differs).Select(d => d.Word));
    }

    private static (string Name, string? Number, string? OldNumber, BirthDate? Birth, Sex Sex, string? Unit, string? Household,
        string? Hamlet, string Role, DateOnly From) Statement(ListRow row) =>
        (row.Name, row.Number, row.OldNumber, row.Birth, row.Sex, row.Unit?.Key, row.HouseholdNumber, row.Hamlet, row.Role, row.From);

    private static bool IsAlike(string a, string b) =>
        a == b || a.Split(' ').Intersect(b.Split(' ')).Count() * 2 > Math.Max(a.Split(' ').Length, b.Split(' ').Length);

    // Hoà and Hòa are one word; Hòa and Hóa are two, and a list without marks says neither.
    private static bool SameName(string mine, string theirs) =>
        mine.All(char.IsAscii) || theirs.All(char.IsAscii) || MatchText.Exact(mine) == MatchText.Exact(theirs);

    private static bool SameAsKnown(BirthDate a, BirthDate b) =>
        a.Earliest.Year == b.Earliest.Year
        && (a.Precision == DatePrecision.Year || b.Precision == DatePrecision.Year
            || a.Earliest.Month == b.Earliest.Month && (a.Precision != b.Precision || a == b));

    private static bool SameHamlet(string mine, string theirs)
    {
        var (a, b) = (HeaderWords.Plain(mine), HeaderWords.Plain(theirs));
        return a == b || a.EndsWith(" " + b, StringComparison.Ordinal) || b.EndsWith(" " + a, StringComparison.Ordinal);
    }

    private static bool Same(string mine, string theirs) => string.Equals(mine.Trim(), theirs.Trim(), StringComparison.OrdinalIgnoreCase);
}

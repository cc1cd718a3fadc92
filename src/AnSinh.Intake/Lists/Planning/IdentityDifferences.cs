using AnSinh.Basics;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register;
using AnSinh.Register.People;

namespace AnSinh.Intake.Lists.Planning;

/// <summary>
/// Compares who a row says it is with who the register says it is. What the register does not know is filled in; where they contradict, the
/// register stays unless somebody chose to believe the list.
/// </summary>
internal static class IdentityDifferences
{
    public const string Number = "Số định danh";
    private const string Name = "Họ và tên";
    public const string BirthDate = "Ngày sinh";
    private const string SexName = "Giới tính";

    public static List<PlannedChange> Of(ListRow row, KnownPerson person, bool believe, List<Doubt> doubts)
    {
        var changes = new List<PlannedChange>();
        void Compare(string what, string? theirs, string? mine, bool fills)
        {
            if (mine is null || mine == theirs)
            {
                return;
            }

            if (theirs is null || fills || believe)
            {
                changes.Add(new PlannedChange(what, theirs, mine, true));
            }
            else
            {
                doubts.Add(
                    new Doubt("identity.differs",
                        $"{what}: danh sách ghi “{mine}”, sổ ghi “{theirs}”. Sổ được giữ nguyên, trừ khi chọn tin danh sách.", row.Place));
            }
        }

        Compare(Number, person.Number, row.Number, false);
        Compare(Name, person.Name, row.Name.Length == 0 || row.NameDamage is not null ? null : row.Name, false);
        Compare(SexName, Word(person.Sex), Word(row.Sex), false);
        var finer = row.Birth is { } mine && person.Birth is { } theirs && mine.Precision > theirs.Precision
            && mine.Earliest.Year == theirs.Earliest.Year;
        var coarser = row.Birth is { } less && person.Birth is { } more && less.Precision < more.Precision
            && less.Earliest.Year == more.Earliest.Year;
        Compare(BirthDate, person.Birth?.ToString(), coarser ? null : row.Birth?.ToString(), finer);
        return changes;
    }

    /// <summary>The statement of who the person is after these changes.</summary>
    public static PersonRow Applied(ListRow row, KnownPerson person, IReadOnlyList<PlannedChange> changes, string source)
    {
        bool Has(string what) => changes.Any(c => c.IsCorrection && c.What == what);
        return new PersonRow(
            person.Id,
            Has(Number) ? row.Number : person.Number,
            Has(Name) ? row.Name : person.Name,
            Has(SexName) ? row.Sex : person.Sex,
            Has(BirthDate) ? row.Birth : person.Birth,
            0,
            null,
            source);
    }

    private static string? Word(Sex sex) => sex switch { Sex.Male => "nam", Sex.Female => "nữ", _ => null };
}

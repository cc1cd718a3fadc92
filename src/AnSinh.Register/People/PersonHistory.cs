using System.Globalization;
using AnSinh.Register.History;
using AnSinh.Register.Units;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Register.People;

/// <summary>
/// What a file says at a moment, and what differs between two (<i lang="vi">lịch sử hồ sơ</i>). Reads nothing: the file holds all versions.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="unitsKnown">The map as believed on a day.</param>
public sealed class PersonHistory(PersonFile file, Func<AnSinh.Basics.AsKnown, UnitMap> unitsKnown)
{
    /// <summary>Everything said at a moment, by thing; one statement for each.</summary>
    public IReadOnlyDictionary<string, Statement> At(Moment moment)
    {
        var statements = new Dictionary<string, Statement>(StringComparer.Ordinal);
        foreach (var (rowId, row) in file.Identity.Where(r => moment.Believes(r.Row.RecordedAt, r.Row.SupersededAt))
            .Select(r => (r.RowId, r.Row)))
        {
            Identity(statements, rowId, row);
        }

        var map = unitsKnown(moment.Known);
        foreach (var (rowId, row) in Holding(file.Residences, moment, r => (r.Valid, r.RecordedAt, r.SupersededAt)))
        {
            Put(statements,
                new Statement("home " + row.Kind, "residence", row.Kind, map.CountedIn(row.Unit, moment.Day)?.Key ?? row.Unit,
                    rowId, row.Valid, row.RecordedAt, row.Source));
        }

        var households = new HashSet<long>();
        foreach (var (rowId, row) in Holding(file.Memberships, moment, r => (r.Valid, r.RecordedAt, r.SupersededAt)))
        {
            households.Add(row.HouseholdId);
            Put(statements,
                new Statement("household", "membership", row.Role, $"{Text(row.HouseholdId)} {row.Role}", rowId, row.Valid,
                    row.RecordedAt, row.Source));
        }

        foreach (var (rowId, row) in Holding(file.Facts.Concat(file.HouseholdFacts.Where(f => households.Contains(f.Row.SubjectId))),
            moment, r => (r.Valid, r.RecordedAt, r.SupersededAt)))
        {
            Put(statements, new Statement("fact " + row.Kind, "fact", row.Kind, row.Value, rowId, row.Valid, row.RecordedAt, row.Source));
        }

        return statements;
    }

    /// <summary>What differs between two moments, in the order of the things.</summary>
    public IReadOnlyList<Difference> Between(Moment first, Moment second)
    {
        var (before, after) = (At(first), At(second));
        // What is now believed of the first day tells a correction from a change.
        var hindsight = At(new Moment(first.Day, second.Known));
        return
        [
            .. before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
                .Where(thing => before.GetValueOrDefault(thing)?.Value != after.GetValueOrDefault(thing)?.Value)
                .Select(thing =>
                    new Difference(before.GetValueOrDefault(thing), after.GetValueOrDefault(thing),
                        Why(before.GetValueOrDefault(thing), after.GetValueOrDefault(thing), hindsight.GetValueOrDefault(thing),
                            before.ContainsKey("name")))),
        ];
    }

    private static DifferenceWhy Why(Statement? before, Statement? after, Statement? hindsight, bool known) =>
        before is { Kind: "residence" } && before.RowId == after?.RowId ? DifferenceWhy.Borders
        : hindsight?.Value == before?.Value ? DifferenceWhy.Change
        : known ? DifferenceWhy.Correction : DifferenceWhy.FirstKnown;

    private static IEnumerable<(long RowId,
        T Row)> Holding<T>(IEnumerable<Recorded<T>> rows, Moment moment, Func<T, (AnSinh.Basics.DateInterval Valid,
            long Recorded, long? Superseded)> times) =>
        rows.Where(r => times(r.Row) is var t && moment.Believes(t.Recorded, t.Superseded) && t.Valid.Contains(moment.Day))
            .OrderBy(r => times(r.Row).Valid.From).ThenBy(r => r.RowId).Select(r => (r.RowId, r.Row));

    // The latest start wins, as in the columns of a month.
    private static void Put(Dictionary<string, Statement> statements, Statement statement) => statements[statement.Thing] = statement;

    private static void Identity(Dictionary<string, Statement> statements, long rowId, PersonRow row)
    {
        void Add(string name, string? value)
        {
            if (value is not null)
            {
                Put(statements, new Statement(name, "person", name, value, rowId, null, row.RecordedAt, row.Source));
            }
        }

        Add("name", row.Name);
        Add("personal_number", row.PersonalNumber);
        Add("sex", row.Sex.ToString());
        Add("birth",
            row.Birth is { } birth
                ? (birth.Precision == AnSinh.Basics.DatePrecision.Year ? birth.Earliest.ToString("yyyy", CultureInfo.InvariantCulture)
                    : birth.Earliest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

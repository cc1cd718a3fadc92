using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Register;

/// <summary>A row that was added or superseded.</summary>
internal readonly record struct Stroke(string Table, long RowId, bool Added);

/// <summary>
/// One hand that writes in one transaction at one instant. A row is never changed: what is no longer believed is superseded, what is
/// believed instead is a new row. Keeps what it did, for the audit log and for undoing it.
/// </summary>
internal sealed class Pen(DbConnection connection, DbTransaction transaction, long at, Act act)
{
    private readonly HashSet<string> _present = new(StringComparer.Ordinal);
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly HashSet<string> _new = new(StringComparer.Ordinal);
    private long _lastPerson = -1;
    private long _lastHousehold = -1;

    /// <summary>The instant at which everything here is recorded, Unix milliseconds.</summary>
    public long At => at;

    /// <summary>What was done, in order.</summary>
    public List<Stroke> Strokes { get; } = [];

    /// <summary>Rows that were stated, not merely shortened to make room for others.</summary>
    public List<object> Stated { get; } = [];

    /// <summary>Persons who were added.</summary>
    public List<long> Named { get; } = [];

    /// <summary>Persons whose birth date was said anew to be another.</summary>
    public List<long> Reborn { get; } = [];

    /// <summary>What the audit log is to say of it.</summary>
    public List<Store.AuditRecord> Notes { get; } = [];

    /// <summary>
    /// Records a row. Others about the same thing keep the days it does not take. Refused if it would leave nothing of another, unless it
    /// may cover: then the other is superseded whole.
    /// </summary>
    public Outcome<long> Record<T>(DatedTable<T> table, T row, bool mayCover)
        where T : class
    {
        if (Missing(table, row) is { } missing)
        {
            return missing;
        }

        var valid = table.ValidOf(row);
        var others = Current(table, row).Where(o => table.ValidOf(o.Row).Overlaps(valid)).ToList();
        if (!mayCover && others.FirstOrDefault(o => Covers(valid, table.ValidOf(o.Row))) is { } covered)
        {
            return new Refusal("row.overlaps", $"Đã có dòng {covered.RowId} ({Days(table.ValidOf(covered.Row))}) về cùng việc này; nếu dòng đó sai, hãy đính chính dòng đó.", "valid_from");
        }

        foreach (var other in others)
        {
            Supersede(table, other.RowId);
            foreach (var rest in Without(table.ValidOf(other.Row), valid))
            {
                Insert(table, table.With(other.Row, rest, at));
            }
        }

        return Added(table, row, "record", "");
    }

    /// <summary>Supersedes a row and puts another about the same thing in its place.</summary>
    public Outcome<long> Correct<T>(DatedTable<T> table, long rowId, T row)
        where T : class
    {
        var found = Believed(table, rowId);
        if (!found.Ok)
        {
            return Outcome<long>.Refused(found.Refusals);
        }

        if (!table.SameThingAs(row, found.Value))
        {
            return new Refusal("row.other-subject", $"Dòng {rowId} nói về việc khác; đính chính phải cùng người (hộ, đơn vị) và cùng loại.", "row_id");
        }

        if (Missing(table, row) is { } missing)
        {
            return missing;
        }

        var valid = table.ValidOf(row);
        if (table.Current(connection, transaction, row).FirstOrDefault(o => o.RowId != rowId && table.ValidOf(o.Row).Overlaps(valid)) is { } other)
        {
            return new Refusal("row.overlaps", $"Trùng ngày với dòng {other.RowId} ({Days(table.ValidOf(other.Row))}); hãy đính chính cả dòng đó.", "valid_from");
        }

        Supersede(table, rowId);
        return Added(table, row, "correct", $" (thay dòng {rowId})");
    }

    /// <summary>Supersedes a row and puts nothing in its place.</summary>
    public Outcome<long> Withdraw<T>(DatedTable<T> table, long rowId, string reason)
        where T : class
    {
        var found = Believed(table, rowId);
        if (!found.Ok)
        {
            return Outcome<long>.Refused(found.Refusals);
        }

        Supersede(table, rowId);
        Note($"{table.Name}.withdraw", table.SubjectOf(found.Value), $"row {rowId}: {reason}");
        return rowId;
    }

    /// <summary>Says that a row held until a day, that day included, and no longer.</summary>
    public Outcome<long> End<T>(DatedTable<T> table, long rowId, DateOnly lastDay)
        where T : class
    {
        var found = Believed(table, rowId);
        if (!found.Ok)
        {
            return Outcome<long>.Refused(found.Refusals);
        }

        var valid = table.ValidOf(found.Value);
        if (!valid.Contains(lastDay))
        {
            return new Refusal("row.end-outside", $"Dòng {rowId} có hiệu lực {Days(valid)}; không thể thôi hiệu lực sau ngày {Vietnamese.Date(lastDay)}.", "valid_to");
        }

        Supersede(table, rowId);
        return Added(table, table.With(found.Value, valid with { To = lastDay }, at), "end", $" (thay dòng {rowId})");
    }

    /// <summary>Records a new person; number 0 asks for the next free one. Gives the person's number.</summary>
    public Outcome<long> Record(PersonRow row)
    {
        if (row.PersonId != 0 && IdentityTables.People(connection, "person_id = @PersonId", new { row.PersonId }, transaction).Count > 0)
        {
            return new Refusal("person.exists", $"Đã có người số {row.PersonId} trong sổ.", "person_id");
        }

        if ((NotAName(row.Name) ?? NumberTaken(row)) is { } refused)
        {
            return refused;
        }

        var person = Insert(row with { PersonId = row.PersonId == 0 ? Next("person", "person_id", ref _lastPerson) : row.PersonId });
        New($"person:{person.PersonId}");
        Named.Add(person.PersonId);
        Note("person.record", $"person:{person.PersonId}", row.Source);
        return person.PersonId;
    }

    /// <summary>Replaces what is believed of a person's identity.</summary>
    public Outcome<long> Correct(PersonRow row)
    {
        var now = IdentityTables.People(connection, "person_id = @PersonId and superseded_at is null", new { row.PersonId }, transaction) is [.., var believed] ? believed.Row : null;
        if (row.Name != now?.Name && NotAName(row.Name) is { } never)
        {
            return never;
        }

        if (SupersedePerson(row.PersonId) is { } refusal)
        {
            return refusal;
        }

        if (NumberTaken(row) is { } taken)
        {
            return taken;
        }

        Insert(row);
        if (row.Birth != now?.Birth)
        {
            Reborn.Add(row.PersonId);
        }

        Note("person.correct", $"person:{row.PersonId}", row.Source);
        return row.PersonId;
    }

    /// <summary>Takes back that there is such a person: the identity is superseded, nothing comes in its place.</summary>
    public Outcome<long> WithdrawPerson(long personId, string reason)
    {
        if (SupersedePerson(personId) is { } refusal)
        {
            return refusal;
        }

        Note("person.withdraw", $"person:{personId}", reason);
        return personId;
    }

    /// <summary>Records a new household; number 0 asks for the next free one. Gives the household's number.</summary>
    public Outcome<long> Record(HouseholdRow row)
    {
        if (row.HouseholdId != 0 && IdentityTables.Households(connection, "household_id = @HouseholdId", new { row.HouseholdId }, transaction).Count > 0)
        {
            return new Refusal("household.exists", $"Đã có hộ số {row.HouseholdId} trong sổ.", "household_id");
        }

        var household = Insert(row with { HouseholdId = row.HouseholdId == 0 ? Next("household", "household_id", ref _lastHousehold) : row.HouseholdId });
        New($"household:{household.HouseholdId}");
        Note("household.record", $"household:{household.HouseholdId}", row.Source);
        return household.HouseholdId;
    }

    /// <summary>Replaces what is believed of a household.</summary>
    public Outcome<long> Correct(HouseholdRow row)
    {
        var current = IdentityTables.Households(connection, "household_id = @HouseholdId and superseded_at is null", new { row.HouseholdId }, transaction);
        if (current.Count == 0)
        {
            return new Refusal("household.none", $"Không có hộ số {row.HouseholdId} trong sổ.", "household_id");
        }

        current.ToList().ForEach(statement => SupersedeIdentity("household", statement.RowId));
        Insert(row);
        Note("household.correct", $"household:{row.HouseholdId}", row.Source);
        return row.HouseholdId;
    }

    /// <summary>Says that a file is merged into another, which must be believed.</summary>
    public Outcome<long> Merge(long person, long into)
    {
        if (!MergeTable.IsPerson(connection, transaction, into))
        {
            return new Refusal("person.none", $"Không có người số {into} trong sổ.", "into_id");
        }

        var row = MergeTable.Insert(connection, transaction, person, into, at);
        Strokes.Add(new Stroke(MergeTable.Name, row, Added: true));
        Note("person.merge", $"person:{person}", $"vào person:{into}");
        return row;
    }

    /// <summary>Supersedes a row of any table.</summary>
    public void Supersede<T>(DatedTable<T> table, long rowId)
        where T : class
    {
        table.Supersede(connection, transaction, rowId, at);
        Strokes.Add(new Stroke(table.Name, rowId, Added: false));
    }

    /// <summary>Supersedes a statement about who a person or household is.</summary>
    public void SupersedeIdentity(string table, long rowId)
    {
        IdentityTables.Supersede(connection, transaction, table, rowId, at);
        Strokes.Add(new Stroke(table, rowId, Added: false));
    }

    /// <summary>Adds a row as it is, recorded now.</summary>
    public long Insert<T>(DatedTable<T> table, T row)
        where T : class
    {
        var rowId = table.Insert(connection, transaction, row);
        Strokes.Add(new Stroke(table.Name, rowId, Added: true));
        return rowId;
    }

    /// <summary>Adds a statement about a person as it is, recorded now.</summary>
    public PersonRow Insert(PersonRow row)
    {
        var person = row with { RecordedAt = at, SupersededAt = null, PersonalNumber = Digits(row.PersonalNumber) };
        Strokes.Add(new Stroke("person", IdentityTables.Insert(connection, transaction, person), Added: true));
        return person;
    }

    /// <summary>Adds a statement about a household as it is, recorded now.</summary>
    public HouseholdRow Insert(HouseholdRow row)
    {
        var household = row with { RecordedAt = at, SupersededAt = null };
        Strokes.Add(new Stroke("household", IdentityTables.Insert(connection, transaction, household), Added: true));
        return household;
    }

    /// <summary>Supersedes a version or a change of units.</summary>
    public void SupersedeUnit(string table, long rowId)
    {
        UnitTable.Supersede(connection, transaction, table, rowId, at);
        Strokes.Add(new Stroke(table, rowId, Added: false));
    }

    /// <summary>Adds a version of a unit, believed from now.</summary>
    public void Insert(Unit unit) => Strokes.Add(new Stroke(UnitTable.Versions, UnitTable.Insert(connection, transaction, unit, at), Added: true));

    /// <summary>Adds a change of units, believed from now.</summary>
    public void Insert(UnitChange change) => Strokes.Add(new Stroke(UnitTable.Links, UnitTable.Insert(connection, transaction, change, at), Added: true));

    /// <summary>The map as it stands in this transaction.</summary>
    public UnitHistory Units() => UnitTable.Read(connection, transaction);

    /// <summary>Says that the map is another one from now.</summary>
    public void CountMap() => UnitTable.CountMap(connection, transaction);

    /// <summary>Notes something for the audit log.</summary>
    public void Note(string action, string subject, string detail) => Notes.Add(act.Note(at, action, subject, detail));

    /// <summary>Why a number is another person's, or null.</summary>
    public Refusal? NumberTaken(PersonRow row) =>
        Digits(row.PersonalNumber) is { } number
            && IdentityTables.People(connection, "personal_number = @number and superseded_at is null and person_id <> @PersonId", new { number, row.PersonId }, transaction) is [var other, ..]
            ? new Refusal("person.number-taken", $"Số định danh {number} đã thuộc về {other.Row.Name} (người số {other.Row.PersonId}).", "personal_number") : null;

    // A register filled from elsewhere may hold such names; nobody adds one.
    private static Refusal? NotAName(string name) => Importing.NameText.Unwritable(name) is { } never ? new Refusal("person.name-letters", $"Không ghi được: {never}.", "name") : null;

    private Refusal? SupersedePerson(long personId)
    {
        var current = IdentityTables.People(connection, "person_id = @personId and superseded_at is null", new { personId }, transaction);
        if (current.Count == 0)
        {
            return new Refusal("person.none", $"Không có người số {personId} trong sổ.", "person_id");
        }

        current.ToList().ForEach(statement => SupersedeIdentity("person", statement.RowId));
        return null;
    }

    private long Added<T>(DatedTable<T> table, T row, string verb, string note)
        where T : class
    {
        var rowId = Insert(table, table.With(row, table.ValidOf(row), at));
        if (verb != "end")
        {
            Stated.Add(row);
        }

        Note($"{table.Name}.{verb}", table.SubjectOf(row), $"row {rowId}{note}: {table.DetailOf(row)}");
        return rowId;
    }

    private Outcome<T> Believed<T>(DatedTable<T> table, long rowId)
        where T : class => table.FindOrNull(connection, transaction, rowId) switch
    {
        null => new Refusal("row.none", $"Không có dòng {rowId}.", "row_id"),
        { Superseded: true } => new Refusal("row.superseded", $"Dòng {rowId} đã được thay bằng dòng khác; hãy đính chính dòng mới nhất.", "row_id"),
        { } found => Outcome<T>.Of(found.Row),
    };

    // A list of many rows asks of the same people and households over and over: what was found or made here is not asked again.
    private Refusal? Missing<T>(DatedTable<T> table, T row)
        where T : class
    {
        var subject = table.NeededBy(row);
        if (_present.Contains(subject))
        {
            return null;
        }

        var missing = table.MissingSubject(connection, transaction, row);
        if (missing is null)
        {
            _present.Add(subject);
        }

        return missing;
    }

    // Of a person or household made by this hand nothing can be recorded yet but what this hand wrote.
    private IReadOnlyList<Recorded<T>> Current<T>(DatedTable<T> table, T row)
        where T : class
    {
        var first = _written.Add(table.ThingOf(row));
        return first && _new.Contains(table.SubjectOf(row)) ? [] : table.Current(connection, transaction, row);
    }

    private void New(string subject)
    {
        _new.Add(subject);
        _present.Add(subject);
    }

    private long Next(string table, string column, ref long last) =>
        last = (last < 0 ? connection.ExecuteScalar<long>($"select coalesce(max({column}), 0) from {table}", transaction: transaction) : last) + 1;

    private static string? Digits(string? number) => PersonalNumber.TryParse(number, out var parsed) ? parsed.Digits : number;

    private static bool Covers(DateInterval outer, DateInterval inner) =>
        outer.From <= inner.From && (outer.To is null || (inner.To is not null && inner.To <= outer.To));

    private static IEnumerable<DateInterval> Without(DateInterval whole, DateInterval taken)
    {
        if (whole.From < taken.From)
        {
            yield return new DateInterval(whole.From, taken.From.AddDays(-1));
        }

        if (taken.To is { } last && (whole.To is null || last < whole.To))
        {
            yield return new DateInterval(last.AddDays(1), whole.To);
        }
    }

    private static string Days(DateInterval valid) => $"từ {Vietnamese.Date(valid.From)}{(valid.To is { } to ? " đến " + Vietnamese.Date(to) : "")}";
}

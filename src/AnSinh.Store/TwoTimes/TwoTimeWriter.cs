using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Store.Acts;

namespace AnSinh.Store.TwoTimes;

/// <summary>A row that was added or superseded.</summary>
/// <param name="Table">Its table.</param>
/// <param name="RowId">Its number.</param>
/// <param name="Added">True if added, false if superseded.</param>
public readonly record struct RowChange(string Table, long RowId, bool Added);

/// <summary>
/// What is written to tables with two times in one transaction, at one instant. What is no longer believed is superseded, what is believed
/// instead is a new row. Keeps what it did, for the audit log and for undoing it.
/// </summary>
public class TwoTimeWriter(DbConnection connection, DbTransaction transaction, long at, Act act)
{
    private readonly List<RowChange> _changes = [];
    private readonly List<object> _stated = [];
    private readonly List<AuditRecord> _notes = [];
    private readonly HashSet<string> _present = new(StringComparer.Ordinal);
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly HashSet<string> _new = new(StringComparer.Ordinal);

    /// <summary>The connection it writes through.</summary>
    public DbConnection Connection => connection;

    /// <summary>The transaction all of it belongs to.</summary>
    public DbTransaction Transaction => transaction;

    /// <summary>The instant at which everything here is recorded, Unix milliseconds.</summary>
    public long At => at;

    /// <summary>What was done, in order.</summary>
    public IReadOnlyList<RowChange> Changes => _changes;

    /// <summary>Rows that were stated, not merely shortened to make room for others.</summary>
    public IReadOnlyList<object> Stated => _stated;

    /// <summary>What the audit log is to say of it.</summary>
    public IReadOnlyList<AuditRecord> Notes => _notes;

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
        var others = About(table, row).Where(o => table.ValidOf(o.Row).Overlaps(valid)).ToList();
        if (!mayCover && others.FirstOrDefault(o => valid.Covers(table.ValidOf(o.Row))) is { } covered)
        {
            return new Refusal("row.overlaps",
                $"Đã có dòng {covered.RowId} ({Days(table.ValidOf(covered.Row))}) về cùng việc này; "
                + "nếu dòng đó sai, hãy đính chính dòng đó.", "valid_from");
        }

        foreach (var other in others)
        {
            Supersede(table, other.RowId);
            foreach (var rest in table.ValidOf(other.Row).Without(valid))
            {
                Insert(table, table.With(other.Row, rest));
            }
        }

        return Said(table, row, "record", "");
    }

    /// <summary>Supersedes a row and puts another about the same thing in its place.</summary>
    public Outcome<long> Correct<T>(DatedTable<T> table, long rowId, T row)
        where T : class
    {
        var found = BelievedRow(table, rowId);
        if (!found.Ok)
        {
            return Outcome<long>.Refused(found.Refusals);
        }

        if (!table.SameThing(row, found.Value))
        {
            return new Refusal("row.other-subject",
                $"Dòng {rowId} nói về việc khác; đính chính phải cùng người (hộ, đơn vị) và cùng loại.", "row_id");
        }

        if (Missing(table, row) is { } missing)
        {
            return missing;
        }

        var valid = table.ValidOf(row);
        if (table.About(connection, transaction, row)
            .FirstOrDefault(o => o.RowId != rowId && table.ValidOf(o.Row).Overlaps(valid)) is { } other)
        {
            return new Refusal("row.overlaps",
                $"Trùng ngày với dòng {other.RowId} ({Days(table.ValidOf(other.Row))}); hãy đính chính cả dòng đó.", "valid_from");
        }

        Supersede(table, rowId);
        return Said(table, row, "correct", $" (thay dòng {rowId})");
    }

    /// <summary>Says that a row held until a day, that day included, and no longer.</summary>
    public Outcome<long> End<T>(DatedTable<T> table, long rowId, DateOnly lastDay)
        where T : class
    {
        var found = BelievedRow(table, rowId);
        if (!found.Ok)
        {
            return Outcome<long>.Refused(found.Refusals);
        }

        var valid = table.ValidOf(found.Value);
        if (!valid.Contains(lastDay))
        {
            return new Refusal("row.end-outside",
                $"Dòng {rowId} có hiệu lực {Days(valid)}; không thể thôi hiệu lực sau ngày {Vietnamese.Date(lastDay)}.", "valid_to");
        }

        Supersede(table, rowId);
        return Said(table, table.With(found.Value, valid with { To = lastDay }), "end", $" (thay dòng {rowId})");
    }

    /// <summary>Supersedes a row and puts nothing in its place.</summary>
    public Outcome<long> Withdraw<T>(TwoTimeTable<T> table, long rowId, string reason)
        where T : class
    {
        var found = BelievedRow(table, rowId);
        if (!found.Ok)
        {
            return Outcome<long>.Refused(found.Refusals);
        }

        Supersede(table, rowId);
        Tell(table, found.Value, "withdraw", $"row {rowId}: {reason}", "");
        return rowId;
    }

    /// <summary>
    /// Supersedes all that is believed about what a row that holds always is about, and says the row instead. Null, and nothing is done, if
    /// nothing is believed about it.
    /// </summary>
    public long? Replace<T>(TwoTimeTable<T> table, T row)
        where T : class => Clear(table, row) ? Insert(table, row) : null;

    /// <summary>Supersedes all that is believed about what a row is about. False if that is nothing.</summary>
    public bool Clear<T>(TwoTimeTable<T> table, T row)
        where T : class
    {
        var believed = table.About(connection, transaction, row);
        foreach (var other in believed)
        {
            Supersede(table, other.RowId);
        }

        return believed.Count > 0;
    }

    /// <summary>
    /// The row that stands for one that was added: itself while it is believed, or another that says the same, as when something later
    /// superseded it, was undone and put it back under another number. Null if neither is.
    /// </summary>
    public Recorded<T>? Standing<T>(TwoTimeTable<T> table, Recorded<T> row)
        where T : class => row.Stands ? row
            : table.About(connection, transaction, row.Row).FirstOrDefault(other => table.SaysTheSame(other.Row, row.Row));

    /// <summary>Undoes that a row was added: what stands for it is superseded. False, and nothing is done, if nothing does.</summary>
    public bool TakeBack<T>(TwoTimeTable<T> table, Recorded<T> row)
        where T : class
    {
        if (Standing(table, row) is not { } standing)
        {
            return false;
        }

        Supersede(table, standing.RowId);
        Tell(table, row.Row, "undo", $"row {row.RowId}", table.DetailOf(row.Row));
        return true;
    }

    /// <summary>
    /// Undoes that a row was superseded: it is recorded again, from now. Gives the row that speaks of the same thing (and of one of its
    /// days) now; then nothing is done.
    /// </summary>
    public Recorded<T>? Restore<T>(TwoTimeTable<T> table, Recorded<T> row)
        where T : class
    {
        var days = table.DaysOf(row.Row);
        if (table.About(connection, transaction, row.Row)
            .FirstOrDefault(o => days is not { } mine || table.DaysOf(o.Row)!.Value.Overlaps(mine)) is { } other)
        {
            return other;
        }

        Insert(table, row.Row);
        Tell(table, row.Row, "restore", $"row {row.RowId}", table.DetailOf(row.Row));
        return null;
    }

    /// <summary>Supersedes a row.</summary>
    public void Supersede<T>(TwoTimeTable<T> table, long rowId)
        where T : class
    {
        table.Supersede(connection, transaction, rowId, at);
        _changes.Add(new RowChange(table.Name, rowId, Added: false));
    }

    /// <summary>Adds a row as it is, recorded now.</summary>
    public long Insert<T>(TwoTimeTable<T> table, T row)
        where T : class
    {
        var rowId = table.Insert(connection, transaction, row, at);
        _changes.Add(new RowChange(table.Name, rowId, Added: true));
        return rowId;
    }

    /// <summary>Notes something for the audit log.</summary>
    public void Note(string action, string subject, string detail) => _notes.Add(act.Note(at, action, subject, detail));

    /// <summary>Says that this writer made a person, a household, whatever rows are about.</summary>
    protected void New(string subject)
    {
        _new.Add(subject);
        _present.Add(subject);
    }

    private long Said<T>(DatedTable<T> table, T row, string verb, string note)
        where T : class
    {
        var rowId = Insert(table, row);
        if (verb != "end")
        {
            _stated.Add(row);
        }

        Tell(table, row, verb, $"row {rowId}{note}", table.DetailOf(row));
        return rowId;
    }

    private void Tell<T>(TwoTimeTable<T> table, T row, string verb, string which, string detail)
        where T : class
    {
        if (table.Word is { } word)
        {
            Note($"{word}.{verb}", table.SubjectOf(row), detail.Length == 0 ? which : $"{which}: {detail}");
        }
    }

    private Outcome<T> BelievedRow<T>(TwoTimeTable<T> table, long rowId)
        where T : class => table.FindOrNull(connection, transaction, rowId) switch
        {
            null => new Refusal("row.none", $"Không có dòng {rowId}.", "row_id"),
            { Stands: false } => new Refusal("row.superseded",
                $"Dòng {rowId} đã được thay bằng dòng khác; hãy đính chính dòng mới nhất.", "row_id"),
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

    // Of what this writer made nothing can be recorded yet but what it wrote itself.
    private IReadOnlyList<Recorded<T>> About<T>(DatedTable<T> table, T row)
        where T : class
    {
        var first = _written.Add(table.ThingOf(row));
        return first && _new.Contains(table.SubjectOf(row)) ? [] : table.About(connection, transaction, row);
    }

    private static string Days(DateInterval valid) =>
        $"từ {Vietnamese.Date(valid.From)}{(valid.To is { } to ? " đến " + Vietnamese.Date(to) : "")}";
}

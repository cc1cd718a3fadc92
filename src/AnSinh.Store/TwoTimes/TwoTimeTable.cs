using System.Data.Common;
using AnSinh.Basics;
using Dapper;

namespace AnSinh.Store.TwoTimes;

/// <summary>
/// A table whose rows have two times: rows are added and superseded, never changed. A row type with its columns is all a room needs to say;
/// this is the only place that writes the instants. Rows that hold always, as who a person is, are here; those that hold on some days are
/// in a <see cref="DatedTable{T}"/>.
/// </summary>
/// <remarks>The table has a column <c>row_id</c> and the two of <see cref="Believed"/>, besides those told here.</remarks>
public abstract class TwoTimeTable<T>
    where T : class
{
    private readonly int _own;
    private readonly int _times;
    private readonly int[] _thing;
    private readonly string _select;
    private readonly string _insert;

    /// <summary>A table of rows that hold always.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="columns">Its own columns.</param>
    /// <param name="thing">Those of them that name what a row is about: of one thing only one row is believed (on a day).</param>
    protected TwoTimeTable(string name, IReadOnlyList<BulkColumn> columns, IReadOnlyList<string> thing)
        : this(name, columns, [], thing)
    {
    }

    private protected TwoTimeTable(string name, IReadOnlyList<BulkColumn> columns, IReadOnlyList<BulkColumn> days,
        IReadOnlyList<string> thing)
    {
        (Name, _own, _times) = (name, columns.Count, columns.Count + days.Count);
        Columns = [.. columns, .. days, new(Believed.RecordedAt, BulkType.Long), new(Believed.SupersededAt, BulkType.Long)];
        _thing = [.. thing.Select(t => columns.Select(c => c.Name).ToList().IndexOf(t))];
        _select = $"select row_id, {string.Join(", ", Columns.Select(c => c.Name))} from {name}";
        var written = Columns.Take(_times + 1).Select(c => c.Name).ToList();
        _insert = $"insert into {name} ({string.Join(", ", written)}) values (@{string.Join(", @", written)}) returning row_id";
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What the audit log calls its rows; null if other entries tell of them.</summary>
    public virtual string? Word => Name;

    /// <summary>The columns a row is written in, in the order of <see cref="Write"/>.</summary>
    public IReadOnlyList<BulkColumn> Columns { get; }

    /// <summary>The order in which rows are read.</summary>
    protected virtual string Order => $"{Believed.RecordedAt}, row_id";

    /// <summary>The subject in the audit log, e.g. <c>person:217</c>.</summary>
    public abstract string SubjectOf(T row);

    /// <summary>What the audit log says of a row, besides its number: no value, since values can be sensitive.</summary>
    public virtual string DetailOf(T row) => "";

    /// <summary>Days on which a row holds; null if it holds always.</summary>
    public virtual DateInterval? DaysOf(T row) => null;

    /// <summary>Writes the own columns of a row.</summary>
    protected abstract void Set(IBulkWriter to, T row);

    /// <summary>Reads a row.</summary>
    protected abstract T Read(RowFields fields);

    /// <summary>The rows believed now that a condition holds for; null for all.</summary>
    public IReadOnlyList<Recorded<T>> Current(DbConnection connection, string? where = null, object? parameters = null,
        DbTransaction? transaction = null) =>
        [.. Scan(connection, And(where, Believed.Now()) + $" order by {Order}", parameters, transaction)];

    /// <summary>The rows believed at an instant that a condition holds for; null for all.</summary>
    public IReadOnlyList<Recorded<T>> AsKnown(DbConnection connection, AsKnown known, string? where = null, object? parameters = null)
    {
        var values = new DynamicParameters(parameters);
        values.Add("known", known.Instant);
        return [.. Scan(connection, And(where, Believed.AsKnown()) + $" order by {Order}", values)];
    }

    /// <summary>The rows recorded or superseded after one day and until another.</summary>
    public IReadOnlyList<Recorded<T>> Changed(DbConnection connection, AsKnown after, AsKnown until) =>
        [.. Scan(connection, And(null, Believed.Changed()) + $" order by {Order}", new { after = after.Instant, until = until.Instant })];

    /// <summary>All rows ever recorded that a condition holds for; null for all.</summary>
    public IReadOnlyList<Recorded<T>> History(DbConnection connection, string? where = null, object? parameters = null,
        DbTransaction? transaction = null) =>
        [.. Scan(connection, (where is null ? "" : $" where {where}") + $" order by {Order}", parameters, transaction)];

    /// <summary>The latest instant at which a row was recorded or superseded; 0 if there is none.</summary>
    public long LastChange(DbConnection connection) => connection.ExecuteScalar<long>(
        $"select coalesce(max(case when {Believed.NoMore()} then {Believed.SupersededAt} else {Believed.RecordedAt} end), 0) from {Name}");

    /// <summary>A row, believed or not; null if there is none of that number.</summary>
    public Recorded<T>? FindOrNull(DbConnection connection, DbTransaction? transaction, long rowId) =>
        Scan(connection, " where row_id = @rowId", new { rowId }, transaction).SingleOrDefault();

    /// <summary>The rows believed now about the same thing as a row.</summary>
    public IReadOnlyList<Recorded<T>> About(DbConnection connection, DbTransaction? transaction, T row)
    {
        var values = Values(row);
        var parameters = new DynamicParameters();
        var conditions = new List<string>();
        foreach (var column in _thing)
        {
            var name = Columns[column].Name;
            conditions.Add(values[column] is null ? $"{name} is null" : $"{name} = @{name}");
            parameters.Add(name, values[column]);
        }

        return Current(connection, string.Join(" and ", conditions), parameters, transaction);
    }

    /// <summary>True if two rows are about the same thing, so that only one may be believed (on a day).</summary>
    public bool SameThing(T row, T other)
    {
        var (mine, theirs) = (Values(row), Values(other));
        return Array.TrueForAll(_thing, column => Equals(mine[column], theirs[column]));
    }

    /// <summary>Names what a row is about.</summary>
    public string ThingOf(T row)
    {
        var values = Values(row);
        return string.Join('\n', _thing.Select(column => values[column] is { } value ? $"={value}" : "").Prepend(Name));
    }

    /// <summary>True if two rows say the same, whenever they were recorded.</summary>
    public bool SaysTheSame(T row, T other) => Values(row).SameAs(Values(other));

    /// <summary>Adds a row, believed from an instant. Gives its number.</summary>
    public long Insert(DbConnection connection, DbTransaction transaction, T row, long at)
    {
        var values = Values(row);
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (_insert, transaction);
        for (var i = 0; i <= _times; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (Columns[i].Name, (i == _times ? at : values[i]) ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Stops believing a row, from an instant: the one change a row ever sees, and only once.</summary>
    public void Supersede(DbConnection connection, DbTransaction transaction, long rowId, long at)
    {
        if (connection.Execute($"update {Name} set {Believed.SupersededAt} = @at where row_id = @rowId and {Believed.Now()}",
            new { at, rowId }, transaction) != 1)
        {
            throw new InvalidOperationException($"Row {rowId} of {Name} is not there or was superseded before.");
        }
    }

    /// <summary>Adds many rows, believed from an instant.</summary>
    public void Add(Database database, DbConnection connection, DbTransaction transaction, IEnumerable<T> rows, long at)
    {
        using var writer = Bulk(database, connection, transaction);
        foreach (var row in rows)
        {
            Write(writer, row, at, null);
        }
    }

    /// <summary>Opens the fast way in for many rows; each is added with <see cref="Write"/>.</summary>
    public IBulkWriter Bulk(Database database, DbConnection connection, DbTransaction transaction) =>
        database.Bulk(connection, transaction, Name, Columns);

    /// <summary>Adds a row with its own times, as a register is filled with its history.</summary>
    public void Write(IBulkWriter to, T row, long recordedAt, long? supersededAt)
    {
        Fill(to, row);
        to.Set(_times, recordedAt);
        to.Set(_times + 1, supersededAt);
        to.Next();
    }

    private IEnumerable<Recorded<T>> Scan(DbConnection connection, string rest, object? parameters, DbTransaction? transaction = null)
    {
        using var reader = (DbDataReader)connection.ExecuteReader(_select + rest, parameters, transaction);
        var fields = new RowFields(reader, _own, _times);
        while (reader.Read())
        {
            yield return new Recorded<T>(fields.RowId, Read(fields), fields.RecordedAt, fields.SupersededAt);
        }
    }

    private RowValues Values(T row)
    {
        var values = new RowValues(_times);
        Fill(values, row);
        return values;
    }

    private void Fill(IBulkWriter to, T row)
    {
        Set(to, row);
        if (DaysOf(row) is { } days)
        {
            to.Set(_own, days.From);
            to.Set(_own + 1, days.To);
        }
    }

    private static string And(string? where, string believed) => $" where {(where is null ? "" : $"({where}) and ")}{believed}";
}

using System.Data.Common;
using AnSinh.Basics;

namespace AnSinh.Store.TwoTimes;

/// <summary>The fields of a row being read: own columns by their position in the table's list, then the times.</summary>
public sealed class RowFields
{
    private readonly DbDataReader _reader;
    private readonly int _own;
    private readonly int _times;

    internal RowFields(DbDataReader reader, int own, int times) => (_reader, _own, _times) = (reader, own, times);

    /// <summary>Days on which the row of a <see cref="DatedTable{T}"/> holds.</summary>
    public DateInterval Valid => new(Day(_own), DayOrNull(_own + 1));

    /// <summary>When it was recorded.</summary>
    public long RecordedAt => Number(_times);

    /// <summary>When it was superseded, or null.</summary>
    public long? SupersededAt => NumberOrNull(_times + 1);

    internal long RowId => _reader.GetInt64(0);

    /// <summary>A number that is always there.</summary>
    public long Number(int column) => _reader.GetInt64(column + 1);

    /// <summary>A number, or null.</summary>
    public long? NumberOrNull(int column) => _reader.IsDBNull(column + 1) ? null : _reader.GetInt64(column + 1);

    /// <summary>A text that is always there.</summary>
    public string Text(int column) => _reader.GetString(column + 1);

    /// <summary>A text, or null.</summary>
    public string? TextOrNull(int column) => _reader.IsDBNull(column + 1) ? null : _reader.GetString(column + 1);

    /// <summary>A day that is always there.</summary>
    public DateOnly Day(int column) => _reader.GetFieldValue<DateOnly>(column + 1);

    /// <summary>A day, or null.</summary>
    public DateOnly? DayOrNull(int column) => _reader.IsDBNull(column + 1) ? null : _reader.GetFieldValue<DateOnly>(column + 1);
}

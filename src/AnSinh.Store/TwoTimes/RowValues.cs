namespace AnSinh.Store.TwoTimes;

/// <summary>What a row would write, kept in memory: for one insert, or to be compared with another row.</summary>
internal sealed class RowValues(int count) : IBulkWriter
{
    private readonly object?[] _values = new object?[count];

    public object? this[int column] => _values[column];

    public void Set(int column, long? value) => _values[column] = value;

    public void Set(int column, string? value) => _values[column] = value;

    public void Set(int column, DateOnly? value) => _values[column] = value;

    public void Set(int column, byte[]? value) =>
        throw new NotSupportedException("A row with two times names a document; it holds no bytes.");

    public void Next()
    {
    }

    public void Dispose()
    {
    }

    public bool SameAs(RowValues other) => _values.AsSpan().SequenceEqual(other._values);
}

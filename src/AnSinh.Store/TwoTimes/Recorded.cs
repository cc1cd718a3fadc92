namespace AnSinh.Store.TwoTimes;

/// <summary>A row as it stands in its table, with the number by which it can be corrected.</summary>
/// <param name="RowId">Number of the row in its table.</param>
/// <param name="Row">What it says.</param>
/// <param name="RecordedAt">When it was recorded, Unix milliseconds.</param>
/// <param name="SupersededAt">When it was superseded, or null while it is believed.</param>
public sealed record Recorded<T>(long RowId, T Row, long RecordedAt, long? SupersededAt)
{
    /// <summary>True while it is believed.</summary>
    public bool Stands => SupersededAt is null;

    /// <summary>True if it was believed at an instant.</summary>
    public bool IsBelievedAt(long instant) => Believed.At(instant, RecordedAt, SupersededAt);

    /// <summary>Its number and what it says.</summary>
    public void Deconstruct(out long rowId, out T row) => (rowId, row) = (RowId, Row);
}

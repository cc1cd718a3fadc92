namespace AnSinh.Register;

/// <summary>A row as it stands in the register, with the number by which it can be corrected.</summary>
/// <param name="RowId">Number of the row in its table.</param>
/// <param name="Row">What it says.</param>
public sealed record Recorded<T>(long RowId, T Row);

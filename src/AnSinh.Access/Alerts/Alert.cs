using System.Globalization;
using AnSinh.Rulebook.Access;

namespace AnSinh.Access.Alerts;

/// <summary>Readings that may need a question (<i lang="vi">cảnh báo</i>): of one actor on one day, of a kind.</summary>
/// <param name="Kind">Of which rule.</param>
/// <param name="Actor">Who looked.</param>
/// <param name="Day">On which day of the machine's clock.</param>
/// <param name="Person">Whose file, where the rule is about one person; for a large export, none.</param>
/// <param name="Entry">The last reading it is about.</param>
/// <param name="At">When that was, Unix milliseconds of the machine's clock.</param>
/// <param name="Count">How many: files in the worst hour, readings at night, rows, openings.</param>
public sealed record Alert(AlertKind Kind, string Actor, DateOnly Day, long? Person, long Entry, long At, long Count)
{
    /// <summary>What it is known by: the same however far back is looked.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture,
        $"{Kind}|{Actor.Replace(',', ' ')}|{Day:yyyy-MM-dd}|{(Kind == AlertKind.LargeExport ? Entry : Person)}");
}

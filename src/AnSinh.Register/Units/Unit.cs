namespace AnSinh.Register.Units;

/// <summary>
/// One version of an administrative unit (<i lang="vi">đơn vị hành chính</i>). Codes are re-used by the statistical office, so a
/// version is named by <paramref name="Key"/>: the code alone if its start is before the record, else <c>code~yyyy-MM-dd</c>.
/// </summary>
/// <param name="Key">Name of the version.</param>
/// <param name="Code">Official code.</param>
/// <param name="Name">Short name.</param>
/// <param name="FullName">Name with the kind.</param>
/// <param name="Kind">tỉnh, thành phố, huyện, quận, thị xã, xã, phường, thị trấn.</param>
/// <param name="Level">1 province, 2 district, 3 commune.</param>
/// <param name="ParentCode">Code of the unit above, null for a province.</param>
/// <param name="From">First day, null if before the record starts.</param>
/// <param name="To">Last day, null while it exists.</param>
/// <param name="Note">What else is known of it.</param>
public sealed record Unit(string Key, string Code, string Name, string FullName, string Kind, int Level, string? ParentCode,
    DateOnly? From, DateOnly? To, string? Note)
{
    /// <summary>The key of a version.</summary>
    public static string KeyOf(string code, DateOnly? from) =>
        from is { } day ? $"{code}~{day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}" : code;

    /// <summary>True if this version exists on the day.</summary>
    public bool ExistsOn(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);

    /// <summary>True if both versions exist on some day.</summary>
    public bool Meets(Unit other) =>
        (To is null || other.From is null || other.From <= To) && (other.To is null || From is null || From <= other.To);
}

/// <summary>What a reorganisation (<i lang="vi">sắp xếp đơn vị hành chính</i>) did to one unit.</summary>
/// <param name="Event">The reorganisation it was part of.</param>
/// <param name="On">First day of the new map.</param>
/// <param name="Decided">Day of the instrument.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Level">Level of the unit it happened to.</param>
/// <param name="FromKey">The version that ended.</param>
/// <param name="ToKey">The version its land lies in now; null if the tier was abolished.</param>
/// <param name="Whole">True if all of the land went there; false if the unit was split.</param>
public sealed record UnitChange(string Event, DateOnly On, DateOnly? Decided, string Instrument, int Level, string FromKey,
    string? ToKey, bool Whole);

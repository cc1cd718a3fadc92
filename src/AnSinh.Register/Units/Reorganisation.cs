namespace AnSinh.Register.Units;

/// <summary>
/// A reorganisation of administrative units (<i lang="vi">sắp xếp đơn vị hành chính</i>) as its instrument says it: on one day some units
/// end, and their land goes on in others.
/// </summary>
/// <param name="Event">Short stable name, e.g. <c>HN-2025-07</c>.</param>
/// <param name="On">First day of the new map.</param>
/// <param name="Decided">Day of the instrument, if known.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Lines">What happens to each unit, in the order of the file.</param>
public sealed record Reorganisation(string Event, DateOnly On, DateOnly? Decided, string Instrument,
    IReadOnlyList<ReorganisationLine> Lines);

/// <summary>
/// What happens to a unit, or to a part of it: merged into another, renamed or put under another (both are the same land under a new
/// version), or ended with its tier.
/// </summary>
/// <param name="FromCode">Code of the unit the day before.</param>
/// <param name="FromName">Its full name, so that a re-used code is not taken for another; null to trust the code.</param>
/// <param name="ToCode">Code of the unit its land lies in from the day; null if the tier is abolished.</param>
/// <param name="Whole">True if all of it goes there, false if a part.</param>
/// <param name="To">How the unit it goes to is called, as far as this line says it.</param>
/// <param name="Hamlets">Hamlets of the part, if the instrument names them.</param>
/// <param name="Note">What else the line says.</param>
/// <param name="Instrument">Its own instrument, where it is not that of the whole: the law that abolishes a tier.</param>
/// <param name="Place">File and line.</param>
public sealed record ReorganisationLine(
    string FromCode, string? FromName, string? ToCode, bool Whole, NewUnit To, IReadOnlyList<string> Hamlets, string? Note,
    string? Instrument, string Place);

/// <summary>How a unit is called from the day on; what is null is taken over from the unit it succeeds.</summary>
/// <param name="Name">Short name.</param>
/// <param name="FullName">Name with the kind.</param>
/// <param name="Kind">tỉnh, thành phố, huyện, quận, thị xã, xã, phường, thị trấn.</param>
/// <param name="Level">1 province, 2 district, 3 commune.</param>
/// <param name="ParentCode">Code of the unit above.</param>
public sealed record NewUnit(string? Name, string? FullName, string? Kind, int? Level, string? ParentCode);

/// <summary>A reorganisation that fits the map: what ends, what starts, and what goes where (<i lang="vi">phương án sắp xếp</i>).</summary>
/// <param name="Source">The reorganisation.</param>
/// <param name="MapNo">The map it was checked against.</param>
/// <param name="Ended">Versions that end the day before, as they will be.</param>
/// <param name="Started">Versions that start on the day.</param>
/// <param name="Links">What goes where.</param>
/// <param name="Splits">Communes whose land goes to several: their households must be assigned.</param>
/// <param name="Doubts">What a person should look at before it is applied, with file and line.</param>
/// <param name="After">The map with it.</param>
public sealed record ReorganisationPlan(
    Reorganisation Source, int MapNo, IReadOnlyList<Unit> Ended, IReadOnlyList<Unit> Started, IReadOnlyList<UnitChange> Links,
    IReadOnlyList<UnitSplit> Splits, IReadOnlyList<AnSinh.Basics.Refusal> Doubts, UnitMap After);

/// <summary>A commune whose land goes to several others (<i lang="vi">chia tách</i>).</summary>
/// <param name="From">The commune that ends.</param>
/// <param name="To">Where its parts go, with the hamlets the instrument names for each.</param>
public sealed record UnitSplit(Unit From, IReadOnlyList<(Unit Unit, IReadOnlyList<string> Hamlets)> To);

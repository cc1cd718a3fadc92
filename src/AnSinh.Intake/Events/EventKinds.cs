namespace AnSinh.Intake.Events;

/// <summary>
/// Every kind of event an officer can record, in the order of the list. A new kind is one more entry; forms, API and verb need nothing
/// else.
/// </summary>
public static class EventKinds
{
    /// <summary>All kinds: civil status, homes and households, circumstances, facts, corrections.</summary>
    public static IReadOnlyList<EventKind> All { get; } =
    [
        .. CivilEvents.All, .. MoveEvents.All, .. HouseholdEvents.All, .. CircumstanceEvents.All, .. FactEvents.All, .. Corrections.All,
    ];

    /// <summary>
    /// True of events of civil status and residence (<i lang="vi">hộ tịch, cư trú</i>): births, deaths, marriages, homes, households.
    /// </summary>
    public static bool IsCivil(EventKind kind) => CivilEvents.All.Contains(kind) || MoveEvents.All.Contains(kind)
        || HouseholdEvents.All.Contains(kind);

    /// <summary>The kind of a code, or null.</summary>
    public static EventKind? FindOrNull(string code) => All.FirstOrDefault(k => k.Code == code);
}

using AnSinh.Basics;
using AnSinh.Casework.Poverty;
using AnSinh.Host.Web;
using AnSinh.Rulebook;

namespace AnSinh.Host.Poverty;

/// <summary>How classes, reasons and entries of reviews are called on a page.</summary>
internal static class PovertyWords
{
    public static string Class(string? @class, Language l) => l.T(PovertyClass.Label(@class));

    public static string Tone(string? @class) =>
        @class switch { PovertyClass.Poor => "bad", PovertyClass.NearPoor => "warn", PovertyClass.None => "good", _ => "mute" };

    public static string Reason(string id, Review review, Language l) =>
        id == HouseholdListed.Request ? l.T("Hộ có giấy đề nghị", "The household asked")
        : review.Reasons.FirstOrDefault(r => r.Id == id) is { } reason ? l.T(reason.Label) : id;

    public static string Cause(string? id, Review review, Language l) =>
        review.Causes.FirstOrDefault(c => c.Id == id) is { } cause ? l.T(cause.Label) : id ?? "";

    /// <summary>Why a household is on the list.</summary>
    public static string Why(HouseholdListed listed, Review review, Language l) =>
        string.Join("; ", listed.Reasons.Select(r => Reason(r, review, l)).Append(listed.Note).Where(t => !string.IsNullOrEmpty(t)));

    /// <summary>The cause of a household's change as it stands after the change; that there is none yet; or nothing.</summary>
    public static string CauseOf(ReviewedHousehold household, Review review, Language l) =>
        household.Said?.Cause is { } cause ? ": " + Cause(cause, review, l)
        : household.Changes ? l.T(": chưa ghi lý do", ": no cause yet") : "";

    /// <summary>What the change of a household is called in the turnover.</summary>
    public static string Movement(ReviewedHousehold household, Language l) => (household.Listed.Before, household.Class) switch
    {
        (_, null) => "",
        (PovertyClass.None, PovertyClass.None) => l.T("không vào danh sách", "stays out"),
        var (before, now) when before == now => l.T("giữ nguyên", "unchanged"),
        (PovertyClass.Poor, PovertyClass.None) => l.T("thoát nghèo", "out of poverty"),
        (PovertyClass.NearPoor, PovertyClass.None) => l.T("thoát cận nghèo", "out of near-poverty"),
        (PovertyClass.Poor, _) => l.T("nghèo xuống cận nghèo", "poor to near-poor"),
        (PovertyClass.NearPoor, _) => l.T("cận nghèo thành nghèo", "near-poor to poor"),
        _ => household.Listed.EverBefore ? l.T("tái nghèo, tái cận nghèo", "relapsed") : l.T("phát sinh mới", "new"),
    };

    /// <summary>What happened to a review, in the order it was written: what was done with it, and the meetings.</summary>
    public static IEnumerable<(string Actor, long At, string What)> Happened(RoundFile file, Language l) =>
        file.Case.Entries
            .Select(e => (e.Actor, e.At, What: $"{l.T(file.Case.DeedOf(e).Label)} {e.Values.TextOrNull("number")}".TrimEnd()))
            .Concat(from entry in file.Content
                let met = entry.Record as VillageMet
                where met is not null
                select (entry.Actor, entry.At, What: Met(met, l)))
            .OrderBy(e => e.At);

    private static string Met(VillageMet m, Language l) =>
        l.T($"họp dân {m.Hamlet}: {m.Agreed}/{m.Present} đồng ý", $"{m.Hamlet} met: {m.Agreed} of {m.Present} agreed");

    /// <summary>Value of an answer for people.</summary>
    public static string Value(FactKind kind, string text, Language l) =>
        text.Length == 0 || text == FactKind.UnknownText ? l.T("chưa biết", "not known") : kind.Type switch
    {
        FactType.Bool => text == "yes" ? l.T("có", "yes") : l.T("không", "no"),
        FactType.Code => kind.CodeLabels.TryGetValue(text, out var label) ? l.T(label) : text,
        FactType.Dong => long.TryParse(text, out var dong) ? l.Money(dong) : text,
        _ => text,
    };
}

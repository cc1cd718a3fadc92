using AnSinh.Basics;
using AnSinh.Casework.Poverty;
using AnSinh.Host.Web;
using AnSinh.Rulebook;

namespace AnSinh.Host.Pages.Poverty;

/// <summary>How classes, reasons and entries of reviews are called on a page.</summary>
internal static class PovertyWords
{
    public static string Class(string? @class, Language l) => @class switch
    {
        PovertyClass.Poor => l.T("hộ nghèo", "poor"),
        PovertyClass.NearPoor => l.T("hộ cận nghèo", "near-poor"),
        PovertyClass.None => l.T("không nghèo", "not poor"),
        _ => l.T("chưa rõ", "not known"),
    };

    public static string Tone(string? @class) =>
        @class switch { PovertyClass.Poor => "bad", PovertyClass.NearPoor => "warn", PovertyClass.None => "good", _ => "mute" };

    public static string Reason(string id, Review review, Language l) =>
        id == HouseholdListed.Request ? l.T("Hộ có giấy đề nghị", "The household asked")
        : review.Reasons.FirstOrDefault(r => r.Id == id) is { } reason ? l.T(reason.Label) : id;

    public static string Cause(string? id, Review review, Language l) =>
        review.Causes.FirstOrDefault(c => c.Id == id) is { } cause ? l.T(cause.Label) : id ?? "";

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

    public static string Deed(RoundRecord record, Language l) => record switch
    {
        RoundOpened => l.T("mở đợt rà soát", "opened the review"),
        HouseholdListed h => l.T($"đưa hộ {h.Head} vào danh sách", $"listed the household of {h.Head}"),
        HouseholdUnlisted => l.T("bỏ một hộ khỏi danh sách", "took a household off the list"),
        SheetFilled s => l.T($"ghi phiếu hộ mã số {s.Household}", $"filled in sheets of household {s.Household}"),
        ClassSet c => l.T($"xếp loại hộ mã số {c.Household}", $"classified household {c.Household}"),
        VillageMet m => l.T($"họp dân {m.Hamlet}: {m.Agreed}/{m.Present} đồng ý", $"{m.Hamlet} met: {m.Agreed} of {m.Present} agreed"),
        ListPosted p => l.T($"niêm yết {l.Date(p.From)} – {l.Date(p.To)}", $"posted {l.Date(p.From)} – {l.Date(p.To)}"),
        ComplaintMade c => l.T($"nhận khiếu nại số {c.No}", $"took complaint {c.No}"),
        ComplaintAnswered c => l.T($"trả lời khiếu nại số {c.No}", $"answered complaint {c.No}"),
        OpinionGiven o => l.T($"ghi ý kiến {o.Number}", $"kept opinion {o.Number}"),
        RoundSigned s => l.T($"ký quyết định {s.Number}", $"signed decision {s.Number}"),
        _ => l.T("huỷ đợt rà soát", "gave the review up"),
    };

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

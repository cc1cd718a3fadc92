using AnSinh.Access.Roles;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Access;

namespace AnSinh.Access.Mandates;

/// <summary>Why a mandate may not be recorded, in words for whoever does.</summary>
internal sealed class MandateChecks(Policy policy, UnitMap units)
{
    /// <summary>Nobody gives a mandate to themselves.</summary>
    public static Refusal Own { get; } = new("mandate.own",
        "Không ai tự ghi hoặc tự thôi thẩm quyền ký của chính mình.", MandateForms.Login)
    {
        English = "Nobody records or ends a mandate of their own.",
    };

    /// <summary>What is wrong with a mandate, seen beside the others of its unit.</summary>
    /// <param name="mandate">The mandate.</param>
    /// <param name="actor">Login and name of who records it.</param>
    /// <param name="others">The others believed.</param>
    public IEnumerable<Refusal> Refuse(SigningMandate mandate, (string Login, string? Name) actor, IReadOnlyList<SigningMandate> others)
    {
        if (mandate.IsOf(actor.Login, actor.Name))
        {
            return [Own];
        }

        if (AuthorityOrNull(mandate.Authority) is not { } authority)
        {
            var known = policy.Authorities.Select(a => a.Id).ToList();
            return [Told("authority", MandateForms.Authority,
                $"Bộ luật không có cách ký '{mandate.Authority}'{Nearest.Hint(mandate.Authority, known)}",
                $"The rulebook has no way to sign '{mandate.Authority}'.")];
        }

        Refusal?[] found =
        [
            WrongUnit(mandate), WrongMatter(mandate, authority), WrongTitle(mandate, authority), WrongEnd(mandate, authority),
            Again(mandate, others), TwoHeads(mandate, authority, others), NotGiven(mandate, authority, others),
        ];
        return found.OfType<Refusal>();
    }

    /// <summary>
    /// True if on some day of an interval a mandate holds and who gave it does too; it holds without them if it came with the post.
    /// </summary>
    public bool Counts(SigningMandate mandate, IEnumerable<SigningMandate> others, DateInterval days) =>
        mandate.Valid.Overlaps(days) && (mandate.GivenBy is null || (AuthorityOrNull(mandate.Authority) is { } authority
            && Givers(mandate, authority, others).Any(g => g.Valid.Overlaps(days) && g.Valid.Overlaps(mandate.Valid))));

    /// <summary>A way to sign, or null if the rulebook has none of the name.</summary>
    public SigningAuthority? AuthorityOrNull(string id) => policy.Authorities.FirstOrDefault(a => a.Id == id);

    private static Refusal Told(string code, string field, string vi, string en) => new("mandate." + code, vi, field) { English = en };

    private Refusal? WrongUnit(SigningMandate mandate)
    {
        if (units.FindOrNull(mandate.UnitKey) is not { } unit)
        {
            return Told("unit", MandateForms.Unit, $"Không có đơn vị '{mandate.UnitKey}'.", $"There is no unit '{mandate.UnitKey}'.");
        }

        return unit.From is { } first && mandate.Valid.From < first
            ? Told("unit-days", MandateForms.From, $"{unit.FullName} có từ {Vietnamese.Date(first)}.",
                $"{unit.FullName} is there from {Vietnamese.Date(first)}.")
            : unit.To is { } last && (mandate.Valid.To is null || mandate.Valid.To > last)
                ? Told("unit-days", MandateForms.To,
                    $"{unit.FullName} đến hết {Vietnamese.Date(last)}: thẩm quyền ký không quá ngày ấy.",
                    $"{unit.FullName} is there until {Vietnamese.Date(last)}: a mandate of its body ends by then.") : null;
    }

    private Refusal? WrongMatter(SigningMandate mandate, SigningAuthority authority) =>
        mandate.Matter is { } matter && policy.ProcedureOrNull(matter) is null
            ? Told("matter", MandateForms.Matter, $"Không có thủ tục '{matter}'"
                + Nearest.Hint(matter, policy.Procedures.Select(p => p.Id)), $"There is no procedure '{matter}'.")
        : authority.Leads && mandate.Matter is not null
            ? Told("matter", MandateForms.Matter, "Người đứng đầu ký mọi việc của cơ quan: để trống.",
                "Who leads the body signs all of it: leave this open.")
        : authority.OneMatter && mandate.Matter is null
            ? Told("matter", MandateForms.Matter, $"“{authority.Label.Vi}” chỉ cho một việc: chọn việc.",
                $"“{authority.Label.In("en")}” is for one matter: choose it.") : null;

    private static Refusal? WrongTitle(SigningMandate mandate, SigningAuthority authority) =>
        authority.IsTitled != mandate.Title is not null
            ? authority.IsTitled
                ? Told("title", MandateForms.Title, "Ghi chức vụ, như trên chữ ký.", "Write the post as over the signature.")
                : Told("title", MandateForms.Title, "Người đứng đầu không ghi chức vụ riêng.", "A head has no post of their own to write.")
        : authority.Signature(mandate.Title, mandate.Name).Length > FormField.TextLimit
            ? Told("long", MandateForms.Title, $"Chức vụ và họ tên dài quá: cả dòng chữ ký không quá {FormField.TextLimit} chữ.",
                $"Post and name are too long: the line of the signature has at most {FormField.TextLimit} letters.") : null;

    private static Refusal? WrongEnd(SigningMandate mandate, SigningAuthority authority) => authority.Ends && mandate.Valid.To is null
        ? Told("no-end", MandateForms.To, $"“{authority.Label.Vi}” phải có ngày cuối.",
            $"“{authority.Label.In("en")}” has a last day.") : null;

    // A row is never cut by another: who may sign says so until when.
    private static Refusal? Again(SigningMandate mandate, IReadOnlyList<SigningMandate> others)
    {
        var other = others.FirstOrDefault(o => o.Name == mandate.Name && o.Authority == mandate.Authority && o.Valid.Overlaps(mandate.Valid)
            && (o.Matter == mandate.Matter || (o.Title == mandate.Title && (o.Matter is null || mandate.Matter is null))));
        return other is null ? null : Told("again", MandateForms.From,
            $"{other.Name} đã có thẩm quyền này từ {Vietnamese.Date(other.Valid.From)}: thôi hoặc gỡ dòng ấy trước.",
            $"{other.Name} has this from {Vietnamese.Date(other.Valid.From)}: end it or take it back first.");
    }

    private Refusal? TwoHeads(SigningMandate mandate, SigningAuthority authority, IReadOnlyList<SigningMandate> others)
    {
        var other = !authority.Leads ? null : others.FirstOrDefault(o => AuthorityOrNull(o.Authority) is { Leads: true }
            && o.Valid.Overlaps(mandate.Valid) && (o.Name, o.Authority) != (mandate.Name, mandate.Authority));
        return other is null ? null : Told("two-heads", MandateForms.From,
            $"Từ {Vietnamese.Date(other.Valid.From)} người đứng đầu là {other.Name}: mỗi ngày một người. Ghi ngày thôi của người ấy trước.",
            $"{other.Name} leads the body from {Vietnamese.Date(other.Valid.From)}: one person a day. Record their last day first.");
    }

    // What is not given stands with the post; what is given is given by who holds what hands it on, on all its days.
    private static Refusal? NotGiven(SigningMandate mandate, SigningAuthority authority, IReadOnlyList<SigningMandate> others)
    {
        if (authority.From.Count == 0)
        {
            return mandate.GivenBy is null ? null
                : Told("by", MandateForms.By, $"“{authority.Label.Vi}” theo chức vụ, không do ai giao.",
                    $"“{authority.Label.In("en")}” comes with the post: nobody gives it.");
        }

        if (mandate.GivenBy is null)
        {
            return Told("by", MandateForms.By, $"“{authority.Label.Vi}”: ghi ai giao.",
                $"“{authority.Label.In("en")}”: write who gave it.");
        }

        var open = new List<DateInterval> { mandate.Valid };
        foreach (var giver in Givers(mandate, authority, others))
        {
            open = [.. open.SelectMany(days => days.Without(giver.Valid))];
        }

        return open.Count == 0 ? null : Told("not-held", MandateForms.By,
            $"{mandate.GivenBy} không giữ quyền giao việc này từ {Vietnamese.Date(open[0].From)}"
                + $"{(open[0].To is { } to ? $" đến {Vietnamese.Date(to)}" : "")}: chỉ giao được trong những ngày còn giữ quyền ấy."
                + Who(others, authority, " Người giữ: "),
            $"{mandate.GivenBy} does not hold what hands this on, on all these days." + Who(others, authority, " Who does: "));
    }

    private static IEnumerable<SigningMandate> Givers(SigningMandate mandate, SigningAuthority authority,
        IEnumerable<SigningMandate> others) =>
        others.Where(o => o.Name == mandate.GivenBy && authority.From.Contains(o.Authority) && o.Covers(mandate.Matter));

    private static string Who(IReadOnlyList<SigningMandate> others, SigningAuthority authority, string words) =>
        others.Where(o => authority.From.Contains(o.Authority)).Select(o => o.Name).Distinct().ToList() is { Count: > 0 } names
            ? words + string.Join(", ", names) + "." : "";
}

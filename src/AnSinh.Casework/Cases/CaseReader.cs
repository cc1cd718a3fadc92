using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Casework.Cases;

/// <summary>
/// Reads what is told when a case is opened and when something is done in it, and refuses what the law does not let this one do today.
/// </summary>
internal sealed class CaseReader(Policy policy, DateOnly today)
{
    public Outcome<(ProcedureVersion Version, RequestForm? Form, DateOnly On, FormValues Values)> Opening(CaseRequest request,
        CaseActor actor)
    {
        if (policy.ProcedureOrNull(request.Procedure) is not { } procedure)
        {
            return new Refusal("case.procedure", $"Không có thủ tục “{request.Procedure}”.", "procedure");
        }

        var day = new FormDefinition("", procedure.Label, [CaseBooks.Day]).Read(Only(request.Told, k => k == CaseBooks.DayField));
        var on = day.Ok ? day.Value.DayOrNull(CaseBooks.DayField) ?? today : today;
        if (procedure.VersionOrNull(request.GoesBy ?? on) is not { } version)
        {
            return new Refusal("case.no-version",
                $"Chưa có quy định của thủ tục “{procedure.Label.Vi}” cho hồ sơ nhận ngày {Vietnamese.Date(on)}.", CaseBooks.DayField);
        }

        var form = version.Forms.FirstOrDefault(f => f.Form.Id == request.Form);
        if (form is null && procedure.About == CaseKind.Application)
        {
            return new Refusal("case.form", $"Thủ tục này không nhận mẫu “{request.Form}”.", "form");
        }

        if (NotTheirs(version, form, request, actor) is { } refusal)
        {
            return refusal;
        }

        var read = Read(form is null ? version.Opening.Form : version.Asked(form), request.Told,
            request.GoesBy is null ? version.From : DateOnly.MinValue);
        return read.Ok ? (version, form, read.Value.On, read.Value.Values)
            : Outcome<(ProcedureVersion, RequestForm?, DateOnly, FormValues)>.Refused(read.Refusals);
    }

    public Outcome<CaseDoing> Deed(CaseView view, DeedRequest request, CaseActor actor)
    {
        if (Moved(view, request.Seen) is { } moved)
        {
            return moved;
        }

        if (view.State.Step.Deeds.FirstOrDefault(d => d.Id == request.Deed) is not { } deed)
        {
            return new Refusal(
                "case.deed", $"Bước “{view.State.Step.Label.Vi}” không có việc “{OutsideText.Legible(request.Deed)}”.", "deed");
        }

        var read = Read(deed.Form, request.Told, Earliest(view));
        if (!read.Ok)
        {
            return Outcome<CaseDoing>.Refused(read.Refusals);
        }

        var (on, values) = read.Value;
        return CaseFlow.WhyNot(view, deed, actor, on, policy) is { } refusal ? refusal : new CaseDoing(deed, on, values);
    }

    private static Refusal? NotTheirs(ProcedureVersion version, RequestForm? form, CaseRequest request, CaseActor actor)
    {
        if (!actor.Is(version.Opening.By, request.UnitKey))
        {
            return new Refusal("case.role",
                $"“{version.Opening.Label.Vi}” là việc của {RoleWords.Of(version.Opening.By).Vi}"
                    + (form is null ? "." : " nơi người đề nghị ở."),
                "actor");
        }

        return form is { Sensitive: true } && !actor.Opens(request.SubjectId)
            ? new Refusal("case.purpose",
                "Mẫu này cho biết điều được bảo vệ: nêu mục đích ở hồ sơ của người ấy trước khi nhận.", "purpose")
            : null;
    }

    private static Refusal? Moved(CaseView view, int seen)
    {
        if (view.Entries.Count == seen)
        {
            return null;
        }

        var last = view.Entries[^1];
        var done = view.DeedOf(last).Label.Vi;
        return new Refusal("case.moved",
            $"Trong lúc này “{last.Actor}” đã ghi “{done}”; hồ sơ đang ở bước “{view.State.Step.Label.Vi}”. Xem lại rồi làm tiếp.",
            "version");
    }

    /// <summary>The first day something can be done now: not before the last deed, nor before the version by which it is done.</summary>
    private static DateOnly Earliest(CaseView view) => view.Entries[^1].On is var last && view.Version.Id != view.File.Version
        && view.Version.Transition is { } clause && clause.On > last ? clause.On : last;

    /// <summary>What was told with a deed, and the day it was done: not before the last one, not after today.</summary>
    private Outcome<(DateOnly On, FormValues Values)> Read(FormDefinition form, IReadOnlyDictionary<string, string> told, DateOnly earliest)
    {
        var day = (form with { Fields = [CaseBooks.Day] }).Read(Only(told, k => k == CaseBooks.DayField));
        var values = form.Read(Only(told, k => k != CaseBooks.DayField));
        var refusals = day.Refusals.Concat(values.Refusals).ToList();
        var on = day.Ok ? day.Value.DayOrNull(CaseBooks.DayField) ?? today : today;
        if (day.Ok && (on < earliest || on > today))
        {
            refusals.Insert(0, new Refusal("case.day",
                $"Ngày làm việc này từ {Vietnamese.Date(earliest)} đến hôm nay, {Vietnamese.Date(today)}.", CaseBooks.DayField));
        }

        return refusals.Count > 0 ? Outcome<(DateOnly, FormValues)>.Refused(refusals) : (on, values.Value);
    }

    private static Dictionary<string, string> Only(IReadOnlyDictionary<string, string> told, Func<string, bool> which) =>
        told.Where(t => which(t.Key)).ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);
}

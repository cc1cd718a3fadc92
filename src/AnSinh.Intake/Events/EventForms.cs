using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.People;

namespace AnSinh.Intake.Events;

/// <summary>
/// The form of a kind of event (<i lang="vi">tờ khai biến động</i>), as the page, the API and the command line ask it: its fields, and what
/// of them depends on the law of the register and on what was told, as the value of a fact does.
/// </summary>
public static class EventForms
{
    private const string DrawnKind = "monthly_support";

    /// <summary>The form as it is with what was told so far.</summary>
    public static FormDefinition Of(RegisterDb register, EventKind kind, IReadOnlyDictionary<string, string> told) => new(
        kind.Code, kind.Label, [.. kind.Fields.Where(f => f.Name != EventFields.Drawn.Name || KindOf(register, f, told) is not null)
            .Select(f => f.Name == EventFields.KindOfFact.Name ? f with { Choices = Kinds(register) }
                : KindOf(register, f, told) is { } fact ? FactFields.Recorded(fact, f) : f)]);

    /// <summary>The kind of fact a field holds a value of, or null: it is told in another field, or by the row that is corrected.</summary>
    public static FactKind? KindOf(RegisterDb register, FormField field, IReadOnlyDictionary<string, string> told) =>
        field.Name == EventFields.Drawn.Name ? register.Facts.FindOrNull(DrawnKind)
        : field.Name != EventFields.Value.Name ? null
        : told.GetValueOrDefault(EventFields.KindOfFact.Name)?.Trim() is { Length: > 0 } name
            ? IsRecorded(register.Facts.FindOrNull(name)) ? register.Facts[name] : null
        : EventInput.RowOf(told.GetValueOrDefault(EventFields.Row.Name)?.Trim()) is { Table: DatedRows.Fact } row
            && new CurrentRows(register).RowOrNull(row.Table, row.RowId) is FactRow fact ? register.Facts.FindOrNull(fact.Kind) : null;

    private static bool IsRecorded(FactKind? kind) => kind is { Intrinsic: false, Subject: not FactSubject.Unit };

    private static List<FormChoice> Kinds(RegisterDb register) =>
        [.. register.Facts.All.Where(IsRecorded).Select(k => new FormChoice(k.Name, new LocalText(
            k.Label.Vi + (k.Subject == FactSubject.Household ? " (của hộ)" : "") + (k.Sensitive ? " · được bảo vệ" : ""),
            k.Label.In("en") + (k.Subject == FactSubject.Household ? " (household)" : "") + (k.Sensitive ? " · protected" : ""))))
            .OrderBy(c => c.Label.Vi, StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), ignoreCase: true))];
}

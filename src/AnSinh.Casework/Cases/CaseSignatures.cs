using System.Data.Common;
using AnSinh.Access.Mandates;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Casework.Cases;

/// <summary>Signatures that deeds of cases record: whose they may be, and how they are kept.</summary>
internal sealed class CaseSignatures(SigningMandates mandates, Policy policy, DateOnly today)
{
    /// <summary>
    /// What a deed asks, with who may sign to be chosen from: all who may on some day on which it can have been signed. Where nobody may,
    /// none.
    /// </summary>
    public FormDefinition Asked(CaseView view, Deed deed)
    {
        if (deed.Signs is not { } signs)
        {
            return deed.Form;
        }

        // A paper can be older than what was recorded last.
        var first = signs.DayField is null ? view.Entries[^1].On : view.File.OpenedOn;
        var days = new DateInterval(first < today ? first : today, today);
        var bodies = new[] { today, days.From }.Select(d => mandates.BodyOrNull(signs, view.File.UnitKey, d)?.Key).OfType<string>()
            .Distinct();
        var may = bodies.SelectMany(b => mandates.Of(b, view.Procedure.Id, days)).Where(s => OwnOrNull(view, deed, [s]) is null)
            .Select(s => s.Signature).Distinct().ToList();
        return deed.Form with
        {
            Fields = [.. deed.Form.Fields.Select(f => f.Name != DeedSignature.Field ? f : f with
            {
                Type = FormFieldType.Choice,
                Choices = [.. may.Select(s => new FormChoice(s, new(s)))],
                Hint = may.Count > 0 ? f.Hint : new("chưa ghi ai có thẩm quyền ký: người quản trị ghi ở trang Thẩm quyền ký",
                    "nobody's mandate to sign is recorded: an administrator records it on the page of mandates"),
            })],
        };
    }

    /// <summary>
    /// A deed with the signature it records as it is kept: of somebody who had the mandate on the day, and did nothing in the case that who
    /// signs must not have done.
    /// </summary>
    public Outcome<CaseDoing> Checked((DbConnection, DbTransaction) at, CaseView view, CaseDoing doing)
    {
        if (doing.Deed.Signs is not { } signs)
        {
            return doing;
        }

        var day = signs.DayField is { } field ? doing.Values.DayOrNull(field)!.Value : doing.On;
        if (day > today)
        {
            return new Refusal("mandate.future", "Ngày ký chưa đến.", signs.DayField)
            {
                English = "The day of the signature is still to come.",
            };
        }

        var signed = mandates.Signed(at, mandates.BodyOrNull(signs, view.File.UnitKey, day), view.Procedure, day,
            doing.Values.Text(DeedSignature.Field));
        return !signed.Ok ? Outcome<CaseDoing>.Refused(signed.Refusals)
            : OwnOrNull(view, doing.Deed, signed.Value) is { } own ? own
            : doing with { Values = doing.Values.With(DeedSignature.Field, signed.Value[0].Signature) };
    }

    private Refusal? OwnOrNull(CaseView view, Deed deed, IReadOnlyList<Signer> signers)
    {
        var own = signers.FirstOrDefault(s => s.Mandate.Login is { } login && CaseFlow.OwnOrNull(view, deed, login, policy) is not null);
        return own is null ? null : new Refusal("mandate.own-work",
            $"{own.Mandate.Name} đã tự làm phần trước trong hồ sơ này: người khác ký.", DeedSignature.Field)
        {
            English = $"{own.Mandate.Name} did a part before in this case: somebody else signs.",
        };
    }
}

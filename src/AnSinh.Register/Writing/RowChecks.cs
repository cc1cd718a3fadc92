using System.Globalization;
using System.Text;
using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Register.Writing;

/// <summary>What a row must be to be let in, whichever way it comes. The reasons name the field; the caller names the row.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822",
    Justification = "Every row is asked the same way, whether or not its check needs the lists.")]
internal sealed class RowChecks(FactVocabulary facts, Func<UnitMap> units)
{
    private static readonly string[] Roles = ["head", "spouse", "child", "parent", "grandchild", "other"];
    private static readonly string[] ResidenceKinds = ["permanent", "temporary"];

    public FactVocabulary Facts => facts;

    public IEnumerable<Refusal> Of(PersonRow row)
    {
        if (string.IsNullOrWhiteSpace(row.Name))
        {
            yield return new Refusal("person.no-name", "Thiếu họ tên.", "name");
        }
        else if (!row.Name.IsNormalized(NormalizationForm.FormC))
        {
            yield return new Refusal("person.name-form", "Họ tên phải viết bằng Unicode dựng sẵn (NFC).", "name");
        }


        if (row.PersonalNumber is not null && !PersonalNumber.TryParse(row.PersonalNumber, out _))
        {
            yield return new Refusal("person.bad-number", $"'{row.PersonalNumber}' không phải số định danh 12 chữ số.", "personal_number");
        }

        foreach (var refusal in Times(row.RecordedAt, row.SupersededAt, row.Source))
        {
            yield return refusal;
        }
    }

    public IEnumerable<Refusal> Of(HouseholdRow row) => Times(row.RecordedAt, row.SupersededAt, row.Source);

    public IEnumerable<Refusal> Of(MembershipRow row)
    {
        if (!Roles.Contains(row.Role))
        {
            yield return new Refusal("membership.bad-role",
                $"'{row.Role}' không phải quan hệ với chủ hộ; các giá trị: {string.Join(", ", Roles)}.", "role");
        }

        foreach (var refusal in Valid(row.Valid).Concat(Times(row.RecordedAt, row.SupersededAt, row.Source)))
        {
            yield return refusal;
        }
    }

    public IEnumerable<Refusal> Of(ResidenceRow row)
    {
        if (!ResidenceKinds.Contains(row.Kind))
        {
            yield return new Refusal("residence.bad-kind",
                $"'{row.Kind}' không phải loại cư trú; các giá trị: {string.Join(", ", ResidenceKinds)}.", "kind");
        }

        if (units().FindOrNull(row.Unit) is not { } unit)
        {
            yield return new Refusal("residence.no-unit", $"Không có đơn vị hành chính '{row.Unit}'.", "unit_key");
        }
        else if (!unit.ExistsOn(row.Valid.From))
        {
            yield return new Refusal("residence.unit-not-then",
                $"{unit.FullName} ({unit.Key}) không tồn tại vào ngày {Vietnamese.Date(row.Valid.From)}.", "unit_key");
        }

        foreach (var refusal in Valid(row.Valid).Concat(Times(row.RecordedAt, row.SupersededAt, row.Source)))
        {
            yield return refusal;
        }
    }

    public IEnumerable<Refusal> Of(FactRow row)
    {
        if (facts.FindOrNull(row.Kind) is not { } kind)
        {
            yield return new Refusal("fact.unknown-kind", $"Loại dữ kiện '{row.Kind}' chưa khai báo trong policy/*/facts.yaml.", "kind");
        }
        else
        {
            foreach (var refusal in OfKind(kind, row))
            {
                yield return refusal;
            }
        }

        foreach (var refusal in Valid(row.Valid).Concat(Times(row.RecordedAt, row.SupersededAt, row.Source)))
        {
            yield return refusal;
        }
    }

    private IEnumerable<Refusal> OfKind(FactKind kind, FactRow row)
    {
        if (kind.Intrinsic)
        {
            yield return new Refusal("fact.intrinsic",
                $"'{kind.Name}' do sổ tự giữ (nhân thân, nơi cư trú), không ghi thành dữ kiện.", "kind");
        }

        if (kind.WhyNot(row.Value) is { } why)
        {
            yield return new Refusal(kind.Encode(row.Value) is null ? "fact.bad-value" : "fact.out-of-range", why, "value");
        }

        if (kind.Subject == FactSubject.Unit ? row.Unit is null || units().FindOrNull(row.Unit) is null : row.Unit is not null)
        {
            yield return new Refusal("fact.bad-subject", kind.Subject == FactSubject.Unit
                ? $"Dữ kiện về đơn vị phải nêu đơn vị có trong sổ, không phải '{row.Unit}'."
                : "Dữ kiện về người hoặc hộ không nêu đơn vị.", "unit_key");
        }
    }

    private static IEnumerable<Refusal> Valid(DateInterval valid)
    {
        if (valid.IsReversed)
        {
            yield return new Refusal("row.end-before-start",
                $"Ngày kết thúc {Vietnamese.Date(valid.To!.Value)} trước ngày bắt đầu {Vietnamese.Date(valid.From)}.", "valid_to");
        }
    }

    private static IEnumerable<Refusal> Times(long recordedAt, long? supersededAt, string source)
    {
        if (supersededAt < recordedAt)
        {
            yield return new Refusal("row.superseded-before-recorded",
                string.Create(CultureInfo.InvariantCulture, $"Bị thay lúc {supersededAt}, trước khi ghi lúc {recordedAt}."),
                Believed.SupersededAt);
        }

        if (string.IsNullOrWhiteSpace(source))
        {
            yield return new Refusal("row.no-source", "Thiếu nguồn (giấy tờ, đợt nhập hoặc người khai).", "source");
        }
    }
}

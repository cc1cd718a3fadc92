using AnSinh.Basics;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register.People;
using AnSinh.Register.People.Names;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Lists.Planning;

/// <summary>What a row of a list would change in the register, once it is settled whom it means. Reads only.</summary>
/// <param name="people">The register in memory.</param>
/// <param name="map">The map of the list.</param>
/// <param name="scope">Whose people may be seen and changed.</param>
internal sealed class RowChanges(RegisterPeople people, ListMap map, Scope scope)
{
    /// <summary>What a row about somebody new would change: all that it says.</summary>
    public List<PlannedChange> OfNew(ListRow row, List<Doubt> doubts, List<Refusal> refusals)
    {
        refusals.AddRange(WhyNotAdded(row));

        var changes = new List<PlannedChange> { new("Thêm người", null,
            $"{row.Name}{(row.Birth is { } birth ? ", sinh " + birth : "")}{(row.Number is null ? "" : ", số " + row.Number)}", false) };
        if (row.Unit is not null)
        {
            changes.Add(new PlannedChange("Nơi ở", null, row.Unit.FullName, false));
            DoubtHome(row, row.Unit, doubts);
        }

        if (row.HouseholdNumber is { } number && row.Unit is not null)
        {
            changes.Add(
                new PlannedChange("Hộ", null, people.Household(number, row.Unit.Key) > 0 ? $"vào hộ {number}" : $"lập hộ {number}", false));
        }

        foreach (var fact in row.Facts)
        {
            if (fact.Kind.Subject == FactSubject.Household && row.HouseholdNumber is null)
            {
                refusals.Add(NoHousehold(fact));
            }

            Impossible(fact, row.Birth, null, refusals);
            changes.Add(Change(fact, null));
        }

        return changes;
    }

    /// <summary>What a row about somebody of the register would change: what it says and the register does not.</summary>
    public List<PlannedChange> OfKnown(
        ListRow row, KnownPerson person, RowChoice? choice, List<Doubt> doubts, List<Refusal> refusals)
    {
        var changes = IdentityDifferences.Of(row, person, choice?.BelieveList == true, doubts);
        if (row.Number is not null && changes.Any(c => c.What == IdentityDifferences.Number) && people.ByNumber(row.Number) is { } holder
            && holder.Id != person.Id)
        {
            refusals.Add(new Refusal("person.number-taken", $"Số định danh {row.Number} đã thuộc về người khác trong sổ.", row.Place));
        }

        if (row.Unit is not null && person.Unit is not null && row.Unit.Key != person.Unit.Key)
        {
            doubts.Add(
                new Doubt("home.differs",
                    $"Danh sách ghi {row.Unit.FullName}, sổ ghi {person.Unit.FullName}. Nơi ở trong sổ được giữ nguyên; "
                    + "nếu đã chuyển, hãy ghi việc chuyển đi, chuyển đến.", row.Place));
        }

        foreach (var fact in row.Facts)
        {
            var subject = fact.Kind.Subject == FactSubject.Household ? person.HouseholdId : person.Id;
            if (subject == 0)
            {
                refusals.Add(NoHousehold(fact));
                continue;
            }

            Impossible(fact, changes.Any(c => c.What == IdentityDifferences.BirthDate) ? row.Birth : person.Birth, person.Death, refusals);
            var standing = people.Facts(subject, fact.Kind).Where(f => f.Valid.Contains(fact.Valid.From)).ToList();
            if (standing.Any(
                f => f.Value == fact.Value && (f.Valid.To == fact.Valid.To || fact.Valid.To is null || f.Valid.To > fact.Valid.To)))
            {
                continue;
            }

            changes.Add(Change(fact, standing.Count > 0 ? standing[^1].Value : null));
        }

        return changes;
    }

    private IEnumerable<Refusal> WhyNotAdded(ListRow row)
    {
        if (NameText.Unwritable(row.Name) is { } never)
        {
            yield return new Refusal("person.name-letters", $"Không thêm được: {never}. Sửa họ tên trong tệp rồi gửi lại.", row.Place);
        }

        if (!map.AddPeople)
        {
            yield return new Refusal("person.not-found", "Không có trong sổ (bản đồ cột không cho thêm người mới).", row.Place);
        }
        else if (row.Unit is null)
        {
            yield return new Refusal("person.no-home",
                "Người mới nhưng danh sách không nói ở xã nào: thêm cột Xã, hoặc ghi unit trong bản đồ cột.", row.Place);
        }
        else if (!scope.Contains(row.Unit.Key))
        {
            yield return new Refusal("person.out-of-scope", $"{row.Unit.FullName} ở ngoài địa bàn của bạn.", row.Place);
        }

        if (LifeSpan.Begins("Nơi ở", row.From, row.Birth, null) is { } early)
        {
            yield return early with { Place = row.Place };
        }
    }

    private static void DoubtHome(ListRow row, Unit unit, List<Doubt> doubts)
    {
        if (row.HomeFrom > row.From)
        {
            doubts.Add(
                new Doubt("home.unit-later",
                    $"{unit.FullName} có từ {Vietnamese.Date(row.HomeFrom)}: nơi ở được ghi từ ngày ấy, trước đó chưa rõ ở xã nào.",
                    row.Place));
        }
    }

    private static void Impossible(ListFact fact, BirthDate? birth, DateOnly? death, List<Refusal> refusals)
    {
        if (fact.Kind is { Subject: FactSubject.Person, Name: not "death_date" } kind
            && LifeSpan.Begins(kind.Label.Vi, fact.Valid.From, birth, death) is { } never)
        {
            refusals.Add(never with { Place = fact.Place });
        }
    }

    private static Refusal NoHousehold(ListFact fact) =>
        new("fact.no-household", $"“{fact.Kind.Label.Vi}” là của hộ, nhưng người này chưa thuộc hộ nào.", fact.Place);

    private static PlannedChange Change(ListFact fact, string? before) => new(
        fact.Kind.Label.Vi,
        before is null ? null : fact.Kind.Sensitive ? "đã có ghi nhận (dữ liệu nhạy cảm)" : Shown(fact.Kind, before),
        $"{Shown(fact.Kind, fact.Value)} từ {Vietnamese.Date(fact.Valid.From)}"
        + (fact.Valid.To is { } to ? " đến " + Vietnamese.Date(to) : ""),
        false);

    private static string Shown(FactKind kind, string value) =>
        kind.CodeLabels.GetValueOrDefault(value)?.Vi
        ?? value switch { "yes" => "có", "no" => "không", FactKind.UnknownText => "chưa rõ", _ => value };
}

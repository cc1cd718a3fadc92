using System.Globalization;
using AnSinh.Basics;

namespace AnSinh.Register.Importing;

/// <summary>Finds whom each row of a list means and what it would change. Reads only.</summary>
/// <param name="people">The register in memory.</param>
/// <param name="map">The map of the list.</param>
/// <param name="scope">Keys of the units whose people may be seen and changed; null for all.</param>
/// <param name="choices">What was chosen, by row.</param>
internal sealed class ListPlanner(RegisterPeople people, ListMap map, IReadOnlySet<string>? scope, IReadOnlyDictionary<int, RowChoice> choices)
{
    private const int CandidatesLimit = 8;
    private readonly Dictionary<long, ListRow> _taken = [];
    private readonly Dictionary<string, ListRow> _newNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, int), ListRow> _newNames = [];

    public PlannedRow Plan(ListRow row)
    {
        var choice = choices.GetValueOrDefault(row.Row);
        var (refusals, doubts) = (row.Refusals.ToList(), row.Doubts.ToList());
        if (choice?.LeaveOut == true)
        {
            return new PlannedRow(row, RowState.LeftOut, null, [], [], refusals, doubts, null, choice);
        }

        var (person, candidates, question) = Whom(row, choice, refusals, doubts);
        if (refusals.Count > 0)
        {
            return new PlannedRow(row, RowState.Wrong, person, candidates, [], refusals, doubts, null, choice);
        }

        if (question is not null)
        {
            return new PlannedRow(row, RowState.Ask, null, candidates, [], refusals, doubts, question, choice);
        }

        if (Repeats(row, person) is { } other)
        {
            doubts.Add(new Doubt("row.repeated", $"Trùng người với hàng {other.Place}.", row.Place));
            return Same(row, other)
                ? new PlannedRow(row, RowState.LeftOut, person, [], [], refusals, doubts, null, choice)
                : new PlannedRow(row, RowState.Ask, person, [], [], refusals, doubts, $"Cùng một người với hàng {other.Place} nhưng nói khác; hãy bỏ một trong hai hàng.", choice);
        }

        var changes = person is null ? NewPerson(row, doubts, refusals) : KnownChanges(row, person, choice, doubts, refusals);
        if (refusals.Count > 0)
        {
            return new PlannedRow(row, RowState.Wrong, person, [], [], refusals, doubts, null, choice);
        }

        return row.SaysDead is { } cell && choice?.WriteAnyway != true
            ? new PlannedRow(row, RowState.Ask, person, [], changes, refusals, doubts, $"Ô {cell} ghi người này đã mất. Kiểm tra: nếu đúng, bỏ hàng và ghi việc tử; nếu không, chọn “vẫn ghi”.", choice)
            : new PlannedRow(row, RowState.Ready, person, [], changes, refusals, doubts, null, choice);
    }

    private (KnownPerson?, IReadOnlyList<RowCandidate>, string?) Whom(ListRow row, RowChoice? choice, List<Refusal> refusals, List<Doubt> doubts)
    {
        if ((choice?.PersonId ?? row.PersonId) is { } id)
        {
            var named = people.ById(id);
            if (named is null || !Visible(named))
            {
                refusals.Add(new Refusal("person.none", $"Không có người số {id} trong sổ.", row.Place));
            }

            return (named, [], null);
        }

        var key = VietnameseText.Fold(row.Name);
        if (row.Number is not null && people.ByNumber(row.Number) is { } holder)
        {
            if (!Visible(holder))
            {
                refusals.Add(new Refusal("person.elsewhere", $"Số định danh {row.Number} thuộc về người ở địa bàn khác; hãy hỏi cấp trên.", row.Place));
                return (null, [], null);
            }

            if (choice?.IsNew == true)
            {
                refusals.Add(new Refusal("person.number-taken", $"Số định danh {row.Number} đã thuộc về {holder.Name} (người số {holder.Id}): không thể là người mới.", row.Place));
            }

            return row.Name.Length == 0 || Alike(key, holder.Key) ? (holder, [], null)
                : (null, [new RowCandidate(holder, $"trùng số định danh, khác tên ({Told(holder)})")], "Số định danh trùng nhưng tên khác hẳn: có phải người này không?");
        }

        if (choice?.IsNew == true)
        {
            return (null, [], null);
        }

        var found = people.ByName(key).Where(p => Visible(p) && Compatible(row, p)).Take(CandidatesLimit).ToList();
        var here = row.Unit is null ? found : [.. found.Where(p => p.Unit?.Key == row.Unit.Key)];
        if (found.Count == 0)
        {
            if (row.Name.Length == 0)
            {
                refusals.Add(new Refusal("person.none", $"Không có ai mang số định danh {row.Number} trong sổ, và hàng không có họ tên.", row.Place));
            }

            return (null, [], null);
        }

        var sure = here.Count == 1 && found.Count(p => Certain(row, p)) <= 1 && Certain(row, here[0]) ? here[0] : null;
        if (sure is not null)
        {
            if (row.Number is not null && sure.Number is null)
            {
                doubts.Add(new Doubt("match.by-name", $"Nhận ra theo họ tên và ngày sinh; sổ chưa có số định danh của {sure.Name}.", row.Place));
            }

            return (sure, [], null);
        }

        return (null, [.. found.Select(p => new RowCandidate(p, $"trùng tên; {Told(p)}"))], found.Count == 1 ? "Có phải người này không?" : $"Có {found.Count} người trùng tên: là ai?");
    }

    private List<PlannedChange> NewPerson(ListRow row, List<Doubt> doubts, List<Refusal> refusals)
    {
        if (!map.AddPeople)
        {
            refusals.Add(new Refusal("person.not-found", "Không có trong sổ (bản đồ cột không cho thêm người mới).", row.Place));
        }
        else if (row.Unit is null)
        {
            refusals.Add(new Refusal("person.no-home", "Người mới nhưng danh sách không nói ở xã nào: thêm cột Xã, hoặc ghi unit trong bản đồ cột.", row.Place));
        }
        else if (scope is not null && !scope.Contains(row.Unit.Key))
        {
            refusals.Add(new Refusal("person.out-of-scope", $"{row.Unit.FullName} ở ngoài địa bàn của bạn.", row.Place));
        }

        var changes = new List<PlannedChange> { new("Thêm người", null, $"{row.Name}{(row.Birth is { } birth ? ", sinh " + birth : "")}{(row.Number is null ? "" : ", số " + row.Number)}", false) };
        if (row.Unit is not null)
        {
            changes.Add(new PlannedChange("Nơi ở", null, row.Unit.FullName, false));
            if (row.HomeFrom > row.From)
            {
                doubts.Add(new Doubt("home.unit-later", $"{row.Unit.FullName} có từ {Vietnamese.Date(row.HomeFrom)}: nơi ở được ghi từ ngày ấy, trước đó chưa rõ ở xã nào.", row.Place));
            }
        }

        if (row.HouseholdNumber is { } number && row.Unit is not null)
        {
            changes.Add(new PlannedChange("Hộ", null, people.Household(number, row.Unit.Key) > 0 ? $"vào hộ {number}" : $"lập hộ {number}", false));
        }

        foreach (var fact in row.Facts)
        {
            if (fact.Kind.Subject == FactSubject.Household && row.HouseholdNumber is null)
            {
                refusals.Add(NoHousehold(fact));
            }

            changes.Add(Change(fact, null));
        }

        return changes;
    }

    private List<PlannedChange> KnownChanges(ListRow row, KnownPerson person, RowChoice? choice, List<Doubt> doubts, List<Refusal> refusals)
    {
        var changes = IdentityDifferences.Of(row, person, choice?.BelieveList == true, doubts);
        if (row.Number is not null && changes.Any(c => c.What == IdentityDifferences.Number) && people.ByNumber(row.Number) is { } holder && holder.Id != person.Id)
        {
            refusals.Add(new Refusal("person.number-taken", $"Số định danh {row.Number} đã thuộc về người khác trong sổ.", row.Place));
        }

        if (row.Unit is not null && person.Unit is not null && row.Unit.Key != person.Unit.Key)
        {
            doubts.Add(new Doubt("home.differs", $"Danh sách ghi {row.Unit.FullName}, sổ ghi {person.Unit.FullName}. Nơi ở trong sổ được giữ nguyên; nếu đã chuyển, hãy ghi việc chuyển đi, chuyển đến.", row.Place));
        }

        foreach (var fact in row.Facts)
        {
            var subject = fact.Kind.Subject == FactSubject.Household ? person.HouseholdId : person.Id;
            if (subject == 0)
            {
                refusals.Add(NoHousehold(fact));
                continue;
            }

            var standing = people.Facts(subject, fact.Kind).Where(f => f.Valid.Contains(fact.Valid.From)).ToList();
            if (standing.Any(f => f.Value == fact.Value && (f.Valid.To == fact.Valid.To || fact.Valid.To is null || f.Valid.To > fact.Valid.To)))
            {
                continue;
            }

            changes.Add(Change(fact, standing.Count > 0 ? standing[^1].Value : null));
        }

        return changes;
    }

    private ListRow? Repeats(ListRow row, KnownPerson? person)
    {
        if (person is not null)
        {
            return _taken.TryAdd(person.Id, row) ? null : _taken[person.Id];
        }

        if (row.Number is not null)
        {
            return _newNumbers.TryAdd(row.Number, row) ? null : _newNumbers[row.Number];
        }

        var key = (VietnameseText.Fold(row.Name), row.Birth?.Earliest.DayNumber ?? 0);
        return _newNames.TryAdd(key, row) || row.Birth is null ? null : _newNames[key];
    }

    private static bool Same(ListRow row, ListRow other) =>
        row.Number == other.Number && row.Birth == other.Birth && row.Sex == other.Sex && row.Name == other.Name
        && row.Facts.Select(f => (f.Kind.Name, f.Value, f.Valid)).SequenceEqual(other.Facts.Select(f => (f.Kind.Name, f.Value, f.Valid)));

    private bool Visible(KnownPerson person) => scope is null || (person.Unit is { } unit && scope.Contains(unit.Key));

    private static bool Compatible(ListRow row, KnownPerson person) =>
        (row.Sex == Sex.Unknown || person.Sex == Sex.Unknown || row.Sex == person.Sex)
        && (row.Birth is not { } mine || person.Birth is not { } theirs || mine.Earliest.Year == theirs.Earliest.Year)
        && (row.Number is null || person.Number is null || row.Number == person.Number);

    // The same name, and a full birth date or, in a commune told, a birth year that one of them knows no better.
    private static bool Certain(ListRow row, KnownPerson person) =>
        row.Birth is { } mine && person.Birth is { } theirs
        && (mine == theirs ? mine.Precision == DatePrecision.Day || row.Unit is not null : mine.Precision != theirs.Precision && row.Unit is not null && mine.Earliest.Year == theirs.Earliest.Year);

    private static bool Alike(string a, string b) => a == b || a.Split(' ').Intersect(b.Split(' ')).Count() * 2 > Math.Max(a.Split(' ').Length, b.Split(' ').Length);

    private static string Told(KnownPerson person) =>
        string.Create(CultureInfo.InvariantCulture, $"{person.Name}, sinh {person.Birth?.ToString() ?? "chưa rõ"}, {person.Unit?.FullName ?? "không có nơi ở"}, {(person.Number is null ? "chưa có số định danh" : "số " + person.Number)}");

    private static Refusal NoHousehold(ListFact fact) => new("fact.no-household", $"“{fact.Kind.Label.Vi}” là của hộ, nhưng người này chưa thuộc hộ nào.", fact.Place);

    private static PlannedChange Change(ListFact fact, string? before) =>
        new(fact.Kind.Label.Vi, before is null ? null : fact.Kind.Sensitive ? "đã có ghi nhận (dữ liệu nhạy cảm)" : Shown(fact.Kind, before), $"{Shown(fact.Kind, fact.Value)} từ {Vietnamese.Date(fact.Valid.From)}{(fact.Valid.To is { } to ? " đến " + Vietnamese.Date(to) : "")}", false);

    private static string Shown(FactKind kind, string value) => kind.CodeLabels.GetValueOrDefault(value)?.Vi ?? value switch { "yes" => "có", "no" => "không", FactKind.UnknownText => "chưa rõ", _ => value };
}

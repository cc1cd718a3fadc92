using AnSinh.Basics;
using AnSinh.Intake.Lists.Mapping;
using AnSinh.Intake.Lists.Reading;
using AnSinh.Register.People;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Lists.Planning;

/// <summary>Finds whom each row of a list means and what it would change. Reads only.</summary>
/// <param name="people">The register in memory.</param>
/// <param name="map">The map of the list.</param>
/// <param name="scope">Whose people may be seen and changed.</param>
/// <param name="choices">What was chosen, by row.</param>
internal sealed class ListPlanner(RegisterPeople people, ListMap map, Scope scope,
    IReadOnlyDictionary<int, RowChoice> choices)
{
    private const int CandidatesLimit = 8;
    private readonly RowChanges _changes = new(people, map, scope);
    private readonly Dictionary<long, ListRow> _taken = [];
    private readonly Dictionary<string, ListRow> _newNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ListRow>> _newNames = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<int, IReadOnlyList<RowCandidate>> _likely = new Dictionary<int, IReadOnlyList<RowCandidate>>();

    /// <summary>
    /// Looks for the likely people of the rows that are not settled by a number, a choice or a full agreement; once, before the first row
    /// is planned.
    /// </summary>
    public void Look(IReadOnlyList<ListRow> rows)
    {
        var settled =
            rows.ToLookup(
                r => choices.GetValueOrDefault(r.Row) is { } choice && (choice.LeaveOut || choice.IsNew || choice.PersonId is not null)
                    || Settled(r) is not null);
        _likely = LikelyPeople.Find(people, [.. settled[false]], [.. settled[true]], Visible);
    }

    public PlannedRow Plan(ListRow row)
    {
        var choice = choices.GetValueOrDefault(row.Row);
        var (refusals, doubts) = (row.Refusals.ToList(), row.Doubts.ToList());
        var left = new PlannedRow(row, RowState.LeftOut, null, [], [], refusals, doubts, null, choice);
        if (choice?.LeaveOut == true)
        {
            return left;
        }

        var (person, candidates, question) = Whom(row, choice, refusals, doubts);
        if (refusals.Count > 0)
        {
            return left with { State = RowState.Wrong, Person = person, Candidates = candidates };
        }

        question ??= person is null && row.NameDamage is { } damage && choice?.IsNew != true
            ? $"Họ tên có chỗ ngờ: {damage}. Sửa trong tệp rồi gửi lại; nếu đúng là tên người, chọn người mới." : null;
        if (question is not null)
        {
            return left with { State = RowState.Ask, Candidates = candidates, Question = question };
        }

        if (Repeats(row, person, choice?.IsNew == true) is { } other)
        {
            doubts.Add(new Doubt("row.repeated", $"Trùng người với hàng {other.Place}.", row.Place));
            return RowIdentity.IsRepeated(row, other, person is not null)
                ? left with { Person = person }
                : left with { State = RowState.Ask, Person = person, Question = TwiceAsked(row, other, person) };
        }

        var changes = person is null ? _changes.OfNew(row, doubts, refusals) : _changes.OfKnown(row, person, choice, doubts, refusals);
        Enrol(row, person);
        return refusals.Count > 0 ? left with { State = RowState.Wrong, Person = person }
            : Asked(left with { State = RowState.Ready, Person = person, Changes = changes });
    }

    // What is ready but tells of somebody dead is asked first, unless that was answered.
    private static PlannedRow Asked(PlannedRow ready)
    {
        var question = ready.Choice?.WriteAnyway == true ? null
            : ready.Person?.Death is { } death && ready.Changes.Count > 0
                ? $"Sổ ghi {ready.Person.Name} đã mất ngày {Vietnamese.Date(death)}. Vẫn ghi những điều này về người đã mất?"
            : ready.Row.SaysDead is { } cell
                ? $"Ô {cell} ghi người này đã mất. Kiểm tra: nếu đúng, bỏ hàng và ghi việc tử; nếu không, chọn “vẫn ghi”."
            : null;
        return question is null ? ready : ready with { State = RowState.Ask, Question = question };
    }

    /// <summary>Whom a row means by what needs no asking; null if that must be looked into.</summary>
    private KnownPerson? Settled(ListRow row)
    {
        if (row.PersonId is { } id)
        {
            return people.ById(id) is { } named && RowIdentity.IsHolder(row, named) ? named : null;
        }

        if (row.Number is not null && people.ByNumber(row.Number) is { } holder)
        {
            return RowIdentity.IsHolder(row, holder) ? holder : null;
        }

        var certain = Namesakes(row).Where(p => !RowIdentity.IsRuledOut(row, p)).Take(2).ToList();
        return certain.Count == 1 && RowIdentity.IsCertain(row, certain[0]) ? certain[0] : null;
    }

    private (KnownPerson?, IReadOnlyList<RowCandidate>, string?) Whom(
        ListRow row, RowChoice? choice, List<Refusal> refusals, List<Doubt> doubts)
    {
        if ((choice?.PersonId ?? row.PersonId) is { } id && (people.ById(id) is not { } named || !Visible(named)))
        {
            refusals.Add(new Refusal("person.none", $"Không có người số {id} trong sổ.", row.Place));
            return (null, [], null);
        }

        if (choice?.PersonId is { } chosen)
        {
            return (people.ById(chosen), [], null);
        }

        var holder = row.Number is null ? null : people.ByNumber(row.Number);
        if (OfAnother(row, holder, choice?.IsNew == true) is { } refusal)
        {
            refusals.Add(refusal);
            return (null, [], null);
        }

        if (choice?.IsNew == true)
        {
            return (null, [], null);
        }

        if (Settled(row) is { } person && Visible(person))
        {
            if (row.Number is not null && person.Number is null)
            {
                doubts.Add(
                    new Doubt("match.by-name", $"Nhận ra theo họ tên và ngày sinh; sổ chưa có số định danh của {person.Name}.", row.Place));
            }

            return (person, [], null);
        }

        return Candidates(row, holder ?? (row.PersonId is { } told ? people.ById(told) : null), refusals);
    }

    // The number of the row is that of somebody out of sight, or of somebody known though the row was said to be of somebody new.
    private Refusal? OfAnother(ListRow row, KnownPerson? holder, bool isNew) =>
        holder is null ? null
        : !Visible(holder)
            ? new Refusal("person.elsewhere", $"Số định danh {row.Number} thuộc về người ở địa bàn khác; hãy hỏi cấp trên.", row.Place)
        : isNew
            ? new Refusal("person.number-taken",
                $"Số định danh {row.Number} đã thuộc về {holder.Name} (người số {holder.Id}): không thể là người mới.", row.Place)
        : null;

    private (KnownPerson?, IReadOnlyList<RowCandidate>, string?) Candidates(ListRow row, KnownPerson? named, List<Refusal> refusals)
    {
        var likely = _likely.GetValueOrDefault(row.Row, []);
        var others =
            (named is null ? []
                : new[] { (Person: named,
                    Why: row.Number == named.Number ? "trùng số định danh, khác tên, giới tính hoặc năm sinh"
                        : "trùng số người trong sổ, khác tên, giới tính hoặc năm sinh") })
            .Concat(Namesakes(row).Where(p => !RowIdentity.IsRuledOut(row, p)).Select(p => (Person: p, Why: "trùng tên")))
            .Where(o => likely.All(c => c.Person.Id != o.Person.Id)).DistinctBy(o => o.Person.Id)
            .Select(o => new RowCandidate(o.Person, $"{o.Why} ({LikelyPeople.Told(o.Person)})", null, null, []));
        IReadOnlyList<RowCandidate> candidates = [.. likely.Concat(others).Take(CandidatesLimit)];
        if (candidates.Count == 0)
        {
            if (row.Name.Length == 0)
            {
                refusals.Add(
                    new Refusal("person.none",
                        $"Không có ai mang số định danh {row.Number} trong sổ, và hàng không có họ tên.", row.Place));
            }

            return (null, [], null);
        }

        return (null, candidates,
            named is not null ? "Số trùng nhưng người khác hẳn: có phải người này không?"
                : candidates.Count == 1 ? "Có phải người này không?" : $"Có {candidates.Count} người có thể là người này: là ai?");
    }

    /// <summary>
    /// An earlier row of the list that is, or may be, the same person; somebody said to be new shares no more than a number with it.
    /// </summary>
    private ListRow? Repeats(ListRow row, KnownPerson? person, bool isNew) =>
        person is not null ? _taken.GetValueOrDefault(person.Id)
        : row.Number is not null && _newNumbers.TryGetValue(row.Number, out var sameNumber) ? sameNumber
        : isNew ? null
        : row.OldNumber is not null && _newNumbers.TryGetValue(row.OldNumber, out var sameCard) ? sameCard
        : _newNames.GetValueOrDefault(VietnameseText.Fold(row.Name))?.Find(other => RowIdentity.MayBeOne(row, other));

    // Only rows that will be written stand for somebody: others are asked or refused for reasons of their own.
    private void Enrol(ListRow row, KnownPerson? person)
    {
        if (person is not null)
        {
            _taken.TryAdd(person.Id, row);
            return;
        }

        foreach (var number in new[] { row.Number, row.OldNumber }.OfType<string>())
        {
            _newNumbers.TryAdd(number, row);
        }

        var name = VietnameseText.Fold(row.Name);
        (_newNames.TryGetValue(name, out var same) ? same : _newNames[name] = new List<ListRow>(1)).Add(row);
    }

    private static string TwiceAsked(ListRow row, ListRow other, KnownPerson? person)
    {
        var differ = RowIdentity.Differences(row, other) is { Length: > 0 } what ? "khác " + what
            : "không có số định danh hay ngày sinh đủ để chắc là một người";
        return person is not null
            ? $"Cùng một người với hàng {other.Place} nhưng {differ}; hãy bỏ một trong hai hàng, hoặc chọn người mới nếu là người khác."
            : row.Number is not null && row.Number == other.Number
            ? $"Cùng số định danh với hàng {other.Place} nhưng {differ}: một số chỉ của một người, hãy bỏ một trong hai hàng hoặc sửa số."
            : $"Có thể cùng một người với hàng {other.Place} ({differ}): cùng người thì bỏ hàng này, khác người thì chọn người mới.";
    }

    private List<KnownPerson> Namesakes(ListRow row) =>
        row.Name.Length == 0 ? [] : [.. people.ByName(VietnameseText.Fold(row.Name)).Where(p => Visible(p) && RowIdentity.MayBe(row, p))];

    private bool Visible(KnownPerson person) => scope.Contains(person.Unit?.Key);
}

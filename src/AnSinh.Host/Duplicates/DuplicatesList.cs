using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.Jobs;
using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Intake.Duplicates;
using AnSinh.Matching;
using AnSinh.Register.People;
using AnSinh.Store.Acts;

namespace AnSinh.Host.Duplicates;

/// <summary>
/// Files that may be one person, as found when they were last compared: a pair is seen by who may see both. Two are merged on their page;
/// pairs of two people are said to be so, several at once.
/// </summary>
internal sealed class DuplicatesList
{
    private const string Reason = "reason";
    private readonly Office _office;
    private readonly Visit _visit;
    private readonly Lazy<IReadOnlyList<DuplicateRow>> _pairs;

    private DuplicatesList(Office office, JobService jobs, Visit visit) =>
        (_office, _visit, _pairs) = (office, visit, new(() => Pairs(office, jobs, visit)));

    private Language L => _visit.Language;

    /// <summary>The list of a visit.</summary>
    public static WorkList<DuplicateRow> Of(Office office, JobService jobs, Visit visit) =>
        new DuplicatesList(office, jobs, visit).Declare();

    private WorkList<DuplicateRow> Declare() => new()
    {
        Id = "duplicates",
        Needs = Permission.ReadPeople,
        Path = DuplicatesPages.Root,
        Section = "doubles",
        Title = new("Hồ sơ có thể trùng", "Files that may be one person"),
        Order = new("chắc nhất đứng trước", "the surest first"),
        Empty = (new("Không có cặp nào", "No pairs"), new("Cặp có một hồ sơ ngoài địa bàn của tài khoản do cấp trên xử lý.",
            "A pair with a file outside your area is handled one level up.")),
        Filters = () =>
        [
            new("all", "", new("Tất cả", "All"), _pairs.Value.Count),
            new("match", "trung", new("Gần như chắc chắn", "Almost sure"), _pairs.Value.Count(p => p.IsMatch)),
            new("review", "xem", new("Cần xem kỹ", "To be looked at"), _pairs.Value.Count(p => !p.IsMatch)),
        ],
        Query = ask => WorkPart<DuplicateRow>.Of(
            [.. _pairs.Value.Where(p => ask.Filter switch { "match" => p.IsMatch, "review" => !p.IsMatch, _ => true })], ask),
        Key = r => string.Create(CultureInfo.InvariantCulture, $"{r.First.PersonId}-{r.Second.PersonId}"),
        People = r => [r.First.PersonId, r.Second.PersonId],
        Columns =
        [
            new("first", "Người A", "Person A", 10, r => new(r.First.PersonId)) { Place = ColumnPlace.Data },
            new("first_name", "Hai hồ sơ", "Two files", 28, r => Cell.Link(r.First.Name, Page(r))),
            new("second", "Người B", "Person B", 10, r => new(r.Second.PersonId)) { Place = ColumnPlace.Data },
            new("second_name", "Hồ sơ thứ hai", "Second file", 28, r => new(r.Second.Name)) { Place = ColumnPlace.Under },
            new("first_birth", "Ngày sinh", "Born", 12, r => new(r.First.Birth)),
            new("second_birth", "Ngày sinh thứ hai", "Born, second", 12, r => new(r.Second.Birth)) { Place = ColumnPlace.Under },
            new("first_home", "Nơi ở", "Home", 22, r => new(r.First.Unit?.FullName)),
            new("second_home", "Nơi ở thứ hai", "Home, second", 22, r => new(r.Second.Unit?.FullName)) { Place = ColumnPlace.Under },
            new("sure", "Độ chắc, %", "Sure, %", 12, r => Sure((decimal)r.Probability * 100m, r.IsMatch)),
            new("verdict", "Đánh giá", "Verdict", 24, r =>
                new(r.IsMatch ? L.T("gần như chắc chắn", "almost sure") : L.T("cần xem kỹ", "to be looked at")))
                { Place = ColumnPlace.Data },
            new("why", "Vì sao", "Why", 60, r => new(string.Join("; ", r.Evidence.Where(e => e.Bits != 0).Select(Say)))
                { Shown = string.Join(", ", r.Evidence.Where(e => e.Bits != 0).Take(4).Select(Say)) }),
        ],
        Deeds = r => [new(L.T("Xem, gộp", "Look, merge"), Page(r))],
        Bulk = _ => _visit.Viewer.May(Permission.Record) ? [TwoPeople()] : [],
    };

    private BulkDeed TwoPeople() => new("person.distinct",
        new FormDefinition("hai-nguoi", new LocalText("Ghi là hai người", "They are two people"),
            [new(Reason, new("Vì sao biết là hai người", "How it is known"), FormFieldType.Text) { Required = true }]),
        (keys, told, act) => _office.Register.Database.Attempt(act, () =>
        {
            foreach (var pair in keys.Select(k => k.Split('-')))
            {
                new DistinctPairs(_office.Register).Mark(
                    long.Parse(pair[0], CultureInfo.InvariantCulture), long.Parse(pair[1], CultureInfo.InvariantCulture),
                    told.TextOrNull(Reason)!, act);
            }

            return "";
        }))
    {
        Needs = Permission.Record,
    };

    private Cell Sure(decimal percent, bool isMatch) => new(decimal.Round(percent, 2))
    {
        Shown = L.Number(Math.Min(99.9m, Math.Round(percent, 1)), 1) + " %", Tone = isMatch ? "bad" : "warn",
    };

    private string Page(DuplicateRow row) => _visit.Link(DuplicatesPages.PairAddress(row.First.PersonId, row.Second.PersonId));

    private string Say(FieldEvidence evidence) => $"{L.T(evidence.Field.Kind.Label())} {L.T(evidence.Level)}";

    private static List<DuplicateRow> Pairs(Office office, JobService jobs, Visit visit)
    {
        var found = DuplicatesReading.FoundOrNull(office, jobs);
        var (merges, distinct) = (MergeMap.Read(office.Register.Database), new DistinctPairs(office.Register).Read());
        var pairs = (found?.Pairs ?? []).Where(
            p => merges.Of(p.First) == p.First && merges.Of(p.Second) == p.Second && !distinct.Contains((p.First, p.Second))).ToList();
        long[] ids = [.. pairs.SelectMany(p => new[] { p.First, p.Second }).Distinct()];
        var known = new AsKnown(AsKnown.DayOf(office.Register.Now));
        var people = ids.Length == 0 ? []
            : office.People.List(ids, visit.Viewer.Scope, known.Day, known, 1, ids.Length).People.ToDictionary(p => p.PersonId);
        return [.. pairs.Where(p => people.ContainsKey(p.First) && people.ContainsKey(p.Second))
            .Select(p => new DuplicateRow(people[p.First], people[p.Second], p.Probability, p.IsMatch, p.Evidence))];
    }
}

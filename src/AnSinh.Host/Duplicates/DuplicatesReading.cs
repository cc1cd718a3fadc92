using System.Globalization;
using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Host.Components;
using AnSinh.Host.Jobs;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Requests;
using AnSinh.Host.Web.WorkLists;
using AnSinh.Intake.Duplicates;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Register.Units;
using AnSinh.Store.Jobs;

namespace AnSinh.Host.Duplicates;

/// <summary>What the pages of duplicates show, within the scope of the viewer: a pair is seen by who may see both files.</summary>
internal sealed class DuplicatesReading(Office office, JobService jobs, Visit visit)
{
    private readonly AsKnown _known = new(AsKnown.DayOf(office.Register.Now));

    private Language L => visit.Language;

    /// <summary>The page of the work list; with the job that looks again, or could not.</summary>
    public DuplicatesModel List(Job? job, WorkAnswer answer)
    {
        var found = FoundOrNull(office, jobs);
        // How many files were compared is a figure of the whole register.
        var counted = visit.Viewer.SeesAll ? found : null;
        return new DuplicatesModel(
            job, counted?.Comparisons ?? 0, counted?.People ?? 0, found is not null && found.ChangeNo != office.Register.ChangeNo, answer,
            Merges(), visit.Viewer.May(Permission.Record), Press.NewKey());
    }

    /// <summary>What was found when the files were last compared; null if they never were.</summary>
    public static DuplicatesFound? FoundOrNull(Office office, JobService jobs) =>
        office.Jobs.KeptOrNull(DuplicatesJob.Code) is { } kept ? jobs.Read<DuplicatesFound>(kept) : null;

    /// <summary>Two files side by side; null if either is not there for this viewer.</summary>
    public PairModel? PairOrNull(long first, long second)
    {
        if (first == second || Person(first) is not { } a || Person(second) is not { } b
            || office.People.FileOrNull(first, visit.Viewer.Scope) is not { } one
            || office.People.FileOrNull(second, visit.Viewer.Scope) is not { } two)
        {
            return null;
        }

        var found =
            FoundOrNull(office, jobs)?.Pairs.FirstOrDefault(p => (p.First, p.Second) == (Math.Min(first, second), Math.Max(first, second)));
        var (paidA, paidB) = (Paid(first), Paid(second));
        var twice = paidA.Keys.Intersect(paidB.Keys).Where(k => paidA[k] > 0 && paidB[k] > 0)
            .GroupBy(k => k.Programme, StringComparer.Ordinal)
            .Select(g => (L.T(office.NameOf(g.Key)), g.Count(), g.Sum(k => Math.Min(paidA[k], paidB[k])))).ToList();
        var values = Values(one, two);
        return new PairModel(
            a, b, found is null ? null : new DuplicateRow(a, b, found.Probability, found.IsMatch, found.Evidence), values, twice,
            Decisions(first), Decisions(second), MergeForms.Merge(first, second, values.Where(v => v.Name is not null)
                .Select(v => new MergeQuestion(v.Name!, v.Label, v.First, v.Second))), visit.Viewer.May(Permission.Record), Press.NewKey());
    }

    /// <summary>A merge that was made; null if there is none for this viewer.</summary>
    public MergeModel? MergeOrNull(long batchId)
    {
        if (office.Register.Batches.FindOrNull(batchId) is not { Kind: "merge", Detail: { } detail } batch)
        {
            return null;
        }

        var said = JsonDocument.Parse(detail).RootElement;
        var kept = Person(said.GetProperty("kept").GetInt64());
        return kept is null ? null
            : new MergeModel(batch, Name(batch.Actor), kept, said.GetProperty("gone").GetInt64(),
                visit.Viewer.May(Permission.Record) && batch.UndoneAt is null, Press.NewKey());
    }

    private PersonSummary? Person(long id) => office.People.FindOrNull(id, visit.Viewer.Scope, _known.Day, _known);

    private int Decisions(long person) => office.Decisions.OfPerson(person).Count(d => d.SupersededAt is null);

    private Dictionary<(string Programme, Month Month), long> Paid(long person) =>
        office.Ledger.MonthsOf(person, Scope.Everything).ToDictionary(m => (m.Programme, m.Month), m => m.Posted);

    private string Name(string login) => office.Accounts.FindOrNull(login)?.Name ?? login;

    private List<MergeRow> Merges() =>
        [.. office.Register.Batches.Latest(30, "merge").Where(b => MergeOrNull(b.BatchId) is not null)
            .Select(b => new MergeRow(b.BatchId, b.Title, Name(b.Actor), b.AppliedAt, b.UndoneAt is not null))];

    private List<ComparedValue> Values(PersonFile one, PersonFile two)
    {
        var (a, b) = (one.Identity.Last(r => r.Row.SupersededAt is null).Row, two.Identity.Last(r => r.Row.SupersededAt is null).Row);
        List<ComparedValue> rows =
        [
            Row("name", L.T("Họ và tên", "Name"), a.Name, b.Name),
            Row("number", L.T("Số định danh", "Personal number"), a.PersonalNumber, b.PersonalNumber),
            Row("sex", L.T("Giới tính", "Sex"), a.Sex == Sex.Unknown ? null : Facts.SexText(a.Sex, L),
                b.Sex == Sex.Unknown ? null : Facts.SexText(b.Sex, L)),
            Row("birth", L.T("Ngày sinh", "Birth date"), a.Birth?.ToString(), b.Birth?.ToString()),
            Row("residence", L.T("Nơi cư trú", "Residence"), Home(one), Home(two)),
            Row("household", L.T("Hộ", "Household"), Household(one), Household(two)),
        ];
        var (factsA, factsB) = (Believed(one), Believed(two));
        foreach (var kind in factsA.Select(f => f.Kind).Concat(factsB.Select(f => f.Kind)).Distinct(StringComparer.Ordinal).Where(Shown))
        {
            var declared = office.Policy.Facts.FindOrNull(kind);
            string? Said(List<FactRow> rows) => rows.FindAll(f => f.Kind == kind) is { Count: > 0 } own
                ? string.Join("; ", own.Select(f => $"{Value(declared, f.Value)} ({L.Interval(f.Valid)})"))
                : null;
            rows.Add(Row("fact:" + kind, declared is null ? kind : L.T(declared.Label), Said(factsA), Said(factsB)));
        }

        return rows;

        // What is protected is kept by both files and told of neither.
        bool Shown(string kind) => office.Policy.Facts.FindOrNull(kind) is not { Sensitive: true };
    }

    // Where only one file says something it is taken; where both say the same there is nothing to choose.
    private static ComparedValue Row(string name, string label, string? first, string? second) =>
        new(first is null || second is null || first == second ? null : MergeForms.ValueFields + name, label, first ?? "–", second ?? "–");

    private string? Home(PersonFile file) =>
        file.Residences.Where(r => r.Row.SupersededAt is null).OrderBy(r => r.Row.Valid.From).LastOrDefault()?.Row is { } home
        ? $"{office.UnitName(home.Unit)} ({L.Interval(home.Valid)})" : null;

    private string? Household(PersonFile file) =>
        file.Memberships.Where(r => r.Row.SupersededAt is null).OrderBy(r => r.Row.Valid.From).LastOrDefault()?.Row is { } member
        ? $"{file.Households.LastOrDefault(h => h.Row.HouseholdId == member.HouseholdId)?.Row.Number}, "
            + $"{Facts.Role(member.Role, L)} ({L.Interval(member.Valid)})" : null;

    private static List<FactRow> Believed(PersonFile file) => [.. file.Facts.Select(f => f.Row).Where(f => f.SupersededAt is null)];

    private string Value(FactKind? kind, string value) => kind switch
    {
        _ when value == FactKind.UnknownText => L.T("chưa rõ", "unknown"),
        { Type: FactType.Bool } => value == "yes" ? L.T("có", "yes") : L.T("không", "no"),
        { Type: FactType.Date }
            when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => L.Date(day),
        { } when kind.CodeLabels.TryGetValue(value, out var label) => L.T(label),
        _ => value,
    };
}

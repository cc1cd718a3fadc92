using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Determinations;
using AnSinh.Host.Web;
using AnSinh.Rulebook;

namespace AnSinh.Host.Entitled;

/// <summary>
/// The form made of the facts the law of a month reads: what most programmes ask first, what only one asks folded under its name, what is
/// sensitive last. A field left open is an answer too: unknown.
/// </summary>
internal sealed class QuestionForm(Policy policy, LawAt law, Language l)
{
    private const int FirstQuestions = 10;
    private const int MembersLimit = 12;
    private const string Household = "household.";
    private const string Own = "f";

    private static readonly string[] NotAsked = ["id", "resident", "death_date"];

    /// <summary>Groups of questions about the person and the household, with what was told.</summary>
    public IReadOnlyList<QuestionGroup> Groups(IReadOnlyDictionary<string, string> told)
    {
        var used = law.Programmes.SelectMany(p => p.FactsUsed.Select(FactName.Bare).Distinct().Select(f => (Fact: f, Programme: p)))
            .GroupBy(x => x.Fact)
            .Select(g => (Kind: policy.Facts.FindOrNull(g.Key), Programmes: g.Select(x => x.Programme).ToList()))
            .Where(x => x.Kind is not null && IsAsked(x.Kind))
            .Select(x => (Kind: x.Kind!, x.Programmes))
            .OrderByDescending(x => x.Kind.Name is "birth_date" or "sex").ThenByDescending(x => x.Programmes.Count)
            .ThenBy(x => x.Kind.Name, StringComparer.Ordinal)
            .ToList();
        var person = used.Where(x => x.Kind is { Subject: FactSubject.Person, Sensitive: false }).ToList();
        var first = person.Where(x => x.Programmes.Count > 1 || x.Kind.Intrinsic).Take(FirstQuestions).ToList();
        first = first.Count < FirstQuestions / 2 ? [.. person.Take(FirstQuestions)] : first;
        var groups = new List<QuestionGroup>
        {
            Group("ban-than", l.T("Hỏi trước", "First"), first.Select(x => x.Kind), told, folded: false),
            Group("ho", l.T("Hộ gia đình và nơi ở", "Household and place"),
                used.Where(x => x.Kind is { Subject: not FactSubject.Person, Sensitive: false }).Select(x => x.Kind), told, folded: true),
        };
        foreach (var group in person.Except(first).GroupBy(x => x.Programmes.Count > 1 ? null : x.Programmes[0]))
        {
            groups.Add(Group(
                group.Key?.Programme.Id ?? "nhieu",
                group.Key is { } programme ? l.T(programme.Programme.ShortName)
                    : l.T("Nhiều chế độ cùng hỏi", "Asked by several programmes"), group.Select(x => x.Kind), told, folded: true));
        }

        var others = policy.Quantities.Where(q => law.Quantity(q.Name) is not null).SelectMany(q => q.Versions)
            .SelectMany(v => v.Clauses).SelectMany(c => c.Value.FactsUsed.Concat(c.When?.FactsUsed ?? []))
            .Select(FactName.Bare).Distinct().Select(policy.Facts.FindOrNull).OfType<FactKind>()
            .Where(k => !k.Sensitive && IsAsked(k) && used.All(x => x.Kind != k));
        groups.Add(Group("muc", l.T("Cho các mức, tỷ lệ, thời hạn", "For rates, percentages, terms"), others, told, folded: true));
        groups.Add(
            Group("nhay-cam", l.T("Dữ kiện nhạy cảm", "Sensitive facts"), used.Where(x => x.Kind.Sensitive).Select(x => x.Kind),
                told, folded: true) with
        {
            Note = l.T("Chỉ khai khi cần; không ghi vào sổ, không ghi nhật ký.", "Tell only if needed; neither recorded nor logged."),
        });
        return [.. groups.Where(g => g.Questions.Count > 0)];
    }

    /// <summary>Questions about each other member, for as many as were told and so many more.</summary>
    public IReadOnlyList<QuestionGroup> Members(IReadOnlyDictionary<string, string> told, int more)
    {
        var kinds = law.Programmes.SelectMany(p => p.MemberFactsUsed).Distinct(StringComparer.Ordinal)
            .Select(policy.Facts.FindOrNull).OfType<FactKind>()
            .Where(k => k is { Subject: FactSubject.Person, Sensitive: false } && IsAsked(k))
            .OrderByDescending(k => k.Name == "birth_date").ToList();
        var count = told.Where(t => t.Value.Length > 0).Select(t => MemberOf(t.Key)).OfType<int>().DefaultIfEmpty(-1).Max() + 1;
        return kinds.Count == 0 ? [] : [.. Enumerable.Range(0, Math.Min(MembersLimit, count + more)).Select(i => new QuestionGroup(
            $"m{i}", l.T($"Thành viên thứ {i + 2} của hộ", $"Member {i + 2} of the household"),
            [.. kinds.Select(k => FactFields.Of(k, $"m{i}.{k.Name}"))], false))];
    }

    /// <summary>What was told of the person and the household, and of each other member; refused field by field.</summary>
    public Outcome<(Dictionary<string, string> Person, List<Dictionary<string, string>> Members)> Read(
        IReadOnlyDictionary<string, string> told)
    {
        var person = new Dictionary<string, string>(StringComparer.Ordinal);
        var (members, refusals) = (new SortedDictionary<int, Dictionary<string, string>>(), new List<Refusal>());
        foreach (var (field, text) in told)
        {
            if (text.Trim().Length == 0 || field.Split('.', 2) is not [var to, var name]
                || (to is not (Own or "household" or "unit") && MemberOf(field) is null))
            {
                continue;
            }

            // A name the law does not know is refused with the nearest by who checks the facts.
            var read = policy.Facts.FindOrNull(name) is { } kind ? FormDefinition.ReadField(FactFields.Of(kind, field), text) : text;
            refusals.AddRange(read.Refusals);
            if (read.Ok)
            {
                var about = MemberOf(field) is not { } number ? person : members.TryGetValue(number, out var member) ? member
                    : members[number] = new Dictionary<string, string>(StringComparer.Ordinal);
                about[to is "household" or "unit" ? field : name] = read.Value;
            }
        }

        return refusals.Count > 0 ? Outcome<(Dictionary<string, string>, List<Dictionary<string, string>>)>.Refused(refusals)
            : (person, [.. members.Values]);
    }

    /// <summary>The field that asks for a fact of the person, the household or the unit.</summary>
    public static string? FieldOf(string? fact) =>
        fact is null || fact.Contains('.', StringComparison.Ordinal) ? fact : $"{Own}.{fact}";

    private static int? MemberOf(string field) =>
        field is ['m', .. var rest] && rest.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
        && int.TryParse(rest[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < MembersLimit
            ? number : null;

    private static QuestionGroup Group(string id, string title, IEnumerable<FactKind> kinds,
        IReadOnlyDictionary<string, string> told, bool folded)
    {
        List<FormField> questions = [.. kinds.Select(k => FactFields.Of(k, k.Subject switch
        {
            FactSubject.Household => Household + k.Name,
            FactSubject.Unit => "unit." + k.Name,
            _ => $"{Own}.{k.Name}",
        }))];
        return new QuestionGroup(id, title, questions, folded && questions.All(q => told.GetValueOrDefault(q.Name, "").Length == 0));
    }

    private static bool IsAsked(FactKind kind) => kind.Type != FactType.Person && !NotAsked.Contains(kind.Name);
}

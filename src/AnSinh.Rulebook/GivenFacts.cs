using AnSinh.Basics;
using AnSinh.Rulebook.Cases;
using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Policies;

namespace AnSinh.Rulebook;

/// <summary>
/// Facts somebody tells of a person (<i lang="vi">dữ kiện khai</i>), in the form in which a worked case gives them: the person's own,
/// <c>household.x</c> and <c>unit.x</c>, and those of the other members. Names and values are checked against policy/.
/// </summary>
/// <param name="Person">The person's own facts as register text, and <c>household.x</c>, <c>unit.x</c>.</param>
/// <param name="Members">Facts of the other members of the household.</param>
public sealed record GivenFacts(IReadOnlyDictionary<string, string> Person, IReadOnlyList<IReadOnlyDictionary<string, string>> Members)
{
    private const string Yaml = ".yaml";

    /// <summary>Why the facts cannot be true of people asked about in a month, in Vietnamese; null if they can.</summary>
    public Refusal? ImpossibleIn(Month month) =>
        Members.Prepend(Person).Select(f => Impossible(f, month)).OfType<string>().FirstOrDefault() is { } why
        ? new Refusal("facts.impossible", char.ToUpper(why[0], System.Globalization.CultureInfo.InvariantCulture) + why[1..] + ".",
            "birth_date") : null;

    /// <summary>The same of one person's facts: nobody is asked about before birth, and nobody dies before being born.</summary>
    internal static string? Impossible(IReadOnlyDictionary<string, string> facts, Month month)
    {
        DateOnly? Day(string name) =>
            facts.TryGetValue(name, out var text) && DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : null;
        return Day("birth_date") is not { } birth ? null
            : birth > month.LastDay ? $"ngày sinh {Vietnamese.Date(birth)} ở sau tháng {month}"
            : Day("death_date") is { } death && death < birth
            ? $"ngày mất {Vietnamese.Date(death)} ở trước ngày sinh {Vietnamese.Date(birth)}" : null;
    }

    /// <summary>
    /// Reads YAML or JSON: the facts themselves, or a whole case with <c>given</c> and <c>members</c>. Refused with every unknown name and
    /// every value that is none, each with the nearest that exists.
    /// </summary>
    public static Outcome<GivenFacts> Read(Policy policy, string name, byte[] text)
    {
        var draft = PolicyDraft.Over(policy);
        // JSON is YAML; the reader of policy/ goes by the ending.
        var file = name.EndsWith(Yaml, StringComparison.Ordinal) ? name : name + Yaml;
        var maps = PolicyFolder.Of(file, text).Documents(file, draft.Problems).ToList();
        if (maps.Count != 1)
        {
            return draft.Problems.All.Count > 0
                ? Outcome<GivenFacts>.Refused(Named(draft))
                : new Refusal("facts.form", "Cần một tài liệu YAML hoặc JSON: các dữ kiện của một người, 'household', 'members'.", name);
        }

        var map = maps[0];
        var (given, members) = map.Has("given") ? OutcomeReader.Given(draft, map) : OutcomeReader.Facts(draft, map, []);
        return draft.Problems.All.Count > 0 ? Outcome<GivenFacts>.Refused(Named(draft)) : new GivenFacts(given, members);

        List<Refusal> Named(PolicyDraft read) =>
            [.. read.Problems.All.Distinct().Select(r => r with { Place = r.Place?.Replace(file, name, StringComparison.Ordinal) })];
    }

    /// <summary>Checks facts told one by one, as a form sends them: names as in <see cref="Person"/>.</summary>
    public static Outcome<GivenFacts> Check(Policy policy, IEnumerable<KeyValuePair<string, string>> person,
        IEnumerable<IEnumerable<KeyValuePair<string, string>>> members)
    {
        var refusals = new List<Refusal>();
        var own = One(policy.Facts, person, allSubjects: true, refusals);
        var others = members.Select(m => One(policy.Facts, m, allSubjects: false, refusals)).ToList();
        return refusals.Count > 0 ? Outcome<GivenFacts>.Refused(refusals) : new GivenFacts(own, others);
    }

    private static Dictionary<string, string> One(
        FactVocabulary vocabulary, IEnumerable<KeyValuePair<string, string>> told, bool allSubjects, List<Refusal> refusals)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in told)
        {
            var (subject, bare) = name.Split('.', 2) is [var before, var after] ? (before, after) : ("person", name);
            FactSubject? wanted = subject switch
            {
                "household" => FactSubject.Household,
                "unit" => FactSubject.Unit,
                "person" => FactSubject.Person,
                _ => null,
            };
            if (vocabulary.FindOrNull(bare) is not { } kind || kind.Subject != wanted
                || (!allSubjects && kind.Subject != FactSubject.Person))
            {
                var names = vocabulary.All.Where(k => wanted is null || k.Subject == wanted).Select(k => k.Name);
                refusals.Add(new Refusal("facts.name", $"Không có dữ kiện '{name}'{Nearest.Hint(bare, names)}", name));
                continue;
            }

            var value = CaseTable.Normal(kind, text.Trim());
            if (kind.WhyNot(value) is not null)
            {
                // The value itself is not repeated where it may be sensitive: refusals are shown, and may be kept in logs.
                var shown = kind.Sensitive ? "Giá trị đã khai" : $"'{value}'";
                refusals.Add(
                    new Refusal("facts.value",
                        $"{shown} không phải là giá trị của '{name}' ({kind.Allowed}){Nearest.Hint(value, kind.Codes)}", name));
                continue;
            }

            facts[name] = value;
        }

        return facts;
    }

    /// <summary>
    /// The facts as a table: the person in row 0. Where <paramref name="silenceIsUnknown"/>, what is not told is unknown; else it stands
    /// for what silence stands for in the register. Nobody is asked whether they are alive.
    /// </summary>
    public FactTable Table(FactVocabulary facts, bool silenceIsUnknown) =>
        CaseTable.Of(Person, Members, facts, kind => silenceIsUnknown && kind.Name != "death_date" ? FactKind.Unknown : kind.Absent);
}

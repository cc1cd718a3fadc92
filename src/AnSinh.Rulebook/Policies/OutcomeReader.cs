using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Cases;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads what stands on programmes: interactions between them and worked cases.</summary>
internal static class OutcomeReader
{
    public static void Interactions(PolicyDraft draft)
    {
        foreach (var (level, map) in draft.Documents("interactions"))
        {
            var cite = draft.Cite(map, "cite", required: true);
            var (issued, inForce) = draft.TwoTimes(map, cite);
            var rule =
                map.Word("rule", true, "highest", "excludes", "adds") switch { "excludes" => InteractionRule.Excludes,
                    "adds" => InteractionRule.Adds, _ => InteractionRule.Highest };
            var interaction = new Interaction(
                map.Required("interaction"), rule, map.TextLists("sides"), PolicyDraft.From(map), map.Date("to"), issued,
                inForce, cite ?? new Citation(""),
                map.RequiredLocal("say"), draft.Doubt(map, PolicyDraft.Checked(map), cite), level, map.Place);
            map.Ignore("label", "note");
            map.Done();
            if (interaction.Sides.Count < 2)
            {
                map.Wrong("sides", "'sides' cần ít nhất hai bên");
            }

            foreach (var wrong in interaction.Sides.SelectMany(s => s).Where(p => !draft.Programmes.ContainsKey(p)))
            {
                map.Wrong("sides", $"không có chế độ '{wrong}'{Nearest.Hint(wrong, draft.Programmes.Keys)}");
            }

            draft.Interactions.Add(interaction);
        }

        draft.Problems.Unique(draft.Interactions.Select(i => (i.Id, i.Place)), "quan hệ");
    }

    public static void Cases(PolicyDraft draft)
    {
        foreach (var (level, map) in draft.Documents("cases"))
        {
            draft.Cases.AddRange(map.Maps("cases").Select(item => Case(draft, item, level)));
            map.Ignore("note", "source", "not_carried");
            map.Done();
        }

        draft.Problems.Unique(draft.Cases.Select(c => (c.Id, c.Place)), "ca mẫu");
    }

    /// <summary>
    /// Cases from outside policy/, checked against what it declares. A case that cannot be read keeps its mistakes and fails alone.
    /// </summary>
    public static Outcome<IReadOnlyList<ExternalCase>> ForeignCases(Policy policy, string name, byte[] bytes, string level)
    {
        var draft = PolicyDraft.Over(policy);
        var cases = new List<ExternalCase>();
        var own = new List<Refusal>();
        foreach (var map in PolicyFolder.Of(name, bytes).Documents(name, draft.Problems))
        {
            foreach (var item in map.Maps("cases"))
            {
                var before = draft.Problems.All.Count;
                var read = Case(draft, item, level);
                var wrong = draft.Problems.All.Skip(before).Distinct().ToList();
                own.AddRange(wrong);
                cases.Add(new ExternalCase(read, wrong));
            }

            map.Ignore("note", "source", "not_carried");
            map.Done();
        }

        // Two cases of one name: whoever reads the result could not say which of them failed.
        draft.Problems.Unique(cases.Where(c => c.Case.Id.Length > 0).Select(c => (c.Case.Id, c.Case.Place)), "ca mẫu");
        if (cases.Count == 0 && draft.Problems.All.Count == 0)
        {
            draft.Problems.Add("case.none", name, "không có ca nào: tệp cần khóa 'cases' là một danh sách");
        }

        var others = draft.Problems.All.Except(own).ToList();
        return others.Count == 0 ? cases : Outcome<IReadOnlyList<ExternalCase>>.Refused(others);
    }

    /// <summary>What a case may ask of, by the key that names it.</summary>
    private static readonly string[] Kinds = ["programme", "parameter", "quantity", "scorecard"];

    private static PolicyCase Case(PolicyDraft draft, PolicyMap item, string level)
    {
        var (kind, about) = About(draft, item);
        var place = item.Text("jurisdiction") ?? level;
        if (!draft.Places.Contains(place))
        {
            item.Wrong("jurisdiction", $"không có địa bàn '{place}'{Nearest.Hint(place, draft.Levels.Select(l => l.Level.Code))}");
        }

        if (!Month.TryParse(item.Required("month"), out var month))
        {
            item.Wrong("month", "'month' viết là yyyy-MM");
            month = Month.Of(DateOnly.MinValue);
        }

        var (given, members) = Given(draft, item);
        var since = CaseStoryReader.Since(item, month);
        foreach (var impossible in members.Prepend(given).Select(f => GivenFacts.Impossible(f, month)).OfType<string>())
        {
            item.Wrong("month", impossible);
        }

        var read = new PolicyCase(
            item.Required("id"), item.Local("name")?.Vi ?? "", kind == "programme" ? about : null, kind == "parameter" ? about : null,
            kind == "quantity" ? about : null, kind == "scorecard" ? about : null, new Jurisdiction(place), month,
            Known(item, month), given, members, Expect(item), item.TextOrTexts("source"), item.Text("basis"),
            item.TextOrTexts("disputed"), item.Place)
        {
            Changes = CaseStoryReader.Changes(draft, item, since ?? month, month, members.Count),
            Decisions = CaseStoryReader.Decisions(draft, item, kind == "programme" ? about : null),
            Since = since,
        };
        CaseStoryReader.Check(item, read);
        item.Ignore("note", "arithmetic", "cite", "law", "published", "topic", "uncertain");
        item.Done();
        return read;
    }

    private static (string Kind, string About) About(PolicyDraft draft, PolicyMap item)
    {
        var kind = Kinds.FirstOrDefault(item.Has) ?? Kinds[0];
        item.Word("kind", false, kind);
        var about = item.Required(kind);
        var (names, what) = kind switch
        {
            "programme" => ((IEnumerable<string>)draft.Programmes.Keys, "chế độ"),
            "parameter" => (draft.Parameters.Keys, "tham số"),
            "quantity" => (draft.Quantities.Keys, "đại lượng"),
            _ => (draft.Scorecards.Keys, "phiếu chấm điểm"),
        };
        if (about.Length > 0 && !names.Contains(about))
        {
            item.Wrong(kind, $"không có {what} '{about}'{Nearest.Hint(about, names)}");
        }

        return (kind, about);
    }

    private static AsKnown Known(PolicyMap item, Month month) => item.Text("known") switch
    {
        null => new AsKnown(month.LastDay),
        "latest" => new AsKnown(DateOnly.MaxValue.AddDays(-1)),
        _ => new AsKnown(item.Date("known") ?? month.LastDay),
    };

    /// <summary>What a case gives: the person's facts, <c>household</c>, <c>unit</c>, and the other members.</summary>
    public static (IReadOnlyDictionary<string, string> Given,
        IReadOnlyList<IReadOnlyDictionary<string, string>> Members) Given(PolicyDraft draft, PolicyMap item)
    {
        var members = item.Maps("members").Select(m => CaseFacts(draft, m, FactSubject.Person, "")).ToList();
        return item.Map("given") is { } map ? Facts(draft, map, members)
            : (new Dictionary<string, string>(StringComparer.Ordinal), members);
    }

    /// <summary>The same without the frame of a case: the facts themselves.</summary>
    public static (IReadOnlyDictionary<string, string> Given, IReadOnlyList<IReadOnlyDictionary<string, string>> Members) Facts(
        PolicyDraft draft, PolicyMap map, List<Dictionary<string, string>> members)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, subject) in new[] { ("household", FactSubject.Household), ("unit", FactSubject.Unit) })
        {
            if (map.Map(name) is { } part)
            {
                AddAll(given, CaseFacts(draft, part, subject, name + "."));
            }
        }

        members.AddRange(map.Maps("members").Select(m => CaseFacts(draft, m, FactSubject.Person, "")));
        AddAll(given, CaseFacts(draft, map, FactSubject.Person, ""));
        return (given, members);
    }

    internal static void AddAll(Dictionary<string, string> all, IReadOnlyDictionary<string, string> some)
    {
        foreach (var (name, value) in some)
        {
            all[name] = value;
        }
    }

    internal static Dictionary<string, string> CaseFacts(PolicyDraft draft, PolicyMap map, FactSubject subject, string prefix,
        params string[] notFacts)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in map.Keys.Where(k => subject != FactSubject.Person || k is not ("household" or "unit" or "members"))
            .Except(notFacts).ToList())
        {
            var kind = draft.Facts.FindOrNull(name) is { } found && found.Subject == subject ? found : null;
            if (kind is null)
            {
                var names = draft.Facts.All.Where(k => k.Subject == subject).Select(k => k.Name);
                map.Wrong(name, $"không có dữ kiện '{prefix}{name}'{Nearest.Hint(name, names)}");
                map.Text(name);
                continue;
            }

            var value = CaseTable.Normal(kind, map.Text(name) ?? FactKind.UnknownText);
            if (kind.WhyNot(value) is not null)
            {
                map.Wrong(name, $"'{value}' không phải là giá trị của '{name}' ({kind.Allowed}){Nearest.Hint(value, kind.Codes)}");
                value = FactKind.UnknownText;
            }

            facts[prefix + name] = value;
        }

        map.Done();
        return facts;
    }

    private static CaseExpectation Expect(PolicyMap item)
    {
        if (item.Map("expect") is not { } map)
        {
            item.Missing("expect");
            return new CaseExpectation(null, null, null, null, null);
        }

        Truth? status = map.Has("status")
            ? map.Word("status", true, "no", "yes", "unknown", "conflict") switch { "yes" => Truth.Yes, "unknown" => Truth.Unknown,
                "conflict" => Truth.Conflict, _ => Truth.No }
            : null;
        var amount = map.Text("amount")?.Replace("_", "", StringComparison.Ordinal);
        if (amount is not null && !long.TryParse(amount, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            map.Wrong("amount", $"'amount: {amount}' không phải là số đồng");
            amount = null;
        }

        var expect = new CaseExpectation(
            status, amount is null ? null : long.Parse(amount, System.Globalization.CultureInfo.InvariantCulture),
            map.Has("routes") ? map.Texts("routes") : null,
            map.Has("missing") ? map.Texts("missing") : null, map.Text("value")?.Replace("_", "", StringComparison.Ordinal));
        expect = CaseStoryReader.Expect(map, expect);
        map.Ignore("note");
        map.Done();
        return expect;
    }
}

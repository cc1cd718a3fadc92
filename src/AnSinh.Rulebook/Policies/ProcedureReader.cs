using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads policy/*/procedures.</summary>
internal static class ProcedureReader
{
    private const int DaysLimit = 366;

    public static readonly Dictionary<string, ProcedureRole> Roles = new(StringComparer.Ordinal)
    {
        ["one_stop_clerk"] = ProcedureRole.OneStopClerk,
        ["commune_officer"] = ProcedureRole.CommuneOfficer,
        ["commune_chair"] = ProcedureRole.CommuneChair,
        ["district_officer"] = ProcedureRole.DistrictOfficer,
        ["district_chair"] = ProcedureRole.DistrictChair,
        ["applicant"] = ProcedureRole.Applicant,
        ["law_editor"] = ProcedureRole.LawEditor,
        ["law_approver"] = ProcedureRole.LawApprover,
        ["poverty_reviewer"] = ProcedureRole.PovertyReviewer,
        ["accountant"] = ProcedureRole.Accountant,
    };

    private static readonly Dictionary<string, CaseKind> Kinds = new(StringComparer.Ordinal)
    {
        ["application"] = CaseKind.Application,
        ["law_change"] = CaseKind.LawChange,
        ["poverty_round"] = CaseKind.PovertyRound,
        ["pay_run"] = CaseKind.PayRun,
    };

    public static void Read(PolicyDraft draft)
    {
        foreach (var (_, map) in draft.Documents("procedures"))
        {
            var procedure = new Procedure(map.Required("procedure"), map.RequiredLocal("label"),
                map.Has("about") ? map.Word("about", Kinds) : CaseKind.Application,
                Known(map, "programmes", draft.Programmes.Keys),
                [.. map.Maps("versions").Select(v => Version(draft, v)).OfType<ProcedureVersion>().OrderBy(v => v.From)], map.Place);
            map.Done();
            if (!map.Has("versions"))
            {
                map.Missing("versions");
            }

            foreach (var (before, after) in procedure.Versions.Zip(procedure.Versions.Skip(1)))
            {
                if (before.To is not { } end || end >= after.From)
                {
                    draft.Problems.Add("policy.overlap", after.Place, $"bản '{after.Id}' chồng ngày với '{before.Id}'");
                }
            }

            // A programme that is not known was told already.
            var forms = procedure.Programmes.All(draft.Programmes.ContainsKey) ? procedure.Versions.SelectMany(v => v.Forms) : [];
            foreach (var form in forms.Where(f => !procedure.Programmes.Contains(f.Programme)).Distinct())
            {
                draft.Problems.Add(Problems.Unknown, procedure.Place,
                    $"mẫu '{form.Form.Id}' xin chế độ '{form.Programme}' không thuộc thủ tục này");
            }

            draft.Problems.Unique(procedure.Versions.Select(v => (v.Id, v.Place)), "bản của thủ tục");
            CheckTransitions(procedure, draft.Problems);
            CheckKind(procedure, draft.Problems);
            draft.Procedures.Add(procedure);
        }

        draft.Problems.Unique(draft.Procedures.Select(p => (p.Id, p.Place)), "thủ tục");
    }

    private static ProcedureVersion? Version(PolicyDraft draft, PolicyMap map)
    {
        if (map.Map("open") is not { } opened)
        {
            map.Missing("open");
            return null;
        }

        var cite = CiteOrInternal(draft, map);
        var terms = map.Maps("terms").Select(t => Term(draft, t)).ToList();
        var told = new Told(terms, []);
        var forms = opened.Maps("forms").Select(f => Form(draft, f)).OfType<RequestForm>().ToList();
        var opening = Deed(draft, opened, KindDeeds.Open, null, told);
        var steps = map.Maps("steps").Select(s => Step(draft, s, told)).ToList();
        var version = new ProcedureVersion(map.Required("id"), map.RequiredDate("from"), map.Date("to"), cite,
            draft.Doubt(map, PolicyDraft.Checked(map), cite), map.Text("note"), terms, opening, forms, steps, map.Place)
        {
            Transition = map.Map("transition") is { } clause ? Transition(draft, clause) : null,
        };
        map.Done();
        if (version.To < version.From)
        {
            map.Wrong("to", "ngày cuối 'to' trước ngày đầu 'from'");
        }

        draft.Problems.Unique(terms.Select(t => (t.Id, map.Place)), "thời hạn của thủ tục");
        draft.Problems.Unique(steps.Zip(told.Steps, (s, place) => (s.Id, place)), "bước của thủ tục");
        draft.Problems.Unique(version.Deeds.Zip(told.Deeds, (d, place) => (d.Id, place)), "việc của thủ tục");
        Check(version, told, draft.Problems);
        return version;
    }

    /// <summary>The article of a version, or null of an internal one: no law prescribes it, and its note says so.</summary>
    private static Citation? CiteOrInternal(PolicyDraft draft, PolicyMap map)
    {
        if (!map.Bool("internal"))
        {
            return draft.Cite(map, "cite", required: true) ?? new Citation("");
        }

        if (map.Has("cite") || !map.Has("note"))
        {
            map.WrongWhole("policy.internal", "quy trình nội bộ (internal) không có 'cite' và phải có 'note' nói vì sao");
        }

        return draft.Cite(map, "cite", required: false);
    }

    private static Transition Transition(PolicyDraft draft, PolicyMap map)
    {
        var clause = new Transition(
            map.OneOrMore("from"), map.RequiredDate("on"), draft.Cite(map, "cite", required: true) ?? new Citation(""));
        map.Done();
        return clause;
    }

    /// <summary>What a transition clause names is there: earlier versions, and a place for every step a case of theirs can be in.</summary>
    private static void CheckTransitions(Procedure procedure, Problems problems)
    {
        foreach (var (version, clause) in procedure.Versions.Where(v => v.Transition is not null).Select(v => (v, v.Transition!)))
        {
            if (clause.On < version.From)
            {
                problems.Add("policy.transition", version.Place, $"'transition' của bản '{version.Id}' từ ngày trước khi bản ấy bắt đầu");
            }

            foreach (var name in clause.From)
            {
                if (procedure.VersionOrNull(name) is not { } earlier || earlier.From >= version.From)
                {
                    problems.Add(Problems.Unknown, version.Place, $"'transition': không có bản trước nào tên '{name}'");
                    continue;
                }

                foreach (var step in earlier.Steps.Where(s => !s.IsEnd && version.Steps.All(n => n.Id != s.Id || n.IsEnd)))
                {
                    problems.Add("policy.transition", version.Place,
                        $"hồ sơ của bản '{name}' đang ở bước '{step.Id}' chuyển sang bản '{version.Id}' thì không có bước ấy");
                }
            }
        }
    }

    /// <summary>A procedure about something else than a request takes no forms, and has the deeds its room knows by name.</summary>
    private static void CheckKind(Procedure procedure, Problems problems)
    {
        foreach (var version in procedure.Versions)
        {
            if (procedure.About != CaseKind.Application && version.Forms.Count > 0)
            {
                problems.Add("policy.about", version.Place, $"bản '{version.Id}' không về người xin chế độ, nên không có 'forms'");
            }

            foreach (var (id, fields, notBy) in KindDeeds.Of(procedure.About))
            {
                if (version.Deeds.FirstOrDefault(d => d.Id == id) is not { } deed || fields.Any(f => deed.Form.Fields.All(x => x.Name != f))
                    || notBy.Except(deed.NotBy).Any())
                {
                    problems.Add("policy.about", version.Place, $"bản '{version.Id}' phải có việc '{id}', hỏi {string.Join(", ", fields)}"
                        + (notBy.Count > 0 ? $", 'not_by' có {string.Join(", ", notBy)}" : ""));
                }
            }
        }
    }

    // What steps and deeds may name, and where they stand, in the order of the version's steps and deeds.
    private sealed record Told(List<ProcedureTerm> Terms, List<string> Steps)
    {
        public List<string> Deeds { get; } = [];
    }

    private static ProcedureTerm Term(PolicyDraft draft, PolicyMap map)
    {
        var cite = draft.Cite(map, "cite", required: true) ?? new Citation("");
        var days = map.RequiredWhole("days");
        if (days is < 1 or > DaysLimit)
        {
            map.Wrong("days", $"'days' là số nguyên từ 1 đến {DaysLimit}");
        }

        var term = new ProcedureTerm(map.Required("id"), Math.Clamp(days, 1, DaysLimit), map.BoolOrNull("working") ?? Unsaid(map), cite,
            draft.Doubt(map, PolicyDraft.Checked(map), cite), map.Text("note"));
        map.Done();
        return term;
    }

    // Whether days are working days is never guessed.
    private static bool Unsaid(PolicyMap map)
    {
        map.Missing("working");
        return false;
    }

    private static RequestForm? Form(PolicyDraft draft, PolicyMap map)
    {
        var (name, programme, sensitive) = (map.Required("form"), map.Required("programme"), map.Bool("sensitive"));
        map.Done();
        if (draft.Forms.TryGetValue(name, out var form))
        {
            return new RequestForm(form, programme, sensitive || draft.Programmes.TryGetValue(programme, out var asked) && asked.Sensitive);
        }

        draft.Problems.Add(Problems.Unknown, map.PlaceOf("form"), $"không có biểu mẫu '{name}'{Nearest.Hint(name, draft.Forms.Keys)}");
        return null;
    }

    private static ProcedureStep Step(PolicyDraft draft, PolicyMap map, Told told)
    {
        told.Steps.Add(map.Place);
        var ends = map.Bool("end");
        ProcedureRole? by = ends ? null : map.Word("by", Roles);
        var term = map.Text("term");
        if (term is not null && told.Terms.TrueForAll(t => t.Id != term))
        {
            map.Wrong("term", $"không có thời hạn '{term}'{Nearest.Hint(term, told.Terms.Select(t => t.Id))}");
        }

        var step = new ProcedureStep(map.Required("id"), map.RequiredLocal("label"), by, term, map.Bool("aside"),
            [.. map.Maps("deeds").Select(d => Deed(draft, d, d.Required("id"), by, told))], draft.Cite(map, "cite", required: false))
        {
            Note = map.Text("note"),
        };
        map.Done();
        if (ends ? term is not null : step.Deeds.Count == 0)
        {
            map.WrongWhole("policy.step", "bước cuối (end) không có thời hạn; bước khác có ít nhất một việc ('deeds')");
        }

        return step;
    }

    private static Deed Deed(PolicyDraft draft, PolicyMap map, string id, ProcedureRole? usual, Told told)
    {
        told.Deeds.Add(map.Place);
        if (id.Length > 0 && !FormReader.IsName(id))
        {
            map.Wrong("id", $"tên việc '{id}' viết bằng chữ thường a–z, số và '_': nó là một phần của địa chỉ");
        }

        var label = map.RequiredLocal("label");
        var by = usual is { } role && !map.Has("by") ? role : map.Word("by", Roles);
        if (by == ProcedureRole.Applicant)
        {
            map.Wrong("by", "người ghi việc vào hồ sơ là người của cơ quan; ghi 'by' của việc này");
        }

        var notBefore = map.Text("not_before");
        if (notBefore is not null && told.Terms.TrueForAll(t => t.Id != notBefore))
        {
            map.Wrong("not_before", $"không có thời hạn '{notBefore}'{Nearest.Hint(notBefore, told.Terms.Select(t => t.Id))}");
        }

        var deed = new Deed(id, label, by, map.Required("to"), new FormDefinition(id, label, FormReader.Fields(map, draft.Problems),
            draft.Cite(map, "cite", required: false)))
        {
            NotBy = map.OneOrMore("not_by"),
            NotBefore = told.Terms.Find(t => t.Id == notBefore),
            Grants = map.Bool("grants"),
            Signs = map.Map("signs") is { } signs ? SigningReader.Signs(signs) : null,
            Note = map.Text("note"),
        };
        map.Ignore("id", "forms");
        map.Done();
        return deed;
    }

    /// <summary>What only shows once all steps are read: where deeds lead, who may not do them, what no case reaches.</summary>
    private static void Check(ProcedureVersion version, Told told, Problems problems)
    {
        var steps = version.Steps.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        CheckDeeds(version, steps, told, problems);
        var opening = version.Opening.Form.Fields.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var asked = version.Forms.SelectMany(f => f.Form.Fields, (f, x) => (Form: f.Form.Id, x.Name));
        foreach (var (form, field) in asked.Where(x => opening.Contains(x.Name)).DistinctBy(x => x.Name))
        {
            problems.Add(PolicyFaults.Names, told.Deeds[0], $"ô '{field}' có cả ở mẫu '{form}' và ở việc mở hồ sơ");
        }

        if (version.Deeds.All(d => steps.Contains(d.To)))
        {
            CheckWays(version, told, problems);
        }
    }

    private static void CheckDeeds(ProcedureVersion version, HashSet<string> steps, Told told, Problems problems)
    {
        var deeds = version.Deeds.Select(d => d.Id).ToList();
        foreach (var (deed, place) in version.Deeds.Zip(told.Deeds))
        {
            if (!steps.Contains(deed.To))
            {
                problems.Add(Problems.Unknown, place, $"việc '{deed.Id}' dẫn tới bước '{deed.To}' không có{Nearest.Hint(deed.To, steps)}");
            }

            foreach (var other in deed.NotBy.Where(d => !deeds.Contains(d)))
            {
                problems.Add(Problems.Unknown, place, $"'not_by' của '{deed.Id}': không có việc '{other}'{Nearest.Hint(other, deeds)}");
            }

            if (SigningReader.WrongOrNull(version, deed) is { } wrong)
            {
                problems.Add("policy.signs", place, wrong);
            }

            if (deed.Grants && !GrantFields.All(f => deed.Form.Fields.Any(
                x => (x.Name, x.Type, x.When) == (f.Name, f.Type, null) && (x.Required || !f.Required))))
            {
                problems.Add("policy.grant", place, $"việc '{deed.Id}' quyết định cho hưởng: phải hỏi "
                    + string.Join(", ", GrantFields.Select(f => $"{f.Name} ({f.Word}{(f.Required ? ", bắt buộc" : "")})")));
            }
        }
    }

    private static void CheckWays(ProcedureVersion version, Told told, Problems problems)
    {
        var reached = Reached(version, version.Opening.To);
        foreach (var (step, place) in version.Steps.Zip(told.Steps).Where(s => !reached.Contains(s.First.Id)))
        {
            problems.Add("policy.step", place, $"không hồ sơ nào đi tới bước '{step.Id}'");
        }

        if (!version.Steps.Any(s => s.IsEnd && reached.Contains(s.Id)))
        {
            problems.Add("policy.step", version.Place, "không có bước kết thúc (end: true) mà hồ sơ đi tới được");
            return;
        }

        var ends = version.Steps.Where(s => s.IsEnd).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (step, place) in version.Steps.Zip(told.Steps).Where(s => !Reached(version, s.First.Id).Overlaps(ends)))
        {
            problems.Add("policy.step", place, $"hồ sơ vào bước '{step.Id}' không bao giờ kết thúc");
        }
    }

    /// <summary>
    /// What a decision needs told beside who signed: its number, the first month if the paper names one, and why it is made if the law is
    /// not found to give it.
    /// </summary>
    private static readonly (string Name, FormFieldType Type, string Word, bool Required)[] GrantFields =
    [
        ("number", FormFieldType.Text, "text", true), ("start_month", FormFieldType.Month, "month", false),
        ("despite", FormFieldType.LongText, "long_text", false),
    ];

    /// <summary>The steps a case can come to from one, that one included.</summary>
    private static HashSet<string> Reached(ProcedureVersion version, string from)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>([from]);
        while (next.TryDequeue(out var id))
        {
            if (reached.Add(id) && version.Steps.FirstOrDefault(s => s.Id == id) is { } step)
            {
                step.Deeds.Select(d => d.To).ToList().ForEach(next.Enqueue);
            }
        }

        return reached;
    }

    private static IReadOnlyList<string> Known(PolicyMap map, string key, IEnumerable<string> names)
    {
        var (texts, all) = (map.OneOrMore(key), names.ToHashSet(StringComparer.Ordinal));
        foreach (var text in texts.Where(t => !all.Contains(t)))
        {
            map.Wrong(key, $"không có '{text}' trong policy/{Nearest.Hint(text, all)}");
        }

        return texts;
    }
}

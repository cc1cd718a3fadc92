using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Access;
using AnSinh.Rulebook.Procedures;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads policy/*/signing: in which ways somebody signs for a body, and what each asks.</summary>
internal static class SigningReader
{
    public static void Read(PolicyDraft draft)
    {
        var (places, given) = (new List<(string Name, string Place)>(), new List<(SigningAuthority Authority, PolicyMap Map)>());
        foreach (var (_, map) in draft.Documents("signing"))
        {
            var cite = draft.Cite(map, "cite", required: true) ?? new Citation("");
            var authority = new SigningAuthority(map.Required("authority"), map.RequiredLocal("label"), map.Texts("lines"), cite,
                draft.Doubt(map, PolicyDraft.Checked(map), cite))
            {
                Leads = map.Bool("leads"),
                From = map.OneOrMore("from"),
                IsFinal = map.Bool("final"),
                Ends = map.Bool("ends"),
                OneMatter = map.Bool("one_matter"),
                Note = map.Text("note"),
            };
            map.Done();
            if (authority.Lines.Count == 0)
            {
                map.Missing("lines");
            }

            draft.Authorities.Add(authority);
            given.Add((authority, map));
            places.Add((authority.Id, map.Place));
        }

        draft.Problems.Unique(places, "thẩm quyền ký");
        given.ForEach(g => CheckFrom(draft, g.Authority, g.Map));
    }

    /// <summary>Whose signature a deed records.</summary>
    public static DeedSignature Signs(PolicyMap map)
    {
        var bodies = map.OneOrMore("body");
        foreach (var odd in bodies.Where(b => !AccessReader.Levels.ContainsKey(b)))
        {
            map.Wrong("body", $"không có cấp '{odd}'{Nearest.Hint(odd, AccessReader.Levels.Keys)}");
        }

        var signs = new DeedSignature([.. bodies.Where(AccessReader.Levels.ContainsKey).Select(b => AccessReader.Levels[b])],
            map.Text("on"));
        map.Done();
        if (bodies.Count == 0)
        {
            map.Missing("body");
        }

        return signs;
    }

    /// <summary>
    /// What is wrong with a deed: a signature is asked for where somebody signs, and nowhere else, and whose it may be is said. Who opens a
    /// case signs nothing.
    /// </summary>
    public static string? WrongOrNull(ProcedureVersion version, Deed deed)
    {
        FormField? Asked(string name, FormFieldType type) =>
            deed.Form.Fields.FirstOrDefault(f => f.Name == name && f.Type == type && f.Required && f.When is null);
        var signer = Asked(DeedSignature.Field, FormFieldType.Text);
        if (deed == version.Opening)
        {
            return deed.Signs is null ? null : "việc mở hồ sơ không ghi chữ ký: bỏ 'signs'";
        }

        return deed.Signs is null && (deed.Grants || signer is not null)
                ? $"việc '{deed.Id}' có người ký: ghi 'signs: {{body: …}}' là cơ quan nào ký"
            : deed.Signs is not null && signer is null
                ? $"việc '{deed.Id}' có 'signs': phải hỏi {DeedSignature.Field} (text, bắt buộc)"
            : deed is { Grants: true, Signs.DayField: not null }
                ? $"việc '{deed.Id}' cho hưởng: quyết định ký vào ngày làm việc ấy, không ghi 'on'"
            : deed.Signs?.DayField is { } day && Asked(day, FormFieldType.Day) is null
                ? $"việc '{deed.Id}': 'on' của 'signs' là một ô ngày bắt buộc; không có ô '{day}' như thế" : null;
    }

    private static void CheckFrom(PolicyDraft draft, SigningAuthority authority, PolicyMap map)
    {
        var known = draft.Authorities.Select(a => a.Id).ToList();
        foreach (var from in authority.From.Where(f => !known.Contains(f)))
        {
            draft.Problems.Add(Problems.Unknown, map.PlaceOf("from"), $"không có thẩm quyền ký '{from}'{Nearest.Hint(from, known)}");
        }

        if (authority.From.Any(f => draft.Authorities.Any(a => a.Id == f && a.IsFinal)))
        {
            map.Wrong("from", "thẩm quyền 'final' không giao lại được, nên không đứng trong 'from'");
        }
    }
}

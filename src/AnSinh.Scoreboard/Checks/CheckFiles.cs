using AnSinh.Basics.PolicyFiles;

namespace AnSinh.Scoreboard.Checks;

/// <summary>Reads policy/*/checks/*.yaml.</summary>
internal static class CheckFiles
{
    public static Check Check(PolicyMap sheet)
    {
        var kind = sheet.Required("kind");
        if (!CheckKinds.All.TryGetValue(kind, out var declared))
        {
            sheet.Wrong("kind", $"Không có loại phép kiểm '{kind}'; các loại: {string.Join(", ", CheckKinds.All.Keys)}.");
        }

        var inputs = Each(sheet, "inputs", (s, k) => s.OneOrMore(k));
        var limits = Each(sheet, "limits", (s, k) => s.RequiredNumber(k));
        var dates = Each(sheet, "dates", (s, k) => s.RequiredDate(k));
        var outcomes = Each(sheet, "outcomes", (s, k) => s.Map(k) is { } o
            ? new CheckSentence(o.Required("verdict"), o.RequiredLocal("say"))
            : new CheckSentence("", s.RequiredLocal(k)));
        if (declared is not null)
        {
            Require(sheet, "inputs", declared.Inputs, inputs.Keys);
            Require(sheet, "limits", declared.Limits, limits.Keys);
            Require(sheet, "dates", declared.Dates, dates.Keys);
            Require(sheet, "outcomes", declared.Outcomes, outcomes.Keys);
        }

        var check = new Check(
            sheet.Required("check"),
            kind,
            sheet.Required("term"),
            sheet.RequiredLocal("title"),
            sheet.OneOrMore("uses"),
            inputs,
            limits,
            dates,
            [.. sheet.Maps("terms").Select(t => new CheckTerm(t.Required("id"), t.RequiredLocal("label"), t.OneOrMore("factors")))],
            outcomes,
            [.. sheet.Maps("hypotheses").Select(h => h.AsLocal())],
            sheet.Local("not_supported"),
            sheet.Local("rule"),
            sheet.Place);
        sheet.Done();
        return check;
    }

    private static Dictionary<string, T> Each<T>(PolicyMap sheet, string key, Func<PolicyMap, string, T> read) =>
        sheet.Map(key) is { } inner ? inner.Keys.ToDictionary(k => k, k => read(inner, k)) : [];

    private static void Require(PolicyMap sheet, string part, IReadOnlyList<string> wanted, IEnumerable<string> there)
    {
        foreach (var missing in wanted.Except(there))
        {
            sheet.Wrong(part, $"Phép kiểm loại này cần '{part}.{missing}'.");
        }
    }
}

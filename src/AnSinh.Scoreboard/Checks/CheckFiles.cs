using AnSinh.Scoreboard.Sheets;

namespace AnSinh.Scoreboard.Checks;

/// <summary>Reads policy/*/checks/*.yaml.</summary>
internal static class CheckFiles
{
    public static Check Check(Sheet sheet)
    {
        sheet.Only("check", "kind", "term", "title", "uses", "inputs", "limits", "dates", "terms", "outcomes", "hypotheses",
            "not_supported", "rule");
        var kind = sheet.Text("kind");
        if (!CheckKinds.All.TryGetValue(kind, out var declared))
        {
            sheet.Error($"Không có loại phép kiểm '{kind}'; các loại: {string.Join(", ", CheckKinds.All.Keys)}.", "kind");
        }

        var inputs = Each(sheet, "inputs", (s, k) => s.Texts(k));
        var limits = Each(sheet, "limits", (s, k) => s.Number(k));
        var dates = Each(sheet, "dates", (s, k) => s.Day(k));
        var outcomes =
            Each(sheet, "outcomes",
                (s, k) => s.Inner(k) is { } o ? new CheckSentence(o.Text("verdict"), o.Local("say")) : new CheckSentence("", s.Local(k)));
        if (declared is not null)
        {
            Require(sheet, "inputs", declared.Inputs, inputs.Keys);
            Require(sheet, "limits", declared.Limits, limits.Keys);
            Require(sheet, "dates", declared.Dates, dates.Keys);
            Require(sheet, "outcomes", declared.Outcomes, outcomes.Keys);
        }

        return new Check(
            sheet.Text("check"),
            kind,
            sheet.Text("term"),
            sheet.Local("title"),
            sheet.Texts("uses"),
            inputs,
            limits,
            dates,
            [.. sheet.List("terms").Select(t => new CheckTerm(t.Text("id"), t.Local("label"), t.Texts("factors")))],
            outcomes,
            [.. sheet.List("hypotheses").Select(h => h.AsLocal())],
            sheet.LocalOrNull("not_supported"),
            sheet.LocalOrNull("rule"),
            sheet.Place);
    }

    private static Dictionary<string, T> Each<T>(Sheet sheet, string key, Func<Sheet, string, T> read) =>
        sheet.Inner(key) is { } inner ? inner.Keys.ToDictionary(k => k, k => read(inner, k)) : [];

    private static void Require(Sheet sheet, string part, IReadOnlyList<string> wanted, IEnumerable<string> there)
    {
        foreach (var missing in wanted.Except(there))
        {
            sheet.Error($"Phép kiểm loại này cần '{part}.{missing}'.", part);
        }
    }
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.PolicyFiles;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Policies;

/// <summary>Reads what happens in a worked case: changes from a day on, decisions, and sums over months.</summary>
internal static class CaseStoryReader
{
    private const int MonthsLimit = 240;

    /// <summary>
    /// The decisions: one as <c>decision</c>, several as <c>decisions</c>; each about the programme asked unless it names another.
    /// </summary>
    public static IReadOnlyList<CaseDecision> Decisions(PolicyDraft draft, PolicyMap item, string? programme)
    {
        if (item.Has("decision") && item.Has("decisions"))
        {
            item.Wrong("decision", "ghi một trong hai: 'decision' (một quyết định) hoặc 'decisions' (danh sách)");
        }

        var maps = item.Map("decision") is { } one ? [one] : item.Maps("decisions");
        return [.. maps.Select(m => Decision(draft, m, programme))];
    }

    private static CaseDecision Decision(PolicyDraft draft, PolicyMap map, string? programme)
    {
        var about = map.Text("programme") ?? programme ?? "";
        if (!draft.Programmes.ContainsKey(about))
        {
            map.Wrong("programme",
                about.Length == 0 ? "quyết định về chế độ nào: thiếu 'programme'"
                    : $"không có chế độ '{about}'{Nearest.Hint(about, draft.Programmes.Keys)}");
        }

        var decision = new CaseDecision(about, map.Text("number"), map.RequiredDate("signed"), Month(map, "from"), Month(map, "to"));
        if (decision.To < decision.From)
        {
            map.Wrong("to", $"'to' {decision.To} trước 'from' {decision.From}");
        }

        map.Done();
        return decision;
    }

    /// <summary>The first month of a span; it may not lie after the case's month, nor further back than twenty years.</summary>
    public static Month? Since(PolicyMap item, Month month)
    {
        if (Month(item, "since") is not { } since)
        {
            return null;
        }

        if (since > month || since.Add(MonthsLimit) <= month)
        {
            item.Wrong("since", $"'since' {since} phải không sau 'month' {month} và cách không quá {MonthsLimit} tháng");
            return null;
        }

        return since;
    }

    /// <summary>What changes, by day: <c>{from: day, facts}</c>, of another member <c>member: number</c>.</summary>
    public static IReadOnlyList<CaseChange> Changes(PolicyDraft draft, PolicyMap item, Month since, Month month, int members)
    {
        var changes = new List<CaseChange>();
        foreach (var map in item.Maps("changes"))
        {
            var from = map.RequiredDate("from");
            if (from < since.FirstDay || from > month.LastDay)
            {
                var months = since == month ? $"tháng {month.ToVietnamese()}"
                    : $"các tháng {since.ToVietnamese()} – {month.ToVietnamese()}";
                map.Wrong("from", $"ngày thay đổi phải ở trong {months}; điều đúng từ đầu thì ghi ở 'given'");
            }

            var member = 0;
            if (map.Text("member") is { } number
                && (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out member) || member < 1 || member > members))
            {
                map.Wrong("member", $"'member: {number}' không phải số thứ tự của một thành viên trong 'members'");
                member = 0;
            }

            var facts = new Dictionary<string, string>(StringComparer.Ordinal);
            if (member == 0 && map.Map("household") is { } household)
            {
                OutcomeReader.AddAll(facts, OutcomeReader.CaseFacts(draft, household, FactSubject.Household, "household."));
            }

            if (member == 0 && map.Map("unit") is { } unit)
            {
                OutcomeReader.AddAll(facts, OutcomeReader.CaseFacts(draft, unit, FactSubject.Unit, "unit."));
            }

            OutcomeReader.AddAll(facts, OutcomeReader.CaseFacts(draft, map, FactSubject.Person, "", "from", "member"));
            changes.Add(new CaseChange(from, member, facts));
        }

        return [.. changes.OrderBy(c => c.From)];
    }

    /// <summary>What is expected of several months.</summary>
    public static CaseExpectation Expect(PolicyMap map, CaseExpectation expect)
    {
        var first = map.Text("first_month");
        if (first is not (null or "none") && !Basics.Month.TryParse(first, out _))
        {
            map.Wrong("first_month", $"'first_month: {first}' viết là yyyy-MM, hoặc none");
        }

        return expect with { AtMost = Dong(map, "at_most"), FirstMonth = first, FirstPayment = Dong(map, "first_payment"),
            Arrears = Dong(map, "arrears"), Sum = Dong(map, "sum") };
    }

    /// <summary>What does not go together.</summary>
    public static void Check(PolicyMap item, PolicyCase read)
    {
        var story = read.Decisions.Count > 0 || read.Since is not null || read.Expect.OverMonths;
        if (story && read.Programme is null)
        {
            item.Wrong("decision", "quyết định và tiền nhiều tháng chỉ dùng cho ca hỏi một chế độ ('programme')");
        }

        if ((read.Expect.FirstPayment ?? read.Expect.Arrears) is not null && read.Decisions.All(d => d.Programme != read.Programme))
        {
            item.Wrong("expect", "'first_payment', 'arrears' cần một quyết định ('decision') về chế độ của ca");
        }

        if (read.Expect.OverMonths && read.Since is null)
        {
            item.Wrong("expect", "tiền nhiều tháng cần tháng đầu: 'since'");
        }
    }

    private static Month? Month(PolicyMap map, string key)
    {
        if (map.Text(key) is not { } text)
        {
            return null;
        }

        if (Basics.Month.TryParse(text, out var month))
        {
            return month;
        }

        map.Wrong(key, $"'{key}: {text}' viết là yyyy-MM");
        return null;
    }

    private static long? Dong(PolicyMap map, string key)
    {
        if (map.Text(key)?.Replace("_", "", StringComparison.Ordinal) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount))
        {
            return amount;
        }

        map.Wrong(key, $"'{key}: {text}' không phải là số đồng");
        return null;
    }
}

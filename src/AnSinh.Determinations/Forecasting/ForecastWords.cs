using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Determinations.Forecasting;

/// <summary>Reasons of a forecast in words.</summary>
internal static class ForecastWords
{
    private const int MonthsOfYear = 12;

    /// <summary>Only the date itself moved on.</summary>
    public static ForecastReason Calendar { get; } = new(ReasonKind.Calendar,
        new LocalText("đến kỳ theo lịch", "by the calendar"), null, null);

    /// <summary>The person died.</summary>
    public static ForecastReason Died(DateOnly day) => new(ReasonKind.Fact, new LocalText("đã mất", "died"), day, null);

    /// <summary>Somebody left or came.</summary>
    public static ForecastReason Household(ForecastKind kind) => new(
        ReasonKind.Household,
        kind == ForecastKind.Stops ? new LocalText("thôi cư trú hoặc rời hộ", "left the place or the household")
            : new LocalText("đổi nơi cư trú hoặc đổi hộ", "another residence or household"),
        null, null);

    /// <summary>A fact that ends, begins or is followed by another.</summary>
    public static ForecastReason Fact(FactKind kind, long was, long becomes, long? about) => new(
        ReasonKind.Fact,
        About(about, kind.Sensitive ? new LocalText("một dữ kiện được bảo vệ thay đổi", "a protected fact changes") : new LocalText(
            $"{kind.Label.Vi}: {Value(kind, was).Vi} → {Value(kind, becomes).Vi}",
            $"{kind.Label.In("en")}: {Value(kind, was).In("en")} → {Value(kind, becomes).In("en")}")),
        null, about);

    /// <summary>A day the law counts from: a birthday, or so many months since something.</summary>
    public static ForecastReason Passed(FactKind kind, DateOnly day, Month month, long? about)
    {
        if (kind.Sensitive)
        {
            return new ForecastReason(ReasonKind.Elapsed,
                About(about, new LocalText("một mốc được bảo vệ đã qua", "a protected day has passed")), null, about);
        }

        var months = month.Index - Month.Of(day).Index;
        var (years, over) = (months / MonthsOfYear, months % MonthsOfYear);
        if (kind.Name != "birth_date")
        {
            return new ForecastReason(ReasonKind.Elapsed,
                About(about, new LocalText($"{kind.Label.Vi}: đã qua {months} tháng", $"{kind.Label.In("en")}: {months} months ago")),
                day, about);
        }

        // Law that counts from the month after a birthday makes it felt a month late.
        return over <= 1 && years > 0
            ? new ForecastReason(ReasonKind.Birthday, About(about, new LocalText($"đủ {years} tuổi", $"turns {years}")),
                day.AddYears(years), about)
            : new ForecastReason(ReasonKind.Birthday, About(about, new LocalText($"tròn {months} tháng tuổi", $"is {months} months old")),
                day.AddMonths(months), about);
    }

    /// <summary>How the law of a month differs from the month before's in what these programmes use; null if it does not.</summary>
    public static ForecastReason? Law(LawAt before, LawAt now, IReadOnlyList<ProgrammeAt> old, IReadOnlyList<ProgrammeAt> all)
    {
        var (vi, en) = (new List<string>(), new List<string>());
        foreach (var p in all.Where(p => old.FirstOrDefault(o => o.Programme.Id == p.Programme.Id)?.Version.Id != p.Version.Id))
        {
            vi.Add($"{p.Programme.ShortName.Vi} theo {now.Policy.Display(p.Version.Cite)}");
            en.Add($"{p.Programme.ShortName.In("en")} by {now.Policy.Display(p.Version.Cite)}");
        }

        foreach (var gone in old.Where(o => all.All(p => p.Programme.Id != o.Programme.Id)))
        {
            vi.Add($"{gone.Programme.ShortName.Vi} hết hiệu lực");
            en.Add($"{gone.Programme.ShortName.In("en")} ends");
        }

        foreach (var name in all.SelectMany(p => p.ParametersUsed).Distinct(StringComparer.Ordinal))
        {
            var (was, becomes) = (before.Value(name), now.Value(name));
            if (becomes is not null && was?.Raw != becomes.Raw)
            {
                vi.Add($"{becomes.Parameter.Label.Vi}: {was?.Display ?? "–"} → {becomes.Display}");
                en.Add($"{becomes.Parameter.Label.In("en")}: {was?.Display ?? "–"} → {becomes.Display}");
            }
        }

        var rules = now.Interactions.Select(i => i.Interaction.Id).Except(before.Interactions.Select(i => i.Interaction.Id)).ToList();
        if (vi.Count == 0 && rules.Count == 0)
        {
            return null;
        }

        return new ForecastReason(
            ReasonKind.Law,
            new LocalText(
                $"luật mới áp dụng: {(vi.Count > 0 ? string.Join("; ", vi) : "quan hệ giữa các chế độ")}",
                $"new law applies: {(en.Count > 0 ? string.Join("; ", en) : "rules between programmes")}"),
            now.Month.FirstDay, null);
    }

    private static LocalText About(long? about, LocalText text) =>
        about is null ? text : new LocalText("thành viên hộ " + text.Vi, "a member of the household " + text.In("en"));

    private static LocalText Value(FactKind kind, long value)
    {
        var text = kind.Decode(value);
        return (kind.Type, text) switch
        {
            (_, FactKind.UnknownText) => new LocalText("chưa rõ", "unknown"),
            (_, "never") => new LocalText("không có", "never"),
            (FactType.Bool, _) => text == "yes" ? new LocalText("có", "yes") : new LocalText("không", "no"),
            (FactType.Dong, _) => new LocalText(new Dong(value).ToString()),
            (FactType.Date, _) => new LocalText(Vietnamese.Date(DateOnly.FromDayNumber((int)value))),
            (FactType.Code, _) when kind.CodeLabels.TryGetValue(text, out var label) => label,
            _ => new LocalText(text),
        };
    }
}

namespace AnSinh.Rulebook.Checking;

/// <summary>Overlapping or missing days in a sequence of dated law.</summary>
internal static class DateCheck
{
    public static void Sequence(IReadOnlyList<DatedValue> sorted, Problems problems, string of) =>
        Sequence(sorted, v => v.GapAllowed, v => v.Place, problems, of);

    public static void Sequence(IReadOnlyList<ProgrammeVersion> sorted, Problems problems, string of) =>
        Sequence(sorted, v => v.GapAllowed, v => v.Place, problems, of);

    public static void Sequence<T>(IReadOnlyList<T> sorted, Func<T, bool> gapAllowed, Func<T, string> place, Problems problems, string of)
        where T : class, IDatedLaw
    {
        for (var i = 0; i < sorted.Count; i++)
        {
            One(sorted[i], place(sorted[i]), i + 1 < sorted.Count ? sorted[i + 1] : null, gapAllowed(sorted[i]), problems, of);
        }
    }

    private static void One(IDatedLaw law, string place, IDatedLaw? next, bool gapAllowed, Problems problems, string of)
    {
        if (law.To < law.From)
        {
            problems.Add("policy.dates", place, $"{of}: 'to' {law.To:yyyy-MM-dd} trước 'from' {law.From:yyyy-MM-dd}");
            return;
        }

        if (next is null)
        {
            return;
        }

        if (next.From == law.From && next.Issued == law.Issued)
        {
            problems.Add("policy.dates", place, $"{of}: hai mục cùng bắt đầu từ {law.From:yyyy-MM-dd} và cùng ngày ban hành");
        }
        else if (law.To >= next.From && next.From != law.From)
        {
            problems.Add("policy.dates", place,
                $"{of}: thời gian chồng nhau, đến {law.To:yyyy-MM-dd} mà mục sau từ {next.From:yyyy-MM-dd}");
        }
        else if (law.To is { } to && to < DateOnly.MaxValue && to.AddDays(1) < next.From && !gapAllowed)
        {
            problems.Add("policy.dates", place,
                $"{of}: thiếu ngày từ {to.AddDays(1):yyyy-MM-dd} đến trước {next.From:yyyy-MM-dd} "
                    + "(nếu đúng luật như vậy, ghi 'gap: allowed')");
        }
    }
}

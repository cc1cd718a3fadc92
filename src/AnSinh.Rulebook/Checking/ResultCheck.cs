using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Results;

namespace AnSinh.Rulebook.Checking;

/// <summary>
/// A programme whose answer would rest on itself, over the results of others or over the rules between programmes. Asked in every month in
/// which a version, a quantity or a rule begins, at every level.
/// </summary>
internal static class ResultCheck
{
    // Who explains one programme explains all it reads, one inside the other.
    private const int StagesLimit = 16;

    public static void Check(Policy policy, Problems problems)
    {
        if (!policy.Results.Any(r => r.IsRead))
        {
            return;
        }

        var starts = policy.Programmes.SelectMany(p => p.Versions).Select(v => v.From)
            .Concat(policy.Quantities.SelectMany(q => q.Versions).Select(v => v.From))
            .Concat(policy.Scorecards.SelectMany(s => s.Versions).Select(v => v.From))
            .Concat(policy.Interactions.Select(i => i.From));
        foreach (var month in starts.Select(Month.Of).Distinct().Order())
        {
            foreach (var level in policy.Levels)
            {
                var law = policy.At(new Jurisdiction(level.Code), month, new AsKnown(DateOnly.MaxValue.AddDays(-1)));
                if (Stages.Of(law, law.Programmes).Count > StagesLimit)
                {
                    problems.Add("policy.results", "policy",
                        $"các chế độ đọc kết quả của nhau qua hơn {StagesLimit} bước (tháng {month.ToVietnamese()}, '{level.Code}')");
                    return;
                }
                foreach (var (programme, way) in law.Circles)
                {
                    var place = law.ProgrammeOrNull(programme)!.Version.Place;
                    if (!problems.All.Any(p => p.Code == "policy.circle" && p.Place == place))
                    {
                        problems.Add("policy.circle", place, $"kết quả đi vòng tròn (tháng {month.ToVietnamese()}, '{level.Code}'): {way}");
                    }
                }
            }
        }
    }
}

using AnSinh.Basics;

namespace AnSinh.Rulebook.Checking;

/// <summary>What only shows when all is read: a version whose parameters have no value when it begins.</summary>
internal static class LawCheck
{
    public static void Check(Policy policy, Problems problems)
    {
        foreach (var programme in policy.Programmes)
        {
            foreach (var version in programme.Versions)
            {
                var law = policy.At(new Jurisdiction(programme.Level), Month.Of(version.From), new AsKnown(DateOnly.MaxValue.AddDays(-1)));
                var names = version.Expressions.SelectMany(e => e.ParametersUsed).Distinct().Where(p => law.Value(p) is null)
                    .Select(p => $"'{p}'").ToList();
                if (names.Count > 0)
                {
                    problems.Add("policy.no-value", version.Place,
                        $"phiên bản '{version.Id}' của '{programme.Id}' dùng tham số {string.Join(", ", names)} "
                            + $"nhưng tháng đầu {law.Month.ToVietnamese()} chưa có giá trị nào ở địa bàn '{programme.Level}'");
                }
            }
        }
    }
}

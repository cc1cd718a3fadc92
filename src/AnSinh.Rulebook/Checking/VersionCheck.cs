using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Checking;

/// <summary>
/// What can be told wrong with a version by looking at it: duplicate ids, clauses that can never or always hold, the same clause twice.
/// </summary>
internal static class VersionCheck
{
    private const int MaxRoutes = 64;

    public static void Check(ProgrammeVersion version, bool ledger, Problems problems)
    {
        problems.Unique(version.Requirements.Select(r => (r.Id, r.Place)), "điều kiện chung");
        problems.Unique(version.Routes.Select(r => (r.Id, r.Place)), "diện");
        if (version.Routes.Count is 0 or > MaxRoutes)
        {
            problems.Add("policy.routes", version.Place,
                $"phiên bản '{version.Id}' có {version.Routes.Count} diện; cần từ 1 đến {MaxRoutes}");
        }

        foreach (var route in version.Routes)
        {
            problems.Unique(route.Rates.Select(r => (r.Id, r.Place)), $"mức hưởng của diện '{route.Id}'");
            problems.Unique(route.Unless.Select(u => (u.Id, u.Place)), $"điều kiện loại trừ của diện '{route.Id}'");
            if (ledger && route.Rates.Count == 0)
            {
                problems.Add("policy.rates", route.Place, $"chế độ chi tiền mà diện '{route.Id}' chưa có 'rates'");
            }

            Same(route.Rates.Where(r => r.When is not null).Select(r => (r.Id, r.When!, r.Place)), problems,
                $"hai mức hưởng của diện '{route.Id}' cùng điều kiện, lúc nào cũng mâu thuẫn");
            if (route.Rates.Count > 1 && route.Rates.FirstOrDefault(r => r.When is null) is { } always)
            {
                problems.Add("policy.conflict", always.Place,
                    $"mức '{always.Id}' không có 'when' nên luôn trùng với các mức khác của diện '{route.Id}'");
            }

            foreach (var unless in route.Unless.Where(u => Shape.Of(u.When.Root) == Shape.Of(route.When.Root)))
            {
                problems.Add("policy.unreachable", unless.Place,
                    $"'{unless.Id}' loại trừ đúng những người mà diện '{route.Id}' nhận: không ai hưởng được");
            }
        }

        Same(version.Routes.Select(r => (r.Id, r.When, r.Place)), problems, "hai diện cùng điều kiện");
        Same(version.Requirements.Select(r => (r.Id, r.When, r.Place)), problems, "hai điều kiện chung giống nhau");
        Settled(version, problems);
    }

    private static void Same(IEnumerable<(string Id, Expression When, string Place)> clauses, Problems problems, string what)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, when, place) in clauses.Where(c => c.When.Place.Length > 0))
        {
            var shape = Shape.Of(when.Root);
            if (!seen.TryAdd(shape, id))
            {
                problems.Add("policy.duplicate", place, $"{what}: '{seen[shape]}' và '{id}'");
            }
        }
    }

    /// <summary>Conditions that no fact can change.</summary>
    private static void Settled(ProgrammeVersion version, Problems problems)
    {
        var conditions = version.Requirements.Select(r => (r.Id, r.When, r.Place))
            .Concat(version.Routes.Select(r => (r.Id, r.When, r.Place)))
            .Concat(version.Routes.SelectMany(r => r.Unless).Select(u => (u.Id, u.When, u.Place)))
            .Concat(version.Routes.SelectMany(r => r.Rates).Where(r => r.When is not null).Select(r => (r.Id, r.When!, r.Place)));
        foreach (var (id, when, place) in conditions)
        {
            try
            {
                if (when.Place.Length > 0 && ConstantFolding.Fold(when.Root) is Constant { Value: 0 })
                {
                    problems.Add("policy.unreachable", place, $"'{id}' không bao giờ đúng: {when.Text}");
                }
            }
            catch (OverflowException)
            {
                problems.Add("policy.overflow", place, $"'{id}' tính ra số quá lớn: {when.Text}");
            }
        }
    }
}

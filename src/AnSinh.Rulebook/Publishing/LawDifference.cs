using AnSinh.Basics;

namespace AnSinh.Rulebook.Publishing;

/// <summary>Something of the law that is otherwise in another state of it.</summary>
/// <param name="Before">The provision before, or null if it is new.</param>
/// <param name="After">The provision after, or null if it is gone.</param>
public sealed record LawDifference(Provision? Before, Provision? After)
{
    /// <summary>The provision, after if there is one.</summary>
    public Provision Provision => After ?? Before!;

    /// <summary>The difference in one Vietnamese line: what, and from what to what.</summary>
    public string Sentence => (Before, After) switch
    {
        (null, { } added) => $"Thêm: {added.Say.Vi} [{added.Content}]",
        ({ } gone, null) => $"Bỏ: {gone.Say.Vi} [{gone.Content}]",
        var (before, after) =>
            $"Đổi: {after!.Say.Vi}: [{before!.Content}] → [{after.Content}]"
                + (before.Say != after.Say && before.Content == after.Content ? $" (câu cũ: {before.Say.Vi})" : ""),
    };
}

/// <summary>Two states of the law compared, provision by provision.</summary>
public static class LawDifferences
{
    /// <summary>Everything that is new, gone or otherwise, in the order of the rulebook after.</summary>
    public static IReadOnlyList<LawDifference> Between(Policy before, Policy after)
    {
        var was = ByKey(Provisions.Of(before));
        var now = ByKey(Provisions.Of(after));
        return
        [
            .. now.Where(n => !was.TryGetValue(n.Key, out var old) || old.Content != n.Value.Content || old.Say != n.Value.Say)
                .Select(n => new LawDifference(was.GetValueOrDefault(n.Key), n.Value)),
            .. was.Where(w => !now.ContainsKey(w.Key)).Select(w => new LawDifference(w.Value, null)),
        ];
    }

    private static Dictionary<string, Provision> ByKey(IReadOnlyList<Provision> provisions)
    {
        var byKey = new Dictionary<string, Provision>(StringComparer.Ordinal);
        foreach (var provision in provisions)
        {
            byKey[provision.Key] = provision;
        }

        return byKey;
    }
}

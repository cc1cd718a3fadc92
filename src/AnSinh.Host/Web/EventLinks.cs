namespace AnSinh.Host.Web;

/// <summary>Ways from a finding to the form that mends it: a form of a life event or correction, filled in as far as is known.</summary>
internal static class EventLinks
{
    /// <summary>The form of a kind of event.</summary>
    /// <param name="visit">The visit, whose times the address keeps.</param>
    /// <param name="kind">Code of the kind: <c>death</c>, <c>identity</c>, <c>move_in</c>, …</param>
    /// <param name="words">Field and value; fields without a value are left out.</param>
    public static string To(Visit visit, string kind, params (string Field, string? Value)[] words) =>
        visit.Link($"/su-kien/{kind}", [.. words.Select(w => (w.Field, (object?)w.Value))]);

    /// <summary>The number of a person as a form takes it.</summary>
    public static string Id(long personId) => personId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

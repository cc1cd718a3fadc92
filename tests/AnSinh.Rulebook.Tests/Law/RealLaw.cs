using AnSinh.Basics;
using AnSinh.Testing;

namespace AnSinh.Rulebook.Tests.Law;

/// <summary>
/// The law of the repository, every version of every programme in the months around its first day, in the whole country and in the
/// district.
/// </summary>
internal static class RealLaw
{
    private static readonly AsKnown Late = new(new DateOnly(2035, 12, 31));

    public static Policy Policy { get; } = Policy.Load(Checkout.File("policy")) is { Ok: true } read ? read.Value
        : throw new InvalidOperationException("policy/ cannot be read.");

    private static readonly Dictionary<(Jurisdiction Place, Month Month), LawAt> Laws = [];

    private static LawAt At(Jurisdiction place, Month month)
    {
        lock (Laws)
        {
            return Laws.TryGetValue((place, month), out var law) ? law : Laws[(place, month)] = Policy.At(place, month, Late);
        }
    }

    public static IEnumerable<ProgrammeAt> All()
    {
        foreach (var place in new[] { Jurisdiction.National, Jurisdiction.PhucTho })
        {
            foreach (var programme in Policy.Programmes)
            {
                var months =
                    programme.Versions.SelectMany(v => new[] { Month.Of(v.From).Add(-1), Month.Of(v.From), Month.Of(v.From).Add(1) })
                    .Distinct();
                foreach (var at in months.Select(m => At(place, m).ProgrammeOrNull(programme.Id)).OfType<ProgrammeAt>())
                {
                    yield return at;
                }
            }
        }
    }

    /// <summary>
    /// Every version of every quantity in its first month; in the district too where a version of the district or its province may hold.
    /// </summary>
    public static IEnumerable<(LawAt Law, QuantityAt Quantity)> Quantities() =>
        from quantity in Policy.Quantities
        from place in quantity.Versions.All(v => v.Level == Jurisdiction.National.Code) ? [Jurisdiction.National]
        : new[] { Jurisdiction.National, Jurisdiction.PhucTho }
        from month in quantity.Versions.Select(v => Month.Of(v.From)).Distinct()
        let law = At(place, month)
        let at = law.Quantity(quantity.Name)
        where at is not null
        select (law, at);

    public static string Name(this ProgrammeAt at) => $"{at.Programme.Id}/{at.Version.Id} {at.Law.Month} {at.Law.Jurisdiction.Code}";
}

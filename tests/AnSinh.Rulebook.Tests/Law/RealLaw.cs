using AnSinh.Basics;
using AnSinh.Testing;

namespace AnSinh.Rulebook.Tests.Law;

/// <summary>The law of the repository, every version of every programme in the months around its first day, in the whole country and in the district.</summary>
internal static class RealLaw
{
    private static readonly AsKnown Late = new(new DateOnly(2035, 12, 31));

    public static Policy Policy { get; } = Policy.Load(Checkout.File("policy")) is { Ok: true } read ? read.Value : throw new InvalidOperationException("policy/ cannot be read.");

    public static IEnumerable<ProgrammeAt> All()
    {
        foreach (var place in new[] { Jurisdiction.National, Jurisdiction.PhucTho })
        {
            foreach (var programme in Policy.Programmes)
            {
                var months = programme.Versions.SelectMany(v => new[] { Month.Of(v.From).Add(-1), Month.Of(v.From), Month.Of(v.From).Add(1) }).Distinct();
                foreach (var at in months.Select(m => Policy.At(place, m, Late).ProgrammeOrNull(programme.Id)).OfType<ProgrammeAt>())
                {
                    yield return at;
                }
            }
        }
    }

    public static IEnumerable<(LawAt Law, QuantityAt Quantity)> Quantities()
    {
        foreach (var place in new[] { Jurisdiction.National, Jurisdiction.PhucTho })
        {
            foreach (var quantity in Policy.Quantities)
            {
                foreach (var law in quantity.Versions.SelectMany(v => new[] { Month.Of(v.From), Month.Of(v.From).Add(1) }).Distinct().Select(m => Policy.At(place, m, Late)))
                {
                    if (law.Quantity(quantity.Name) is { } at)
                    {
                        yield return (law, at);
                    }
                }
            }
        }
    }

    public static string Name(this ProgrammeAt at) => $"{at.Programme.Id}/{at.Version.Id} {at.Law.Month} {at.Law.Jurisdiction.Code}";
}

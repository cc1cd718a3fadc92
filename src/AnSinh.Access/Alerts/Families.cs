using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.People;

namespace AnSinh.Access.Alerts;

/// <summary>Who belongs to whom, as the register knows it today: the household, and who raises, fosters or cares for whom.</summary>
public static class Families
{
    /// <summary>Somebody and their family.</summary>
    /// <param name="register">The register.</param>
    /// <param name="person">Who.</param>
    /// <param name="day">On which day.</param>
    public static IReadOnlySet<long> Of(RegisterDb register, long person, DateOnly day)
    {
        var rows = new CurrentRows(register);
        var family = new HashSet<long> { person };
        if (rows.HouseholdOn(person, day) is { } household)
        {
            family.UnionWith(rows.MembersOn(household, day).Select(m => m.Row.PersonId));
        }

        var kinds = register.Facts.All.Where(k => k is { Type: FactType.Person, Intrinsic: false, Subject: FactSubject.Person })
            .Select(k => k.Name).ToHashSet(StringComparer.Ordinal);
        bool Counts(FactRow fact) => kinds.Contains(fact.Kind) && fact.Valid.Contains(day);
        family.UnionWith(rows.FactsOf(FactSubject.Person, person).Select(f => f.Row).Where(Counts)
            .Select(f => long.TryParse(f.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var other) ? other : 0));
        family.UnionWith(rows.FactsNaming(person, day).Where(Counts).Select(f => f.SubjectId));
        family.Remove(0);
        return family;
    }
}

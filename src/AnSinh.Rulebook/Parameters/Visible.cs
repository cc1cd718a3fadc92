using AnSinh.Basics;

namespace AnSinh.Rulebook.Parameters;

/// <summary>Which of several dated laws holds for a month as known on a day.</summary>
internal static class Visible
{
    /// <summary>
    /// Seen are those issued by the day and in force by the day or the month's end, whichever is later. Of those that have begun, the
    /// latest counts. Its last day ends it only if nothing was to follow, or if what follows can be seen: until then the old law is all one
    /// knows.
    /// </summary>
    public static T? Choose<T>(IEnumerable<T> laws, Month month, AsKnown known) where T : class, IDatedLaw
    {
        T? chosen = null;
        foreach (var law in laws)
        {
            if (Seen(law, month, known) && Month.Of(law.From) <= month
                && (chosen is null || (law.From, law.Issued).CompareTo((chosen.From, chosen.Issued)) > 0))
            {
                chosen = law;
            }
        }

        return chosen?.To is not { } to || Month.Of(to) >= month || laws.Any(l => l.From == to.AddDays(1) && !Seen(l, month, known))
            ? chosen : null;
    }

    private static bool Seen(IDatedLaw law, Month month, AsKnown known) =>
        law.Issued <= known.Day && law.InForce <= (known.Day > month.LastDay ? known.Day : month.LastDay);
}

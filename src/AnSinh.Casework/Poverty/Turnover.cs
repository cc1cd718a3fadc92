using AnSinh.Basics;

namespace AnSinh.Casework.Poverty;

/// <summary>The classes of households; everything else is <see cref="None"/>.</summary>
public static class PovertyClass
{
    /// <summary>Poor (<i lang="vi">hộ nghèo</i>).</summary>
    public const string Poor = "poor";

    /// <summary>Near-poor (<i lang="vi">hộ cận nghèo</i>).</summary>
    public const string NearPoor = "near_poor";

    /// <summary>Neither.</summary>
    public const string None = "none";

    /// <summary>All three, the hardest first.</summary>
    public static IReadOnlyList<string> All { get; } = [Poor, NearPoor, None];

    /// <summary>A class in words; null is not known.</summary>
    public static LocalText Label(string? @class) => @class switch
    {
        Poor => new("hộ nghèo", "poor"),
        NearPoor => new("hộ cận nghèo", "near-poor"),
        None => new("không nghèo", "not poor"),
        _ => new("chưa rõ", "not known"),
    };
}

/// <summary>What a review found of a household that is on its list.</summary>
/// <param name="To">Class found.</param>
/// <param name="Relapse">True if it was in a class before and had left.</param>
public readonly record struct ReviewFinding(string To, bool Relapse);

/// <summary>One class in the turnover (<i lang="vi">biến động hộ nghèo, hộ cận nghèo</i>), in households.</summary>
/// <param name="Class">The class.</param>
/// <param name="Start">In it on the base day.</param>
/// <param name="Exits">Left both classes.</param>
/// <param name="ToOther">Went over to the other class.</param>
/// <param name="MovedOut">Moved out of the unit, or nobody is left.</param>
/// <param name="New">Entered for the first time.</param>
/// <param name="Relapsed">Entered again.</param>
/// <param name="FromOther">Came over from the other class.</param>
/// <param name="MovedIn">Came into the unit with the class.</param>
/// <param name="End">In it when the result holds, counted in the register.</param>
public sealed record TurnoverRow(string Class, int Start, int Exits, int ToOther, int MovedOut, int New, int Relapsed,
    int FromOther, int MovedIn, int End)
{
    /// <summary>What is left over: start less what left plus what came, less the end. Zero if it balances.</summary>
    public int Rest => Start - Exits - ToOther - MovedOut + New + Relapsed + FromOther + MovedIn - End;
}

/// <summary>A household whose class at the end is not what the review makes of its class at the start.</summary>
/// <param name="Household">Its number.</param>
/// <param name="Expected">Class the review gives.</param>
/// <param name="Counted">Class in the register.</param>
public sealed record Unexplained(long Household, string Expected, string Counted);

/// <summary>The turnover of a review.</summary>
/// <param name="Rows">Poor, then near-poor.</param>
/// <param name="Unexplained">Households that nothing explains; empty if it balances.</param>
public sealed record TurnoverTable(IReadOnlyList<TurnoverRow> Rows, IReadOnlyList<Unexplained> Unexplained)
{
    /// <summary>True if every household is explained and every row comes out at zero.</summary>
    public bool Balances => Unexplained.Count == 0 && Rows.All(r => r.Rest == 0);
}

/// <summary>Sets what a review found against what the register holds before and after it.</summary>
public static class Turnover
{
    /// <summary>
    /// The table. Both sides are read from the register by themselves, so that it balances only if the review explains every household:
    /// nobody's class changed outside of it, and what it decided is what is recorded.
    /// </summary>
    /// <param name="start">Households of the unit in a class on the base day.</param>
    /// <param name="end">Households of the unit in a class when the result holds.</param>
    /// <param name="found">What the review found, by household.</param>
    /// <param name="gone">Households of the base day that are no longer in the unit.</param>
    /// <param name="arrived">Households that were not in the unit on the base day.</param>
    public static TurnoverTable Of(
        IReadOnlyDictionary<long, string> start, IReadOnlyDictionary<long, string> end, IReadOnlyDictionary<long, ReviewFinding> found,
        IReadOnlySet<long> gone, IReadOnlySet<long> arrived)
    {
        var tallies = new Dictionary<string, Tally> { [PovertyClass.Poor] = new(), [PovertyClass.NearPoor] = new() };
        var unexplained = new List<Unexplained>();
        foreach (var household in start.Keys.Union(end.Keys).Union(found.Keys).Order())
        {
            var (from, counted) =
                (start.GetValueOrDefault(household, PovertyClass.None), end.GetValueOrDefault(household, PovertyClass.None));
            Count(tallies, from, t => t.Start++);
            Count(tallies, counted, t => t.End++);
            if (gone.Contains(household))
            {
                Count(tallies, from, t => t.MovedOut++);
                Explain(household, PovertyClass.None, counted);
            }
            else if (arrived.Contains(household) && !found.ContainsKey(household))
            {
                Count(tallies, counted, t => t.MovedIn++);
                Explain(household, PovertyClass.None, from);
            }
            else
            {
                var to = found.TryGetValue(household, out var result) ? result.To : from;
                Move(tallies, from, to, result.Relapse);
                Explain(household, to, counted);
            }
        }

        return new TurnoverTable([.. tallies.Select(t => t.Value.Row(t.Key))], unexplained);

        void Explain(long household, string expected, string counted)
        {
            if (expected != counted)
            {
                unexplained.Add(new Unexplained(household, expected, counted));
            }
        }
    }

    private static void Move(Dictionary<string, Tally> tallies, string from, string to, bool relapse)
    {
        if (from == to)
        {
            return;
        }

        var between = from != PovertyClass.None && to != PovertyClass.None;
        Count(tallies, from, t => _ = between ? t.ToOther++ : t.Exits++);
        Count(tallies, to, t => _ = between ? t.FromOther++ : relapse ? t.Relapsed++ : t.New++);
    }

    private static void Count(Dictionary<string, Tally> tallies, string @class, Action<Tally> add)
    {
        if (tallies.TryGetValue(@class, out var tally))
        {
            add(tally);
        }
    }

    private sealed class Tally
    {
        public int Start, Exits, ToOther, MovedOut, New, Relapsed, FromOther, MovedIn, End;

        public TurnoverRow Row(string @class) => new(@class, Start, Exits, ToOther, MovedOut, New, Relapsed, FromOther, MovedIn, End);
    }
}

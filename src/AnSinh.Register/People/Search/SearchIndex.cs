using AnSinh.Basics;

namespace AnSinh.Register.People.Search;

/// <summary>What a search needs to know of one person.</summary>
internal struct SearchEntry
{
    public long PersonId;
    public long Number;
    public int Birth;
    public int FirstWord;
    public short Words;
    public short Home;
    public int Household;
    public Sex Sex;
    public bool IsHead;
    public bool LivesHere;

    /// <summary>False for a place left behind by somebody who is not in the register as known then.</summary>
    public bool Present;
}

/// <summary>A household as a search knows it.</summary>
internal sealed record SearchHousehold(long HouseholdId, string Number, int Hamlet);

/// <summary>
/// The people of one day as known on another, laid out to be searched: names and hamlets as numbers of words, so that a search reads
/// a few arrays from end to end. Immutable; a change of the register makes a copy with the people it touched read anew.
/// </summary>
internal sealed class SearchIndex
{
    public const int NoBirth = int.MinValue;

    public required DateOnly Day { get; init; }

    public required AsKnown Known { get; init; }

    public required SearchMark Mark { get; init; }

    public required WordList List { get; init; }

    public required SearchEntry[] Entries { get; init; }

    /// <summary>Words of all names, one after the other.</summary>
    public required int[] NameWords { get; init; }

    public required List<SearchHousehold> Households { get; init; }

    /// <summary>Place of each word in the order of its letters without accents.</summary>
    public required int[] Ranks { get; init; }

    public required IReadOnlyList<string> Hamlets { get; init; }

    /// <summary>Words of each hamlet.</summary>
    public required IReadOnlyList<int[]> HamletWords { get; init; }

    public required IReadOnlyList<string> HomeKeys { get; init; }

    /// <summary>Words of the commune of the day that each home lies in.</summary>
    public required IReadOnlyList<int[]> HomeWords { get; init; }

    public required Dictionary<long, int> RowOf { get; init; }

    public required Dictionary<long, int> HouseholdRow { get; init; }

    public ReadOnlySpan<int> NameOf(in SearchEntry entry) => NameWords.AsSpan(entry.FirstWord, entry.Words);

    /// <summary>Order by the letters of the name without accents, then by number.</summary>
    public int Compare(int left, int right)
    {
        ref readonly var a = ref Entries[left];
        ref readonly var b = ref Entries[right];
        var x = NameOf(a);
        var y = NameOf(b);
        for (var i = 0; i < x.Length && i < y.Length; i++)
        {
            if (x[i] != y[i] && Ranks[x[i]] != Ranks[y[i]])
            {
                return Ranks[x[i]].CompareTo(Ranks[y[i]]);
            }
        }

        return x.Length != y.Length ? x.Length.CompareTo(y.Length) : a.PersonId.CompareTo(b.PersonId);
    }
}

/// <summary>How far the tables had been read: what was written since is what is new.</summary>
/// <param name="ChangeNo">Number of the last change.</param>
/// <param name="Instant">When the last row was recorded.</param>
/// <param name="Person">Last row of the table of persons.</param>
/// <param name="Residence">Last row of homes.</param>
/// <param name="Membership">Last row of members.</param>
/// <param name="Household">Last row of households.</param>
internal sealed record SearchMark(long ChangeNo, long Instant, long Person, long Residence, long Membership, long Household);

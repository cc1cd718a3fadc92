namespace AnSinh.Register.Snapshots;

/// <summary>
/// What was true, day by day, of those for whom something changes inside a month (<i lang="vi">các đoạn ngày trong tháng</i>). The month is
/// cut into stretches of days on which nothing changes; a row is one person on one stretch, with the household of that stretch. Everybody
/// who shares a household with them on some day of it is here too, cut at the same days, so that a stretch is one true state of a household
/// and never a mixture of two.
/// </summary>
/// <param name="Persons">Rows of the snapshot that have stretches, ascending.</param>
/// <param name="Start">Person p of these has the stretches <c>Start[p] … Start[p + 1] − 1</c>, the earliest first; one entry more than
/// persons.</param>
/// <param name="From">First day of each stretch, as day number.</param>
/// <param name="To">Last day of each stretch.</param>
/// <param name="Columns">The same columns as the snapshot's, a value per stretch.</param>
/// <param name="HouseholdOf">Per stretch the household on it, as a position in <paramref name="HouseholdStart"/>; −1 if none.</param>
/// <param name="HouseholdStart">Where the members of each household on a stretch begin; one entry more than there are.</param>
/// <param name="HouseholdMembers">Stretches grouped by household.</param>
/// <param name="HouseholdIds">Numbers of the households on their stretches.</param>
public sealed record MonthStates(
    int[] Persons, int[] Start, int[] From, int[] To, IReadOnlyDictionary<string, long[]> Columns, int[] HouseholdOf,
    int[] HouseholdStart, int[] HouseholdMembers,
    long[] HouseholdIds)
{
    /// <summary>Number of stretches.</summary>
    public int Rows => From.Length;

    /// <summary>Position of a row of the snapshot among <see cref="Persons"/>, negative if nothing changes for it.</summary>
    public int Find(int row) => Array.BinarySearch(Persons, row);

    /// <summary>Per stretch the row of its person in the snapshot.</summary>
    public int[] PersonOfStretch()
    {
        var rows = new int[Rows];
        for (var p = 0; p < Persons.Length; p++)
        {
            Array.Fill(rows, Persons[p], Start[p], Start[p + 1] - Start[p]);
        }

        return rows;
    }
}

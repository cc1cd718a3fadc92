using AnSinh.Rulebook;

namespace AnSinh.Determinations;

/// <summary>
/// The rules between programmes (<i lang="vi">quan hệ giữa các chế độ</i>): of several sides a person draws only the one with the
/// higher total; on a tie the first. A side that cannot be told neither wins nor loses: the known side is kept, for it is owed at least.
/// </summary>
internal static class HighestOfSides
{
    public static void Apply(LawAt law, IReadOnlyList<ProgrammeResult> results)
    {
        for (var i = 0; i < law.Interactions.Count; i++)
        {
            var sides = law.Interactions[i].Interaction.Sides
                .Select(side => side.Select(name => results.FirstOrDefault(r => r.Name == name)).OfType<ProgrammeResult>().ToArray())
                .ToArray();
            if (sides.Count(s => s.Length > 0) > 1)
            {
                Apply(i, sides);
            }
        }
    }

    private static void Apply(int interaction, ProgrammeResult[][] sides)
    {
        var rows = sides.First(s => s.Length > 0)[0].Status.Length;
        for (var row = 0; row < rows; row++)
        {
            var (winner, highest, claims) = (-1, -1L, 0);
            for (var s = 0; s < sides.Length; s++)
            {
                if (Total(sides[s], row) is { } total)
                {
                    claims++;
                    if (total > highest)
                    {
                        (winner, highest) = (s, total);
                    }
                }
            }

            for (var s = 0; claims > 1 && s < sides.Length; s++)
            {
                if (s != winner)
                {
                    Outrank(sides[s], row, interaction);
                }
            }
        }
    }

    /// <summary>What a side gives, or null if no programme of it says yes.</summary>
    private static long? Total(ProgrammeResult[] side, int row)
    {
        long? total = null;
        foreach (var programme in side)
        {
            if (programme.Status[row] == ProgrammeResult.Yes)
            {
                total = checked((total ?? 0) + programme.Amount[row]);
            }
        }

        return total;
    }

    private static void Outrank(ProgrammeResult[] side, int row, int interaction)
    {
        foreach (var programme in side)
        {
            if (programme.Status[row] == ProgrammeResult.Yes)
            {
                programme.Outrank(row, interaction);
            }
        }
    }
}

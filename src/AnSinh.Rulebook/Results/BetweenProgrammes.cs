namespace AnSinh.Rulebook.Results;

/// <summary>
/// The rules between programmes (<i lang="vi">quan hệ giữa các chế độ</i>), exclusions first. Excludes: whoever draws the first side draws none of
/// the others. Highest: of several sides a person draws only the one with the higher total; on a tie the first. A side that cannot be told neither
/// wins nor loses: the known side is kept, for it is owed at least. What adds changes nothing.
/// </summary>
internal static class BetweenProgrammes
{
    public static void Apply(LawAt law, IReadOnlyList<ProgrammeAnswers> answers)
    {
        Apply(law, answers, InteractionRule.Excludes, Exclude);
        Apply(law, answers, InteractionRule.Highest, Highest);
    }

    private static void Apply(LawAt law, IReadOnlyList<ProgrammeAnswers> answers, InteractionRule rule, Action<int, ProgrammeAnswers[][]> apply)
    {
        for (var i = 0; i < law.Interactions.Count; i++)
        {
            if (law.Interactions[i].Interaction.Rule != rule)
            {
                continue;
            }

            var sides = law.Interactions[i].Interaction.Sides
                .Select(side => side.Select(name => answers.FirstOrDefault(r => r.Programme.Programme.Id == name)).OfType<ProgrammeAnswers>().ToArray())
                .ToArray();
            if (sides.Count(s => s.Length > 0) > 1)
            {
                apply(i, sides);
            }
        }
    }

    private static void Exclude(int interaction, ProgrammeAnswers[][] sides)
    {
        var rows = sides.First(s => s.Length > 0)[0].Result.Status.Length;
        for (var row = 0; row < rows; row++)
        {
            if (sides[0].Any(p => p.Says(row)))
            {
                foreach (var side in sides.Skip(1))
                {
                    Outrank(side, row, interaction);
                }
            }
        }
    }

    private static void Highest(int interaction, ProgrammeAnswers[][] sides)
    {
        var rows = sides.First(s => s.Length > 0)[0].Result.Status.Length;
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
    private static long? Total(ProgrammeAnswers[] side, int row)
    {
        long? total = null;
        foreach (var programme in side)
        {
            if (programme.Says(row))
            {
                total = checked((total ?? 0) + programme.Result.Amount[row]);
            }
        }

        return total;
    }

    private static void Outrank(ProgrammeAnswers[] side, int row, int interaction)
    {
        foreach (var programme in side)
        {
            if (programme.Says(row))
            {
                programme.Outrank(row, interaction);
            }
        }
    }
}

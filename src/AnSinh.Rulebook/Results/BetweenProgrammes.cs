namespace AnSinh.Rulebook.Results;

/// <summary>
/// The rules between programmes (<i lang="vi">quan hệ giữa các chế độ</i>), exclusions first. Excludes: whoever draws the first side draws
/// none of the others. Highest: of several sides a person draws only the one with the higher total; on a tie the first. Of sides whose
/// totals are certain at least, the highest is kept: so much is owed, whatever comes. A side that at its most stays below loses for
/// certain; one that may yet be higher is not known. A side that excludes and cannot be told takes nothing. What adds changes nothing.
/// </summary>
internal static class BetweenProgrammes
{
    public static void Apply(LawAt law, IReadOnlyList<ProgrammeAnswers> answers)
    {
        Apply(law, answers, InteractionRule.Excludes, Exclude);
        Apply(law, answers, InteractionRule.Highest, Highest);
    }

    private static void Apply(LawAt law, IReadOnlyList<ProgrammeAnswers> answers, InteractionRule rule,
        Action<int, ProgrammeAnswers[][]> apply)
    {
        for (var i = 0; i < law.Interactions.Count; i++)
        {
            if (law.Interactions[i].Interaction.Rule != rule)
            {
                continue;
            }

            var sides = law.Interactions[i].Interaction.Sides
                .Select(side => side.Select(name => answers.FirstOrDefault(r => r.Programme.Programme.Id == name))
                    .OfType<ProgrammeAnswers>().ToArray())
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
            var (winner, highest) = (-1, -1L);
            for (var s = 0; s < sides.Length; s++)
            {
                if (Least(sides[s], row) is var total && total > highest)
                {
                    (winner, highest) = (s, total);
                }
            }

            for (var s = 0; winner >= 0 && s < sides.Length; s++)
            {
                if (s == winner || Most(sides[s], row) is not (>= 0 and var most))
                {
                    continue;
                }

                if (most > highest || (most == highest && s < winner))
                {
                    Loosen(sides[s], row);
                }
                else
                {
                    Outrank(sides[s], row, interaction);
                }
            }
        }
    }

    /// <summary>What a side gives for certain; −1 if no programme of it says yes.</summary>
    private static long Least(ProgrammeAnswers[] side, int row)
    {
        var total = -1L;
        foreach (var programme in side)
        {
            if (programme.Says(row))
            {
                total = checked(Math.Max(total, 0) + programme.Result.Amount[row]);
            }
        }

        return total;
    }

    /// <summary>The most a side may give; −1 if every programme of it says no.</summary>
    private static long Most(ProgrammeAnswers[] side, int row)
    {
        var total = -1L;
        foreach (var programme in side)
        {
            if (programme.MaySay(row))
            {
                var (most, before) = (programme.Result.MostOf(row), Math.Max(total, 0));
                total = most == KernelResult.Unbounded || before == KernelResult.Unbounded ? KernelResult.Unbounded
                    : checked(before + most);
            }
        }

        return total;
    }

    private static void Loosen(ProgrammeAnswers[] side, int row)
    {
        foreach (var programme in side)
        {
            if (programme.Says(row))
            {
                programme.Loosen(row);
            }
        }
    }

    private static void Outrank(ProgrammeAnswers[] side, int row, int interaction)
    {
        foreach (var programme in side)
        {
            if (programme.MaySay(row))
            {
                programme.Outrank(row, interaction);
            }
        }
    }
}

using AnSinh.Basics;

namespace AnSinh.Determinations.Tests;

/// <summary>
/// Monthly merit allowances (Pháp lệnh 02/2020, annexes I–III of NĐ 75/2021, 55/2023, 77/2024; 2026 by the factor of the standards),
/// written from the annexes, not from policy/; in thousands of đồng. All categories add up. Only what the demo register knows: no carers,
/// survivors or presumed exposure.
/// </summary>
internal static class StraightLineMerit
{
    private const long Thousand = 1_000;

    public static long? Amount(StraightLinePeople p, int row)
    {
        if (!p.Is("resident", row) || p.Day("death_date", row) <= p.Eve)
        {
            return null;
        }

        long? sum = null;
        foreach (var (category, percent) in new[] { ("merit", "merit_percent"), ("merit_second", "merit_second_percent"),
            ("merit_third", "merit_third_percent") })
        {
            if (Of(p, row, p.Code(category, row), percent) is { } amount)
            {
                sum = (sum ?? 0) + (amount * Thousand);
            }
        }

        return sum;
    }

    private static long? Of(StraightLinePeople p, int row, string category, string percent)
    {
        switch (category)
        {
            case "pre1945":
                return p.Is("merit_pre1945_kind", row, "left_home")
                    ? Cell(p.Month, (1815, 2297, 3117)) + (p.Number("merit_seniority_years", row) * Cell(p.Month, (308, 390, 529)))
                    : Cell(p.Month, (3081, 3899, 5291));
            case "jan45":
                return Cell(p.Month, (1679, 2125, 2884));
            case "martyr_relative":
                var martyrs = p.Is("merit_remarried_spouse", row) ? 1 : Math.Min(p.Number("merit_martyrs", row), 3);
                return Martyrs(p.Month, martyrs) + (p.Is("merit_lonely", row) ? Cell(p.Month, (1299, 1644, 2231)) : 0);
            case "heroic_mother":
                // Until 6/2021 by the number of martyrs, since then three times the standard; the supplement in both.
                return Martyrs(p.Month, p.Month < new Month(2021, 7) ? Math.Min(p.Number("merit_mother_martyrs", row), 3) : 3)
                    + Cell(p.Month, (1361, 1722, 2337));
            case "hero":
                return Cell(p.Month, (1361, 1722, 2337));
            case "war_invalid":
                var injury = p.Number(percent, row);
                var table = p.Is("merit_type_b", row) ? StraightLineMeritTables.WarInvalidTypeB : StraightLineMeritTables.WarInvalid;
                return injury < 21 ? null : Cell(p.Month, table[injury - 21]) + Supplement(p, row, injury, (1670, 2113, 2867));
            case "sick_soldier":
                var loss = p.Number(percent, row);
                return loss < 41 ? null
                    : Cell(p.Month,
                        loss <= 50 ? (1695, 2145, 2911)
                            : loss <= 60 ? (2112, 2673, 3627)
                            : loss <= 70 ? (2692, 3406, 4622)
                            : loss <= 80 ? (3103, 3927, 5329) : loss <= 90 ? (3714, 4700, 6378) : (4137, 5235, 7104))
                        + Supplement(p, row, loss, (1624, 2055, 2789));
            case "chemical_victim":
                var harm = p.Number(percent, row);
                return harm < 21 ? null
                    : Cell(p.Month,
                        harm <= 40 ? (1234, 1562, 2120)
                            : harm <= 60 ? (2062, 2610, 3542) : harm <= 80 ? (2891, 3658, 4964) : (3703, 4685, 6358))
                            + Supplement(p, row, harm, (1624, 2055, 2789));
            case "chemical_child":
                var deformity = p.Number(percent, row);
                return deformity < 61 ? null : Cell(p.Month, deformity <= 80 ? (974, 1233, 1673) : (1624, 2055, 2789));
            case "prisoner":
                return Cell(p.Month, (974, 1233, 1673));
            case "helper":
                // A resistance medal is paid once, not monthly.
                return p.Is("merit_helper_kind", row, "certificate") ? Cell(p.Month, (1624, 2055, 2789))
                    : p.Is("merit_helper_kind", row, "resistance_order") ? Cell(p.Month, (955, 1208, 1639)) : null;
            default:
                return null;
        }
    }

    private static long Martyrs(Month month, long martyrs) => martyrs switch
    {
        <= 0 => 0,
        1 => Cell(month, (1624, 2055, 2789)),
        2 => Cell(month, (3248, 4110, 5578)),
        _ => Cell(month, (4872, 6165, 8367)),
    };

    private static long Supplement(StraightLinePeople p, int row, long percent, (int A, int B, int C) special) =>
        percent < 81 ? 0 : Cell(p.Month, p.Is("merit_special_wound", row) ? special : (815, 1031, 1399));

    /// <summary>A cell in the edition of the month; from 7/2026 the last one times 3,012 ÷ 2,789, to the nearest thousand.</summary>
    private static long Cell(Month month, (int A, int B, int C) row) =>
        month < new Month(2023, 7) ? row.A
        : month < new Month(2024, 7) ? row.B : month < new Month(2026, 7) ? row.C : ((row.C * 3_012L * 2) + 2_789) / (2_789 * 2);
}

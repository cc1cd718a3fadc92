using AnSinh.Basics;

namespace AnSinh.Determinations.Tests;

/// <summary>
/// The social pension (Luật BHXH 41/2024 Điều 21, NĐ 176/2025, NĐ 335/2026; NQ 63/2025 of Hà Nội), written from the texts, not from
/// policy/.
/// </summary>
internal static class StraightLinePension
{
    public static long? Amount(StraightLinePeople p, int row)
    {
        if (!p.Is("resident", row) || p.Day("death_date", row) <= p.Eve || p.Is("in_facility", row))
        {
            return null;
        }

        var age = p.Age(row, p.LastDay);
        if (age < 70 || (age < 75 && !p.Is("poverty", row, "poor", "near_poor")))
        {
            return null;
        }

        var national = p.Month < new Month(2026, 7) ? 500_000 : 540_000;

        // With the city's top-up the total is 650,000 from 2026 on.
        var total = p.Month < new Month(2026, 1) ? national : 650_000;
        if (p.Is("pension", row, "none"))
        {
            return total;
        }

        var drawn = p.Number("pension_amount", row);
        return drawn < national ? national - drawn : null;
    }
}

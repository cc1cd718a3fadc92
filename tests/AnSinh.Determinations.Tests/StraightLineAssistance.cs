using AnSinh.Basics;

namespace AnSinh.Determinations.Tests;

/// <summary>
/// Monthly social assistance in Hà Nội as the decrees say it, line by line: NĐ 136/2013 and NĐ 28/2012 until 6/2021, NĐ 20/2021 since.
/// Written from the texts, not from policy/; coefficients in tenths. A right that begins in a month is paid for it (the last day counts);
/// one that ends is paid to the end of the month (the eve counts).
/// </summary>
internal static class StraightLineAssistance
{
    private static readonly string[] Studies = ["general", "vocational", "college", "university"];

    public static long? Amount(StraightLinePeople p, int row)
    {
        if (!p.Is("resident", row) || p.Day("death_date", row) <= p.Eve || p.Is("in_facility", row))
        {
            return null;
        }

        var (highest, parent, besides) = p.Month < new Month(2021, 7) ? Decree136(p, row) : Decree20(p, row);

        // NĐ 20/2021 Điều 6 khoản 2: one level, the highest; a single parent draws the parent's and the highest of the others named there.
        var tenths = Math.Max(Math.Max(highest, besides), parent > 0 && besides > 0 ? parent + besides : parent);
        if (tenths == 0 || (p.Month >= new Month(2021, 7) && Stopped(p, row)))
        {
            return null;
        }

        return Standard(p.Month) * tenths / 10;
    }

    /// <summary>NQ 63/2025 Điều 4, Hà Nội's own group: 60 or older, poor or near-poor, whose supporter is missing or unable.</summary>
    public static long? OfTheCity(StraightLinePeople p, int row)
    {
        if (!p.Is("resident", row) || p.Day("death_date", row) <= p.Eve || p.Is("in_facility", row)
            || !p.Is("poverty", row, "poor", "near_poor"))
        {
            return null;
        }

        var age = p.Age(row, p.LastDay);
        return age < 60 || !(p.Is("no_supporter", row) || p.Is("supporter_unable", row)) ? null
            : Standard(p.Month) * (age < 80 ? 15 : 20) / 10;
    }

    /// <summary>The higher of the national standard and that of Hà Nội.</summary>
    private static long Standard(Month month) =>
        month < new Month(2021, 7) ? 350_000
        : month < new Month(2022, 1) ? 360_000
        : month < new Month(2024, 7) ? 440_000
        : month < new Month(2026, 1) ? 500_000
        : 650_000;

    private static (int Highest, int Parent, int Besides) Decree136(StraightLinePeople p, int row)
    {
        var (highest, besides) = (0, 0);
        var poor = p.Is("poverty", row, "poor");
        if (!p.Is("child_without_support", row, "none") && p.Age(row, p.Eve) < 16)
        {
            highest = p.Age(row, p.LastDay) < 4 ? 25 : 15;
        }

        if (FormerStudent(p, row))
        {
            highest = Math.Max(highest, 15);
        }

        if (p.Is("hiv", row) && poor)
        {
            var age = p.Age(row, p.LastDay);
            highest = Math.Max(highest, age < 4 ? 25 : age < 16 ? 20 : 15);
        }

        var parent = poor && Single(p, row) ? Math.Min(ChildrenRaised(p, row), 2) * 10 : 0;
        var alone = ElderAlone(p, row);
        if (alone)
        {
            besides = p.Is("community_carer", row) ? 30 : p.Age(row, p.LastDay) >= 80 ? 20 : 15;
        }
        else if (p.Is("pension", row, "none") && p.Age(row, p.LastDay) >= 80)
        {
            besides = 10;
        }

        return (highest, parent, Math.Max(besides, Disabled(p, row)));
    }

    private static (int Highest, int Parent, int Besides) Decree20(StraightLinePeople p, int row)
    {
        var (highest, besides) = (0, 0);
        var (poor, nearPoor) = (p.Is("poverty", row, "poor"), p.Is("poverty", row, "near_poor"));
        var (withoutSupport, hivAndPoor) = (!p.Is("child_without_support", row, "none"), poor && p.Is("hiv", row));
        if (withoutSupport && p.Age(row, p.Eve) < 16)
        {
            highest = p.Age(row, LevelDay(p)) < 4 ? 25 : 15;
        }

        if (FormerStudent(p, row))
        {
            highest = Math.Max(highest, 15);
        }

        if (hivAndPoor && p.Age(row, p.Eve) < 16)
        {
            highest = Math.Max(highest, p.Age(row, LevelDay(p)) < 4 ? 25 : 20);
        }

        var parent = (poor || nearPoor) && Single(p, row) ? ChildrenRaised(p, row) * 10 : 0;
        if (ElderAlone(p, row))
        {
            besides = p.Is("community_carer", row) ? 30 : p.Age(row, LevelDay(p)) >= 80 ? 20 : 15;
        }
        else if (p.Month < new Month(2025, 7))
        {
            // Points b and c of clause 5: since 7/2025 the social pension stands for them.
            var difficult = (poor || nearPoor) && p.Is("difficult_area", row) && p.Age(row, p.LastDay) >= 75 && p.Age(row, p.Eve) < 80;
            besides = difficult || (p.Is("pension", row, "none") && p.Age(row, p.LastDay) >= 80) ? 10 : 0;
        }

        besides = Math.Max(besides, Disabled(p, row));
        var disabled = p.Is("disability", row, "severe", "extremely_severe");
        if ((poor || nearPoor) && p.Is("difficult_area", row) && !withoutSupport && !hivAndPoor && !disabled && p.Age(row, p.Eve) < 3)
        {
            highest = Math.Max(highest, 15);
        }

        // Children with HIV are in clause 3, with more.
        if (hivAndPoor && p.Age(row, p.LastDay) >= 16 && !p.Is("stable_income", row))
        {
            besides = Math.Max(besides, 15);
        }

        return (highest, parent, besides);
    }

    /// <summary>NĐ 147/2025: since 7/2025 another level is paid from the month after the age for it is reached.</summary>
    private static DateOnly LevelDay(StraightLinePeople p) => p.Month < new Month(2025, 7) ? p.LastDay : p.Eve;

    private static bool FormerStudent(StraightLinePeople p, int row) =>
        p.Is("former_child_without_support", row) && p.Is("education", row, Studies) && p.Age(row, p.LastDay) >= 16
        && p.Age(row, p.Eve) < 22;

    /// <summary>Never married, or the spouse dead or missing; not divorced.</summary>
    private static bool Single(StraightLinePeople p, int row) => p.Is("marital_status", row, "never_married", "widowed", "spouse_missing");

    private static int ChildrenRaised(StraightLinePeople p, int row) => p.Household(row).Count(child =>
        p.Number("raised_by", child) == p.Id(row) && p.Day("death_date", child) > p.Eve
        && (p.Age(child, p.Eve) < 16 || (p.Age(child, p.Eve) < 22 && p.Is("education", child, Studies))));

    private static bool ElderAlone(StraightLinePeople p, int row) =>
        p.Is("poverty", row, "poor") && p.Is("no_supporter", row) && p.Age(row, p.LastDay) >= 60;

    /// <summary>Luật Người khuyết tật Điều 44, 51: not beside a pension or a merit allowance.</summary>
    private static int Disabled(StraightLinePeople p, int row)
    {
        if (!p.Is("disability", row, "severe", "extremely_severe") || !p.Is("pension", row, "none") || !p.Is("merit", row, "none"))
        {
            return 0;
        }

        var age = p.Age(row, LevelDay(p));
        var childOrElder = age is < 16 or >= 60;
        return p.Is("disability", row, "extremely_severe") ? childOrElder ? 25 : 20 : childOrElder ? 20 : 15;
    }

    /// <summary>
    /// Điều 8 and TT 02/2021 Điều 2: missing, in prison, refused; not collected for three months, refused to be assessed again, a month in
    /// remand.
    /// </summary>
    private static bool Stopped(StraightLinePeople p, int row) =>
        p.Day("declared_missing_on", row) <= p.Eve || p.Day("serving_since", row) <= p.Eve || p.Day("refused_assistance_on", row) <= p.Eve
        || p.Day("refused_reassessment_on", row) <= p.Eve || p.Number("uncollected_months", row) >= 3
        || p.Day("remand_since", row) <= p.Eve.AddMonths(-1);
}

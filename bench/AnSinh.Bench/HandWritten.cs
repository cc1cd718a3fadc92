using AnSinh.Basics;
using AnSinh.Rulebook;

namespace AnSinh.Bench;

/// <summary>
/// Monthly social assistance under Decree 20/2021 as an engineer would write it for speed, by hand, for one month: the yardstick
/// the kernel is held against. Reads the same columns and gives the same answers; amounts and limits come in as arguments.
/// </summary>
internal sealed class HandWritten(FactVocabulary facts, Month month, long standard, long remandMonths, long uncollectedMonths)
{
    private readonly long _eve = month.Eve.DayNumber;

    // A birth date up to this day means "at least that old" at the end of the month (or on its eve).
    private readonly long _is4 = Born(month.LastDay, 4), _is16 = Born(month.LastDay, 16), _is60 = Born(month.LastDay, 60),
        _is75 = Born(month.LastDay, 75), _is80 = Born(month.LastDay, 80),
        _was3 = Born(month.Eve, 3), _was16 = Born(month.Eve, 16), _was22 = Born(month.Eve, 22), _was80 = Born(month.Eve, 80);

    // Whoever has been in remand since this day or longer has been there too long.
    private readonly long _remand = month.Eve.AddMonths(-(int)remandMonths).DayNumber;

    private readonly long _poor = facts["poverty"].Encode("poor")!.Value, _nearPoor = facts["poverty"].Encode("near_poor")!.Value;
    private readonly long _severe = facts["disability"].Encode("severe")!.Value, _extreme = facts["disability"]
        .Encode("extremely_severe")!.Value;
    private readonly long _never = facts["marital_status"].Encode("never_married")!.Value, _widowed = facts["marital_status"]
        .Encode("widowed")!.Value,
        _missing = facts["marital_status"].Encode("spouse_missing")!.Value;

    private readonly long[] _studies = [.. new[] { "general", "vocational", "college",
        "university" }.Select(c => facts["education"].Encode(c)!.Value)];

    /// <summary>Amounts for all rows; returns how many get one and the sum.</summary>
    public (int Count, long Sum) Run(FactTable table, long[] amounts)
    {
        var c = table.Columns;
        long[] id = c["id"], birth = c["birth_date"], resident = c["resident"], death = c["death_date"], facility = c["in_facility"],
            poverty = c["poverty"], orphan = c["child_without_support"], former = c["former_child_without_support"],
            education = c["education"],
            hiv = c["hiv"], marital = c["marital_status"], raisedBy = c["raised_by"], noSupporter = c["no_supporter"],
            pension = c["pension"],
            carer = c["community_carer"], disability = c["disability"], merit = c["merit"], difficult = c["difficult_area"],
            income = c["stable_income"],
            missing = c["declared_missing_on"], serving = c["serving_since"], refused = c["refused_assistance_on"],
            unassessed = c["refused_reassessment_on"],
            uncollected = c["uncollected_months"], remand = c["remand_since"];
        var count = 0;
        var sum = 0L;
        for (var i = 0; i < table.Rows; i++)
        {
            amounts[i] = 0;
            if (resident[i] == 0 || death[i] <= _eve || facility[i] != 0)
            {
                continue;
            }

            // Coefficients in tenths; `extra` is what a single parent may draw beside the own group.
            long best = 0, extra = 0, parent = 0;
            var born = birth[i];
            var isPoor = poverty[i] == _poor;
            var poorish = isPoor || poverty[i] == _nearPoor;
            if (orphan[i] != 0 && born > _was16)
            {
                best = born > _is4 ? 25 : 15;
            }

            if (former[i] != 0 && Studies(education[i]) && born <= _is16 && born > _was22)
            {
                best = Math.Max(best, 15);
            }

            if (hiv[i] != 0 && isPoor)
            {
                if (born > _was16)
                {
                    best = Math.Max(best, born > _is4 ? 25 : 20);
                }

                if (income[i] == 0 && born <= _is16)
                {
                    extra = 15;
                }
            }

            if (poorish && (marital[i] == _never || marital[i] == _widowed || marital[i] == _missing))
            {
                var household = table.HouseholdOf[i];
                for (var m = table.HouseholdStart[household]; m < table.HouseholdStart[household + 1]; m++)
                {
                    var child = table.HouseholdMembers[m];
                    if (raisedBy[child] == id[i] && death[child] > _eve
                        && (birth[child] > _was16 || (birth[child] > _was22 && Studies(education[child]))))
                    {
                        parent += 10;
                    }
                }
            }

            if (born <= _is60)
            {
                var alone = isPoor && noSupporter[i] != 0;
                if (alone)
                {
                    extra = Math.Max(extra, carer[i] != 0 ? 30 : born <= _is80 ? 20 : 15);
                }
                else if ((born <= _is80 && pension[i] == 0) || (born <= _is75 && born > _was80 && poorish && difficult[i] != 0))
                {
                    extra = Math.Max(extra, 10);
                }
            }

            if ((disability[i] == _severe || disability[i] == _extreme) && pension[i] == 0 && merit[i] == 0)
            {
                var special = born > _is16 || born <= _is60;
                extra = Math.Max(extra, disability[i] == _extreme ? special ? 25 : 20 : special ? 20 : 15);
            }

            if (born > _was3 && poorish && difficult[i] != 0 && orphan[i] == 0 && !(hiv[i] != 0 && isPoor)
                && disability[i] != _severe && disability[i] != _extreme)
            {
                best = Math.Max(best, 15);
            }

            best = Math.Max(best, parent + extra);
            if (best > 0 && missing[i] > _eve && serving[i] > _eve && refused[i] > _eve && unassessed[i] > _eve && remand[i] > _remand
                && (uncollected[i] == 0 || uncollected[i] < uncollectedMonths))
            {
                amounts[i] = standard * best / 10;
                sum += amounts[i];
                count++;
            }
        }

        return (count, sum);
    }

    private bool Studies(long education) =>
        education == _studies[0] || education == _studies[1] || education == _studies[2] || education == _studies[3];

    /// <summary>Latest birth date of those who are at least that old on a day.</summary>
    public static long Born(DateOnly day, int age)
    {
        var born = day.AddYears(-age);
        while (born.AddDays(1).AddYears(age) <= day)
        {
            born = born.AddDays(1);
        }

        return born.DayNumber;
    }
}

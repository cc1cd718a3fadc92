namespace AnSinh.Demo.Synthetic;

/// <summary>A merger inside the world's years: new residences in these communes carry the new key.</summary>
internal sealed record UnitVersion(int From, IReadOnlyList<string> Communes, string Key);

/// <summary>Who marries, and where couples live; see lives.yaml.</summary>
internal sealed record MarriageFigures(
    int NewlywedWifeMax,
    double NewlywedWithChild,
    double NewlywedWithoutChild,
    double PerYear,
    int HusbandAgeMin,
    int HusbandAgeMax,
    int WifeAgeMin,
    double BrideFromOutside,
    double NewHousehold,
    double DaughtersLeave)
{
    public static MarriageFigures Read(YamlPart part) => new(
        part["before_census"]["wife_age_max"].Whole(18, 50),
        part["before_census"]["share_with_child"].Share(),
        part["before_census"]["share_without_child"].Share(),
        part["per_year"].Number(),
        part["husband_age"]["min"].Whole(18, 40),
        part["husband_age"]["max"].Whole(20, 70),
        part["wife_age_min"].Whole(18, 40),
        part["bride_from_outside"].Share(),
        part["new_household"].Share(),
        part["daughters_leave_per_year"].Number());
}

/// <summary>Who moves, and how many a year; see lives.yaml.</summary>
internal sealed record MoveFigures(
    double CouplesLeaveParents,
    double CouplesLeftParents,
    double HouseholdsArrive,
    double HouseholdsLeave,
    double PeopleArrive,
    double PeopleLeave,
    double HouseholdsMoveInside)
{
    public static MoveFigures Read(YamlPart part) => new(
        part["couple_leaves_parents_per_year"].Number(),
        part["couple_left_parents_per_year_before_census"].Number(),
        part["households_arrive_per_year"].Number(),
        part["households_leave_per_year"].Number(),
        part["people_arrive_per_year"].Number(),
        part["people_leave_per_year"].Number(),
        part["households_move_inside_per_year"].Number());
}

/// <summary>What happens to people; see lives.yaml.</summary>
internal sealed record LifeFigures(
    int Start,
    int Census,
    int End,
    IReadOnlyList<UnitVersion> UnitVersions,
    int RecordedMin,
    int RecordedMax,
    double DeathScale,
    double DeathScaleBefore,
    double BirthsPerYear,
    double SexRatioAtBirth,
    Steps Fertility,
    Steps Parity,
    int BirthInterval,
    MarriageFigures Marriage,
    int OriginTries,
    MoveFigures Moves,
    double TemporaryShare,
    int YearOnlyBefore,
    double YearOnlyShare,
    int NoNumberBefore,
    double NoNumberElder,
    int NoNumberFrom,
    double NoNumberChild,
    int HamletHouseholds,
    string HamletOfCommune,
    string HamletOfTown,
    IReadOnlyList<string> Towns)
{
    public static double Years(int from, int to) => (to - from) / 365.25;

    public static LifeFigures Read(YamlPart part)
    {
        var days = part["days"];
        var (start, census, end) = (days["start"].Day(), days["census"].Day(), days["end"].Day());
        if (!(start < census && census < end))
        {
            days.Wrong("cần start < census < end");
        }

        return new LifeFigures(
            start,
            census,
            end,
            [.. part["unit_versions"].Items()
                .Select(v => new UnitVersion(v["from"].Day(), [.. v["communes"].Items().Select(c => c.Text())], v["key"].Text()))],
            part["recorded_after_days"]["min"].Whole(0, 365),
            part["recorded_after_days"]["max"].Whole(0, 365),
            part["death_scale"].Number(0, 3),
            part["death_scale_before_census"].Number(0, 3),
            part["births_per_year"].Number(),
            part["sex_ratio_at_birth"].Number(0.5, 2),
            part["fertility"].Steps(),
            part["parity"].Steps(),
            part["birth_interval_days"].Whole(280),
            MarriageFigures.Read(part["marriage"]),
            part["origin_tries"].Whole(1),
            MoveFigures.Read(part),
            part["temporary_share"].Share(),
            part["year_only_birth"]["before"].Whole(1900, 2020),
            part["year_only_birth"]["share"].Share(),
            part["without_number"]["before"].Whole(1900, 2020),
            part["without_number"]["share_elder"].Share(),
            part["without_number"]["from"].Whole(1900, 2030),
            part["without_number"]["share_child"].Share(),
            part["hamlet_households"].Whole(10),
            part["hamlet"]["commune"].Text(),
            part["hamlet"]["town"].Text(),
            [.. part["hamlet"]["towns"].Items().Select(t => t.Text())]);
    }
}

using System.Globalization;
using AnSinh.Basics;

namespace AnSinh.Demo.Synthetic;

/// <summary>What is wrong in every real register; see mess.yaml.</summary>
internal sealed record PlantedErrorFigures(
    int LateDeathFromAge,
    (int Low, int High) SummerDeaths,
    int SummerDeathCount,
    (int Low, int High) SummerDeathRecorded,
    double LateDeathShare,
    (int Low, int High) LateDeathDelay,
    int LateDisabilityCount,
    (int Low, int High) LateDisability,
    (int Low, int High) LateDisabilityRecorded,
    (int Low, int High) LateDisabilityAge,
    double LateDisabilityExtreme,
    int MissingBirths,
    int MissingLooks80,
    int ParentFromAge,
    int ChildFromAge,
    int BirthsFound,
    (int Low, int High) BirthFoundOn,
    int PensionUnknown,
    int PensionUnknownFromAge,
    int Duplicates,
    (int Low, int High) DuplicateOn,
    int DuplicateElders,
    int DuplicateElderAge,
    double DuplicateSwappedDay,
    double DuplicateYearOnly,
    int LateAfterDays,
    double Missed,
    double Leak,
    WrongPovertyFigures WrongPoverty)
{
    public static PlantedErrorFigures Read(YamlPart part)
    {
        var (death, disability, birth, copy) = (part["late_death"], part["late_disability"], part["missing_birth"], part["duplicate"]);
        return new PlantedErrorFigures(
            death["from_age"].Whole(),
            (death["special"]["from"].Day(), death["special"]["to"].Day()),
            death["special"]["count"].Whole(),
            death["special"]["recorded"].Range(p => p.Day()),
            death["share"].Share(),
            death["delay_days"].Range(p => p.Whole()),
            disability["count"].Whole(),
            (disability["from"].Day(), disability["to"].Day()),
            disability["recorded"].Range(p => p.Day()),
            disability["age"].Range(p => p.Whole()),
            disability["extremely_severe"].Share(),
            birth["count"].Whole(),
            birth["looks_80"].Whole(),
            birth["parent_from_age"].Whole(),
            birth["child_from_age"].Whole(),
            birth["corrected"].Whole(),
            birth["corrected_on"].Range(p => p.Day()),
            part["pension_unknown"]["count"].Whole(),
            part["pension_unknown"]["from_age"].Whole(),
            copy["count"].Whole(),
            (copy["from"].Day(), copy["to"].Day()),
            copy["elders"].Whole(),
            copy["elder_age"].Whole(),
            copy["swapped_day"].Share(),
            copy["year_only"].Share(),
            part["late_after_days"].Whole(1),
            part["missed_share"].Share(),
            part["leak_share"].Share(),
            WrongPovertyFigures.Read(part["wrong_poverty"]));
    }
}

/// <summary>Puts errors into the world and keeps the truth about it.</summary>
internal sealed class PlantedErrors(World world, Dice dice, Dictionary<string, List<DemoTruthItem>> truth)
{
    private readonly PlantedErrorFigures _figures = world.Calibration.PlantedErrors;

    /// <summary>All that must be known before stays are ended and numbers given.</summary>
    public void Run()
    {
        Deaths();
        Disabilities();
        MissingBirths();
        foreach (var person in Draw(
            p => p.Pension is null && !p.BirthMissing && p.AgeOn(world.Census) >= _figures.PensionUnknownFromAge && p.PresentOn(world.End),
            _figures.PensionUnknown))
        {
            person.Pension = FactKind.UnknownText;
            person.PensionFrom = world.Start;
            Note(DemoTruth.PensionUnknown, person, "");
        }
    }

    /// <summary>
    /// The same person a second time: another spelling, no number, sometimes another day of birth; only after the census day.
    /// </summary>
    public void Copies(Naming naming)
    {
        var elders =
            Draw(p => Fit(p) && p.AgeOn(world.End) >= _figures.DuplicateElderAge && p is { Merit: null, Pension: null },
                _figures.DuplicateElders);
        var others =
            Draw(p => Fit(p) && p.AgeOn(world.End) < _figures.DuplicateElderAge - 1, _figures.Duplicates - _figures.DuplicateElders);
        foreach (var person in elders.Concat(others))
        {
            var day = dice.Between(_figures.DuplicateOn.Low, _figures.DuplicateOn.High);
            var copy = world.Add(person.Sex, person.Birth, Place.Joined);
            copy.CopyOf = person;
            copy.Settled = true;
            do
            {
                copy.Name = naming.Variant(person.Name);
            }
            while (copy.Name == person.Name);
            (copy.Family, copy.YearOnly) = (person.Family, person.YearOnly || dice.Chance(_figures.DuplicateYearOnly));
            var birth = DateOnly.FromDayNumber(person.Birth);
            if (birth.Day <= 12 && dice.Chance(_figures.DuplicateSwappedDay)
                && new DateOnly(birth.Year, birth.Day, birth.Month) is var swapped && swapped < new DateOnly(birth.Year, 12, 31))
            {
                copy.Birth = swapped.DayNumber;
            }

            copy.Join(person.StayOn(day)!.Home, "other", day, world.Recorded(day, dice));
            Note(DemoTruth.Duplicate, copy, person.Id.ToString(CultureInfo.InvariantCulture));
        }

        bool Fit(Villager p) => !p.BirthMissing && p.CopyOf is null && p.Birth < _figures.DuplicateOn.Low - 400 && p.Death == Day.Open
            && p.PresentOn(_figures.DuplicateOn.Low) && p.PresentOn(world.End)
            && p.StayOn(_figures.DuplicateOn.Low)!.Home == p.StayOn(world.End)!.Home;
    }

    private void Deaths()
    {
        var summer =
            Draw(p => p.Death >= _figures.SummerDeaths.Low && p.Death <= _figures.SummerDeaths.High && p is { Pension: null, Merit: null }
            && (p.AgeOn(p.Death) > _figures.LateDeathFromAge || p.Disability is "severe" or "extremely_severe"), _figures.SummerDeathCount)
            .ToHashSet();
        foreach (var person in world.People.Where(p => p.Death != Day.Open))
        {
            person.DeathRecorded = world.Recorded(person.Death, dice);
            if (summer.Contains(person))
            {
                person.DeathRecorded = dice.Between(_figures.SummerDeathRecorded.Low, _figures.SummerDeathRecorded.High);
                Note(DemoTruth.LateDeathSummer2020, person, Text(person.Death));
            }
            else if (person.Death < _figures.SummerDeaths.Low - 60 && dice.Chance(_figures.LateDeathShare))
            {
                person.DeathRecorded = person.Death + dice.Between(_figures.LateDeathDelay.Low, _figures.LateDeathDelay.High);
            }

            if (person.DeathRecorded - person.Death > _figures.LateAfterDays)
            {
                Note(DemoTruth.LateDeath, person, Text(person.Death));
            }
        }
    }

    private void Disabilities()
    {
        var people = Draw(p => p is { Disability: null, Pension: null, Merit: null, Orphan: null } && p.PresentOn(world.End)
            && p.AgeOn(_figures.LateDisability.Low) >= _figures.LateDisabilityAge.Low
            && p.AgeOn(_figures.LateDisability.Low) <= _figures.LateDisabilityAge.High, _figures.LateDisabilityCount);
        foreach (var person in people)
        {
            person.Disability = dice.Chance(_figures.LateDisabilityExtreme) ? "extremely_severe" : "severe";
            person.DisabilityRecorded = dice.Between(_figures.LateDisabilityRecorded.Low, _figures.LateDisabilityRecorded.High);
            person.DisabledFrom =
                Math.Min(dice.Between(_figures.LateDisability.Low, _figures.LateDisability.High),
                    person.DisabilityRecorded - _figures.LateAfterDays - 1);
            Note(DemoTruth.LateDisability, person, Text(person.DisabledFrom));
        }
    }

    private void MissingBirths()
    {
        bool Old(Villager p) =>
            p.AgeOn(world.Census) >= _figures.ParentFromAge && p.Marital == "widowed" && p.Pension is null && p.PresentOn(world.End)
            && (p.Children ?? []).Exists(c => c.AgeOn(world.Census) >= _figures.ChildFromAge && c.PresentOn(world.End));
        var old = Draw(Old, _figures.MissingLooks80).ToList();
        var others =
            Draw(p => !Old(p) && p.PresentOn(world.Census) && p.AgeOn(world.Census) < _figures.ParentFromAge && p.Orphan is null,
                _figures.MissingBirths - _figures.MissingLooks80).ToList();
        foreach (var person in old.Concat(others))
        {
            person.BirthMissing = true;
            Note(DemoTruth.MissingBirth, person, Text(person.Birth));
        }

        old.ForEach(p => Note(DemoTruth.MissingBirthLooks80, p, Text(p.Birth)));
        foreach (var person in Draw(p => !p.BirthMissing && p.Birth < world.Start && p.First.From == world.Start && p.PresentOn(world.End),
            _figures.BirthsFound))
        {
            (person.BirthMissing, person.BirthFound) = (true, dice.Between(_figures.BirthFoundOn.Low, _figures.BirthFoundOn.High));
            Note(DemoTruth.BirthFound, person, Text(person.Birth));
        }
    }

    private IEnumerable<Villager> Draw(Func<Villager, bool> fit, int count)
    {
        var all = world.People.Where(fit).ToList();
        dice.Shuffle(all);
        return all.Take(world.Scaled(count));
    }

    private void Note(string kind, Villager person, string detail)
    {
        if (!truth.TryGetValue(kind, out var list))
        {
            truth.Add(kind, list = []);
        }

        list.Add(new DemoTruthItem(person.Id, detail));
    }

    private static string Text(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

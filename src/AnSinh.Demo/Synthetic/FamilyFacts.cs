using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register.Units;

namespace AnSinh.Demo.Synthetic;

/// <summary>
/// Facts that follow from births, deaths, marriages and care: who died, who is widowed, who brings up a child alone, and the rest.
/// </summary>
internal sealed class FamilyFacts(World world, Dice dice, Rows rows)
{
    private const string Civil = "Sổ hộ tịch";
    private readonly CareFigures _care = world.Calibration.Care;

    public void Run()
    {
        foreach (var person in world.People.Where(p => p.CopyOf is null))
        {
            if (person.Death != Day.Open)
            {
                rows.Fact(person, "death_date", Text(person.Death), person.Death, person.DeathRecorded, "Giấy khai tử");
            }

            Marital(person);
            RaisedBy(person);
            Protection(person);
        }

        Few();
        HealthCriteria();
    }

    private int Recorded(int day) => world.Recorded(day, dice);

    /// <summary>Status segments as far as the register knows them.</summary>
    private List<Segment> Status(Villager person)
    {
        var grown = Math.Max(Day.AddYears(person.Birth, 18), world.Start);
        var segments = new List<Segment>();
        if (person.Marital is { } status)
        {
            segments.Add(new Segment(grown, status, Math.Max(Recorded(grown), person.First.Recorded)));
        }

        if (person.MarriedOn != Day.Open)
        {
            segments.Add(new Segment(person.MarriedOn, "married", Recorded(person.MarriedOn)));
        }

        if (person.Spouse is { Death: not Day.Open } spouse && spouse.Death + 1 > grown)
        {
            segments.Add(new Segment(spouse.Death + 1, "widowed", spouse.DeathRecorded));
        }

        return segments;
    }

    private void Marital(Villager person)
    {
        var status = Status(person);
        var alone = person.Place is Place.Core or Place.Parent && person.Marital is not "married";
        if (person.AgeOn(world.End) >= 18 && (alone || status.Count > 1) && Dice.Lot(person.Id, 31) >= 0.05)
        {
            rows.Facts(person, "marital_status", status, Civil);
        }
    }

    private void RaisedBy(Villager child)
    {
        if (child.Birth < Day.AddYears(world.Start, -22))
        {
            return;
        }

        foreach (var (parent, other) in new[] { (child.Mother, child.Father), (child.Father, child.Mother) })
        {
            if (parent is null || parent.StayOn(Math.Max(child.First.From, world.Start))?.Home != child.First.Home)
            {
                continue;
            }

            var from = other is null && parent.Marital is "never_married" or "divorced" or "widowed" or "spouse_missing" && other is null
                ? child.First.From
                : other is { Death: not Day.Open } && parent.Spouse == other && parent.Death > other.Death
                ? Math.Max(child.First.From, other.Death + 1) : Day.Open;
            if (from == Day.Open || from > Math.Min(parent.Death, parent.Last.To))
            {
                continue;
            }

            var recorded = other is null ? Math.Max(Recorded(from), child.First.Recorded)
                : Math.Max(child.First.Recorded, other.DeathRecorded);
            List<Segment> segments = [new Segment(from, parent.Id.ToString(CultureInfo.InvariantCulture), recorded)];
            if (parent.Death != Day.Open)
            {
                segments.Add(new Segment(parent.Death + 1, null, parent.DeathRecorded));
            }

            rows.Facts(child, "raised_by", segments, "UBND xã xác nhận");
            return;
        }
    }

    private void Protection(Villager person)
    {
        if (person.Disability is { } degree)
        {
            rows.Fact(person, "disability", degree, person.DisabledFrom, person.DisabilityRecorded, "Giấy xác nhận khuyết tật");
        }

        if (person.Merit is { } merit)
        {
            var from = dice.Between(Math.Max(Day.AddYears(person.Birth, 20), Day.Of(1976, 1, 1)), Day.Of(2012, 12, 31));
            rows.Fact(person, "merit", merit, from, world.Start, "Hồ sơ người có công");
            if (person.MeritPercent > 0)
            {
                rows.Fact(person, "merit_percent", Text((long)person.MeritPercent), from, world.Start, "Hồ sơ người có công");
            }
        }

        if (person.Pension is { } pension)
        {
            Pension(person, pension);
        }

        if (person.Orphan is { } orphan)
        {
            var from = Math.Max(world.Start, person.Birth + 200);
            rows.Facts(person, "child_without_support", [new Segment(from, orphan, Recorded(from))], "UBND xã xác nhận");
            var grown = Day.AddYears(person.Birth, _care.ChildUntil);
            if (grown <= world.End)
            {
                rows.Fact(person, "former_child_without_support", "yes", Math.Max(grown, world.Start),
                    Recorded(Math.Max(grown, world.Start)), "UBND xã xác nhận");
            }
        }
    }

    private void Pension(Villager person, string pension)
    {
        var recorded = Recorded(person.PensionFrom);
        rows.Fact(person, "pension", pension, person.PensionFrom, recorded, "Bảo hiểm xã hội huyện");
        if (_care.PensionAmount.TryGetValue(pension, out var amount))
        {
            // Most pensions are small: the lower of two draws.
            var steps = (amount.High - amount.Low) / _care.PensionStep;
            var value = amount.Low + ((long)Math.Min(dice.Below(steps), dice.Below(steps)) * _care.PensionStep);
            person.PensionAmount = value;
            rows.Fact(person, "pension_amount", Text(value), person.PensionFrom, recorded, "Bảo hiểm xã hội huyện");
        }
    }

    private void Few()
    {
        var here = world.People.Where(p => p.CopyOf is null && !p.BirthMissing && p.PresentOn(world.End) && p.PresentOn(world.Census))
            .ToList();
        dice.Shuffle(here);
        foreach (var person in here.Where(p => p.AgeOn(world.Census) >= _care.HivAge.Low && p.AgeOn(world.Census) <= _care.HivAge.High)
            .Take(world.Scaled(_care.Hiv)))
        {
            var from = dice.Between(Math.Max(person.First.From, Day.AddYears(world.Start, -5)), world.Census);
            rows.Fact(person, "hiv", "yes", from, Recorded(from), "Trung tâm Y tế huyện");
            if (dice.Chance(0.7))
            {
                rows.Fact(person, "stable_income", dice.Chance(_care.HivStableIncome) ? "yes" : "no", from, Recorded(from),
                    "UBND xã xác nhận");
            }
        }

        foreach (var person in here.Where(
            p => p.Disability == "extremely_severe" && p.DisabledFrom < world.Census && p.AgeOn(world.Census) < 80)
                .Take(world.Scaled(_care.InFacility)))
        {
            var from = dice.Between(Math.Max(person.DisabledFrom, world.Start), world.Census);
            rows.Fact(person, "in_facility", "yes", from, Recorded(from), "Trung tâm bảo trợ xã hội");
        }

        foreach (var person in here.Where(p => p is { Sex: Sex.Female, Disability: "severe" } && p.AgeOn(world.End) is >= 20 and < 42)
            .Take(world.Scaled(_care.Pregnant)))
        {
            var from = _care.PregnantFrom + dice.Below(90);
            rows.Facts(person, "pregnant", [new Segment(from, "yes", from + 6, from + 240)], "Trạm y tế xã");
        }
    }

    /// <summary>Which communes meet the national health criteria: those that come first by lot, as many as the calibration says.</summary>
    private void HealthCriteria()
    {
        var order = Enumerable.Range(0, world.Communes.Count)
            .OrderBy(c => Dice.Lot(world.Calibration.Communes.TakeWhile(x => x != world.Communes[c]).Count(), 41)).ToList();
        for (var rank = 0; rank < order.Count; rank++)
        {
            var commune = order[rank];
            var met = Day.Open;
            foreach (var (year, count) in _care.HealthCriteriaMet)
            {
                if (met == Day.Open && rank < (int)((count * order.Count / world.Calibration.Communes.Count) + 0.5))
                {
                    met = year == Day.Year(world.Start) ? world.Start : Day.Of(year, _care.HealthDecidedMonth, 20);
                }
            }

            var key = rows.Unit(commune, world.Start);
            List<Segment> segments = met == world.Start ? [] : [new Segment(world.Start, "no", world.Start)];
            segments.Add(new Segment(met, "yes", met == world.Start ? met : met + 12));
            var merged = world.Calibration.Lives.UnitVersions.FirstOrDefault(v => v.Communes.Contains(world.Communes[commune].Code));
            if (merged is not null)
            {
                segments.RemoveAll(s => s.From >= merged.From);
                segments.Add(new Segment(merged.From, null, merged.From));
            }

            rows.Facts(new Subject(0, key, world.Start, world.End), "health_criteria_met", segments, "Sở Y tế công nhận");
        }

        foreach (var key in world.Calibration.Lives.UnitVersions.Where(v => world.Communes.Any(c => v.Communes.Contains(c.Code)))
            .Select(v => (v.From, v.Key)).Distinct())
        {
            rows.Facts(new Subject(0, SyntheticUnits.CopyOfKey(key.Key, world.District), world.Start, world.End), "health_criteria_met",
                [new Segment(key.From, "yes", key.From + 12)], "Sở Y tế công nhận");
        }
    }

    private static string Text(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

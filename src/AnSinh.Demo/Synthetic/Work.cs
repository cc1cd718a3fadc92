using AnSinh.Basics;

namespace AnSinh.Demo.Synthetic;

/// <summary>Schooling, work, training and social insurance; see work.yaml.</summary>
internal sealed record WorkFigures(
    double Preschool,
    double LeavesEarly,
    Weighted<string> AfterSchool,
    IReadOnlyDictionary<string, int> AfterSchoolYears,
    IReadOnlyList<(int From, Weighted<string> Kinds)> KindsByBirthYear,
    int StartsAge,
    int StopsMin,
    int StopsMax,
    double PensionerWorks,
    int LabourForceAge,
    SortedDictionary<int, double> TrainedShare,
    Weighted<string> TrainedLevel,
    double EmployeeFirst,
    double YoungFirst,
    int YoungBornAfter,
    SortedDictionary<int, double> Placements,
    int PlacedAgeMin,
    int PlacedAgeMax,
    double BecomesEmployee,
    double UnemployedFirst,
    double Obliged,
    SortedDictionary<int, double> InsuredShare,
    double Voluntary)
{
    private static readonly string[] WorkKinds = ["employee", "self_employed", "unemployed", "homemaker"];

    public static WorkFigures Read(YamlPart part)
    {
        var (school, labour, trained, placed, insured) =
            (part["school"], part["labour"], part["trained"], part["placements"], part["social_insurance"]);
        static (int, Weighted<string>) Kinds(YamlPart row) => (row["from"].Whole(), new Weighted<string>(
            WorkKinds.Select(k => (k, row[k].Number(0.01)))));
        return new WorkFigures(
            school["preschool"].Share(),
            school["leaves_early"].Share(),
            school["after_school"].Weights(),
            school["years"].Entries().ToDictionary(e => e.Key, e => e.Value.Whole(1, 10)),
            [.. labour["by_birth_year"].Items().Select(Kinds)],
            labour["starts_age"].Whole(10, 30),
            labour["stops_age"]["min"].Whole(),
            labour["stops_age"]["max"].Whole(),
            labour["pensioner_works"].Share(),
            trained["labour_force_age"].Whole(),
            trained["share_by_year"].ByYear(),
            trained["level"].Weights(),
            trained["employee_first"].Number(),
            trained["young_first"].Number(),
            trained["born_after"].Whole(),
            placed["by_year"].ByYear(),
            placed["age"]["min"].Whole(),
            placed["age"]["max"].Whole(),
            placed["becomes_employee"].Share(),
            placed["unemployed_first"].Share(),
            insured["obliged_share_of_employees"].Share(),
            insured["in_by_year"].ByYear(),
            insured["voluntary_share_of_self_employed"].Share());
    }
}

/// <summary>School, work and training of everybody, year by year.</summary>
internal sealed class Work(World world, Dice dice, Rows rows)
{
    private const string Schools = "Ngành Giáo dục", Survey = "Phiếu thu thập cung lao động", Insurer = "Bảo hiểm xã hội huyện";
    private readonly WorkFigures _figures = world.Calibration.Work;
    private readonly Dictionary<Villager, List<int>> _placed = [];
    private readonly Dictionary<Villager, string> _degrees = [];

    public void Run()
    {
        foreach (var person in world.People.Where(p => p.CopyOf is null))
        {
            School(person);
            Labour(person);
        }

        foreach (var year in world.Years)
        {
            Place(year);
        }

        foreach (var year in world.Years)
        {
            Train(year);
        }

        foreach (var person in world.People.Where(p => p.Labour is not null))
        {
            Write(person);
        }
    }

    private int Recorded(int day) => world.Recorded(day, dice);

    private void School(Villager person)
    {
        var born = Day.Year(person.Birth);
        if (born < Day.Year(world.Start) - 24 || person.Disability == "extremely_severe"
            || (person.Disability == "severe" && dice.Chance(0.5)))
        {
            person.LearnsUntil = Day.AddYears(person.Birth, 15);
            return;
        }

        var segments = new List<Segment>(3);
        void Learn(string what, int from, int to)
        {
            if (to >= world.Start && to >= person.First.From)
            {
                segments.Add(new Segment(from, what, Recorded(from), to));
            }

            person.LearnsUntil = to;
        }

        if (dice.Chance(_figures.Preschool))
        {
            Learn("preschool", Day.Of(born + 3, 9, 5), Day.Of(born + 6, 5, 31));
        }

        var early = person.Orphan is null && dice.Chance(_figures.LeavesEarly);
        Learn("general", Day.Of(born + 6, 9, 5), Day.Of(born + (early ? 15 : 18), 5, 31));
        if (!early && _figures.AfterSchool.Pick(dice) is var next && _figures.AfterSchoolYears.TryGetValue(next, out var years))
        {
            Learn(next, Day.Of(born + 18, 9, 5), Day.Of(born + 18 + years, 6, 30));
            _degrees[person] = next;
        }

        rows.Facts(person, "education", segments, Schools);
    }

    private void Labour(Villager person)
    {
        if (person.AgeOn(world.End) < _figures.LabourForceAge)
        {
            return;
        }

        var segments = person.Labour = new List<Segment>(2);
        var studies = Day.AddYears(person.Birth, _figures.LabourForceAge);
        if (person.LearnsUntil > studies)
        {
            segments.Add(new Segment(studies, "student", Recorded(studies)));
        }

        var start = Math.Max(Day.AddYears(person.Birth, _figures.StartsAge), person.LearnsUntil + dice.Between(30, 200));
        var born = Day.Year(person.Birth);
        var kind = _figures.KindsByBirthYear.Last(k => k.From <= born).Kinds.Pick(dice);
        var unable = person.Disability == "extremely_severe" || (person.Disability == "severe" && dice.Chance(0.65))
            || person.Merit == "war_invalid" && person.MeritPercent > 60;
        if (unable)
        {
            if (segments.Count > 0)
            {
                segments.Add(new Segment(person.LearnsUntil + 1, null, Recorded(person.LearnsUntil + 1)));
            }

            return;
        }

        segments.Add(new Segment(start, kind == "homemaker" && person.Sex == Sex.Male ? "self_employed" : kind, Recorded(start)));
        var stop = Math.Max(start + 365, Day.AddYears(person.Birth, dice.Between(_figures.StopsMin, _figures.StopsMax)) + dice.Below(365));
        var retires = person.Pension == "retirement" && !dice.Chance(_figures.PensionerWorks);
        stop = retires ? Math.Max(start + 365, person.PensionFrom) : stop;
        segments.Add(new Segment(stop, person.Pension == "retirement" ? "retired" : null, Recorded(stop)));
    }

    private List<Villager> LabourForce(int day) =>
        [.. world.People.Where(
            p => p.LabourOn(day) is "employee" or "self_employed" or "unemployed" && p.PresentOn(day)
                && p.AgeOn(day) >= _figures.LabourForceAge)];

    private void Place(int year)
    {
        if (!_figures.Placements.TryGetValue(year, out var count))
        {
            return;
        }

        var end = Day.Of(year, 12, 31);
        var fit = LabourForce(end).Where(p => p.AgeOn(end) >= _figures.PlacedAgeMin && p.AgeOn(end) <= _figures.PlacedAgeMax
            && (!_placed.TryGetValue(p, out var before) || before[^1] < Day.AddYears(end, -3))).ToList();
        dice.Shuffle(fit);
        var wanted = world.Scaled(count);
        foreach (var person in fit.OrderByDescending(
            p => p.LabourOn(end) == "unemployed" && Dice.Lot(p.Id, year) < _figures.UnemployedFirst))
        {
            var from = Math.Max(Math.Max(Day.Of(year, 1, 5), person.First.From + 5), FirstJob(person));
            var to = Day.Of(year, 12, 5);
            if (wanted == 0)
            {
                break;
            }

            if (from > to || person.Stays.Count > 1)
            {
                continue;
            }

            wanted--;
            var day = dice.Between(from, to);
            (_placed.TryGetValue(person, out var days) ? days : _placed[person] = []).Add(day);
            if (person.LabourOn(day) != "employee" && (person.LabourOn(day) == "unemployed" || dice.Chance(_figures.BecomesEmployee)))
            {
                var at = person.Labour!.FindLastIndex(s => s.From <= day);
                person.Labour.Insert(at + 1, new Segment(day, "employee", Recorded(day)));
            }
        }
    }

    private static int FirstJob(Villager person) => person.Labour!.Find(s => s.Value is "employee" or "self_employed" or "unemployed").From;

    /// <summary>At each year's end exactly the wanted share of the labour force is trained; nobody unlearns.</summary>
    private void Train(int year)
    {
        if (!_figures.TrainedShare.TryGetValue(year, out var share))
        {
            return;
        }

        var end = Day.Of(year, 12, 31);
        var force = LabourForce(end);
        var wanted = (int)((force.Count * share) + 0.5) - force.Count(p => p.TrainedFrom <= end);
        foreach (var person in force.Where(p => p.TrainedFrom == Day.Open).OrderByDescending(Score).ThenBy(p => p.Id)
            .Take(Math.Max(0, wanted)))
        {
            var first = _figures.TrainedShare.Keys.First();
            var from = Math.Max(Day.AddYears(person.Birth, 15) + 90, year == first ? Day.AddYears(person.Birth, 17) : Day.Of(year, 1, 10));
            var to = year == first && person.First.From == world.Start ? world.Start : Day.Of(year, 12, 5);
            person.TrainedFrom = from < to ? dice.Between(Math.Max(from, Day.AddYears(to, -14)), to) : Math.Min(from, Day.Of(year, 12, 5));
        }

        double Score(Villager p) => Dice.Lot(p.Id, 11) + (p.LabourOn(end) == "employee" ? _figures.EmployeeFirst : 0)
            + (Day.Year(p.Birth) > _figures.YoungBornAfter ? _figures.YoungFirst : 0) + (_degrees.ContainsKey(p) ? 2 : 0);
    }

    private void Write(Villager person)
    {
        var labour = person.Labour!;
        if (!(labour.Count > 0 && labour[^1].Value is null && labour[^1].From <= Math.Max(world.Start, person.First.From)))
        {
            rows.Facts(person, "labour", [.. labour.Where((s, i) => i + 1 == labour.Count || labour[i + 1].From > world.Start)], Survey);
        }

        if (person.TrainedFrom != Day.Open)
        {
            var level = _degrees.TryGetValue(person, out var degree) ? degree : _figures.TrainedLevel.Pick(dice);
            rows.Fact(person, "trained", level, person.TrainedFrom, Recorded(person.TrainedFrom), Survey);
        }

        if (_placed.TryGetValue(person, out var days))
        {
            rows.Facts(person, "job_placed_on", [.. days.Select(d => new Segment(d, Text(d), d + 4 + (d % 9)))], "Phòng Lao động - TBXH");
        }

        Insure(person, labour);
    }

    private void Insure(Villager person, List<Segment> labour)
    {
        var at = labour.FindIndex(s => s.Value == "employee");
        var end = at >= 0 && at + 1 < labour.Count ? labour[at + 1] : new Segment(Day.Open, null, Day.Open);
        if (at >= 0 && end.From > world.Start && Dice.Lot(person.Id, 12) < _figures.Obliged)
        {
            var from = labour[at].From;
            Two("si_obliged", "yes", from, labour[at].Recorded);
            var lot = Dice.Lot(person.Id, 13);
            foreach (var (year, share) in _figures.InsuredShare)
            {
                if (lot < share)
                {
                    var start = year == Day.Year(world.Start) ? from : Math.Max(from, Day.Of(year, 1, 1));
                    if (start < end.From)
                    {
                        (person.InsuredWorkFrom, person.InsuredWorkTo) = (start, end.From);
                        Two("social_insurance", "compulsory", start, Math.Max(labour[at].Recorded, Recorded(start)));
                    }

                    break;
                }
            }
        }
        else if (at < 0 && labour.Find(s => s.Value == "self_employed") is { Value: not null } own
            && Dice.Lot(person.Id, 14) < _figures.Voluntary && person.AgeOn(world.End) is >= 25 and < 60)
        {
            var from = Math.Max(own.From, dice.Between(Day.AddYears(world.Start, -3), world.End - 200));
            rows.Fact(person, "social_insurance", "voluntary", from, Recorded(from), Insurer);
        }

        void Two(string kind, string value, int from, int recorded) =>
            rows.Facts(person, kind,
                end.From == Day.Open ? [new Segment(from, value, recorded)]
                    : [new Segment(from, value, recorded), new Segment(end.From, null, end.Recorded)], Insurer);
    }

    private static string Text(int day) =>
        DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

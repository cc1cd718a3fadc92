using AnSinh.Basics;
using AnSinh.Register.History;

namespace AnSinh.Demo.Synthetic;

/// <summary>A day number that stands for "still so".</summary>
internal static class Day
{
    public const int Open = int.MaxValue;

    /// <summary>The day a number of years after (before, if negative) another.</summary>
    public static int AddYears(int day, int years) => DateOnly.FromDayNumber(day).AddYears(years).DayNumber;

    /// <summary>Full years of age; far from a birthday by arithmetic alone, for ages are asked for millions of times.</summary>
    public static int Age(int birth, int day)
    {
        const int Era = 146_097;
        var (years, rest) = Math.DivRem((day - birth) * 400L, Era);
        return day >= birth && rest is > 1_200 and < Era - 1_200
            ? (int)years
            : new BirthDate(DateOnly.FromDayNumber(birth), DatePrecision.Day).AgeOn(DateOnly.FromDayNumber(day));
    }

    public static int Of(int year, int month, int day) => new DateOnly(year, month, day).DayNumber;

    public static int Year(int day) => DateOnly.FromDayNumber(day).Year;
}

/// <summary>A time in a household: days both included, and the days on which its start and its end were recorded.</summary>
internal sealed class Stay(Home home, string role, int from, int to, int recorded)
{
    public Home Home { get; } = home;

    public string Role { get; set; } = role;

    public int From { get; set; } = from;

    public int To { get; set; } = to;

    public int Recorded { get; set; } = recorded;

    public int EndRecorded { get; set; } = recorded;

    public bool Contains(int day) => From <= day && day <= To;
}

/// <summary>A value from a day on, until the next of the same kind; null ends the one before.</summary>
internal readonly record struct Segment(int From, string? Value, int Recorded, int To = Day.Open);

/// <summary>A synthetic person and what happens to it.</summary>
internal sealed class Villager(long id, Sex sex, int birth, Place place)
{
    public long Id { get; } = id;

    public Sex Sex { get; set; } = sex;

    public int Birth { get; set; } = birth;

    public Place Place { get; set; } = place;

    public string Name { get; set; } = "";

    public string Family { get; set; } = "";

    public string? Number { get; set; }

    public bool YearOnly { get; set; }

    /// <summary>The birth date is not in the register; from <see cref="BirthFound"/> on it is.</summary>
    public bool BirthMissing { get; set; }

    public int BirthFound { get; set; } = Day.Open;

    public Villager? Mother { get; set; }

    public Villager? Father { get; set; }

    public Villager? Spouse { get; set; }

    public List<Villager>? Children { get; private set; }

    public int Death { get; set; } = Day.Open;

    public int DeathRecorded { get; set; } = Day.Open;

    public List<Stay> Stays { get; } = new(1);

    /// <summary>Marital status at the start of the world or at adulthood; null if the register does not say.</summary>
    public string? Marital { get; set; }

    public int MarriedOn { get; set; } = Day.Open;

    /// <summary>Something has happened already: no second move or marriage is planned.</summary>
    public bool Settled { get; set; }

    public string? Disability { get; set; }

    public int DisabledFrom { get; set; }

    public int DisabilityRecorded { get; set; }

    public string? Merit { get; set; }

    public int MeritPercent { get; set; }

    public string? Pension { get; set; }

    public int PensionFrom { get; set; }

    public long PensionAmount { get; set; }

    public string? Orphan { get; set; }

    public List<Segment>? Labour { get; set; }

    /// <summary>Last day of school, vocational school, college or university; 0 if never.</summary>
    public int LearnsUntil { get; set; }

    public int TrainedFrom { get; set; } = Day.Open;

    public int InsuredWorkFrom { get; set; } = Day.Open;

    /// <summary>The day compulsory insurance ends.</summary>
    public int InsuredWorkTo { get; set; } = Day.Open;

    public Villager? CopyOf { get; set; }

    public Stay First => Stays[0];

    public Stay Last => Stays[^1];

    public int AgeOn(int day) => Day.Age(Birth, day);

    public bool PresentOn(int day) => day <= Death && StayOn(day) is not null;

    public Stay? StayOn(int day)
    {
        foreach (var stay in Stays)
        {
            if (stay.Contains(day))
            {
                return stay;
            }
        }

        return null;
    }

    /// <summary>Moves or joins: a new time in a household that goes on until further notice.</summary>
    public Stay Join(Home home, string role, int from, int recorded)
    {
        var stay = new Stay(home, role, from, Day.Open, recorded);
        Stays.Add(stay);
        home.Members.Add(this);
        return stay;
    }

    /// <summary>A time in a household before the first one known so far.</summary>
    public void WasBefore(Home home, string role, int from, int to, int recorded, int endRecorded)
    {
        Stays.Insert(0, new Stay(home, role, from, to, recorded) { EndRecorded = endRecorded });
        home.Members.Add(this);
    }

    /// <summary>Ends the present time in a household.</summary>
    public void Leave(int lastDay, int recorded) => (Last.To, Last.EndRecorded) = (lastDay, recorded);

    public void SetParents(Villager? mother, Villager? father)
    {
        if (mother is not null && Mother is null)
        {
            Mother = mother;
            (mother.Children ??= []).Add(this);
        }

        if (father is not null && Father is null)
        {
            Father = father;
            (father.Children ??= []).Add(this);
        }
    }

    public string? LabourOn(int day)
    {
        string? value = null;
        for (var i = 0; i < (Labour?.Count ?? 0) && Labour![i].From <= day; i++)
        {
            value = Labour[i].Value;
        }

        return value;
    }
}

/// <summary>A household of the world.</summary>
internal sealed class Home(long id, int commune)
{
    public long Id { get; } = id;

    /// <summary>Commune before the first move, by position in the calibration.</summary>
    public int Commune { get; set; } = commune;

    /// <summary>Moves inside the district: first day in the new commune, and when that was recorded.</summary>
    public List<(int Day, int Commune, int Recorded)>? Moves { get; set; }

    public List<Villager> Members { get; } = new(4);

    public Villager? Wife { get; set; }

    public Villager? Husband { get; set; }

    /// <summary>Something has happened to the household already, or others came from it.</summary>
    public bool Settled { get; set; }

    public int Serial { get; set; }

    public double Hardship { get; set; }

    public int CommuneOn(int day)
    {
        var commune = Commune;
        for (var i = 0; i < (Moves?.Count ?? 0); i++)
        {
            commune = Moves![i].Day <= day ? Moves[i].Commune : commune;
        }

        return commune;
    }

    public IEnumerable<Villager> PresentOn(int day) => Members.Where(m => m.StayOn(day)?.Home == this && day <= m.Death).Distinct();
}

/// <summary>One district with its people, and what all stages need.</summary>
internal sealed class World(DemoSettings settings, DemoCalibration calibration, int district)
{
    private long _nextPerson, _nextHome;

    public DemoSettings Settings { get; } = settings;

    public DemoCalibration Calibration { get; } = calibration;

    /// <summary>0 for the first district, 1 for its first copy.</summary>
    public int District { get; } = district;

    public IReadOnlyList<CommuneCensus> Communes { get; } = [.. calibration.Communes.Where(
        c => settings.Communes?.Contains(c.Code) ?? true)];

    public List<Villager> People { get; } = [];

    public List<Home> Homes { get; } = [];

    public int Start => Calibration.Lives.Start;

    public int Census => Calibration.Lives.Census;

    public int End => Calibration.Lives.End;

    /// <summary>Share of the calibrated district that is made; below 1 when only some communes are wanted.</summary>
    public double Part { get; private set; } = 1;

    /// <summary>The share of a district-wide count that falls on the communes made.</summary>
    public int Scaled(double count) => (int)((count * Part) + 0.5);

    public Dice Dice(string stage) => Synthetic.Dice.For(Settings.Seed, District, stage);

    public void Begin(long firstPerson, long firstHome)
    {
        (_nextPerson, _nextHome) = (firstPerson, firstHome);
        Part = (double)Communes.Sum(c => c.Population) / Calibration.Communes.Sum(c => c.Population);
    }

    public Villager Add(Sex sex, int birth, Place place)
    {
        var villager = new Villager(_nextPerson++, sex, birth, place);
        People.Add(villager);
        return villager;
    }

    public Home AddHome(int commune)
    {
        var home = new Home(_nextHome++, commune);
        Homes.Add(home);
        return home;
    }

    /// <summary>When an event of a day is recorded: some days later, at the opening of the register for all that was before.</summary>
    public int Recorded(int day, Dice dice) =>
        day <= Start ? Start : day + dice.Between(Calibration.Lives.RecordedMin, Calibration.Lives.RecordedMax);

    /// <summary>The years a world covers.</summary>
    public IEnumerable<int> Years => Enumerable.Range(Day.Year(Start), Day.Year(End) - Day.Year(Start) + 1);
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register.History;
using AnSinh.Register.Units;

namespace AnSinh.Register.Quality;

/// <summary>A person as the register's rows of one day say, contradictions included.</summary>
/// <param name="personId">The person.</param>
public sealed class PersonLook(long personId)
{
    /// <summary>The person.</summary>
    public long PersonId { get; } = personId;

    /// <summary>The twelve digits, or null.</summary>
    public PersonalNumber? Number { get; internal set; }

    /// <summary>Recorded sex.</summary>
    public Sex Sex { get; internal set; }

    /// <summary>Birth date, null if unknown.</summary>
    public BirthDate? Birth { get; internal set; }

    /// <summary>Day of death, null if alive or not known.</summary>
    public DateOnly? DiedOn { get; internal set; }

    /// <summary>The day the death was recorded.</summary>
    public DateOnly? DeathRecorded { get; internal set; }

    /// <summary>Unit key of the home of the day, or of the last one before it; null if there never was one.</summary>
    public string? Home { get; internal set; }

    /// <summary>Homes of the day: unit key, and whether permanent.</summary>
    public List<(string Unit, bool Permanent)> Homes { get; } = [];

    /// <summary>Households of the day with the role in them.</summary>
    public List<(long Household, string Role)> Households { get; } = [];

    internal long HomeRank { get; set; }
}

/// <summary>
/// The register of one day as known on another, row by row and not yet made consistent: where a snapshot picks one home and one household,
/// here all of them stand side by side.
/// </summary>
public sealed class RegisterLook
{
    private RegisterLook(DateOnly day, AsKnown known, UnitMap units, Dictionary<long, PersonLook> people,
        Dictionary<long, List<(PersonLook Person, string Role)>> households) =>
        (Day, Known, Units, People, Households) = (day, known, units, people, households);

    /// <summary>The day looked at.</summary>
    public DateOnly Day { get; }

    /// <summary>The day whose knowledge is used.</summary>
    public AsKnown Known { get; }

    /// <summary>The units.</summary>
    public UnitMap Units { get; }

    /// <summary>Everybody in the register as known then.</summary>
    public IReadOnlyDictionary<long, PersonLook> People { get; }

    /// <summary>Members of each household that has any on the day, the dead left out.</summary>
    public IReadOnlyDictionary<long, List<(PersonLook Person, string Role)>> Households { get; }

    /// <summary>People alive with a home on the day.</summary>
    public IEnumerable<PersonLook> Living => People.Values.Where(IsLiving);

    /// <summary>True if alive with a home on the day.</summary>
    public bool IsLiving(PersonLook person) => person.Homes.Count > 0 && !(person.DiedOn <= Day);

    /// <summary>The commune of a home on the map of the day; null if its land was split.</summary>
    public Unit? UnitOf(string? home) => home is null ? null : Units.Resolve(home, Day);

    /// <summary>Reads it.</summary>
    public static RegisterLook Read(RegisterDb register, DateOnly day, AsKnown known)
    {
        using var connection = register.Database.Connect();
        using var transaction = register.Database.BeginRead(connection);
        var source = new HistoryReader.Source(register.Database, connection, known.Instant, null);
        var people = Persons(source);
        Deaths(source, people);
        Homes(source, people, day.DayNumber);
        return new RegisterLook(day, known, register.Units, people, Members(source, people, day));
    }

    private static Dictionary<long, PersonLook> Persons(HistoryReader.Source source)
    {
        var people = new Dictionary<long, PersonLook>();
        using var scan = source.Scan("person_id, personal_number, sex, birth_date, birth_precision from person", "");
        while (scan.Read())
        {
            people[scan.Number(0)] = new PersonLook(scan.Number(0))
            {
                Number = !scan.IsNull(1) && PersonalNumber.TryParse(scan.Text(1), out var number) ? number : null,
                Sex = (Sex)scan.Number(2),
                Birth = scan.IsNull(3) ? null
                : new BirthDate(DateOnly.FromDayNumber(scan.Day(3, 0)), scan.IsNull(4) ? DatePrecision.Day : (DatePrecision)scan.Number(4)),
            };
        }

        return people;
    }

    private static void Deaths(HistoryReader.Source source, Dictionary<long, PersonLook> people)
    {
        using var scan =
            source.Scan("subject_id, value, recorded_at from fact",
                $"kind = 'death_date' and subject_kind = {((long)FactSubject.Person).ToString(CultureInfo.InvariantCulture)}");
        while (scan.Read())
        {
            if (people.TryGetValue(scan.Number(0), out var person) && scan.TryDayText(1, out var died))
            {
                (person.DiedOn, person.DeathRecorded) = (DateOnly.FromDayNumber(died), AsKnown.DayOf(scan.Number(2)));
            }
        }
    }

    private static void Homes(HistoryReader.Source source, Dictionary<long, PersonLook> people, int day)
    {
        using var scan = source.Scan("person_id, unit_key, kind, valid_from, valid_to from residence", "");
        while (scan.Read())
        {
            var (from, to, permanent) = (scan.Day(3, 0), scan.Day(4, IntervalColumn.Open), scan.Word(2) == "permanent");
            if (from > day || !people.TryGetValue(scan.Number(0), out var person))
            {
                continue;
            }

            if (to >= day)
            {
                person.Homes.Add((scan.Word(1), permanent));
            }

            // As for the scope of a search: a home of the day before one that ended, a permanent one before a temporary.
            var rank = 1 + from + (permanent ? 1L << 32 : 0) + (to >= day ? 1L << 33 : 0);
            if (rank > person.HomeRank)
            {
                (person.HomeRank, person.Home) = (rank, scan.Word(1));
            }
        }
    }

    private static Dictionary<long, List<(PersonLook Person,
        string Role)>> Members(HistoryReader.Source source, Dictionary<long, PersonLook> people, DateOnly day)
    {
        var households = new Dictionary<long, List<(PersonLook, string)>>();
        using var scan = source.Scan("person_id, household_id, role, valid_from, valid_to from membership", "");
        while (scan.Read())
        {
            if (scan.Day(3, 0) > day.DayNumber || scan.Day(4, IntervalColumn.Open) < day.DayNumber
                || !people.TryGetValue(scan.Number(0), out var person))
            {
                continue;
            }

            var (household, role) = (scan.Number(1), scan.Word(2));
            person.Households.Add((household, role));
            if (!(person.DiedOn <= day))
            {
                if (!households.TryGetValue(household, out var members))
                {
                    households.Add(household, members = []);
                }

                members.Add((person, role));
            }
        }

        return households;
    }
}

using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Store;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Register.People;

/// <summary>Somebody of the register as a list is compared with it.</summary>
/// <param name="Id">Number in the register.</param>
/// <param name="Number">12 digits, or null.</param>
/// <param name="Name">Full name.</param>
/// <param name="Sex">Sex.</param>
/// <param name="Birth">Birth date.</param>
/// <param name="Key">The name without accents.</param>
/// <param name="Source">Source of this statement.</param>
public sealed record KnownPerson(long Id, string? Number, string Name, Sex Sex, BirthDate? Birth, string Key, string Source)
{
    /// <summary>Commune of the day; null if there is none.</summary>
    public Unit? Unit { get; internal set; }

    /// <summary>Household of the day; 0 if none.</summary>
    public long HouseholdId { get; internal set; }

    /// <summary>Number of that household in the book of the commune; empty if none.</summary>
    public string HouseholdNumber { get; internal set; } = "";

    /// <summary>Hamlet of that household; empty if none.</summary>
    public string Hamlet { get; internal set; } = "";

    /// <summary>Day of death recorded; null if none.</summary>
    public DateOnly? Death { get; internal set; }
}

/// <summary>The people of the register in memory, found by number and by name with birth year: a list of 100,000 asks each once.</summary>
public sealed class RegisterPeople
{
    private static readonly IReadOnlyList<KnownPerson> Nobody = [];
    private readonly Dictionary<long, KnownPerson> _byId = [];
    private readonly Dictionary<string, KnownPerson> _byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KnownPerson>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Number, string Unit), long> _households = [];
    private readonly Dictionary<(long Subject, bool Household, string Kind), List<(string Value, DateInterval Valid)>> _facts = [];

    private RegisterPeople(long changeNo) => ChangeNo = changeNo;

    /// <summary>The state of the register it was read from.</summary>
    public long ChangeNo { get; }

    /// <summary>Reads what is believed now.</summary>
    /// <param name="register">The register.</param>
    /// <param name="day">The day whose homes and households count.</param>
    /// <param name="kinds">Kinds of facts compared.</param>
    public static RegisterPeople Read(RegisterDb register, DateOnly day, IReadOnlyCollection<FactKind> kinds)
    {
        var people = new RegisterPeople(register.ChangeNo);
        using var connection = register.Database.Connect();
        using var transaction = register.Database.BeginRead(connection);
        people.ReadPersons(register.Database, connection);
        people.ReadHomes(register, connection, day);
        people.ReadHouseholds(register.Database, connection, day);
        people.ReadFacts(register.Database, connection, kinds);
        people.ReadDeaths(register.Database, connection);
        return people;
    }

    /// <summary>All people, by number.</summary>
    public IEnumerable<KnownPerson> All => _byId.Values.OrderBy(p => p.Id);

    /// <summary>By number in the register.</summary>
    public KnownPerson? ById(long id) => _byId.GetValueOrDefault(id);

    /// <summary>By personal number.</summary>
    public KnownPerson? ByNumber(string number) => _byNumber.GetValueOrDefault(number);

    /// <summary>All of a name without accents.</summary>
    public IReadOnlyList<KnownPerson> ByName(string key) => _byName.TryGetValue(key, out var found) ? found : Nobody;

    /// <summary>The household of a number in a commune; 0 if none or not known.</summary>
    public long Household(string number, string unitKey) => _households.GetValueOrDefault((number, unitKey));

    /// <summary>What is recorded of a kind about a person or a household.</summary>
    public IReadOnlyList<(string Value, DateInterval Valid)> Facts(long subject, FactKind kind) =>
        _facts.TryGetValue((subject, kind.Subject == FactSubject.Household, kind.Name), out var rows) ? rows : [];

    private void ReadPersons(Database database, DbConnection connection)
    {
        using var scan =
            database.Scan(connection,
                $"""
                select person_id, personal_number, name, search_key, sex, birth_date, birth_precision, source from person
                where {Believed.Now()}
                """);
        while (scan.Read())
        {
            var birth = scan.IsNull(5) ? (BirthDate?)null
                : new BirthDate(DateOnly.FromDayNumber(scan.Day(5, 0)), scan.IsNull(6) ? DatePrecision.Day : (DatePrecision)scan.Number(6));
            var person = new KnownPerson(scan.Number(0), scan.IsNull(1) ? null : scan.Text(1), scan.Text(2),
                (Sex)scan.Number(4), birth, scan.Text(3), scan.Word(7));
            _byId[person.Id] = person;
            if (person.Number is not null)
            {
                _byNumber[person.Number] = person;
            }

            if (!_byName.TryGetValue(person.Key, out var same))
            {
                _byName.Add(person.Key, same = new List<KnownPerson>(1));
            }

            same.Add(person);
        }
    }

    private void ReadHomes(RegisterDb register, DbConnection connection, DateOnly day)
    {
        var best = new Dictionary<long, long>();
        var units = new Dictionary<string, Unit?>(StringComparer.Ordinal);
        using var scan =
            register.Database.Scan(connection,
                $"select person_id, unit_key, kind, valid_from, valid_to from residence where {Believed.Now()}");
        while (scan.Read())
        {
            var (id, from, to) = (scan.Number(0), scan.Day(3, 0), scan.Day(4, int.MaxValue));
            if (from > day.DayNumber || !_byId.TryGetValue(id, out var person))
            {
                continue;
            }

            // A home of the day before one that ended, a permanent one before a temporary, a later start before an earlier.
            var rank = 1 + from + (scan.Word(2) == "permanent" ? 1L << 32 : 0) + (to >= day.DayNumber ? 1L << 33 : 0);
            if (rank > best.GetValueOrDefault(id))
            {
                best[id] = rank;
                var key = scan.Word(1);
                if (!units.TryGetValue(key, out var unit))
                {
                    units.Add(key, unit = register.Units.Resolve(key, day));
                }

                person.Unit = unit;
            }
        }
    }

    private void ReadHouseholds(Database database, DbConnection connection, DateOnly day)
    {
        var households = new Dictionary<long, (string Number, string Hamlet)>();
        using (var scan = database.Scan(connection, $"select household_id, number, hamlet from household where {Believed.Now()}"))
        {
            while (scan.Read())
            {
                households[scan.Number(0)] = (scan.Text(1), scan.Word(2));
            }
        }

        using var members =
            database.Scan(connection, $"select person_id, household_id, valid_from, valid_to from membership where {Believed.Now()}");
        while (members.Read())
        {
            if (members.Day(2, 0) <= day.DayNumber && members.Day(3, int.MaxValue) >= day.DayNumber
                && _byId.TryGetValue(members.Number(0), out var person))
            {
                person.HouseholdId = members.Number(1);
                (person.HouseholdNumber, person.Hamlet) = households.GetValueOrDefault(person.HouseholdId, ("", ""));
                if (person.Unit is { } unit && person.HouseholdNumber.Length > 0)
                {
                    _households[(person.HouseholdNumber, unit.Key)] = person.HouseholdId;
                }
            }
        }
    }

    private void ReadDeaths(Database database, DbConnection connection)
    {
        using var scan =
            database.Scan(connection,
                $"select subject_id, value from fact where {Believed.Now()} and kind = 'death_date' order by valid_from");
        while (scan.Read())
        {
            if (_byId.TryGetValue(scan.Number(0), out var person))
            {
                person.Death =
                    DateOnly.TryParseExact(scan.Word(1), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    ? day : null;
            }
        }
    }

    private void ReadFacts(Database database, DbConnection connection, IReadOnlyCollection<FactKind> kinds)
    {
        foreach (var kind in kinds)
        {
            using var scan =
                database.Scan(connection,
                    $"select subject_id, subject_kind, value, valid_from, valid_to from fact where {Believed.Now()} and kind = @kind",
                    [("kind", kind.Name)]);
            while (scan.Read())
            {
                var key = (scan.Number(0), kind.Subject == FactSubject.Household, kind.Name);
                if (!_facts.TryGetValue(key, out var rows))
                {
                    _facts.Add(key, rows = new List<(string, DateInterval)>(1));
                }

                rows.Add(
                    (scan.Word(2),
                        new DateInterval(DateOnly.FromDayNumber(scan.Day(3, 0)),
                            scan.IsNull(4) ? null : DateOnly.FromDayNumber(scan.Day(4, 0)))));
            }
        }
    }
}

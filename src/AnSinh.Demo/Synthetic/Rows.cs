using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.History;
using AnSinh.Register.Units;

namespace AnSinh.Demo.Synthetic;

/// <summary>Whom facts are of: none is recorded before the day of entry, and none begins after the last.</summary>
internal readonly record struct Subject(long Id, string? Unit, int Entry, int Last);

/// <summary>
/// Writes the world as rows of the register. What is learnt to have ended becomes two statements: the open one, believed until the end was
/// recorded, and the closed one that replaced it.
/// </summary>
internal sealed class Rows(World world, IRegisterSink sink, Dictionary<string, long> counts)
{
    private const string Opening = "Dữ liệu ban đầu 2015";
    private const string Civil = "Sổ hộ tịch, cư trú";

    /// <summary>Instant of a day's records.</summary>
    public static long At(int day) => AsKnown.NoonOf(DateOnly.FromDayNumber(day));

    public void People()
    {
        foreach (var person in world.People)
        {
            var recorded = person.First.Recorded;
            var birth = person.YearOnly
                ? new BirthDate(new DateOnly(Day.Year(person.Birth), 1, 1), DatePrecision.Year)
                : new BirthDate(DateOnly.FromDayNumber(person.Birth), DatePrecision.Day);
            var found = person.BirthFound != Day.Open;
            Add(new PersonRow(person.Id, person.Number, person.Name, person.Sex, person.BirthMissing ? null : birth,
                At(recorded), found ? At(person.BirthFound) : null, Source(recorded)));
            if (found)
            {
                Add(new PersonRow(person.Id, person.Number, person.Name, person.Sex, birth, At(person.BirthFound), null,
                    "Giấy khai sinh bổ sung"));
            }
        }
    }

    public void Households()
    {
        var figures = world.Calibration.Lives;
        var serials = new int[world.Communes.Count];
        foreach (var home in world.Homes.Where(h => h.Members.Count > 0))
        {
            var recorded = home.Members.Min(m => m.Stays.Where(s => s.Home == home).Select(s => s.Recorded).DefaultIfEmpty(Day.Open).Min());
            if (recorded == Day.Open)
            {
                continue;
            }

            var commune = home.Commune;
            for (var i = 0; i <= (home.Moves?.Count ?? 0); i++)
            {
                int? until = i < (home.Moves?.Count ?? 0) ? home.Moves![i].Recorded : null;
                var serial = ++serials[commune];
                var code = world.Communes[commune].Code;
                var hamlet = figures.Towns.Contains(code) ? figures.HamletOfTown : figures.HamletOfCommune;
                var hamlets = Math.Max(1, world.Communes[commune].Households / figures.HamletHouseholds);
                Add(new HouseholdRow(
                    home.Id,
                    string.Create(CultureInfo.InvariantCulture, $"{code}-{serial:00000}"),
                    string.Create(CultureInfo.InvariantCulture, $"{hamlet} {(serial % hamlets) + 1}"),
                    At(recorded),
                    until is { } day ? At(day) : null,
                    Source(recorded)));
                if (until is { } next)
                {
                    (commune, recorded) = (home.Moves![i].Commune, next);
                }
            }
        }
    }

    public void Memberships()
    {
        foreach (var person in world.People)
        {
            foreach (var stay in person.Stays)
            {
                Write(stay.From, stay.To, stay.Recorded, stay.EndRecorded, (days, from, until) =>
                    Add(new MembershipRow(person.Id, stay.Home.Id, stay.Role, days, At(from), until, Source(from))));
            }
        }
    }

    public void Residences()
    {
        var parts = new List<Stay>();
        foreach (var person in world.People)
        {
            parts.Clear();
            foreach (var stay in person.Stays)
            {
                var from = stay.From;
                var recorded = stay.Recorded;
                for (var i = 0; i < (stay.Home.Moves?.Count ?? 0); i++)
                {
                    var move = stay.Home.Moves![i];
                    if (move.Day > from && move.Day <= stay.To)
                    {
                        Append(parts,
                            new Stay(stay.Home, "", from, move.Day - 1, recorded) { EndRecorded = Math.Max(recorded, move.Recorded) });
                        (from, recorded) = (move.Day, Math.Max(recorded, move.Recorded));
                    }
                }

                Append(parts, new Stay(stay.Home, "", from, stay.To, recorded) { EndRecorded = Math.Max(recorded, stay.EndRecorded) });
            }

            var arrived = person.First.From > world.Start && person.First.From != person.Birth;
            var kind = arrived && Dice.Lot(person.Id, 7) < world.Calibration.Lives.TemporaryShare ? "temporary" : "permanent";
            foreach (var part in parts)
            {
                var unit = Unit(part.Home.CommuneOn(part.From), part.From);
                Write(part.From, part.To, part.Recorded, part.EndRecorded, (days, from, until) =>
                    Add(new ResidenceRow(person.Id, unit, kind, days, At(from), until, Source(from))));
            }
        }
    }

    /// <summary>Key of the unit version of a commune that holds on a day, in this district's copy of the map.</summary>
    public string Unit(int commune, int day)
    {
        var code = world.Communes[commune].Code;
        var key = code;
        foreach (var version in world.Calibration.Lives.UnitVersions)
        {
            key = version.From <= day && version.Communes.Contains(code) ? version.Key : key;
        }

        return SyntheticUnits.CopyOfKey(key, world.District);
    }

    /// <summary>A person's facts of one kind, in order of time.</summary>
    public void Facts(Villager person, string kind, IReadOnlyList<Segment> segments, string source)
    {
        var last = Math.Min(person.Death, person.Last.To);
        Facts(new Subject(person.Id, null, person.First.Recorded, last), kind, segments, source);
    }

    public void Fact(Villager person, string kind, string value, int from, int recorded, string source) =>
        Facts(person, kind, [new Segment(from, value, recorded)], source);

    /// <summary>Facts of one subject and kind.</summary>
    public void Facts(Subject subject, string kind, IReadOnlyList<Segment> segments, string source)
    {
        var last = Math.Min(subject.Last, world.End);
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            if (segment.Value is not { } value || segment.From > last)
            {
                continue;
            }

            var recorded = Math.Max(segment.Recorded, subject.Entry);
            var (to, endRecorded) = (segment.To, recorded);
            if (i + 1 < segments.Count && segments[i + 1] is var next && next.From <= last)
            {
                to = Math.Min(to, next.From - 1);
                endRecorded = Math.Max(recorded, next.Recorded);
            }

            // An end that is known when the fact is recorded (a school year, a review) needs no second statement.
            if (to == segment.To)
            {
                endRecorded = recorded;
            }

            if (to >= segment.From)
            {
                Write(segment.From, to, recorded, endRecorded,
                    (days, from, until) =>
                        Add(new FactRow(subject.Id, subject.Unit, kind, value, days, At(from), until, source)));
            }
        }
    }

    private static void Append(List<Stay> parts, Stay part)
    {
        if (part.To < part.From)
        {
            return;
        }

        if (parts.Count > 0 && parts[^1] is var before && before.To + 1 == part.From
            && before.Home.CommuneOn(before.To) == part.Home.CommuneOn(part.From))
        {
            (before.To, before.EndRecorded) = (part.To, Math.Max(before.EndRecorded, part.EndRecorded));
            return;
        }

        parts.Add(part);
    }

    private static void Write(int from, int to, int recorded, int endRecorded, Action<DateInterval, int, long?> add)
    {
        var first = DateOnly.FromDayNumber(from);
        if (to == Day.Open)
        {
            add(new DateInterval(first, null), recorded, null);
            return;
        }

        if (endRecorded > recorded)
        {
            add(new DateInterval(first, null), recorded, At(endRecorded));
        }

        add(new DateInterval(first, DateOnly.FromDayNumber(to)), Math.Max(recorded, endRecorded), null);
    }

    private string Source(int recorded) => recorded <= world.Start ? Opening : Civil;

    private void Add(PersonRow row)
    {
        sink.Add(row);
        Count("person");
    }

    private void Add(HouseholdRow row)
    {
        sink.Add(row);
        Count("household");
    }

    private void Add(MembershipRow row)
    {
        sink.Add(row);
        Count("membership");
    }

    private void Add(ResidenceRow row)
    {
        sink.Add(row);
        Count("residence");
    }

    private void Add(FactRow row)
    {
        sink.Add(row);
        Count("fact");
    }

    private void Count(string table) => counts[table] = counts.GetValueOrDefault(table) + 1;
}

using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using Dapper;

namespace AnSinh.Register;

/// <summary>
/// Finds people (<i lang="vi">nhân thân</i>). Every method takes the scope: the residence keys the viewer may see (null for all). A
/// person is in scope by the home of the day, or by the last one before it (the dead and the moved stay with their last commune).
/// Outside the scope a person is simply not found. Keep one for the life of a register: it remembers who lives where.
/// </summary>
public sealed class PeopleQueries(RegisterDb register)
{
    private readonly HomeCache _homes = new(register);

    /// <summary>
    /// Searches by words of the name (any accents, beginnings of words; anywhere in the name if no word begins so), a birth year, or a
    /// piece of the personal number: <c>khuyen 1939</c>. Ordered by name. Empty text lists everybody.
    /// </summary>
    /// <param name="text">What was typed.</param>
    /// <param name="scope">Residence keys the viewer may see; null for all.</param>
    /// <param name="day">The day on whose homes the scope is judged.</param>
    /// <param name="known">The day whose knowledge is used.</param>
    /// <param name="page">Page, from 1.</param>
    /// <param name="size">People on a page.</param>
    public PeoplePage Search(string text, IReadOnlySet<string>? scope, DateOnly day, AsKnown known, int page = 1, int size = 50)
    {
        using var connection = register.Database.Connect();
        var homes = scope is null ? null : _homes.At(connection, day, known);
        var query = SearchText.Parse(text);
        var found = Matches(connection, query, wordStarts: true, scope, homes, known, page, size);
        if (found.Total == 0 && query.Words.Count > 0)
        {
            found = Matches(connection, query, wordStarts: false, scope, homes, known, page, size);
        }

        return new PeoplePage(Summaries(connection, found.Ids, homes ?? _homes.Of(connection, found.Ids, day, known), day, known), found.Total, page, size);
    }

    /// <summary>The people of these numbers, in their order, without those outside the scope.</summary>
    public PeoplePage List(IReadOnlyList<long> personIds, IReadOnlySet<string>? scope, DateOnly day, AsKnown known, int page = 1, int size = 50)
    {
        using var connection = register.Database.Connect();
        var homes = _homes.Of(connection, personIds, day, known);
        var visible = personIds.Where(id => homes.Knows(id) && homes.InScope(id, scope)).ToList();
        return new PeoplePage(Summaries(connection, [.. visible.Skip((page - 1) * size).Take(size)], homes, day, known), visible.Count, page, size);
    }

    /// <summary>One person in short, or null if not in the register as known then or outside the scope.</summary>
    public PersonSummary? FindOrNull(long personId, IReadOnlySet<string>? scope, DateOnly day, AsKnown known) =>
        List([personId], scope, day, known, 1, 1).People.SingleOrDefault();

    /// <summary>Numbers of all people whose home of the day is in the scope, ascending; null as scope gives all persons.</summary>
    public IReadOnlyList<long> IdsIn(IReadOnlySet<string>? scope, DateOnly day, AsKnown known)
    {
        using var connection = register.Database.Connect();
        return _homes.At(connection, day, known).Ids(scope);
    }

    /// <summary>
    /// Everything ever recorded about a person, on both times, or null if outside the scope. The knowledge of <paramref name="known"/>
    /// decides who may look, the file holds all versions.
    /// </summary>
    public PersonFile? FileOrNull(long personId, IReadOnlySet<string>? scope, DateOnly day, AsKnown known)
    {
        using var connection = register.Database.Connect();
        if (!_homes.Of(connection, [personId], day, known).InScope(personId, scope))
        {
            return null;
        }

        var checks = register.Checks;
        var person = new { personId, person_kind = (long)FactSubject.Person, household_kind = (long)FactSubject.Household };
        var identity = IdentityTables.People(connection, "person_id = @personId", person);
        const string Homes = "household_id in (select household_id from membership where person_id = @personId)";
        return identity.Count == 0 ? null : new PersonFile(
            personId,
            identity,
            new ResidenceLines(checks).AllOf(connection, "person_id = @personId", person),
            new MembershipLines(checks).AllOf(connection, "person_id = @personId", person),
            IdentityTables.Households(connection, Homes, person),
            new FactLines(checks).AllOf(connection, "subject_id = @personId and subject_kind = @person_kind", person),
            new FactLines(checks).AllOf(connection, "subject_id in (select household_id from membership where person_id = @personId) and subject_kind = @household_kind", person));
    }

    /// <summary>
    /// The household a person belongs to in a month with its members, the head first; null if none or if the person is outside the
    /// scope. Members outside the scope are shown: they are one household.
    /// </summary>
    public HouseholdInMonth? HouseholdOrNull(long personId, IReadOnlySet<string>? scope, Month month, AsKnown known)
    {
        using var connection = register.Database.Connect();
        if (!_homes.Of(connection, [personId], month.LastDay, known).InScope(personId, scope))
        {
            return null;
        }

        var lines = new MembershipLines(register.Checks);
        var when = new { personId, known = known.Instant };
        var own = LatestIn(month, lines.AllOf(connection, $"person_id = @personId and {RegisterSchema.Believed}", when)).SingleOrDefault();
        if (own is null)
        {
            return null;
        }

        var household = new { own.HouseholdId, known = known.Instant };
        const string Theirs = "person_id in (select person_id from membership where household_id = @HouseholdId)";
        var members = LatestIn(month, lines.AllOf(connection, $"{Theirs} and {RegisterSchema.Believed}", household)).Where(m => m.HouseholdId == own.HouseholdId).ToList();
        long[] ids = [.. members.Select(m => m.PersonId)];
        var people = Summaries(connection, ids, _homes.Of(connection, ids, month.LastDay, known), month.LastDay, known).ToDictionary(p => p.PersonId);
        var home = IdentityTables.Households(connection, $"household_id = @HouseholdId and {RegisterSchema.Believed}", household) is [.., var last] ? last.Row : null;
        return new HouseholdInMonth(
            own.HouseholdId,
            home?.Number ?? "",
            home?.Hamlet ?? "",
            [.. members.Where(m => people.ContainsKey(m.PersonId)).Select(m => new HouseholdMember(people[m.PersonId], m.Role, m.Valid))
                .OrderBy(m => m.Role == "head" ? 0 : 1).ThenBy(m => m.Person.Birth?.Earliest ?? DateOnly.MaxValue).ThenBy(m => m.Person.PersonId)]);
    }

    private static IEnumerable<MembershipRow> LatestIn(Month month, IEnumerable<Recorded<MembershipRow>> rows) =>
        rows.Select(r => r.Row).Where(r => r.Valid.Touches(month)).GroupBy(r => r.PersonId).Select(g => g.MaxBy(r => r.Valid.From)!);

    private (IReadOnlyList<long> Ids, int Total) Matches(DbConnection connection, SearchText query, bool wordStarts, IReadOnlySet<string>? scope, Homes? homes, AsKnown known, int page, int size)
    {
        var (where, parameters) = query.Where(wordStarts);
        var (ids, total, skip) = (new List<long>(size), 0, (page - 1) * size);
        using var scan = register.Database.Scan(
            connection,
            $"select person_id from person where {where}{RegisterSchema.Believed} order by search_key, person_id",
            [.. parameters, ("known", (object?)known.Instant)]);
        while (scan.Read())
        {
            var id = scan.Number(0);
            if (homes?.InScope(id, scope) == false)
            {
                continue;
            }

            if (total >= skip && ids.Count < size)
            {
                ids.Add(id);
            }

            total++;
        }

        return (ids, total);
    }

    private static IReadOnlyList<PersonSummary> Summaries(DbConnection connection, IReadOnlyList<long> ids, Homes homes, DateOnly day, AsKnown known)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var list = string.Join(", ", ids.Select(i => i.ToString(CultureInfo.InvariantCulture)));
        var rows = IdentityTables.People(connection, $"person_id in ({list}) and {RegisterSchema.Believed}", new { known = known.Instant })
            .GroupBy(r => r.Row.PersonId).ToDictionary(g => g.Key, g => g.Last().Row);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id]).Select(r => new PersonSummary(r.PersonId, r.PersonalNumber, r.Name, r.Sex, r.Birth, homes.UnitOf(r.PersonId, day), homes.KeyOf(r.PersonId)))];
    }
}

using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Register.History;
using AnSinh.Register.People.Search;
using AnSinh.Register.Writing;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Register.People;

/// <summary>
/// Finds people (<i lang="vi">nhân thân</i>). Every method takes the scope: whom the viewer may see. The
/// right to look is that of today: a person is in scope by the home of today as known today, whatever day and knowledge are looked at; the
/// dead and the moved stay with their last commune, who is only expected belongs to the first. What is shown may be old. Outside the scope
/// a person is simply not found. Keep one for the life of a register: it remembers who lives where.
/// </summary>
public sealed class PeopleQueries(RegisterDb register)
{
    private readonly HomeCache _homes = new(register);
    private readonly SearchIndexes _search = new(register);

    /// <summary>The people found, without their households; see <see cref="Find(PeopleSearch)"/>.</summary>
    public PeoplePage Search(string text, Scope scope, DateOnly day, AsKnown known, int page = 1, int size = 50)
    {
        var found = Find(text, scope, day, known, page, size);
        return new PeoplePage([.. found.People.Select(p => p.Person)], found.Total, page, size);
    }

    /// <summary>
    /// Searches as officers type, the best first: words of the name with or without accents and with slips (<c>khuyne</c>), a birth year,
    /// day or age (<c>khuyen 1939</c>, <c>5/3/1939</c>, <c>81 tuổi</c>), a piece of the personal number, the head of a household (<c>hộ ông
    /// Khuyến</c>), a household's number, a hamlet or commune (<c>khuyen cụm 9</c>, <c>khuyen hat mon</c>). Only those are given that fit
    /// as closely as the closest one within the scope, so that slips never crowd out what was typed right. Empty text lists everybody.
    /// </summary>
    public PeopleFound Find(PeopleSearch asked)
    {
        var (text, scope, day, known, page, size) = asked;
        using var connection = register.Database.Connect();
        var index = _search.At(connection, day, known);
        var (ids, total, cost) = new SearchRun(index, SearchQuery.Parse(text, day), Seen(connection, scope)).Run(page, size, asked.Near);
        var people = Summaries(connection, ids, _homes.Of(connection, ids, day, known), day, known);
        return new PeopleFound(
            [.. people.Select(p => new FoundPerson(p, HouseholdOf(index, p.PersonId), index.Entries[index.RowOf[p.PersonId]].LivesHere))],
            total, page, size, cost >= WordList.SlipCost - 1 ? Closeness.Alike : Closeness.AsTyped);
    }

    /// <summary>Searches for those that fit as closely as the closest one; see <see cref="Find(PeopleSearch)"/>.</summary>
    public PeopleFound Find(string text, Scope scope, DateOnly day, AsKnown known, int page = 1, int size = 50) =>
        Find(new PeopleSearch(text, scope, day, known, page, size));

    /// <summary>Reads what a search of this day needs, so that the first one does not wait for it.</summary>
    public void Prepare(DateOnly day, AsKnown known)
    {
        using var connection = register.Database.Connect();
        _search.At(connection, day, known);
    }

    /// <summary>The people of these numbers, in their order, without those outside the scope.</summary>
    public PeoplePage List(IReadOnlyList<long> personIds, Scope scope, DateOnly day, AsKnown known,
        int page = 1, int size = 50)
    {
        using var connection = register.Database.Connect();
        var homes = _homes.Of(connection, personIds, day, known);
        var seen = Seen(connection, scope, personIds);
        var visible = personIds.Where(id => homes.Knows(id) && seen(id)).ToList();
        return new PeoplePage(Summaries(connection, [.. visible.Skip((page - 1) * size).Take(size)], homes, day, known),
            visible.Count, page, size);
    }

    /// <summary>One person in short, or null if not in the register as known then or outside the scope.</summary>
    public PersonSummary? FindOrNull(long personId, Scope scope, DateOnly day, AsKnown known) =>
        List([personId], scope, day, known, 1, 1).People.SingleOrDefault();

    /// <summary>Those of these people who are within the scope today.</summary>
    public IReadOnlySet<long> Within(Scope scope, IReadOnlyCollection<long> personIds)
    {
        if (scope.IsEverything || personIds.Count == 0)
        {
            return personIds.ToHashSet();
        }

        using var connection = register.Database.Connect();
        return personIds.Where(Seen(connection, scope, [.. personIds])).ToHashSet();
    }

    /// <summary>
    /// Everything ever recorded about a person, on both times, or null if outside the scope. The file holds all versions.
    /// </summary>
    public PersonFile? FileOrNull(long personId, Scope scope)
    {
        using var connection = register.Database.Connect();
        if (!Seen(connection, scope, [personId])(personId))
        {
            return null;
        }

        var tables = register.Tables;
        var person = new { personId, person_kind = (long)FactSubject.Person, household_kind = (long)FactSubject.Household };
        var identity = RegisterTables.People.History(connection, "person_id = @personId", person);
        const string Homes = "household_id in (select household_id from membership where person_id = @personId)";
        return identity.Count == 0 ? null : new PersonFile(
            personId,
            identity,
            tables.Residences.History(connection, "person_id = @personId", person),
            tables.Memberships.History(connection, "person_id = @personId", person),
            RegisterTables.Households.History(connection, Homes, person),
            tables.Facts.History(connection, "subject_id = @personId and subject_kind = @person_kind", person),
            tables.Facts.History(connection,
                "subject_id in (select household_id from membership where person_id = @personId) and subject_kind = @household_kind",
                person));
    }

    /// <summary>
    /// The household a person belongs to in a month with its members, the head first; null if none or if the person is outside the
    /// scope. Members outside the scope are shown: they are one household.
    /// </summary>
    public HouseholdInMonth? HouseholdOrNull(long personId, Scope scope, Month month, AsKnown known)
    {
        using var connection = register.Database.Connect();
        if (!Seen(connection, scope, [personId])(personId))
        {
            return null;
        }

        var memberships = register.Tables.Memberships;
        var own = LatestIn(month, memberships.AsKnown(connection, known, "person_id = @personId", new { personId })).SingleOrDefault();
        if (own is null)
        {
            return null;
        }

        var household = new { own.HouseholdId };
        const string Theirs = "person_id in (select person_id from membership where household_id = @HouseholdId)";
        var members = LatestIn(month, memberships.AsKnown(connection, known, Theirs, household))
            .Where(m => m.HouseholdId == own.HouseholdId).ToList();
        long[] ids = [.. members.Select(m => m.PersonId)];
        var people = Summaries(connection, ids, _homes.Of(connection, ids, month.LastDay, known), month.LastDay, known)
            .ToDictionary(p => p.PersonId);
        var home =
            RegisterTables.Households.AsKnown(connection, known, "household_id = @HouseholdId", household) is [.., var last]
            ? last.Row : null;
        return new HouseholdInMonth(
            own.HouseholdId,
            home?.Number ?? "",
            home?.Hamlet ?? "",
            [.. members.Where(m => people.ContainsKey(m.PersonId)).Select(m => new HouseholdMember(people[m.PersonId], m.Role, m.Valid))
                .OrderBy(m => m.Role == "head" ? 0 : 1).ThenBy(m => m.Person.Birth?.Earliest ?? DateOnly.MaxValue)
                .ThenBy(m => m.Person.PersonId)]);
    }

    /// <summary>Who is within the scope today as known today; of these people only, or of everybody.</summary>
    private Func<long, bool> Seen(DbConnection connection, Scope scope, IReadOnlyList<long>? personIds = null)
    {
        if (scope.IsEverything)
        {
            return _ => true;
        }

        var today = register.Clock.Known;
        var homes = personIds is null ? _homes.At(connection, today.Day, today) : _homes.Of(connection, personIds, today.Day, today);
        return id => homes.InScope(id, scope);
    }

    private static IEnumerable<MembershipRow> LatestIn(Month month, IEnumerable<Recorded<MembershipRow>> rows) =>
        rows.Select(r => r.Row).Where(r => r.Valid.Touches(month)).GroupBy(r => r.PersonId).Select(g => g.MaxBy(r => r.Valid.From)!);

    private static HouseholdInShort? HouseholdOf(SearchIndex index, long personId)
    {
        var entry = index.Entries[index.RowOf[personId]];
        if (entry.Household < 0)
        {
            return null;
        }

        var household = index.Households[entry.Household];
        return new HouseholdInShort(household.HouseholdId, household.Number, index.Hamlets[household.Hamlet], entry.IsHead);
    }

    private static IReadOnlyList<PersonSummary> Summaries(DbConnection connection, IReadOnlyList<long> ids, Homes homes,
        DateOnly day, AsKnown known)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        // A whole district in one statement would be longer than a statement may be.
        const int StatementSize = 20_000;
        var rows = ids.Chunk(StatementSize).SelectMany(some => RegisterTables.People.AsKnown(
                connection, known, $"person_id in ({string.Join(", ", some.Select(i => i.ToString(CultureInfo.InvariantCulture)))})"))
            .GroupBy(r => r.Row.PersonId).ToDictionary(g => g.Key, g => g.Last().Row);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])
            .Select(r =>
                new PersonSummary(r.PersonId, r.PersonalNumber, r.Name, r.Sex, r.Birth, homes.UnitOf(r.PersonId, day),
                    homes.KeyOf(r.PersonId)))];
    }
}

using AnSinh.Basics;
using AnSinh.Register.Changes;
using AnSinh.Register.History;
using AnSinh.Register.Writing;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Register.People;

/// <summary>The rows believed now that an event changes.</summary>
public sealed class CurrentRows(RegisterDb register)
{
    private readonly RegisterTables _tables = register.Tables;

    /// <summary>What is believed of who a person is, or null if there is no such person.</summary>
    public PersonRow? PersonOrNull(long personId)
    {
        using var connection = register.Database.Connect();
        return RegisterTables.People.Current(connection, "person_id = @personId", new { personId }) is [.., var last] ? last.Row : null;
    }

    /// <summary>The person who alone carries a personal number, or null.</summary>
    private long? ByNumberOrNull(string personalNumber)
    {
        using var connection = register.Database.Connect();
        return RegisterTables.People.Current(connection, "personal_number = @personalNumber", new { personalNumber }) is [var only]
            ? only.Row.PersonId : null;
    }

    /// <summary>A household, or null if there is none of that number.</summary>
    public HouseholdRow? HouseholdOrNull(long householdId)
    {
        using var connection = register.Database.Connect();
        return RegisterTables.Households.Current(connection, "household_id = @householdId", new { householdId }) is [.., var last]
            ? last.Row : null;
    }

    /// <summary>
    /// The household meant by its number in the register, or by its number in the book if only one carries it; null if there is none.
    /// </summary>
    public long? HouseholdMeant(string text)
    {
        if (long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id)
            && HouseholdOrNull(id) is not null)
        {
            return id;
        }

        using var connection = register.Database.Connect();
        return RegisterTables.Households.Current(connection, "number = @text", new { text }) is [var only] ? only.Row.HouseholdId : null;
    }

    /// <summary>
    /// The person meant by a register number or a personal number of twelve digits; null if there is none, or not one alone.
    /// </summary>
    public long? PersonMeant(string text) => PersonalNumber.TryParse(text, out var number) ? ByNumberOrNull(number.Digits)
        : long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id)
        && PersonOrNull(id) is not null ? id : null;

    /// <summary>Memberships of a person, by their first day.</summary>
    public IReadOnlyList<Recorded<MembershipRow>> MembershipsOf(long personId)
    {
        using var connection = register.Database.Connect();
        return _tables.Memberships.Current(connection, "person_id = @personId", new { personId });
    }

    /// <summary>Members of a household on a day, the head first; who is known to have died before is none.</summary>
    public IReadOnlyList<Recorded<MembershipRow>> MembersOn(long householdId, DateOnly day)
    {
        using var connection = register.Database.Connect();
        var text = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return [.. _tables.Memberships.Current(
                connection, $"household_id = @householdId and {LifeCheck.IsAlive("person_id", "@text")}", new { householdId, text })
            .Where(m => m.Row.Valid.Contains(day)).OrderBy(m => m.Row.Role == "head" ? 0 : 1).ThenBy(m => m.Row.PersonId)];
    }

    /// <summary>Homes of a person, by their first day.</summary>
    public IReadOnlyList<Recorded<ResidenceRow>> ResidencesOf(long personId)
    {
        using var connection = register.Database.Connect();
        return _tables.Residences.Current(connection, "person_id = @personId", new { personId });
    }

    /// <summary>Facts about a person or household, of one kind or of all.</summary>
    public IReadOnlyList<Recorded<FactRow>> FactsOf(FactSubject subject, long id, string? kind = null)
    {
        using var connection = register.Database.Connect();
        return _tables.Facts.Current(connection, "subject_kind = @subject and subject_id = @id and (@kind is null or kind = @kind)",
            new { subject = (long)subject, id, kind });
    }

    /// <summary>Facts that name a person as their value (who raises, cares for, fosters) and hold after a day.</summary>
    public IReadOnlyList<FactRow> FactsNaming(long personId, DateOnly after)
    {
        var kinds = register.Facts.All.Where(k => k is { Type: FactType.Person, Intrinsic: false }).Select(k => k.Name).ToList();
        using var connection = register.Database.Connect();
        var value = personId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return [.. kinds.SelectMany(kind => _tables.Facts.Current(connection, "kind = @kind and value = @value", new { kind, value }))
            .Select(f => f.Row).Where(f => f.Valid.To is null || f.Valid.To > after)];
    }

    /// <summary>How many people of the register carry the same name, marks aside, and the same birth date.</summary>
    public IReadOnlyList<long> Namesakes(string name, BirthDate birth)
    {
        using var connection = register.Database.Connect();
        return [.. RegisterTables.People.Current(connection, "search_key = @key", new { key = VietnameseText.Fold(name) })
            .Where(p => p.Row.Birth == birth).Select(p => p.Row.PersonId)];
    }

    /// <summary>The value of a fact on a day: what was recorded, else what silence stands for; null if that is unknown.</summary>
    public string? ValueOn(string kind, long id, DateOnly day) => register.Facts.FindOrNull(kind) is not { } declared ? null
        : FactsOf(declared.Subject, id, kind).LastOrDefault(f => f.Row.Valid.Contains(day))?.Row.Value ?? declared.WhenAbsent;

    /// <summary>The household a person belongs to on a day, or null.</summary>
    public long? HouseholdOn(long personId, DateOnly day) =>
        MembershipsOf(personId).LastOrDefault(m => m.Row.Valid.Contains(day))?.Row.HouseholdId;

    /// <summary>The home of a person on a day, the permanent one first; null if there is none.</summary>
    public Recorded<ResidenceRow>? HomeOn(long personId, DateOnly day) =>
        ResidencesOf(personId).Where(r => r.Row.Valid.Contains(day)).MaxBy(r => r.Row.Kind == "permanent" ? 1 : 0);

    /// <summary>
    /// A row by its table and number: <c>fact:17</c>, <c>residence:3</c>, <c>membership:9</c>; null if there is none believed now.
    /// </summary>
    public object? RowOrNull(DatedRows table, long rowId)
    {
        using var connection = register.Database.Connect();
        return table switch
        {
            DatedRows.Fact => _tables.Facts.Current(connection, "row_id = @rowId", new { rowId }) is [var fact] ? fact.Row : null,
            DatedRows.Residence => _tables.Residences.Current(connection, "row_id = @rowId", new { rowId }) is [var home]
                ? home.Row : null,
            _ => _tables.Memberships.Current(connection, "row_id = @rowId", new { rowId }) is [var member] ? member.Row : null,
        };
    }

    /// <summary>True if no other person carries a personal number.</summary>
    public bool NumberIsFree(long? personId, string personalNumber)
    {
        using var connection = register.Database.Connect();
        return connection.ExecuteScalar<long>(
            $"select count(*) from person where personal_number = @personalNumber and {Believed.Now()} and person_id <> @personId",
            new { personalNumber, personId = personId ?? 0 }) == 0;
    }
}

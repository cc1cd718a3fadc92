using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register;
using AnSinh.Register.People;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Events;

/// <summary>
/// Whom and what an event may be told of: everybody and every unit named must lie within the scope of who records it, and a protected row
/// is found only by who opened the file it belongs to. Who and what lies outside is as if it were not in the register.
/// </summary>
/// <param name="register">The register.</param>
/// <param name="people">Its people.</param>
/// <param name="scope">Whose people may be seen.</param>
/// <param name="opens">True of persons of whom protected facts may be seen.</param>
public sealed class EventScope(RegisterDb register, PeopleQueries people, Scope scope, Func<long, bool> opens)
{
    private const int CommuneLevel = 3;
    private readonly CurrentRows _reading = new(register);
    private readonly AsKnown _known = new(AsKnown.DayOf(register.Now));
    private readonly Dictionary<long, bool> _seen = [];

    /// <summary>True if a person, as known now, may be seen.</summary>
    public bool Sees(long person)
    {
        if (!_seen.TryGetValue(person, out var seen))
        {
            _seen[person] = seen = scope.IsEverything || people.FindOrNull(person, scope, _known.Day, _known) is not null;
        }

        return seen;
    }

    // A household is seen by who may see somebody of it.
    private bool SeesHousehold(long household) =>
        scope.IsEverything || _reading.MembersOn(household, _known.Day).Any(m => Sees(m.Row.PersonId));

    /// <summary>Everybody of a register, also what is protected.</summary>
    public static EventScope OfEverybody(RegisterDb register) => new(register, new PeopleQueries(register), Scope.Everything, _ => true);

    /// <summary>
    /// True if everybody and everything that an address names is there within the scope: a page about somebody else is not there, whether
    /// the register knows them or not.
    /// </summary>
    public bool Allows(EventKind kind, IReadOnlyDictionary<string, string> named) =>
        kind.Fields.All(field => named.GetValueOrDefault(field.Name) is not { Length: > 0 } text || field.Type switch
    {
        FormFieldType.Person or FormFieldType.People => Words(text).All(word => PersonMeant(word) is not null),
        FormFieldType.Household => HouseholdMeant(text) is not null,
        FormFieldType.Unit => UnitMeant(text) is not null,
        _ when field.Name == EventFields.Row.Name => RowOf(text) is not null,
        _ => true,
    });

    /// <summary>Somebody by a number of the register or a personal number; null if there is nobody within the scope.</summary>
    public long? PersonMeant(string text) => _reading.PersonMeant(text) is { } person && Sees(person) ? person : null;

    /// <summary>A household by its number; null if there is none within the scope.</summary>
    public long? HouseholdMeant(string text) =>
        _reading.HouseholdMeant(text) is { } household && SeesHousehold(household) ? household : null;

    /// <summary>A commune by its key; null if there is none within the scope.</summary>
    public string? UnitMeant(string key) =>
        register.Units.FindOrNull(key) is { Level: CommuneLevel } && (scope.IsEverything || scope.Contains(key)) ? key : null;

    /// <summary>How many within the scope bear a name and were born on a day.</summary>
    public int Namesakes(string name, BirthDate birth) => _reading.Namesakes(name, birth).Count(Sees);

    /// <summary>
    /// The row that is named (<c>fact:17</c>), as the register believes it now; null if there is none within the scope.
    /// </summary>
    public object? RowOf(string? text) =>
        EventInput.RowOf(text) is { } row && _reading.RowOrNull(row.Table, row.RowId) is { } found && SeesRow(found) ? found : null;

    /// <summary>What was told, without a row that is not there: neither is the kind of fact it holds.</summary>
    public IReadOnlyDictionary<string, string> Without(IReadOnlyDictionary<string, string> told) =>
        told.GetValueOrDefault(EventFields.Row.Name) is { } row && RowOf(row.Trim()) is null
            ? told.Where(t => t.Key != EventFields.Row.Name).ToDictionary(StringComparer.Ordinal) : told;

    private bool SeesRow(object row) => !IsProtected(row) && row switch
    {
        FactRow fact when register.Facts.FindOrNull(fact.Kind) is { Subject: FactSubject.Household } => SeesHousehold(fact.SubjectId),
        FactRow { Unit: null } fact => Sees(fact.SubjectId),
        ResidenceRow home => Sees(home.PersonId),
        MembershipRow member => Sees(member.PersonId),
        _ => scope.IsEverything,
    };

    // A protected row is found by its number only after a purpose was stated for whom it is about.
    private bool IsProtected(object row) =>
        row is FactRow fact && register.Facts.FindOrNull(fact.Kind) is { Sensitive: true }
        && !(PersonOf(row) is { } person && opens(person));

    /// <summary>The person a row is about; for a fact of a household, a member of it.</summary>
    public long? PersonOf(object? row) => row switch
    {
        FactRow fact
            when register.Facts.FindOrNull(fact.Kind) is { Subject: FactSubject.Household } =>
            _reading.MembersOn(fact.SubjectId, _known.Day) is [var member, ..] ? member.Row.PersonId : null,
        FactRow { Unit: null } fact => fact.SubjectId,
        ResidenceRow home => home.PersonId,
        MembershipRow member => member.PersonId,
        _ => null,
    };

    private static string[] Words(string text) => text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
}

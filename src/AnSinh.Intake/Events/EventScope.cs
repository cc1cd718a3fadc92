using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Register.Units;

namespace AnSinh.Intake.Events;

/// <summary>
/// Whom and what an event may be told of: everybody and every unit named must lie within the scope of who records it, and a protected row
/// is found only by who opened the file it belongs to.
/// </summary>
/// <param name="register">The register.</param>
/// <param name="people">Its people.</param>
/// <param name="scope">Whose people may be seen.</param>
/// <param name="opens">True of persons of whom protected facts may be seen.</param>
public sealed class EventScope(RegisterDb register, PeopleQueries people, Scope scope, Func<long, bool> opens)
{
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

    /// <summary>True if all that was told lies within the scope; what is no number or key is left to the planner to refuse.</summary>
    public bool Allows(EventKind kind, IReadOnlyDictionary<string, string> told) =>
        kind.Fields.All(field => told.GetValueOrDefault(field.Name) is not { Length: > 0 } text || field.Type switch
    {
        FormFieldType.Person or FormFieldType.People => Words(text).Select(_reading.PersonMeant).OfType<long>().All(Sees),
        FormFieldType.Household => _reading.HouseholdMeant(text) is not { } household || SeesHousehold(household),
        FormFieldType.Unit => register.Units.FindOrNull(text) is not { } unit || scope.IsEverything || scope.Contains(unit.Key),
        _ when field.Name == "dong" => RowOf(text) is not { } row || SeesRow(row),
        _ => true,
    });

    /// <summary>The row that is named, as the register believes it now; null if there is none.</summary>
    public object? RowOf(string? text) =>
        text?.Split(':') is [var table, var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        ? table switch
        {
            "fact" => _reading.RowOrNull(DatedRows.Fact, id),
            "residence" => _reading.RowOrNull(DatedRows.Residence, id),
            "membership" => _reading.RowOrNull(DatedRows.Membership, id),
            _ => null,
        }
        : null;

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

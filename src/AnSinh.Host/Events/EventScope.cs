using System.Globalization;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.Web;
using AnSinh.Intake.Events;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Register.Units;

namespace AnSinh.Host.Events;

/// <summary>Whom and what an event may be told of: everybody and every unit named must lie within the viewer's scope.</summary>
internal sealed class EventScope
{
    private readonly Office _office;
    private readonly Viewer _viewer;
    private readonly CurrentRows _reading;
    private readonly AsKnown _known;
    private readonly Sight _sight;
    private readonly Dictionary<long, bool> _seen = [];

    public EventScope(Office office, Viewer viewer) =>
        (_office, _viewer, _reading, _known, _sight) =
        (office, viewer, new CurrentRows(office.Register), new AsKnown(AsKnown.DayOf(office.Register.Now)), new Sight(office, viewer));

    /// <summary>True if the viewer may see a person as known now.</summary>
    public bool Sees(long person)
    {
        if (!_seen.TryGetValue(person, out var seen))
        {
            _seen[person] = seen = _viewer.SeesAll
                || _office.People.FindOrNull(person, _viewer.Scope, _known.Day, _known) is not null;
        }

        return seen;
    }

    /// <summary>True if the viewer may see somebody of a household.</summary>
    public bool SeesHousehold(long household) =>
        _viewer.SeesAll || _reading.MembersOn(household, _known.Day).Any(m => Sees(m.Row.PersonId));

    /// <summary>True if all that was told lies within the scope; what is no number or key is left to the planner to refuse.</summary>
    public bool Allows(EventKind kind, IReadOnlyDictionary<string, string> told) =>
        kind.Fields.All(field => told.GetValueOrDefault(field.Name) is not { Length: > 0 } text || field.Type switch
    {
        FormFieldType.Person or FormFieldType.People => Words(text).Select(_reading.PersonMeant).OfType<long>().All(Sees),
        FormFieldType.Household => _reading.HouseholdMeant(text) is not { } household || SeesHousehold(household),
        FormFieldType.Unit => _office.Units.FindOrNull(text) is not { } unit || _viewer.MaySee(unit),
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

    /// <summary>True if the viewer may see whom a row is about.</summary>
    public bool SeesRow(object row) => !IsProtected(row) && row switch
    {
        FactRow fact when _office.Policy.Facts.FindOrNull(fact.Kind) is { Subject: FactSubject.Household } => SeesHousehold(fact.SubjectId),
        FactRow { Unit: null } fact => Sees(fact.SubjectId),
        ResidenceRow home => Sees(home.PersonId),
        MembershipRow member => Sees(member.PersonId),
        _ => _viewer.SeesAll,
    };

    // A protected row is found by its number only after a purpose was stated for whom it is about.
    private bool IsProtected(object row) =>
        row is FactRow fact && _office.Policy.Facts.FindOrNull(fact.Kind) is { Sensitive: true }
        && !(PersonOf(row) is { } person && _sight.Opens(person));

    /// <summary>The person a row is about; for a fact of a household, a member of it.</summary>
    public long? PersonOf(object? row) => row switch
    {
        FactRow fact
            when _office.Policy.Facts.FindOrNull(fact.Kind) is { Subject: FactSubject.Household } =>
            _reading.MembersOn(fact.SubjectId, _known.Day) is [var member, ..] ? member.Row.PersonId : null,
        FactRow { Unit: null } fact => fact.SubjectId,
        ResidenceRow home => home.PersonId,
        MembershipRow member => member.PersonId,
        _ => null,
    };

    private static string[] Words(string text) => text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Register;

namespace AnSinh.Host.Pages.Events;

/// <summary>Whom and what an event may be told of: everybody and every unit named must lie within the viewer's scope.</summary>
internal sealed class EventScope
{
    private readonly Office _office;
    private readonly Viewer _viewer;
    private readonly EventReading _reading;
    private readonly AsKnown _known;
    private readonly Dictionary<long, bool> _seen = [];

    public EventScope(Office office, Viewer viewer) =>
        (_office, _viewer, _reading, _known) = (office, viewer, new EventReading(office.Register), new AsKnown(AsKnown.DayOf(office.Register.Now)));

    /// <summary>True if the viewer may see a person as known now.</summary>
    public bool Sees(long person)
    {
        if (!_seen.TryGetValue(person, out var seen))
        {
            _seen[person] = seen = _viewer.Scope is null || _office.People.FindOrNull(person, _viewer.Scope, _known.Day, _known) is not null;
        }

        return seen;
    }

    /// <summary>True if the viewer may see somebody of a household.</summary>
    public bool SeesHousehold(long household) => _viewer.Scope is null || _reading.MembersOn(household, _known.Day).Any(m => Sees(m.Row.PersonId));

    /// <summary>True if all that was told lies within the scope; what is no number or key is left to the planner to refuse.</summary>
    public bool Allows(EventKind kind, IReadOnlyDictionary<string, string> told) => _viewer.Scope is null || kind.Fields.All(field => told.GetValueOrDefault(field.Name) is not { Length: > 0 } text || field.Type switch
    {
        EventFieldType.Person or EventFieldType.Persons => Numbers(text).All(Sees),
        EventFieldType.Household => Numbers(text).All(SeesHousehold),
        EventFieldType.Unit => _office.Units.FindOrNull(text) is not { } unit || _viewer.MaySee(unit),
        EventFieldType.Row => RowOf(text) is not { } row || SeesRow(row),
        _ => true,
    });

    /// <summary>The row that is named, as the register believes it now; null if there is none.</summary>
    public object? RowOf(string? text) => text?.Split(':') is [var table, var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        ? table switch
        {
            "fact" => _reading.RowOrNull(DatedRows.Fact, id),
            "residence" => _reading.RowOrNull(DatedRows.Residence, id),
            "membership" => _reading.RowOrNull(DatedRows.Membership, id),
            _ => null,
        }
        : null;

    /// <summary>True if the viewer may see whom a row is about.</summary>
    public bool SeesRow(object row) => row switch
    {
        FactRow fact when _office.Policy.Facts.FindOrNull(fact.Kind) is { Subject: FactSubject.Household } => SeesHousehold(fact.SubjectId),
        FactRow { Unit: null } fact => Sees(fact.SubjectId),
        ResidenceRow home => Sees(home.PersonId),
        MembershipRow member => Sees(member.PersonId),
        _ => _viewer.Scope is null,
    };

    private IEnumerable<long> Numbers(string text) => text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries)
        .Select(w => PersonalNumber.TryParse(w, out var number) ? _reading.ByNumberOrNull(number.Digits) ?? 0 : long.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).Where(n => n > 0);
}

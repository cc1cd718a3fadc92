using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.People;

namespace AnSinh.Intake.Lists.Planning;

/// <summary>Turns rows of a list that are ready into rows of the register, each with its place in the list as its source.</summary>
/// <param name="set">Where they are put.</param>
/// <param name="people">The register in memory.</param>
/// <param name="source">Where the list comes from.</param>
internal sealed class RowWriter(ChangeSet set, RegisterPeople people, string source)
{
    private readonly Dictionary<(string Number, string Unit), long> _households = [];
    private readonly HashSet<(long Subject, string Kind, string Value, DateOnly From)> _told = [];

    public void Write(IEnumerable<PlannedRow> rows)
    {
        foreach (var planned in rows)
        {
            Write(planned);
        }
    }

    private void Write(PlannedRow planned)
    {
        var row = planned.Row;
        if (planned.Person is { } known)
        {
            if (planned.Changes.Any(c => c.IsCorrection))
            {
                set.Correct(IdentityDifferences.Applied(row, known, planned.Changes, SourceOf(row)));
            }

            WriteFacts(planned, known.Id, known.HouseholdId);
        }
        else
        {
            var person = set.Add(new PersonRow(0, row.Number, row.Name, row.Sex, row.Birth, 0, null, SourceOf(row)));
            var home = new DateInterval(row.HomeFrom, null);
            set.Record(new ResidenceRow(person, row.Unit!.Key, "permanent", home, 0, null, SourceOf(row)));
            var household = 0L;
            if (row.HouseholdNumber is { } number)
            {
                household = HouseholdOf(row, number, row.Unit.Key);
                var member = new DateInterval(row.From, null);
                set.Record(new MembershipRow(person, household, row.Role, member, 0, null, SourceOf(row)));
            }

            WriteFacts(planned, person, household);
        }
    }

    private void WriteFacts(PlannedRow planned, long person, long household)
    {
        var changed = planned.Changes.Where(c => !c.IsCorrection).Select(c => c.What).ToHashSet(StringComparer.Ordinal);
        foreach (var fact in planned.Row.Facts.Where(f => changed.Contains(f.Kind.Label.Vi)).DistinctBy(f => f.Kind.Name))
        {
            // Every member's row tells of the household; once is enough.
            var subject = fact.Kind.Subject == FactSubject.Household ? household : person;
            if (fact.Kind.Subject == FactSubject.Household && !_told.Add((subject, fact.Kind.Name, fact.Value, fact.Valid.From)))
            {
                continue;
            }

            set.Record(new FactRow(subject, null, fact.Kind.Name, fact.Value, fact.Valid, 0, null, $"{source}, {fact.Place}"));
        }
    }

    private long HouseholdOf(ListRow row, string number, string unit)
    {
        if (!_households.TryGetValue((number, unit), out var id))
        {
            id = people.Household(number, unit);
            _households.Add((number, unit),
                id > 0 ? id : id = set.Add(new HouseholdRow(0, number, row.Hamlet ?? "", 0, null, SourceOf(row))));
        }

        return id;
    }

    private string SourceOf(ListRow row) => $"{source}, {row.Place}";
}

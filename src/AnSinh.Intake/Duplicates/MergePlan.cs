using System.Text.Json;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Changes;
using AnSinh.Register.People;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Intake.Duplicates;

/// <summary>What of the file that goes is kept in place of what the kept file says.</summary>
/// <param name="Identity">Of <c>name</c>, <c>number</c>, <c>sex</c>, <c>birth</c>.</param>
/// <param name="Residence">True to take the home of the file that goes.</param>
/// <param name="Household">True to take the household of the file that goes.</param>
/// <param name="Facts">Kinds of facts taken from the file that goes.</param>
public sealed record MergeChoice(IReadOnlySet<string> Identity, bool Residence, bool Household, IReadOnlySet<string> Facts)
{
    /// <summary>Everything as the kept file says; the other only fills what it does not know.</summary>
    public static MergeChoice Kept { get; } = new(new HashSet<string>(), false, false, new HashSet<string>());
}

/// <summary>
/// Makes one file of two (<i lang="vi">gộp hồ sơ</i>), as a set of changes that can be undone whole: the file that goes is withdrawn with
/// its rows, and on the kept one are recorded what was chosen and what it did not know.
/// </summary>
public static class MergePlan
{
    /// <summary>The changes that merge one file into another. Refused if either is not in the register.</summary>
    public static Outcome<ChangeSet> Of(RegisterDb register, long keptId, long goneId, MergeChoice choice, string source)
    {
        if (keptId == goneId)
        {
            return new Refusal("merge.same", "Không gộp một hồ sơ vào chính nó.", "gone");
        }

        var (kept, gone) = (Rows.Of(register, keptId), Rows.Of(register, goneId));
        if (kept is null || gone is null)
        {
            return new Refusal("merge.no-person", $"Không có hồ sơ số {(kept is null ? keptId : goneId)} (có thể đã được gộp).",
                kept is null ? "kept" : "gone");
        }

        var set = new ChangeSet("merge", $"Gộp hồ sơ {gone.Person.Name} (số {goneId}) vào {kept.Person.Name} (số {keptId})", source)
        {
            Detail = JsonSerializer.Serialize(new { kept = keptId, gone = goneId }),
        };
        var reason = $"gộp vào hồ sơ số {keptId}";
        gone.Withdraw(set, reason);
        set.WithdrawPerson(goneId, reason);
        if (Identity(kept.Person, gone.Person, choice.Identity) is var person && person != kept.Person)
        {
            set.Correct(person with { RecordedAt = 0, Source = source });
        }

        Carry(gone.Residences, kept.Residences, r => r.Kind, r => r.Valid, choice.Residence ? _ => true : _ => false,
            (row, days) => set.Record(row with { PersonId = keptId, Valid = days, RecordedAt = 0 }));
        Carry(gone.Memberships, kept.Memberships, _ => "", m => m.Valid, choice.Household ? _ => true : _ => false,
            (row, days) => set.Record(row with { PersonId = keptId, Valid = days, RecordedAt = 0 }));
        Carry(
            gone.Facts,
            kept.Facts.Where(f => f.Row.Value != FactKind.UnknownText),
            f => f.Kind,
            f => f.Valid,
            f => choice.Facts.Contains(f.Kind),
            (row, days) => set.Record(row with { SubjectId = keptId, Valid = days, RecordedAt = 0 }));
        set.Merge(goneId, keptId);
        return set;
    }

    // Chosen rows are carried over whole and take their days; of the others only the days on which the kept file says nothing.
    private static void Carry<T>(
        IEnumerable<Recorded<T>> gone, IEnumerable<Recorded<T>> kept, Func<T, string> thing, Func<T, DateInterval> valid,
        Func<T, bool> chosen, Action<T, DateInterval> record)
    {
        var known = kept.ToLookup(r => thing(r.Row), r => valid(r.Row), StringComparer.Ordinal);
        foreach (var (_, row) in gone)
        {
            foreach (var days in chosen(row) ? [valid(row)]
                : known[thing(row)]
                .Aggregate((IEnumerable<DateInterval>)[valid(row)], (rest, taken) => rest.SelectMany(r => r.Without(taken))).ToList())
            {
                record(row, days);
            }
        }
    }

    // What was chosen, and what the kept file does not know or knows less exactly.
    private static PersonRow Identity(PersonRow kept, PersonRow gone, IReadOnlySet<string> chosen) => kept with
    {
        Name = chosen.Contains("name") ? gone.Name : kept.Name,
        PersonalNumber = chosen.Contains("number") ? gone.PersonalNumber : kept.PersonalNumber ?? gone.PersonalNumber,
        Sex = chosen.Contains("sex") || kept.Sex == Sex.Unknown ? gone.Sex : kept.Sex,
        Birth = chosen.Contains("birth") || kept.Birth is null
        || (gone.Birth is { } other && other.Precision > kept.Birth.Value.Precision
            && other.Earliest.Year == kept.Birth.Value.Earliest.Year)
            ? gone.Birth : kept.Birth,
    };

    private sealed record Rows(PersonRow Person, List<Recorded<ResidenceRow>> Residences, List<Recorded<MembershipRow>> Memberships,
        List<Recorded<FactRow>> Facts)
    {
        public void Withdraw(ChangeSet set, string reason)
        {
            Facts.ForEach(f => set.Withdraw(DatedRows.Fact, f.RowId, reason));
            Residences.ForEach(r => set.Withdraw(DatedRows.Residence, r.RowId, reason));
            Memberships.ForEach(m => set.Withdraw(DatedRows.Membership, m.RowId, reason));
        }

        public static Rows? Of(RegisterDb register, long personId)
        {
            var rows = new CurrentRows(register);
            return rows.PersonOrNull(personId) is not { } identity ? null
                : new Rows(identity, [.. rows.ResidencesOf(personId)], [.. rows.MembershipsOf(personId)],
                    [.. rows.FactsOf(FactSubject.Person, personId)]);
        }
    }
}

using AnSinh.Basics;
using AnSinh.Casework;
using AnSinh.Determinations;
using AnSinh.Host.Cases;
using AnSinh.Host.Components;
using AnSinh.Host.Files;
using AnSinh.Host.Protection;
using AnSinh.Host.Web;
using AnSinh.Ledger;
using AnSinh.Register.People;
using AnSinh.Register.Units;
using AnSinh.Rulebook;

namespace AnSinh.Host.People;

/// <summary>Puts a person's file together from what each engine knows.</summary>
internal sealed class PersonReading(Office office, Visit visit, PersonSummary person, PersonFile file)
{
    private readonly Sight _sight = Sight.Of(office, visit);

    private FileWords _words = null!;

    private IReadOnlySet<long> _seen = new HashSet<long>();

    private Language L => visit.Language;

    public PersonModel Model()
    {
        _words = new FileWords(office, visit, _sight, person.PersonId);
        var household = office.People.HouseholdOrNull(person.PersonId, visit.Viewer.Scope, visit.Month, visit.Known);
        var money = office.Payments.Of(person.PersonId, visit.Known, visit.Viewer.Scope).Where(m => Shows(m.Programme)).ToList();
        var lines = office.Ledger.LinesOf(person.PersonId, visit.Viewer.Scope, visit.Known);
        // What was decided later than the day looked at is not told: the page is the same for ever.
        var decisions = office.Decisions.OfPerson(person.PersonId)
            .Where(d => d.RecordedAt <= visit.Known.Instant && Shows(d.Programme)).ToList();
        return new PersonModel(
            person.PersonId, person.Name, PeoplePages.NumberText(person.PersonalNumber), person.Birth, person.Sex,
            person.Unit?.FullName, person.Unit?.Key,
            Deceased(), Household(household), Answers(money, decisions), _words.Lanes(file, decisions), _words.Rows(file),
            Payments(money, lines), [.. decisions.Select(Decision).Reverse()], PersonFiles.Readings(office, person.PersonId),
            new ProtectedModel(
                _sight.MayOpenFile(person.PersonId), _sight.Opens(person.PersonId), PersonFiles.Openings(office, person.PersonId)))
        {
            Cases = new CaseReadings(office, visit).OfPerson(person.PersonId),
            MayApply = visit.Viewer.MayReceive(office.Policy),
        };
    }

    private bool Shows(string programme) => _sight.ShowsProgramme(programme, person.PersonId);

    private DateOnly? Deceased() => file.Facts
        .Where(fact => fact.Row.Kind == "death_date" && _words.IsBelieved(fact.Row.RecordedAt, fact.Row.SupersededAt))
        .Select(fact => DateOnly.TryParseExact(fact.Row.Value, "yyyy-MM-dd", out var day) ? day : (DateOnly?)null)
        .LastOrDefault();

    private HouseholdModel? Household(HouseholdInMonth? household)
    {
        if (household is null)
        {
            return null;
        }

        _seen = office.People.Within(visit.Viewer.Scope, [.. household.Members.Select(m => m.Person.PersonId)]);
        var kind = office.Policy.Facts.FindOrNull("poverty");
        var poverty = file.HouseholdFacts
            .Select(fact => fact.Row)
            .Where(fact => fact.Kind == "poverty" && fact.SubjectId == household.HouseholdId && fact.Valid.Touches(visit.Month)
                && fact.Value != "none" && _words.IsBelieved(fact.RecordedAt, fact.SupersededAt))
            .MaxBy(fact => fact.Valid.From);
        return new HouseholdModel(
            household.Number, household.Hamlet,
            poverty is null ? null
                : L.T("Hộ ", "Household: ") + Facts.ValueText(kind, poverty.Value, L).ToLowerInvariant()
                .Replace("hộ ", "", StringComparison.Ordinal),
            [.. household.Members.Select(Member)]);
    }

    /// <summary>A member who lives outside what the viewer may see is counted but neither named nor dated.</summary>
    private MemberRow Member(HouseholdMember member)
    {
        var seen = _seen.Contains(member.Person.PersonId);
        return new MemberRow(
            member.Person.PersonId, seen ? member.Person.Name : L.T("(ở nơi khác)", "(lives elsewhere)"),
            Facts.Role(member.Role, L), seen ? member.Person.Birth : null, seen);
    }

    private List<ProgrammeStanding> Answers(IReadOnlyList<PersonMonth> money, List<Decision> decisions)
    {
        var law = office.Policy.At(office.Register.Jurisdiction, visit.Month, visit.Known);
        var answers = new List<ProgrammeStanding>();
        foreach (var programme in law.Programmes.Where(p => p.Programme.Period == "month" && _sight.Shows(p.Programme, person.PersonId)))
        {
            var id = programme.Programme.Id;
            var outcome = office.Determiner.Explain(person.PersonId, id, visit.Month, visit.Known);
            if (!outcome.Ok)
            {
                continue;
            }

            var answer = outcome.Value;
            var posted = money.FirstOrDefault(m => m.Programme == id && m.Month == visit.Month);
            var winner = answer.Rivals.FirstOrDefault(rival => rival.Wins);
            var lost = answer.Own.Status == Truth.Yes && answer.Status == Truth.No;
            answers.Add(new ProgrammeStanding(
                id, L.T(programme.Programme.Label), answer.Status, programme.Version.PaysMoney ? answer.Amount?.Value : null,
                [.. answer.Missing.Select(_words.FactName).Distinct()], _sight.Show(answer.Root, person.PersonId),
                decisions.Any(d => d.Programme == id && d.IsBelieved(visit.Known)
                    && (answer.Status == Truth.No ? d.Claims(visit.Month) : d.CoversMonth(visit.Month))),
                programme.Programme.Ledger, posted?.Posted ?? 0, posted?.Paid ?? 0,
                lost ? Outranked(answer, winner) : null)
            {
                Perhaps = answer.Status == Truth.Yes && answer.AtMost != answer.Amount
                ? L.T(AmountWords.Of(answer.Amount ?? Dong.Zero, answer.AtMost)) : null,
            });
        }

        return [.. answers.OrderBy(a => a.Status switch { Truth.Yes => 0, Truth.No => 2, _ => 1 }).ThenBy(a => a.Ledger ? 0 : 1)
            .ThenByDescending(a => a.Amount ?? 0)];
    }

    private string Outranked(PersonExplanation answer, Rival? winner) => winner is null
        ? L.T("Hưởng chế độ khác có mức cao hơn.", "Another programme gives more.")
        : L.T($"Đủ điều kiện {answer.Own.Amount}, nhưng {L.T(winner.Label)} cho {winner.Amount}: chỉ hưởng bên cao hơn.",
            $"Entitled to {answer.Own.Amount}, but {L.T(winner.Label)} gives {winner.Amount}: only the higher is drawn.");

    private List<PaymentRow> Payments(IReadOnlyList<PersonMonth> months, IReadOnlyList<PostedLine> lines) =>
        [.. months.Where(m => m.Month <= Month.Of(visit.Known.Day)).OrderByDescending(m => m.Month)
            .ThenBy(m => m.Programme, StringComparer.Ordinal).Select(m => new PaymentRow(
            m.Month, L.T(office.NameOf(m.Programme)), m.Recomputed, m.Posted, m.Paid, m.Withheld,
            [.. lines.Where(line => line.ForMonth == m.Month && line.Programme == m.Programme).Select(line => new PaymentLine(
                _words.KindText(line.Kind), line.Amount, Cause.ToVietnamese(line.Causes)))]))];

    private DecisionRow Decision(Decision decision) => new(
        decision.Number, L.T(office.NameOf(decision.Programme)), decision.SignedOn, decision.Signer, decision.End, decision.EndReason,
        AsKnown.DayOf(decision.RecordedAt), decision.SupersededAt <= visit.Known.Instant);
}

using AnSinh.Basics;
using AnSinh.Host.Explaining;
using AnSinh.Host.Web;
using AnSinh.Rulebook;

namespace AnSinh.Host.Rules;

/// <summary>
/// Lays the rulebook's own card of a version out as a page, with what stands beside it: versions, worked cases, rules between programmes.
/// </summary>
internal sealed class RuleCardLayout(Office office, Visit visit, LawAt law)
{
    private Language L => visit.Language;

    /// <summary>The card of a version; <paramref name="now"/> is the one in force in the month.</summary>
    public RuleCardModel Of(Programme programme, ProgrammeVersion version, ProgrammeVersion? now)
    {
        // An older version is shown with the values of its own time, as known today.
        var at = version == now ? law
            : office.Policy.At(office.Register.Jurisdiction, Month.Of(version.From),
                new AsKnown(Latest(version.InForce, Month.Of(version.From).LastDay, visit.Known.Day)));
        var card = at.Card(programme, version);
        return new RuleCardModel(
            programme.Id,
            L.T(card.Title),
            [.. programme.Versions.Select(v => new VersionTab(v.Id, Dates(programme, v), v == now))],
            version.Id,
            version.Cite,
            $"{L.T("ban hành", "issued")} {L.Date(version.Issued)}, {L.T("hiệu lực", "in force")} {L.Date(version.InForce)}",
            version.Note,
            card.Doubtful,
            at.Month,
            [.. card.Requirements.Concat(card.Days).Select(Clause)],
            [.. card.Routes.Select(Route)],
            [.. card.Sources.Select(Source)],
            [.. card.Selection.Select(Clause)],
            [.. office.Policy.Cases.Where(c => c.Programme == programme.Id).Select(Row)],
            [.. office.Policy.Interactions.Where(i => i.Sides.Any(s => s.Contains(programme.Id)))
                .Select(i => new ClauseCard(i.Id, L.T(i.Say), i.Cite, null, null, i.Doubtful))]);
    }

    private ClauseCard Clause(RuleCardLine line) => new(
        line.Id, L.T(line.Text), line.Cite, line.Condition.Length > 0 && line.Condition != line.Text.Vi ? line.Condition : null,
        line.Formula.Length > 0 ? line.Formula : null, line.Doubtful);

    private RouteCard Route(RuleCardRoute route) => new(
        route.Line.Id, L.T(route.Label), Clause(route.Line), L.T(route.StartsInWords), [.. route.Unless.Select(Clause)],
        [.. route.Rates.Select(rate => new RateCard(rate.Coefficient, rate.Amount, rate.IsFixed, Clause(rate.Line)))]);

    private SourceCard Source(RuleCardSource source) =>
        new(L.T(source.Label), LawLinks.Path(source), L.T(source.Value), source.Cite, source.Doubtful);

    private WorkedCaseRow Row(PolicyCase c) => new(
        c.Id, c.Name, c.Month,
        c.Expect switch
        {
            { Status: Truth.Yes, Amount: { } amount } => L.Money(amount),
            { Status: Truth.Yes } => L.T("được hưởng", "entitled"),
            { Status: Truth.Unknown } => L.T("chưa rõ", "unknown"),
            { Status: Truth.No } => L.T("không", "no"),
            { Amount: { } amount } => L.Money(amount),
            _ => "–",
        },
        c.Source ?? "–",
        c.Disputed);

    private string Dates(Programme programme, ProgrammeVersion version)
    {
        var next = programme.Versions.Where(v => v.From > version.From).Select(v => (DateOnly?)v.From.AddDays(-1)).Min();
        return (version.To ?? next) is { } to ? $"{L.Date(version.From)} – {L.Date(to)}"
            : L.T($"từ {L.Date(version.From)}", $"from {L.Date(version.From)}");
    }

    private static DateOnly Latest(params ReadOnlySpan<DateOnly> days)
    {
        var latest = days[0];
        foreach (var day in days)
        {
            latest = day > latest ? day : latest;
        }

        return latest;
    }
}

using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Rulebook;

namespace AnSinh.Host.Pages.Rules;

/// <summary>Turns a version of a programme into a card that can be held against the decree.</summary>
internal sealed class RuleCards(Office office, Visit visit, LawAt law)
{
    private Language L => visit.Language;

    /// <summary>The card of a version; <paramref name="now"/> is the one in force in the month.</summary>
    public RuleCardModel Of(Programme programme, ProgrammeVersion version, ProgrammeVersion? now) => new(
        programme.Id,
        L.T(programme.Label),
        [.. programme.Versions.Select(v => new VersionTab(v.Id, Dates(programme, v), v == now))],
        version.Id,
        $"{office.Policy.Display(version.Cite)} · {L.T("ban hành", "issued")} {L.Date(version.Issued)}, {L.T("hiệu lực", "in force")} {L.Date(version.InForce)}",
        version.Note,
        version.Doubtful,
        [.. version.Requirements.Select(Card)],
        [.. version.Routes.Select(route => Card(route, version, version == now))],
        Base(version),
        Select(version.Select),
        [.. version.Select.Together.Select(t => new ClauseCard(Say(t.Say, $"{t.Route} + {string.Join(", ", t.With)}"), Display(t.Cite), null, false))],
        [.. office.Policy.Cases.Where(c => c.Programme == programme.Id).Select(Row)],
        [.. office.Policy.Interactions.Where(i => i.Sides.Any(s => s.Contains(programme.Id))).Select(i => new ClauseCard(L.T(i.Say), Display(i.Cite), null, i.Doubtful))]);

    private RouteCard Card(Rulebook.Route route, ProgrammeVersion version, bool priced) => new(
        route.Id,
        L.T(route.Label),
        new ClauseCard(Say(route.Say, route.When.ToString()), Display(route.Cite), route.When.Text, route.Doubtful),
        route.Starts == Starts.Condition ? L.T("tính từ tháng đủ điều kiện", "from the month the condition is met") : L.T("tính từ tháng ký quyết định", "from the month the decision is signed"),
        [.. route.Unless.Select(Card)],
        [.. route.Rates.Select(rate => new RateCard(
            Figure(rate),
            priced ? Price(version, rate) : null,
            new ClauseCard(Say(rate.Say, rate.When?.ToString() ?? L.T("mọi trường hợp", "in every case")), Display(rate.Cite), rate.When?.Text, rate.Doubtful)))]);

    private ClauseCard Card(Clause clause) => new(Say(clause.Say, clause.When.ToString()), Display(clause.Cite), clause.When.Text, clause.Doubtful);

    private ClauseCard? Select(Select select) => select.Say is null && select.Cite is null ? null : new ClauseCard(
        Say(select.Say, select.Rule == SelectRule.Highest ? L.T("Chỉ hưởng một mức cao nhất", "Only the highest amount is paid") : L.T("Cộng các mức", "The amounts are added")),
        Display(select.Cite), null, false);

    /// <summary>The amounts that coefficients multiply, with their values of the month.</summary>
    private IReadOnlyList<ClauseCard> Base(ProgrammeVersion version) => version.Base is not { } amount ? [] :
        [.. amount.ParametersUsed.Select(law.Value).OfType<ParameterValue>().Select(value => new ClauseCard(
            $"{L.T(value.Parameter.Label)}: {value.Display}", office.Policy.Display(value.Chosen.Cite), null, value.Doubtful))];

    /// <summary>The coefficient as written, or a dash and the amount's parameter.</summary>
    private string Figure(Rate rate) => rate.Coefficient is { } coefficient
        ? Constant(coefficient) is { } exact ? L.Coefficient(exact) : coefficient.ToString()
        : rate.Amount.ParametersUsed.Count == 1 && law.Value(rate.Amount.ParametersUsed[0]) is { } value ? value.Display : "–";

    /// <summary>Standard amount × a plain coefficient, in the month; null where it depends on the person.</summary>
    private string? Price(ProgrammeVersion version, Rate rate) =>
        rate.Coefficient is { } coefficient && Constant(coefficient) is { } exact
        && version.Base is { ParametersUsed: [var name], FactsUsed.Count: 0 } amount && amount.Text.Trim() == "parameters." + name && law.Value(name) is { } value
            ? L.Money((long)decimal.Round(value.Raw * exact / version.Rounding, 0, MidpointRounding.AwayFromZero) * version.Rounding)
            : null;

    private static decimal? Constant(Expression expression) =>
        decimal.TryParse(expression.Text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var exact) ? exact : null;

    private CaseRow Row(PolicyCase c) => new(
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
        return (version.To ?? next) is { } to ? $"{L.Date(version.From)} – {L.Date(to)}" : L.T($"từ {L.Date(version.From)}", $"from {L.Date(version.From)}");
    }

    private string? Display(Citation? cite) => cite is null ? null : office.Policy.Display(cite);

    /// <summary>The sentence as written; slots for a person's own figures are shown as such.</summary>
    private string Say(LocalText? say, string otherwise) => say is null ? otherwise : L.T(say);
}

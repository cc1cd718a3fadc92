using System.Globalization;
using AnSinh.Basics;
using AnSinh.Host.Explaining;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Publishing;

namespace AnSinh.Host.Rules;

/// <summary>Tables, quantities and scorecards to read, each edition or version with its articles.</summary>
internal static class SourcePages
{
    public static void MapSourcePages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/bo-luat/bang/{name}", (Office office, Visit visit, string name) => Answer(visit, Table(office, visit, name)))
            .Light();
        pages.MapGet("/bo-luat/dai-luong/{name}", (Office office, Visit visit, string name) => Answer(visit, Quantity(office, visit, name)))
            .Light();
        pages.MapGet("/bo-luat/phieu/{name}", (Office office, Visit visit, string name) => Answer(visit, Scorecard(office, visit, name)))
            .Light();
    }

    /// <summary>All of them, for the front of the rulebook.</summary>
    public static IReadOnlyList<SourceEntry> Entries(Office office, Visit visit)
    {
        var (policy, l) = (office.Policy, visit.Language);
        return
        [
            .. policy.Tables.Select(
                t => new SourceEntry(l.T(t.Label), LawLinks.Path(ProvisionOwner.Table, t.Name), l.T("bảng mức", "table"),
                    t.Editions.Count)),
            .. policy.Quantities.Select(
                q => new SourceEntry(l.T(q.Label), LawLinks.Path(ProvisionOwner.Quantity, q.Name), l.T("đại lượng", "quantity"),
                    q.Versions.Count)),
            .. policy.Scorecards.Select(
                s => new SourceEntry(l.T(s.Label), LawLinks.Path(ProvisionOwner.Scorecard, s.Name),
                    l.T("phiếu chấm điểm", "scorecard"), s.Versions.Count)),
        ];
    }

    private static IResult Answer(Visit visit, SourceModel? model) =>
        model is null ? ProblemPages.NotFound(visit) : View.Of<SourceView, SourceModel>(model);

    private static LawAt Law(Office office, Visit visit) => office.Policy.At(office.Register.Jurisdiction, visit.Month, visit.Known);

    private static SourceModel? Table(Office office, Visit visit, string name) =>
        office.Policy.Tables.FirstOrDefault(t => t.Name == name) is not { } table ? null
        : new SourceModel(visit.Language.T(table.Label), name, visit.Language.T("bảng mức", "table"),
            [.. table.Editions.OrderByDescending(e => e.From).Select(e => new SourceVersion(
                Id(e.From, e.Level), Dates(visit, e), e.Cite, e.Note, e.Doubtful, Law(office, visit).Table(name)?.Edition == e, [],
                [.. e.Rows.OrderBy(r => r.Key, ArticleOrder.Natural)
                    .Select(r => (r.Key, table.Display(r.Value), e.Derived.Contains(r.Key)))]))],
            Uses(office, visit, e => e.TablesUsed.Contains(name)));

    private static SourceModel? Quantity(Office office, Visit visit, string name) =>
        office.Policy.QuantityOrNull(name) is not { } quantity ? null
        : new SourceModel(visit.Language.T(quantity.Label), name, visit.Language.T("đại lượng", "quantity"),
            [.. quantity.Versions.OrderByDescending(v => v.From).Select(v => new SourceVersion(
                Id(v.From, v.Level), Dates(visit, v), v.Cite, v.Note, v.Doubtful, Law(office, visit).Quantity(name)?.Version == v,
                [.. v.Clauses.Select(c => new ClauseCard(
                    c.Id, $"{Case(visit, c)}: {Value(quantity, c)}", c.Cite ?? v.Cite, c.When?.ToString(),
                    c.When is null ? c.Value.Text : $"{c.When.Text} → {c.Value.Text}", c.Doubtful))], []))],
            Uses(office, visit, e => e.QuantitiesUsed.Contains(name)));

    private static SourceModel? Scorecard(Office office, Visit visit, string name) =>
        office.Policy.Scorecards.FirstOrDefault(s => s.Name == name) is not { } card ? null
        : new SourceModel(visit.Language.T(card.Label), name, visit.Language.T("phiếu chấm điểm", "scorecard"),
            [.. card.Versions.OrderByDescending(v => v.From).Select(v => new SourceVersion(
                Id(v.From, v.Level), Dates(visit, v), v.Cite, v.Note, v.Doubtful, Law(office, visit).Scorecard(name)?.Version == v,
                [.. v.Items.Select(i => new ClauseCard(
                    i.Id, visit.Language.T(i.Label), i.Cite ?? v.Cite,
                    visit.Language.T($"tối đa {i.Max} điểm", $"{i.Max} points at most")
                        + (i.Reviewed ? visit.Language.T(", do người rà soát chấm", ", entered by the reviewer") : ""),
                        i.Points.Text, false))],
                [.. v.Cuts.Select(c => (c.Key, visit.Language.Number(c.Value), false))]))],
            Uses(office, visit, e => e.ScorecardsUsed.Contains(name)));

    /// <summary>What a clause gives: a number with its unit, or the rule in words.</summary>
    private static string Case(Visit visit, QuantityClause clause) => clause.Say is { } say ? visit.Language.T(say)
        : clause.When?.ToString() ?? visit.Language.T("Mọi trường hợp khác", "In every other case");

    private static string Value(Quantity quantity, QuantityClause clause) =>
        long.TryParse(clause.Value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? quantity.Display(number) : clause.Value.ToString();

    private static string Id(DateOnly from, string level) => $"tu-{from:yyyy-MM-dd}-{level}";

    private static string Dates(Visit visit, IDatedLaw law)
    {
        var l = visit.Language;
        return l.T($"áp dụng từ {l.Date(law.From)}", $"from {l.Date(law.From)}") + (law.To is { } to ? " – " + l.Date(to) : "")
            + $" · {l.T("ban hành", "issued")} {l.Date(law.Issued)}, {l.T("hiệu lực", "in force")} {l.Date(law.InForce)}";
    }

    private static IReadOnlyList<(string Id, string Name)> Uses(Office office, Visit visit, Func<Expression, bool> uses) =>
        [.. office.Policy.Programmes.Where(p => p.Versions.Any(v => v.Expressions.Any(uses)))
            .Select(p => (p.Id, visit.Language.T(p.Label)))];
}

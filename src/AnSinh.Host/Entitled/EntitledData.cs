using AnSinh.Basics;
using AnSinh.Determinations.Questions;
using AnSinh.Rulebook;

namespace AnSinh.Host.Entitled;

/// <summary>The answer to "what is this person entitled to" as data: the same words in the verb and in the API.</summary>
internal static class EntitledData
{
    public static object Of(Entitlements all, string language = "vi") => new
    {
        month = all.Law.Month.ToString(),
        asKnown = all.Law.Known.ToString(),
        jurisdiction = all.Law.Jurisdiction.Code,
        rulebook = all.RulebookHash,
        perMonth = all.PerMonth.Value,
        atOnce = all.AtOnce.Value,
        programmes = all.Programmes.Select(p => Of(p, language)),
        quantities = all.Quantities.Select(q => new
        {
            quantity = q.Quantity.Quantity.Name,
            name = q.Quantity.Quantity.Label.In(language),
            value = q.Value is null ? null : q.Display,
            clause = q.Clause,
            missing = q.Missing,
            reasons = Tree(q.Root, language),
        }),
        missing = all.Missing.Select(m => new { fact = Name(m.Fact), name = m.Fact.Label.In(language), programmes = m.Programmes }),
    };

    /// <summary>A fact's name as facts files write it.</summary>
    public static string Name(FactKind kind) =>
        kind.Subject switch { FactSubject.Household => "household." + kind.Name, FactSubject.Unit => "unit." + kind.Name, _ => kind.Name };

    private static object Of(ProgrammeAnswer p, string language) => new
    {
        programme = p.Name,
        name = p.Programme.Programme.Label.In(language),
        appliesTo = p.Programme.Programme.AppliesTo,
        period = p.Programme.Programme.Period,
        ledger = p.Programme.Programme.Ledger,
        version = p.Programme.Version.Id,
        status = p.Status.ToString().ToLowerInvariant(),
        amount = p.WithoutMoney ? null : p.Amount?.Value,
        atMost = p.WithoutMoney ? null : p.AtMost?.Value,
        open = p.IsOpen,
        withoutMoney = p.WithoutMoney,
        routes = p.Routes,
        missing = p.Missing,
        doubtful = p.Doubtful,
        outrankedBy = p.Rule is { } rule
        ? new { rule = rule.Interaction.Id, say = rule.Interaction.Say.In(language), citation = rule.Citation } : null,
        byItself = new { status = p.Own.Status.ToString().ToLowerInvariant(), amount = p.Own.Amount?.Value },
        reasons = Tree(p.Own.Root, language),
    };

    private static object Tree(ExplainNode node, string language) => new
    {
        truth = node.Truth.ToString().ToLowerInvariant(),
        text = node.Text.In(language),
        citation = node.Citation,
        fact = node.FactName,
        value = node.FactValue,
        doubtful = node.Doubtful,
        because = node.Children.Select(c => Tree(c, language)),
    };
}

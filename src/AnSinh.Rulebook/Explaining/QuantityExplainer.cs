using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Explaining;

/// <summary>Says which clause of a quantity gave its value, and why.</summary>
internal sealed class QuantityExplainer(LawAt law, RowInterpreter reading)
{
    public QuantityExplanation Explain(QuantityAt at)
    {
        var answer = reading.Evaluate(at.Version.Body);
        var (node, clause) = Tree(at, answer);
        return new QuantityExplanation(at, answer.IsUnknown ? null : answer.Value, at.Quantity.Display(answer.Value),
            clause, [.. answer.Names], node);
    }

    /// <summary>The quantity as a reason: its value, and below it the clause that gave it.</summary>
    public ExplainNode Node(Quantity quantity)
    {
        if (law.Quantity(quantity.Name) is { } at)
        {
            return Tree(at, reading.Evaluate(at.Version.Body)).Node;
        }

        return new ExplainNode(Truth.Unknown,
            new LocalText($"{quantity.Label.Vi}: chưa có quy định", $"{quantity.Label.In("en")}: no rule"), null, null,
            null, true, []) { Kind = ExplainKind.Parameter };
    }

    private (ExplainNode Node, string? Clause) Tree(QuantityAt at, Answer answer)
    {
        var conditions = new ConditionTree(law, reading);
        var children = new List<ExplainNode>();
        string? chosen = null;
        Citation? cite = at.Version.Cite;
        var doubtful = at.Version.Doubtful || law.Policy.IsDoubtful(at.Version.Cite);
        foreach (var clause in at.Version.Clauses)
        {
            var when = clause.When is null ? Answer.Of(true) : reading.Evaluate(clause.When.Root);
            if (when.Fails)
            {
                continue;
            }

            List<ExplainNode> reasons = [.. clause.When is null ? [] : conditions.Parts(clause.When.Root),
                .. when.Holds ? conditions.Factors(clause.Value.Root) : []];
            doubtful |= clause.Doubtful || reasons.Any(r => r.Doubtful);
            children.Add(
                new ExplainNode(when.Truth, Say(at.Version, clause), law.Policy.Display(clause.Cite ?? at.Version.Cite),
                    null, null, clause.Doubtful, reasons)
            {
                Kind = ExplainKind.Rate,
                Guarded = ProtectedGrounds.Of(clause.When) ?? ProtectedGrounds.Of(clause.Value),
            });
            if (when.Holds)
            {
                (chosen, cite) = (clause.Id, clause.Cite ?? cite);
            }

            break;
        }

        var value = at.Quantity.Display(answer.Value);
        var text = new LocalText($"{at.Quantity.Label.Vi}: {value}", $"{at.Quantity.Label.In("en")}: {value}");
        return (new ExplainNode(answer.IsUnknown ? Truth.Unknown : Truth.Yes, text, law.Policy.Display(cite), null,
            null, doubtful, children) { Kind = ExplainKind.Parameter }, chosen);
    }

    private LocalText Say(QuantityVersion version, QuantityClause clause)
    {
        if (clause.Say is null)
        {
            return new LocalText(clause.When is null ? "Trong mọi trường hợp khác" : ConditionTree.Capital(Prose.Of(clause.When, law)),
                clause.When is null ? "In all other cases" : null);
        }

        return new LocalText(Fill(clause.Say.Vi), clause.Say.En is null ? null : Fill(clause.Say.En));

        string Fill(string text) => ExpressionTemplate.Fill(
            text, version.NameScope!, e => Spoken.Value(e.Root.Type, reading.Evaluate(e.Root).Value));
    }
}

using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Tests.Law;

/// <summary>
/// What people read of the law of the repository says all that the program computes: no clause without words, no number left out, no two
/// rules with one text.
/// </summary>
public class RealLawProseTests
{
    [Fact]
    public void Every_clause_has_words_and_names_every_value_it_uses()
    {
        foreach (var programme in RealLaw.All())
        {
            foreach (var (clause, expression) in Clauses(programme))
            {
                var text = Prose.Of(expression, programme.Law);
                Assert.True(text.Trim().Length > 0, $"{programme.Name()} {clause} has no words");
                foreach (var parameter in Said(expression.Root).OfType<ParameterNode>().Select(p => p.Parameter).Distinct())
                {
                    if (programme.Law.Value(parameter.Name) is { } value)
                    {
                        Assert.True(text.Contains(value.Display, StringComparison.Ordinal),
                            $"{programme.Name()} {clause}: '{text}' does not say {parameter.Name} = {value.Display}");
                    }
                }
            }
        }
    }

    [Fact]
    public void Every_line_of_every_card_has_words_and_a_citation_and_the_card_lists_every_parameter()
    {
        foreach (var programme in RealLaw.All())
        {
            var card = programme.Card();
            Assert.All((string[])[card.Title.Vi, card.Title.In("en"), card.Applies, RealLaw.Policy.Display(card.Cite)],
                text => Assert.NotEmpty(text.Trim()));
            Assert.Equal(programme.Version.Routes.Count, card.Routes.Count);
            foreach (var line in card.Requirements.Concat(card.Routes.SelectMany(r => r.Unless.Prepend(r.Line))))
            {
                Assert.True(line.Text.Vi.Length > 0 && line.Condition.Length > 0 && line.Formula.Length > 0,
                    $"{programme.Name()} {line.Id}");
                Assert.True(line.Cite is not null, $"{programme.Name()} {line.Id} cites nothing");
            }

            foreach (var (route, written) in programme.Version.Routes.Zip(card.Routes))
            {
                Assert.Equal(route.Rates.Count, written.Rates.Count);
                foreach (var (rate, line) in route.Rates.Zip(written.Rates))
                {
                    Assert.True(line.Amount.Length > 0 && (rate.When is null || line.Line.Condition.Length > 0),
                        $"{programme.Name()} {route.Id}/{rate.Id}");
                }
            }

            var used = Behind(programme);
            var told = card.Sources.ToLookup(s => s.Kind, s => s.Name);
            Assert.Equal(used.OfType<ParameterNode>().Select(p => p.Parameter.Name).Distinct().Order(), told[RuleSource.Parameter].Order());
            Assert.Equal(used.OfType<TableNode>().Select(t => t.Table.Name).Distinct().Order(), told[RuleSource.Table].Order());
            Assert.Equal(used.OfType<QuantityNode>().Select(q => q.Quantity.Name).Distinct().Order(), told[RuleSource.Quantity].Order());
            Assert.All(card.Sources.Where(s => s.Kind == RuleSource.Parameter),
                s => Assert.True(programme.Law.Value(s.Name) is not { } value
                    || s.Value.Vi.Contains(value.Display, StringComparison.Ordinal), s.Name));
        }
    }

    [Fact]
    public void A_changed_number_code_or_sign_changes_the_words()
    {
        var changes = 0;
        foreach (var programme in RealLaw.All().DistinctBy(p => (p.Programme.Id, p.Version.Id)))
        {
            foreach (var (clause, expression) in Clauses(programme))
            {
                var text = Prose.Of(expression, programme.Law);
                foreach (var changed in Changed(expression, programme.Law))
                {
                    changes++;
                    Assert.True(Prose.Of(changed, programme.Law) != text,
                        $"{programme.Name()} {clause}: '{text}' reads the same although a value was changed: {Shape.Of(changed.Root)}");
                }
            }
        }

        Assert.True(changes > 200);
    }

    /// <summary>All that a version rests on in its month, through quantities and scorecards.</summary>
    private static List<Node> Behind(ProgrammeAt programme)
    {
        var all = new List<Node>();
        var open = new Stack<Node>(programme.Version.Expressions.Select(e => e.Root));
        while (open.TryPop(out var node))
        {
            all.Add(node);
            var below = node switch
            {
                QuantityNode q => programme.Law.Quantity(q.Quantity.Name)?.Version.Body,
                ScoreNode s => programme.Law.Scorecard(s.Scorecard.Name)?.Version.Body,
                _ => null,
            };
            foreach (var child in below is null ? node.Children() : [below])
            {
                open.Push(child);
            }
        }

        return all;
    }

    private static IEnumerable<(string Clause, Expression Expression)> Clauses(ProgrammeAt programme)
    {
        var version = programme.Version;
        foreach (var clause in version.Requirements.Concat(version.Routes.SelectMany(r => r.Unless)))
        {
            yield return (clause.Id, clause.When);
        }

        foreach (var route in version.Routes)
        {
            yield return (route.Id, route.When);
            foreach (var rate in route.Rates)
            {
                yield return ($"{route.Id}/{rate.Id} amount", rate.Amount);
                if (rate.When is not null)
                {
                    yield return ($"{route.Id}/{rate.Id}", rate.When);
                }

                if (rate.Coefficient is not null)
                {
                    yield return ($"{route.Id}/{rate.Id} coefficient", rate.Coefficient);
                }
            }
        }
    }

    /// <summary>
    /// The nodes that are written out: a named expression with a sentence of its own stands for its parts, and they are on the card.
    /// </summary>
    private static IEnumerable<Node> Said(Node node) => IsSaid(node) ? [] : Parts(node).SelectMany(Said).Prepend(node);

    /// <summary>The end of a month and the year of a day take no number.</summary>
    private static Node[] Parts(Node node) =>
        node is DateCall { Operation: DateOperation.MonthEnd or DateOperation.YearOf } d ? [d.Date] : node.Children();

    private static bool IsSaid(Node node) => node is DefineNode { Say: { } say } && !say.Vi.Contains('{', StringComparison.Ordinal);

    private static IEnumerable<Expression> Changed(Expression expression, LawAt law)
    {
        var count = Said(expression.Root).Count(n => Change(n, law) is not null);
        for (var at = 0; at < count; at++)
        {
            var left = at;
            yield return new Expression(expression.Text, expression.Place, One(expression.Root, law, ref left));
        }
    }

    /// <summary>The tree with the n-th of its changeable nodes changed.</summary>
    private static Node One(Node node, LawAt law, ref int left)
    {
        if (IsSaid(node))
        {
            return node;
        }

        if (Change(node, law) is { } changed && left-- == 0)
        {
            return changed;
        }

        switch (node)
        {
            case DefineNode n:
                return n with { Body = One(n.Body, law, ref left) };
            case Not n:
                return new Not(One(n.Operand, law, ref left));
            case And n:
                return new And(One(n.Left, law, ref left), One(n.Right, law, ref left));
            case Or n:
                return new Or(One(n.Left, law, ref left), One(n.Right, law, ref left));
            case Compare n:
                return new Compare(n.Operator, One(n.Left, law, ref left), One(n.Right, law, ref left));
            case OneOf n:
                return n with { Operand = One(n.Operand, law, ref left) };
            case Arithmetic n:
                return n with { Left = One(n.Left, law, ref left), Right = One(n.Right, law, ref left) };
            case Conditional n:
                return new Conditional(One(n.Condition, law, ref left), One(n.Then, law, ref left), One(n.Else, law, ref left));
            case Span n:
                return new Span(n.Years, One(n.From, law, ref left), One(n.To, law, ref left));
            case Extreme n:
                return new Extreme(n.Greatest, One(n.Left, law, ref left), One(n.Right, law, ref left));
            case Rounded n:
                return n with { Operand = One(n.Operand, law, ref left) };
            case Widened n:
                return n with { Operand = One(n.Operand, law, ref left) };
            case Members n:
                return n with { Body = One(n.Body, law, ref left) };
            case TableNode { Key: { } key } n:
                return n with { Key = One(key, law, ref left) };
            case PercentOf n:
                return new PercentOf(One(n.Money, law, ref left), One(n.Percent, law, ref left));
            case DateCall n:
                return n with { Date = One(n.Date, law, ref left), Amount = Parts(n).Length == 1 ? n.Amount
                    : One(n.Amount, law, ref left) };
            default:
                return node;
        }
    }

    private static Node? Change(Node node, LawAt law) => node switch
    {
        Constant { IsUnknown: false, Type.Kind: ExpressionType.Whole or ExpressionType.Dong or ExpressionType.Date } c =>
            c with { Value = c.Value + 1 },
        Constant { IsUnknown: false, Type.Kind: ExpressionType.Coefficient } c => c with { Value = c.Value + 1_000 },
        ParameterNode p when law.Value(p.Parameter.Name) is { } value => new Constant(p.Type, value.Raw + Coefficients.Scale),
        PeriodNode p => new PeriodNode(p.Part == PeriodPart.End ? PeriodPart.Eve : PeriodPart.End),
        Compare { Operator: CompareOperator.Less } c => c with { Operator = CompareOperator.LessOrEqual },
        Compare { Operator: CompareOperator.GreaterOrEqual } c => c with { Operator = CompareOperator.Greater },
        Compare { Operator: CompareOperator.Equal } c => c with { Operator = CompareOperator.NotEqual },
        Compare { Operator: CompareOperator.NotEqual } c => c with { Operator = CompareOperator.Equal },
        OneOf { Values.Count: > 1 } o => o with { Values = [.. o.Values.Skip(1)] },
        And a => new Or(a.Left, a.Right),
        Or o => new And(o.Left, o.Right),
        _ => null,
    };
}

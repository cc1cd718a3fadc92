using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Programmes;

namespace AnSinh.Rulebook.Explaining;

/// <summary>Lays a condition out as reasons: its parts, the fact each rests on, the parameters each uses.</summary>
internal sealed class ConditionTree(LawAt law, RowInterpreter reading)
{
    private readonly ProseWriter _prose = new(law);

    /// <summary>The parts of a condition that stand side by side.</summary>
    public IReadOnlyList<ExplainNode> Parts(Node node) => node switch
    {
        Constant => [],
        Compare c when DecidedProgramme.IsAbout(c) => [],
        And a => [.. Parts(a.Left), .. Parts(a.Right)],
        Not { Operand: DefineNode { Say: null } d } => Parts(new Not(d.Body)),
        Not { Operand: Or o } => Parts(new And(new Not(o.Left), new Not(o.Right))),
        Not { Operand: And a } => Parts(new Or(new Not(a.Left), new Not(a.Right))),
        DefineNode { Body: And or Or, Say: not null } d => [Named(d)],
        DefineNode { Body.Type.Kind: ExpressionType.Bool } d => Parts(d.Body),
        Or o => [Group("Một trong các điều kiện", "One of", o, [.. Alternatives(o)])],
        _ => [Atom(node)],
    };

    /// <summary>
    /// The value of a parameter in this month: with several levels, each with its citation, and the rule that combines them.
    /// </summary>
    public ExplainNode Parameter(Parameter parameter)
    {
        if (law.Value(parameter.Name) is not { } value)
        {
            return new ExplainNode(Truth.Unknown,
                new LocalText($"{parameter.Label.Vi}: chưa có giá trị", $"{parameter.Label.In("en")}: no value"), null,
                null, null, true, []) { Kind = ExplainKind.Parameter };
        }

        var levels = value.Considered.Count < 2 ? [] : value.Considered
            .Select(v =>
                new ExplainNode(v == value.Chosen ? Truth.Yes : Truth.No,
                    new LocalText($"{LevelName(v.Level)}: {parameter.Display(v.Value)}"), law.Policy.Display(v.Cite),
                    null, null, v.Doubtful, []) { Kind = ExplainKind.Parameter })
            .ToList();
        var (rule, english) = levels.Count == 0 ? ("", "")
            : parameter.Combine == Combine.Max ? (" (mức cao nhất của các cấp)", " (the highest of all levels)")
            : (" (theo cấp dưới)", " (the lower level decides)");
        var cite = levels.Count > 0 && parameter.Cite is not null ? parameter.Cite : value.Chosen.Cite;
        return new ExplainNode(Truth.Yes,
            new LocalText($"{parameter.Label.Vi}: {value.Display}{rule}", $"{parameter.Label.In("en")}: {value.Display}{english}"),
            law.Policy.Display(cite), null, null, value.Doubtful, levels) { Kind = ExplainKind.Parameter };
    }

    /// <summary>All parameters, tables, quantities and scorecards an expression uses.</summary>
    public IEnumerable<ExplainNode> Parameters(Node node) => Sources(node.All());

    /// <summary>Those of an amount itself, without those of conditions inside it.</summary>
    public IEnumerable<ExplainNode> Factors(Node node) => Sources(Values(node));

    private IEnumerable<ExplainNode> Sources(IEnumerable<Node> nodes)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return nodes.Where(
            n => n is ParameterNode or TableNode or QuantityNode or ScoreNode or CutNode or ResultNode && seen.Add(Source(n)))
                .Select(n => n switch
        {
            ResultNode r => Result(r),
            ParameterNode p => Parameter(p.Parameter),
            TableNode t => Cell(t),
            QuantityNode q => new QuantityExplainer(law, reading).Node(q.Quantity),
            ScoreNode s => Sheet(s.Scorecard),
            _ => Cut((CutNode)n),
        });
    }

    /// <summary>Whether a programme is drawn and how much it gives rest on the same answer.</summary>
    private static string Source(Node node) => node is ResultNode r ? $"results.{r.Source.Id}" : Shape.Of(node);

    /// <summary>The answer of another programme, opening its reasons; where the place has none in the month, that is the reason.</summary>
    private ExplainNode Result(ResultNode node) => reading.Other(node)?.Reason() ?? (law.ProgrammeOrNull(node.Source.Id) is null
        ? new ExplainNode(Truth.No,
            new LocalText($"{node.Source.Label.Vi}: không có tại địa bàn này trong tháng",
                $"{node.Source.Label.In("en")}: not here in this month"), null, null, null, false, [])
        : new ExplainNode(Truth.Unknown, new LocalText($"{node.Source.Label.Vi}: {Spoken.NotKnown}"), null, null, null,
            true, [])) with { Kind = ExplainKind.Result };

    /// <summary>A cell of a table: which row of which edition.</summary>
    private ExplainNode Cell(TableNode node)
    {
        var (edition, answer) = (law.Table(node.Table.Name)?.Edition, reading.Evaluate(node));
        var key = node.Row ?? (reading.Evaluate(node.Key!) is { IsUnknown: false } k ? Vietnamese.Number(k.Value) : Spoken.NotKnown);
        var value = answer.IsUnknown ? Spoken.NotKnown : node.Table.Display(answer.Value);
        var derived = edition is not null && edition.Derived.Contains(key) ? " (tính theo tỷ lệ mức chuẩn, không in trong phụ lục)" : "";
        return new ExplainNode(
            answer.Truth == Truth.Unknown ? Truth.Unknown : Truth.Yes,
            new LocalText($"{node.Table.Label.Vi}, dòng {key}: {value}{derived}", $"{node.Table.Label.In("en")}, row {key}: {value}"),
            edition is null ? null : law.Policy.Display(edition.Cite), null, null, edition?.Doubtful ?? true,
            []) { Kind = ExplainKind.Parameter };
    }

    private ExplainNode Sheet(Scorecard card)
    {
        var version = law.Scorecard(card.Name)?.Version;
        var items = version is null ? []
            : version.Items.Select(i => (Item: i, Answer: reading.Evaluate(i.Points.Root))).Where(i => i.Answer.Value != 0)
            .Select(i => new ExplainNode(
                i.Answer.IsUnknown ? Truth.Unknown : Truth.Yes,
                new LocalText($"{i.Item.Label.Vi}: {Spoken.Value(ExprType.Whole, i.Answer.Value)}",
                    $"{i.Item.Label.In("en")}: {Spoken.Value(ExprType.Whole, i.Answer.Value)}"),
                i.Item.Cite is null ? null : law.Policy.Display(i.Item.Cite), null, null, false, []) { Kind = ExplainKind.Condition })
                    .ToList();
        var total = version is null ? new Answer(FactKind.Unknown) : reading.Evaluate(version.Body);
        return new ExplainNode(
            total.IsUnknown ? Truth.Unknown : Truth.Yes,
            new LocalText($"{card.Label.Vi}: {Spoken.Value(ExprType.Whole, total.Value)}",
                $"{card.Label.In("en")}: {Spoken.Value(ExprType.Whole, total.Value)}"),
            version is null ? null : law.Policy.Display(version.Cite), null, null, version?.Doubtful ?? true,
            items) { Kind = ExplainKind.Parameter };
    }

    private ExplainNode Cut(CutNode node)
    {
        var version = law.Scorecard(node.Scorecard.Name)?.Version;
        var cut = version?.CutOrNull(node.Cut) is { } points ? Vietnamese.Number(points) : Spoken.NotKnown;
        return new ExplainNode(
            cut == Spoken.NotKnown ? Truth.Unknown : Truth.Yes,
            new LocalText($"Mốc điểm của {node.Scorecard.Label.Vi}: {cut}", $"Cut-off of {node.Scorecard.Label.In("en")}: {cut}"),
            version is null ? null : law.Policy.Display(version.Cite), null, null, version?.Doubtful ?? true,
            []) { Kind = ExplainKind.Parameter };
    }

    private static IEnumerable<Node> Values(Node node) =>
        node is Members || node.Type.Kind == ExpressionType.Bool ? [] : node.Children().SelectMany(Values).Prepend(node);

    private string LevelName(string code) => law.Policy.Levels.FirstOrDefault(l => l.Code == code)?.Label.Vi ?? code;

    private IEnumerable<ExplainNode> Alternatives(Node node) => node switch
    {
        Or o => Alternatives(o.Left).Concat(Alternatives(o.Right)),
        DefineNode { Say: null } d => Alternatives(d.Body),
        Not { Operand: DefineNode { Say: null } d } => Alternatives(new Not(d.Body)),
        Not { Operand: And a } => Alternatives(new Not(a.Left)).Concat(Alternatives(new Not(a.Right))),
        Not { Operand: Or o } => Alternatives(new And(new Not(o.Left), new Not(o.Right))),
        And a => [Group("Cùng lúc", "All of", a, [.. Parts(a)])],
        _ => Parts(node),
    };

    private ExplainNode Group(string vi, string en, Node node, IReadOnlyList<ExplainNode> children) =>
        new(reading.Evaluate(node).Truth, new LocalText(vi, en), null, null, null, children.Any(c => c.Doubtful),
            children) { Kind = ExplainKind.Condition };

    private ExplainNode Named(DefineNode define)
    {
        var children = define.Body is Or or ? [.. Alternatives(or)] : Parts(define.Body);
        return new ExplainNode(reading.Evaluate(define).Truth, define.Say!, null, null, null, children.Any(c => c.Doubtful),
            children) { Kind = ExplainKind.Condition };
    }

    private ExplainNode Atom(Node node)
    {
        var truth = reading.Evaluate(node).Truth;
        var fact = node.All().OfType<FactNode>().FirstOrDefault(f => !f.OfMember && f.Kind.Name != "id");
        var parameters = Parameters(node).ToList();
        return new ExplainNode(truth, new LocalText(Capital(_prose.Write(node))), null, fact?.Kind.Name, Value(node, fact),
            parameters.Any(p => p.Doubtful), parameters)
        {
            Kind = ExplainKind.Condition,
            Guarded = ProtectedGrounds.AreReadBy(node) ? ProtectedGrounds.Ground : null,
        };
    }

    /// <summary>What the record says: <c>81 tuổi (sinh 1939)</c>, <c>nặng</c>, <c>2 người</c>.</summary>
    private string? Value(Node node, FactNode? fact)
    {
        if (node.All().OfType<Members>().FirstOrDefault() is { } members)
        {
            var answer = reading.Evaluate(members);
            return answer.IsUnknown ? Spoken.NotKnown
                : members.Operation == MembersOperation.Count ? $"{Vietnamese.Number(answer.Value)} người"
                : Spoken.Value(members.Type, answer.Value);
        }

        if (fact is null)
        {
            return null;
        }

        var raw = reading.Evaluate(fact).Value;
        if (fact.Kind.Name != "birth_date" || raw == FactKind.Unknown)
        {
            return Spoken.Fact(fact.Kind, raw);
        }

        var span = node.All().OfType<Span>().FirstOrDefault(s => s.From == fact);
        return span is null ? $"sinh {Spoken.Birth(raw)}"
            : $"{Vietnamese.Number(reading.Evaluate(span).Value)} {(span.Years ? "tuổi" : "tháng")} (sinh {Spoken.Birth(raw)})";
    }

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}

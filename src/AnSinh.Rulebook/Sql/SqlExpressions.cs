using System.Globalization;
using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook.Sql;

/// <summary>
/// Writes expressions as SQL over the row <c>p</c> of the last stage. Named expressions become columns, each computed once.
/// </summary>
internal sealed class SqlExpressions(SqlWords words, string table, IReadOnlySet<string>? present, LawAt law)
{
    private readonly SqlCalendar _calendar = new(words);
    private readonly List<string> _facts = [];
    private readonly List<string> _nested = [];
    private readonly Dictionary<string, string> _defines = new(StringComparer.Ordinal);
    private int _depth;

    /// <summary>Facts read from columns of the table, also by the programmes whose results are read.</summary>
    public IReadOnlyList<string> Facts => [.. _facts, .. _nested];

    /// <summary>Name of the stage that conditions are read from.</summary>
    public string LastStage { get; private set; } = "persons";

    public SqlWords Words => words;

    /// <summary>The tree with the law of the month put in; quantities and scorecards stay as names, to be computed once.</summary>
    public Node Ready(Node root) => root.Rewrite(n => n switch
    {
        QuantityNode q
            when law.Quantity(q.Quantity.Name) is { } quantity =>
            new DefineNode($"quantities.{q.Quantity.Name}", Ready(quantity.Version.Body), null),
        ScoreNode s
            when law.Scorecard(s.Scorecard.Name) is { } card =>
            new DefineNode($"scorecards.{s.Scorecard.Name}", Ready(card.Version.Body), null),
        PeriodNode or ParameterNode or TableNode or QuantityNode or ScoreNode or CutNode or ResultNode => Binding.Bind(n, law),
        _ => n,
    });

    /// <summary>
    /// The stages before the conditions: the facts, then the named expressions of these trees, each stage using those before it.
    /// Materialised, so that no database computes a name as often as it is used.
    /// </summary>
    public string Persons(IEnumerable<Node> roots)
    {
        var all = roots.SelectMany(r => r.All()).ToList();
        var used = all.OfType<FactNode>().Select(f => f.Kind.Name).Distinct().ToList();
        _facts.AddRange(used.Where(f => ResultSource.ProgrammeOf(f) is null && (present is null || present.Contains(f))));
        var results = used.Select(ResultSource.ProgrammeOf).OfType<string>().Distinct()
            .Select((p, i) => new SqlResult(law, p, words, table, present, i)).ToList();
        var columns = _facts.Where(f => f != "id").Prepend("household").Prepend("id").Concat(SqlProgramme.Days)
            .Select(SqlWords.Name).ToList();
        var selected = string.Join(", ", columns.Select(c => $"t.{c}").Concat(results.Select(r => r.Columns)));
        var stages = new List<string>
        {
            $"persons AS (\n  SELECT {selected}\n  FROM {table} t{string.Concat(results.Select(r => r.Join))})",
        };
        columns.AddRange(results.SelectMany(r => r.Names));
        _nested.AddRange(results.SelectMany(r => r.Facts).Distinct().Except(_facts));
        var waiting = all.OfType<DefineNode>().Where(d => !Loose(d)).DistinctBy(Key).ToList();
        while (waiting.Count > 0)
        {
            var ready = waiting.Where(d => d.Body.All().OfType<DefineNode>().All(inner => Loose(inner) || _defines.ContainsKey(Key(inner))))
                .ToList();
            var added = Named(ready);
            var stage = string.Create(CultureInfo.InvariantCulture, $"named{stages.Count}");
            stages.Add(
                $"{stage} AS MATERIALIZED (\n  SELECT {string.Join(", ", columns.Select(c => $"p.{c}"))},\n    "
                    + $"{string.Join(",\n    ", added.Select(a => $"{a.Text} AS {a.Name}"))}\n  FROM {LastStage} p)");
            foreach (var (define, name, _) in added)
            {
                _defines.Add(Key(define), name);
                columns.Add(name);
            }

            LastStage = stage;
            waiting.RemoveAll(ready.Contains);
        }

        return string.Join(",\n", stages);
    }

    /// <summary>Expressions with a name for each that no other has.</summary>
    private List<(DefineNode Define, string Name, string Text)> Named(List<DefineNode> ready)
    {
        var added = new List<(DefineNode Define, string Name, string Text)>();
        foreach (var define in ready)
        {
            var plain = define.Id.Contains('.', StringComparison.Ordinal) ? define.Id : $"defs.{define.Id}";
            var taken = _defines.ContainsValue(SqlWords.Name(plain)) || added.Any(a => a.Name == SqlWords.Name(plain));
            var name = taken ? string.Create(CultureInfo.InvariantCulture, $"{plain}.{_defines.Count + added.Count}") : plain;
            added.Add((define, SqlWords.Name(name), Of(define.Body)));
        }

        return added;
    }

    public string Of(Node node) => node switch
    {
        Constant c => words.Value(c.Type, c.Value),
        DefineNode d => _defines.TryGetValue(Key(d), out var name) ? $"p.{name}" : Of(d.Body),
        FactNode f => Fact(f),
        Not n => $"(NOT {Of(n.Operand)})",
        And => $"({string.Join(" AND ", Parts<And>(node, a => (a.Left, a.Right)).Select(Of))})",
        Or => $"({string.Join(" OR ", Parts<Or>(node, o => (o.Left, o.Right)).Select(Of))})",
        Compare c => $"({Of(c.Left)} {Sign(c.Operator)} {Of(c.Right)})",
        OneOf o => $"({Of(o.Operand)} IN ({string.Join(", ", o.Values.Select(v => words.Value(o.Operand.Type, v)))}))",
        Arithmetic a => $"({Of(a.Left)} {Sign(a.Operator)} {Of(a.Right)})",
        Conditional c => $"(CASE {Of(c.Condition)} WHEN TRUE THEN {Of(c.Then)} WHEN FALSE THEN {Of(c.Else)} END)",
        Span { Years: true } s => _calendar.Years(Day(s.From), Day(s.To)),
        Span s => _calendar.Months(Day(s.From), Day(s.To)),
        Extreme e => $"({words.Extreme(e.Greatest, Of(e.Left), Of(e.Right))})",
        Rounded r => Round(Of(r.Operand), Operations.Divisor(r), r.Unit),
        PercentOf p => Round($"({Of(p.Money)} * {Of(p.Percent)})", 100, 1),
        Lookup l => Cell(l),
        DateCall d => d.Operation switch
        {
            DateOperation.AddDays => $"({_calendar.AddDays(Of(d.Date), Of(d.Amount))})",
            DateOperation.AddMonths => _calendar.AddMonths(Of(d.Date), Of(d.Amount)),
            DateOperation.MonthEnd => _calendar.MonthEnd(Of(d.Date)),
            DateOperation.InYear => _calendar.InYear(Of(d.Date), Of(d.Amount)),
            _ => _calendar.Year(Of(d.Date)),
        },
        Widened w => $"({Of(w.Operand)} * {words.Number(Coefficients.Scale)})",
        KnownNode k => Known(k.Fact),
        Members m => OverMembers(m),
        _ => throw new InvalidOperationException($"No SQL for {node}."),
    };

    private static string Sign(CompareOperator sign) => sign switch
    {
        CompareOperator.Equal => "=",
        CompareOperator.NotEqual => "<>",
        CompareOperator.Less => "<",
        CompareOperator.LessOrEqual => "<=",
        CompareOperator.Greater => ">",
        _ => ">=",
    };

    private static string Sign(ArithmeticOperator sign) => sign switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        _ => "*",
    };

    private static string Key(DefineNode define) => $"{define.Id} {Shape.Of(define.Body)}";

    /// <summary>True if a named expression cannot stand alone because it speaks of a member.</summary>
    private static bool Loose(DefineNode define) => Free(define.Body);

    private static bool Free(Node node) => node is FactNode { OfMember: true } || (node is not Members && node.Children().Any(Free));

    private static IEnumerable<Node> Parts<T>(Node node, Func<T, (Node Left, Node Right)> sides) where T : Node =>
        node is T same && sides(same) is var (left, right) ? Parts(left, sides).Concat(Parts(right, sides)) : [node];

    private bool Has(FactNode fact) =>
        present is null || present.Contains(fact.Kind.Name) || ResultSource.ProgrammeOf(fact.Kind.Name) is not null;

    private string Column(FactNode fact) =>
        $"{(fact.OfMember ? $"m{_depth.ToString(CultureInfo.InvariantCulture)}" : "p")}.{SqlWords.Name(fact.Kind.Name)}";

    private string Fact(FactNode fact) =>
        !Has(fact) ? words.Value(fact.Type, fact.Kind.Absent)
        : fact.Kind.Type == FactType.Bool ? $"({Column(fact)} = 1)"
        : Column(fact);

    private string Known(FactNode fact) =>
        Has(fact) ? $"({Column(fact)} IS NOT NULL)" : fact.Kind.Absent == FactKind.Unknown ? "FALSE" : "TRUE";

    private SqlDay Day(Node node) => new(Of(node), node is Constant { IsUnknown: false } c ? DateOnly.FromDayNumber((int)c.Value) : null);

    /// <summary>Half away from zero; division of whole numbers cuts towards zero in both dialects.</summary>
    private string Round(string value, long divisor, long unit)
    {
        if (divisor == 1)
        {
            return value;
        }

        var half = words.Number(divisor / 2);
        return $"(({value} + CASE WHEN {value} < 0 THEN -{half} ELSE {half} END) / {words.Number(divisor)} * {words.Number(unit)})";
    }

    /// <summary>A row of a table by number; NULL where the table has none.</summary>
    private string Cell(Lookup lookup)
    {
        var (first, cells) = lookup.Rows.Content;
        var rows = cells.Select((cell, i) => (Key: first + i, Cell: cell)).Where(r => r.Cell != FactKind.Unknown).ToList();
        var whens = string.Join(" ", rows.Select(r => $"WHEN {words.Number(r.Key)} THEN {words.Number(r.Cell)}"));
        return rows.Count == 0 ? words.Nothing("bigint") : $"(CASE {Of(lookup.Key)} {whens} END)";
    }

    private string OverMembers(Members node)
    {
        _depth++;
        var body = Of(node.Body);
        var member = $"m{_depth.ToString(CultureInfo.InvariantCulture)}";
        _depth--;
        var (each, all) = node.Operation switch
        {
            MembersOperation.Exists =>
                ($"CASE {body} WHEN TRUE THEN 2 WHEN FALSE THEN 0 ELSE 1 END", "CASE max(v.v) WHEN 2 THEN TRUE WHEN 0 THEN FALSE END"),
            MembersOperation.Count =>
                ($"CASE {body} WHEN TRUE THEN 1 WHEN FALSE THEN 0 END", $"CASE WHEN count(*) = count(v.v) THEN {words.Sum("v.v")} END"),
            _ => (body, $"CASE WHEN count(*) = count(v.v) THEN {words.Sum("v.v")} END"),
        };
        return $"(SELECT {all} FROM (SELECT {each} AS v FROM {table} {member} WHERE {member}.\"household\" = p.\"household\") v)";
    }
}

using System.Collections.Concurrent;
using AnSinh.Basics;
using AnSinh.Rulebook.Explaining;
using AnSinh.Rulebook.Expressions;
using AnSinh.Rulebook.Kernels;
using AnSinh.Rulebook.Parameters;
using AnSinh.Rulebook.Results;

namespace AnSinh.Rulebook;

/// <summary>The law of one month in one jurisdiction as known on one day.</summary>
public sealed class LawAt
{
    private readonly HashSet<string> _levels;
    private readonly Dictionary<string, ParameterValue?> _values = new(StringComparer.Ordinal);

    // Chosen when first asked for: a month has hundreds and a question needs a few. Requests share a law, so several threads may ask.
    private readonly ConcurrentDictionary<string, TableAt?> _tables = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, QuantityAt?> _quantities = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ScorecardAt?> _scorecards = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Values> _loops = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _doubtfulQuantities = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlyDictionary<string, string>> _circles;

    internal LawAt(Policy policy, Jurisdiction jurisdiction, Month month, AsKnown known, WhatIfLaw? tried = null)
    {
        (Policy, Jurisdiction, Month, Known, Tried) = (policy, jurisdiction, month, known, tried);
        _levels = policy.Levels.Where(l => jurisdiction.IsUnder(l.Code) && l.HoldsIn(month)).Select(l => l.Code)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var parameter in policy.Parameters)
        {
            _values[parameter.Name] = tried?.ValueOrNull(parameter, jurisdiction, month) ?? Resolve(parameter);
        }

        Programmes = policy.Programmes.Where(p => IsUnder(p.Level))
            .Select(p => (Programme: p, Version: Visible.Choose(p.Versions, month, known)))
            .Where(p => p.Version is not null)
            .Select(p => new ProgrammeAt(this, p.Programme, p.Version!)).ToList();
        Interactions = policy.Interactions.Where(i => IsUnder(i.Level) && Visible.Choose([i], month, known) is not null)
            .Select(i => new InteractionAt(i, policy.Display(i.Cite))).ToList();
        _circles = new(() => Stages.Circles(this));
    }

    /// <summary>The policy it was taken from.</summary>
    public Policy Policy { get; }

    /// <summary>The place whose law it is.</summary>
    public Jurisdiction Jurisdiction { get; }

    /// <summary>Short for <see cref="Jurisdiction"/>.</summary>
    public Jurisdiction J => Jurisdiction;

    /// <summary>The month.</summary>
    public Month Month { get; }

    /// <summary>The day whose knowledge is used.</summary>
    public AsKnown Known { get; }

    /// <summary>The values tried out in it, or null if it is the law as written.</summary>
    public WhatIfLaw? Tried { get; }

    /// <summary>Programmes with a version in this month.</summary>
    public IReadOnlyList<ProgrammeAt> Programmes { get; }

    /// <summary>Interactions that hold in this month.</summary>
    public IReadOnlyList<InteractionAt> Interactions { get; }

    /// <summary>
    /// Programmes whose answer would rest on itself, each with the way round. <c>policy check</c> refuses them; their results are unknown.
    /// </summary>
    internal IReadOnlyDictionary<string, string> Circles => _circles.Value;

    /// <summary>The value of a parameter, or null if none is seen; an undeclared name is a bug.</summary>
    public ParameterValue? Value(string parameter) =>
        _values.TryGetValue(parameter, out var value) ? value
        : throw new KeyNotFoundException($"No parameter '{parameter}' is declared in policy/.");

    /// <summary>The edition of a table, or null if none is seen.</summary>
    public TableAt? Table(string name) => _tables.GetOrAdd(name, n => Policy.Tables.FirstOrDefault(t => t.Name == n) is { } table
        && Lowest(table.Editions, e => e.Level) is { } edition ? new TableAt(table, edition) : null);

    /// <summary>The version of a quantity, or null if none is seen.</summary>
    public QuantityAt? Quantity(string name) => _quantities.GetOrAdd(name, n => Policy.QuantityOrNull(n) is { } quantity
        && Lowest(quantity.Versions, v => v.Level) is { } version ? new QuantityAt(quantity, version) : null);

    /// <summary>The version of a scorecard, or null if none is seen.</summary>
    public ScorecardAt? Scorecard(string name) =>
        _scorecards.GetOrAdd(name, n => Policy.Scorecards.FirstOrDefault(s => s.Name == n) is { } card
        && Lowest(card.Versions, v => v.Level) is { } version ? new ScorecardAt(card, version) : null);

    /// <summary>A quantity for one row, with its reasons.</summary>
    public QuantityExplanation Explain(QuantityAt quantity, FactTable table, int row) =>
        new QuantityExplainer(this, new RowInterpreter(this, table, row)).Explain(quantity);

    /// <summary>A scorecard filled in for one row.</summary>
    public ScoreSheet Fill(ScorecardAt card, FactTable table, int row)
    {
        var reading = new RowInterpreter(this, table, row);
        var items = card.Version.Items.Select(i => reading.Evaluate(i.Points.Root)).ToList();
        return new ScoreSheet(
            card, items.ConvertAll(i => i.IsUnknown ? (long?)null : i.Value), items.Any(i => i.IsUnknown) ? null : items.Sum(i => i.Value),
            items.Where(i => i.IsUnknown).SelectMany(i => i.Names).Distinct().ToList());
    }

    /// <summary>The programme of an id in this month, or null.</summary>
    public ProgrammeAt? ProgrammeOrNull(string id) => Programmes.FirstOrDefault(p => p.Programme.Id == id);

    /// <summary>Any version of a programme as a card, with the values of this month.</summary>
    public RuleCard Card(Programme programme, ProgrammeVersion version) => new ProgrammeAt(this, programme, version).Card();

    /// <summary>A condition for all rows: each row yes, no or unknown.</summary>
    public Predicate CompilePredicate(Expression condition) => KernelCompiler.Predicate(this, condition);

    /// <summary>A quantity for all rows.</summary>
    public Values Compile(QuantityAt quantity) => Compile(new QuantityNode(quantity.Quantity));

    /// <summary>A value for all rows.</summary>
    internal Values Compile(Node node) => _loops.GetOrAdd(Shape.Of(node), _ => KernelCompiler.Values(this, node));

    /// <summary>An expression for one row; null if unknown. Conditions yield 1 or 0.</summary>
    public long? Evaluate(Expression expression, FactTable table, int row) =>
        new RowInterpreter(this, table, row).Evaluate(expression.Root) is { IsUnknown: false } answer ? answer.Value : null;

    /// <summary>True if a value of the month that an expression rests on is doubtful, or there is none.</summary>
    internal bool RestsOnDoubt(Node root) => root.All().Any(n => n switch
    {
        ParameterNode p => Value(p.Parameter.Name)?.Doubtful ?? true,
        TableNode t => Table(t.Table.Name)?.Edition.Doubtful ?? true,
        CutNode c => Scorecard(c.Scorecard.Name)?.Version.Doubtful ?? true,
        ScoreNode s => Scorecard(s.Scorecard.Name) is not { Version: var v } || v.Doubtful || RestsOnDoubt(v.Body),
        ResultNode r => ProgrammeOrNull(r.Source.Id) is { } read && (read.Version.Doubtful || Policy.IsDoubtful(read.Version.Cite)),
        QuantityNode q =>
            _doubtfulQuantities.GetOrAdd(q.Quantity.Name,
                name => Quantity(name) is not { Version: var v } || v.Doubtful || RestsOnDoubt(v.Body)),
        _ => false,
    });

    /// <summary>True if the law of a level holds here in this month: the place lies under it, and the unit stands.</summary>
    private bool IsUnder(string level) => _levels.Contains(level);

    /// <summary>The law of the lowest level that has any in this month.</summary>
    private T? Lowest<T>(IEnumerable<T> laws, Func<T, string> level) where T : class, IDatedLaw => laws.GroupBy(level)
        .Where(g => IsUnder(g.Key)).OrderByDescending(g => g.Key.Length)
        .Select(g => Visible.Choose(g.ToList(), Month, Known)).FirstOrDefault(v => v is not null);

    private ParameterValue? Resolve(Parameter parameter)
    {
        var considered = parameter.Values.GroupBy(v => v.Level).Where(g => IsUnder(g.Key))
            .Select(g => Visible.Choose(g.ToList(), Month, Known)).OfType<DatedValue>()
            .OrderBy(v => v.Level.Length).ToList();
        return considered.Count == 0 ? null
            : new ParameterValue(parameter,
                parameter.Combine == Combine.Max ? considered.MaxBy(v => v.Value)! : considered[^1], considered);
    }
}

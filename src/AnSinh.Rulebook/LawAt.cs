using AnSinh.Basics;
using AnSinh.Rulebook.Explaining;
using AnSinh.Rulebook.Kernels;
using AnSinh.Rulebook.Parameters;

namespace AnSinh.Rulebook;

/// <summary>The law of one month in one jurisdiction as known on one day.</summary>
public sealed class LawAt
{
    private readonly Dictionary<string, ParameterValue?> _values = new(StringComparer.Ordinal);

    internal LawAt(Policy policy, Jurisdiction jurisdiction, Month month, AsKnown known, WhatIf? tried = null)
    {
        (Policy, Jurisdiction, Month, Known, Tried) = (policy, jurisdiction, month, known, tried);
        foreach (var parameter in policy.Parameters)
        {
            _values[parameter.Name] = tried?.ValueOrNull(parameter, jurisdiction, month) ?? Resolve(parameter);
        }

        Programmes = policy.Programmes.Where(p => jurisdiction.IsUnder(p.Level))
            .Select(p => (Programme: p, Version: Visible.Choose(p.Versions, month, known)))
            .Where(p => p.Version is not null)
            .Select(p => new ProgrammeAt(this, p.Programme, p.Version!)).ToList();
        Interactions = policy.Interactions.Where(i => jurisdiction.IsUnder(i.Level) && Visible.Choose([i], month, known) is not null)
            .Select(i => new InteractionAt(i, policy.Display(i.Cite))).ToList();
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
    public WhatIf? Tried { get; }

    /// <summary>Programmes with a version in this month.</summary>
    public IReadOnlyList<ProgrammeAt> Programmes { get; }

    /// <summary>Interactions that hold in this month.</summary>
    public IReadOnlyList<InteractionAt> Interactions { get; }

    /// <summary>The value of a parameter, or null if none is seen; an undeclared name is a bug.</summary>
    public ParameterValue? Value(string parameter) =>
        _values.TryGetValue(parameter, out var value) ? value : throw new KeyNotFoundException($"No parameter '{parameter}' is declared in policy/.");

    /// <summary>The programme of an id in this month, or null.</summary>
    public ProgrammeAt? ProgrammeOrNull(string id) => Programmes.FirstOrDefault(p => p.Programme.Id == id);

    /// <summary>A condition for all rows: each row yes, no or unknown.</summary>
    public Predicate CompilePredicate(Expression condition) => KernelCompiler.Predicate(this, condition);

    /// <summary>An expression for one row; null if unknown. Conditions yield 1 or 0.</summary>
    public long? Evaluate(Expression expression, FactTable table, int row) =>
        new Reading(this, table, row).Evaluate(expression.Root) is { IsUnknown: false } answer ? answer.Value : null;

    private ParameterValue? Resolve(Parameter parameter)
    {
        var considered = parameter.Values.GroupBy(v => v.Level).Where(g => Jurisdiction.IsUnder(g.Key))
            .Select(g => Visible.Choose(g.ToList(), Month, Known)).OfType<DatedValue>()
            .OrderBy(v => v.Level.Length).ToList();
        return considered.Count == 0 ? null : new ParameterValue(parameter, parameter.Combine == Combine.Max ? considered.MaxBy(v => v.Value)! : considered[^1], considered);
    }
}

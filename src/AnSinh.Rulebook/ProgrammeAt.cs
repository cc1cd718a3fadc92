using AnSinh.Rulebook.Checking.Logic;
using AnSinh.Rulebook.Explaining;
using AnSinh.Rulebook.Kernels;
using AnSinh.Rulebook.Programmes;
using AnSinh.Rulebook.Results;

namespace AnSinh.Rulebook;

/// <summary>A programme in one month: the version that holds, ready to be asked of one person or of all.</summary>
public sealed class ProgrammeAt
{
    private static readonly object True = new();
    private static readonly object False = new();
    private readonly Lazy<IReadOnlyList<string>> _results;

    // Asked for rows whose rate is open, by loops of several threads: a reference is written whole.
    private readonly object?[] _covers;
    private HashSet<string>? _protected;
    private Kernel? _kernel;
    private Kernel? _payable;

    internal ProgrammeAt(LawAt law, Programme programme, ProgrammeVersion version)
    {
        (Law, Programme, Version) = (law, programme, version);
        FactsUsed = version.Expressions.SelectMany(e => e.FactsUsed).Distinct().ToList();
        ParametersUsed = version.Expressions.SelectMany(e => e.ParametersUsed).Distinct().ToList();
        _covers = new object?[version.Routes.Count];
        _results = new(() => ResultsRead.Of(this));
    }

    /// <summary>The law it belongs to.</summary>
    public LawAt Law { get; }

    /// <summary>The programme.</summary>
    public Programme Programme { get; }

    /// <summary>The version that holds.</summary>
    public ProgrammeVersion Version { get; }

    /// <summary>Names of the facts it reads: the columns a table should have. A missing column stands for "no record".</summary>
    public IReadOnlyList<string> FactsUsed { get; }

    /// <summary>Of these, those it reads of the other members of the household.</summary>
    public IReadOnlyList<string> MemberFactsUsed => Version.Expressions.SelectMany(e => e.MemberFactsUsed).Distinct().ToList();

    /// <summary>Names of the parameters it reads: what can change its amounts without another version.</summary>
    public IReadOnlyList<string> ParametersUsed { get; }

    /// <summary>Ids of the programmes whose results it reads in this month.</summary>
    public IReadOnlyList<string> ResultsUsed => _results.Value;

    /// <summary>
    /// Clauses that rest on protected facts, as <see cref="Explanation.Clauses"/> names them: requirements, routes and <c>route/rate</c>.
    /// </summary>
    public IReadOnlySet<string> ProtectedClauses =>
        _protected ??= Version.Requirements.Where(r => ProtectedGrounds.AreReadBy(r.When)).Select(r => r.Id)
        .Concat(Version.Routes.Where(r => ProtectedGrounds.AreReadBy(r.When)).Select(r => r.Id))
        .Concat(Version.Routes.SelectMany(
            r => r.Rates.Where(x => ProtectedGrounds.AreReadBy(x.When) || ProtectedGrounds.AreReadBy(x.Amount))
                .Select(x => $"{r.Id}/{x.Id}")))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// True if of the rates of a route one always holds for whoever is in it: then the lowest of those that may hold is certain.
    /// </summary>
    internal bool RatesCover(int route) => (_covers[route] ??= RateCover.Of(this, route) ? True : False) == True;

    /// <summary>
    /// Column of the month index in which the decision in force was signed; <see cref="long.MaxValue"/> if there is none.
    /// </summary>
    public string DecisionColumn => DecidedProgramme.ColumnOf(Programme.Id);

    /// <summary>
    /// The programme for all rows. With <paramref name="payable"/> a decision is needed too, and routes that start with the decision need
    /// its month to have come.
    /// </summary>
    public Kernel Compile(bool payable) => payable ? _payable ??= KernelCompiler.Programme(this, true)
        : _kernel ??= KernelCompiler.Programme(this, false);

    /// <summary>
    /// The programme as money is paid by it, to be explained: with a decision needed, as <see cref="Compile"/> with payable.
    /// </summary>
    public ProgrammeAt WhenDecided() => DecidedProgramme.Of(this);

    /// <summary>The reasons for one row, whether decided or not.</summary>
    public Explanation Explain(FactTable table, int row) => MonthExplainer.Explain(this, table, row);

    /// <summary>The answer for one row with its clauses and facts, many times faster than <see cref="Explain"/>.</summary>
    public Reasons Decide(FactTable table, int row) => MonthExplainer.Decide(this, table, row);

    /// <summary>The version as a card people can read. For an older version see <see cref="LawAt.Card"/>.</summary>
    public RuleCard Card() => RuleCardWriter.Of(this);
}

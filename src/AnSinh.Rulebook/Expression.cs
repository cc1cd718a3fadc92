using AnSinh.Basics;
using AnSinh.Rulebook.Expressions;

namespace AnSinh.Rulebook;

/// <summary>What an expression yields.</summary>
public enum ExpressionType
{
    /// <summary>Yes or no.</summary>
    Bool,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>Whole đồng.</summary>
    Dong,

    /// <summary>An exact decimal in ten-thousandths (<i lang="vi">hệ số</i>).</summary>
    Coefficient,

    /// <summary>Đồng × coefficient, exact, still to be rounded.</summary>
    Scaled,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A month.</summary>
    Month,

    /// <summary>One of a fact's codes.</summary>
    Code,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A person of the register.</summary>
    Person,
}

/// <summary>
/// A checked expression of policy/: names resolved, types known. <see cref="Policy.Parse"/> makes one; <see cref="LawAt"/> asks it of rows.
/// </summary>
public sealed class Expression
{
    // Told when first asked: a quantity may be named before its own versions are read.
    private readonly Lazy<IReadOnlyList<string>> _facts;
    private readonly Lazy<IReadOnlyList<string>> _parameters;

    internal Expression(string text, string place, Node root)
    {
        (Text, Place, Root) = (text, place, root);
        _facts = new(() => root.ReachResults().OfType<FactNode>().Select(f => f.Kind.Name).Distinct().ToList());
        _parameters = new(() => root.Reach().OfType<ParameterNode>().Select(p => p.Parameter.Name).Distinct().ToList());
    }

    /// <summary>The text as written.</summary>
    public string Text { get; }

    /// <summary>File and line.</summary>
    public string Place { get; }

    /// <summary>What it yields.</summary>
    public ExpressionType Type => Root.Type.Kind;

    /// <summary>
    /// Names of the facts it reads, with those of the programmes whose results it reads: the columns a table should have.
    /// </summary>
    public IReadOnlyList<string> FactsUsed => _facts.Value;

    /// <summary>Names of the parameters it reads.</summary>
    public IReadOnlyList<string> ParametersUsed => _parameters.Value;

    /// <summary>Names of the tables it reads.</summary>
    public IReadOnlyList<string> TablesUsed => [.. Root.Reach().OfType<TableNode>().Select(t => t.Table.Name).Distinct()];

    /// <summary>Names of the quantities it reads.</summary>
    public IReadOnlyList<string> QuantitiesUsed => [.. Root.Reach().OfType<QuantityNode>().Select(q => q.Quantity.Name).Distinct()];

    /// <summary>Ids of the programmes whose results it reads.</summary>
    public IReadOnlyList<string> ResultsUsed => [.. Root.Reach().OfType<ResultNode>().Select(r => r.Source.Id).Distinct()];

    /// <summary>Names of the scorecards it reads.</summary>
    public IReadOnlyList<string> ScorecardsUsed => [.. Root.Reach().OfType<ScoreNode>().Select(s => s.Scorecard.Name).Distinct()];

    /// <summary>Names of the facts it reads of the other members of the household.</summary>
    public IReadOnlyList<string> MemberFactsUsed =>
        [.. Root.ReachResults().OfType<FactNode>().Where(f => f.OfMember).Select(f => f.Kind.Name).Distinct()];

    internal Node Root { get; }

    /// <summary>The expression as a Vietnamese phrase.</summary>
    public override string ToString() => Prose.Of(this);
}

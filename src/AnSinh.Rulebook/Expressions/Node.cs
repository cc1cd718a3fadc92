using AnSinh.Basics;

namespace AnSinh.Rulebook.Expressions;

/// <summary>A type with, for codes, the fact kind whose codes they are.</summary>
internal readonly record struct ExprType(ExpressionType Kind, FactKind? Codes = null)
{
    public static ExprType Bool => new(ExpressionType.Bool);

    public static ExprType Whole => new(ExpressionType.Whole);

    public static ExprType Dong => new(ExpressionType.Dong);

    public static ExprType Coefficient => new(ExpressionType.Coefficient);

    public static ExprType Scaled => new(ExpressionType.Scaled);

    public static ExprType Date => new(ExpressionType.Date);

    public static ExprType Month => new(ExpressionType.Month);

    public static ExprType Person => new(ExpressionType.Person);

    public static ExprType Of(FactKind kind) => kind.Type switch
    {
        FactType.Bool => Bool,
        FactType.Whole => Whole,
        FactType.Dong => Dong,
        FactType.Date => Date,
        FactType.Code => new(ExpressionType.Code, kind),
        FactType.Person => Person,
        _ => throw new InvalidOperationException($"No such type: {kind.Type}."),
    };

    public static ExprType Of(ParameterUnit unit) => unit switch
    {
        ParameterUnit.Dong => Dong,
        ParameterUnit.Coefficient => Coefficient,
        _ => Whole,
    };
}

/// <summary>Coefficients are whole numbers of ten-thousandths.</summary>
internal static class Coefficients
{
    public const long Scale = 10_000;

    public const int Decimals = 4;

    /// <summary>Largest number written anywhere in the law: with it a product of amount and coefficient still fits a long.</summary>
    public const long NumberLimit = 100_000_000_000_000;
}

/// <summary>A checked expression: names resolved, types known. Every reader walks this one tree.</summary>
internal abstract record Node(ExprType Type);

/// <summary>A value; <see cref="FactKind.Unknown"/> with the name of what is missing if there is none.</summary>
internal sealed record Constant(ExprType Type, long Value, string? Missing = null) : Node(Type)
{
    public static Constant Yes { get; } = new(ExprType.Bool, 1);

    public static Constant No { get; } = new(ExprType.Bool, 0);

    public bool IsUnknown => Value == FactKind.Unknown;

    public static Constant Of(bool value) => value ? Yes : No;
}

internal sealed record FactNode(FactKind Kind, bool OfMember) : Node(ExprType.Of(Kind));

internal sealed record ParameterNode(Parameter Parameter) : Node(ExprType.Of(Parameter.Counts));

internal enum PeriodPart
{
    Start,
    End,
    Eve,
    Month,
    YearStart,
    YearEnd,
}

internal sealed record PeriodNode(PeriodPart Part) : Node(Part == PeriodPart.Month ? ExprType.Month : ExprType.Date);

/// <summary>A named expression used by its name.</summary>
internal sealed record DefineNode(string Id, Node Body, LocalText? Say) : Node(Body.Type);

internal sealed record Not(Node Operand) : Node(ExprType.Bool);

internal sealed record And(Node Left, Node Right) : Node(ExprType.Bool);

internal sealed record Or(Node Left, Node Right) : Node(ExprType.Bool);

internal enum CompareOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal sealed record Compare(CompareOperator Operator, Node Left, Node Right) : Node(ExprType.Bool);

/// <summary>True if the operand is one of the values.</summary>
internal sealed record OneOf(Node Operand, IReadOnlyList<long> Values) : Node(ExprType.Bool);

internal enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
}

internal sealed record Arithmetic(ExprType Type, ArithmeticOperator Operator, Node Left, Node Right) : Node(Type);

internal sealed record Conditional(Node Condition, Node Then, Node Else) : Node(Then.Type);

/// <summary>Full years (or months) from one day to another.</summary>
internal sealed record Span(bool Years, Node From, Node To) : Node(ExprType.Whole);

internal sealed record Extreme(bool Greatest, Node Left, Node Right) : Node(Left.Type);

/// <summary>Đồng, or đồng × coefficient, to a multiple of a unit, half away from zero.</summary>
internal sealed record Rounded(Node Operand, long Unit) : Node(ExprType.Dong);

/// <summary>A whole number as coefficient, or đồng as scaled amount: × 10 000.</summary>
internal sealed record Widened(ExprType Type, Node Operand) : Node(Type);

internal sealed record KnownNode(FactNode Fact) : Node(ExprType.Bool);

internal enum MembersOperation
{
    Exists,
    Count,
    Sum,
}

/// <summary>Over the members of the person's household, the person among them; the person alone if in no household.</summary>
internal sealed record Members(MembersOperation Operation, Node Body)
    : Node(Operation == MembersOperation.Exists ? ExprType.Bool : ExprType.Whole);

/// <summary>A cell of a dated table: by the whole number <see cref="Key"/> yields, or by its row's name.</summary>
internal sealed record TableNode(AmountTable Table, Node? Key, string? Row) : Node(ExprType.Of(Table.Counts));

/// <summary>A table of the month with its key; unknown outside its rows.</summary>
internal sealed record Lookup(ExprType Type, LookupRows Rows, Node Key) : Node(Type);

/// <summary>A dated, named value with clauses of its own.</summary>
internal sealed record QuantityNode(Quantity Quantity) : Node(Quantity.ValueType);

/// <summary>The points of a scorecard.</summary>
internal sealed record ScoreNode(Scorecard Scorecard) : Node(ExprType.Whole);

/// <summary>A cut-off of a scorecard by name.</summary>
internal sealed record CutNode(Scorecard Scorecard, string Cut) : Node(ExprType.Whole);

/// <summary>
/// What another programme gives the person in the month, after the rules between programmes: whether it is drawn, or how much.
/// </summary>
internal sealed record ResultNode(ResultSource Source, bool OfAmount) : Node(OfAmount ? ExprType.Dong : ExprType.Bool);

internal enum DateOperation
{
    AddDays,
    AddMonths,
    MonthEnd,
    InYear,
    YearOf,
}

/// <summary>
/// A day from a day; <see cref="Amount"/> is a number of days or months, or month × 100 + day of <see cref="DateOperation.InYear"/>.
/// </summary>
internal sealed record DateCall(DateOperation Operation, Node Date, Node Amount)
    : Node(Operation == DateOperation.YearOf ? ExprType.Whole : ExprType.Date);

/// <summary>A percentage of an amount, to a đồng, half away from zero.</summary>
internal sealed record PercentOf(Node Money, Node Percent) : Node(ExprType.Dong);

using AnSinh.Basics;

namespace AnSinh.Rulebook.Expressions;

/// <summary>
/// A programme as expressions name it, <c>results.social_assistance.drawn</c>: declared before the programmes are read, so that quantities
/// and other programmes may use its answer. Where the answer is laid beside the facts it has two columns.
/// </summary>
internal sealed class ResultSource(string id, LocalText label)
{
    private const string DrawnPrefix = "result:";
    private const string AmountPrefix = "amount:";

    /// <summary>The programme's id.</summary>
    public string Id { get; } = id;

    /// <summary>The programme's name for people.</summary>
    public LocalText Label { get; } = label;

    /// <summary>The programme, once it is read.</summary>
    public Programme? Programme { get; set; }

    /// <summary>True once some expression reads it.</summary>
    public bool IsRead { get; set; }

    /// <summary>Whether it is drawn, as a column. No column is no answer yet, never a no.</summary>
    public FactNode Drawn { get; } = new(Column(DrawnPrefix + id, FactType.Bool, label), OfMember: false);

    /// <summary>What it gives, as a column.</summary>
    public FactNode Amount { get; } = new(Column(AmountPrefix + id, FactType.Dong, label), OfMember: false);

    /// <summary>The column that says whether a programme is drawn.</summary>
    public static string DrawnColumn(string programme) => DrawnPrefix + programme;

    /// <summary>The column of what a programme gives.</summary>
    public static string AmountColumn(string programme) => AmountPrefix + programme;

    /// <summary>The programme whose answer a column holds; null if it is a column of facts.</summary>
    public static string? ProgrammeOf(string column) =>
        column.StartsWith(DrawnPrefix, StringComparison.Ordinal) ? column[DrawnPrefix.Length..]
        : column.StartsWith(AmountPrefix, StringComparison.Ordinal) ? column[AmountPrefix.Length..]
        : null;

    private static FactKind Column(string name, FactType type, LocalText label) =>
        new(name, FactSubject.Person, type, [], null, false, label, new Dictionary<string, LocalText>(), false);
}

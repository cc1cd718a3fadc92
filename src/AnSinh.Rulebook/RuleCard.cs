using AnSinh.Basics;

namespace AnSinh.Rulebook;

/// <summary>A version of a programme for people to read: who, how much, on what ground, and what is doubtful.</summary>
/// <param name="Programme">Programme id.</param>
/// <param name="Title">Name of the programme.</param>
/// <param name="Version">Version id.</param>
/// <param name="Applies">From when to when it applies, as people read it.</param>
/// <param name="Cite">The instrument.</param>
/// <param name="Note">Remark of the version.</param>
/// <param name="Doubtful">True if the version itself is doubtful (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="Requirements">What all must meet.</param>
/// <param name="Routes">Groups of people, with their rates.</param>
/// <param name="Selection">What is paid when several groups apply, with the exceptions.</param>
/// <param name="Sources">The parameters, tables, quantities and scorecards used, as they are in the month.</param>
/// <param name="Doubts">What could not be confirmed, in sentences.</param>
public sealed record RuleCard(
    string Programme, LocalText Title, string Version, string Applies, Citation Cite, string? Note, bool Doubtful,
    IReadOnlyList<RuleCardLine> Requirements, IReadOnlyList<RuleCardRoute> Routes, IReadOnlyList<RuleCardLine> Selection,
    IReadOnlyList<RuleCardSource> Sources, IReadOnlyList<string> Doubts)
{
    /// <summary>Which day's state counts for a month, for the version and for routes of their own rule.</summary>
    public IReadOnlyList<RuleCardLine> Days { get; init; } = [];
}

/// <summary>One sentence of a card.</summary>
/// <param name="Id">Clause id.</param>
/// <param name="Text">The sentence of the law.</param>
/// <param name="Condition">The condition as the program reads it, in Vietnamese; empty if there is none.</param>
/// <param name="Formula">The condition as written; empty if there is none.</param>
/// <param name="Cite">Its citation, or null.</param>
/// <param name="Doubtful">Doubtful (<i lang="vi">chưa chắc chắn</i>).</param>
public sealed record RuleCardLine(string Id, LocalText Text, string Condition, string Formula, Citation? Cite, bool Doubtful);

/// <summary>A route on a card (<i lang="vi">diện hưởng</i>).</summary>
/// <param name="Label">Its name.</param>
/// <param name="Line">Its sentence.</param>
/// <param name="Starts">From which month money runs.</param>
/// <param name="Unless">Who is excluded.</param>
/// <param name="Rates">Its rates.</param>
public sealed record RuleCardRoute(LocalText Label, RuleCardLine Line, Starts Starts, IReadOnlyList<RuleCardLine> Unless,
    IReadOnlyList<RuleCardRate> Rates)
{
    /// <summary>From which month money runs, in words.</summary>
    public LocalText StartsInWords => Starts == Starts.Condition
        ? new LocalText("từ tháng đủ điều kiện", "from the month the condition is met")
        : new LocalText("từ tháng ký quyết định", "from the month the decision is signed");
}

/// <summary>A rate on a card.</summary>
/// <param name="Line">Its sentence.</param>
/// <param name="Coefficient">Coefficient (<i lang="vi">hệ số</i>) as people read it, or null.</param>
/// <param name="Amount">Amount in the month, or the formula if it depends on facts.</param>
/// <param name="IsFixed">True if the amount is the same for everybody.</param>
public sealed record RuleCardRate(RuleCardLine Line, string? Coefficient, string Amount, bool IsFixed);

/// <summary>What kind of source an amount rests on.</summary>
public enum RuleSource
{
    /// <summary>A parameter (<i lang="vi">tham số</i>).</summary>
    Parameter,

    /// <summary>A table (<i lang="vi">bảng mức</i>).</summary>
    Table,

    /// <summary>A quantity (<i lang="vi">đại lượng</i>).</summary>
    Quantity,

    /// <summary>A scorecard (<i lang="vi">phiếu chấm điểm</i>).</summary>
    Scorecard,

    /// <summary>What another programme gives (<i lang="vi">kết quả của chế độ khác</i>).</summary>
    Result,
}

/// <summary>Something a card's rules use that has values of its own.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Name in policy/.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Value">Value in the month, with the value of every level if several; of a table its edition, of a scorecard its highest
/// total.</param>
/// <param name="Cite">Citation of what was chosen, or null if there is none in the month.</param>
/// <param name="Doubtful">Doubtful (<i lang="vi">chưa chắc chắn</i>).</param>
public sealed record RuleCardSource(RuleSource Kind, string Name, LocalText Label, LocalText Value, Citation? Cite, bool Doubtful);

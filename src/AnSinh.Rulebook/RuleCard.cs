namespace AnSinh.Rulebook;

/// <summary>A version of a programme for people to read: who, how much, on what ground, and what is doubtful.</summary>
/// <param name="Programme">Programme id.</param>
/// <param name="Title">Name of the programme.</param>
/// <param name="Version">Version id.</param>
/// <param name="Applies">From when to when it applies, as people read it.</param>
/// <param name="Citation">The instrument.</param>
/// <param name="Note">Remark of the version.</param>
/// <param name="Doubtful">True if the version itself is doubtful (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="Requirements">What all must meet.</param>
/// <param name="Routes">Groups of people, with their rates.</param>
/// <param name="Selection">What is paid when several groups apply, with the exceptions.</param>
/// <param name="Parameters">The parameters used, with their values in this month.</param>
/// <param name="Doubts">What could not be confirmed, in sentences.</param>
public sealed record RuleCard(
    string Programme, string Title, string Version, string Applies, string Citation, string? Note, bool Doubtful,
    IReadOnlyList<RuleCardLine> Requirements, IReadOnlyList<RuleCardRoute> Routes, IReadOnlyList<RuleCardLine> Selection,
    IReadOnlyList<RuleCardParameter> Parameters, IReadOnlyList<string> Doubts);

/// <summary>One sentence of a card.</summary>
/// <param name="Id">Clause id.</param>
/// <param name="Text">The sentence of the law.</param>
/// <param name="Condition">The condition as the program reads it, in Vietnamese; empty if there is none.</param>
/// <param name="Citation">Its citation, or null.</param>
/// <param name="Doubtful">Doubtful (<i lang="vi">chưa chắc chắn</i>).</param>
public sealed record RuleCardLine(string Id, string Text, string Condition, string? Citation, bool Doubtful);

/// <summary>A route on a card (<i lang="vi">diện hưởng</i>).</summary>
/// <param name="Line">Its sentence.</param>
/// <param name="Starts">From which month money runs, in words.</param>
/// <param name="Unless">Who is excluded.</param>
/// <param name="Rates">Its rates.</param>
public sealed record RuleCardRoute(RuleCardLine Line, string Starts, IReadOnlyList<RuleCardLine> Unless, IReadOnlyList<RuleCardRate> Rates);

/// <summary>A rate on a card.</summary>
/// <param name="Line">Its sentence.</param>
/// <param name="Coefficient">Coefficient (<i lang="vi">hệ số</i>) as people read it, or null.</param>
/// <param name="Amount">Amount in the month, or the formula if it depends on facts.</param>
public sealed record RuleCardRate(RuleCardLine Line, string? Coefficient, string Amount);

/// <summary>A parameter on a card (<i lang="vi">tham số</i>).</summary>
/// <param name="Name">Name.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Value">Value in the month, with the value of every level if several.</param>
/// <param name="Citation">Citation of the chosen value, or null if there is no value.</param>
/// <param name="Doubtful">Doubtful (<i lang="vi">chưa chắc chắn</i>).</param>
public sealed record RuleCardParameter(string Name, string Label, string Value, string? Citation, bool Doubtful);

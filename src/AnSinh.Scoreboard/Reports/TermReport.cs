using AnSinh.Basics;
using AnSinh.Register.Units;
using AnSinh.Scoreboard.Checks;
using AnSinh.Scoreboard.Figures;
using AnSinh.Scoreboard.Targets;

namespace AnSinh.Scoreboard.Reports;

/// <summary>One figure of the term report with its words; numbers are in <see cref="Figure"/>.</summary>
/// <param name="Id">Number of the published claim, or the indicator's name.</param>
/// <param name="Figure">Computed, published and promised, side by side.</param>
/// <param name="Value">The value as read: computed, or reported.</param>
/// <param name="Parts">Numerator and denominator as read, or empty.</param>
/// <param name="Target">The target as read.</param>
/// <param name="Met">Met, missed or open, as read.</param>
/// <param name="Published">The published figure as read, or empty.</param>
/// <param name="Basis">Where the value comes from, as read.</param>
/// <param name="Source">The register with its two times, or the publication.</param>
/// <param name="Missing">What is missing to compute or to trust it, or empty.</param>
/// <param name="Trend">Yearly values as read, or empty.</param>
public sealed record ReportFigure(
    string Id,
    IndicatorFigure Figure,
    string Value,
    string Parts,
    string Target,
    string Met,
    string Published,
    string Basis,
    string Source,
    string Missing,
    string Trend);

/// <summary>
/// The term report (<i lang="vi">báo cáo nhiệm kỳ</i>): figures, findings and the paragraphs a leader reads, as known on a day.
/// Written as JSON, Markdown or HTML.
/// </summary>
/// <param name="Unit">The place.</param>
/// <param name="Term">The term.</param>
/// <param name="Month">The month looked at.</param>
/// <param name="Known">The day whose knowledge is used.</param>
/// <param name="Partial">True if the reader sees only part of the place.</param>
/// <param name="Synthetic">True if nobody in the register is real.</param>
/// <param name="Title">Title.</param>
/// <param name="Subtitle">The two times and the resolution.</param>
/// <param name="Paragraphs">The text a leader reads: the lead, then what is computed, reported, missing and doubtful.</param>
/// <param name="Figures">Figures in the order of the publication.</param>
/// <param name="Findings">Findings in the order of the checks.</param>
/// <param name="Words">Headings and words.</param>
public sealed record TermReport(
    Unit Unit,
    Term Term,
    Month Month,
    AsKnown Known,
    bool Partial,
    bool Synthetic,
    string Title,
    string Subtitle,
    IReadOnlyList<string> Paragraphs,
    IReadOnlyList<ReportFigure> Figures,
    IReadOnlyList<Finding> Findings,
    ReportWords Words);

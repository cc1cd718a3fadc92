namespace AnSinh.Rulebook.Publishing;

/// <summary>A value of a parameter to be written into its file.</summary>
/// <param name="From">First day it applies to money.</param>
/// <param name="Value">The number as written: whole, or a coefficient with a point.</param>
/// <param name="Cite">Where it stands, e.g. <c>ND-335-2026/dieu-4</c>.</param>
/// <param name="Issued">Day of issue; null to take the instrument's.</param>
/// <param name="InForce">First day in force; null to take the instrument's.</param>
/// <param name="Checked">What was read to check it; null if nothing was.</param>
/// <param name="Uncertain">True if sources differ.</param>
/// <param name="Note">Remark.</param>
public sealed record NewValue(DateOnly From, string Value, string Cite, DateOnly? Issued, DateOnly? InForce, string? Checked,
    bool Uncertain, string? Note);

/// <summary>An instrument to be written into a file of instruments.</summary>
/// <param name="Id">Id used by citations.</param>
/// <param name="Number">Official number.</param>
/// <param name="Kind">Kind of instrument, e.g. Nghị định.</param>
/// <param name="Title">Title.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Issued">Day of signature.</param>
/// <param name="InForce">First day in force.</param>
/// <param name="Checked">What was read to check it; null if the text was not read.</param>
public sealed record NewInstrument(string Id, string Number, string Kind, string Title, string? Issuer, DateOnly? Issued,
    DateOnly? InForce, string? Checked);

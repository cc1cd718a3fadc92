using AnSinh.Basics;

namespace AnSinh.Rulebook;

/// <summary>A legal instrument (<i lang="vi">văn bản</i>): law, decree, circular, decision, resolution.</summary>
/// <param name="Id">Id used by citations, e.g. <c>ND-20-2021</c>.</param>
/// <param name="Number">Official number, e.g. <c>20/2021/NĐ-CP</c>.</param>
/// <param name="Kind">Kind of instrument, e.g. Nghị định.</param>
/// <param name="Title">Title.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Issued">Day of signature.</param>
/// <param name="InForce">First day in force.</param>
/// <param name="Checked">What was read to check it; starts with <c>no</c> if the text was not read.</param>
/// <param name="Doubtful">True if marked uncertain or not read (<i lang="vi">chưa chắc chắn</i>).</param>
/// <param name="ShortName">Name in citations, e.g. <c>NĐ 20/2021/NĐ-CP</c>.</param>
/// <param name="Note">Remark.</param>
/// <param name="Place">File and line.</param>
public sealed record Instrument(
    string Id, string Number, LocalText Kind, LocalText Title, string? Issuer, DateOnly? Issued, DateOnly? InForce,
    string? Checked, bool Doubtful, string ShortName, string? Note, string Place);

using AnSinh.Host.Web;
using AnSinh.Register.Quality;
using AnSinh.Scoreboard.Quality;

namespace AnSinh.Host.Quality;

/// <summary>The ways from a case to the form or page where it is mended, as the check declares them.</summary>
internal sealed class QualityFixes(Office office, Visit visit)
{
    private Language L => visit.Language;

    /// <summary>Address and words of each way; those that need a person are left out for a unit.</summary>
    public IReadOnlyList<(string Href, string Text)> Of(QualityCheck check, QualityHit hit) =>
        [.. check.Fix.Select(fix => Way(fix, hit)).OfType<(string, string)>()];

    private (string Href, string Text)? Way(string fix, QualityHit hit)
    {
        if (hit.PersonId == 0)
        {
            return fix switch
            {
                "unit" => (visit.Link("/don-vi/" + hit.Home), L.T("Mở đơn vị", "Open the unit")),
                "borders" => (visit.Link("/dia-gioi"), L.T("Địa giới", "Borders")),
                "doubles" => (visit.Link("/trung-lap"), L.T("Tìm trùng lặp", "Look for duplicates")),
                _ => null,
            };
        }

        var id = EventLinks.Id(hit.PersonId);
        var file = visit.Link("/nguoi/" + id);
        return fix switch
        {
            "identity" => (EventLinks.To(visit, "identity", ("nguoi", id)), L.T("Đính chính nhân thân", "Correct the identity")),
            "death" => (EventLinks.To(visit, "death", ("nguoi", id)), L.T("Khai tử", "Record the death")),
            "head" => (EventLinks.To(visit, "head", ("nguoi", id)), L.T("Đổi chủ hộ", "Name the head")),
            "home" => (EventLinks.To(visit, "move_in", ("nguoi", id)), L.T("Ghi nơi ở", "Record the home")),
            "move" =>
                (EventLinks.To(visit, "move_within", ("nguoi", id)),
                    L.T("Ghi vào hộ khác, nơi ở khác", "Record another household or home")),
            "row" => (file + "#ghi-nhan", L.T("Chọn dòng sai để đính chính", "Choose the wrong row")),
            "doubles" => (visit.Link("/trung-lap", ("nguoi", id)), L.T("Xem có trùng không", "Same person twice?")),
            "decision" => (file + "#quyet-dinh", L.T("Xem quyết định", "See the decision")),
            "money" => (file + "#tien", L.T("Xem tiền theo tháng", "See the money by month")),
            "why" => (file + (hit.Mark is null ? "#che-do" : "#vi-sao-" + hit.Mark), L.T("Vì sao chưa kết luận", "Why no conclusion")),
            "file" => (file, L.T("Mở hồ sơ", "Open the file")),
            _ when fix.StartsWith("fact:", StringComparison.Ordinal) => (
                EventLinks.To(visit, "fact", ("nguoi", id), ("loai-du-kien", fix[5..])),
                L.T("Ghi: ", "Record: ")
                    + (office.Policy.Facts.FindOrNull(fix[5..]) is { } kind ? L.T(kind.Label).ToLowerInvariant() : fix[5..])),
            _ => null,
        };
    }
}

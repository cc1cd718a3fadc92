using AnSinh.Basics;
using AnSinh.Rulebook.Access;
using AnSinh.Store.Readings;

namespace AnSinh.Host.Audit;

/// <summary>What the logs call by a code, in words. A code without words stands for itself: none is left out.</summary>
internal static class AuditWords
{
    private static readonly Dictionary<string, LocalText> Words = new(StringComparer.Ordinal)
    {
        [ReadingKinds.File] = new("mở hồ sơ", "opened a file"),
        [ReadingKinds.List] = new("xem danh sách có tên người", "saw a list of people"),
        [ReadingKinds.Search] = new("tìm người", "looked for somebody"),
        [ReadingKinds.Export] = new("tải danh sách về", "took a list away"),
        [ReadingKinds.Opened] = new("mở dữ kiện được bảo vệ", "opened protected facts"),
        [ReadingKinds.Audit] = new("xem nhật ký", "read the log"),
        [ReadingKinds.Refused] = new("bị từ chối", "was refused"),
        [ReadingKinds.SignIn] = new("đăng nhập", "signed in"),
        [ReadingKinds.SignInFailed] = new("đăng nhập sai", "failed to sign in"),
        [ReadingKinds.SignOut] = new("đăng xuất", "signed out"),
        ["audit.openings"] = new("xem ai đã mở dữ kiện được bảo vệ", "saw who opened protected facts"),
        ["register.compare"] = new("đối chiếu danh sách với sổ", "compared a list with the register"),
        ["alert.review"] = new("xem xét cảnh báo", "looked into an alert"),
        ["account.add"] = new("lập tài khoản", "made an account"),
        ["account.person"] = new("ghi tài khoản là ai trong sổ", "said who an account is"),
        ["account.sign-in"] = new("mở phiên làm việc", "began a session"),
        ["account.sign-out"] = new("đóng phiên làm việc", "ended a session"),
        ["run.draft"] = new("lập bản nháp kỳ chi trả", "drafted a month"),
        ["run.post"] = new("ghi kỳ chi trả", "posted a month"),
        ["run.settle"] = new("chốt kỳ chi trả", "settled a month"),
        ["ledger.throw"] = new("bỏ kỳ chưa chốt", "threw a run away"),
        ["ledger.reverse"] = new("đảo kỳ đã chốt", "reversed a month"),
        ["ledger.recover"] = new("quyết định thu hồi", "decided a recovery"),
        ["decision.record"] = new("ghi quyết định", "recorded a decision"),
        ["decision.end"] = new("thôi hưởng", "ended a decision"),
        ["decision.bulk"] = new("ghi nhiều quyết định", "recorded decisions"),
        ["determination.keep"] = new("giữ kết quả xét", "kept a determination"),
        ["fact.sensitive"] = new("ghi dữ kiện được bảo vệ", "recorded a protected fact"),
        ["person.distinct"] = new("ghi là hai người", "said they are two people"),
        ["clock.move"] = new("dời ngày của sổ mẫu", "moved the day of the demo"),
        ["register.backup"] = new("sao lưu sổ", "backed the register up"),
        ["register.restore"] = new("khôi phục sổ", "restored the register"),
        ["seal.open"] = new("bắt đầu niêm phong", "began to seal"),
    };

    /// <summary>An action.</summary>
    public static LocalText Of(string action) => Words.GetValueOrDefault(action) ?? new LocalText(action);

    /// <summary>A rule of alerts.</summary>
    public static LocalText Of(Office office, AlertKind kind) =>
        office.Policy.Alerts.FirstOrDefault(r => r.Kind == kind)?.Label ?? new LocalText(kind.ToString());

    /// <summary>What the count of an alert counts.</summary>
    public static LocalText Counted(AlertKind kind) => kind switch
    {
        AlertKind.ManyFiles => new("hồ sơ trong giờ nhiều nhất", "files in the worst hour"),
        AlertKind.AtNight => new("lượt", "readings"),
        AlertKind.LargeExport => new("dòng", "rows"),
        _ => new("lần", "times"),
    };
}

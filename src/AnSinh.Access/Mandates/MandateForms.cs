using AnSinh.Access.Roles;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Register;
using AnSinh.Rulebook;

namespace AnSinh.Access.Mandates;

/// <summary>The forms by which mandates to sign are recorded, ended and taken back.</summary>
public static class MandateForms
{
    /// <summary>Names of the fields.</summary>
    public const string Name = "name", Login = "login", Unit = "unit", Authority = "authority", Title = "title", Matter = "matter",
        By = "by", From = "from", To = "to", Paper = "paper", Reason = "reason";

    /// <summary>Somebody may sign from a day on.</summary>
    public static FormDefinition Give(Policy policy, RegisterDb register, IReadOnlyList<Account> accounts) =>
        new("mandate_give", new("Ghi thẩm quyền ký", "Record a mandate to sign"),
        [
            new(Name, new("Họ tên người ký", "Name of who signs"), FormFieldType.Text) { Required = true },
            new(Unit, new("Ký cho cơ quan của", "Signs for the body of"), FormFieldType.Unit)
            {
                Required = true,
                Choices = [.. Bodies(register)],
            },
            new(Authority, new("Ký thế nào", "In which way"), FormFieldType.Choice)
            {
                Required = true,
                Choices = [.. policy.Authorities.Select(a => new FormChoice(a.Id, a.Label))],
            },
            new(Title, new("Chức vụ", "Post"), FormFieldType.Text)
            {
                Hint = new("Phó Chủ tịch, Trưởng phòng…; người đứng đầu thì để trống", "left open for the head"),
            },
            new(Matter, new("Ký việc gì (để trống là mọi việc của cơ quan)", "What they sign (left open: all the body signs)"),
                FormFieldType.Choice)
            {
                Choices = [.. Matters(policy)],
            },
            new(By, new("Người giao, nếu được giao lại", "Given by, if handed on"), FormFieldType.Text)
            {
                Hint = new("thừa ủy quyền: người đứng đầu; cấp phó ký thừa lệnh: người được thừa lệnh",
                    "by mandate: the head; a deputy by order: who signs by order"),
            },
            new(From, new("Từ ngày", "From"), FormFieldType.Day) { Required = true },
            new(To, new("Đến hết ngày (để trống nếu chưa định)", "Until (leave open if not fixed)"), FormFieldType.Day),
            new(Login, new("Tài khoản của người ấy, nếu có", "Their account, if they have one"), FormFieldType.Choice)
            {
                Choices = [.. accounts.Where(a => a.EndedOn is null)
                    .Select(a => new FormChoice(a.Login, new LocalText($"{a.Name} ({a.Login})")))],
            },
            new(Paper, new("Theo văn bản nào", "By which paper"), FormFieldType.Text) { Required = true },
        ]);

    /// <summary>A mandate ends.</summary>
    public static FormDefinition End { get; } = new("mandate_end", new("Thôi ký", "End it"),
        [new(To, new("Ngày cuối còn ký", "Last day"), FormFieldType.Day) { Required = true }]);

    /// <summary>A mandate recorded by mistake never was.</summary>
    public static FormDefinition Withdraw { get; } = new("mandate_withdraw",
        new("Gỡ dòng ghi nhầm", "Take back what was recorded by mistake"),
        [new(Reason, new("Vì sao", "Why"), FormFieldType.Text) { Required = true }]);

    /// <summary>The mandate a filled form tells.</summary>
    public static SigningMandate Of(FormValues told) => new(told.Text(Name), told.TextOrNull(Login), told.Text(Unit), told.Text(Authority),
        told.TextOrNull(Title), told.TextOrNull(Matter), told.TextOrNull(By),
        new DateInterval(told.DayOrNull(From)!.Value, told.DayOrNull(To)), told.Text(Paper));

    // Those of today first, then those that were: what they signed is recorded too.
    private static IEnumerable<FormChoice> Bodies(RegisterDb register)
    {
        var today = register.Clock.Today;
        return RoleForms.Places(register).Select(u => new FormChoice(u.Key, new LocalText(u.FullName))).Concat(register.Units.All
            .Where(u => u.Level > RoleGrants.RegisterLevel && u.To < today && register.Area.Contains(u.Key))
            .OrderBy(u => u.FullName, StringComparer.Ordinal).ThenBy(u => u.To)
            .Select(u => new FormChoice(u.Key, new($"{u.FullName} (đến {Vietnamese.Date(u.To!.Value)})",
                $"{u.FullName} (until {Vietnamese.Date(u.To!.Value)})"))));
    }

    // What has somebody sign it.
    private static IEnumerable<FormChoice> Matters(Policy policy) => policy.Procedures
        .Where(p => p.Versions.Any(v => v.Deeds.Any(d => d.Signs is not null))).Select(p => new FormChoice(p.Id, p.Label));
}

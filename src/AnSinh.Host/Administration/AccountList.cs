using AnSinh.Access.Roles;
using AnSinh.Basics;
using AnSinh.Host.Web;
using AnSinh.Host.Web.WorkLists;

namespace AnSinh.Host.Administration;

/// <summary>An account and what it is today.</summary>
/// <param name="Account">The account.</param>
/// <param name="Roles">Its roles today.</param>
internal sealed record AccountLine(Account Account, IReadOnlyList<HeldRole> Roles)
{
    /// <summary>True if nobody can come in with it although it has not ended.</summary>
    public bool IsIdle => Account.EndedOn is null && Roles.Count == 0;
}

/// <summary>The accounts of a register, for those who manage them.</summary>
internal static class AccountList
{
    private const string Active = "active", Idle = "idle", Ended = "ended";

    /// <summary>The list of a visit.</summary>
    public static WorkList<AccountLine> Of(Office office, Visit visit)
    {
        var l = visit.Language;
        var all = new Lazy<List<AccountLine>>(() => Lines(office));
        return new()
        {
            Id = "accounts",
            Needs = Permission.ManageAccounts,
            Path = AccountPages.Root,
            Section = "accounts",
            Title = new("Tài khoản", "Accounts"),
            Order = new("theo tên đăng nhập", "by login"),
            Empty = (new("Không có tài khoản nào ở mục này", "No accounts here"),
                new("Thêm tài khoản ở khung bên cạnh, hoặc gửi một danh sách Excel.",
                    "Add one in the box beside this, or send a list of Excel.")),
            Filters = () =>
            [
                new(Active, "", new("Đang dùng", "In use"), all.Value.Count(x => Fits(Active, x))),
                new(Idle, "chua-co-vai-tro", new("Chưa có vai trò", "Without a role"), all.Value.Count(x => Fits(Idle, x))),
                new(Ended, "da-ket-thuc", new("Đã kết thúc", "Ended"), all.Value.Count(x => Fits(Ended, x))),
            ],
            Query = ask => WorkPart<AccountLine>.Of([.. all.Value.Where(x => Fits(ask.Filter, x))], ask),
            People = _ => [],
            Columns =
            [
                new("login", "Tên đăng nhập", "Login", 20, x =>
                    Cell.Link(x.Account.Login, visit.Link(AccountPages.Address(x.Account.Login)))),
                new("name", "Họ tên", "Name", 28, x => new(x.Account.Name)),
                new("roles", "Vai trò hôm nay", "Roles today", 40, x =>
                    new(string.Join("; ", x.Roles.Select(r => l.T(r.At.Label)).Distinct()))),
                new("units", "Đơn vị", "Unit", 30, x => new(string.Join("; ", x.Roles.Select(r => r.Unit.FullName).Distinct())))
                { Place = ColumnPlace.Under },
                new("ended", "Kết thúc", "Ended", 12, x => x.Account.EndedOn is { } day ? new(day) : Cell.Nothing),
            ],
        };
    }

    private static bool Fits(string filter, AccountLine line) => filter switch
    {
        Idle => line.IsIdle,
        Ended => line.Account.EndedOn is not null,
        _ => line.Account.EndedOn is null && !line.IsIdle,
    };

    private static List<AccountLine> Lines(Office office)
    {
        var held = office.Roles.On(office.Clock.Today);
        return [.. office.Accounts.All().Select(a => new AccountLine(a, [.. held[a.Login]]))];
    }
}

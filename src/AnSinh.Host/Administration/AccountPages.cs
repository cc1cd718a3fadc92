using AnSinh.Access.Roles;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Intake.Lists.Reading;
using Microsoft.AspNetCore.Mvc;

namespace AnSinh.Host.Administration;

/// <summary>Accounts: made one by one or from a list, given roles, ended, given a new password.</summary>
internal static class AccountPages
{
    public const string Root = Links.Accounts;

    /// <summary>Where a list is sent.</summary>
    public const string ListAddress = "/quan-tri/danh-sach-tai-khoan";

    /// <summary>Field of the list, and of the row a deed is about.</summary>
    public const string FileField = "file", RowField = RoleForms.Row;

    private const int BodyLimit = 2 * 1024 * 1024;

    /// <summary>A list of accounts is sent.</summary>
    public static FormDefinition ListForm { get; } = new("account_list", new("Thêm từ danh sách Excel", "Add from a list of Excel"),
        [
            new(FileField, new("Tệp .xlsx hoặc .csv", "File, .xlsx or .csv"), FormFieldType.File)
            {
                Required = true,
                Choices = [new(".xlsx", new LocalText(".xlsx")), new(".csv", new LocalText(".csv"))],
                Hint = new("các cột: Tên đăng nhập, Họ tên, Vai trò, Đơn vị, Từ ngày, Đến ngày, Văn bản; mỗi dòng một vai trò",
                    "columns: Login, Name, Role, Unit, From, Until, Paper; one role a row"),
            },
        ]);

    /// <summary>An account ends.</summary>
    public static FormDefinition EndForm { get; } = new("account_end", new("Kết thúc tài khoản", "End the account"),
        [new(RoleForms.Reason, new("Vì sao", "Why"), FormFieldType.Text) { Required = true }]);

    /// <summary>A password is made anew.</summary>
    public static FormDefinition ResetForm { get; } = new("account_reset", new("Cấp lại mật khẩu", "Make a new password"), []);

    public static void MapAccountPages(this IEndpointRouteBuilder pages)
    {
        var accounts = pages.Needing(Permission.ManageAccounts);
        accounts.MapGet(Root, List).Reads(ShownOnce.Key).ShowsForms();
        accounts.MapPost(Root, Add);
        accounts.MapPost(ListAddress, AddAll).WithMetadata(new RequestSizeLimitAttribute(BodyLimit));
        accounts.MapGet(Root + "/{login}", Show).Reads(ShownOnce.Key).ShowsForms();
        accounts.MapPost(Root + "/{login}/giao", Give);
        accounts.MapPost(Root + "/{login}/thoi", End);
        accounts.MapPost(Root + "/{login}/go", Withdraw);
        accounts.MapPost(Root + "/{login}/mat-khau", Reset);
        accounts.MapPost(Root + "/{login}/ket-thuc", Close);
    }

    /// <summary>The address of an account.</summary>
    public static string Address(string login) => $"{Root}/{Uri.EscapeDataString(login)}";

    private static FormDefinition AddForm(Office office) => AccountOpening.Form(office.Policy, office.Register);

    private static IResult List(Office office, ShownOnce secrets, Visit visit, [FromQuery(Name = "loc")] string? filter,
        [FromQuery(Name = Visit.PageKey)] int? page)
    {
        var asked = AccountList.Of(office, visit).Ask(visit, filter, page);
        return !asked.Ok ? ProblemPages.Refused(visit, asked.Refusals)
            : View.Of<AccountListView, AccountListModel>(new AccountListModel(asked.Value, AddForm(office),
                secrets.Of(visit.Viewer.Login, visit.Query[ShownOnce.Key]), Press.NewKey()));
    }

    private static IResult Add(Office office, ShownOnce secrets, [AsParameters] SentForm sent) =>
        sent.OnceTo("account.open", AddForm(office), Root, (told, act) => Kept(secrets, sent,
            Alone(office.AccountOpening.Open(AccountOpening.Of(told), act))),
            told => Told(Address(told.Text(AccountOpening.LoginField)), sent));

    /// <summary>One account as a list of one.</summary>
    public static Outcome<IReadOnlyList<OpenedAccount>> Alone(Outcome<OpenedAccount> opened) => opened.Ok
        ? Outcome<IReadOnlyList<OpenedAccount>>.Of([opened.Value]) : Outcome<IReadOnlyList<OpenedAccount>>.Refused(opened.Refusals);

    private static IResult AddAll(Office office, ShownOnce secrets, [AsParameters] SentForm sent) =>
        sent.Once("account.open", ListForm, Root, (_, act) =>
        {
            var read = sent.FileOrNull(FileField) is { } file ? AccountSheet.Read(file.Name, file.Bytes, AddForm(office))
                : new Refusal("account.file", "Chưa chọn tệp, hoặc tệp trống.", FileField);
            return !read.Ok ? Outcome<IReadOnlyList<OpenedAccount>>.Refused(read.Refusals)
                : Kept(secrets, sent, office.AccountOpening.OpenAll(read.Value, act));
        }, _ => Told(Root, sent));

    // What was made is shown once, to who made it.
    private static Outcome<IReadOnlyList<OpenedAccount>> Kept(ShownOnce secrets, SentForm sent,
        Outcome<IReadOnlyList<OpenedAccount>> opened)
    {
        if (opened.Ok)
        {
            secrets.Keep(sent.Visit.Viewer.Login, sent.Key,
                [.. opened.Value.Where(o => o.Password is not null).Select(o => (o.Login, o.Password!))]);
        }

        return opened;
    }

    private static string Told(string address, SentForm sent) => $"{address}?{ShownOnce.Key}={Uri.EscapeDataString(sent.Key)}";

    private static IResult Show(Office office, ShownOnce secrets, Visit visit, string login) =>
        office.Accounts.FindOrNull(login) is not { } account ? ProblemPages.NotFound(visit)
        : View.Of<AccountView, AccountModel>(new AccountModel(account with { PasswordHash = "" },
            GrantRows.Of(office, account.Login, visit.Language),
            RoleForms.Give(office.Policy, office.Register), account.Login == visit.Viewer.Login,
            secrets.Of(visit.Viewer.Login, visit.Query[ShownOnce.Key]), Press.NewKey()));

    private static IResult Give(Office office, [AsParameters] SentForm sent, string login) =>
        sent.Once("role.give", RoleForms.Give(office.Policy, office.Register), Address(login), (told, act) =>
            office.Roles.Give(
            new RoleGrant(login, told.Text(RoleForms.Role), told.Text(RoleForms.Unit), null,
                new DateInterval(told.DayOrNull(RoleForms.From)!.Value, told.DayOrNull(RoleForms.To)), told.Text(RoleForms.Reason)), act),
            _ => Address(login));

    private static IResult End(Office office, [AsParameters] SentForm sent, string login) =>
        sent.Once("role.end", RoleForms.End, Address(login), (told, act) => RowOf(office, sent, login) is { } row
            ? office.Roles.End(row, told.DayOrNull(RoleForms.To)!.Value, act) : NoRow, _ => Address(login));

    private static IResult Withdraw(Office office, [AsParameters] SentForm sent, string login) =>
        sent.Once("role.withdraw", RoleForms.Withdraw, Address(login), (told, act) => RowOf(office, sent, login) is { } row
            ? office.Roles.Withdraw(row, told.Text(RoleForms.Reason), act) : NoRow, _ => Address(login));

    private static Refusal NoRow => new("role.row", "Vai trò ấy không còn trong danh sách; mở lại trang.", RowField);

    private static long? RowOf(Office office, SentForm sent, string login) => long.TryParse(sent[RowField], out var row)
        && office.Roles.History(login).Any(r => r.RowId == row && r.Row.Login == login) ? row : null;

    private static IResult Reset(Office office, ShownOnce secrets, [AsParameters] SentForm sent, string login) =>
        sent.OnceTo("account.reset", ResetForm, Address(login), (_, act) =>
        {
            if (string.Equals(login, sent.Visit.Viewer.Login, StringComparison.OrdinalIgnoreCase))
            {
                return new Refusal("account.own", "Mật khẩu của mình đổi ở trang tài khoản của mình.", RoleForms.Login);
            }

            var made = office.Accounts.Reset(login, act);
            if (made.Ok)
            {
                secrets.Keep(sent.Visit.Viewer.Login, sent.Key, [(login, made.Value)]);
            }

            return made.Ok ? Outcome<string>.Of(login) : made;
        }, _ => Told(Address(login), sent));

    private static IResult Close(Office office, [AsParameters] SentForm sent, string login) =>
        sent.Once("account.end", EndForm, Address(login), (told, act) => office.Accounts.End(login, told.Text(RoleForms.Reason), act),
            _ => Address(login));
}

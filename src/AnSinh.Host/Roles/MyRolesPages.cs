using AnSinh.Access.Roles;
using AnSinh.Access.Widening;
using AnSinh.Basics;
using AnSinh.Basics.Forms;
using AnSinh.Host.Administration;
using AnSinh.Host.Web;
using AnSinh.Host.Web.Limits;
using AnSinh.Host.Web.Problems;
using AnSinh.Host.Web.Requests;
using AnSinh.Register.Units;

namespace AnSinh.Host.Roles;

/// <summary>One's own roles: which, until when; handed on while on leave; seeing more for some hours.</summary>
internal static class MyRolesPages
{
    public const string Root = "/vai-tro";

    /// <summary>Where the forms are sent.</summary>
    public const string Hand = Root + "/uy-quyen", TakeBack = Root + "/thoi-uy-quyen", Widen = Root + "/xem-tam",
        Close = Root + "/thoi-xem-tam";

    /// <summary>Field of what a button is about.</summary>
    public const string NumberField = "so";

    /// <summary>The buttons that take back what was handed on, and give back what was opened.</summary>
    public static FormDefinition TakeBackForm { get; } = new("role_take_back", new("Thôi ủy quyền", "Take back"), []);

    /// <summary>The view is given back.</summary>
    public static FormDefinition CloseForm { get; } = new("widening_close", new("Thôi xem tạm", "Give it back"), []);

    public static void MapMyRolesPages(this IEndpointRouteBuilder pages)
    {
        var own = pages.ForEverybody();
        own.MapGet(Root, (Office office, Visit visit) => View.Of<MyRolesView, MyRolesModel>(Model(office, visit))).Light().ShowsForms();
        own.MapPost(Hand, HandOn);
        own.MapPost(TakeBack, TakeItBack);
        var widen = pages.Needing(Permission.WidenView);
        widen.MapPost(Widen, (Office office, [AsParameters] SentForm sent) => sent.Once("widening.open", WidenForm(office), Root,
            (told, act) => office.Widenings.Open(sent.Visit.Viewer.Login, told.Text(WideningForms.Unit),
                int.Parse(told.Text(WideningForms.Hours), System.Globalization.CultureInfo.InvariantCulture),
                    told.Text(WideningForms.Reason), act),
            _ => Root + "#xem-tam"));
        own.MapPost(Close, (Office office, [AsParameters] SentForm sent) => sent.Once("widening.close", CloseForm, Root,
            (_, act) => long.TryParse(sent[NumberField], out var id) ? office.Widenings.Close(sent.Visit.Viewer.Login, id, act)
                : new Refusal("widening.none", "Không có lần mở quyền ấy."), _ => Root + "#xem-tam"));
    }

    private static MyRolesModel Model(Office office, Visit visit)
    {
        var (login, today) = (visit.Viewer.Login, office.Clock.Today);
        var held = office.Roles.Of(login, today);
        var may = Delegable(held);
        return new MyRolesModel(
            GrantRows.Of(office, login, visit.Language),
            may.Count == 0 ? null : RoleForms.Delegate(may, Others(office, login)),
            visit.Viewer.May(Permission.WidenView) ? WidenForm(office) : null,
            [.. office.Widenings.OpenOf(login).Select(w => (w, office.UnitName(w.UnitKey)))], office.Accounts.Names(), Press.NewKey());
    }

    private static List<HeldRole> Delegable(IReadOnlyList<HeldRole> held) =>
        [.. held.Where(h => h.Role.Delegable && h.Grant.DelegatedBy is null)];

    private static List<Account> Others(Office office, string login) =>
        [.. office.Accounts.All().Where(a => a.EndedOn is null && a.Login != login)];

    private static FormDefinition WidenForm(Office office)
    {
        IReadOnlyList<Unit> places = [.. RoleForms.Places(office.Register).Where(u => u.Level > 1)];
        return WideningForms.Open(places, office.Widenings.MostHours);
    }

    private static IResult HandOn(Office office, [AsParameters] SentForm sent)
    {
        var login = sent.Visit.Viewer.Login;
        var may = Delegable(office.Roles.Of(login, office.Clock.Today));
        return may.Count == 0 ? ProblemPages.Forbidden(sent.Visit)
            : sent.Once("role.delegate", RoleForms.Delegate(may, Others(office, login)), Root,
            (told, act) =>
            {
                var held = may.First(h => RoleForms.Key(h) == told.Text(RoleForms.Row));
                return office.Roles.Give(new RoleGrant(told.Text(RoleForms.Login), held.Grant.Role, held.Grant.UnitKey, login,
                    new DateInterval(told.DayOrNull(RoleForms.From)!.Value, told.DayOrNull(RoleForms.To)), told.Text(RoleForms.Reason)),
                        act);
            }, _ => Root);
    }

    private static IResult TakeItBack(Office office, [AsParameters] SentForm sent) =>
        sent.Once("role.take-back", TakeBackForm, Root, (_, act) => long.TryParse(sent[NumberField], out var row)
            ? office.Roles.TakeBack(sent.Visit.Viewer.Login, row, act) : new Refusal("row.none", "Không có ủy quyền ấy."), _ => Root);
}

/// <summary>One's own roles.</summary>
/// <param name="Grants">All that was said of them, and of those handed on.</param>
/// <param name="Delegate">The form that hands one on; null if none may be.</param>
/// <param name="Widen">The form that shows more for some hours; null for who may not.</param>
/// <param name="Open">What is open now, each with its unit.</param>
/// <param name="NameOf">Names by login.</param>
/// <param name="Key">Key of the forms.</param>
public sealed record MyRolesModel(IReadOnlyList<GrantRow> Grants, FormDefinition? Delegate,
    FormDefinition? Widen, IReadOnlyList<(Widening Widening, string Unit)> Open, Func<string, string> NameOf, string Key);

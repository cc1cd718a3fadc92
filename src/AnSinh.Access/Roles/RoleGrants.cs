using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register;
using AnSinh.Register.Units;
using AnSinh.Rulebook;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Access.Roles;

/// <summary>
/// Who has which role in which unit on which days: given, ended, handed on, and refused where one person would be trusted with what the
/// access matrix keeps apart. Every change ends the sessions of whom it is about.
/// </summary>
/// <param name="register">The register, with its units.</param>
/// <param name="policy">The access matrix.</param>
public sealed class RoleGrants(RegisterDb register, Policy policy)
{
    /// <summary>Level of the unit a register is kept for: who has a role there sees all of it, also after its tier was abolished.</summary>
    internal const int RegisterLevel = 2;

    /// <summary>Name of the turn that changes of roles take one after the other.</summary>
    internal const string Turn = "role grants";

    private static readonly RoleGrantTable Table = new();

    /// <summary>The tables of this room.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0906-role-grants", """
            create table role_grant (
                row_id $identity,
                login text not null,
                role text not null,
                unit_key text not null,
                delegated_by text null,
                reason text not null,
                valid_from date not null,
                valid_to date null,
                recorded_at bigint not null,
                superseded_at bigint null);
            create index role_grant_login on role_grant (login);
            create index role_grant_delegated_by on role_grant (delegated_by);
            insert into role_grant (login, role, unit_key, delegated_by, reason, valid_from, valid_to, recorded_at, superseded_at)
                select login, role, unit_key, null, 'vai trò của tài khoản cũ', '1990-01-01', null, 0, null from account order by login;
            alter table account drop column role;
            alter table account drop column unit_key;
            alter table account add column ended_on date null;
            """),
    ];

    /// <summary>The tables the audit chain vouches for.</summary>
    public static IReadOnlyList<SealedTable> Tables { get; } = [RoleGrantTable.Sealed];

    /// <summary>Logins with a role in one of these units, today or later, with the unit.</summary>
    public static IReadOnlyList<(string Login, string Unit)> In(DbConnection connection, DbTransaction transaction,
        IReadOnlyList<string> unitKeys, DateOnly today)
    {
        var values = new DynamicParameters(new { today });
        return [.. Table.Current(connection,
            $"unit_key in {InList.Of(values, "unit", unitKeys)} and (valid_to is null or valid_to >= @today)",
            values, transaction).Select(r => (r.Row.Login, r.Row.UnitKey)).Distinct()];
    }

    /// <summary>
    /// The roles somebody has on a day, their own first. One handed on counts only while its holder has it; one that is not given at the
    /// level of the unit, by today's matrix, counts for nothing.
    /// </summary>
    public IReadOnlyList<HeldRole> Of(string login, DateOnly day)
    {
        using var connection = register.Database.Connect();
        var own = Held(connection, "login = @login", new { login, day }, day).ToList();
        return [.. own.Where(h => h.Grant.DelegatedBy is null), .. own.Where(h => h.Grant.DelegatedBy is { } holder && Held(connection,
            "login = @holder and delegated_by is null and role = @Role and unit_key = @UnitKey "
                + "and exists (select 1 from account a where a.login = @holder and a.ended_on is null)",
            new { holder, h.Grant.Role, h.Grant.UnitKey, day }, day).Any())];
    }

    /// <summary>All roles held on a day, by login.</summary>
    public ILookup<string, HeldRole> On(DateOnly day)
    {
        using var connection = register.Database.Connect();
        var all = Held(connection, "1 = 1", new { day }, day).ToList();
        var own = all.Where(h => h.Grant.DelegatedBy is null).Select(h => (h.Grant.Login, h.Grant.Role, h.Grant.UnitKey)).ToHashSet();
        return all.Where(h => h.Grant.DelegatedBy is not { } holder || own.Contains((holder, h.Grant.Role, h.Grant.UnitKey)))
            .ToLookup(h => h.Grant.Login, StringComparer.Ordinal);
    }

    /// <summary>All that was ever said of the roles of an account, the latest days last; and of those it handed on.</summary>
    public IReadOnlyList<Recorded<RoleGrant>> History(string login)
    {
        using var connection = register.Database.Connect();
        return Table.History(connection, "login = @login or delegated_by = @login", new { login });
    }

    /// <summary>Gives a role. Refused with the reason; see <see cref="GrantChecks"/>.</summary>
    public Outcome<long> Give(RoleGrant grant, Act act) => Write(act, grant.Login, (writer, _) =>
    {
        var checks = new GrantChecks(policy, register.Units);
        var others = Table.Current(writer.Connection, "login = @Login", new { grant.Login }, writer.Transaction);
        var refusal = checks.Refuse(grant, act.Actor) ?? checks.Conflict(grant, others.Select(o => o.Row))
            ?? Table.Check(grant).FirstOrDefault();
        return refusal is not null ? refusal : grant.DelegatedBy is { } holder
            && !GrantChecks.Covers(Table.Current(writer.Connection, "login = @holder and delegated_by is null", new { holder },
                writer.Transaction).Select(h => h.Row), grant)
            ? new Refusal("role.not-held", "Người ủy quyền không giữ vai trò ấy trong mọi ngày đã ghi.", RoleForms.From)
            : writer.Record(Table, grant, mayCover: false);
    });

    /// <summary>Says that somebody has a role until a day and no longer.</summary>
    public Outcome<long> End(long rowId, DateOnly lastDay, Act act) => Change(rowId, act, writer => writer.End(Table, rowId, lastDay));

    /// <summary>Says that a role was given by mistake.</summary>
    public Outcome<long> Withdraw(long rowId, string reason, Act act) =>
        Change(rowId, act, writer => writer.Withdraw(Table, rowId, reason));

    /// <summary>
    /// Takes back a role somebody handed on: from today nobody stands in any more. What was done meanwhile stays. Only its holder does so.
    /// </summary>
    public Outcome<long> TakeBack(string holder, long rowId, Act act)
    {
        using var connection = register.Database.Connect();
        if (Table.FindOrNull(connection, null, rowId) is not { Row: var row } || row.DelegatedBy != holder)
        {
            return new Refusal("row.none", "Không có ủy quyền ấy.", RoleForms.Row) { English = "Nothing like that was handed on." };
        }

        var yesterday = register.Clock.Today.AddDays(-1);
        return Write(act, row.Login, (writer, _) => row.Valid.From > yesterday ? writer.Withdraw(Table, rowId, "thôi ủy quyền")
            : writer.End(Table, rowId, yesterday));
    }

    /// <summary>Ends all roles of an account with a day; those that begin later never were.</summary>
    internal static void EndAll(TwoTimeWriter writer, string login, DateOnly lastDay)
    {
        foreach (var (rowId, row) in Table.Current(writer.Connection, "login = @login or delegated_by = @login", new { login },
            writer.Transaction))
        {
            if (row.Valid.From > lastDay)
            {
                writer.Withdraw(Table, rowId, "tài khoản kết thúc");
            }
            else if (row.Valid.To is null || row.Valid.To > lastDay)
            {
                writer.End(Table, rowId, lastDay);
            }
        }
    }

    private Outcome<long> Change(long rowId, Act act, Func<TwoTimeWriter, Outcome<long>> work)
    {
        using var connection = register.Database.Connect();
        return Table.FindOrNull(connection, null, rowId) is not { Row: var row }
            ? new Refusal("row.none", "Không có vai trò ấy.", RoleForms.Row)
            : act.Actor == row.Login && row.DelegatedBy is null
                ? GrantChecks.Own
                : Write(act, row.Login, (writer, _) => work(writer));
    }

    private Outcome<long> Write(Act act, string login, Func<TwoTimeWriter, DbConnection, Outcome<long>> work) =>
        register.Database.Do<long>(act, (connection, transaction) =>
        {
            // Two grants at once must not bring together what one of them would have been refused for.
            register.Database.TakeTurn(connection, transaction, Turn);
            var writer = new TwoTimeWriter(connection, transaction, register.Clock.Now(), act);
            var outcome = work(writer, connection);
            if (outcome.Ok)
            {
                SealedChanges.Note(register.Audit, writer, act, RoleGrantTable.Sealed);
                Sessions.EndAll(connection, transaction, login);
            }

            return outcome;
        });

    private IEnumerable<HeldRole> Held(DbConnection connection, string where, object parameters, DateOnly day) =>
        Table.Current(connection, $"{where} and valid_from <= @day and (valid_to is null or valid_to >= @day)", parameters)
            .Select(r => HeldOrNull(r.Row, day)).OfType<HeldRole>();

    private HeldRole? HeldOrNull(RoleGrant grant, DateOnly day) =>
        policy.RoleOrNull(grant.Role) is { } role && UnitOrNull(grant, day) is { } unit && role.AtOrNull(unit.Level) is { } at
            ? new HeldRole(grant, role, at, unit) : null;

    // Where the unit was split, or its tier abolished, nobody can say which is theirs: they keep the old one.
    private Unit? UnitOrNull(RoleGrant grant, DateOnly day) =>
        register.Units.Resolve(grant.UnitKey, day) ?? register.Units.FindOrNull(grant.UnitKey);
}

using System.Data.Common;
using System.Globalization;
using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Store.TwoTimes;

namespace AnSinh.Access.Roles;

/// <summary>A role somebody has in a unit on some days (<i lang="vi">phân công vai trò</i>).</summary>
/// <param name="Login">Who.</param>
/// <param name="Role">Id of the role in the access matrix.</param>
/// <param name="UnitKey">Key of the unit version it was given in; a reorganisation takes it along.</param>
/// <param name="DelegatedBy">Whose role it is, if somebody stands in for its holder; else null.</param>
/// <param name="Valid">Days on which they have it.</param>
/// <param name="Reason">By which paper, or why.</param>
public sealed record RoleGrant(string Login, string Role, string UnitKey, string? DelegatedBy, DateInterval Valid, string Reason);

/// <summary>The table of roles given: of one role in one unit somebody has one row a day.</summary>
internal sealed class RoleGrantTable() : DatedTable<RoleGrant>(
    "role_grant",
    [
        new("login", BulkType.Text), new("role", BulkType.Text), new("unit_key", BulkType.Text), new("delegated_by", BulkType.Text),
        new("reason", BulkType.Text),
    ],
    ["login", "role", "unit_key", "delegated_by"])
{
    /// <summary>The table as the audit chain vouches for it.</summary>
    public static SealedTable Sealed { get; } = new("role_grant", "row_id");

    public override string? Word => "role";

    public override DateInterval ValidOf(RoleGrant row) => row.Valid;

    public override RoleGrant With(RoleGrant row, DateInterval valid) => row with { Valid = valid };

    public override string SubjectOf(RoleGrant row) => $"account:{row.Login}";

    public override string DetailOf(RoleGrant row) => string.Create(CultureInfo.InvariantCulture,
        $"{row.Role} @ {row.UnitKey}, {row.Valid.From:yyyy-MM-dd}–{row.Valid.To:yyyy-MM-dd}"
        + $"{(row.DelegatedBy is { } by ? $", thay {by}" : "")}; {row.Reason}");

    public override IEnumerable<Refusal> Check(RoleGrant row)
    {
        if (row.Valid.IsReversed)
        {
            yield return new Refusal("role.days", "Ngày thôi đứng trước ngày giao.", RoleForms.To);
        }
    }

    public override Refusal? MissingSubject(DbConnection connection, DbTransaction transaction, RoleGrant row) =>
        Accounts.FindOrNull(connection, transaction, row.Login) is { EndedOn: null } ? null
            : new Refusal("role.account", $"Không có tài khoản '{row.Login}', hoặc nó đã kết thúc.", RoleForms.Login);

    protected override void Set(IBulkWriter to, RoleGrant row)
    {
        to.Set(0, row.Login);
        to.Set(1, row.Role);
        to.Set(2, row.UnitKey);
        to.Set(3, row.DelegatedBy);
        to.Set(4, row.Reason);
    }

    protected override RoleGrant Read(RowFields fields) =>
        new(fields.Text(0), fields.Text(1), fields.Text(2), fields.TextOrNull(3), fields.Valid, fields.Text(4));
}

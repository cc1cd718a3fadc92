using System.Data.Common;
using AnSinh.Access.Roles;
using AnSinh.Basics;
using AnSinh.Ledger;
using AnSinh.Register.Writing;

namespace AnSinh.Host.Borders;

/// <summary>Why a reorganisation may not be undone although no person stands in its way: accounts and money on the units it made.</summary>
internal static class BorderGuards
{
    /// <summary>Asked in the transaction, after the units were taken back.</summary>
    public static IEnumerable<Refusal> Refuse(DbConnection connection, DbTransaction transaction, DateOnly today)
    {
        var gone = WithdrawnUnits.Keys(connection, transaction);
        foreach (var (login, unit) in RoleGrants.In(connection, transaction, gone, today))
        {
            yield return new Refusal("borders.account", $"Tài khoản {login} có vai trò ở đơn vị {unit}; hãy thôi giao vai trò ấy trước.",
                $"account:{login}");
        }

        if (LedgerQueries.LinesOf(connection, transaction, gone) is > 0 and var paid)
        {
            yield return new Refusal("borders.paid",
                $"Sổ chi đã ghi {Vietnamese.Number(paid)} dòng theo đơn vị do lần sắp xếp này lập; "
                    + "sổ chi không sửa được nên không hoàn tác được.", "ledger_entry");
        }
    }
}

using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Host.Pages.Borders;

/// <summary>Why a reorganisation may not be undone although no person stands in its way: accounts and money on the units it made.</summary>
internal static class BorderGuards
{
    private static readonly string Gone =
        $"unit_key in (select key from unit_version where {Believed.NoMore()})"
        + $" and unit_key not in (select key from unit_version where {Believed.Now()})";

    /// <summary>Asked in the transaction, after the units were taken back.</summary>
    public static IEnumerable<Refusal> Refuse(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<long> persons)
    {
        foreach (var (login, unit) in connection.Query<(string,
            string)>($"select login, unit_key from account where {Gone}",
            transaction: transaction).ToList())
        {
            yield return new Refusal("borders.account", $"Tài khoản {login} đang ở đơn vị {unit}; hãy chuyển tài khoản trước.",
                $"account:{login}");
        }

        var paid =
            connection.ExecuteScalar<long>(
                $"select count(*) from ledger_entry where {Gone}",
                transaction: transaction);
        if (paid > 0)
        {
            yield return new Refusal("borders.paid",
                $"Sổ chi đã ghi {Vietnamese.Number(paid)} dòng theo đơn vị do lần sắp xếp này lập; sổ chi không sửa được nên không hoàn tác được.", "ledger_entry");
        }
    }
}

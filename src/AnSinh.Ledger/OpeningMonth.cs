using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Register;
using Dapper;

namespace AnSinh.Ledger;

/// <summary>
/// The first month the ledger pays (<i lang="vi">tháng mở sổ</i>): what came before was paid outside it. It is a note of the register;
/// where none was made, the first run opens the ledger.
/// </summary>
public static class OpeningMonth
{
    private const string Key = "ledger_opening_month";

    /// <summary>Sets the month. Refused once a run stands: what was opened is opened.</summary>
    public static Outcome<Month> Set(RegisterDb register, Month month)
    {
        using (var connection = register.Database.Connect())
        {
            if (LedgerTable.Runs(connection).Exists(r => r.Stands))
            {
                return new Refusal("ledger.opened", "Sổ chi trả đã có kỳ; tháng mở sổ không đổi được nữa.", "month");
            }
        }

        register.SetMeta(Key, month.ToString());
        return month;
    }

    internal static Month? FindOrNull(DbConnection connection, DbTransaction? transaction, IReadOnlyList<LedgerRun> runs) =>
        RegisterDb.MetaOf(connection, Key, transaction) is { } text
        ? Month.Parse(text)
        : runs.Where(r => r.Stands).Select(r => (Month?)r.Month).Min();
}

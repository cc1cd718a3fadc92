using System.Data.Common;
using AnSinh.Store.TwoTimes;
using Dapper;

namespace AnSinh.Register.Writing;

/// <summary>Versions of units that were believed once and are not any more: what an undone reorganisation made.</summary>
public static class WithdrawnUnits
{
    /// <summary>Their keys.</summary>
    public static IReadOnlyList<string> Keys(DbConnection connection, DbTransaction transaction) =>
    [
        .. connection.Query<string>(
            $"""
            select distinct key from unit_version where {Believed.NoMore()}
                and key not in (select key from unit_version where {Believed.Now()})
            """,
            transaction: transaction),
    ];
}

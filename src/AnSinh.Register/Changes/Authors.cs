using System.Globalization;
using AnSinh.Store;
using Dapper;

namespace AnSinh.Register.Changes;

/// <summary>Who wrote a row and in which batch (<i lang="vi">đợt ghi, người ghi</i>).</summary>
/// <param name="Batch">The batch, or null for a row written alone or loaded with the register.</param>
/// <param name="Actor">Who wrote it; null if it was loaded with the register.</param>
public sealed record Authorship(Batch? Batch, string? Actor);

/// <summary>Finds who wrote rows.</summary>
public sealed class Authors(RegisterDb register)
{
    /// <summary>The author of a row about a person.</summary>
    /// <param name="table">person, residence, membership or fact.</param>
    /// <param name="rowId">Number of the row.</param>
    /// <param name="personId">Whose file it is in.</param>
    public Authorship Of(string table, long rowId, long personId)
    {
        using var connection = register.Database.Connect();
        var batch =
            connection.QueryFirstOrDefault<long?>(
                "select batch_id from batch_row where table_name = @table and row_id = @rowId and added = 1 order by batch_id",
                new { table, rowId });
        if (batch is { } id && register.Batches.FindOrNull(id) is { } found)
        {
            return new Authorship(found, found.Actor);
        }

        var households =
            connection.Query<long>("select distinct household_id from membership where person_id = @personId", new { personId });
        var actor = AuditLog.ActorOrNull(connection, table,
            ["person:" + Text(personId), .. households.Select(h => "household:" + Text(h))],
            [$"row {Text(rowId)}:", $"row {Text(rowId)} "]);
        return new Authorship(null, actor);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

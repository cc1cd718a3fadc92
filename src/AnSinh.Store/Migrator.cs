using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace AnSinh.Store;

/// <summary>Runs each numbered script once. A script that was run and has changed since is refused: the schema would be a guess.</summary>
internal static class Migrator
{
    public static void Run(Database database, DbConnection connection, IEnumerable<Migration> migrations)
    {
        Execute(connection, null,
            """
            create table if not exists schema_migration (
                id text not null primary key, checksum text not null, applied_at bigint not null)
            """);
        foreach (var migration in migrations.OrderBy(m => m.Id, StringComparer.Ordinal))
        {
            using var transaction = connection.BeginTransaction();
            if (database.Dialect == Dialect.Postgres)
            {
                // Two processes may start at once; SQLite's transaction is already exclusive among writers.
                Execute(connection, transaction, "lock table schema_migration in exclusive mode");
            }

            var checksum = ChecksumOf(migration);
            var known = Checksum(connection, transaction, migration.Id);
            if (known is not null && known != checksum)
            {
                throw new StoreException(database.Address,
                    $"lược đồ khác với chương trình này (bước {migration.Id}); "
                        + "cơ sở dữ liệu được giữ nguyên, hãy dùng đúng phiên bản chương trình.");
            }

            if (known is null)
            {
                Apply(database, connection, transaction, migration, checksum);
            }

            transaction.Commit();
        }
    }

    /// <summary>What tells one script from another under the same id.</summary>
    public static string ChecksumOf(Migration migration) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(migration.Sql.ReplaceLineEndings("\n"))));

    private static void Apply(Database database, DbConnection connection, DbTransaction transaction, Migration migration, string checksum)
    {
        foreach (var statement in Statements(database.Translate(migration.Sql)))
        {
            try
            {
                Execute(connection, transaction, statement);
            }
            catch (DbException trouble)
            {
                throw new StoreException(database.Address, $"không dựng được lược đồ (bước {migration.Id}): {trouble.Message}", trouble);
            }
        }

        migration.Then?.Invoke(database, connection, transaction);
        Execute(connection, transaction, "insert into schema_migration (id, checksum, applied_at) values (@id, @checksum, @at)",
            ("id", migration.Id), ("checksum", checksum), ("at", database.Clock.SystemNow));
    }

    private static string[] Statements(string sql) =>
        (sql.ReplaceLineEndings("\n") + "\n").Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string? Checksum(DbConnection connection, DbTransaction transaction, string id)
    {
        using var command = Command(connection, transaction, "select checksum from schema_migration where id = @id", ("id", id));
        return (string?)command.ExecuteScalar();
    }

    private static void Execute(DbConnection connection, DbTransaction? transaction, string sql, params (string, object)[] parameters)
    {
        using var command = Command(connection, transaction, sql, parameters);
        command.ExecuteNonQuery();
    }

    private static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql, params (string Name,
        object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}

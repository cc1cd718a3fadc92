using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Store;
using AnSinh.Testing;

namespace AnSinh.Rulebook.Tests.Sql;

/// <summary>Databases in which the rules are asked as SQL: each question gets a table of its own, filled from the columns the loops read.</summary>
internal sealed class SqlTable : IDisposable
{
    private readonly TempFolder? _folder;
    private readonly Database _database;
    private readonly DbConnection _connection;
    private int _tables;
    private FactTable? _loaded;
    private HashSet<string> _columns = [];

    private SqlTable(Database database, TempFolder? folder)
    {
        (_database, _folder) = (database, folder);
        database.Migrate([]);
        _connection = database.Connect();
        if (Dialect == SqlDialect.PostgreSql)
        {
            // Compiling a query of a few dozen rows takes longer than running it.
            Run("SET jit = off");
        }
    }

    public SqlDialect Dialect => _database.Dialect == Store.Dialect.Sqlite ? SqlDialect.Sqlite : SqlDialect.PostgreSql;

    public static SqlTable On(SqlDialect dialect)
    {
        if (dialect == SqlDialect.PostgreSql)
        {
            return new SqlTable(PostgresCluster.NewDatabase(), null);
        }

        var folder = new TempFolder();
        return new SqlTable(Database.Open(folder.File("people.db"), TimeProvider.System), folder);
    }

    /// <summary>The rows of a query over the table (loaded once if asked again), by row of the table: all columns but the id, as whole numbers; anything else fails.</summary>
    public long[][] Ask(FactTable facts, Func<string, SqlQuery> query)
    {
        if (ReferenceEquals(facts, _loaded) && query($"people{_tables}") is var again && again.Facts.All(_columns.Contains))
        {
            return Read(facts, again);
        }

        if (_loaded is not null)
        {
            Run($"DROP TABLE people{_tables}");
        }

        var table = $"people{++_tables}";
        var asked = query(table);
        (_loaded, _columns) = (facts, [.. asked.Facts]);
        Run(asked.Table);
        Run($"CREATE INDEX {table}_household ON {table}(\"household\")");
        List<string> columns = ["id", "household", .. asked.Facts.Where(f => f != "id")];
        using (var transaction = _connection.BeginTransaction())
        {
            using (var writer = _database.Bulk(_connection, transaction, table, [.. columns.Select(c => new BulkColumn(c, BulkType.Long))]))
            {
                for (var row = 0; row < facts.Rows; row++)
                {
                    writer.Set(0, facts.Columns["id"][row]);
                    writer.Set(1, facts.HouseholdOf[row] is >= 0 and var household ? household : -1L - row);
                    for (var c = 2; c < columns.Count; c++)
                    {
                        writer.Set(c, facts.Columns[columns[c]][row] is var value && value == FactKind.Unknown ? null : value);
                    }

                    writer.Next();
                }
            }

            transaction.Commit();
        }

        return Read(facts, asked);
    }

    private long[][] Read(FactTable facts, SqlQuery asked)
    {
        var rows = facts.Columns["id"].Take(facts.Rows).Select((id, row) => (id, row)).ToDictionary(x => x.id, x => x.row);
        var answers = new long[facts.Rows][];
        using (var command = _connection.CreateCommand())
        {
            command.CommandText = asked.Text;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                answers[rows[reader.GetInt64(0)]] = [.. Enumerable.Range(1, reader.FieldCount - 1).Select(c => reader.GetValue(c) switch
                {
                    DBNull => FactKind.Unknown,
                    long value => value,
                    int value => value,
                    var other => throw new InvalidOperationException($"{other} ({other.GetType().Name}) is no whole number."),
                })];
            }
        }

        return answers;
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
        _folder?.Dispose();
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

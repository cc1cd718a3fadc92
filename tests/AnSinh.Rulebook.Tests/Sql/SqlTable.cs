using System.Data.Common;
using AnSinh.Basics;
using AnSinh.Rulebook.Sql;
using AnSinh.Store;
using AnSinh.Testing;

namespace AnSinh.Rulebook.Tests.Sql;

/// <summary>
/// Databases in which the rules are asked as SQL: each question gets a table of its own, filled from the columns the loops read.
/// </summary>
internal sealed class SqlTable : IDisposable
{
    private readonly TempFolder? _folder;
    private readonly Database _database;
    private readonly DbConnection _connection;
    private int _tables;
    private FactTable? _loaded;
    private HashSet<string> _columns = [];
    private bool _byDays;

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

    /// <summary>
    /// The rows of a query over the table (loaded once if asked again), by row of the table: all columns but the id, as whole numbers;
    /// anything else fails.
    /// </summary>
    public long[][] Ask(FactTable facts, Func<string, SqlQuery> query)
    {
        if (ReferenceEquals(facts, _loaded) && query($"people{_tables}") is var again && ByDays(again) == _byDays
            && again.Facts.All(_columns.Contains))
        {
            return Read(facts, again);
        }

        if (_loaded is not null)
        {
            Run($"DROP TABLE people{_tables}");
        }

        var table = $"people{++_tables}";
        var asked = query(table);
        (_loaded, _columns, _byDays) = (facts, [.. asked.Facts], ByDays(asked));
        Run(asked.Table);
        Run($"CREATE INDEX {table}_household ON {table}(\"household\")");
        List<string> days = _byDays ? ["day_from", "day_to"] : [];
        List<string> columns = ["id", "household", .. days, .. asked.Facts.Where(f => f != "id")];
        using (var transaction = _connection.BeginTransaction())
        {
            using (var writer = _database.Bulk(_connection, transaction, table, [.. columns.Select(c => new BulkColumn(c, BulkType.Long))]))
            {
                Write(writer, facts, columns, 0, row => !_byDays || facts.States?.Find(row) is not >= 0,
                    _ => (0, DateOnly.MaxValue.DayNumber));
                if (_byDays && facts.States is { } states)
                {
                    Write(writer, states.Table, columns, 1_000_000, _ => true, row => (states.From[row], states.To[row]));
                }
            }

            transaction.Commit();
        }

        return Read(facts, asked);
    }

    private static bool ByDays(SqlQuery query) => query.Table.Contains("day_from", StringComparison.Ordinal);

    /// <summary>Rows of a table; its households are numbered from <paramref name="homes"/> on.</summary>
    private void Write(IBulkWriter writer, FactTable facts, List<string> columns, int homes, Func<int, bool> which,
        Func<int, (int From, int To)> days)
    {
        for (var row = 0; row < facts.Rows; row++)
        {
            if (!which(row))
            {
                continue;
            }

            writer.Set(0, facts.Columns["id"][row]);
            writer.Set(1, facts.HouseholdOf[row] is >= 0 and var household ? homes + household : -1L - homes - row);
            if (_byDays)
            {
                writer.Set(2, (long)days(row).From);
                writer.Set(3, (long)days(row).To);
            }

            for (var c = _byDays ? 4 : 2; c < columns.Count; c++)
            {
                writer.Set(c, facts.Columns[columns[c]][row] is var value && value == FactKind.Unknown ? null : value);
            }

            writer.Next();
        }
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

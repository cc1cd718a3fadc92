using System.Data.Common;
using System.Diagnostics;
using AnSinh.Basics;
using AnSinh.Rulebook;
using AnSinh.Rulebook.Sql;
using AnSinh.Store;

namespace AnSinh.Bench;

/// <summary>The first rows of the people in a SQLite file of their own, asked with the rules as SQL.</summary>
internal sealed class SqlRows : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ansinh-bench-sql-{Environment.ProcessId}.db");
    private readonly Database _database;
    private readonly DbConnection _connection;
    private readonly FactTable _table;
    private int _tables;

    /// <summary>Whole households only: a household cut in two would answer differently.</summary>
    public SqlRows(FactTable table, int rows)
    {
        (_table, Rows) = (table, rows);
        while (Rows < table.Rows && table.HouseholdOf[Rows] == table.HouseholdOf[Rows - 1])
        {
            Rows++;
        }

        _database = Database.Open(_path, TimeProvider.System);
        _database.Migrate([]);
        _connection = _database.Connect();
    }

    public int Rows { get; }

    /// <summary>Seconds of the query alone; a difference to what the kernel said, or null.</summary>
    public (double Seconds, long Checksum, string? Difference) Ask(ProgrammeAt programme, KernelResult kernel)
    {
        var table = $"people{++_tables}";
        var query = SqlReader.Query(programme, SqlDialect.Sqlite, table, _table.Columns.Keys.ToHashSet());
        Run(query.Table);
        string[] facts = [.. query.Facts.Where(f => f != "id")];
        using (var transaction = _connection.BeginTransaction())
        {
            using (var writer =
                _database.Bulk(_connection, transaction, table,
                    [new("id", BulkType.Long), new("household", BulkType.Long), new("day_from", BulkType.Long),
                        new("day_to", BulkType.Long), .. facts.Select(f => new BulkColumn(f, BulkType.Long))]))
            {
                for (var row = 0; row < Rows; row++)
                {
                    writer.Set(0, _table.Columns["id"][row]);
                    writer.Set(1, _table.HouseholdOf[row] is >= 0 and var household ? household : -1L - row);
                    writer.Set(2, (long)programme.Law.Month.Eve.DayNumber);
                    writer.Set(3, (long)programme.Law.Month.LastDay.DayNumber);
                    for (var c = 0; c < facts.Length; c++)
                    {
                        writer.Set(c + 4, _table.Columns[facts[c]][row] is var value && value == FactKind.Unknown ? null : value);
                    }

                    writer.Next();
                }
            }

            transaction.Commit();
        }

        Run($"CREATE INDEX {table}_household ON {table}(\"household\")");
        Run("ANALYZE");
        var (watch, sum, difference) = (Stopwatch.StartNew(), 0L, (string?)null);
        using var command = _connection.CreateCommand();
        command.CommandText = query.Text;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var (row, status, amount) = ((int)reader.GetInt64(0) - 1, reader.GetInt64(1), reader.GetInt64(2));
            sum += amount;
            var same = status == kernel.Status[row] && amount == kernel.Amount[row] && (ulong)reader.GetInt64(3) == kernel.Routes[row]
                && reader.GetInt64(4) == kernel.MostOf(row);
            difference ??= same
                ? null : $"{programme.Programme.Id} row {row}: SQL {status} {amount}, kernel {kernel.Status[row]} {kernel.Amount[row]}";
        }

        return (watch.Elapsed.TotalSeconds, sum, difference);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
        foreach (var part in new[] { "", "-wal", "-shm" })
        {
            File.Delete(_path + part);
        }
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

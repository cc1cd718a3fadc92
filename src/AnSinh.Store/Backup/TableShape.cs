using System.Data.Common;
using AnSinh.Store.Readings;
using Dapper;

namespace AnSinh.Store.Backup;

/// <summary>A table as the migrations make it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in their order.</param>
/// <param name="Key">The columns of its primary key; all columns if it has none.</param>
/// <param name="Numbered">The column the database numbers itself, or null.</param>
internal sealed record TableShape(string Name, IReadOnlyList<BulkColumn> Columns, IReadOnlyList<string> Key, string? Numbered)
{
    /// <summary>
    /// Every row, in an order that is the same in both databases: the same rows make the same text, whichever keeps them.
    /// </summary>
    public string Select(Dialect dialect)
    {
        var order = Key.Select(key => dialect == Dialect.Sqlite ? key
            : Columns.First(c => c.Name == key).Type == BulkType.Text ? $"{key} collate \"C\" nulls first" : $"{key} nulls first");
        return $"select {string.Join(", ", Columns.Select(c => c.Name))} from {Name} order by {string.Join(", ", order)}";
    }
}

/// <summary>
/// The tables of a register, as these migrations make them: found by making them in an empty file. So neither a backup nor its reader
/// takes the word of anybody else for what a table is called, and tables of others in the same schema are left alone.
/// </summary>
/// <param name="Register">The tables of the register, each after those it refers to.</param>
/// <param name="Readings">The tables of the log of readings, which may be kept elsewhere.</param>
internal sealed record TableShapes(IReadOnlyList<TableShape> Register, IReadOnlyList<TableShape> Readings)
{
    /// <summary>All of them.</summary>
    public IEnumerable<TableShape> All => Register.Concat(Readings);

    /// <summary>Makes the tables and looks at them.</summary>
    /// <param name="migrations">Those of the register and those of the readings.</param>
    /// <param name="system">A clock for the file; nothing of it is kept.</param>
    public static TableShapes Of(IReadOnlyCollection<Migration> migrations, TimeProvider system)
    {
        var folder = Directory.CreateTempSubdirectory("ansinh-");
        try
        {
            using var database = Database.Open(Path.Combine(folder.FullName, "empty.db"), system);
            using var readings = database.ReadingsStore();
            database.Migrate(migrations.Where(m => !IsOfReadings(m)));
            readings.Migrate(migrations.Where(IsOfReadings));
            return new TableShapes(Look(database), Look(readings));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>True if a migration is of the log of readings.</summary>
    public static bool IsOfReadings(Migration migration) => ReadingLog.Migrations.Any(m => m.Id == migration.Id);

    private static List<TableShape> Look(Database database)
    {
        using var connection = database.Connect();
        return [.. connection.Query<string>(
                """
                select name from sqlite_master
                where type = 'table' and name not like 'sqlite%' and name <> 'schema_migration' order by rowid
                """)
            .Select(name => Look(connection, name))];
    }

    private static TableShape Look(DbConnection connection, string table)
    {
        var columns = connection.Query<(string Name, string Type, long Key)>(
            "select name, lower(type), pk from pragma_table_info(@table) order by cid", new { table }).ToList();
        var key = columns.Where(c => c.Key > 0).OrderBy(c => c.Key).Select(c => c.Name).ToList();
        return new TableShape(
            table,
            [.. columns.Select(c => new BulkColumn(c.Name, TypeOf(table, c.Type)))],
            key.Count > 0 ? key : [.. columns.Select(c => c.Name)],
            columns.Where(c => c is { Key: > 0, Type: "integer" }).Select(c => c.Name).SingleOrDefault());
    }

    private static BulkType TypeOf(string table, string type) => type switch
    {
        "bigint" or "integer" => BulkType.Long,
        "text" => BulkType.Text,
        "date" => BulkType.Date,
        "blob" => BulkType.Bytes,
        _ => throw new InvalidOperationException($"Table {table} has a column of type {type}, which the two databases do not share."),
    };
}

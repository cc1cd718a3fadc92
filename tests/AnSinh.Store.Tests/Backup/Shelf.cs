using System.Globalization;
using AnSinh.Store.Acts;
using AnSinh.Store.Backup;
using AnSinh.Store.Readings;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Store.Tests.Backup;

/// <summary>A small register with every kind of column, and what backs it up.</summary>
internal static class Shelf
{
    public static readonly IReadOnlyList<Migration> Migrations =
    [
        .. AuditLog.Migrations,
        new("0020-shelf",
            """
            create table shelf (
                shelf_id $identity,
                title text null,
                built date null,
                load bigint null,
                picture $bytes null);
            create table book (
                shelf_id bigint not null references shelf (shelf_id),
                code text not null,
                bought date not null,
                primary key (code, shelf_id));
            create table mark (
                word text null,
                number bigint null);
            insert into mark (word, number) values ('from the migration', 1);
            """),
    ];

    public static readonly SealedTable Sealed = new("shelf", "shelf_id");

    public static RegisterBackup Backup { get; } = new(Migrations);

    public static Act Act(string kind = "register.backup") => new("test", kind);

    public static BackupMade Make(Database from, string file) => Value(Backup.Make(from, [Sealed], file, Act()));

    public static T Value<T>(Basics.Outcome<T> outcome)
    {
        Assert.True(outcome.Ok, string.Join("; ", outcome.Refusals));
        return outcome.Value;
    }

    /// <summary>Texts a careless writer would spoil, an empty one beside none, the ends of numbers; sealed, and read by somebody.</summary>
    public static void Fill(Database database, int shelves = 40)
    {
        database.Migrate(Migrations);
        new AuditCheck(database, [Sealed]).Begin("test");
        string?[] titles = ["Đặng Thị Ngọc Ánh", "", null, "a\tb\nc\rd\\e", @"\N", @"\\t", "'; drop table shelf;--", "👵🏾 ﷽", " \u2028 "];
        database.Do(Act("shelf.fill"), (connection, transaction) =>
        {
            for (var i = 0; i < shelves; i++)
            {
                connection.Execute(
                    "insert into shelf (title, built, load, picture) values (@title, @built, @load, @picture)",
                    new
                    {
                        title = titles[i % titles.Length],
                        built = i % 3 == 0 ? null : (DateOnly?)new DateOnly(1900 + (i % 200), 2, 28),
                        picture = i % 4 == 0 ? null
                            : Enumerable.Range(0, i % 4 == 1 ? 0 : 256).Select(b => unchecked((byte)(b * i))).ToArray(),
                        load = i % 5 == 0 ? null : (long?)(i % 2 == 0 ? long.MinValue : long.MaxValue - i),
                    },
                    transaction);
                var word = titles[i % titles.Length];
                connection.Execute("insert into mark (word, number) values (@word, @i)", new { word, i }, transaction);
            }

            foreach (var (code, shelf) in new[] { ("Ánh", 2), ("anh", 1), ("Zet", 1), ("ánh", 1), ("Anh", 2) })
            {
                var bought = new DateOnly(2020, 9, 9);
                connection.Execute("insert into book values (@shelf, @code, @bought)", new { shelf, code, bought }, transaction);
            }

            var act = Act("shelf.fill");
            var note = act.Note(database.Clock.Now(), "shelf.fill", "shelf", "Kệ sách");
            new AuditLog(database).Append(connection, transaction, act, note, Sealed.All);
            return 0;
        });
        database.Readings.Note(new AuditRecord(database.Clock.Now(), "cán bộ", "person.read", "person:7", "xem\thồ sơ"), 8, 9);
        database.Readings.Flush();
    }

    /// <summary>Every row of every table, each as text; read by other means than a backup's.</summary>
    public static Dictionary<string, List<string>> Rows(Database database)
    {
        var all = TablesOf(database);
        var readings = database.ReadingsStore();
        if (!ReferenceEquals(readings, database))
        {
            using (readings)
            {
                var beside = TablesOf(readings);
                (all["reading_entry"], all["reading_person"]) = (beside["reading_entry"], beside["reading_person"]);
                all["schema_migration"].AddRange(TablesOf(readings)["schema_migration"]);
                all["schema_migration"].Sort(StringComparer.Ordinal);
            }
        }

        return all;
    }

    private static Dictionary<string, List<string>> TablesOf(Database database)
    {
        using var connection = database.Connect();
        var names = connection.Query<string>(database.Dialect == Dialect.Sqlite
            ? "select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
            : "select table_name from information_schema.tables where table_schema = current_schema()").ToList();
        return names.ToDictionary(n => n, n => connection.Query($"select * from {n}")
            .Select(row => Text((IDictionary<string, object?>)row)).Order(StringComparer.Ordinal).ToList());
    }

    private static string Text(IDictionary<string, object?> row) =>
        string.Join('|', row.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key + "=" + Text(c.Value)));

    private static string Text(object? value) => value switch
    {
        null => "null",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}

using System.Security.Cryptography;
using AnSinh.Intake.Lists;
using AnSinh.Store;
using AnSinh.Store.Acts;
using AnSinh.Store.Documents;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Register.Tests.Importing;

/// <summary>Lists sent are documents; those sent before there were documents became some.</summary>
public sealed class SentListsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public void A_list_sent_to_an_earlier_version_is_there_with_its_bytes_and_the_log_vouches_for_it(Dialect dialect)
    {
        using var database = NewDatabase(dialect);
        database.Migrate([.. AuditLog.Migrations, SentLists.Migrations[0]]);
        var bytes = "Họ và tên,Ngày sinh\nHoàng Văn Chưa Có,05/03/39\n"u8.ToArray();
        using (var connection = database.Connect())
        {
            const string Insert =
                """
                insert into import_list (file_name, sha256, content, login, sent_at, choices, version, dropped_at)
                values (@name, @sha256, @content, 'lan', 1598918400000, '{}', 0, @dropped)
                """;
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
            connection.Execute(Insert, new { name = "ds.csv", sha256, content = Convert.ToBase64String(bytes), dropped = (long?)null });
            connection.Execute(Insert, new { name = "bỏ.csv", sha256, content = "", dropped = (long?)1598918400001 });
        }

        new AuditCheck(database, []).Begin("test");
        var documents = new DocumentTable(database);
        var lists = new SentLists(database, documents);
        var list = Assert.Single(lists.Latest("lan", 10));
        Assert.Equal(
            ("ds.csv", "lan", 1598918400000, "list"), (list.FileName, list.File.Owner, list.File.RecordedAt, list.File.Kind));
        Assert.Equal(bytes, lists.Bytes(list));
        Assert.True(new AuditCheck(database, [DocumentTable.Sealed]).All().Ok);
        Assert.True(lists.Drop(list, Act.By("lan", "list.drop")));
        Assert.Null(documents.FindOrNull(list.File.DocumentId));
        Assert.Empty(lists.Latest("lan", 10));
        Assert.True(new AuditCheck(database, [DocumentTable.Sealed]).All().Ok);
    }

    private Database NewDatabase(Dialect dialect) =>
        dialect == Dialect.Postgres ? PostgresCluster.NewDatabase() : Database.Open(_folder.File("lists.db"), TimeProvider.System);
}

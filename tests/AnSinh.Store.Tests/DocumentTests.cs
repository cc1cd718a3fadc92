using System.Text;
using AnSinh.Basics;
using AnSinh.Store.Acts;
using AnSinh.Store.Documents;
using AnSinh.Testing;
using Dapper;

namespace AnSinh.Store.Tests;

/// <summary>A document is kept once, whole, as it came, and told by its digest. On both databases.</summary>
public abstract class DocumentContract : IDisposable
{
    private static readonly DocumentKind Kind = new("evidence", 64, MediaTypes.Text, MediaTypes.Pdf);
    private readonly Database _database;
    private readonly DocumentTable _documents;

    protected DocumentContract(Database database)
    {
        _database = database;
        _database.Migrate(AuditLog.Migrations);
        _documents = new DocumentTable(_database);
        new AuditCheck(_database, [DocumentTable.Sealed]).Begin("test");
    }

    public virtual void Dispose()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_document_comes_back_as_it_was_sent_with_who_sent_it_and_from_where()
    {
        var bytes = "họ tên;năm sinh\r\n"u8.ToArray();
        var id = Added("danh sách.csv", bytes, new Act("lan", "list.send") { Source = "/danh-sach" });
        var document = _documents.FindOrNull(id)!;
        Assert.Equal(
            (id, "evidence", "danh sách.csv", "text/plain", (long)bytes.Length, "lan", "/danh-sach"),
            (document.DocumentId, document.Kind, document.Name, document.MediaType, document.Size, document.Owner, document.Source));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), document.Sha256);
        Assert.Equal(bytes, _documents.Bytes(document));
        var told = new AuditLog(_database).Latest(1)[0];
        Assert.Equal(($"document:{id}", "list.send"), (told.Subject, told.Action));
        Assert.Contains(document.Sha256, told.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_bytes_are_kept_once_until_the_last_document_of_them_is_dropped()
    {
        var (first, second) = (Added("a.txt", "một"u8.ToArray()), Added("b.txt", "một"u8.ToArray()));
        Assert.Equal(1, Contents());
        Assert.True(_documents.Drop(first, Act.By("lan")));
        Assert.False(_documents.Drop(first, Act.By("lan")));
        Assert.Null(_documents.FindOrNull(first));
        Assert.Equal("một", Encoding.UTF8.GetString(_documents.Bytes(_documents.FindOrNull(second)!)));
        Assert.True(_documents.Drop(second, Act.By("lan")));
        Assert.Equal(0, Contents());
        Assert.True(Check().Ok);
    }

    [Fact]
    public async Task Of_many_who_bring_and_drop_the_same_bytes_at_once_no_document_is_left_without_them()
    {
        var kept = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => Live(n), TestContext.Current.CancellationToken)));
        Assert.All(kept.SelectMany(k => k), id => Assert.Equal("chung"u8.ToArray(), _documents.Bytes(_documents.FindOrNull(id)!)));
        Assert.True(Check().Ok);

        List<long> Live(int worker)
        {
            var mine = new List<long>();
            for (var i = 0; i < 12; i++)
            {
                var id = Added($"{worker}-{i}.txt", "chung"u8.ToArray());
                if (i % 4 != 3 || worker != 0)
                {
                    Assert.True(_documents.Drop(id, Act.By("lan")));
                }
                else
                {
                    mine.Add(id);
                }
            }

            return mine;
        }
    }

    [Theory]
    [InlineData("", "document.empty")]
    [InlineData("PK\u0003\u0004 word/document.xml", "document.type")]
    [InlineData("nhiều hơn sáu mươi bốn byte: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "document.too-large")]
    public void What_its_kind_does_not_allow_is_refused_and_nothing_is_kept(string text, string code)
    {
        var refused = _documents.Add(Act.By("lan"), Kind, "x.pdf", Encoding.UTF8.GetBytes(text));
        Assert.Equal((false, code), (refused.Ok, refused.Refusals[0].Code));
        Assert.Equal(0, Contents());
    }

    [Theory]
    [InlineData("update document_content set content = (select content from document_content where sha256 <> @sha limit 1)",
        "document_content")]
    [InlineData("delete from document_content where sha256 = @sha", "document_content")]
    [InlineData("update document set sha256 = (select sha256 from document where sha256 <> @sha) where sha256 = @sha", "document")]
    [InlineData("update document set name = 'khác.txt' where sha256 = @sha", "document")]
    public void A_document_changed_past_the_program_is_found(string sql, string table)
    {
        var id = Added("a.txt", "một"u8.ToArray());
        Added("b.txt", "hai"u8.ToArray());
        Assert.True(Check().Ok);
        var document = _documents.FindOrNull(id)!;
        using (var connection = _database.Connect())
        {
            connection.Execute(sql, new { sha = document.Sha256 });
        }

        Assert.Contains(Check().Faults, f => f.Table == table);
        if (table == "document_content")
        {
            Assert.Contains("audit verify",
                Assert.Throws<StoreException>(() => _documents.Bytes(document)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("255044462D312E37", MediaTypes.Pdf)]
    [InlineData("89504E470D0A1A0A00", MediaTypes.Png)]
    [InlineData("FFD8FFE000", MediaTypes.Jpeg)]
    [InlineData("504B0304786C2F776F726B", MediaTypes.Xlsx)]
    [InlineData("504B0304776F72642F", MediaTypes.Other)]
    [InlineData("FFFE48006F00", MediaTypes.Text)]
    [InlineData("48006F00200061006E00", MediaTypes.Text)]
    [InlineData("02DF05", MediaTypes.Text)]
    [InlineData("4D5A900003000000040000", MediaTypes.Other)]
    public void What_a_file_is_its_bytes_tell(string hex, string type) => Assert.Equal(type, MediaTypes.Of(Convert.FromHexString(hex)));

    private AuditReport Check() => new AuditCheck(_database, [DocumentTable.Sealed]).All();

    private long Added(string name, byte[] bytes, Act? act = null)
    {
        var added = _documents.Add(act ?? Act.By("lan", "evidence.add"), Kind, name, bytes);
        Assert.True(added.Ok, string.Join("; ", added.Refusals));
        return added.Value;
    }

    private long Contents()
    {
        using var connection = _database.Connect();
        return connection.ExecuteScalar<long>("select count(*) from document_content");
    }
}

public sealed class SqliteDocumentTests : DocumentContract
{
    private readonly TempFolder _folder;

    public SqliteDocumentTests()
        : this(new TempFolder())
    {
    }

    private SqliteDocumentTests(TempFolder folder)
        : base(Database.Open(folder.File("documents.db"), TimeProvider.System)) => _folder = folder;

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
    }
}

public sealed class PostgresDocumentTests() : DocumentContract(PostgresCluster.NewDatabase());

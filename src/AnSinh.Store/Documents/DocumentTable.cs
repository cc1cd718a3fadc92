using System.Data.Common;
using System.Security.Cryptography;
using AnSinh.Basics;
using AnSinh.Store.Acts;
using Dapper;

namespace AnSinh.Store.Documents;

/// <summary>
/// The documents of a register. The same bytes are kept once, under their digest, however many documents have them; the audit log tells
/// each document with its digest, so that neither can be changed unseen. What was never used may be dropped: then its bytes go.
/// </summary>
public sealed class DocumentTable
{
    private static readonly string[] Columns =
        ["document_id", "kind", "name", "sha256", "media_type", "size", "owner", "source", "recorded_at"];

    private static readonly string Fields = string.Join(", ", Columns);
    private readonly Database _database;

    /// <summary>The documents in a register's database. Opening brings the tables into being.</summary>
    public DocumentTable(Database database)
    {
        _database = database;
        database.Migrate(Migrations);
    }

    /// <summary>What is told of a document is sealed: its digest vouches for its bytes.</summary>
    public static SealedTable Sealed { get; } = new("document", "document_id");

    /// <summary>The tables of this module.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("0009-documents",
            """
            create table document_content (
                sha256 text not null primary key,
                content $bytes not null);
            create table document (
                document_id $identity,
                kind text not null,
                name text not null,
                sha256 text not null,
                media_type text not null,
                size bigint not null,
                owner text not null,
                source text not null,
                recorded_at bigint not null,
                dropped_at bigint null);
            create index document_content_of on document (sha256);
            """),
    ];

    /// <summary>
    /// Keeps a file as part of an act; gives its number. Refused if its kind does not allow its size or what its bytes are.
    /// </summary>
    /// <param name="act">Who brings it, and from where.</param>
    /// <param name="kind">What it is to be.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="bytes">All of it.</param>
    public Outcome<long> Add(Act act, DocumentKind kind, string name, byte[] bytes)
    {
        var type = MediaTypes.Of(bytes);
        return bytes.Length == 0 ? new Refusal("document.empty", "Tệp rỗng (0 byte): có thể tải lên dở dang. Hãy gửi lại tệp.", name)
            : bytes.Length > kind.SizeLimit ? new Refusal("document.too-large",
                $"Tệp lớn hơn {Vietnamese.Number(kind.SizeLimit >> 20)} MB.", name)
            : !kind.MediaTypes.Contains(type) ? new Refusal("document.type",
                $"Nội dung tệp là {type}; ở đây chỉ nhận {string.Join(", ", kind.MediaTypes)}.", name)
            : _database.Do(act, (connection, transaction) =>
            {
                var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
                var document = new Document(0, kind.Code, name, sha256, type, bytes.Length, act.Actor, act.Source, _database.Clock.Now());
                return Outcome<long>.Of(Keep(_database, connection, transaction, act, document, bytes));
            });
    }

    /// <summary>Keeps a document as it is told: also what a migration finds kept elsewhere. Gives its number.</summary>
    public static long Keep(Database database, DbConnection connection, DbTransaction transaction, Act act, Document document, byte[] bytes)
    {
        // Whoever drops the last document of these bytes meanwhile waits for this row, and then finds another document.
        connection.Execute(
            """
            insert into document_content (sha256, content) values (@Sha256, @bytes)
            on conflict (sha256) do update set sha256 = excluded.sha256
            """,
            new { document.Sha256, bytes },
            transaction);
        var id = connection.ExecuteScalar<long>(
            """
            insert into document (kind, name, sha256, media_type, size, owner, source, recorded_at)
            values (@Kind, @Name, @Sha256, @MediaType, @Size, @Owner, @Source, @RecordedAt) returning document_id
            """,
            document,
            transaction);
        Note(database, connection, transaction, act, $"{document.Name} sha256:{document.Sha256}", Sealed.Row(id));
        return id;
    }

    /// <summary>A document, or null if there is none or it was dropped.</summary>
    public Document? FindOrNull(long id)
    {
        using var connection = _database.Connect();
        return connection.QuerySingleOrDefault<Document>(
            $"select {Fields} from document where document_id = @id and dropped_at is null", new { id });
    }

    /// <summary>
    /// The bytes of a document. Throws <see cref="StoreException"/> if they are not those that were kept: somebody changed the database.
    /// </summary>
    public byte[] Bytes(Document document)
    {
        using var connection = _database.Connect();
        var bytes = BytesOrNull(connection, null, document.Sha256);
        return IsWhole(bytes, document) ? bytes!
            : throw new StoreException(_database.Address,
                $"nội dung tài liệu {document.DocumentId} ({document.Name}) không còn hoặc khác với khi được giữ; "
                    + "hãy chạy ansinh audit verify.");
    }

    /// <summary>
    /// Drops a document that is of no use; its bytes go with the last document that has them. False if it was dropped before.
    /// </summary>
    public bool Drop(long id, Act act) => _database.Do(act, (connection, transaction) =>
    {
        var sha256 = connection.ExecuteScalar<string?>(
            "update document set dropped_at = @at where document_id = @id and dropped_at is null returning sha256",
            new { id, at = _database.Clock.Now() },
            transaction);
        if (sha256 is null)
        {
            return false;
        }

        if (_database.Dialect == Dialect.Postgres)
        {
            connection.Execute("select 1 from document_content where sha256 = @sha256 for update", new { sha256 }, transaction);
        }

        connection.Execute(
            """
            delete from document_content
            where sha256 = @sha256 and not exists (select 1 from document d where d.sha256 = @sha256 and d.dropped_at is null)
            """,
            new { sha256 },
            transaction);
        Note(_database, connection, transaction, act, "", Sealed.Row(id).Changed);
        return true;
    });

    /// <summary>Documents whose bytes are gone or are others than were kept.</summary>
    internal static IReadOnlyList<Document> Damaged(DbConnection connection, DbTransaction transaction) =>
        [.. connection.Query<Document>(
                $"select {Fields} from document where dropped_at is null order by document_id", transaction: transaction)
            .ToList().Where(d => !IsWhole(BytesOrNull(connection, transaction, d.Sha256), d))];

    private static byte[]? BytesOrNull(DbConnection connection, DbTransaction? transaction, string sha256) =>
        connection.ExecuteScalar<byte[]?>("select content from document_content where sha256 = @sha256", new { sha256 }, transaction);

    private static bool IsWhole(byte[]? bytes, Document document) =>
        bytes is not null && Convert.ToHexStringLower(SHA256.HashData(bytes)) == document.Sha256;

    private static void Note(
        Database database, DbConnection connection, DbTransaction transaction, Act act, string detail, SealedRows row) =>
        new AuditLog(database).Append(
            connection, transaction, act, act.Note(database.Clock.Now(), act.Kind, $"document:{row.From}", detail), [row]);
}
